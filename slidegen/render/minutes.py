"""How long slides take: as their author says, else by their words and by what there is to type.

Knows slides and the minutes that a manifest plans. Must not know HTML.
"""

from collections.abc import Mapping, Sequence

from slidegen.deck.model import Deck, Section, Slide
from slidegen.deck.text_facts import facts_of
from slidegen.source.planned_time import read_minutes

WORDS_A_MINUTE = 110  #: a trainer speaks about this many, with pauses and questions
MINUTES_A_SNIPPET = 1.5  #: to read it, type it and look at what came of it


def estimated_minutes(slide: Slide) -> float:
    """How long the slide takes: as its `minutes:` says, else by its words and what there is to type."""
    declared = dict(slide.properties).get("minutes") if slide.properties else None
    minutes = read_minutes(declared)
    if minutes is not None:
        return minutes
    words, snippets = _said_and_typed(slide)
    return round(words / WORDS_A_MINUTE + snippets * MINUTES_A_SNIPPET, 2)


def _said_and_typed(slide: Slide) -> tuple[int, int]:
    """How many words are said, and how many commands typed."""
    plain = slide.plain
    if plain is not None:
        return plain.text.words, plain.typed
    return facts_of(slide.text, slide.notes).words, sum(exercise.typed for exercise in slide.exercises)


# ---- plans
def plan(deck: Deck, planned: Mapping[str, float]) -> dict[str, float]:
    """The minutes of each slide, by its id.

    What the manifest plans for a section is for its slides alone; what it plans for the whole is for the
    rest, and stretches the sections too when they leave nothing.
    """
    minutes = {slide.id: estimated_minutes(slide) for slide in deck.slides}
    free: list[Slide] = []
    for section in deck.sections:
        wanted = planned_minutes(section, planned)
        if wanted is None:
            free += section.slides
        else:
            _scale(minutes, section.slides, wanted)
    if "" in planned:
        rest = planned[""] - (sum(minutes.values()) - sum(minutes[slide.id] for slide in free))
        _scale(minutes, *((free, rest) if free and rest > 0 else (tuple(deck.slides), planned[""])))
    return minutes


def planned_minutes(section: Section, planned: Mapping[str, float]) -> float | None:
    """What the manifest plans for the section, by its title or its file.

    What stands before the first title has no title: `` means the whole deck.
    """
    name = section.title if section.title in planned else section.path
    return planned.get(name) if name else None


def _scale(minutes: dict[str, float], slides: Sequence[Slide], wanted: float) -> None:
    """Let the slides take `wanted` minutes together, in the proportion that they have."""
    total = sum(minutes[slide.id] for slide in slides) or 1.0
    for slide in slides:
        minutes[slide.id] = round(minutes[slide.id] * wanted / total, 2)
