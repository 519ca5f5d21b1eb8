"""The slides of a text, as an editor shows them beside it and folds them.

Knows slides and their titles. Must not know any protocol.
"""

from bisect import bisect_left

from slidegen.lazy_dataclass import dataclass
from slidegen.lint.document import Document
from slidegen.lint.headings import headings_in
from slidegen.lint.slides import fragment_of
from slidegen.location import Span
from slidegen.text.heading import Heading, plain_text
from slidegen.text.model import SlideSource


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One slide."""

    name: str  #: its title, else its `name:`, else `Slide 3`
    level: int  #: of its title, 0 without one
    span: Span  #: all of it
    title: Span  #: what is marked when the entry is chosen


def outline_of(document: Document) -> tuple[OutlineEntry, ...]:
    """A slide at a time, with the headings that begin in it: both are in the order of the text."""
    headings = document.view(headings_in)
    starts = [heading.start for heading in headings]

    def first_in(slide: SlideSource) -> Heading | None:
        at = bisect_left(starts, slide.span.start)
        return headings[at] if at < len(starts) and starts[at] < slide.span.end else None

    return tuple(_entry(document, slide, first_in(slide)) for slide in document.view(fragment_of).slides)


def _entry(document: Document, slide: SlideSource, heading: Heading | None) -> OutlineEntry:
    if heading is not None:
        title = document.source.span(heading.start, heading.end)
        return OutlineEntry(
            plain_text(heading.markdown) or f"Slide {slide.ordinal}", heading.level, slide.span, title
        )
    start = document.source.span(slide.span.start, slide.span.start)
    return OutlineEntry(slide.value("name") or f"Slide {slide.ordinal}", 0, slide.span, start)
