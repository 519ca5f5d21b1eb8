"""Every pattern of slidegen's, as lines of JSON: `[module, pattern, flags]`. Not a test itself.

Those that a module compiles when it is loaded are seen as they are compiled; so this is a process of its
own, which stands between the modules and the library before the first of them is loaded. Those in functions
are read from the source: `re.sub(r"…", …)`, `re.compile(rf"…{NAME}…")`, and what is asked for a `fullmatch`.
What is put into such a text is taken from the module where it has it; otherwise a letter stands for it. A
pattern of which nothing can be told is a line without one, with the call as it is written.
"""

import ast
import importlib
import inspect
import json
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Any

#: What runs when it is loaded.
PROGRAMS = ("slidegen.__main__", "slidegen.render.mermaid_child")
#: The functions of `re` that take a pattern, and which argument, from 0, is the flags.
TAKES_PATTERN = {
    "compile": 1,
    **dict.fromkeys(("search", "match", "fullmatch", "findall", "finditer"), 2),
    "split": 3,
    "sub": 4,
    "subn": 4,
}
_FLAGS_IN_FRONT = re.compile(r"(?:\(\?[aimsux]+\))?")

Found = tuple[str, str | None, int | str]


def collected() -> dict[Found, None]:
    found: dict[Found, None] = {}
    re.compile = _noting(re.compile, found)
    from slidegen import lazy_re

    lazy_re.compile = _noting(lazy_re.compile, found)
    import slidegen

    for module in pkgutil.walk_packages(slidegen.__path__, "slidegen."):
        if module.name not in PROGRAMS:
            found |= dict.fromkeys(_written(importlib.import_module(module.name)))
    return found


def _noting(compile: Callable[..., Any], found: dict[Found, None]) -> Callable[..., Any]:
    def noted(pattern: Any, flags: int = 0) -> Any:
        module = sys._getframe(1).f_globals.get("__name__", "")
        if module.startswith("slidegen.") and module != "slidegen.lazy_re" and isinstance(pattern, str):
            found[module, pattern, int(flags)] = None
        return compile(pattern, flags)

    return noted


# ---- those in functions
def _written(module: ModuleType) -> Iterator[Found]:
    names = vars(module)
    if getattr(names.get("re"), "__name__", "") not in ("re", "slidegen.lazy_re"):
        return
    parsed = ast.parse(inspect.getsource(module))
    functions = (each for each in ast.walk(parsed) if isinstance(each, ast.FunctionDef | ast.Lambda))
    for node in {node: None for function in functions for node in ast.walk(function)}:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield from _called(module.__name__, node, node.func, names)


def _called(module: str, call: ast.Call, asked: ast.Attribute, names: Mapping[str, Any]) -> Iterator[Found]:
    if isinstance(asked.value, ast.Name) and asked.value.id == "re" and asked.attr in TAKES_PATTERN:
        text = _text(call.args[0], names)
        if text is None:
            yield module, None, ast.unparse(call)
            return
        flags = _flags(call, TAKES_PATTERN[asked.attr], names)
        yield module, _to_the_end(text) if asked.attr == "fullmatch" else text, flags
    elif asked.attr == "fullmatch":
        pattern = _value(asked.value, names)
        if isinstance(getattr(pattern, "pattern", None), str):
            yield module, _to_the_end(pattern.pattern), int(pattern.flags)


def _text(node: ast.expr, names: Mapping[str, Any]) -> str | None:
    match node:
        case ast.JoinedStr(values=parts):
            return "".join(_text(part, names) or "x" for part in parts)
        case ast.FormattedValue(value=value):
            return _text(value, names)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return f"{_text(left, names) or 'x'}{_text(right, names) or 'x'}"
        case ast.Call(func=ast.Attribute(value=filled, attr="format"), args=args):
            return (_text(filled, names) or "x").format(*("x" for _ in args))
    value = _value(node, names)
    return value.decode("latin-1") if isinstance(value, bytes) else value if isinstance(value, str) else None


def _value(node: ast.expr, names: Mapping[str, Any]) -> Any:
    """What a constant, a name of the module or an attribute of one is; nothing for all else."""
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name):
            return names.get(name)
        case ast.Attribute(value=value, attr=name):
            return getattr(_value(value, names), name, None)
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _value(left, names) | _value(right, names)
    return None


def _flags(call: ast.Call, place: int, names: Mapping[str, Any]) -> int:
    told = [word.value for word in call.keywords if word.arg == "flags"] or call.args[place : place + 1]
    value = _value(told[0], names) if told else 0
    return int(value) if isinstance(value, int) else 0


def _to_the_end(text: str) -> str:
    """What `fullmatch` asks for."""
    front = _FLAGS_IN_FRONT.match(text)
    assert front is not None
    return rf"{front[0]}(?:{text[front.end() :]})\Z"


if __name__ == "__main__":
    for each in sorted(collected(), key=str):
        print(json.dumps(each))
