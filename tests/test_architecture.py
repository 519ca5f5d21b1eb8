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


#: Calls that reach the disk or the clock, whatever they are called on; `exists` where it is asked of a path
#: itself, since ours are asked for one.
REACHING = frozenset(
    (
        *(
            "open",
            "read_text",
            "read_bytes",
            "write_text",
            "write_bytes",
            "touch",
            "unlink",
            "rename",
            "mkdir",
        ),
        *(
            "stat",
            "lstat",
            "is_file",
            "is_dir",
            "is_symlink",
            "iterdir",
            "glob",
            "rglob",
            "resolve",
            "readlink",
        ),
        *("expanduser", "cwd", "home", "input", "import_module", "today", "now", "utcnow"),
    )
)
#: Where the pure rooms end: each call with its reason.
EDGES = {
    "lint/load.py": {"is_file", "os.path"},  # hands the linter its project
    "lint/dated_tables.py": {"read_text"},  # tables of our own
    "lint/open_texts.py": {"resolve"},  # an editor's address as the project writes it
    "lint/pulled.py": {"resolve"},  # likewise
    "lint/rule_form.py": {"import_module"},  # a rule, when it is first asked
    "text/markup/__init__.py": {"import_module"},  # a markup, likewise
}


def reaching(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "os":
            yield f"os.{node.attr}"
        elif isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if called in REACHING or (called == "exists" and not node.args):
                yield called


def test_pure_rooms_touch_no_file() -> None:
    """But at few edges; what a file says comes from `source`."""
    package = ROOT / "slidegen"
    files = [path for room in PURE for path in sorted((package / room).rglob("*.py"))]
    found = {path.relative_to(package).as_posix(): set(reaching(path)) for path in files}
    assert {path: calls for path, calls in found.items() if calls} == EDGES


@pytest.mark.parametrize("room", PURE)
def test_pure_rooms_ask_nothing_of_the_machine(room: str) -> None:
    files = sorted((ROOT / "slidegen" / room).rglob("*.py"))
    assert files
    assert {str(path): found for path in files if (found := MACHINE.intersection(imports_of(path)))} == {}


def dataclasses_of(path: Path) -> Iterator[tuple[ast.ClassDef, set[str]]]:
    """Each dataclass of a file, with what its decorator is told."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for decorator in node.decorator_list if isinstance(node, ast.ClassDef) else ():
            call = decorator.func if isinstance(decorator, ast.Call) else decorator
            if isinstance(node, ast.ClassDef) and isinstance(call, ast.Name) and call.id == "dataclass":
                told = decorator.keywords if isinstance(decorator, ast.Call) else []
                yield node, {k.arg or "" for k in told if getattr(k.value, "value", False)}


DATACLASSES = {
    f"{path.relative_to(ROOT)}:{node.name}": (node, told)
    for path in sorted((ROOT / "slidegen").rglob("*.py"))
    for node, told in dataclasses_of(path)
}
#: What may be changed where it stands.
CHANGING = re.compile(r"(?!Callable\b).*?\b(?:list|dict|set|bytearray|deque|Counter|defaultdict)\b")
#: What values remember of themselves, which no comparison heeds.
REMEMBERING = {"slidegen/lint/viewed.py:Viewed._views", "slidegen/text/fence_end.py:_FenceLines.chosen"}


def keeps(node: ast.ClassDef) -> bool:
    """Whether it keeps what was read of it: a slotted class has no place for that."""
    marks = (ast.unparse(mark) for each in ast.walk(node) for mark in getattr(each, "decorator_list", ()))
    return "cached_property" in marks or any(ast.unparse(base) == "Viewed" for base in node.bases)


def test_what_is_not_frozen_says_why() -> None:
    says = {
        name: ast.get_docstring(node) or ""
        for name, (node, told) in DATACLASSES.items()
        if "frozen" not in told
    }
    assert [name for name, text in says.items() if "ot frozen" not in text] == []
    assert len(says) <= len(DATACLASSES) // 12, says.keys()


def test_what_is_not_slotted_says_why() -> None:
    found = [
        (name, node) for name, (node, told) in DATACLASSES.items() if "slots" not in told and not keeps(node)
    ]
    assert [name for name, node in found if "Not slotted" not in (ast.get_docstring(node) or "")] == []


def test_values_hold_nothing_that_changes() -> None:
    fields = (
        (name, ast.unparse(field.annotation), ast.unparse(field.target))
        for name, (node, told) in DATACLASSES.items()
        if "frozen" in told
        for field in node.body
        if isinstance(field, ast.AnnAssign)
    )
    changing = {f"{name}.{attribute}" for name, hint, attribute in fields if CHANGING.match(hint)}
    assert changing == REMEMBERING


#: Whose templates give Markdown, which is no HTML yet.
NO_HTML = {"deck/macro_template.py"}


def test_templates_of_html_escape() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in (ROOT / "slidegen").rglob("*.py")}
    environments = {path: text for path, text in texts.items() if re.search(r"\bEnvironment\((?!\))", text)}
    said = {
        path.relative_to(ROOT / "slidegen").as_posix(): set(re.findall(r'autoescape"?[=:] ?(\w+)', text))
        for path, text in environments.items()
    }
    assert {path for path, escapes in said.items() if escapes != {"True"}} == NO_HTML, said


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`([\w/]+(?:\.py|/))`", TEXT))))
def test_what_the_page_names_is_there(name: str) -> None:
    rooms = (ROOT, ROOT / "slidegen", *(path for path in (ROOT / "slidegen").iterdir() if path.is_dir()))
    assert any((room / name).exists() for room in rooms)
