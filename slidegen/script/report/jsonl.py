"""The report as JSON lines: the one that is written while a run goes, and that all others are made from.

A line is `{"type": "run" | "begin" | "step" | "end", …}`. It is whole at every moment: what a kill tore is
the last line at most, and reading leaves that out.

Knows the lines. Must not know how results came about.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from slidegen.script.result import Cause, Run, RunInfo, StepResult, Verdict
from slidegen.source.printable import printable_json

NAME = "results.jsonl"
VERSION = 1

_FIELDS = set(StepResult.__annotations__)
_INFO = set(RunInfo.__annotations__)


def render(run: Run) -> str:
    """All lines of a run that has ended."""
    lines = [info_line(run.info), *map(step_line, run.results)]
    return "".join([*lines, end_line(run.seconds)] if run.complete else lines)


def info_line(info: RunInfo) -> str:
    return _line({"type": "run", "version": VERSION, **asdict(info)})


def begin_line(id: str, date: str) -> str:
    return _line({"type": "begin", "id": id, "date": date})


def step_line(result: StepResult) -> str:
    return _line({"type": "step", **asdict(result)})


def end_line(seconds: float) -> str:
    return _line({"type": "end", "seconds": round(seconds, 3)})


def _line(row: dict[str, object]) -> str:
    return printable_json(row) + "\n"


def read_results(path: Path) -> tuple[StepResult, ...]:
    """The last result of each step in the file, in the order in which they first came."""
    return read_run(path).results


def read_run(path: Path) -> Run:
    """The run in the file, whole or not. Raises OSError when the file cannot be read."""
    info = RunInfo("", "", "")
    results: dict[str, StepResult] = {}
    complete, seconds = False, 0.0
    text = path.read_text(encoding="utf-8", errors="replace")
    for row in read_rows(text):
        match row.get("type"):
            case "run":
                info, complete = _info(row), False
            case "step":
                result = _result(row)
                if result is not None:
                    results[result.id] = result
            case "end":
                complete, seconds = True, _number(row.get("seconds"))
    seconds = seconds or sum(result.seconds for result in results.values())
    unfinished = () if complete else tuple(begun(text))
    return Run(info, tuple(results.values()), complete, seconds, unfinished)


def read_rows(text: str) -> Iterator[dict[str, object]]:
    for line in text.split("\n"):  # not at what else Unicode ends lines with, which outputs hold
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(row, dict):
            yield row


def begun(text: str) -> Iterable[str]:
    """The ids of steps that began and have no result: where a kill struck."""
    open_steps: dict[str, None] = {}
    for row in read_rows(text):
        if row.get("type") == "begin":
            open_steps[str(row["id"])] = None
        elif row.get("type") == "step":
            open_steps.pop(str(row["id"]), None)
    return open_steps


def _info(row: dict[str, object]) -> RunInfo:
    told: dict[str, str] = {name: str(row.get(name, "")) for name in _INFO - {"bed"}}
    return RunInfo(**told, bed=_texts(row.get("bed")))


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _result(row: dict[str, object]) -> StepResult | None:
    """The result in a row; None when another version wrote what this one does not know."""
    try:
        return _known_result(row)
    except (KeyError, ValueError, TypeError):
        return None


def _known_result(row: dict[str, object]) -> StepResult:
    kept = {name: value for name, value in row.items() if name in _FIELDS}
    kept |= {
        "verdict": Verdict(str(kept["verdict"])),
        "cause": Cause(str(kept.get("cause", ""))),
        "notes": _texts(kept.get("notes")),
        "known": _texts(kept.get("known")),
        "stale": _texts(kept.get("stale")),
        "renewals": _renewals(kept.get("renewals")),
    }
    return StepResult(**kept)  # type: ignore[arg-type]  # what is of another version is no result


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list) else ()


def _renewals(value: object) -> tuple[tuple[int, str, str], ...]:
    rows = value if isinstance(value, list) else []
    return tuple((int(row[0]), str(row[1]), str(row[2])) for row in rows)
