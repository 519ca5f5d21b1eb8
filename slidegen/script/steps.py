"""From slides to steps: which snippets are commands, which drive them, and what each is called.

The one place that decides what a snippet is, for `scripts --list`, the scripts and the runner alike.

Knows decks and verbs. Must not know how a step is emitted or run.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace

from slidegen import lazy_re as re
from slidegen.deck.model import Deck
from slidegen.kept_answers import digest, kept_as
from slidegen.lazy_dataclass import dataclass
from slidegen.memory import remembered
from slidegen.script.around_fence import (
    fence_behind,
    names_a_part,
    none_yet,
    place_of_code,
    prose_around,
    shows_an_output,
    stand_ins,
    supposed,
    wished,
)
from slidegen.script.by_hand import AskedEarlier, asked_before, asks, edits
from slidegen.script.classify import points_back, told_to_fail
from slidegen.script.file_names import wanted_by
from slidegen.script.installed import known_programs
from slidegen.script.kept_running import kept_running
from slidegen.script.kinds import kind_of, settled
from slidegen.script.model import Act, ByHand, Expect, Kind, Script, ScriptSection, Step
from slidegen.script.places import placed
from slidegen.script.shown_files import SlideText, shown_files, with_files
from slidegen.script.shown_output import VERBS, shown_behind, shown_in_transcript
from slidegen.script.uses import used_by
from slidegen.text.fence_line import holds_code, marks_a_fence
from slidegen.text.marks import Marks
from slidegen.text.model import Exercise, Snippet
from slidegen.text.placeholder import strip_highlights
from slidegen.text.typed import read_typed
from slidegen.text.typed.attributes import orders_in
from slidegen.text.typed.educates import keys_of
from slidegen.text.typed.program_names import begins_a_program
from slidegen.text.typed.verbs import DRIVING, verb_kind

FRONT = "front"  #: the id of what stands before the first section


@dataclass(frozen=True, slots=True)
class SlidePlace:
    """A slide as steps need it, from a deck or from a file alone."""

    section: str
    slide: str
    title: str
    text: str  #: the slide's Markdown, for what its prose says of outcomes
    ordinal: int
    exercises: tuple[Exercise, ...]
    marks: Marks | None = None  #: what highlights in its code; None when no manifest says


#: A section, and what fills its placeholders.
AskedSteps = tuple[tuple[SlidePlace, ...], tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A snippet with its place and its id."""

    id: str
    place: SlidePlace
    exercise: Exercise | None
    snippet: Snippet

    @property
    def is_loose(self) -> bool:
        """Whether it stands in no exercise."""
        return bool(self.exercise and not self.exercise.ordinal)


# ---- scripts
def script_of_deck(deck: Deck, values: Mapping[str, str], marks: Marks | None = None) -> Script:
    """The steps of a composed deck; `values` fill placeholders, `marks` highlight in its code."""
    fixed = tuple(values.items())
    sections = tuple(
        ScriptSection(name, title, number, _steps_in(tuple(places), fixed))
        for number, (name, title, places) in enumerate(sections_of(deck, marks))
    )
    slides = [slide for section in deck.sections for slide in section.slides]
    files = [
        file
        for number, slide in enumerate(slides)
        if slide.source and slide.source.languages
        for file in shown_files(
            SlideText(number, slide.id, slide.title, slide.text, slide.span.path), slide.source.fences, values
        )
    ]
    sections = kept_running(sections)
    sections = with_files(sections, files, {slide.id: number for number, slide in enumerate(slides)})
    return Script(deck.name, " ".join(deck.title.split()), deck.path, sections)


def unread_sections(
    deck: Deck, values: Mapping[str, str], marks: Marks | None = None
) -> Iterator[AskedSteps]:
    """The sections of a deck whose steps nobody has found out yet: `_steps_in` does, for all decks."""
    fixed = tuple(values.items())
    for _, _, places in sections_of(deck, marks):
        if places and not _STEPS.knows(_asked(tuple(places), fixed)):
            yield tuple(places), fixed


def read_section(places: tuple[SlidePlace, ...], values: tuple[tuple[str, str], ...]) -> None:
    """Find out a section's steps, for whoever asks for its script."""
    _steps_in(places, values)


@remembered  # decks share sections
def _steps_in(places: tuple[SlidePlace, ...], values: tuple[tuple[str, str], ...]) -> tuple[Step, ...]:
    def find() -> tuple[Step, ...]:
        return placed(tuple(steps_of(places, dict(values))))

    found: tuple[Step, ...] = _STEPS.get(_asked(places, values), find)
    return found


@remembered
def _asked(places: tuple[SlidePlace, ...], values: tuple[tuple[str, str], ...]) -> str:
    said = [(p.section, p.slide, p.title, p.text, p.ordinal, p.exercises) for p in places]
    marks = places[0].marks if places else None
    highlights = marks and (marks.lines, marks.spans and (marks.spans.pattern, marks.spans.flags))
    return digest(repr((said, highlights, values)))


