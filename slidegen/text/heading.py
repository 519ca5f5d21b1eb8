"""Headings as names: the first of a text, its plain words, and the slug that addresses it.

Knows ATX headings and the marks inside them. Must not know slides.
"""

import html
import re
from collections.abc import Iterator

from slidegen.memory import remembered
from slidegen.text.verbatim import Verbatim, read_verbatim

# What may stand behind the marks without a blank: a letter, whatever opens before it, or a picture. Behind
# two marks or more a number, too: `#12` is an issue, `##2 Setup` a heading. A line of `#hashtags` is none.
_TIGHT_TITLE = (
    r"(?!\w+(?:[ \t]+#\w+)+[ \t]*$)"
    r"(?:[*_~\"'(<\[`]|(?:\.[A-Za-z_-][\w-]*)+\[)*"
    r"(?:[^\W\d_]|[^\x00-\x7f]|!\[|&[A-Za-z#]|(?<=##)\d)"
)
#: A heading without a blank behind its marks.
TIGHT_HEADING = re.compile(rf"(#{{1,6}})(?={_TIGHT_TITLE})", re.MULTILINE)
# An ATX heading (CommonMark 4.2) from its first `#`. It begins with a literal, by which the search is twice
# as fast as one at each start of a line.
_HEADING = re.compile(
    r"(#(?:(?<=^#)|(?<=^ #)|(?<=^  #)|(?<=^   #)|(?<=    #)|(?<=\t#))#{0,5})"
    rf"(?:(?:[ \t]+|(?<=#)(?!#)(?={_TIGHT_TITLE}))([^\n]*?))?(?:[ \t]+#+)?[ \t]*$",
    re.MULTILINE,
)
_COLUMNS_OF_CODE = 4  #: columns that make a line code (CommonMark 4.4)
_CLOSING_MARKS = re.compile(r"(?:[ \t]+#+)?[ \t]*\Z")
_LEVEL_1 = re.compile(r"#[^#\n](?<![^\n ]#.)")  # where one may be
_PLAIN = re.compile(r"[\w ,:;?()'\"+/-]*\Z")
_IMAGE = re.compile(r"!\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?")
_LINK = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?")
_CLASS = re.compile(r"(?:\.[A-Za-z_-][\w-]*)+\[([^\]]*)\]")
_TAG = re.compile(r"<[^<>]*>")
_CODE = re.compile(r"(?<!\\)(`+)[ \n]?(?P<text>.+?)[ \n]?\1")
_STRONG = re.compile(r"(\*\*\*|\*\*|\*|~~|(?<![\w])__|(?<![\w])_)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_WORD = re.compile(r"\w+")
_ESCAPE = re.compile(r"\\(?P<text>[!-/:-@\[-`{-~])")


def headings(
    text: str, verbatim: Verbatim, start: int = 0, end: int | None = None
) -> Iterator[tuple[str, int]]:
    """The Markdown and level of each heading in `text[start:end]` outside `verbatim`."""
    for heading in _HEADING.finditer(text, start, len(text) if end is None else end):
        if not verbatim.covers(heading.start()) and _is_in_place(text, heading.start(), start):
            yield _heading(heading)


def without_closing_marks(title: str) -> str:
    """What stands behind the `#` marks of a heading, without those that close it."""
    return _CLOSING_MARKS.sub("", title).strip()


def _is_in_place(text: str, at: int, start: int) -> bool:
    """Whether a heading may stand there: not as far right as code, unless a slide or a class begins so."""
    line = max(text.rfind("\n", start, at) + 1, start)
    indent = text[line:at]
    if indent.strip():
        return False
    if len(indent.expandtabs(4)) < _COLUMNS_OF_CODE:
        return True
    above = text[start:line].rstrip()
    return not above or above.endswith("[")


def _heading(match: re.Match[str]) -> tuple[str, int]:
    return (match[2] or "").strip(), len(match[1])


def first_heading(text: str) -> tuple[str, int]:
    """The Markdown and level of the first heading of `text` outside code, ("", 0) when there is none."""
    first = _HEADING.search(text)
    if first is None:
        return "", 0
    if not text[: first.start()].strip():  # most are: it is the first that the slide says
        return _heading(first)
    return next(headings(text, read_verbatim(text)), ("", 0))


def level_1_titles(text: str) -> list[str]:
    """The level-1 headings of `text` outside code, as Markdown."""
    if not _LEVEL_1.search(text):
        return []
    return [title for title, level in headings(text, read_verbatim(text)) if level == 1 and title]


@remembered
def plain_text(markdown: str) -> str:
    """The words of a heading's Markdown, as a reader says them."""
    if _PLAIN.match(markdown) and "_" not in markdown:
        return " ".join(markdown.split())
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match["text"])
        return f"\0{len(kept) - 1}\0"

    text = _ESCAPE.sub(keep, _CODE.sub(keep, markdown))
    for pattern in (_IMAGE, _CLASS, _LINK):
        text = pattern.sub(r"\1", text)
    text = _TAG.sub(" ", text)
    for _ in range(3):
        text = _STRONG.sub(r"\2", text)
    text = re.sub(r"\0(\d+)\0", lambda match: kept[int(match[1])], html.unescape(text))
    return " ".join(text.split())


@remembered
def slug(title: str) -> str:
    """`title` as an address: lower case, words and digits of any script joined by `-`."""
    words = _WORD.findall(title.replace("'", "").replace("\u2019", "").lower())
    return "-".join(words)


#: What pages themselves are made of: a slide called "Slides" is `slides-2`.
PAGE_IDS = ("slides", "deck-contents", "slidegen-data")


class Slugs:
    """Addresses that are unique in a deck: a second `x` is `x-2`."""

    def __init__(self) -> None:
        self._taken: set[str] = set(PAGE_IDS)
        self._reserved: set[str] = set()
        self._counts: dict[str, int] = {}

    def reserve(self, name: str) -> None:
        """Keep `name` for who claims it, unless a page needs it."""
        if name not in PAGE_IDS:
            self._reserved.add(name)
            self._taken.add(name)

    def claim(self, name: str) -> bool:
        """Take a reserved name; False when somebody has it already."""
        if name not in self._reserved:
            return False
        self._reserved.remove(name)
        return True

    def unique(self, wanted: str) -> str:
        wanted = wanted or "slide"
        candidate = wanted
        while candidate in self._taken:
            self._counts[wanted] = self._counts.get(wanted, 1) + 1
            candidate = f"{wanted}-{self._counts[wanted]}"
        self._taken.add(candidate)
        return candidate
