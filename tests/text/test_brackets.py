"""Which brackets belong together, and which open a content class."""

from pathlib import Path

from deck.workbench import markdown_texts, source
from fixture_files import Case, parametrize
from hypothesis import given, settings

from slidegen.text.brackets import match_brackets, read_classes
from slidegen.text.verbatim import read_verbatim

HERE = Path(__file__).parent


@parametrize(HERE / "brackets.md")
def test_classes(case: Case) -> None:
    read = source(case.input)
    verbatim = read_verbatim(read.text)
    lines = []
    for region in read_classes(read.text, verbatim, match_brackets(read.text, verbatim), len(read.text)):
        where = f"{read.position(region.start)}-{read.position(region.end)}"
        lines.append(f".{'.'.join(region.names)} {where}{'' if region.closed else ' unclosed'}\n")
    assert "".join(lines) == case.expected


@settings(max_examples=200, deadline=None)
@given(markdown_texts)
def test_pairs_nest_and_stand_outside_code(text: str) -> None:
    verbatim = read_verbatim(text)
    pairs = sorted(match_brackets(text, verbatim).items())
    open_ends: list[int] = []
    for start, end in pairs:
        assert (text[start], text[end]) == ("[", "]")
        assert not verbatim.covers(start)
        assert not verbatim.covers(end)
        while open_ends and open_ends[-1] < start:
            open_ends.pop()
        assert not open_ends or end < open_ends[-1]
        open_ends.append(end)
