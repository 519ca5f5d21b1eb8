"""Patterns that are compiled when they are first used are those of the standard library."""

import ast
import gc
import importlib
import pkgutil
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

import slidegen
from slidegen import lazy_re

#: Who compiles what a stranger wrote, and says at once what is wrong with it.
STRANGERS = {"lazy_re.py", "script/bed.py", "source/patterns.py", "source/span_pattern.py"}
#: What only catches the error of a library that compiles.
CATCHES = {"source/git_ignores.py"}


def importing_re() -> set[str]:
    package = ROOT / "slidegen"
    return {path.relative_to(package).as_posix() for path in package.rglob("*.py") if imports_re(path)}


def imports_re(path: Path) -> bool:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return any(isinstance(node, ast.Import) and any(a.name == "re" for a in node.names) for node in nodes)


def test_one_way_to_write_a_pattern() -> None:
    assert importing_re() == STRANGERS | CATCHES


def test_every_pattern_of_ours_compiles() -> None:
    for module in pkgutil.walk_packages(slidegen.__path__, "slidegen."):
        with suppress(ModuleNotFoundError):  # an extra that is not installed
            importlib.import_module(module.name)
    names = ("_LazyPattern", "_CompiledPattern")
    ours = [each for each in gc.get_objects() if type(each).__name__ in names and hasattr(each, "search")]
    assert len(ours) > 400
    assert all(isinstance(each.compiled, re.Pattern) for each in ours)


def test_it_is_compiled_when_it_is_used() -> None:
    broken = lazy_re.compile("(")
    with pytest.raises(re.error):
        broken.search("x")


@given(
    st.sampled_from([r"(?P<x>a+)(b)?", r"^\s*$", r"[ab]|c\b", r"(?i:A)\n"]),
    st.sampled_from([0, re.MULTILINE, re.IGNORECASE | re.DOTALL]),
    st.text("abcA \n"),
    st.integers(0, 3),
)
def test_it_answers_as_the_library_does(pattern: str, flags: int, text: str, start: int) -> None:
    mine, library = lazy_re.compile(pattern, flags), re.compile(pattern, flags)
    for _ in range(2):  # the first answer makes what the second takes
        assert [m.span() for m in mine.finditer(text, start)] == [
            m.span() for m in library.finditer(text, start)
        ]
        assert mine.sub("-", text) == library.sub("-", text)
        assert mine.split(text) == library.split(text)
        assert (mine.pattern, mine.flags, mine.groups) == (library.pattern, library.flags, library.groups)
    assert repr(mine) == repr(library)


def test_a_package_may_be_imported_like_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "patterned_package.py").write_text("import re\nWORD = re.compile(r'[a-z]+')\n")
    monkeypatch.syspath_prepend(tmp_path)
    with lazy_re.patterns_later():
        package = importlib.import_module("patterned_package")
    assert "compiled" not in vars(package.WORD)
    assert package.WORD.findall("a bc") == ["a", "bc"]
    assert isinstance(re.compile("[a-z]+"), re.Pattern)


def test_other_threads_go_on_meanwhile() -> None:
    """The language server judges texts in several; one of them is the first to need PyYAML."""
    mine = lazy_re.compile("[a-z]+")

    def elsewhere() -> tuple[list[str], re.Pattern[str]]:
        return mine.findall("a bc"), re.compile("[0-9]+")

    with lazy_re.patterns_later(), ThreadPoolExecutor() as threads:
        found, theirs = threads.submit(elsewhere).result()
        here = lazy_re.compile("[a-z]+").findall("d")
    assert (found, here) == (["a", "bc"], ["d"])
    assert isinstance(theirs, re.Pattern)


def test_patterns_are_compiled_at_once_again_when_an_import_fails() -> None:
    with pytest.raises(ModuleNotFoundError), lazy_re.patterns_later():
        importlib.import_module("there_is_no_such_package")
    assert isinstance(re.compile("[a-z]+"), re.Pattern)


def test_yaml_is_read_without_its_pattern_of_what_is_printable() -> None:
    """It costs a commit hook a fifteenth of its time, and libyaml knows by itself."""
    program = (
        "from slidegen.source.composer import compose\n"
        "from slidegen.location import Span\n"
        "assert compose('a: [1, é]', lambda start, end: Span('a', start, end)).documents\n"
        "import yaml\n"
        "assert 'compiled' not in vars(yaml.reader.Reader.NON_PRINTABLE)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
