"""What a name was meant to be, and what is nothing but a slip of the keys."""

import ast
from pathlib import Path

import pytest

from slidegen.script.installed import mistyped
from slidegen.source.suggest import did_you_mean, is_a_slip

PACKAGE = Path(__file__).parents[2] / "slidegen"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        *(
            ("clas", "class"),
            ("calss", "class"),
            ("classs", "class"),
            ("Class", "class"),
            ("exlude", "exclude"),
        ),
        *(("backround_imge", "background-image"), ("kubeclt", "kubectl")),
    ],
)
def test_a_slip(name: str, meant: str) -> None:
    assert is_a_slip(name, meant)
    assert did_you_mean(name, [meant, "other"]) == meant


@pytest.mark.parametrize(("name", "meant"), [("class", "class"), ("cash", "class"), ("note", "name it")])
def test_no_slip(name: str, meant: str) -> None:
    assert not is_a_slip(name, meant)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        *(
            ("kubeclt", "kubectl"),
            ("gerp", "grep"),
            ("sl", ""),
            ("pip3", ""),
            ("kubectl2", ""),
        ),
        *(("cat", ""), ("car", ""), ("gitt", "git"), ("helmm", "helm")),
    ],
)
def test_a_program(name: str, meant: str) -> None:
    assert mistyped(name, ()) == meant


def test_names_are_compared_in_one_place() -> None:
    """`difflib` elsewhere compares texts, which is another question."""
    asking = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom | ast.Import)
        and "difflib" in (getattr(node, "module", "") or "", *(alias.name for alias in node.names))
    }
    assert asking == {
        "source/suggest.py",
        "serve/reload.py",
        "lint/fix.py",
        "commands/renewed_outputs.py",
    }
