"""The names of emoji in a text, as the forges write them: `:tada:`. The names are those that Rich knows.

Knows how a name is written. Must not know Markdown.
"""

from functools import cache

from slidegen import lazy_re as re

#: Letters of scripts with blanks between words, where a name that touches one is something else.
_LETTER = r"[0-9A-Za-z_\u00c0-\u06ff:]"
#: With the backslash before it that says it is meant as text.
EMOJI_NAME = re.compile(rf"(?<!{_LETTER})(\\?):([_+-]*+[a-z0-9][a-z0-9_+-]*+):(?!{_LETTER})")


@cache
def picture_of(name: str) -> str | None:
    """The characters of an emoji, None for a name that there is not."""
    from rich.emoji import Emoji, NoEmoji  # a table of thousands, for decks that ask for it

    try:
        return str(Emoji(name))
    except NoEmoji:
        return None
