"""Workshops that are larger than any: a deck of 50,000 slides, and 500 decks that share 100 files.

Their texts are made here, of the real workshop's fragments, so that slides are as long as slides are.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

from bench.build import distinct_files
from bench.measure import SLIDES, Measured, environment, ratios, run, slidegen, told, work_folder

LARGE, SHORT = 50_000, 2_000
SHARED, DECKS = 100, 500


def measure(short: bool = False) -> Iterator[Measured]:
    if not SLIDES.is_dir():
        return
    texts = [(SLIDES / path).read_text(encoding="utf-8") for path in distinct_files(SLIDES)]
    with work_folder() as work:
        yield from _one_deck(work, texts, SHORT if short else LARGE)
        yield from _many_decks(work, texts[:SHARED], DECKS // 10 if short else DECKS)


def _one_deck(work: Path, texts: list[str], size: int) -> Iterator[Measured]:
    folder = work / "large"
    folder.mkdir()
    slides = [slide for text in texts for slide in text.split("\n---\n") if "@@INCLUDE" not in slide]
    names = []
    for start in range(0, size, 100):
        pieces = (
            f"{slides[at % len(slides)]}\n\nNumber {at}.\n" for at in range(start, min(start + 100, size))
        )
        names.append(f"part-{start}.md")
        (folder / names[-1]).write_text("\n---\n".join(pieces), encoding="utf-8")
    (folder / "large.yml").write_text("title: Large\ncontent:\n" + "".join(f"- {n}\n" for n in names))
    build, env = (
        slidegen("build", "-q", "--jobs", "1", "--out", work / "out-large"),
        environment(work / "c-large"),
    )
    cold = run(build, folder, env)
    changed = folder / names[len(names) // 2]
    changed.write_text(changed.read_text(encoding="utf-8").replace("Number ", "Figure ", 1), encoding="utf-8")
    one = run(build, folder, env)
    shutil.rmtree(work / "out-large")
    command = "slidegen build -q --jobs 1 --out OUT"
    yield Measured(f"memory, {size} slides cold", 300, (cold.peak,), "MiB", told([cold]), command)
    yield Measured(
        f"one slide changed in a deck of {size} slides, against its cold build",
        0.1, (one.processor / cold.processor,), detail=told([one]), command=command,
    )  # fmt: skip
    yield Measured(
        f"the same, memory against a third of the cold build's {cold.peak:.0f} MiB",
        1, (3 * one.peak / cold.peak,), detail=told([one]), command=command,
    )  # fmt: skip


def _many_decks(work: Path, texts: list[str], many: int) -> Iterator[Measured]:
    """Each deck lists twenty of the files that all share."""
    uses = []
    for count in (many // 10, many):
        folder = work / f"decks-{count}"
        folder.mkdir()
        for number, text in enumerate(texts):
            (folder / f"part-{number}.md").write_text(text, encoding="utf-8")
        for deck in range(count):
            listed = ((deck * 7 + step * 11) % len(texts) for step in range(20))
            content = "".join(f"- part-{number}.md\n" for number in dict.fromkeys(listed))
            (folder / f"deck-{deck}.yml").write_text(f"title: Deck {deck}\ncontent:\n{content}")
        out = work / f"out-{count}"
        build = slidegen("build", "-q", "--jobs", "1", "--out", out)
        uses.append(run(build, folder, environment(work / f"c-{count}")))
        shutil.rmtree(out)
    few, all_of_them = uses
    yield Measured(
        f"{many} decks that share {len(texts)} files, against {many // 10}",
        4, ratios([all_of_them.processor], [few.processor]),
        detail=f"{told([all_of_them])} against {told([few])}",
        command="slidegen build -q --jobs 1 --out OUT",
    )  # fmt: skip
