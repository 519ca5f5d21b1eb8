"""Slides that seem to have more on them than fits.

What: a slide whose lines, set in the measures of the default theme, are higher than the canvas. This is an
estimate from the text and the widths of the font, made without a browser, and a note rather than a warning.
Slides with pictures, HTML or included files are left out, since their height is not in the text; so are
files written for reveal.js (`<!-- .slide: … -->`), what others part (reveal.js at `--` above a title,
GitPitch at `+++`), and projects and decks whose `theme` is another. `slidegen check` measures what a browser
really shows (SG601).

How far to trust it: on a workshop of 2026 (3,284 slides of which 15 reach beyond their margin in Chromium)
it names 7, and all of them do: precision 1.00, recall 0.47. On one of 2018 (1,444 slides, 7 of them too high)
it names 6, and all of them are: recall 0.86. On fourteen decks of another author (412 slides) it names 65, of
which 62 reach into their margin or beyond: precision 0.95. `bench/overflow.py SLIDES` measures this on any
workshop.

Why: what is below the edge is seen by nobody, and a commit hook can say so while the slide is being written.

Bad:

    # Too much

    - one line

    - two lines

    - three lines

    - four lines

    - five lines

    - six lines

    - seven lines

    - eight lines

    - nine lines

    - ten lines

    - eleven lines

    - twelve lines

    - thirteen lines

Good:

    # Enough

    - one line

    - two lines

Fix: none. Split the slide, take something out, or set it in `.small[…]`.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.headings import headings_in
from slidegen.lint.manifests import manifests_listing
from slidegen.lint.project import Project
from slidegen.lint.slides import fragment_of
from slidegen.location import Span
from slidegen.text.model import SlideSource

RULE = Rule("SG620", "estimated-overflow", Severity.INFO, "A slide that seems to have more on it than fits")

SUBTITLE = 2  #: the level of a title that a slide may have
THEME = "default"  #: whose measures we know
#: Written for reveal.js, whose slides part at other marks.
REVEAL = "<!-- .slide:"
#: Where GitPitch parts slides, with a picture behind it or without.
_PITCH = re.compile(r"\n\+{3}(?:\?[^\n]*)?\n")
#: Pixels for each line that is not blank, for each line of code, for each character of text; below the
#: limit no slide is too high.
LINE, CODE_LINE, CHARACTER, LIMIT = 40, 30, 0.2, 500


def check(document: Document, project: Project) -> Iterator[Finding]:
    if project.settings.theme != THEME or REVEAL in document.text:
        return
    for slide in document.view(fragment_of).slides:
        if (
            _may_overflow(document.text, slide)
            and not _holds_others(document, slide)
            and (px := _excess(document, slide)) > 0
        ):
            if _has_other_theme(document, project):
                return
            span = _title(document, slide)
            yield document.source.finding(
                RULE,
                span.start,
                span.end,
                f"this slide seems to be about {round(px)} px too high",
                help="split it, or make it smaller; `slidegen check` measures it",
            )


def _holds_others(document: Document, slide: SlideSource) -> bool:
    """Whether other programs see several slides below each other: reveal.js where a step begins with a title,
    GitPitch behind `+++`.
    """
    text, more = document.text, slide.steps[1:]
    titles = {each.start for each in document.view(headings_in) if each.level <= SUBTITLE} if more else ()
    begins = (text[step.body.start : step.body.end] for step in more)
    if any(step.body.end - len(body.lstrip()) in titles for step, body in zip(more, begins, strict=True)):
        return True
    return _PITCH.search(text, slide.steps[0].body.start, slide.steps[-1].body.end) is not None


def _has_other_theme(document: Document, project: Project) -> bool:
    """Whether a deck that lists the text has a theme of its own, as imported ones have."""
    return any(deck.theme not in (None, THEME) for deck in manifests_listing(document.path, project))


def _may_overflow(text: str, slide: SlideSource) -> bool:
    """The cheap question: three slides of four are short."""
    start, end = slide.steps[0].body.start, slide.steps[-1].body.end
    px = _at_most(text[start:end])
    if px <= LIMIT:
        return False
    for fence in slide.fences:  # whose two lines of marks are left to stand for what is around the code
        if start <= fence.span.start and fence.span.end <= end:
            px += CODE_LINE * (fence.text.count("\n") + 1) - _at_most(fence.text)
    return px > LIMIT


def _at_most(text: str) -> float:
    return LINE * sum(map(bool, map(str.strip, text.split("\n")))) + CHARACTER * len(text)


def _excess(document: Document, slide: SlideSource) -> float:
    from slidegen.lint.density import DENSE  # few slides are long enough to be measured
    from slidegen.lint.height import ROOM, slide_height  # likewise

    height = slide_height(document.source, slide, DENSE)
    return 0 if height is None else height - ROOM


def _title(document: Document, slide: SlideSource) -> Span:
    """The first line that the audience sees, which is mostly the heading."""
    source, comments = document.source, {each.span.start: each.span.end for each in slide.comments}
    start = slide.steps[0].body.start
    while start < slide.span.end and (source.text[start].isspace() or start in comments):
        start = comments.get(start, start + 1)
    line = source.line_at(min(start, len(source.text)))
    begin = source.line_starts[line - 1]
    return source.span(begin, begin + len(source.line(line)))
