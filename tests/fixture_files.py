"""Titled cases in text files, as markdown-it-py writes them: title, `.`, input, `.`, expected, `.`."""

from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Case:
    line: int  #: where its title stands
    title: str
    input: str
    expected: str


def read_cases(path: Path) -> list[Case]:
    """Every case of a file; input and expected text keep their last newline."""
    cases: list[Case] = []
    parts: list[list[str]] = [[]]
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line != ".":
            parts[-1].append(line)
        elif len(parts) < 3:
            parts.append([])
        else:
            title = [text for text in parts[0] if text.strip()]
            assert title, f"{path}:{number}: a case without a title"
            cases.append(Case(number, title[-1], _block(parts[1]), _block(parts[2])))
            parts = [[]]
    rest = [line for part in parts for line in part if line.strip()]
    assert not rest, f"{path}: the last case is not closed by `.`"
    return cases


def parametrize(path: Path) -> pytest.MarkDecorator:
    """Runs a test once a case, named by its title: `@parametrize(HERE / "cases.md")`."""
    return pytest.mark.parametrize("case", [pytest.param(case, id=case.title) for case in read_cases(path)])


def _block(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
