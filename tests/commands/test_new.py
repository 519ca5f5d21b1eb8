"""`slidegen new`: what it writes builds, lints clean, and is never written over anything."""

import subprocess
from collections.abc import Callable
from pathlib import Path

Slidegen = Callable[..., "subprocess.CompletedProcess[str]"]
NO_FONTS = {"SLIDEGEN_FONTS": "false"}


def test_a_new_workshop_builds_strictly_and_lints_clean(slidegen: Slidegen, tmp_path: Path) -> None:
    done = slidegen("new", "first-workshop", cwd=tmp_path)
    assert done.returncode == 0
    assert "slidegen serve" in done.stdout
    root = tmp_path / "first-workshop"
    built = slidegen("build", "--strict", cwd=root, env=NO_FONTS)
    assert (built.returncode, built.stderr) == (0, "")
    page = (root / "dist" / "workshop.html").read_text(encoding="utf-8")
    assert "First workshop" in page
    assert "__TITLE__" not in page
    assert "For those who read at home" not in page  # excluded by its class
    linted = slidegen("lint", cwd=root)
    assert linted.returncode == 0, linted.stdout


def test_its_exercises_run(slidegen: Slidegen, tmp_path: Path) -> None:
    slidegen("new", "w", cwd=tmp_path)
    listed = slidegen("scripts", "--list", "workshop.yml", cwd=tmp_path / "w")
    assert listed.returncode == 0
    assert "mkdir -p /tmp/first-workshop" in listed.stdout


def test_a_folder_with_something_in_it_is_left_alone(slidegen: Slidegen, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    done = slidegen("new", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert "is not empty" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_title_of_ones_own(slidegen: Slidegen, tmp_path: Path) -> None:
    slidegen("new", "w", "--title", "Docker & friends", cwd=tmp_path)
    assert "Docker & friends" in (tmp_path / "w" / "workshop.yml").read_text(encoding="utf-8")
