"""What a slide is called where it is not seen: in the page's title, in lists, by a screen reader.

Knows slides and Markdown's tokens. Must not know HTML: `html_lines` reads it.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from markdown_it.token import Token

from slidegen.deck import markdown
from slidegen.deck.model import Section, Slide
from slidegen.kept_answers import digest, kept_as
from slidegen.lazy_dataclass import dataclass
from slidegen.memory import remembered
from slidegen.render.html_lines import LineReader
from slidegen.source.phrases import ENGLISH, said

MOST = 60  #: characters of a slide's first words

#: Content classes that stand at a slide's edge: what they say is not what the slide is about.
_ASIDE = frozenset({"debug", "nav", "footnote"})
#: Tokens of Markdown whose content says what they show.
_SHOWN = ("image", "media")
_HTML = ("html_block", "html_inline")


@dataclass(frozen=True, slots=True)
class SlideName:
    """A name, and whether lists of slides have it."""

    text: str  #: `` when nothing on the slide has words
    listed: bool = True


def name_of(slide: Slide, section: Section, words: Mapping[str, str] = ENGLISH) -> SlideName:
    """Its title, else its first words, else what its first picture or film shows, else its code's first line.

    A picture between sections is called by the section that it opens, and is in no list beside it.
    """
    if slide.generated and "pic" in slide.classes and section.title:
        return SlideName(said(words["picture-before"], title=section.title), listed=False)
    if slide.title:
        return SlideName(slide.title)
    return SlideName(_first_words(slide.text, slide.extras, slide.words))


def opens_by_itself(slide: Slide) -> bool:
    """Whether the first paragraph of a title slide is its heading: no `#` says so."""
    return slide.title_level == 0 and "title" in slide.classes


@remembered
def _first_words(text: str, extras: tuple[str, ...], own: tuple[tuple[str, str], ...]) -> str:
    about = digest(repr((text, extras, own)))
    words: str = _FIRST_WORDS.get(about, lambda: _find_words(text, extras, own))
    return words


_FIRST_WORDS = kept_as("first words", str)


def _find_words(text: str, extras: tuple[str, ...], own: tuple[tuple[str, str], ...]) -> str:
    tokens = markdown.parse(text, extras=extras, words=own)
    holders = tuple(_holders(tokens))
    found = chain.from_iterable(map(_words_of, holders))
    shown = chain.from_iterable(map(_shown_by, holders))
    return _cut(next((words for words in chain(found, shown, _code_lines(tokens)) if words.strip()), ""))


def _code_lines(tokens: Iterable[Token]) -> Iterator[str]:
    """What code says line by line, without prompts; not what is drawn instead of it."""
    for token in tokens:
        if token.type in ("fence", "code_block") and token.info.split()[:1] != ["mermaid"]:
            yield from (line.strip().removeprefix("$ ") for line in token.content.splitlines())


def _holders(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens that hold words, Markdown's and raw HTML's, without what stands at the slide's edge."""
    aside = 0
    for token in tokens:
        if token.nesting == 1 and (aside or _is_aside(token)):
            aside += 1
        elif token.nesting == -1 and aside:
            aside -= 1
        elif token.type in ("inline", "html_block") and not aside:
            yield token


def _is_aside(token: Token) -> bool:
    return not _ASIDE.isdisjoint(str(token.attrGet("class") or "").split())


def _words_of(holder: Token) -> Iterable[str]:
    return (_plain_words(holder),) if holder.type == "inline" else LineReader(holder.content).lines


def _shown_by(holder: Token) -> Iterator[str]:
    """What its pictures and films show."""
    for each in holder.children or (holder,):
        if each.type in _SHOWN:
            yield each.content
        elif each.type in _HTML:
            yield from LineReader(each.content).shown


def _plain_words(inline: Token) -> str:
    """The plain words of a line of Markdown, without asides and pictures."""
    words: list[str] = []
    aside = 0
    for token in inline.children or ():
        if token.nesting == 1 and (aside or _is_aside(token)):
            aside += 1
        elif token.nesting == -1 and aside:
            aside -= 1
        elif token.type in ("text", "code_inline") and not aside:
            words.append(token.content)
        elif token.type in ("softbreak", "hardbreak") or token.content.startswith("<br"):
            words.append(" ")
    return " ".join("".join(words).split())


def _cut(words: str) -> str:
    """As many whole words as fit."""
    words = " ".join(words.split())
    if len(words) <= MOST:
        return words
    return f"{words[:MOST].rpartition(' ')[0] or words[:MOST]} …"