_STEPS = kept_as("steps", tuple[Step, ...])


def sections_of(deck: Deck, marks: Marks | None = None) -> Iterator[tuple[str, str, list[SlidePlace]]]:
    """Id, title and slides with exercises of each section.

    In a deck without sections a level-1 title opens one.
    """
    whole = len(deck.sections) == 1
    for section in deck.sections:
        name, title = section.id.removeprefix("toc-") or FRONT, section.title or deck.title
        if not section.number:
            name = FRONT
        places: list[SlidePlace] = []
        for slide in section.slides:
            if whole and slide.title_level == 1:
                yield name, title, places
                name, title, places = slide.id, slide.title, []
            if slide.exercises:
                ordinal = slide.source.ordinal if slide.source else 0
                places.append(
                    SlidePlace(name, slide.id, slide.title, slide.text, ordinal, slide.exercises, marks)
                )
        yield name, title, places


def steps_of(places: Iterable[SlidePlace], values: Mapping[str, str]) -> Iterator[Step]:
    """The steps of one section: each command with all that drives it until the next."""
    current: Step | None = None
    exercise: Exercise | None = None  #: that `current` stands in
    captured: set[str] = set()
    earlier = AskedEarlier()
    for numbered in _numbered_in_all(places, earlier):
        snippet = numbered.snippet
        if snippet.verb == "capture":
            captured.add(target_of(snippet))
        if _belongs_to_the_step_before(numbered):
            if current is not None and (not _is_output(snippet) or numbered.exercise == exercise):
                current = _with(current, numbered)
            continue
        if current is not None:
            yield settled(current)
        current, exercise = _step(numbered, values, captured), numbered.exercise
        if current is not None and (asked := _asked_by_hand(current, numbered, earlier)):
            current = replace(current, by_hand=asked)
    if current is not None:
        yield settled(current)


def _numbered_in_all(places: Iterable[SlidePlace], earlier: AskedEarlier) -> Iterator[Numbered]:
    """The snippets of the slides; `earlier` knows of the slides before the one that has come."""
    for place in places:
        yield from numbered_in(place)
        earlier.add(place.text)


def _asked_by_hand(step: Step, numbered: Numbered, earlier: AskedEarlier) -> ByHand | None:
    """What its slide, or one before it in the section, asks the reader to change in a file that it wants."""
    if not (earlier.asks or asks(numbered.place.text)):
        return None
    wanted = (*wanted_by(step.text), *(t.name for t in used_by(step.text) if t.sort == "file"))
    if not wanted or step.hidden or edits(step.text):
        return None
    snippet, exercise = numbered.snippet, numbered.exercise
    inside = max(0, snippet.span.start - exercise.span.start) if exercise and exercise.ordinal else 0
    return asked_before(numbered.place.text, snippet.data, inside, wanted) or earlier.of(wanted)


def _belongs_to_the_step_before(numbered: Numbered) -> bool:
    """What drives it, what says that it fails, and what shows its output and no command of its own."""
    snippet = numbered.snippet
    verb = snippet.verb or ""
    if verb_kind(verb) in DRIVING or verb == "fail":
        return True
    if not _is_output(snippet) or target_of(snippet) or read_typed(snippet.data, verb).commands:
        return False
    return bool(verb) or shows_an_output(numbered.place.text, snippet.data)


def _is_output(snippet: Snippet) -> bool:
    """Whether a fence may show what the command before it prints: it says so, or nothing."""
    return snippet.verb in VERBS or (snippet.verb is None and snippet.kind == "fence")


def _with(step: Step, numbered: Numbered) -> Step:
    """`step` with what stands behind it."""
    snippet = numbered.snippet
    if snippet.verb == "fail":
        return replace(step, expect=Expect.FAILURE)
    if _is_output(snippet):
        return replace(step, shown=(*step.shown, shown_behind(snippet)))
    verb, data = keys_of(snippet.data, snippet.verb or "") or (snippet.verb or "", snippet.data or "")
    act = Act(numbered.id, verb, data, snippet.span.path, snippet.line)
    return replace(step, acts=(*step.acts, act))


