"""Snippets as `slidegen scripts --list` shows them, of a deck or of a Markdown file alone.

Knows decks and fragments. Must not know how a step is emitted or run.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from slidegen.deck.headings import title_of
from slidegen.deck.model import Deck, Slide
from slidegen.lazy_dataclass import dataclass
from slidegen.script.model import ListedSnippet
from slidegen.script.places import placed
from slidegen.script.steps import FRONT, SlidePlace, kind_in, numbered_in, sections_of, steps_of
from slidegen.source.file import SourceFile
from slidegen.text.exercise import fence_snippet
from slidegen.text.heading import Slugs, slug
from slidegen.text.marks import Marks
from slidegen.text.model import Exercise, Fence, Fragment, SlideSource, Snippet, exercise_of
from slidegen.text.typed import language_of, read_typed


@dataclass(frozen=True, slots=True)
class Fences:
    """Which code is taken beside what exercises and their shells name."""

    all: bool = False  #: shell fences outside of exercises
    bare: bool = False  #: code that names no shell and reads as commands


_NAMED = Fences()


def listed_in_file(
    fragment: Fragment,
    source: SourceFile,
    values: Mapping[str, str],
    fences: Fences = _NAMED,
    marks: Marks | None = None,
) -> Iterator[ListedSnippet]:
    """Every snippet of one Markdown file, in its order; `marks` are those of its front matter."""
    for place in places_of_file(fragment, source, fences):
        yield from listed(replace(place, marks=marks), values)


def listed_in_deck(
    deck: Deck, values: Mapping[str, str], marks: Marks | None = None
) -> Iterator[ListedSnippet]:
    """Every snippet of a deck, in the order of the talk."""
    for _, _, places in sections_of(deck, marks):
        for place in places:
            yield from listed(place, values)


def listed(place: SlidePlace, values: Mapping[str, str]) -> Iterator[ListedSnippet]:
    numbered = tuple(numbered_in(place))
    steps = {step.id: step for step in placed(tuple(steps_of([place], values)))}
    for each in numbered:
        snippet, exercise, step = each.snippet, each.exercise, steps.get(each.id)
        kind, why = (step.kind, step.why) if step else kind_in(each, values)[:2]
        yield ListedSnippet(
            file=snippet.span.path,
            line=snippet.line,
            end=snippet.end_line,
            slide=place.ordinal,
            title=place.title or None,
            exercise=exercise.ordinal if exercise and exercise.ordinal else None,
            exercise_line=exercise.line if exercise and exercise.ordinal else None,
            verb=snippet.verb,
            data=snippet.data or (None if snippet.kind == "oneline" else snippet.data),
            in_comment=snippet.in_comment,
            in_notes=snippet.in_notes,
            kind=snippet.kind,
            id=each.id,
            cls=kind,
            why=why,
        )


def places_of_file(fragment: Fragment, source: SourceFile, fences: Fences = _NAMED) -> Iterator[SlidePlace]:
    slugs = Slugs()
    section = FRONT
    for slide in fragment.slides:
        title, level = title_of("\n".join(source.slice(step.body) for step in slide.steps))
        name = slide.value("name") or slugs.unique(slug(title) or "slide")
        if level == 1:
            section = name
        exercises = taken_from(slide, slide.exercises, fences)
        yield SlidePlace(section, name, title, source.slice(slide.span), slide.ordinal, exercises)


def with_fences(deck: Deck, fences: Fences) -> Deck:
    """`deck` with these fences among the exercises of its slides."""
    if fences == _NAMED:
        return deck

    def widened(slide: Slide) -> Slide:
        if slide.source is None:
            return slide
        return replace(slide, exercises=taken_from(slide.source, slide.exercises, fences))

    sections = (replace(s, slides=tuple(map(widened, s.slides))) for s in deck.sections)
    return replace(deck, sections=tuple(sections))


def taken_from(slide: SlideSource, exercises: Sequence[Exercise], fences: Fences) -> tuple[Exercise, ...]:
    """The exercises of `slide`, and what `fences` takes beside them."""
    found = _and_each_fence(slide, exercises) if fences.all else tuple(exercises)
    return tuple(map(_with_shells, found)) if fences.bare else found


def _with_shells(exercise: Exercise) -> Exercise:
    """`exercise`, its code that reads as commands called a shell's."""
    return replace(exercise, snippets=tuple(map(_of_a_shell, exercise.snippets)))


def _of_a_shell(snippet: Snippet) -> Snippet:
    is_bare = snippet.verb is None and read_typed(snippet.data or "", snippet.arguments).is_guessed
    return replace(snippet, verb="bash") if is_bare else snippet


def _and_each_fence(slide: SlideSource, exercises: Sequence[Exercise]) -> tuple[Exercise, ...]:
    """The exercises, and each other fence that a shell could run as one of ordinal 0."""
    taken = {snippet.span for exercise in exercises for snippet in exercise.snippets}
    found = list(exercises)
    for fence in (*slide.fences, *slide.unmarked):
        if fence.span in taken or not _is_run(fence):
            continue
        snippet = replace(fence_snippet(fence, in_comment=fence.in_comment), data=fence.text)
        found.append(exercise_of(fence.span, "", fence.line, 0, (snippet,)))
    left = (snippet for snippet in slide.executed if snippet.span not in taken)
    found += (exercise_of(snippet.span, "", snippet.line, 0, (snippet,)) for snippet in left)
    return tuple(sorted(found, key=lambda exercise: exercise.span.start))


def _is_run(fence: Fence) -> bool:
    """Whether its commands are for a shell: by its language, or by prompts where it names none."""
    language = language_of(fence.info)
    if language.dialect == "sh":
        return language.is_run and not language.is_verb
    typed = read_typed(fence.text, fence.info)
    return typed.language.is_run and bool(typed.commands)
