"""Layouts and templates: what a slide inherits from slides before it, and which slides there are at all.

Knows remark's rules of inheritance, exclusion and steps. Must not know sections, ids or numbers.
As remark's `createSlides` and `inheritSlide` do: a named template wins over the layout; `class` is joined,
other properties are inherited when the slide has none of its own, `name`, `layout` and `count` never; text
replaces `{{content}}`, or follows. Unlike it, an excluded slide takes its steps with it (REMARK.md).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from slidegen.budget import Budget
from slidegen.deck.draft import Draft, PlainFacts, Properties, StepDraft, value_in
from slidegen.deck.variables import content_hole, fill_content
from slidegen.lazy_dataclass import dataclass
from slidegen.memory import remembered
from slidegen.read_later import Unread, read_later
from slidegen.text.model import Exercise, split_classes

_NEVER_INHERITED = frozenset({"name", "layout", "count"})

#: From which line of the text (from 0) on it is which step's, until the next such line.
Turns = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class LayoutOptions:
    excluded: frozenset[str] = frozenset()
    inherit_notes: bool = False
    flatten_steps: bool = False  #: remark's disableIncrementalSlides
    count_steps: bool = True  #: remark's countIncrementalSlides


@dataclass(frozen=True, slots=True, eq=False)
class LaidOut(Unread):
    """A slide whose inheritance is settled. Two are equal when they are the same, as drafts are."""

    AT_ONCE = ("draft", "properties", "steps", "turns", "counts", "unknown_template", "is_cut", "plain")

    draft: Draft
    properties: Mapping[str, str]  #: at the last step
    text: str
    notes: str
    steps: int  #: how many come after the first
    turns: Turns
    counts: tuple[bool, ...]  #: of each step, whether it counts
    exercises: tuple[Exercise, ...]
    unknown_template: str | None
    is_cut: bool = False  #: whether it is without its template, since the deck may not grow by that
    plain: PlainFacts | None = None  #: those of its draft, where it inherits nothing either


def lay_out(drafts: Iterable[Draft], options: LayoutOptions, budget: Budget) -> Iterator[LaidOut]:
    """The slides that are shown, in order; what they inherit is paid from `budget`."""
    named: dict[str, LaidOut] = {}
    layout: LaidOut | None = None
    of_one_step = replace(options, excluded=frozenset())  # what decks exclude does not tell those apart
    for draft in _continued(drafts):
        if draft.is_bare:  # most are, and need none of what follows
            yield _paid(draft, layout, of_one_step, None, budget)
            continue
        kind, wanted = draft.value("layout"), draft.value("template")
        template = named.get(wanted) if wanted else None
        if template is None and kind == "false":
            layout = None
        elif template is None and kind != "true":
            template = layout
        if _is_excluded(draft.properties, options):
            continue
        unknown = wanted if wanted and wanted not in named else None
        slide = _paid(draft, template, of_one_step if draft.is_one_step else options, unknown, budget)
        if kind == "true":
            layout = slide
        for number, name in _named_steps(draft):
            part = draft.with_steps(draft.steps[:number])
            is_whole = number == len(draft.steps)
            named[name] = slide if is_whole else _paid(part, template, options, unknown, budget)
        if kind != "true":
            yield slide


def _named_steps(draft: Draft) -> Iterator[tuple[int, str]]:
    """The steps, from 1, that give a name to the slide as it stands at them."""
    for number, step in enumerate(draft.steps if draft.plain is None else (), 1):
        if name := step.value("name"):
            yield number, name


def _continued(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts by what `continued:` says, for which `--` is but another spelling."""
    held: Draft | None = None
    for draft in drafts:
        for part in (draft,) if draft.is_one_step else _split(draft):
            if held and part.value("continued") == "true":
                held = held.with_steps(held.steps + part.steps)
                continue
            if held:
                yield held
            held = part
    if held:
        yield held


def _split(draft: Draft) -> Iterator[Draft]:
    """A slide, cut before each step that is not to continue it."""
    cuts = [at for at, step in enumerate(draft.steps) if at and step.value("continued") == "false"]
    for start, end in pairwise([0, *cuts, len(draft.steps)]):
        part = draft.with_steps(draft.steps[start:end]) if cuts else draft
        yield part if start == 0 else replace(part, titles=(), opens=None)


def is_shown(draft: Draft, options: LayoutOptions) -> bool:
    """Whether the slide is one of the deck's: neither a layout nor excluded."""
    return draft.value("layout") != "true" and not _is_excluded(draft.properties, options)


def _is_excluded(properties: Properties, options: LayoutOptions) -> bool:
    """Whether a step that has them is."""
    if not properties:
        return False
    classes = split_classes(value_in(properties, "class") or "")
    said = value_in(properties, "exclude") or ""
    return said.lower() == "true" or not options.excluded.isdisjoint(classes)


def _paid(
    draft: Draft, template: LaidOut | None, options: LayoutOptions, unknown: str | None, budget: Budget
) -> LaidOut:
    """The slide, without its template when that costs too much."""
    if template is None and draft.plain is not None and not draft.plain.properties:
        return _plain(draft)
    if template is None or budget.pay(_growth(draft, template), pieces=0):
        return _settle(draft, template, options, unknown)
    return replace(_settle(draft, None, options, unknown), is_cut=True)


def _growth(draft: Draft, template: LaidOut) -> int:
    """By how much a template makes the slide longer: its own text, and the slide's for each more place."""
    places = template.text.count("{{")
    inherited = sum(len(name) + len(value) for name, value in template.properties.items())
    own = len(draft.steps[0].text) * max(0, places - 1)
    return len(template.text) + len(template.notes) + inherited + own


