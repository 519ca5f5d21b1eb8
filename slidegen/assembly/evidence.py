"""What the last run said of each exercise, put on the exercise in the page, and what each command printed.

Knows results and where snippets stand. Must not know how anything is run, nor how the verdict looks: the page
gets attributes and a folded block behind each command, and the theme shows them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from html.parser import HTMLParser
from importlib import import_module
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path

from markupsafe import Markup

from slidegen.deck.model import Slide
from slidegen.lazy_dataclass import dataclass
from slidegen.script.report.jsonl import read_results
from slidegen.script.report.recording import NAME as RECORDING
from slidegen.script.result import StepResult, Verdict
from slidegen.text.columns import has_columns
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

    def __init__(self, results: tuple[StepResult, ...], replays: Mapping[str, str] = {}) -> None:
        self._results = {(result.path, result.line): result for result in results}
        self._replays = replays  #: by the ids of steps, what a page plays

    @classmethod
    def read(cls, path: Path) -> "Evidence":
        """The results in a run's `results.jsonl`. Raises OSError when it cannot be read."""
        return cls(read_results(path), _replays_beside(path))

    def stamp(self, exercise: Exercise) -> Stamp | None:
        """The worst of its steps' verdicts, None when none of them was in the run."""
        places = ((snippet.span.path, snippet.line) for snippet in exercise.snippets)
        found = [self._results[place] for place in places if place in self._results]
        if not found:
            return None
        worst = min(found, key=lambda result: ORDER.index(result.verdict))
        return Stamp(worst.verdict, worst.date[:10], worst.why)

    def stamped(self, slide: Slide, body: Markup, word: str) -> Markup:
        """`body` with each exercise's verdict, and behind each command what it printed, headed by `word`."""
        exercises = _shown(slide)
        if not any(self.stamp(exercise) for exercise in exercises):
            return body
        found = _found(body, {exercise.class_name for exercise in exercises})
        inserts: list[tuple[int, Markup]] = []
        for exercise, place in zip(exercises, found, strict=False):
            inserts.append((place.attributes_at, _attributes(self.stamp(exercise))))
            inserts += self._outputs(exercise, place.code_ends, word)
        return _with(body, inserts)

    def _outputs(self, exercise: Exercise, ends: Sequence[int], word: str) -> Iterator[tuple[int, Markup]]:
        fences = [
            snippet for snippet in exercise.snippets if snippet.kind == "fence" and not snippet.in_comment
        ]
        if len(fences) != len(ends):  # one of them became something else, such as a picture
            return
        for snippet, end in zip(fences, ends, strict=True):
            result = self._results.get((snippet.span.path, snippet.line))
            if result is not None and result.output.strip():
                yield end, _folded(result, word, self._replays.get(result.id, ""))


@dataclass(slots=True)
class ExercisePlace:
    """Where an exercise stands in a slide's HTML. Not frozen: its code comes behind its start."""

    attributes_at: int
    code_ends: list[int] = field(default_factory=list)  #: behind each of its blocks of code


class _ExerciseFinder(HTMLParser):
    """Finds the elements of some classes and the blocks of code in them."""

    def __init__(self, html: str, classes: set[str]) -> None:
        super().__init__(convert_charrefs=False)
        self.places: list[ExercisePlace] = []
        self._lines = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]  # the parser's lines
        self._classes = classes
        self._open: list[tuple[str, ExercisePlace | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("div", "span", "pre"):
            return
        classes = (dict(attrs).get("class") or "").split()
        if self._classes.isdisjoint(classes) or tag == "pre":
            self._open.append((tag, None))
            return
        text = self.get_starttag_text() or ""
        place = ExercisePlace(self._offset() + len(text) - 1)
        self.places.append(place)
        self._open.append((tag, place))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            return
        self._open.pop()
        around = next((place for _, place in reversed(self._open) if place), None)
        if tag == "pre" and around is not None:
            around.code_ends.append(self._offset() + len("</pre>"))

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def _found(body: str, classes: set[str]) -> list[ExercisePlace]:
    return _ExerciseFinder(body, classes).places


def _with(body: Markup, inserts: Iterable[tuple[int, Markup]]) -> Markup:
    """`body` with the pieces at their offsets."""
    parts: list[str] = []
    at = 0
    for offset, piece in sorted(inserts, key=lambda insert: insert[0]):
        parts += [body[at:offset], piece]
        at = offset
    return Markup("".join([*parts, body[at:]]))  # all of it was safe before


def _shown(slide: Slide) -> list[Exercise]:
    """The exercises that the audience sees: not those in comments, nor those in notes."""
    comments = slide.source.comments if slide.source else ()
    return [
        exercise
        for exercise in slide.exercises
        if not any(c.span.start <= exercise.span.start < c.span.end for c in comments)
        and not any(snippet.in_notes for snippet in exercise.snippets)
    ]


def _attributes(stamp: Stamp | None) -> Markup:
    if stamp is None:
        return Markup()
    title = Markup(' title="{}"').format(stamp.why) if stamp.why else Markup()
    return Markup(' data-verdict="{}" data-run="{}"{}').format(stamp.verdict, stamp.date, title)


def _replays_beside(path: Path) -> Mapping[str, str]:
    """What the recording beside a run's results shows of each step; nothing without the extra `run`."""
    if find_spec("pyte") is None:
        return {}
    player = import_module("slidegen.script.replay")
    return {
        step: player.as_json(frames) for step, frames in player.replays(path.with_name(RECORDING)).items()
    }


def _folded(result: StepResult, word: str, replay: str) -> Markup:
    head = Markup("<summary>{} {}</summary>").format(word, result.date[:10])
    text = result.output.strip("\n")
    columns = Markup(" data-columns" if has_columns(text) else "")
    output = Markup("<pre{}><samp>{}</samp></pre>").format(columns, text)
    frames = (
        Markup('<script type="application/json">{}</script>').format(Markup(replay)) if replay else Markup()
    )
    return Markup('<details class="last-run">{}{}{}</details>').format(head, output, frames)
