"""What was measured, as lines and as BENCHMARKS.md.

Knows rows. What was tried and did not help stands in `bench/tried.md`, and comes at the end.
"""

import json
from pathlib import Path

from bench.measure import ROOT, Measured

HEAD = """# Benchmarks

How long people wait, beside what they would use instead. All is measured by `python -m bench` in one run;
this page is made from it by `python -m bench report FILE`, and nothing in it is written by hand but the last
section. A ratio is that of neighbours in time; behind the middle stands the spread of all runs. Processor
time is that of the command and of all that it starts. Fonts are off: only the first build cuts them.
"""


def line(row: Measured) -> str:
    """The row as it is printed."""
    missed = "" if row.is_met else "  MISSED"
    detail = f"  ({row.detail})" if row.detail else ""
    return f"{row.work}: {_middle(row)}, {_spread(row)}; aim {_aim(row)}{missed}{detail}"


def write(path: Path) -> int:
    """Write BENCHMARKS.md, of the rows of a file."""
    data = json.loads(path.read_text(encoding="utf-8"))
    rows = [Measured(**{**each, "values": tuple(each["values"])}) for each in data["rows"]]
    page = "\n".join((HEAD, *_machine(data["machine"]), "", *_table(rows), "", *_commands(rows), ""))
    tried = (ROOT / "bench" / "tried.md").read_text(encoding="utf-8")
    (ROOT / "BENCHMARKS.md").write_text(f"{page}\n{tried}", encoding="utf-8")
    return 0


def _machine(facts: dict[str, str]) -> list[str]:
    return ["| what | |", "| --- | --- |", *(f"| {name} | {value} |" for name, value in facts.items())]


def _table(rows: list[Measured]) -> list[str]:
    head = ["| work | measured | spread | aim | absolute |", "| --- | --- | --- | --- | --- |"]
    cells = ([row.work, _marked(row), _spread(row), _aim(row), row.detail] for row in rows)
    return head + [f"| {' | '.join(cell.replace('|', '&#124;') for cell in each)} |" for each in cells]


def _commands(rows: list[Measured]) -> list[str]:
    commands = dict.fromkeys(row.command for row in rows if row.command)
    return ["Commands:", "", *(f"- `{command.replace('`', '')}`" for command in commands)]


def _marked(row: Measured) -> str:
    return _middle(row) if row.is_met else f"**{_middle(row)}**"


def _middle(row: Measured) -> str:
    return _number(row.middle, row.unit)


def _spread(row: Measured) -> str:
    if len(row.values) == 1:
        return "once"
    return f"{_number(min(row.values), '')} to {_number(max(row.values), '')}, {len(row.values)} runs"


def _aim(row: Measured) -> str:
    return "–" if row.aim == float("inf") else f"at most {_number(row.aim, row.unit)}"


def _number(value: float, unit: str) -> str:
    text = f"{value:.0f}" if value >= 100 else f"{value:.3g}"
    return f"{text} {unit}".strip()
