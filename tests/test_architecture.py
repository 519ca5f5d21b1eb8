"""What ARCHITECTURE.md says always holds: each law names its tests, and some are read off the source here."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
LAWS = re.findall(r"^\d+\. (.*?)(?=^\d+\. |^## )", TEXT.partition("## What always holds")[2], re.M | re.S)

#: Rooms that know texts and values, and ask nothing of the machine.
PURE = ("text", "deck", "lint", "shell")
#: What the machine is asked by.
MACHINE = frozenset(
    (
        *("subprocess", "multiprocessing", "pty", "signal", "threading"),
        *("socket", "ssl", "select", "urllib.request", "http.client"),
        *("shutil", "tempfile", "fcntl"),
        *("time", "random", "secrets", "uuid"),
    )
)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.partition("**")[2].partition("**")[0])
def test_a_law_names_the_tests_that_hold_it(law: str) -> None:
    named = re.findall(r"`(tests/[\w./-]+)`", law)
    assert named, "say which test holds it"
    assert [path for path in named if not (ROOT / path).exists()] == []


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("room", PURE)
def test_pure_rooms_ask_nothing_of_the_machine(room: str) -> None:
    files = sorted((ROOT / "slidegen" / room).rglob("*.py"))
    assert files
    assert {str(path): found for path in files if (found := MACHINE.intersection(imports_of(path)))} == {}


def dataclasses_of(path: Path) -> Iterator[tuple[str, dict[str, bool]]]:
    """Each dataclass of a file, with what its decorator is told."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for decorator in node.decorator_list if isinstance(node, ast.ClassDef) else ():
            call = decorator.func if isinstance(decorator, ast.Call) else decorator
            if isinstance(node, ast.ClassDef) and isinstance(call, ast.Name) and call.id == "dataclass":
                told = decorator.keywords if isinstance(decorator, ast.Call) else []
                yield node.name, {k.arg or "": bool(getattr(k.value, "value", False)) for k in told}


def test_values_are_frozen() -> None:
    """What is not frozen is gathered into: it is no value yet, and few classes are such."""
    found = [
        (f"{path.relative_to(ROOT)}:{name}", told)
        for path in sorted((ROOT / "slidegen").rglob("*.py"))
        for name, told in dataclasses_of(path)
    ]
    gathering = [name for name, told in found if not told.get("frozen")]
    assert len(gathering) <= len(found) // 12, gathering


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`([\w/]+(?:\.py|/))`", TEXT))))
def test_what_the_page_names_is_there(name: str) -> None:
    rooms = (ROOT, ROOT / "slidegen", *(path for path in (ROOT / "slidegen").iterdir() if path.is_dir()))
    assert any((room / name).exists() for room in rooms)
