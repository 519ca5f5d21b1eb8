"""What follows from a slide's text alone: its title, its words, what it may refer to.

Knows drafts and texts. Must not know decks.
"""

from collections import Counter
from dataclasses import replace

from slidegen.budget import Size
from slidegen.deck.draft import Draft, PlainFacts, StepDraft, TextFacts
from slidegen.deck.headings import title_of
from slidegen.kept_answers import digest, kept_as
from slidegen.memory import remembered
from slidegen.source.file import SourceFile
from slidegen.text.link_definitions import labels_in
from slidegen.text.words_said import count_words

#: A slide with one of these asks something of its deck: variables, properties, macros.
_ASKING = ("@@", "{{", "![:")
#: And so does one with one of these properties, or other slides ask something of it.
_ASKED = frozenset(("name", "layout", "template", "continued"))


@remembered
def facts_of(text: str, notes: str) -> TextFacts:
    """What follows from a slide's text and notes alone."""
    key = _key(text, notes)
    facts: TextFacts = _FACTS.get(key, lambda: _find_facts(text, notes, key))
    return facts


def with_facts(draft: Draft, source: SourceFile) -> Draft:
    """A draft of the file, or of one that it includes, with all that decks ask of it if it is plain."""
    written = source.text[draft.span.start : draft.span.end] if draft.span.path == source.path else ""
    return replace(draft, plain=_plain_facts(draft.steps[0], written)) if _is_plain(draft, written) else draft


def _is_plain(draft: Draft, written: str) -> bool:
    step, *others = draft.steps
    if others or any(each in written for each in _ASKING):
        return False
    return step.text in written and step.notes in written and _ASKED.isdisjoint(dict(step.properties))


def _plain_facts(step: StepDraft, written: str) -> PlainFacts:
    text, notes = step.text, step.notes
    typed = sum(exercise.typed for exercise in step.exercises)
    facts = _find_facts(text, notes, _key(text, notes))
    size = Size.of(text + notes)
    return PlainFacts(facts, step.properties, size, digest(written), len(step.exercises), typed)


def _key(text: str, notes: str) -> str:
    return digest(f"{len(text)} {text}{notes}")


def _find_facts(text: str, notes: str, key: str) -> TextFacts:
    title, level = title_of(text)
    labels = Counter((*labels_in(text), *labels_in(notes)))
    return TextFacts(title, level, key, tuple(labels.items()), count_words(text) + count_words(notes))


_FACTS = kept_as("facts", TextFacts)
