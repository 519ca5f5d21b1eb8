"""Code that no fence marks: which lines, at what indentation, and where each of them stands."""

from pathlib import Path

from fixture_files import Case, parametrize
from hypothesis import given
from hypothesis import strategies as st

from slidegen.source.file import SourceFile
from slidegen.text.exercise import line_starts
from slidegen.text.fragment import read_fragment
from slidegen.text.model import Fence
from slidegen.text.unmarked_code import unmarked_code

LINES = st.sampled_from(
    (
        "kubectl get po",
        "$ helm list",
        "- item",
        "1. item",
        "text",
        "",
        "```",
        "<pre>ls</pre>",
        "+",
        "<!--",
        "-->",
    )
)
TEXTS = st.lists(
    st.tuples(st.sampled_from(("", " ", "    ", "\t", "      ")), LINES).map("".join), max_size=12
)


def code_in(path: str, text: str) -> tuple[Fence, ...]:
    source = SourceFile.from_text(path, text)
    fragment = read_fragment(source)
    taken = [(fence.span.start, fence.span.end) for fence in fragment.fences]
    taken += [(c.span.start, c.span.end) for slide in fragment.slides for c in slide.comments]
    return unmarked_code(source, taken, asciidoc=path.endswith(".adoc"))


@parametrize(Path(__file__).parent / "unmarked_code.md")
def test_found(case: Case) -> None:
    """The first line, how far the code was moved left, and its lines."""
    path, _, text = case.input.partition("\n")
    found = [f"{each.line} {each.column} {each.text.replace(chr(10), '|')}" for each in code_in(path, text)]
    assert found == case.expected.splitlines()


@given(st.sampled_from(("a.md", "a.adoc")), TEXTS.map("\n".join))
def test_each_line_stands_in_the_file(path: str, text: str) -> None:
    end = 0
    for each in code_in(path, text):
        assert each.span.start >= end
        end = each.span.end
        starts = line_starts(text, each.text_span.start, each.text_span.end, each.text)
        for line, start in zip(each.text.split("\n"), starts, strict=True):
            assert text[start : start + len(line)] == line
