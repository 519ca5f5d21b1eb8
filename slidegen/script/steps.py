"""From slides to steps: which snippets are commands, which drive them, and what each is called.

The one place that decides what a snippet is, for `scripts --list`, the scripts and the runner alike.

Knows decks and verbs. Must not know how a step is emitted or run.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from slidegen.deck.heading import Slugs, slug
from slidegen.deck.model import Deck, Exercise, Fragment, Slide, SlideSource, Snippet
from slidegen.deck.placeholder import fill, placeholders, strip_highlights
from slidegen.script.classify import nature_of, speaks_of_error, told_to_fail
from slidegen.script.model import Act, Expect, Kind, Listed, Script, ScriptSection, Step
from slidegen.script.split import is_blank
from slidegen.script.transcript import commands_of, has_prompts
from slidegen.source.file import SourceFile

FRONT = "front"  #: the id of what stands before the first section

#: Verbs whose data is commands.
COMMANDS = frozenset({"bash", "hide", "sh", "shell", "console", "capture"})
#: Verbs that drive the step before them.
DRIVERS = frozenset({"wait", "longwait", "key", "keys", "copy", "paste", "copypaste", "check", "tmux"})
#: Fences that show a text; with `file=NAME` it is to be saved.
TEXTS = frozenset(
    {"yaml", "json", "dockerfile", "text", "toml", "ini", "python", "conf", "diff", "yml", "none"}
)


@dataclass(frozen=True, slots=True)
class Place:
    """A slide as steps need it, from a deck or from a file alone."""

    section: str
    slide: str
    title: str
    text: str  #: the slide's Markdown, for what its prose says of outcomes
    ordinal: int
    exercises: tuple[Exercise, ...]


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A snippet with its place and its id."""

    id: str
    place: Place
    exercise: Exercise | None
    snippet: Snippet


# ---- scripts
def script_of_deck(deck: Deck, values: Mapping[str, str]) -> Script:
    """The steps of a composed deck; `values` fill placeholders."""
    sections = tuple(
        ScriptSection(name, title, number, tuple(steps_of(places, values)))
        for number, (name, title, places) in enumerate(_sections_of(deck))
    )
    return Script(deck.name, " ".join(deck.title.split()), deck.path, sections)


def _sections_of(deck: Deck) -> Iterator[tuple[str, str, list[Place]]]:
    """Id, title and slides of each section; in a deck without sections a level-1 title opens one."""
    whole = len(deck.sections) == 1
    for section in deck.sections:
        name, title = section.id.removeprefix("toc-") or FRONT, section.title or deck.title
        if not section.number:
            name = FRONT
        places: list[Place] = []
        for slide in section.slides:
            if whole and slide.title_level == 1:
                yield name, title, places
                name, title, places = slide.id, slide.title, []
            ordinal = slide.source.ordinal if slide.source else 0
            places.append(Place(name, slide.id, slide.title, slide.text, ordinal, slide.exercises))
        yield name, title, places


def steps_of(places: Iterable[Place], values: Mapping[str, str]) -> Iterator[Step]:
    """The steps of one section: each command with all that drives it until the next."""
    current: Step | None = None
    captured: set[str] = set()
    for numbered in (each for place in places for each in _numbered(place)):
        snippet = numbered.snippet
        if snippet.verb == "capture":
            captured.add(_target(snippet))
        if snippet.verb in DRIVERS:
            if current is not None:
                act = Act(numbered.id, snippet.verb, snippet.data or "", snippet.span.path, snippet.line)
                current = replace(current, acts=(*current.acts, act))
        elif snippet.verb == "fail":
            if current is not None:
                current = replace(current, expect=Expect.FAILURE)
        else:
            if current is not None:
                yield _settled(current)
            current = _step(numbered, values, captured)
            if current is not None and current.kind is Kind.TEXT:
                current = None if not current.acts else current
    if current is not None:
        yield _settled(current)


