"""What types cannot show is said: each ignore gives its reason, and who must say `Any` is listed."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "slidegen").rglob("*.py"))
_IGNORE = re.compile(r"# type: ignore(?P<codes>\[[\w, -]+\])?(?P<reason>  # \S.*)?")

#: module -> why it says `Any`: others hand over what has no type, and it is taken apart there.
ANY = {
    "slidegen/assembly/ids.py": "JSON that somebody may have edited",
    "slidegen/assembly/kept_slides.py": "what fills holes, as JSON, until its reader has looked at it",
    "slidegen/assembly/record.py": "JSON of another version",
    "slidegen/assembly/workers.py": "what a process of ours sends back, unpickled",
    "slidegen/assembly/workshop.py": "entries of that record",
    "slidegen/deck/description.py": "JSON for people's programs: a schema says what it holds",
    "slidegen/deck/dispatch.py": "markdown-it's rulers hold rules of three signatures",
    "slidegen/deck/kept_drafts.py": "values of two types, of which it is told one",
    "slidegen/deck/parser.py": "fields of a slide by their names",
    "slidegen/ghost.py": "values of any class, and the parts that they have",
    "slidegen/json_values.py": "values of any class, whose types it is told",
    "slidegen/kept_answers.py": "the type of an answer, which may be a union or a list",
    "slidegen/lint/dated_tables.py": "TOML, as JSON reads its values",
    "slidegen/lint/stale.py": "tables of ours, read from TOML",
    "slidegen/render/check/look.py": "what a script in a browser says",
    "slidegen/render/export/paper.py": "what a script in a browser says",
    "slidegen/render/html.py": "markdown-it's options and environment of a token",
    "slidegen/render/lexers.py": "Pygments' tables of rules",
    "slidegen/script/drivers/pty.py": "pyte's callbacks",
    "slidegen/script/pods.py": "the JSON of kubectl",
    "slidegen/text/typed/described.py": "JSON for people's programs: a schema says what it holds",
}
#: module -> why it says that a value has a type which mypy cannot see
CAST = {
    "slidegen/lint/rule_form.py": "a rule's module is loaded by its name, which says nothing of its type",
    "slidegen/render/check/look.py": "what a script in a browser says",
    "slidegen/render/export/paper.py": "what a script in a browser says",
    "slidegen/render/export/picture.py": "what a script in a browser says",
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def names_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "typing":
            yield from (alias.name for alias in node.names)


def test_each_ignore_says_which_and_why() -> None:
    bare = [
        f"{name_of(path)}:{number}"
        for path in MODULES
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
        if (found := _IGNORE.search(line)) and not (found["codes"] and found["reason"])
    ]
    assert bare == [], "mend it, or give the reason behind it: `# type: ignore[code]  # since …`"


@pytest.mark.parametrize(("word", "known"), [("Any", ANY), ("cast", CAST)])
def test_what_has_no_type_is_at_an_edge(word: str, known: dict[str, str]) -> None:
    assert sorted(known) == [name_of(path) for path in MODULES if word in names_in(path)]


# ---- state that types show
def born_in(body: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """(attribute, where): `` for what stands in the class itself."""
    for node in body.body:
        if isinstance(node, ast.AnnAssign | ast.Assign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from ((target.id, "") for target in targets if isinstance(target, ast.Name))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            stored = (
                n for n in ast.walk(node) if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store)
            )
            own = (n.attr for n in stored if isinstance(n.value, ast.Name) and n.value.id == "self")
            yield from ((attribute, node.name) for attribute in own)


def classes() -> dict[str, ast.ClassDef]:
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in MODULES)
    return {node.name: node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}


def test_no_attribute_is_born_in_another_method() -> None:
    """Who reads `__init__`, or the class itself, has seen all that an instance can hold."""
    known = classes()

    def declared(body: ast.ClassDef) -> set[str]:
        own = {name for name, where in born_in(body) if where in ("", "__init__")}
        bases = [base.id for base in body.bases if isinstance(base, ast.Name) and base.id in known]
        return own.union(*(declared(known[base]) for base in bases if base != body.name))

    late = {
        f"{name}.{attribute} in {where}"
        for name, body in known.items()
        for attribute, where in born_in(body)
        if attribute not in declared(body)
    }
    assert late == set()


def test_nothing_is_kept_by_an_objects_address() -> None:
    """The next object may have it: who keeps something of an object keeps it by a weak reference."""
    calls = [
        f"{name_of(path)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "id"
    ]
    assert calls == []
