"""Every command of a document, wherever it hides; and what is none."""

import time
from pathlib import Path

import pytest
from fixture_files import Case, parametrize

from slidegen.lint.commands import commands_in
from slidegen.lint.document import Document
from slidegen.lint.slides import fragment_of

pytestmark = pytest.mark.usefixtures("no_collector")

HERE = Path(__file__).parent


def described(path: str, text: str) -> str:
    """The commands of a document, one a line: context, what it is an argument of, words."""
    lines = []
    for command in Document.from_text(path, text).view(commands_in):
        around = f" ({' '.join(command.wrappers)})" if command.wrappers else ""
        words = " · ".join(value.replace("\n", "⏎") for value in command.values)
        broken = "" if command.sound else " !"
        lines.append(f"{command.context}{around}: {words}{broken}\n")
    return "".join(lines)


@parametrize(HERE / "commands_cases.md")
def test_case(case: Case) -> None:
    path, _, text = case.input.partition("\n")
    assert described(path, text) == case.expected


def test_words_know_where_they_stand() -> None:
    fence = "- Do:\n  ```bash\n  $ `kubectl` get pods \\\n  > -l 'a=b'\n  ok\n  ```\n\n"
    text = fence + "`kubectl get nodes` <!-- ```hide ls -l``` -->\n"
    document = Document.from_text("a.md", text)
    assert [
        text[word.start : word.end] for command in document.view(commands_in) for word in command.words
    ] == [
        *("kubectl", "get", "pods", "-l", "'a=b'"),
        *("kubectl", "get", "nodes"),
        *("ls", "-l"),
    ]


HOSTILE = [
    *("`kubectl x` ", "`", "$ kubectl\n> ", "```bash\nsudo sudo\n```\n", "sudo ", "ssh ssh "),
    *("bash -c 'bash -c ", "```x ", "kubectl run x --image=y -l run=x\n", "`run=x` "),
]


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("path", ["a.md", "a.sh"])
def test_time_is_linear(piece: str, path: str) -> None:
    def seconds(count: int) -> float:
        document = Document.from_text(path, "```bash\n" * (piece[0] != "`") + piece * count)
        assert document.kind != "markdown" or document.view(fragment_of).path
        start = time.process_time()
        assert document.view(commands_in) is not None
        return time.process_time() - start

    small = min(seconds(1_000) for _ in range(3))
    large = seconds(8_000)
    assert large < 0.3 + 24 * small, f"{small:.3f} s for 1000, {large:.3f} s for 8000"
