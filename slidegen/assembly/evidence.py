"""What the last run said of each exercise, put on the exercise in the page.

Knows results and where snippets stand. Must not know how anything is run, nor how the verdict looks: the page
gets attributes, and the theme shows them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup, escape

from slidegen.deck.model import Slide
from slidegen.script.report.jsonl import read_results
from slidegen.script.result import StepResult, Verdict
from slidegen.text.model import Exercise

#: From the worst: what an exercise of several steps is said to be.
ORDER = (
    Verdict.FAIL,
    Verdict.TIMEOUT,
    Verdict.XPASS,
    Verdict.SUSPECT,
    Verdict.BLOCKED,
    Verdict.SKIPPED,
    Verdict.XFAIL,
    Verdict.RAN,
    Verdict.PASS,
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """An exercise's last verdict."""

    verdict: Verdict
    date: str  #: `2026-11-22`
    why: str


class Evidence:
    """The results of a run, by the place of their snippets."""

    def __init__(self, results: tuple[StepResult, ...]) -> None:
        self._results = {(result.path, result.line): result for result in results}

    @classmethod
    def read(cls, path: Path) -> "Evidence":
        """The results in a run's `results.jsonl`. Raises OSError when it cannot be read."""
        return cls(read_results(path))

    def stamp(self, exercise: Exercise) -> Stamp | None:
        """The worst of its steps' verdicts, None when none of them was in the run."""
        places = ((snippet.span.path, snippet.line) for snippet in exercise.snippets)
        found = [self._results[place] for place in places if place in self._results]
        if not found:
            return None
        worst = min(found, key=lambda result: ORDER.index(result.verdict))
        return Stamp(worst.verdict, worst.date[:10], worst.why)

    def stamped(self, slide: Slide, body: Markup) -> Markup:
        """`body` with `data-verdict`, `data-run` and a title on each exercise that was run."""
        stamps = [self.stamp(exercise) for exercise in _shown(slide)]
        if not any(stamps):
            return body
        following: Iterator[Stamp | None] = iter(stamps)
        names = "|".join(sorted({re.escape(exercise.class_name) for exercise in slide.exercises}))
        opening = re.compile(rf'<(?:div|span) class="(?:[^"]* )?(?:{names})(?: [^"]*)?"')
        return Markup(opening.sub(lambda match: match.group() + _attributes(next(following, None)), body))


def _shown(slide: Slide) -> list[Exercise]:
    """The exercises that the audience sees: not those in comments, nor those in notes."""
    comments = slide.source.comments if slide.source else ()
    return [
        exercise
        for exercise in slide.exercises
        if not any(c.span.start <= exercise.span.start < c.span.end for c in comments)
        and not any(snippet.in_notes for snippet in exercise.snippets)
    ]


def _attributes(stamp: Stamp | None) -> str:
    if stamp is None:
        return ""
    title = f' title="{escape(stamp.why)}"' if stamp.why else ""
    return f' data-verdict="{stamp.verdict}" data-run="{escape(stamp.date)}"{title}'
