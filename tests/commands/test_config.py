"""`slidegen config`: what holds here, and who says so; `slidegen schema`: the two documents."""

import json
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import Slidegen

from slidegen.source.settings import SETTINGS

Tree = Callable[[Mapping[str, str | bytes]], Path]

FILE = """\
out = "public"
variables = { "with blank" = "\\u001b é 😀" }

[lint]
per-file-ignores = { "a/**" = ["SG1", "SG2"] }
"""


def _shown(text: str) -> dict[str, tuple[str, str]]:
    lines = (line.rpartition("  # ") for line in text.splitlines())
    return {left.partition(" = ")[0]: (left.strip(), where) for left, _, where in lines}


def test_every_setting_says_where_it_is_from(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({"slidegen.toml": FILE, ".git/HEAD": ""})
    done = slidegen("config", cwd=root, env={"SLIDEGEN_SERVE_PORT": "9", "SLIDEGEN_VARIABLES": "x"})
    assert (done.returncode, done.stderr) == (0, "")
    shown = _shown(done.stdout)
    assert list(shown) == [setting.key for setting in SETTINGS]
    assert shown["out"] == ('out = "public"', "slidegen.toml:1")
    assert shown["variables"][1] == "slidegen.toml:2"
    assert shown["lint.per-file-ignores"][1] == "slidegen.toml:5"
    assert shown["serve.port"] == ("serve.port = 9", "SLIDEGEN_SERVE_PORT")
    assert shown["theme"][1] == "default"


def test_what_is_shown_is_toml(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({"slidegen.toml": FILE, ".git/HEAD": ""})
    lines = slidegen("config", cwd=root).stdout.splitlines()
    read = tomllib.loads("\n".join(line for line in lines if "(not set)" not in line))
    assert read["variables"] == tomllib.loads(FILE)["variables"]
    assert read["lint"]["per-file-ignores"] == {"a/**": ["SG1", "SG2"]}


def test_in_pyproject(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({"pyproject.toml": "[project]\nname = 'x'\n\n[tool.slidegen.serve]\nport = 7\n"})
    assert slidegen("config", "serve.port", cwd=root).stdout == (
        "# Its port; the next free one if it is taken\nserve.port = 7  # pyproject.toml:5\n"
    )


def test_a_table_shows_its_settings(slidegen: Slidegen, tmp_path: Path) -> None:
    shown = _shown(slidegen("config", "run", cwd=tmp_path).stdout)
    assert shown
    assert all(key.startswith("run.") for key in shown)


def test_as_json(slidegen: Slidegen, tmp_path: Path) -> None:
    read = json.loads(slidegen("config", "--format", "json", cwd=tmp_path).stdout)
    assert [each["key"] for each in read] == [setting.key for setting in SETTINGS]
    assert {"key", "value", "from", "variable", "doc"} == set(read[0])


@pytest.mark.parametrize(("key", "guess"), [("lint.selct", "lint.select"), ("lnt", "lint"), ("prt", "")])
def test_an_unknown_key(slidegen: Slidegen, tmp_path: Path, key: str, guess: str) -> None:
    done = slidegen("config", key, cwd=tmp_path)
    assert done.returncode == 2
    assert f"there is no setting `{key}`" in done.stderr
    assert (f"Did you mean `{guess}`?" if guess else "`slidegen config` lists them") in done.stderr


def test_settings_that_cannot_be_read(slidegen: Slidegen, tree: Tree) -> None:
    done = slidegen("config", cwd=tree({"slidegen.toml": "out = \n"}))
    assert (done.returncode, done.stdout) == (2, "")
    assert "slidegen.toml:1:" in done.stderr


@pytest.mark.parametrize("name", ["manifest", "settings"])
def test_a_schema_is_printed(slidegen: Slidegen, tmp_path: Path, name: str) -> None:
    assert json.loads(slidegen("schema", name, cwd=tmp_path).stdout)["$schema"]
