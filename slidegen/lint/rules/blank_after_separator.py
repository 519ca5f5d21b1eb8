r"""Lines that look like a separator and are none.

What: a line `---`, `--` or `???` with blanks behind it, plain ones or those that nobody sees (no-break,
zero-width, what turns a line around), `---` with one to three before it where no list goes on, and one of
other dashes (`———`, `–-`, `ーーー`), as word processors and keyboards of other scripts make them. And, in
slides without any separator, hyphens above two headings that are too many (`----`), apart (`- - -`) or
followed by letters.

Why: it separates nothing: remark and slidegen want the marks alone on their line, and hyphens in them. `---`
becomes a ruler, or makes a heading of the paragraph above it, and two slides are one.

Bad:

    # Nodes

    Some text.

    ---␠␠

    # Next

Bad:

    # Nodes

    Some text.

    ———

    # Next

Bad:

    # Nodes

    Some text.

    ␠---

    # Next

Good:

    # Nodes

    Some text.

    ---

    # Next

Fix: unsafe. The plain mark is written, and with it changes what the slides look like. There is none for a
single dash, which may stand for `--` or `---`.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.decks import is_slides
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.prose import prose_of
from slidegen.lint.slides import fragment_of
from slidegen.lint.typography import BLANKS, DASHES, NOTHING, STROKES

RULE = Rule("SG417", "blank-after-separator", Severity.WARNING, "A separator with blanks or odd dashes")
#: What stands in a word processor's line of dashes; such a line of hyphens alone is another matter.
_ODD = f"{BLANKS}{NOTHING}"
#: It begins with the end of the line above, which is looked for ten times as fast as a line's beginning.
LINE = re.compile(
    rf"\n(?P<line>(?P<before>[{_ODD}]*| {{1,3}}(?=---[ \t]*(?:\n|\Z)))"
    rf"(?P<mark>---?(?!-)|\?\?\?|[{STROKES}]{{1,4}}|[ーｰ]{{2,4}})(?P<after>[ \t{_ODD}]*))(?=\n|\Z)"
)

#: Hyphens that are no separator, between blank lines and above a heading.
BROKEN = re.compile(r"\n\n(?P<line>(?P<mark>-(?:[ \t]+-){1,3}[ \t]*|-{4,}|---?(?!-)[^\W_]{1,3}))(?=\n{2,}#)")
FEWEST = 2  #: one may be a ruler
#: Below such a line, what is indented belongs to it.
NEAR = 400
_ITEM = re.compile(r"[ \t]|[-*+>|]|\d{1,9}[.)]")


def check(document: Document, project: Project) -> Iterator[Finding]:
    prose = document.view(prose_of)
    yield from _broken(document, project, prose)
    for match in LINE.finditer(f"\n{prose}"):
        meant = _meant(match["mark"])
        if match["before"].startswith(" ") and not _stands_alone(prose, match.start()):
            continue
        if match["mark"] == meant and not (match["before"] or match["after"]):
            continue
        if meant or match["mark"].strip("-"):
            yield _finding(document, match, meant)


def _broken(document: Document, project: Project, prose: str) -> Iterator[Finding]:
    """What was to separate in a text that is one slide: elsewhere such a line is a ruler."""
    broken = list(BROKEN.finditer(prose))
    if len(broken) >= FEWEST and len(document.view(fragment_of).slides) == 1 and is_slides(document, project):
        for match in broken:
            edit = Edit(document.source.span(*match.span("line")), "---")
            yield document.source.finding(
                RULE,
                *match.span("line"),
                f"`{match['mark']}` separates nothing, and nothing else does: the text is one slide",
                help="write `---` where a slide ends, or `***` for a ruler",
                fix=Fix("Write `---`", (edit,), Applicability.UNSAFE),
            )


def _meant(mark: str) -> str:
    """The separator that a line stands for, `` when nobody can say."""
    if mark in ("---", "--", "???"):
        return mark
    if not mark.strip("-") or len(mark) == 1:
        return ""
    return "--" if len(mark) == 2 and not any(stroke in DASHES for stroke in mark) else "---"


def _stands_alone(prose: str, at: int) -> bool:
    """Whether a line with a margin is no part of what stands above it: a blank line is there, and no list."""
    near = prose[max(0, at - NEAR) : at]
    above = near.rstrip()
    last = above[above.rfind("\n") + 1 :]
    return near[len(above) :].count("\n") > 1 and not _ITEM.match(last)


def _finding(document: Document, match: re.Match[str], meant: str) -> Finding:
    start, end = (at - 1 for at in match.span("line"))
    edit = Edit(document.source.span(start, end), meant)
    if match["mark"] == meant:
        message, title = f"`{meant}` with blanks beside it separates nothing", "Remove the blanks"
        advice = "remove the blanks, or write `***` for a ruler"
    else:
        message, title = f"`{match['mark']}` separates nothing: it is not made of hyphens", f"Write `{meant}`"
        advice = f"write `{meant or '---'}` where a slide ends" if meant != "--" else "write `--`"
    fix = Fix(title, (edit,), Applicability.UNSAFE) if meant else None
    return document.source.finding(RULE, start, end, message, help=advice, fix=fix)
