"""Headings as names: the first of a text, its plain words, and the slug that addresses it.

Knows ATX headings and the marks inside them. Must not know slides.
"""

import html
import re

from slidegen.deck.verbatim import is_plain, read_verbatim
from slidegen.memory import remembered

HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+([^\n]*?))?(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)

# Begins with a literal, by which the search is five times as fast as one at each start of a line.
_LEVEL_1 = re.compile(r"\n {0,3}#[ \t]")
_PLAIN = re.compile(r"[\w ,:;?()'\"+/-]*\Z")
_IMAGE = re.compile(r"!\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?")
_LINK = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?")
_CLASS = re.compile(r"(?:\.[A-Za-z_-][\w-]*)+\[([^\]]*)\]")
_TAG = re.compile(r"<[^<>]*>")
_CODE = re.compile(r"(?<!\\)(`+)[ \n]?(?P<text>.+?)[ \n]?\1")
_STRONG = re.compile(r"(\*\*\*|\*\*|\*|~~|(?<![\w])__|(?<![\w])_)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_WORD = re.compile(r"\w+")
_ESCAPE = re.compile(r"\\(?P<text>[!-/:-@\[-`{-~])")


def first_heading(text: str) -> tuple[str, int]:
    """The Markdown and level of the first heading of `text` outside code, ("", 0) when there is none."""
    if "#" not in text:
        return "", 0
    verbatim = None
    for heading in HEADING.finditer(text):
        if verbatim is None and not is_plain(text, 0, heading.start()):
            verbatim = read_verbatim(text)
        if verbatim is None or not verbatim.covers(heading.start(1)):
            return (heading[2] or "").strip(), len(heading[1])
    return "", 0


def level_1_titles(text: str) -> list[str]:
    """The level-1 headings of `text` outside code, as Markdown."""
    if not _LEVEL_1.search(f"\n{text}"):
        return []
    verbatim = read_verbatim(text)
    return [
        heading[2].strip()
        for heading in HEADING.finditer(text)
        if len(heading[1]) == 1 and heading[2] and not verbatim.covers(heading.start(1))
    ]


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
