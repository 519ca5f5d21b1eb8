"""Headings as names: where one stands, its plain words, and the slug that addresses it.

Knows ATX headings and the marks inside them. Must not know slides.
"""

from collections.abc import Iterator
from unicodedata import category

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.memory import remembered
from slidegen.text.html_tags import unescaped
from slidegen.text.verbatim import Verbatim

# What may stand behind the marks without a blank: a letter, whatever opens before it, or a picture. Behind
# two marks or more anything, as in remark: `#12` is an issue and `#!/bin/sh` a program's first line,
# `##2 Setup` and `` ##`> x` `` are headings. A line of `#hashtags` is none. A number with letters (`#3D`)
# and one that counts (`#1. Setup`) are no issue's; `#3cba54` is a colour.
_TIGHT_TITLE = (
    r"(?!\w+(?:[ \t]+#\w+)+[ \t]*$)"
    r"(?:[*_~\"'(<\[`]|(?:\.[A-Za-z_-][\w-]*)+\[)*"
    r"(?:[^\W\d_]|[^\x00-\x7f]|!\[|&[A-Za-z#]|(?<=##)[^\s#]|\.\.\."
    r"|(?![0-9A-Fa-f]{3,}\b)\d{1,3}(?:[^\W\d_]|[.)][ \t]+\w))"
)
#: A heading without a blank behind its marks.
TIGHT_HEADING = re.compile(rf"(#{{1,6}})(?={_TIGHT_TITLE})", re.MULTILINE)
# An ATX heading (CommonMark 4.2) from its first `#`. It begins with a literal, by which the search is twice
# as fast as one at each start of a line.
_HEADING = re.compile(
    r"(#(?:(?<=^#)|(?<=^ #)|(?<=^  #)|(?<=^   #)|(?<=    #)|(?<=\t#))#{0,5})"
    rf"(?:(?:[ \t]+|(?<=#)(?!#)(?={_TIGHT_TITLE}))([^\n]*+))?$",
    re.MULTILINE,
)
_LAST_MARKS = re.compile(r"(?<=[^ \t])[ \t]+#+\Z")
_COLUMNS_OF_CODE = 4  #: columns that make a line code (CommonMark 4.4)
# Two marks or more close a title without a blank, too, as in remark; one may belong to its word (`C#`).
_CLOSING_MARKS = re.compile(r"(?<![ \t])(?:[ \t]+#+|(?<![\\#])##+)?[ \t]*\Z")
_PLAIN = re.compile(r"[\w ,:;?()'\"+/-]*\Z")
_IMAGE = re.compile(r"!\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?")
_LINK = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?")
_CLASS = re.compile(r"(?:\.[A-Za-z_-][\w-]*)+\[([^\]]*)\]")
_TAG = re.compile(r"<!--.*?-->|<(?!\w[\w+.-]+:)[^<>]*>", re.S)
_AUTOLINK = re.compile(r"<(\w[\w+.-]+:[^<>\s]*)>")
_CODE = re.compile(r"(?<!\\)(`+)(?P<text>.+?)\1")
_STRONG = re.compile(r"(\*\*\*|\*\*|\*|~~|(?<![\w])__|(?<![\w])_)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_WORD = re.compile(r"\w+")
_ESCAPE = re.compile(r"\\(?P<text>[!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, `[start, end)` in its text."""

    start: int
    end: int
    level: int
    markdown: str  #: what it says, without its marks

    def moved_by(self, offset: int) -> "Heading":
        """The same in a text in which its own begins at `offset`."""
        return Heading(self.start + offset, self.end + offset, self.level, self.markdown)


def headings(text: str, verbatim: Verbatim) -> Iterator[Heading]:
    """The lines of `text` that are headings by their `#`, outside `verbatim`, in order.

    Most slides have no others; `slidegen.deck.headings` knows which may.
    """
    for match in _HEADING.finditer(text):
        if not verbatim.covers(match.start()) and _is_in_place(text, match.start(), 0):
            end = match.start() + len(match[0].rstrip())
            yield Heading(match.start(), end, len(match[1]), _said(match[2]))


def heading_on(line: str) -> tuple[int, str] | None:
    """The level and the words of the heading that a line is, by its `#`, where a slide goes on with it."""
    at = max(line.find("#"), 0)
    match = _HEADING.match(line, at) if _is_in_place(f"text\n{line}", at + 5, 0) else None
    return (len(match[1]), _said(match[2])) if match else None


def _said(rest: str | None) -> str:
    """What the rest of a heading's line says."""
    title = (rest or "").rstrip(" \t")
    if not title.endswith("#"):
        return title.strip()
    title = _LAST_MARKS.sub("", title)
    return without_closing_marks(title) if title.strip("# \t") else ""  # `# #` is an empty title, closed


def without_closing_marks(title: str) -> str:
    """What stands behind the `#` marks of a heading, without those that close it."""
    ends = title.rstrip(" \t")
    return (_CLOSING_MARKS.sub("", title) if ends.endswith("#") else ends).strip()


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


@remembered
def plain_text(markdown: str) -> str:
    """The words of a heading's Markdown, as a reader says them."""
    if _PLAIN.match(markdown) and "_" not in markdown:
        return " ".join(markdown.split())
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(_without_padding(match["text"]))
        return f"\0{len(kept) - 1}\0"

    text = _ESCAPE.sub(keep, _CODE.sub(keep, markdown))
    for pattern in (_IMAGE, _CLASS, _LINK):
        text = pattern.sub(r"\1", text)
    text = _AUTOLINK.sub(r"\1", _TAG.sub(" ", text))
    for _ in range(3):
        text = _STRONG.sub(r"\2", text)
    text = re.sub(r"\0(\d+)\0", lambda match: kept[int(match[1])], unescaped(text))
    return " ".join(text.split())


def _without_padding(code: str) -> str:
    """A blank at both ends of code is none of it; a blank at one end is (CommonMark 6.1)."""
    return code[1:-1] if code.startswith(" ") and code.endswith(" ") and code.strip() else code


@remembered
def slug(title: str) -> str:
    """`title` as an address: lower case, words and digits of any script joined by `-`."""
    text = title.replace("'", "").replace("\u2019", "").lower()
    return "-".join(_WORD.findall(text) if text.isascii() else _words(text))


def _words(text: str) -> Iterator[str]:
    """Words of any script with the vowels and tones above and below their letters (Thai, Hindi, Arabic),
    which Python's `\\w` leaves out. What only chooses how an emoji is drawn is no part of a word.
    """
    word = ""
    for char in text:
        if char.isalnum() or char == "_" or (word and _is_vowel_sign(char)):
            word += char
        elif word:
            yield word
            word = ""
    if word:
        yield word


def _is_vowel_sign(char: str) -> bool:
    return category(char) in ("Mn", "Mc") and not "\ufe00" <= char <= "\ufe0f"


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
