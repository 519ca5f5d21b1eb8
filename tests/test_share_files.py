"""What a wheel puts into `share/`: current, and understood by those who read it."""

import runpy
import shutil
import subprocess
from collections.abc import Mapping

import pytest
from conftest import ROOT, Slidegen, need

from slidegen.cli import VERBS
from slidegen.commands.completion import PLACES
from slidegen.commands.man_page import PLACE

FILES: Mapping[str, str] = runpy.run_path(str(ROOT / ".ci" / "share"))["shared_files"]()


@pytest.mark.parametrize("name", FILES)
def test_it_is_current(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == FILES[name], "`make share` writes it anew"


@pytest.mark.parametrize("shell", PLACES)
def test_the_verb_prints_the_same(slidegen: Slidegen, shell: str) -> None:
    assert slidegen("completion", shell, cwd=ROOT).stdout == FILES[PLACES[shell]]


@pytest.mark.parametrize("shell", PLACES)
def test_its_shell_can_read_it(shell: str) -> None:
    program = shutil.which(shell)
    if program is None:
        assert shell != "bash", "bash is everywhere where we test"
        return  # zsh and fish are not installed for tests; their scripts are click's, unchanged
    subprocess.run([program, "-n", ROOT / PLACES[shell]], check=True)


def test_bash_completes_verbs(slidegen: Slidegen) -> None:
    environment = {"_SLIDEGEN_COMPLETE": "bash_complete", "COMP_WORDS": "slidegen comp", "COMP_CWORD": "1"}
    assert slidegen(cwd=ROOT, env=environment).stdout == "plain,completion\n"


def test_the_page_for_man_names_every_verb() -> None:
    text = FILES[PLACE]
    assert all(f".TP\n.B {verb.name}\n" in text for verb in VERBS)


def test_man_reads_the_page() -> None:
    groff = [need("groff"), "-man", "-ww", "-Tascii", "-P-cbou"]
    done = subprocess.run([*groff, ROOT / PLACE], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert "EXIT STATUS" in done.stdout
