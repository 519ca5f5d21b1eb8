"""A fragment file, read: the passes over its text, in order.

Knows the order of the passes. Must not know manifests, variables or HTML. It reads text alone, without the
Markdown parser, so that a commit hook starts at once; it never raises for content.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from slidegen import lazy_re as re
from slidegen.finding import Finding
from slidegen.memory import remembered_lately
from slidegen.source.file import SourceFile
from slidegen.source.settings import EXERCISE_CLASSES
from slidegen.text.brackets import ClassRegion, match_brackets, read_classes
from slidegen.text.code_by_margin import CodeByMargin, code_by_margin
from slidegen.text.exercise import executed_in, exercise_ranges, fence_snippet, read_exercise, read_fence_node
from slidegen.text.front_matter import front_matter_end
from slidegen.text.model import (
    Comment,
    Exercise,
    Fence,
    Fragment,
    Property,
    SlideSource,
    StepSource,
    length_of,
)
from slidegen.text.properties import PropertyRange, comment_property, read_properties
from slidegen.text.rules import SHORT_FENCE, UNCLOSED_CLASS, UNCLOSED_COMMENT, UNCLOSED_FENCE
from slidegen.text.separators import Separated, SlideRange, StepRange, margin_of, separate
from slidegen.text.typed import read_typed
from slidegen.text.verbatim import FenceRegion, Verbatim, read_verbatim

_NOT_BLANK = re.compile(r"[^ \t\n]")


@remembered_lately
def read_fragment(source: SourceFile, exercise_classes: tuple[str, ...] = EXERCISE_CLASSES) -> Fragment:
    """The slides of `source`, and what is wrong with its syntax."""
    text, start = source.text, front_matter_end(source)
    margin = margin_of(text)
    verbatim = read_verbatim(text, start)
    pairs = match_brackets(text, verbatim, start)
    classes = [each for each in read_classes(text, verbatim, pairs, len(text)) if each.start >= start]
    separated = separate(text, verbatim, classes, margin, start)
    code = code_by_margin(source, verbatim, separated.slides, classes, margin)
    reader = _FragmentReader(source, code, classes, exercise_classes, margin)
    slides = tuple(reader.slide(each, number) for number, each in enumerate(separated.slides, 1))
    findings = sorted(_findings(source, code.verbatim, classes, separated), key=lambda f: f.sort_key)
    return Fragment(source.path, slides, tuple(findings))


class _FragmentReader:
    """Slides out of ranges, in order; it counts the file's exercises."""

    def __init__(
        self,
        source: SourceFile,
        code: CodeByMargin,
        classes: list[ClassRegion],
        exercise_classes: tuple[str, ...],
        margin: int,
    ) -> None:
        self.source = source
        self.verbatim = code.verbatim
        self.unmarked = code.unmarked
        self.classes = classes
        self.class_starts = [region.start for region in classes]
        self.exercise_classes = exercise_classes
        self.margin = margin
        self.exercises = 0

    def slide(self, slide: SlideRange, ordinal: int) -> SlideSource:
        verbatim = self.verbatim.within(slide.start, slide.end)
        fences = tuple(self._fences(verbatim, slide))
        steps = tuple(self._step(step, verbatim) for step in slide.steps)
        return SlideSource(
            span=self.source.span(slide.start, slide.end),
            ordinal=ordinal,
            line=self._first_line(slide),
            steps=steps,
            fences=fences,
            comments=tuple(Comment(self.source.span(c.start, c.end), c.closed) for c in verbatim.comments),
            exercises=tuple(self._exercises(verbatim, slide, fences)),
            executed=tuple(executed_in(self.source, verbatim, slide.start, slide.end)),
            unmarked=self._unmarked(slide),
            length=length_of(steps),
            languages=tuple(fence.language for fence in fences),
        )

    def _step(self, step: StepRange, verbatim: Verbatim) -> StepSource:
        text = self.source.text
        body_end = step.end if step.notes_mark is None else step.notes_mark
        found, body_start = read_properties(text, step.start, body_end, self.margin)
        for comment in verbatim.comments:
            if body_start <= comment.start < body_end:
                one = comment_property(text, comment.start, comment.end)
                found += [one] if one else []
        notes = None if step.notes_start is None else self.source.span(step.notes_start, step.end)
        return StepSource(
            span=self.source.span(step.start, step.end),
            properties=tuple(self._property(each) for each in found),
            body=self.source.span(min(body_start, body_end), body_end),
            notes=notes,
        )

    def _property(self, found: PropertyRange) -> Property:
        return Property(found.name, found.value, self.source.span(found.start, found.end))

    def _first_line(self, slide: SlideRange) -> int:
        first = _NOT_BLANK.search(self.source.text, slide.start, slide.end)
        return self.source.line_at(first.start() if first else slide.start)

    def _fences(self, verbatim: Verbatim, slide: SlideRange) -> list[Fence]:
        """The slide's fences, those in its comments among them, in order."""
        if not verbatim.starts:
            return []
        found = [(region, False) for region in verbatim.fences]
        for comment in verbatim.comments:
            inner = read_verbatim(self.source.text, comment.start + 4, comment.end)
            found.extend((region, True) for region in inner.fences)
        found.sort(key=lambda pair: pair[0].start)
        return [
            read_fence_node(
                self.source, region, in_comment=commented, in_notes=_in_notes(slide, region.start)
            )
            for region, commented in found
        ]

    def _unmarked(self, slide: SlideRange) -> tuple[Fence, ...]:
        mine = (each for each in self.unmarked if slide.start <= each.span.start < slide.end)
        return tuple(replace(each, in_notes=_in_notes(slide, each.span.start)) for each in mine)

    def _exercises(
        self, verbatim: Verbatim, slide: SlideRange, fences: tuple[Fence, ...]
    ) -> Iterator[Exercise]:
        first = bisect_left(self.class_starts, slide.start)
        last = bisect_left(self.class_starts, slide.end)
        if first == last and not verbatim.comments:
            return
        for each in exercise_ranges(
            self.source.text, verbatim, self.classes[first:last], self.exercise_classes, slide.end
        ):
            self.exercises += 1
            step = _step_at(slide, each.start)
            exercise = read_exercise(self.source, verbatim, each, self.exercises, step.notes_start, fences)
            yield self._with_unmarked(exercise, slide)

    def _with_unmarked(self, exercise: Exercise, slide: SlideRange) -> Exercise:
        """The exercise with the code that no fence marks, and is typed as any other."""
        start, end = exercise.span.start, exercise.span.end
        inside = (fence for fence in self._unmarked(slide) if start < fence.span.start < end)
        found = [fence_snippet(each, in_comment=False) for each in inside if _is_typed(each)]
        if not found:
            return exercise
        snippets = sorted((*exercise.snippets, *found), key=lambda snippet: snippet.span.start)
        return replace(exercise, snippets=tuple(snippets))


