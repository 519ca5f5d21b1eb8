r"""`:tada:` is the picture of that name, as on the forges;
a name that nobody knows stays text, and so does `\:tada:`.

Knows plain words of a line. Must not know the names.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from slidegen import lazy_re as re
from slidegen.deck.syntax.callout import EXTRAS
from slidegen.source.markdown_extras import EMOJI
from slidegen.text.emoji_names import EMOJI_NAME, picture_of


def emoji(md: MarkdownIt) -> None:
    """Let `md` put pictures for names, where `env` says so."""
    md.core.ruler.push("emoji", names)


def names(state: StateCore) -> None:
    if EMOJI not in state.env.get(EXTRAS, ()):
        return
    for inline in state.tokens:
        if inline.type != "inline" or ":" not in inline.content:
            continue
        for child in inline.children or ():
            if child.type == "text":
                child.content = EMOJI_NAME.sub(_picture, child.content)


def _picture(found: re.Match[str]) -> str:
    backslash, name = found.groups()
    return f":{name}:" if backslash else picture_of(name) or found[0]
