r"""`:tada:` is the picture of that name, as on the forges;
a name that nobody knows stays text, and so does `\:tada:`.

Knows plain words of a line. The names are those that Rich knows.
"""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from slidegen.deck.syntax.callout import EXTRAS
from slidegen.source.markdown_extras import EMOJI

NAME = re.compile(r"(?<![\w:])(\\?):([a-z0-9_+-]*[a-z0-9][a-z0-9_+-]*):(?![\w:])")


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
                child.content = NAME.sub(_picture, child.content)


def _picture(found: re.Match[str]) -> str:
    backslash, name = found.groups()
    return f":{name}:" if backslash else picture_of(name) or found[0]


@cache
def picture_of(name: str) -> str | None:
    """The characters of an emoji, None for a name that there is not."""
    from rich.emoji import Emoji, NoEmoji  # a table of thousands, for decks that ask for it

    try:
        return str(Emoji(name))
    except NoEmoji:
        return None
