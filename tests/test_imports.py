"""The modules of `slidegen` by their source: how they import each other, how long they and functions are,
and what in them nobody uses.

Imports for type checkers and inside of functions, which a tool that runs them cannot see, count like all.
"""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: So many imports of our own modules may stand inside of functions, each with its reason beside it.
MOST_LAZY = 19
MOST_LINES = 350
MOST_STATEMENTS = 25
#: Functions that take more, each with its reason.
LONGER = {
    "slidegen.text.verbatim.read_verbatim": "every text of every file goes through this one loop",
    "slidegen.lazy_dataclass._make_init": "it writes a function, and every run of a hook pays for it",
}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {module_name(path): path for path in sorted((ROOT / "slidegen").rglob("*.py"))}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in FILES.items()}


def imported_by(node: ast.AST) -> Iterator[str]:
    """The modules of ours that one statement imports."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in FILES)
    elif isinstance(node, ast.ImportFrom) and node.module in FILES:
        for alias in node.names:
            inner = f"{node.module}.{alias.name}"
            yield inner if inner in FILES else node.module


def graph() -> dict[str, set[str]]:
    return {
        name: {found for node in ast.walk(tree) for found in imported_by(node)} - {name}
        for name, tree in TREES.items()
    }


def ring(edges: dict[str, set[str]]) -> list[str]:
    """A ring of modules, the first once more at its end; empty when there is none."""
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def lazy_imports() -> Iterator[tuple[str, int]]:
    """Module and line of every import of ours inside of a function."""
    for name, tree in TREES.items():
        functions = (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
        lines = {
            node.lineno
            for function in functions
            for node in ast.walk(function)
            if isinstance(node, ast.stmt) and any(imported_by(node))
        }
        yield from ((name, line) for line in sorted(lines))


def has_reason(name: str, line: int) -> bool:
    """Whether a comment says why, at the end of the line or right above the imports that it belongs to."""
    lines = FILES[name].read_text(encoding="utf-8").splitlines()
    if "#" in lines[line - 1]:
        return True
    above = line - 2
    while above >= 0 and lines[above].strip().startswith(("from ", "import ", ")")):
        if "#" in lines[above]:
            return True
        above -= 1
    return lines[above].strip().startswith("#")


def test_no_module_imports_itself_in_the_end() -> None:
    assert ring(graph()) == []


def test_few_imports_stand_in_functions_and_each_says_why() -> None:
    found = list(lazy_imports())
    assert [f"{name}:{line}" for name, line in found if not has_reason(name, line)] == []
    assert len(found) <= MOST_LAZY, found


def test_no_module_is_long() -> None:
    sizes = {name: path.read_text(encoding="utf-8").count("\n") for name, path in FILES.items()}
    assert {name: size for name, size in sizes.items() if size > MOST_LINES} == {}


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    yield from (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def statements(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many a function has, without its docstring and those of the functions in it."""
    own = sum(isinstance(node, ast.stmt) for node in ast.walk(function)) - 1
    inner = [each for each in functions(function) if each is not function]
    nested = sum(isinstance(node, ast.stmt) for each in inner for node in ast.walk(each)) - len(inner)
    return own - nested - (ast.get_docstring(function) is not None)


def test_a_function_does_one_step() -> None:
    found = {
        f"{name}.{function.name}": count
        for name, tree in TREES.items()
        for function in functions(tree)
        if (count := statements(function)) > MOST_STATEMENTS
    }
    assert found.keys() == LONGER.keys(), found


def unused(tree: ast.Module) -> set[str]:
    """The private names of a module that it makes, and nowhere reads."""
    made = {
        name
        for node in tree.body
        for name in (
            {node.name}
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            else {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
            if isinstance(node, ast.Assign | ast.AnnAssign)
            else ()
        )
        if name.startswith("_") and name[1:2].isalpha()
    }
    used = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    quoted = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return made - used - quoted


def test_a_module_uses_what_it_keeps_to_itself() -> None:
    found = {name: names for name, tree in TREES.items() if (names := unused(tree))}
    assert found == {}
    assert unused(ast.parse("_ITEM = 1\ndef _idle(): ...\ndef _busy(): ...\n_busy()")) == {"_ITEM", "_idle"}


def test_the_search_for_rings_finds_them() -> None:
    assert set(ring({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}})) == {"b", "c"}
    assert ring({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []
