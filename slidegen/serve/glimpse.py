"""A glance at a saved file: which slides look different now, which came and which went.

Only the file that was saved is composed, by itself, and of a long one only the slides around what changed.
A slide is shown only if the same piece, composed from its old text, gave the very slide that the deck has:
then layouts, variables and definitions from elsewhere do not touch it.

Knows decks and texts. Must not know pages, when files change, nor who looks.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from slidegen.assembly.deck_builder import DeckBuilder
from slidegen.assembly.loader import LoadedDeck
from slidegen.deck.headings import level_1_titles
from slidegen.deck.model import Slide
from slidegen.lazy_dataclass import dataclass
from slidegen.source.file import SourceFile
from slidegen.source.include import may_include
from slidegen.source.manifest import FragmentEntry, Manifest

LONG = 100  #: slides of a file: of one with more, only some are composed
AROUND = 8  #: slides before and after what changed
MOST_PIECES = 32  #: that are kept composed: those of the files that an author goes to and fro between


@dataclass(frozen=True, slots=True)
class Came:
    """Slides where there were others, or none."""

    after: Slide  #: the deck's
    slides: tuple[Slide, ...]  #: each with the address, the number and the line that it will have
    gone: tuple[str, ...]  #: the addresses of those that are no more
    source: SourceFile  #: that their spans are of


@dataclass(frozen=True, slots=True)
class Seen:
    """What a glance can show."""

    changed: tuple[tuple[Slide, Slide], ...] = ()  #: the deck's slide, and how it is now
    came: Came | None = None


NOTHING = Seen()


@dataclass(slots=True)
class Pieces:
    """Pieces of files that were composed by themselves, with the manifest for which they were.

    Not frozen: the next glance finds them.
    """

    manifest: Manifest | None = None
    slides: dict[tuple[str, str], tuple[Slide, ...]] = field(default_factory=dict)

    def of(
        self, manifest: Manifest, entry: FragmentEntry, source: SourceFile, builder: DeckBuilder
    ) -> tuple[Slide, ...]:
        """The slides that the text gives; what an include brings may be another each time."""
        if self.manifest != manifest:
            self.manifest = manifest
            self.slides.clear()
        key = (entry.path, source.text)
        found = self.slides.pop(key, None)
        if found is None or may_include(source.text):
            alone = replace(manifest, content=(entry,), interstitials=None, sections=False)
            with builder.loader.with_texts({entry.path: source}):
                found = tuple(slide for slide in builder.load(alone).deck.slides if not slide.generated)
        self.slides[key] = found
        while len(self.slides) > MOST_PIECES:
            del self.slides[next(iter(self.slides))]
        return found


def seen_at_a_glance(
    loaded: LoadedDeck, path: str, texts: tuple[str, str, SourceFile], pieces: Pieces, builder: DeckBuilder
) -> Seen:
    """What can be shown of the file `path`, by its texts: the deck's, the one shown, and the new one."""
    entries = [each for each in loaded.manifest.fragments if each.path == path]
    ours = [slide for slide in loaded.deck.slides if slide.span.path == path and not slide.generated]
    if not entries or not ours:
        return NOTHING
    was, shown, now = texts
    low, high = (0, len(ours))
    if len(entries) == 1 and len(ours) > LONG:
        low, high = _around(ours, was, (shown, now.text))
    start = ours[low].span.start if low else 0
    rest = len(was) - ours[high - 1].span.end if high < len(ours) else 0
    sources = [SourceFile.from_text(path, text[start : len(text) - rest]) for text in (was, shown, now.text)]
    base, seen, fresh = (pieces.of(loaded.manifest, entries[0], each, builder) for each in sources)
    here = ours[low:high]
    if len(base) == len(seen) == len(fresh) and len(here) % len(base) == 0:
        return Seen(tuple(_changed(here, base, seen, fresh)))
    if was == shown and len(here) == len(base) and all(map(_same_to_the_eye, here, base)):
        line = now.text.count("\n", 0, start)
        return Seen(came=_came(loaded, ours[low:high], base, fresh, sources[2], line))
    return NOTHING


def _around(ours: Sequence[Slide], was: str, others: Sequence[str]) -> tuple[int, int]:
    """From which to which slide a piece goes, so that all in which the texts differ is in it."""
    start = min(_alike(was, other) for other in others)
    alike_at_end = min(_alike(was[start:][::-1], other[start:][::-1]) for other in others)
    low = bisect_left(ours, start, key=lambda slide: slide.span.end)
    high = bisect_right(ours, len(was) - alike_at_end, key=lambda slide: slide.span.start)
    return max(0, low - AROUND), min(len(ours), max(low, high) + AROUND)


def _alike(one: str, other: str) -> int:
    """How much the texts begin with is the same."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _changed(
    ours: Sequence[Slide], base: Sequence[Slide], seen: Sequence[Slide], fresh: Sequence[Slide]
) -> Iterator[tuple[Slide, Slide]]:
    """(the deck's slide, the new one) for each slide that changed and can be trusted."""
    for at, slide in enumerate(ours):  # a fragment that is listed twice comes round again
        was, shown, now = (slides[at % len(slides)] for slides in (base, seen, fresh))
        if now.key != shown.key and _same_to_the_eye(slide, was):
            yield slide, now


def _same_to_the_eye(slide: Slide, base: Slide) -> bool:
    return (slide.text, slide.notes, slide.classes, slide.definitions, slide.properties) == (
        base.text,
        base.notes,
        base.classes,
        base.definitions,
        base.properties,
    )


def _came(
    loaded: LoadedDeck,
    ours: Sequence[Slide],
    base: Sequence[Slide],
    fresh: Sequence[Slide],
    source: SourceFile,
    line: int,
) -> Came | None:
    """The slides that are new, between those that are as they were; none where only the whole can tell."""
    before, now = [slide.key for slide in base], [slide.key for slide in fresh]
    shorter = min(len(before), len(now))
    first = next((at for at in range(shorter) if before[at] != now[at]), shorter)
    after = next((at for at in range(shorter - first) if before[-1 - at] != now[-1 - at]), shorter - first)
    gone, new = ours[first : len(ours) - after], fresh[first : len(fresh) - after]
    if not first:  # what stands before a file's first slide is another file's
        return None
    if loaded.manifest.sections and any(level_1_titles(slide.text) for slide in (*gone, *new)):
        return None
    by = int(ours[0].number) - int(base[0].number)
    taken = {slide.id for slide in loaded.deck.slides} - {slide.id for slide in gone}
    slides = []
    for slide in new:
        number = str(int(slide.number) + by)
        slides.append(replace(slide, id=_free(slide.id, taken), number=number, line=slide.line + line))
        taken.add(slides[-1].id)
    return Came(ours[first - 1], tuple(slides), tuple(slide.id for slide in gone), source)


def _free(wanted: str, taken: set[str]) -> str:
    """An address for the time until the whole deck gives it one."""
    free, number = wanted, 1
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    return free
