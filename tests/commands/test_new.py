"""`slidegen new`: what it writes builds, lints clean, runs, and is never written over anything."""

import json
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from slidegen.commands.new import CI, LANGUAGES
from slidegen.distribution import this_version
from slidegen.source.schema import manifest_schema

Slidegen = Callable[..., "subprocess.CompletedProcess[str]"]
NO_FONTS = {"SLIDEGEN_FONTS": "false"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_workshop_builds_strictly_and_lints_clean(
    slidegen: Slidegen, tmp_path: Path, language: str
) -> None:
    done = slidegen("new", "first-workshop", "--language", language, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "cd first-workshop\n  slidegen serve" in done.stdout
    root = tmp_path / "first-workshop"
    built = slidegen("build", "--strict", cwd=root, env=NO_FONTS)
    assert (built.returncode, built.stderr) == (0, "")
    page = (root / "dist" / "workshop.html").read_text(encoding="utf-8")
    assert f'<html lang="{language}"' in page
    assert "First workshop" in page
    assert "__" not in (root / "workshop.yml").read_text(encoding="utf-8")
    assert 'class="slide self-paced' not in page  # excluded by its class
    linted = slidegen("lint", cwd=root)
    assert (linted.returncode, linted.stdout.strip()) == (0, ""), linted.stdout


def test_each_language_has_the_same_slides_and_exercises(slidegen: Slidegen, tmp_path: Path) -> None:
    listed = set()
    for language in LANGUAGES:
        slidegen("new", language, "--language", language, cwd=tmp_path)
        rows = slidegen("scripts", "--list", "workshop.yml", cwd=tmp_path / language).stdout
        listed.add("\n".join(" ".join(line.split()[:1] + line.split()[2:]) for line in rows.splitlines()))
    assert len(listed) == 1


def test_its_exercises_run(slidegen: Slidegen, tmp_path: Path) -> None:
    slidegen("new", "w", cwd=tmp_path)
    done = slidegen("run", "workshop.yml", "--yes", "--driver", "bash", cwd=tmp_path / "w")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 pass" in done.stdout


def test_editors_find_the_schemas_that_its_files_name(slidegen: Slidegen, tmp_path: Path) -> None:
    slidegen("new", "w", cwd=tmp_path)
    root = tmp_path / "w"
    named = (root / "workshop.yml").read_text(encoding="utf-8").splitlines()[0].partition("$schema=")[2]
    assert json.loads((root / named).read_text(encoding="utf-8")) == manifest_schema()
    named = (root / "slidegen.toml").read_text(encoding="utf-8").splitlines()[0].removeprefix("#:schema ")
    assert json.loads((root / named).read_text(encoding="utf-8"))["title"] == "The settings of slidegen"
    assert tomllib.loads((root / "slidegen.toml").read_text(encoding="utf-8"))["out"] == "dist"


def test_what_is_there_is_left_alone_and_named(slidegen: Slidegen, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / ".gitignore").write_text("mine\n")
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "toc.md").write_text("# Mine\n")
    done = slidegen("new", ".", cwd=tmp_path)
    assert done.returncode == 0
    assert ".gitignore is there, and was left as it is" in done.stdout
    assert "shared/toc.md is there" in done.stdout
    assert "cd " not in done.stdout
    assert (tmp_path / ".gitignore").read_text() == "mine\n"
    assert (tmp_path / "shared" / "toc.md").read_text() == "# Mine\n"
    assert slidegen("build", cwd=tmp_path, env=NO_FONTS).returncode == 0


def test_settings_in_pyproject_are_enough(slidegen: Slidegen, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.slidegen]\nlang = 'en'\n")
    assert slidegen("new", ".", cwd=tmp_path).returncode == 0
    assert not (tmp_path / "slidegen.toml").exists()


def test_into_a_repository(slidegen: Slidegen, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    assert slidegen("new", ".", cwd=tmp_path).returncode == 0
    assert slidegen("build", "--strict", cwd=tmp_path, env=NO_FONTS).returncode == 0


@pytest.mark.parametrize("options", [(), ("--from", "talk.md"), ("--from", "talk.md", "--ci", "github")])
def test_a_workshop_that_is_there_gets_no_second_one(
    slidegen: Slidegen, tmp_path: Path, options: tuple[str, ...]
) -> None:
    (tmp_path / "day1.yml").write_text("content: [a.md]\n")
    (tmp_path / "talk.md").write_text("# A talk\n")
    before = sorted(tmp_path.rglob("*"))
    done = slidegen("new", ".", *options, cwd=tmp_path)
    assert done.returncode == 2
    assert "holds a workshop already: day1.yml" in done.stderr
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("engine", CI)
def test_ci_for_a_workshop_that_is_there(slidegen: Slidegen, tmp_path: Path, engine: str) -> None:
    (tmp_path / "day 1.yml").write_text("content: [a.md]\n")
    done = slidegen("new", ".", "--ci", engine, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    path = CI[engine][0]
    text = (tmp_path / path).read_text(encoding="utf-8")
    assert yaml.safe_load(text)
    assert f"pip install '{this_version('browser', 'fonts', 'run')}'" in text
    assert "-- 'day 1.yml'\n" in text
    assert "not on the package index yet" in done.stdout
    assert not (tmp_path / "workshop.yml").exists()
    again = slidegen("new", ".", "--ci", engine, cwd=tmp_path)
    assert f"{path} is there" in again.stdout


def test_ci_installs_what_the_setting_says(slidegen: Slidegen, tmp_path: Path) -> None:
    (tmp_path / "slidegen.toml").write_text("[run]\ninstall = './vendor/it.whl'\n")
    done = slidegen("new", ".", "--ci", "github", cwd=tmp_path)
    text = (tmp_path / CI["github"][0]).read_text(encoding="utf-8")
    assert text.count("pip install ./vendor/it.whl") == 2
    assert "package index" not in done.stdout


def test_a_workflow_publishes_from_the_default_branch_with_what_lfs_keeps(
    slidegen: Slidegen, tmp_path: Path
) -> None:
    slidegen("new", ".", "--ci", "github", cwd=tmp_path)
    jobs = yaml.safe_load((tmp_path / CI["github"][0]).read_text(encoding="utf-8"))["jobs"]
    assert "repository.default_branch" in jobs["publish"]["if"]
    assert jobs["build"]["steps"][0]["with"]["lfs"] is True


def test_a_file_is_no_folder(slidegen: Slidegen, tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("# X\n")
    done = slidegen("new", "x.md", cwd=tmp_path)
    assert done.returncode == 2
    assert "x.md is a file" in done.stderr


def test_a_folder_with_a_blank_can_be_typed(slidegen: Slidegen, tmp_path: Path) -> None:
    assert "cd 'my workshop'" in slidegen("new", "my workshop", cwd=tmp_path).stdout


def test_a_title_of_ones_own(slidegen: Slidegen, tmp_path: Path) -> None:
    slidegen("new", "w", "--title", "Docker & friends: #1", cwd=tmp_path)
    assert "Docker & friends: #1" in (tmp_path / "w" / "workshop.yml").read_text(encoding="utf-8")


def test_from_a_page_of_remark(slidegen: Slidegen, tmp_path: Path) -> None:
    page = "<textarea id='source'>\n# A talk\n---\n# Its end\n</textarea><script>remark.create()</script>"
    (tmp_path / "talk.html").write_text(page, encoding="utf-8")
    done = slidegen("new", "home", "--from", "talk.html", "--ci", "github", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    home = tmp_path / "home"
    assert "talk.yml" in (home / ".github" / "workflows" / "workshop.yml").read_text(encoding="utf-8")
    assert (home / ".schemas" / "manifest.json").is_file()
    assert not (home / "basics").exists()
    assert not (home / "images").exists()
    built = slidegen("build", "--strict", cwd=home, env={"SLIDEGEN_FONTS": "false"})
    assert built.returncode == 0, built.stdout + built.stderr
    assert "Its end" in (home / "dist" / "talk.html").read_text(encoding="utf-8")


def test_a_start_needs_no_extra(slidegen: Slidegen, tmp_path: Path) -> None:
    shadow = tmp_path / "shadow"
    shadow.mkdir()
    missing = 'raise ModuleNotFoundError("No module named tinycss2", name="tinycss2")\n'
    (shadow / "tinycss2.py").write_text(missing, encoding="utf-8")
    env = {"PYTHONPATH": str(shadow)}
    assert slidegen("new", "plain", cwd=tmp_path, env=env).returncode == 0
    (tmp_path / "talk.html").write_text("<textarea id='source'># A</textarea>", encoding="utf-8")
    asked = slidegen("new", "home", "--from", "talk.html", cwd=tmp_path, env=env)
    assert asked.returncode == 4
    assert "[import]" in asked.stderr
