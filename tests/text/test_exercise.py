"""Exercises, and what they ask to do."""

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import clean_environment
from deck.workbench import fragment, source
from fixture_files import Case, parametrize

from slidegen.text.fragment import read_fragment
from slidegen.text.indents import dedent
from slidegen.text.model import Snippet

HERE = Path(__file__).parent


@parametrize(HERE / "exercise.md")
def test_snippets(case: Case) -> None:
    read = source(case.input)
    lines = []
    for slide in fragment(case.input).slides:
        for exercise in slide.exercises:
            lines.append(f"{exercise.class_name} {exercise.line}-{read.position(exercise.span.end).line}")
            lines += [f"  {described(snippet)}" for snippet in exercise.snippets]
    assert "".join(f"{line}\n" for line in lines) == case.expected


def described(snippet: Snippet) -> str:
    arguments = f" ({snippet.arguments})" if snippet.arguments else ""
    kind = f" column {snippet.column}" if snippet.kind == "fence" else " oneline"
    place = " in comment" * snippet.in_comment + " in notes" * snippet.in_notes
    return f"{snippet.line}-{snippet.end_line} {snippet.verb or '-'}{arguments} {snippet.data!r}{kind}{place}"


def test_exercises_are_counted_through_the_file() -> None:
    read = fragment(".lab[\n]\n---\n.lab[\n]\n.exercise[\n]\n")
    assert [exercise.ordinal for slide in read.slides for exercise in slide.exercises] == [1, 2, 3]


def test_a_project_names_its_own_classes() -> None:
    read = read_fragment(source(".todo[\n```bash\nls\n```\n]\n.lab[\n]\n"), ("todo",))
    assert [exercise.class_name for exercise in read.slides[0].exercises] == ["todo"]


@pytest.mark.parametrize(
    ("lines", "lead", "column", "text"),
    [
        (["a"], "", 0, ["a"]),
        (["  a", "    b"], "  ", 2, ["a", "  b"]),
        (["    a", "", "    b"], "  ", 4, ["a", "", "b"]),
        (["a", "    b"], "  ", 2, ["a", "  b"]),
        (["\ta", "\t\tb"], "\t", 1, ["a", "\tb"]),
        (["  ", "  a"], "", 2, ["", "a"]),
        (["> a"], "> ", 2, ["> a"]),
    ],
)
def test_code_is_moved_left(lines: list[str], lead: str, column: int, text: list[str]) -> None:
    assert dedent(lines, lead) == (column, text)


@pytest.mark.shared
@pytest.mark.parametrize("tree", ["container.training-2026", "container.training-2018-before"])
def test_the_snippets_of_real_workshops_are_found(shared: Path, tree: str) -> None:
    folder = shared / "exercises"
    done = subprocess.run(
        [
            sys.executable,
            folder / "compare.py",
            f"{sys.executable} -m slidegen",
            shared / "corpus" / tree,
            folder / f"{tree}.jsonl",
        ],
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "extra 0" in done.stdout, done.stdout
