"""Snippets as `slidegen scripts --list` shows them, of a deck or of a Markdown file alone.

Knows decks and fragments. Must not know how a step is emitted or run.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from slidegen.deck.headings import title_of
from slidegen.deck.model import Deck, Slide
from slidegen.script.model import ListedSnippet
from slidegen.script.places import placed
from slidegen.script.steps import FRONT, SlidePlace, kind_in, numbered_in, sections_of, steps_of
from slidegen.source.file import SourceFile
from slidegen.text.exercise import fence_snippet
from slidegen.text.heading import Slugs, slug
from slidegen.text.marks import Marks
from slidegen.text.model import Exercise, Fence, Fragment, SlideSource, exercise_of
from slidegen.text.typed import language_of, read_typed


def listed_in_file(
    fragment: Fragment,
    source: SourceFile,
    values: Mapping[str, str],
    all_fences: bool = False,
    marks: Marks | None = None,
) -> Iterator[ListedSnippet]:
    """Every snippet of one Markdown file, in its order; `marks` are those of its front matter."""
    for place in places_of_file(fragment, source, all_fences):
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


def places_of_file(fragment: Fragment, source: SourceFile, all_fences: bool = False) -> Iterator[SlidePlace]:
    slugs = Slugs()
    section = FRONT
    for slide in fragment.slides:
        title, level = title_of("\n".join(source.slice(step.body) for step in slide.steps))
        name = slide.value("name") or slugs.unique(slug(title) or "slide")
        if level == 1:
            section = name
        exercises = with_fences(slide, slide.exercises) if all_fences else slide.exercises
        yield SlidePlace(section, name, title, source.slice(slide.span), slide.ordinal, exercises)


def with_all_fences(deck: Deck) -> Deck:
    """`deck` with each shell fence outside an exercise as an exercise of its own."""

    def widened(slide: Slide) -> Slide:
        return replace(slide, exercises=with_fences(slide.source, slide.exercises)) if slide.source else slide

    sections = (replace(s, slides=tuple(map(widened, s.slides))) for s in deck.sections)
    return replace(deck, sections=tuple(sections))


def with_fences(slide: SlideSource, exercises: Sequence[Exercise]) -> tuple[Exercise, ...]:
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
