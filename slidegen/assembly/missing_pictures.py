"""Pictures that slides name and that are not there, each where it is named.

Knows the addresses in rendered slides. Must not know how a slide is rendered.
"""

from collections.abc import Iterable, Iterator

from slidegen import lazy_re as re
from slidegen.assembly.loader import LoadedDeck, Loader
from slidegen.assembly.local_files import in_project
from slidegen.deck.deck_texts import Whereabouts
from slidegen.deck.macro import macro_calls
from slidegen.deck.model import Slide
from slidegen.finding import Finding
from slidegen.location import Span
from slidegen.render.references import picture_references
from slidegen.source.file import SourceFile
from slidegen.text.references import Reference, place_of, wording_of_hollow, wording_of_missing
from slidegen.text.rules import MISSING_IMAGE

_CALLED = re.compile(r":[\w-]")  #: how the words of a picture begin that is the call of a macro
LONGEST_CALL = 1_000

Shown = Iterable[tuple[Slide, tuple[Reference, ...]]]  #: each slide, and what its HTML refers to


def missing_pictures(loader: Loader, loaded: LoadedDeck, shown: Shown) -> Iterator[Finding]:
    """A finding for each picture that is not there, and each that is none, where its slide names it."""
    whereabouts = Whereabouts(loader.texts.known(loaded.inputs))
    for slide, references in shown:
        for reference in picture_references(references) if references else ():
            place = beside(loaded.manifest.folder, reference)
            there = reference.use != "text" and loader.exists(place)
            hollow = loader.why_hollow(place) if there else None
            if (there and not hollow) or (slide.generated and reference.address in loaded.interstitials):
                continue
            found = _place_of(reference, slide.span, whereabouts)
            if found is not None:
                source, start, end = found
                message, advice = (
                    wording_of_hollow(reference, hollow)
                    if hollow
                    else wording_of_missing(reference, source.path, loaded.manifest.folder, loader.exists)
                )
                yield source.finding(MISSING_IMAGE, start, end, message, help=advice)


def named_at(
    reference: Reference, slide: Slide, loader: Loader, loaded: LoadedDeck
) -> tuple[SourceFile, int, int] | None:
    """Where the slide, or what it is made of, names the file."""
    return _place_of(reference, slide.span, Whereabouts(loader.texts.known(loaded.inputs)))


def _place_of(
    reference: Reference, slide: Span, whereabouts: Whereabouts
) -> tuple[SourceFile, int, int] | None:
    """Where the address is written; None for the call of a macro that nobody defines: no file was meant, and
    that is told.
    """
    own = whereabouts.sources.get(slide.path)
    start, end = place_of(reference, own.text, slide.start, slide.end) if own else (0, 0)
    if own and end > start:
        return None if _is_in_a_call(own.text, start, end) else (own, start, end)
    if _CALLED.match(reference.alt or ""):
        return None
    for before, after in (("(", ""), ('"', '"'), ("'", "'")):  # an address may be a letter
        other = whereabouts.elsewhere(f"{before}{reference.address}{after}")
        if other:
            source, at = other
            return source, at + len(before), at + len(before) + len(reference.address)
    return (own, start, start) if own else None


def _is_in_a_call(text: str, start: int, end: int) -> bool:
    at = text.rfind("![:", max(0, start - LONGEST_CALL), start)
    call = next(macro_calls(text, at), None) if at != -1 else None
    return call is not None and call.start == at and call.end >= end


def beside(folder: str, reference: Reference) -> str:
    """The path in the project of the file that a slide of a deck in `folder` refers to."""
    return in_project(folder, reference.path)
