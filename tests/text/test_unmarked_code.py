"""Code that no fence marks: which lines, at what indentation, and where each of them stands."""

from pathlib import Path

import pytest
from fixture_files import Case, parametrize
from hypothesis import given
from hypothesis import strategies as st

from slidegen.deck.markdown import parse
from slidegen.source.file import SourceFile
from slidegen.text.fragment import read_fragment
from slidegen.text.indents import line_starts
from slidegen.text.model import Fence

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
    return tuple(fence for slide in read_fragment(source).slides for fence in slide.unmarked)


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


ABOVE = st.lists(
    st.sampled_from(("text", "10) e", "11) f", "7. e", "8. f", "1. e", "1) e", "- e")), max_size=5
)


@given(ABOVE, st.sampled_from(("    ", "        ")))
def test_below_lists_and_numbers_in_texts_it_is_code_where_the_page_has_code(
    above: list[str], indent: str
) -> None:
    text = "\n".join(("# T", *above, "", f"{indent}kubectl get po", ""))
    shown = [token.content for token in parse(text) if token.type == "code_block"]
    assert [each.text.strip() for each in code_in("a.md", text)] == [code.strip() for code in shown]


@pytest.mark.parametrize("mark", ["10) ", "3. ", "1) ", "- "])
@pytest.mark.parametrize("above", ["", "text\n", "# T\n", "1. x\n"])
def test_code_right_behind_a_number_is_code_for_the_page_and_for_scripts(mark: str, above: str) -> None:
    margin = " " * len(mark)
    text = f"{above}{mark}```bash\n{margin}ls\n{margin}```\n"
    fences = read_fragment(SourceFile.from_text("a.md", text)).fences
    assert [fence.text for fence in fences] == ["ls"]
    assert [token.content for token in parse(text) if token.type == "fence"] == ["ls\n"]
