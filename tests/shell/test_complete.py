"""Where a command ends: bash itself is asked of every line at which a text could end."""

import re
import subprocess
import time
from pathlib import Path

import pytest
from conftest import need
from hypothesis import given, settings
from hypothesis import strategies as st

from slidegen.shell.complete import command_end, command_spans, is_blank, is_complete, split
from slidegen.source.file import SourceFile
from slidegen.text.fragment import read_fragment
from slidegen.text.placeholder import strip_highlights

pytestmark = pytest.mark.usefixtures("no_collector")

CONTINUED = re.compile(r"(?<!\\)(?:\\\\)*\\$")


def bash_reads(text: str) -> bool:
    """Whether bash takes `text` for whole; it ends an open here-document with a warning."""
    done = subprocess.run(
        [need("bash"), "--norc", "--noprofile", "-n"], input=f"{text}\n", capture_output=True, text=True
    )
    return done.returncode == 0 and "here-document" not in done.stderr


def bash_runs_now(text: str) -> bool:
    last = text.rsplit("\n", 1)[-1]
    is_joined = CONTINUED.search(last) and not last.lstrip().startswith("#")
    return not is_joined and bash_reads(text)


def beginnings(text: str) -> list[str]:
    lines = text.split("\n")
    return ["\n".join(lines[:number]) for number in range(1, len(lines) + 1)]


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("a\nb", ("a", "b")),
        ("a \\\n  b\nc", ("a \\\n  b", "c")),
        ("cat <<EOF\nfor\nEOF\nb", ("cat <<EOF\nfor\nEOF", "b")),
        ("for i in 1; do\n  a\ndone\n\nb", ("for i in 1; do\n  a\ndone", "b")),
        ("a |\nb", ("a |\nb",)),
        ("# note\na # note\n", ("a # note",)),
        ("f() {\n  a\n}\nf", ("f() {\n  a\n}", "f")),
        ("echo 'one\ntwo'\nb", ("echo 'one\ntwo'", "b")),
        ("a\ncat <<EOF\nnever closed", ("a", "cat <<EOF\nnever closed")),
        ("a\n)\nb", ("a", ")", "b")),
        ("# it's fine\na", ("a",)),
        ("> file\nb", ("> file", "b")),
    ],
)
def test_split(text: str, commands: tuple[str, ...]) -> None:
    assert split(text) == commands


#: Each is whole; between two lines of it, most are not.
WHOLE = [
    "echo a b",
    "a \\\n  b \\\n  c",
    "a |\n  b &&\n\n  # note\n  c",
    "if a\nthen\n  b\nelif c; then d\nelse\n  e\nfi | f",
    "for i in 1 2\ndo\n  echo $i; done > out",
    "for ((i=0; i<3; i++)); do\n  a\ndone",
    "while read -r x; do\n  a\ndone < <(b\nc)",
    'case "$x" in\n  # note\n  a|b) c;;\n  (*.[ch]) d\n  ;;\nesac',
    "f() {\n  a\n}",
    "function g\n{ a; }",
    "{ a\nb; }",
    "(cd x\n  a)",
    'cat <<EOF\nfor $(a) "\n  EOF\nEOF',
    "cat <<-'END' | tee x\n\tit's\n\tEND",
    "cat <<A <<B\n1\nA\n2\nB",
    "echo 'one\ntwo' \"three $(a\nb) four\"",
    "x=(1\n  2)\ndeclare -a y=(3\n4)",
    "[[ a &&\n  ( b || c ) ]]",
    "[[ $x =~ ^(a|b)$ ]]",
    "echo $'it\\'s\nfine'",
    "echo $((1 + (2 << 3))) ${x:-'a b'} ${#x[@]}",
    "echo `a\nb`",
    "echo a#b # it's\n# note \\\nb",
    "until false; do break; done; select x in a; do b; done",
    "time a; ! b; coproc { c; }",
]


@pytest.mark.parametrize("text", WHOLE)
def test_bash_asks_for_more_where_we_do(text: str) -> None:
    assert bash_reads(text)
    for part in beginnings(text):
        assert is_complete(part) == bash_runs_now(part), part


@settings(max_examples=40, deadline=None)
@given(
    st.recursive(
        st.sampled_from(WHOLE),
        lambda inner: st.one_of(
            st.tuples(inner, inner).map("\n".join),
            inner.map(lambda text: f"if true; then\n{text}\nfi"),
            inner.map(lambda text: f"(\n{text}\n)"),
            inner.map(lambda text: f'echo "$(\n{text}\n)"'),
            inner.map(lambda text: f"f() {{\n{text}\n}}"),
        ),
        max_leaves=4,
    )
)
def test_what_is_put_together_is_read_as_bash_reads_it(text: str) -> None:
    if bash_reads(text):
        for part in beginnings(text)[-6:]:
            assert is_complete(part) == bash_runs_now(part), part


@pytest.mark.shared
def test_snippets_of_real_workshops(corpus: Path) -> None:
    """Every beginning of those that take more than one line, and that bash can read."""
    seen = set[str]()
    for path in sorted((corpus / "k8s").glob("*.md")):
        fragment = read_fragment(SourceFile.from_text(path.name, path.read_text(encoding="utf-8")))
        texts = (strip_highlights(fence.text) for fence in fragment.fences if fence.info == "bash")
        seen |= {text for text in texts if len(split(text)) != text.count("\n") + 1}
    assert len(seen) > 50
    for text in filter(bash_reads, seen):
        for part in beginnings(text):
            assert is_complete(part) == bash_runs_now(part), part


LINES = [
    "echo a",
    "for i in 1 2; do",
    "done",
    "cat <<EOF",
    "EOF",
    "x \\",
    "  y",
    "# note",
    "",
    "a |",
    "'",
    "(",
]


@given(st.lists(st.sampled_from(LINES), max_size=8))
def test_splitting_loses_nothing_but_what_is_blank_between_commands(lines: list[str]) -> None:
    kept = [line for command in split("\n".join(lines)) for line in command.split("\n")]
    assert [line for line in kept if not is_blank(line)] == [line for line in lines if not is_blank(line)]


@given(st.lists(st.sampled_from(LINES), max_size=8).map("\n".join))
def test_a_command_that_is_whole_is_whole_by_itself(text: str) -> None:
    found = command_end(text)
    assert found.at <= len(text)
    if found.is_complete:
        assert is_complete(text[: found.at])


PIECES = (
    "echo",
    "if",
    "case x in",
    "$(",
    "`",
    "'",
    '"',
    "\\",
    "<<EOF",
    "(",
    ")",
    "{",
    "}",
    ";",
    "&&",
    "|",
    "# ",
    "\r",
)


@given(st.lists(st.sampled_from((*PIECES, " ")), max_size=10).map("".join))
def test_a_line_is_one_command_wherever_it_stands(line: str) -> None:
    below = [(start - 1, end - 1) for start, end in command_spans(f"\n{line}")]
    assert list(command_spans(line)) == below


@pytest.mark.parametrize(
    "piece", ["echo a\n", "it's\n", "a \\\n", "cat <<X\n", "if a\n", "case x in a\n", "$("]
)
def test_time_is_linear(piece: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        split(piece * count)
        return time.process_time() - start

    small = min(seconds(500) for _ in range(3))
    large = seconds(4_000)
    assert large < 0.3 + 24 * small, f"{small:.3f} s for 500, {large:.3f} s for 4000"
