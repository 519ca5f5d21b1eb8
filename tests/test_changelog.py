"""Fragments of the changelog: each is one that towncrier takes, and a sentence for users."""

import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec

import pytest
from conftest import ROOT

FOLDER = ROOT / "changelog.d"
TOWNCRIER = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["towncrier"]
KINDS = [kind["directory"] for kind in TOWNCRIER["type"]]
FRAGMENTS = sorted(path.name for path in FOLDER.iterdir() if path.name != ".gitignore")


def test_a_fragment_is_one() -> None:
    """There may be none: right behind a release."""
    for name in FRAGMENTS:
        assert re.fullmatch(rf"\+[a-z0-9-]+\.({'|'.join(KINDS)})\.md", name), f"name it +slug.{KINDS[0]}.md"
        text = (FOLDER / name).read_text(encoding="utf-8").strip()
        assert text[-1:] in {".", ")", "`"}, f"{name} is a sentence"
        assert not re.match(r"[#*-] ", text), f"{name}: towncrier makes the list"
        assert "\n\n" not in text, f"{name} is one paragraph"


def test_towncrier_takes_them_all() -> None:
    if find_spec("towncrier") is None:
        pytest.skip("towncrier is not installed (make installs it)")
    command = [
        sys.executable,
        "-m",
        "towncrier",
        "build",
        "--draft",
        "--version",
        "9.9.9",
        "--date",
        "2030-01-01",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "## 9.9.9, 2030-01-01" in done.stdout
    shown = " ".join(done.stdout.split())
    for name in FRAGMENTS:
        assert " ".join((FOLDER / name).read_text(encoding="utf-8").split()) in shown


def test_the_changelog_has_the_place_where_they_go() -> None:
    text = (ROOT / TOWNCRIER["filename"]).read_text(encoding="utf-8")
    assert text.count(TOWNCRIER["start_string"]) == 1
