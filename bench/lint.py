"""`slidegen lint` beside two things that everybody knows.

A hook's run on one changed fragment against `python -c 'import click, yaml'`, for every fortieth fragment
of a real workshop, and the whole workshop against markdownlint-cli2 on its Markdown files alone: as if for
the first time, since each run has a cache of its own, and once more, as a tree in which nothing changed.
A hook remembers nothing, and neither reads nor writes a cache.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.measure import TREE, Measured, Use, environment, peer, ratios, run, seconds, slidegen, work_folder

FINDS = (0, 1)  #: a linter that finds something has done its work
FRAGMENTS, EVERY = "slides/*/*.md", 40


def measure(short: bool = False) -> Iterator[Measured]:
    if not TREE.is_dir():
        return
    with work_folder() as work:
        env = environment(work / "cache")
        yield from _hooks(env, short)
        yield from _whole(work, env, short)


def _hooks(env: dict[str, str], short: bool) -> Iterator[Measured]:
    every = sorted(str(path.relative_to(TREE)) for path in TREE.glob(FRAGMENTS))
    chosen = every[:: EVERY * 4 if short else EVERY]
    start = [sys.executable, "-c", "import click, yaml"]
    found: dict[str, tuple[float, float]] = {}
    for fragment in chosen:  # the best of some neighbours: a start is so short that little disturbs it
        command = slidegen("lint", "-q", fragment)
        mine = min(run(command, TREE, env, FINDS).processor for _ in range(3))
        theirs = min(run(start, TREE, env).processor for _ in range(3))
        found[fragment] = mine, theirs
    each = ratios([mine for mine, _ in found.values()], [theirs for _, theirs in found.values()])
    worst = max(found, key=lambda fragment: found[fragment][0] / found[fragment][1])
    words = "slidegen lint -q FRAGMENT; python -c 'import click, yaml'"
    middle, fastest = median(mine for mine, _ in found.values()), min(theirs for _, theirs in found.values())
    detail = f"{middle:.3f} s against {fastest:.3f} s"
    yield Measured("hook on one fragment, against `import click, yaml`", 2.5, each, "", detail, words)
    yield Measured("the same, the slowest fragment", 4, (max(each),), detail=worst, command=words)


def _whole(work: Path, env: dict[str, str], short: bool) -> Iterator[Measured]:
    program = peer("markdownlint-cli2")
    if program is None:
        return
    first, again, theirs = list[Use](), list[Use](), list[Use]()
    for number in range(1 if short else 3):
        own = env | {"SLIDEGEN_CACHE_DIR": str(work / f"lint {number}")}
        first.append(run(slidegen("lint", "-q", "."), TREE, own, FINDS))
        again.append(run(slidegen("lint", "-q", "."), TREE, own, FINDS))
        theirs.append(run([program, "**/*.md"], TREE, env, FINDS))
    yield from _against("whole tree linted, against markdownlint-cli2", first, theirs)
    yield from _against("the same again, nothing changed", again, theirs)


def _against(what: str, mine: list[Use], theirs: list[Use]) -> Iterator[Measured]:
    command = "slidegen lint -q .; markdownlint-cli2 '**/*.md'"
    detail = f"{median(seconds(mine)):.3g} s against {median(seconds(theirs)):.3g} s"
    yield Measured(f"{what}, processor", 0.2, ratios(seconds(mine), seconds(theirs)), "", detail, command)
    clocks = ratios([use.clock for use in mine], [use.clock for use in theirs])
    yield Measured(f"{what}, clock", 0.25, clocks, command=command)
