"""The files of decks drafted by several processes, before the decks are read one after the other.

What a copy of this process made of its share comes back as what a build keeps of drafts, and is read as
from an earlier build. Must not know what drafts are made of.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from slidegen import kept_answers
from slidegen.assembly.loader import Loader
from slidegen.assembly.workers import dealt, together
from slidegen.deck.drafting import are_kept, kept_by
from slidegen.deck.variables import manifest_variables
from slidegen.source.manifest import Manifest

CHARACTERS_A_PROCESS = 200_000  #: they are drafted in the time that a copy and its answer take

Reading = tuple[int, Callable[[], object]]  #: how many characters there are, and what drafts them


def draft_together(loader: Loader, manifests: Iterable[Manifest], jobs: int) -> None:
    """Have the files of the decks drafted by `jobs` processes, where much of them is new."""
    readings = sorted(_readings(loader, manifests), key=lambda reading: -reading[0])
    jobs = min(jobs, 1 + sum(size for size, _ in readings) // CHARACTERS_A_PROCESS)
    if jobs > 1 and kept_answers.hands_on():
        for news in together(dealt(readings, jobs), partial(_news_of, kept_answers.mark())):
            kept_answers.take(news)


def _readings(loader: Loader, manifests: Iterable[Manifest]) -> Iterator[Reading]:
    """What is not known yet, each once for all decks that list it."""
    seen: set[str] = set()
    for manifest in manifests:
        variables, classes = manifest_variables(manifest), manifest.classes_of_exercises
        for listed in loader.texts_of(manifest):
            digest = kept_by(listed, variables, classes)
            if digest not in seen and not are_kept(digest):
                seen.add(digest)
                yield len(listed.written), partial(loader.reader.drafts, listed, variables, classes)


def _news_of(since: kept_answers.Marks, share: Sequence[Reading]) -> kept_answers.News:
    for _, read in share:
        read()
    return kept_answers.news(since)
