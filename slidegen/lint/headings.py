"""The headings of a Markdown document's slides, by offsets into the file, and what their slides are called.

What the page shows as a title is one here: both ask `slidegen.deck.headings`. Must not know decks.
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.deck.headings import headings_of, may_underline, title_of
from slidegen.lint.document import Document
from slidegen.lint.slides import fragment_of
from slidegen.text.heading import Heading, slug
from slidegen.text.model import SlideSource

#: What two spellings of one address share.
NO_LETTER = re.compile(r"[\W_]+")


def headings_in(document: Document) -> tuple[Heading, ...]:
    """What the slides show as headings, notes aside, in order."""
    return tuple(_headings(document))


def _headings(document: Document) -> Iterator[Heading]:
    for slide in document.view(fragment_of).slides:
        for step in slide.steps:
            start = step.body.start
            for heading in headings_of(document.source.slice(step.body)):
                yield heading.moved_by(start)


def heading_lines_in(document: Document) -> frozenset[int]:
    """The numbers of the lines on which a heading begins."""
    return frozenset(document.source.line_at(heading.start) for heading in document.view(headings_in))


def is_heading_line(document: Document, number: int) -> bool:
    """Whether a heading begins on the line. Where neither it has a `#` nor its paragraph is underlined no
    headings are read: of a whole text they may need the Markdown parser.
    """
    start = document.source.line_starts[number - 1]
    end = document.text.find("\n\n", start)
    paragraph = document.text[start : end if end != -1 else len(document.text)]
    may_be = "#" in paragraph.partition("\n")[0] or may_underline(paragraph)
    return may_be and number in document.view(heading_lines_in)


def title_of_slide(document: Document, slide: SlideSource) -> tuple[str, int]:
    """The words and level of the slide's first heading; ("", 0) when there is none."""
    return title_of("\n".join(document.source.slice(step.body) for step in slide.steps))


def addresses_in(document: Document) -> Iterator[str]:
    """The ids that a page gives to the slides, but for the numbers that tell equal ones apart."""
    file = document.path.rpartition("/")[2].partition(".")[0]
    for slide in document.view(fragment_of).slides:
        yield (
            slide.value("name") or slug(title_of_slide(document, slide)[0]) or slug(f"{file} {slide.ordinal}")
        )


def address_form(name: str) -> str:
    """An address, or what a slide is called, in the form in which the two are compared."""
    return NO_LETTER.sub("", name.lower())
