"""What a deck's scripts are made of, as one digest: where it is as before, so are they.

Of each slide it holds more than they ask for, and of none less: the title and place that open a section, the
key of its text, and what its file says of its code. What is not read yet is taken as it is kept.

Knows decks. Must not know steps, nor what is made of them.
"""

import hashlib
from collections.abc import Iterator, Mapping

from slidegen.deck.model import Deck, Slide
from slidegen.json_values import rest_packed, values_of
from slidegen.text.marks import Marks


def made_of(deck: Deck, values: Mapping[str, str], marks: Marks | None) -> str:
    """The digest of all that `script_of_deck` asks of these."""
    digest = hashlib.blake2b(digest_size=16)
    highlights = marks and (marks.lines, marks.spans and (marks.spans.pattern, marks.spans.flags))
    for piece in (repr((deck.name, deck.title, deck.path, values, highlights)).encode(), *_pieces(deck)):
        digest.update(b"%d " % len(piece))
        digest.update(piece)
    return digest.hexdigest()


def _pieces(deck: Deck) -> Iterator[bytes]:
    for section in deck.sections:
        yield repr((section.id, section.title, section.number)).encode()
        for slide in section.slides:
            yield from _pieces_of(slide)


def _pieces_of(slide: Slide) -> Iterator[bytes]:
    yield repr((slide.id, slide.title, slide.title_level)).encode()
    source = slide.source if slide.source and slide.source.languages else None
    if source is None and not slide.exercises:
        return  # nothing is asked of its text
    ordinal = slide.source.ordinal if slide.source else 0
    yield repr((slide.key, slide.span.path, ordinal, source is not None)).encode()
    if source is not None:
        yield rest_packed(source)
    for exercise in slide.exercises:
        yield repr(values_of(exercise)).encode()
        yield rest_packed(exercise)
