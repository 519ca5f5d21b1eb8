"""What an import has to say, on the terminal and as a page.

Knows words. Must not know how anything was found.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.resources import files

from jinja2 import Environment

from slidegen.migrate.deck import LeftBehind
from slidegen.migrate.importer import REPORT, ImportReport
from slidegen.migrate.verify import Comparison
from slidegen.source.counted import counted

_TEMPLATE = files("slidegen.migrate").joinpath("report.html")
_FIRST = 3  #: things of one kind and file that a line names
_MOST = 20  #: lines of a kind on the terminal; the page has all


def report_page(report: ImportReport, comparison: Comparison) -> str:
    """The report as a page."""
    template = Environment(autoescape=True, trim_blocks=True).from_string(
        _TEMPLATE.read_text(encoding="utf-8")
    )
    codes = Counter((found.rule.code, found.rule.summary) for found in report.findings)
    return template.render(report=report, counted=counted, comparison=comparison, codes=sorted(codes.items()))


def report_lines(report: ImportReport, comparison: Comparison) -> Iterator[str]:
    """The report for a terminal."""
    for deck in report.decks:
        state = counted(deck.slides, "slide") if deck.is_built else "could not be built"
        yield f"{deck.source} -> {deck.manifest}: {state}"
    if report.copied:
        yield f"{counted(len(report.copied), 'local file')} copied"
    yield from _some("not there", report.missing)
    yield from _some("changed by you since the last import, and left as it is", report.kept)
    yield from _some("finding", [f"{each}" for each in report.findings])
    yield from _some("left behind", _grouped(report.left))
    if comparison.decks:
        yield comparison.summary
    yield f"The report is {report.out / REPORT}; `slidegen serve {report.out}` shows the decks."


def _grouped(left: Iterable[LeftBehind]) -> list[str]:
    """A line for all that one file holds and one advice is for, and for files of which it is the same."""
    held: dict[tuple[str, str], list[str]] = {}
    for each in left:
        held.setdefault((each.where, each.advice), []).append(each.what)
    files: dict[tuple[str, str], list[str]] = {}
    for (where, advice), what in held.items():
        files.setdefault((_first(what), advice), []).append(where)
    return [f"{_first(where)}: {what} ({advice})" for (what, advice), where in files.items()]


def _first(what: list[str]) -> str:
    more = f" and {len(what) - _FIRST} more" if len(what) > _FIRST else ""
    return ", ".join(what[:_FIRST]) + more


def _some(title: str, items: tuple[str, ...] | list[str]) -> Iterator[str]:
    yield from (f"{title}: {item}" for item in items[:_MOST])
    if len(items) > _MOST:
        yield f"{title}: {len(items) - _MOST} more, see the page"
