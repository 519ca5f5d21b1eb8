"""`slidegen doctor`: what it says of a machine that has all, and of one that lacks something."""

import json
import os
import shutil
import socket
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import Slidegen

from slidegen.commands.health import LOOKS, WITHOUT, Patient, State, extra_lines
from slidegen.distribution import EXTRAS, install
from slidegen.source.settings_reader import load_settings

Tree = Callable[[Mapping[str, str | bytes]], Path]
#: Browsers are looked for elsewhere too, so the variable names one that cannot be.
NOTHING = {"PATH": "/nonexistent", "SLIDEGEN_CHROMIUM": "/nonexistent/chromium"}


def _lines(slidegen: Slidegen, root: Path, env: Mapping[str, str]) -> tuple[int, dict[str, dict[str, str]]]:
    done = slidegen("doctor", "--format", "json", cwd=root, env=env)
    assert done.stderr == ""
    return done.returncode, {line["name"]: line for line in json.loads(done.stdout)}


def test_a_machine_that_lacks_programs(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({"slidegen.toml": "", ".git/HEAD": ""})
    code, lines = _lines(slidegen, root, NOTHING | {"SLIDEGEN_CACHE_DIR": str(root / "cache")})
    assert code == 1  # the variable that names no browser
    assert lines["chromium"]["state"] in ("wrong", "absent")
    for name in ("bash", "git", "kubectl", "container engine"):
        assert (lines[name]["state"], bool(lines[name]["misses"])) == ("absent", True)
        assert lines[name]["mend"]
    assert lines["python"]["found"].endswith(f"({sys.executable})")
    assert lines["repository"]["state"] == "ok"


def test_what_is_only_absent_is_no_failure(slidegen: Slidegen, tree: Tree) -> None:
    if not shutil.which("bash"):
        pytest.skip("bash is not installed (.ci/run needs it)")
    root = tree({"slidegen.toml": ""})
    folder = root / "bin"
    folder.mkdir()
    (folder / "chromium").symlink_to("/nonexistent")
    done = slidegen("doctor", cwd=root, env={"PATH": os.environ["PATH"], "SLIDEGEN_SERVE_PORT": "0"})
    assert done.returncode == 0, done.stdout
    assert "-- repository" in done.stdout
    assert "mend it: git init" in done.stdout


def test_settings_that_are_wrong_are_a_line(slidegen: Slidegen, tree: Tree) -> None:
    code, lines = _lines(slidegen, tree({"slidegen.toml": "otu = 'x'\n"}), {})
    assert (code, lines["settings"]["state"]) == (1, "wrong")
    assert "slidegen.toml:1:1 SG041" in lines["settings"]["found"]
    assert lines["settings"]["mend"] == "Did you mean `out`?"


def test_a_program_that_fails_is_wrong(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({"slidegen.toml": "", "bin/git": "#!/bin/sh\necho 'no such licence' >&2; exit 7\n"})
    (root / "bin" / "git").chmod(0o755)
    code, lines = _lines(slidegen, root, {"PATH": f"{root / 'bin'}:{os.environ['PATH']}"})
    assert code == 1
    assert (lines["git"]["state"], lines["git"]["misses"] != "") == ("wrong", True)
    assert "no such licence" in lines["git"]["found"]


def test_a_port_that_is_taken(slidegen: Slidegen, tree: Tree) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        _, lines = _lines(slidegen, tree({"slidegen.toml": ""}), {"SLIDEGEN_SERVE_PORT": port})
    assert lines["port"]["state"] == "absent"
    assert "next free one" in lines["port"]["misses"]


def test_a_folder_that_cannot_be_written(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({"slidegen.toml": "out = 'file/dist'\n", "file": "not a folder"})
    code, lines = _lines(slidegen, root, {})
    assert (code, lines["output folder"]["state"]) == (1, "wrong")
    assert "file/dist" in lines["output folder"]["found"]


def test_every_extra_says_what_is_missing_without_it() -> None:
    assert set(WITHOUT) == set(EXTRAS)


def test_a_missing_extra_names_its_command() -> None:
    (line,) = extra_lines({"lsp": ("no_such_module",)})
    assert (line.state, line.mend) == (State.ABSENT, install("lsp"))


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.__name__)
def test_whoever_is_not_well_is_told_what_to_do(tree: Tree, look: Callable[[Patient], object]) -> None:
    place = Patient(load_settings(tree({"slidegen.toml": ""}), {}), NOTHING)
    lines = list(look(place))  # type: ignore[call-overload]
    assert all(line.mend and line.misses for line in lines if line.state is not State.GOOD)
