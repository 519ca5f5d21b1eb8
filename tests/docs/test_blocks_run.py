"""Every shell block of the manual is run by slidegen itself, in the order of its page."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from conftest import Slidegen

from .pages import PAGES, as_exercise, blocks, name_of, runs

RUNNABLE = [page for page in PAGES if any(map(runs, blocks(page)))]
#: Pages that draw slides.
BROWSER = {"how-to/print.md", "how-to/look.md"}


@pytest.mark.slow
@pytest.mark.parametrize("page", RUNNABLE, ids=name_of)
def test_what_the_page_says_works(slidegen: Slidegen, tmp_path: Path, page: Path) -> None:
    if name_of(page) in BROWSER and not shutil.which("chromium"):
        pytest.skip("chromium is not installed (.ci/run installs it)")
    deck = tmp_path / f"{page.stem}.md"
    deck.write_text(as_exercise(page), encoding="utf-8")
    programs = tmp_path / "bin"
    programs.mkdir()
    program = programs / "slidegen"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m slidegen "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "SLIDEGEN_FONTS": "false"}
    done = slidegen(
        "run",
        deck.name,
        "--yes",
        "--on-host",
        "--driver",
        "bash",
        "--report",
        "report",
        cwd=tmp_path,
        env=environment,
    )
    rows = [
        json.loads(line) for line in (tmp_path / "report" / "results.jsonl").read_text("utf-8").splitlines()
    ]
    steps = [row for row in rows if row["type"] == "step"]
    assert steps, done.stdout
    wrong = [f"{page}:{step['line']} {step['verdict']} {step['why']}" for step in steps if not _is_fine(step)]
    assert not wrong, "\n".join([*wrong, done.stdout])


def _is_fine(step: dict[str, str]) -> bool:
    waits_for_a_value = step["verdict"] == "skipped" and "nobody gave a value for" in step["why"]
    return waits_for_a_value or step["verdict"] in ("pass", "xfail", "ran")