def _settled(step: Step) -> Step:
    """`step` with the kind that its acts give it."""
    if step.kind in {Kind.BLOCKING, Kind.INTERACTIVE} and any(
        act.verb in {"key", "keys"} for act in step.acts
    ):
        step = replace(step, kind=Kind.SCRIPTED)
    waits = [act.data for act in step.acts if act.verb in {"wait", "longwait"}]
    if (
        step.expect is Expect.SUCCESS
        and waits
        and speaks_of_error(waits[-1])
        and step.acts[-1].verb in {"wait", "longwait"}
    ):
        step = replace(step, expect=Expect.EITHER, because=f"the deck waits for {waits[-1]!r}")
    if step.expect is Expect.FAILURE and step.kind in {Kind.PLAIN, Kind.TRANSCRIPT}:
        step = replace(step, kind=Kind.XFAIL)
    return step


def _step(numbered: _Numbered, values: Mapping[str, str], captured: Set[str]) -> Step | None:
    snippet, place = numbered.snippet, numbered.place
    kind, why, needs, text = _kind(snippet, values, captured)
    if kind in {Kind.TEXT, Kind.DRIVE}:
        return None
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
        target=_target(snippet),
        hidden=snippet.in_comment or snippet.verb == "hide",
    )
    return _with_expectation(step, snippet, place.text)


def _kind(
    snippet: Snippet, values: Mapping[str, str], captured: Set[str] = frozenset()
) -> tuple[Kind, str, tuple[str, ...], str]:
    """Its kind, why, what it needs, and what runs."""
    verb, data = snippet.verb, snippet.data or ""
    if verb in DRIVERS or verb == "fail":
        return Kind.DRIVE, "", (), data
    if verb == "open":
        return Kind.OPEN, "", (), fill(data, values)
    if re.search(r"\bfile=\S", snippet.arguments) and verb not in COMMANDS:
        return Kind.SAVE, "", (), fill(strip_highlights(data), values)
    if verb is None or verb.lower() in TEXTS:
        return Kind.TEXT, "", (), data
    if verb not in COMMANDS:
        return Kind.UNKNOWN, f"slidegen has no verb `{verb}`", (), data
    return _kind_of_command(verb, data, values, captured)


def _kind_of_command(
    verb: str, data: str, values: Mapping[str, str], captured: Set[str] = frozenset()
) -> tuple[Kind, str, tuple[str, ...], str]:
    if verb == "capture":
        data = data.partition(" ")[2]
    filled = fill(data, values)
    text = strip_highlights(filled)
    transcript = has_prompts(text)
    if transcript:
        text = commands_of(text)
    if is_blank(text):
        return Kind.TEXT, "", (), text
    found = placeholders(text if transcript else filled)
    if missing := tuple(name for name in found if name not in captured):
        return Kind.PLACEHOLDER, f"nobody gave a value for {', '.join(missing)}", missing, text
    nature = nature_of(text)
    if nature.dangers:
        return Kind.DANGEROUS, f"uses {', '.join(nature.dangers)}", nature.dangers, text
    if nature.interactive:
        return Kind.INTERACTIVE, f"`{nature.interactive}` asks for keys that the deck does not hold", (), text
    if nature.blocking:
        return Kind.BLOCKING, f"`{nature.blocking}` does not end by itself", found, text
    if verb == "capture":
        return Kind.CAPTURE, "", found, text
    if transcript:
        return Kind.TRANSCRIPT, "its prompts are taken away", found, text
    return Kind.PLAIN, "", found, text


def reclassified(step: Step, values: Mapping[str, str], allowed: Iterable[str] = ()) -> Step:
    """`step` now that placeholders have values and dangers are allowed: what it is beside those."""
    if step.kind is Kind.DANGEROUS:
        return _allowed(step) if set(step.needs) <= set(allowed) else step
    if not step.needs:
        return step
    text = fill(step.text, values)
    if missing := tuple(name for name in step.needs if name not in values):
        why = f"nobody gave a value for {', '.join(missing)}"
        return replace(step, kind=Kind.PLACEHOLDER, why=why, needs=missing, text=text)
    if step.kind is not Kind.PLACEHOLDER:
        return replace(step, text=text)
    kind, why, needs, text = _kind_of_command("bash", text, values)
    return reclassified(_settled(replace(step, kind=kind, why=why, needs=needs, text=text)), values, allowed)


