"""What a run reports of a step: its verdict and its output, without secrets and without names of our own.

Knows what is masked and what is shortened. Must not know how a step is performed or judged.
"""

from slidegen.lazy_dataclass import dataclass
from slidegen.script.masking import Mask
from slidegen.script.model import ScriptSection, Step
from slidegen.script.own_paths import OwnPaths
from slidegen.script.printed import shortened
from slidegen.script.result import StepResult
from slidegen.script.shown_output import Stale
from slidegen.script.verdict import Judgement, Outcome


@dataclass(frozen=True, slots=True)
class Reporter:
    """What stays untold, whatever is reported."""

    mask: Mask
    own: OwnPaths

    def of(
        self,
        section: ScriptSection,
        step: Step,
        outcome: Outcome,
        judgement: Judgement,
        stale: tuple[Stale, ...],
    ) -> StepResult:
        """The result of `step`, but for when it began, how long it took and what is known of it."""
        return StepResult(
            id=step.id,
            section=section.id,
            section_title=section.title,
            slide=step.slide,
            title=step.title,
            path=step.path,
            line=step.line,
            verdict=judgement.verdict,
            why=self.mask(judgement.why),
            by=judgement.by,
            cause=judgement.cause,
            status=outcome.status,
            command=self.mask(outcome.command),
            text=self.mask(step.text),
            output=shortened(self.mask(outcome.output)),
            hidden=step.hidden,
            notes=tuple(map(self.mask, outcome.notes)),
            stale=tuple(self._told(step, each) for each in stale),
            renewals=tuple(filter(None, map(self._renewal, stale))),
        )

    def _told(self, step: Step, stale: Stale) -> str:
        """Where a slide shows what is no longer printed."""
        return self.mask(f"{step.path}:{stale.shown.line} {self.own.told(stale.why, stale.now)}")

    def _renewal(self, stale: Stale) -> tuple[int, str, str] | None:
        """What may be written into a slide: nothing that holds a secret, or a path of this machine."""
        if stale.lost or self.own.are_in(stale.now) or self.mask(stale.now) != stale.now:
            return None
        return stale.shown.line, stale.shown.text, stale.now