@remembered
def _settle(draft: Draft, template: LaidOut | None, options: LayoutOptions, unknown: str | None) -> LaidOut:
    if draft.plain is not None and template is None:
        return _plain(draft)
    first = draft.steps[0]
    later = [step for step in draft.steps[1:] if not _is_excluded(step.properties, options)]
    text, turns = _with_steps(_joined_template(template, first), later)
    counts = (_counts(first, True), *(_counts(step, options.count_steps) for step in later))
    flat = options.flatten_steps
    return LaidOut(
        draft=draft,
        properties=_at_the_last_step(first, later, template, flat),
        text=text,
        notes=_notes_of([first, *later], template if options.inherit_notes else None),
        steps=0 if flat else len(later),
        turns=() if flat else turns,
        counts=counts[:1] if flat else counts,
        exercises=tuple(exercise for step in (first, *later) for exercise in step.exercises),
        unknown_template=unknown,
    )


def _plain(draft: Draft) -> LaidOut:
    """A slide that is what its draft is, which nobody may have read."""
    known = {**_PLAIN, "draft": draft, "plain": draft.plain}
    if draft.properties:
        known |= {"properties": {**dict(draft.properties), "continued": "false"}}
        known |= {"counts": (draft.value("count") != "false",)}
    return read_later(LaidOut, draft.rest_laid_out, known)


#: What is known of each slide that is one step and inherits nothing; of properties, if it has none.
_PLAIN: Mapping[str, object] = {
    "properties": {"continued": "false"},
    "steps": 0,
    "turns": (),
    "counts": (True,),
    "unknown_template": None,
    "is_cut": False,
}


def _counts(step: StepDraft, otherwise: bool) -> bool:
    """Whether a step has a number of its own."""
    said = step.value("count")
    return said != "false" if said else otherwise


def _at_the_last_step(
    first: StepDraft, later: list[StepDraft], template: LaidOut | None, flat: bool
) -> dict[str, str]:
    properties = _inherited(dict(first.properties), template.properties if template else {})
    for step in later:
        properties = _inherited(dict(step.properties), properties, keep=_NEVER_INHERITED - {"count"})
    properties["continued"] = "true" if later and not flat else "false"
    return properties


def _notes_of(steps: list[StepDraft], template: LaidOut | None) -> str:
    notes = [*([template.notes] if template else []), *(step.notes for step in steps)]
    return "\n\n".join(part for part in notes if part.strip())


def _inherited(
    own: dict[str, str], template: Mapping[str, str], keep: frozenset[str] = frozenset()
) -> dict[str, str]:
    """`own` with what it inherits; of a slide's steps, also the properties in `keep`."""
    for name, value in template.items():
        if name in _NEVER_INHERITED and name not in keep:
            continue
        if name == "class":
            own["class"] = f"{value}, {own['class']}" if own.get("class") else value
        else:
            own.setdefault(name, value)
    return own


def _joined_template(template: LaidOut | None, step: StepDraft) -> str:
    if template is None:
        return step.text
    # To remark the line of the last property ends in the text: a blank line behind it starts a paragraph.
    lead = "\n" if step.properties else ""
    filled = fill_content(template.text, step.text, lead)
    return _appended(template.text, lead + step.text) if filled is None else filled


def _appended(template: str, text: str) -> str:
    """Both texts, the newline before `---` being the separator's, but never two lines as one."""
    template = template.removesuffix("\n")
    if not template:
        return text.removeprefix("\n")
    apart = template.endswith("\n") or text.startswith("\n")
    return template + text if apart else f"{template}\n{text}"


def _with_steps(text: str, steps: Sequence[StepDraft]) -> tuple[str, Turns]:
    """The text with what steps add, and on which lines each of them begins."""
    turns: Turns = ()
    if not steps:
        return text, turns
    if any("{{" in each for each in (text, *(step.text for step in steps))):
        for number, step in enumerate(steps, 1):
            text, turns = _with_step(text, turns, step.text, number)
        return text, turns
    # Mostly there is no place to fill: the pieces are joined once, however many there are.
    pieces = [text, *(step.text for step in steps)]
    pieces[:-1] = map(_with_newline, pieces[:-1])
    lines = accumulate(piece.count("\n") for piece in pieces[:-1])
    return "".join(pieces), tuple((line, number) for number, line in enumerate(lines, 1))


def _with_step(text: str, turns: Turns, added: str, number: int) -> tuple[str, Turns]:
    """The text with what a step adds, at its end or, as in a template, in place of its `{{content}}`."""
    hole = content_hole(text)
    if hole is None:
        text = _with_newline(text)
        return text + added, (*turns, (text.count("\n"), number))
    place = hole.filled(added, number)
    line, more = hole.before.count("\n"), place.count("\n")
    shown = next((step for start, step in reversed(turns) if start <= line), 0)
    earlier = tuple(turn for turn in turns if turn[0] <= line)
    later = tuple((start + more, step) for start, step in turns if start > line)
    own = ((line, number), (line + more + 1, shown)) if hole.is_line else ()
    return hole.before + place + hole.after, (*earlier, *own, *later)


def _with_newline(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


def properties_of(slide: LaidOut) -> Properties:
    """The slide's properties but those that have fields of their own."""
    hidden = {"class", "name", "continued"}
    return tuple((name, value) for name, value in slide.properties.items() if name not in hidden)