def _allowed(step: Step) -> Step:
    nature = nature_of(step.text)
    kind = Kind.INTERACTIVE if nature.interactive else Kind.BLOCKING if nature.blocking else Kind.PLAIN
    return _settled(replace(step, kind=kind, needs=(), why="" if kind is Kind.PLAIN else step.why))


def _target(snippet: Snippet) -> str:
    if snippet.verb == "capture":
        return snippet.data.partition(" ")[0]
    match = re.search(r"\bfile=(\S+)", snippet.arguments)
    return match[1].strip("'\"") if match else ""


def _with_expectation(step: Step, snippet: Snippet, text: str) -> Step:
    if "fail" in snippet.arguments.split():
        return replace(step, expect=Expect.FAILURE)
    comments = "\n".join(re.findall(r"(?:^|\s)#\s?(.*)$", step.text, re.MULTILINE))
    because = told_to_fail(comments, _prose_after(snippet, text))
    return replace(step, expect=Expect.EITHER, because=because) if because else step


_FENCE = re.compile(r"^\s*(?:[-*]\s+)?```")


def _prose_after(snippet: Snippet, text: str, most: int = 8) -> str:
    """The slide's lines after the snippet, to the next fence: where an outcome is told."""
    first = snippet.data.split("\n", 1)[0].strip()
    at = text.find(first) if first else -1
    if at == -1 or snippet.kind == "oneline":
        return ""
    lines = text[at:].split("\n")
    end = next((n for n, line in enumerate(lines) if _FENCE.match(line)), len(lines))
    after: list[str] = []
    for line in lines[end + 1 :]:
        if _FENCE.match(line) or len(after) >= most:
            break
        if line.strip() and not line.lstrip().startswith(("<!--", "```")):
            after.append(line)
    return "\n".join(after)


# ---- listing
def listed_in_file(
    fragment: Fragment, source: SourceFile, values: Mapping[str, str], all_fences: bool = False
) -> Iterator[Listed]:
    """Every snippet of one Markdown file, in its order."""
    for place in places_of_file(fragment, source, all_fences):
        yield from listed(place, values)


def listed_in_deck(deck: Deck, values: Mapping[str, str]) -> Iterator[Listed]:
    """Every snippet of a deck, in the order of the talk."""
    for _, _, places in _sections_of(deck):
        for place in places:
            yield from listed(place, values)


def listed(place: Place, values: Mapping[str, str]) -> Iterator[Listed]:
    numbered = tuple(_numbered(place))
    kinds = {step.id: step.kind for step in steps_of([place], values)}
    for each in numbered:
        snippet, exercise = each.snippet, each.exercise
        yield Listed(
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
            cls=kinds.get(each.id) or _kind(snippet, values)[0],
        )


def places_of_file(fragment: Fragment, source: SourceFile, all_fences: bool = False) -> Iterator[Place]:
    slugs = Slugs()
    section = FRONT
    for slide in fragment.slides:
        name = slide.value("name") or slugs.unique(slug(slide.title) or "slide")
        if slide.title_level == 1:
            section = name
        exercises = with_fences(slide, slide.exercises) if all_fences else slide.exercises
        yield Place(section, name, slide.title, source.slice(slide.span), slide.ordinal, exercises)


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
    for fence in slide.fences:
        verb = fence.info.split()[0].lstrip(".").split("[")[-1] if fence.info.split() else None
        if fence.span in taken or verb not in {"bash", "sh", "shell", "console"}:
            continue
        arguments = fence.info.partition(" ")[2].strip()
        snippet = Snippet(
            fence.span, fence.text_span, verb, arguments, fence.text, fence.line, fence.end_line,
            "fence", fence.in_comment, fence.in_notes, fence.column,
        )  # fmt: skip
        found.append(Exercise(fence.span, "", fence.line, 0, (snippet,)))
    return tuple(sorted(found, key=lambda exercise: exercise.span.start))


def _numbered(place: Place) -> Iterator[_Numbered]:
    snippets = [(exercise, snippet) for exercise in place.exercises for snippet in exercise.snippets]
    for number, (exercise, snippet) in enumerate(snippets, 1):
        yield _Numbered(f"{place.section}/{place.slide}/{number}", place, exercise, snippet)
