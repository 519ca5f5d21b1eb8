"""What a deck's scripts are made of, as one digest: where it is as before, so are they.

Of each slide it holds more than they ask for, and of none less: the title and place that open a section, the
key of its text, and what its file says of its code. What is not read yet is taken as it is kept.

Knows decks. Must not know steps, nor what is made of them.
"""

import hashlib
import marshal
from collections.abc import Iterator, Mapping

from slidegen.deck.model import Deck, Slide
from slidegen.json_values import PLAINLY, rest_packed, values_of
from slidegen.text.marks import Marks


def made_of(deck: Deck, values: Mapping[str, str], marks: Marks | None) -> str:
    """The digest of all that `script_of_deck` asks of these."""
    highlights = marks and (marks.lines, marks.spans and (marks.spans.pattern, marks.spans.flags))
    digest = hashlib.blake2b(digest_size=16)
    facts: list[object] = [deck.name, deck.title, deck.path, values, highlights]
    for section in deck.sections:
        facts.append((section.id, section.title, section.number, len(section.slides)))
        for slide in section.slides:
            facts.append((slide.id, slide.title, slide.title_level))
            for piece in _code_of(slide):
                facts.append(len(piece))
                digest.update(piece)
    digest.update(marshal.dumps(facts, PLAINLY))
    return digest.hexdigest()


def _code_of(slide: Slide) -> Iterator[bytes]:
    """What is asked of the slide's text and code; of most nothing is."""
    source = slide.source
    has_code = source is not None and bool(source.languages)
    if not has_code and not slide.exercises:
        return
    facts = (slide.key, slide.span.path, source and source.ordinal, has_code)
    yield repr((facts, [values_of(exercise) for exercise in slide.exercises])).encode(
        "utf-8", "surrogatepass"
    )
    if source is not None and has_code:
        yield rest_packed(source)
    for exercise in slide.exercises:
        yield rest_packed(exercise)