def _is_typed(fence: Fence) -> bool:
    return bool(read_typed(fence.text, fence.info).commands)


def _step_at(slide: SlideRange, offset: int) -> StepRange:
    return next(step for step in reversed(slide.steps) if step.start <= offset)


def _in_notes(slide: SlideRange, offset: int) -> bool:
    notes = _step_at(slide, offset).notes_start
    return notes is not None and offset >= notes


def _findings(
    source: SourceFile, verbatim: Verbatim, classes: list[ClassRegion], separated: Separated
) -> Iterator[Finding]:
    for fence in verbatim.fences:
        if fence.closing != "closed":
            yield _fence_finding(source, fence)
    for comment in verbatim.comments:
        if not comment.closed:
            yield source.finding(
                UNCLOSED_COMMENT,
                comment.start,
                comment.start + 4,
                "this comment is not closed; it hides the rest of its slide",
                help="write `-->` where it ends",
            )
    unclosed = [region for region in classes if not region.closed]
    for region in [*unclosed, *separated.crossing]:
        yield source.finding(
            UNCLOSED_CLASS,
            region.start,
            region.open + 1,
            f"`{source.text[region.start : region.open + 1]}` is not closed before its slide ends",
            help="write `]` where it ends; a `[` of its text that is not meant to pair up is written `\\[`",
        )


def _fence_finding(source: SourceFile, fence: FenceRegion) -> Finding:
    start = fence.start + len(fence.lead)
    end = fence.text_start - 1 if fence.text_start > start else fence.end
    if fence.closing == "unclosed":
        message, rule = "this code fence is not closed; it ends with its slide", UNCLOSED_FENCE
        return source.finding(
            rule, start, max(start, end), message, help="close it with the marks that opened it"
        )
    line = source.line_at(fence.end)
    message = f"this code fence is closed at line {line} by fewer marks than opened it"
    return source.finding(SHORT_FENCE, start, end, message, help="open and close it with the same marks")