def _step(numbered: Numbered, values: Mapping[str, str], captured: Set[str]) -> Step | None:
    snippet, place = numbered.snippet, numbered.place
    kind, why, needs, text = kind_in(numbered, values, captured)
    if kind in {Kind.TEXT, Kind.DRIVE}:
        return None
    orders = orders_in(info_of(snippet), snippet.data or "")
    step = Step(
        id=numbered.id,
        section=place.section,
        slide=place.slide,
        title=place.title,
        path=snippet.span.path,
        line=snippet.line,
        end_line=snippet.end_line,
        verb=snippet.verb or "",
        text=text,
        kind=kind,
        why=why,
        needs=needs,
        target=target_of(snippet),
        hidden=snippet.in_comment or snippet.verb == "hide",
        shown=shown_in_transcript(snippet) if verb_kind(snippet.verb or "") else (),
        limit=orders.limit,
        pause=orders.pause,
        hook=orders.hook,
        is_loose=numbered.is_loose,
    )
    if kind in {Kind.PLAIN, Kind.TRANSCRIPT} and (names := stand_ins(text, place.text, captured)):
        why = f"nobody gave a value for {', '.join(names)}"
        step = replace(step, kind=Kind.PLACEHOLDER, why=why, needs=names)
    typed = read_typed(strip_highlights(snippet.data), info_of(snippet))
    if typed.is_transcript and typed.commands[0].prompt:
        step = replace(step, prompted=typed.commands[0].at, left_at=typed.left_at)
    return (
        replace(step, expect=Expect.FAILURE) if orders.is_meant_to_fail else _with_expectation(step, numbered)
    )


def kind_in(
    numbered: Numbered, values: Mapping[str, str], captured: Set[str] = frozenset()
) -> tuple[Kind, str, tuple[str, ...], str]:
    """What `kind_of` says; but a fence in no exercise, without prompts, may show a part of a slide's name."""
    kind, why, needs, text = kind_of(numbered.snippet, values, captured, numbered.place.marks)
    is_typed = kind is Kind.TRANSCRIPT or begins_a_program(text) or text.strip() in known_programs()
    if numbered.is_loose and not is_typed and names_a_part(text, numbered.place.text):
        return Kind.TEXT, "", (), text
    return kind, why, needs, text


def info_of(snippet: Snippet) -> str:
    """Its info string: of a one-liner the verb alone."""
    return f"{snippet.verb or ''} {snippet.arguments}".strip()


def target_of(snippet: Snippet) -> str:
    if snippet.verb == "capture":
        return snippet.data.partition(" ")[0]
    match = re.search(r"\bfile=(\S+)", snippet.arguments)
    return match[1].strip("'\"") if match else ""


def _with_expectation(step: Step, numbered: Numbered) -> Step:
    snippet, exercise = numbered.snippet, numbered.exercise
    data = "" if snippet.kind == "oneline" else snippet.data
    left = max(0, exercise.span.end - snippet.span.end) if exercise else 0
    if step.is_loose:  # what stands below a fence that is in no exercise speaks of it
        left = len(numbered.place.text)
    inside, outside = _told(step.text, data, numbered.place.text, left)
    above = prose_around(numbered.place.text, snippet.data)[0]
    step = replace(step, none_yet=True) if none_yet(above) else step
    if told := inside or (outside if points_back(outside) else "") or wished(above):
        return replace(step, expect=Expect.EITHER, because=told)
    if outside:
        shown = fence_behind(numbered.place.text, outside)
        return replace(step, expect=Expect.PERHAPS, because=outside, error=shown)
    return replace(step, expect=Expect.SUPPOSED, because=said) if (said := supposed(above)) else step


@remembered
def _told(command: str, data: str, slide: str, left: int) -> tuple[str, str]:
    """What the command's comments or its exercise, and what the slide behind that, say of a failure."""
    comments = "\n".join(re.findall(r"(?:^|\s)#\s?(.*)$", command, re.MULTILINE))
    inside, outside = _prose_after(data, slide, left)
    return told_to_fail(comments, inside), told_to_fail("", outside)


def _lines_from(text: str, at: int) -> Iterator[str]:
    """One by one: few are wanted, and an exercise may have thousands behind each of its commands."""
    while at <= len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield text[at:end]
        at = end + 1


def _prose_after(data: str, text: str, left: int, most: int = 8) -> tuple[str, str]:
    """The lines after the snippet, to the next fence: in its exercise (`left` characters more) and behind."""
    at = place_of_code(text, data)
    if at == -1:
        return "", ""
    lines = _lines_from(text, at)
    next(filter(marks_a_fence, lines), None)  # the snippet, and the fence that ends it
    inside: list[str] = []
    outside: list[str] = []
    for line in lines:
        is_comment = line.lstrip().startswith("<!--")
        if (holds_code(line) and not is_comment) or len(inside) + len(outside) >= most:
            break
        if line.strip() and not is_comment:
            (inside if left > 0 else outside).append(line)
        left -= len(line) + 1
    return "\n".join(inside), "\n".join(outside)


def numbered_in(place: SlidePlace) -> Iterator[Numbered]:
    snippets = [(exercise, snippet) for exercise in place.exercises for snippet in exercise.snippets]
    for number, (exercise, snippet) in enumerate(snippets, 1):
        yield Numbered(f"{place.section}/{place.slide}/{number}", place, exercise, snippet)
