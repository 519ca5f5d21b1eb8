"""`slidegen lint` beside two things that everybody knows.

A hook's run on one changed fragment against `python -c 'import click, yaml'`, for every fortieth fragment
of a real workshop, and the whole workshop against markdownlint-cli2 on its Markdown files alone.
`slidegen lint` is one process, remembers nothing, and neither reads nor writes a cache of its own.
"""

import sys
from collections.abc import Iterator
from statistics import median

from bench.measure import TREE, Measured, Use, environment, peer, ratios, run, seconds, slidegen, work_folder

FRAGMENTS, EVERY = "slides/*/*.md", 40


def measure(short: bool = False) -> Iterator[Measured]:
    if not TREE.is_dir():
        return
    with work_folder() as work:
        env = environment(work / "cache")
        yield from _hooks(env, short)
        yield from _whole(env, short)


def _hooks(env: dict[str, str], short: bool) -> Iterator[Measured]:
    every = sorted(str(path.relative_to(TREE)) for path in TREE.glob(FRAGMENTS))
    chosen = every[:: EVERY * 4 if short else EVERY]
    start = [sys.executable, "-c", "import click, yaml"]
    found: dict[str, tuple[float, float]] = {}
    for fragment in chosen:  # the best of some neighbours: a start is so short that little disturbs it
        command = slidegen("lint", "-q", fragment)
        mine = min(run(command, TREE, env).processor for _ in range(3))
        theirs = min(run(start, TREE, env).processor for _ in range(3))
        found[fragment] = mine, theirs
    each = ratios([mine for mine, _ in found.values()], [theirs for _, theirs in found.values()])
    worst = max(found, key=lambda fragment: found[fragment][0] / found[fragment][1])
    command = "slidegen lint -q FRAGMENT; python -c 'import click, yaml'"
    middle, fastest = median(mine for mine, _ in found.values()), min(theirs for _, theirs in found.values())
    detail = f"{middle:.3f} s against {fastest:.3f} s"
    yield Measured("hook on one fragment, against `import click, yaml`", 2.5, each, "", detail, command)
    yield Measured("the same, the slowest fragment", 4, (max(each),), detail=worst, command=command)


def _whole(env: dict[str, str], short: bool) -> Iterator[Measured]:
    program = peer("markdownlint-cli2")
    if program is None:
        return
    mine, theirs = list[Use](), list[Use]()
    for _ in range(1 if short else 3):
        mine.append(run(slidegen("lint", "-q", "."), TREE, env))
        theirs.append(run([program, "**/*.md"], TREE, env))
    command = "slidegen lint -q .; markdownlint-cli2 '**/*.md'"
    detail = f"{median(seconds(mine)):.3g} s against {median(seconds(theirs)):.3g} s"
    what = "whole tree linted, against markdownlint-cli2"
    yield Measured(f"{what}, processor", 0.2, ratios(seconds(mine), seconds(theirs)), "", detail, command)
    clocks = ratios([use.clock for use in mine], [use.clock for use in theirs])
    yield Measured(f"{what}, clock", 0.25, clocks, command=command)
