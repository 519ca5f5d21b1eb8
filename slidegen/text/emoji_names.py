"""The names of emoji in a text, as the forges write them: `:tada:`. The names are those that Rich knows.

Knows how a name is written. Must not know Markdown.
"""

from functools import cache

from slidegen import lazy_re as re

#: With the backslash before it that says it is meant as text.
EMOJI_NAME = re.compile(r"(?<![\w:])(\\?):([_+-]*+[a-z0-9][a-z0-9_+-]*+):(?![\w:])")


@cache
def picture_of(name: str) -> str | None:
    """The characters of an emoji, None for a name that there is not."""
    from rich.emoji import Emoji, NoEmoji  # a table of thousands, for decks that ask for it

    try:
        return str(Emoji(name))
    except NoEmoji:
        return None
