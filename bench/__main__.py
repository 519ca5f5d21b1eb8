# ruff: noqa: T201
"""Every row of BENCHMARKS.md, measured: `python -m bench [build|large|lint|serve|paint|paper]…`.

    python -m bench                 all of it, some ten minutes on a quiet machine
    python -m bench --short         each once and smaller, for its output: what CI runs
    python -m bench report FILE     BENCHMARKS.md, of what was measured (build/bench-DATE.json)
    python -m bench profile [ARG…]  where a build's time goes, as a file for speedscope

What is measured is printed as it comes, and written to `build/bench-DATE.json`. An exit code of 1 says
that an aim is missed, of 2 that nothing was there to be measured.
"""

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from bench import profile, report
from bench.machine import facts
from bench.measure import ROOT, Measured

MEASUREMENTS = ("build", "large", "lint", "serve", "paint", "paper")


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["report"] and len(arguments) == 2 and Path(arguments[1]).is_file():
        return report.write(Path(arguments[1]))
    if arguments[:1] == ["profile"]:
        return profile.record(arguments[1:])
    short = "--short" in arguments
    names = [name for name in arguments if name != "--short"] or list(MEASUREMENTS)
    if not set(names) <= set(MEASUREMENTS):  # --help, or a slip: nobody waits ten minutes for that
        print(__doc__)
        return 0 if {"-h", "--help"} & set(names) else 2
    rows: list[Measured] = []
    for name in names:
        for row in import_module(f"bench.{name}").measure(short=short):
            rows.append(row)
            print(report.line(row), flush=True)
    if not rows:
        print("nothing was measured: the workshop beside the checkout (../shared) is not there")
        return 2
    target = ROOT / "build" / f"bench-{datetime.now(UTC):%Y-%m-%d-%H%M}.json"
    target.parent.mkdir(exist_ok=True)
    data = {"machine": facts(), "short": short, "rows": [asdict(row) for row in rows]}
    target.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    print(f"written to {target.relative_to(ROOT)}")
    return 0 if all(row.is_met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
