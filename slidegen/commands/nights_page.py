"""The page of `slidegen nightly`, from its template, and the sentence that says how a deck stands.

Knows the template and dates. Must not know how a night is run.
"""

from collections.abc import Iterable
from datetime import date

from slidegen.script.history import NightOutcome, Trend
from slidegen.script.night import Cell
from slidegen.script.report.page_template import page_from

MARKS = {
    NightOutcome.GREEN: "✓",
    NightOutcome.RED: "✗",
    NightOutcome.SUSPECT: "?",
    NightOutcome.NOTHING: "–",
    NightOutcome.STOPPED: "!",
}


def render(title: str, trends: Iterable[Trend], planned: Iterable[tuple[Cell, str]], today: date) -> str:
    return page_from(
        "slidegen.commands",
        "nights.html",
        title=title,
        trends=tuple(trends),
        planned=tuple(planned),
        today=today.isoformat(),
        marks=MARKS,
        said=lambda trend: said(trend, today),
    )


def said(trend: Trend, today: date) -> str:
    """`green, 3 days ago`; `red; broke yesterday, last green 2 days ago`."""
    last, green, broke = trend.last, trend.last_green, trend.broke
    if green is last:
        return f"green, {_ago(last.date, today)}"
    if green is None or broke is None:
        return f"{last.outcome}, {_ago(last.date, today)}; never green yet"
    return f"{last.outcome}; broke {_ago(broke.date, today)}, last green {_ago(green.date, today)}"


def _ago(moment: str, today: date) -> str:
    days = (today - date.fromisoformat(moment[:10])).days
    return "today" if days <= 0 else "yesterday" if days == 1 else f"{days} days ago"
