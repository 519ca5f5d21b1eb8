#!/usr/bin/env python3
# ruff: noqa: T201
"""How long `slidegen lint` takes, beside two things that everybody knows.

usage: bench/lint.py [TREE [FRAGMENT…]]

TREE is a real workshop (by default that of 2026, beside the checkout), FRAGMENT a file of it (by default
every fortieth). Two ratios, and the worse of processor time and clock counts:
- the whole tree, against markdownlint-cli2 on the tree's Markdown files alone: at most 0.3;
- a hook's run on one changed fragment, against `python -c 'import click, yaml'`: at most 4 for each of them.
All runs are cold but for Python's bytecode and the disk's cache, which the first run fills, as an
installation does: `slidegen lint` is one process, remembers nothing, and neither reads nor writes a cache of
its own. Each time is the best of several runs.
markdownlint-cli2 is installed with npm below the cache folder when it is not there.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TREE = ROOT.parent / "shared" / "corpus" / "container.training-2026"
FRAGMENTS = "slides/*/*.md"
TOOLS = Path(os.environ.get("SLIDEGEN_BENCH_TOOLS", Path(tempfile.gettempdir()) / "slidegen-bench"))
WHOLE_BAR, HOOK_BAR = 0.3, 4.0


def best(command: list[str], cwd: Path, runs: int) -> tuple[float, float]:
    """Seconds of processor time, and by the clock: the best of each."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(TOOLS / "pycache")}
    times = []
    for _ in range(runs + 1):  # the first one fills caches, as an installation does
        before, clock = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(
            command,
            cwd=cwd,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        times.append((used, time.perf_counter() - clock))
    return min(used for used, _ in times[1:]), min(clock for _, clock in times[1:])


def markdownlint() -> str | None:
    """The path of markdownlint-cli2, installed when npm is there."""
    program = TOOLS / "node_modules" / ".bin" / "markdownlint-cli2"
    npm = shutil.which("npm")
    if not program.exists() and npm:
        TOOLS.mkdir(parents=True, exist_ok=True)
        subprocess.run([npm, "install", "--silent", "--prefix", str(TOOLS), "markdownlint-cli2"], check=False)
    return str(program) if program.exists() else None


def show(what: str, times: tuple[float, float]) -> None:
    print(f"{what:48} {times[0]:7.3f} s processor  {times[1]:7.3f} s clock")


def verdict(what: str, mine: tuple[float, float], theirs: tuple[float, float], bar: float) -> bool:
    ratios = mine[0] / theirs[0], mine[1] / theirs[1]
    print(f"{what}: {ratios[0]:.2f} by processor time, {ratios[1]:.2f} by the clock (at most {bar})")
    return max(ratios) <= bar


def main() -> int:
    tree = Path(sys.argv[1]) if len(sys.argv) > 1 else TREE
    chosen = sys.argv[2:] or sorted(str(path.relative_to(tree)) for path in tree.glob(FRAGMENTS))[::40]
    if not tree.is_dir():
        print(f"bench/lint.py: {tree} is not there: name a workshop", file=sys.stderr)
        return 2
    lint = [sys.executable, "-m", "slidegen", "lint", "-q"]
    start = best([sys.executable, "-c", "import click, yaml"], tree, 10)
    show("python -c 'import click, yaml'", start)
    hooks = sorted((best([*lint, fragment], tree, 5), fragment) for fragment in chosen)
    for times, fragment in hooks:
        show(f"slidegen lint {fragment}", times)
    verdict("a hook's run, in the middle", hooks[len(hooks) // 2][0], start, HOOK_BAR)
    fine = verdict("a hook's run, at worst", hooks[-1][0], start, HOOK_BAR)
    print()
    program = markdownlint()
    whole = best([*lint, "."], tree, 3)
    show("slidegen lint .", whole)
    if program is None:
        print("markdownlint-cli2 is not there, and npm cannot install it: no second ratio")
        return 0 if fine else 1
    theirs = best([program, "**/*.md"], tree, 3)
    show("markdownlint-cli2 '**/*.md'", theirs)
    return 0 if verdict("a whole workshop", whole, theirs, WHOLE_BAR) and fine else 1


if __name__ == "__main__":
    sys.exit(main())
