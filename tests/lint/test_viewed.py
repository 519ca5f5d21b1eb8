"""Views: made once, kept by the function that made them, and never carried over to another value."""

import ast
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from slidegen.lint.document import Document
from slidegen.source.file import SourceFile

LINT = Path(__file__).parents[2] / "slidegen" / "lint"


def test_a_view_is_made_once() -> None:
    asked: list[str] = []

    def words_in(document: Document) -> list[str]:
        asked.append(document.path)
        return document.text.split()

    document = Document.from_text("a.md", "one two")
    assert document.view(words_in) is document.view(words_in)
    assert document.view(words_in) == ["one", "two"]
    assert asked == ["a.md"]


def test_another_text_has_views_of_its_own() -> None:
    document = Document.from_text("a.md", "one")
    assert document.view(length_of) == 3
    assert replace(document, written=SourceFile.from_text("a.md", "three")).view(length_of) == 5


def length_of(document: Document) -> int:
    return len(document.text)


def test_a_document_and_a_project_know_no_reader() -> None:
    known = {"document": {"viewed"}, "project": {"document", "version", "viewed"}, "viewed": set()}
    for name, lint_modules in known.items():
        tree = ast.parse((LINT / f"{name}.py").read_text(encoding="utf-8"))
        modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        ours = {module for module in modules if module.startswith("slidegen.lint")}
        assert ours == {f"slidegen.lint.{each}" for each in lint_modules}


def test_a_fragment_without_yaml_loads_no_yaml_library(tmp_path: Path) -> None:
    """A commit hook waits for every import."""
    (tmp_path / "one.md").write_text("# Pods\n\n```bash\nkubectl get pods\n```\n", encoding="utf-8")
    command = [sys.executable, "-X", "importtime", "-m", "slidegen", "lint", "one.md"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    loaded = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines() if "import time:" in line}
    assert "slidegen.lint.engine" in loaded
    assert not {"yaml", "jinja2", "pygments", "watchdog", "starlette", "difflib"} & loaded
