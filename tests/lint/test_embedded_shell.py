"""Shell in YAML and Makefiles: which text is read, where its words stand, and only when it is asked for."""

from pathlib import Path

import pytest
from fixture_files import Case, parametrize

from slidegen.lint.commands import commands_in
from slidegen.lint.document import Document, kind_of
from slidegen.source.file import SourceFile


def document_of(path: str, text: str, *, on: bool = True) -> Document:
    return Document(SourceFile.from_text(path, text), kind_of(path) or "markdown", embedded_shell=on)


@parametrize(Path(__file__).parent / "embedded_shell.md")
def test_read(case: Case) -> None:
    path, _, text = case.input.partition("\n")
    commands = commands_in(document_of(path, text))
    assert [" ".join(command.values) for command in commands] == case.expected.splitlines()
    for command in commands:
        for word in command.words:
            assert text[word.start : word.end].strip("'\"$(){}") == word.raw.strip("'\"$(){}")
    if path.endswith(".yaml"):
        assert not commands_in(document_of(path, text, on=False))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *(("Makefile", "makefile"), ("x/rules.mk", "makefile"), ("make", None)),
        *(
            ("Dockerfile", "dockerfile"),
            ("web/Dockerfile.dev", "dockerfile"),
            ("small-dockerfile", "dockerfile"),
        ),
        *(("dockerfile-tips.md", "markdown"), ("Dockerfile.yaml", "yaml"), ("dockerfile_lint.sh", "shell")),
        *(
            ("dockerfile-1.png", None),
            ("Dockerfile.dockerignore", None),
            ("dockerfiles", None),
            (".md", None),
        ),
    ],
)
def test_kinds_by_name(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind
