"""The report as one HTML page: every step with its verdict, its output, and a link to its slide.

The page stands alone: nothing fetched, and no script; what is filtered is filtered by its style sheet. Slides
are linked as `PAGE#SLIDE`.

Knows the template. Must not know how results came about.
"""

from itertools import groupby

from slidegen.lazy_dataclass import dataclass
from slidegen.script.report.page_template import page_from
from slidegen.script.report.recording import NAME as RECORDING
from slidegen.script.result import Cause, Run, StepResult, Verdict, summary_of
from slidegen.source.printable import unsteered

NAME = "index.html"

WORDS = {
    Cause.NONE: "no failure",
    Cause.DECK: "the deck",
    Cause.MACHINE: "this machine",
    Cause.DOUBT: "in doubt",
    Cause.CHAIN: "an earlier step",
    Cause.CHOICE: "not asked for",
}


@dataclass(frozen=True, slots=True)
class ReportedSection:
    """What became of the steps of one section."""

    title: str
    results: tuple[StepResult, ...]

    @property
    def summary(self) -> str:
        return summary_of(self.results)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Those of its steps, each once: who wants to see none of them need not see its title."""
        return tuple(dict.fromkeys(result.verdict for result in self.results))


def render(run: Run) -> str:
    info, sections = run.info, _sections(run)
    page = page_from(
        "slidegen.script.report",
        "run.html",
        run=run,
        info=info,
        title=info.title or info.deck,
        page=info.page or f"{info.deck}.html",
        recording=RECORDING,
        bad=[result for result in run.results if result.is_unexpected],
        doubtful=[result for result in run.results if result.verdict is Verdict.SUSPECT],
        sections=sections,
        gone_together=sorted({section.verdicts for section in sections}),
        verdicts=[verdict for verdict in Verdict if run.count(verdict)],
        causes=[cause for cause in Cause if any(result.cause is cause for result in run.results)],
        words=WORDS,
    )
    return unsteered(page)


def _sections(run: Run) -> list[ReportedSection]:
    groups = (tuple(group) for _, group in groupby(run.results, key=lambda result: result.section))
    return [ReportedSection(group[0].section_title, group) for group in groups]
