"""Where text is not markup: fences, comments and code spans."""

from pathlib import Path

import pytest
from deck.workbench import markdown_texts, source
from fixture_files import Case, parametrize
from hypothesis import given, settings

from slidegen.text.verbatim import CommentRegion, FenceRegion, code_spans, read_verbatim

HERE = Path(__file__).parent


@parametrize(HERE / "verbatim.md")
def test_regions(case: Case) -> None:
    read = source(case.input)
    verbatim = read_verbatim(read.text)
    regions: list[FenceRegion | CommentRegion] = [*verbatim.fences, *verbatim.comments]
    lines = []
    for region in sorted(regions, key=lambda each: each.start):
        where = f"{read.position(region.start).line}-{read.position(region.end).line}"
        match region:
            case FenceRegion():
                lines.append(f"fence {where} {region.closing} {region.info}".rstrip())
            case CommentRegion():
                lines.append(f"comment {where} {'closed' if region.closed else 'unclosed'}")
    assert "".join(f"{line}\n" for line in lines) == case.expected


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("a `b` c", ["`b`"]),
        ("``a ` b`` `c`", ["``a ` b``", "`c`"]),
        ("`not closed", []),
        ("`a\nb`", ["`a\nb`"]),
        ("`a\n\nb` `c`", ["` `"]),  # a blank line ends the paragraph, and the span with it
        (r"\`a `b`", ["`b`"]),
        ("`a`` `b`", ["`a`` `"]),
        ("`C:\\` and `x`", ["`C:\\`", "`x`"]),
        ("\\`a` b`", ["` b`"]),
        ("\\``a`", ["`a`"]),
        ("\\\\`a`", ["`a`"]),
    ],
)
def test_code_spans(text: str, spans: list[str]) -> None:
    assert [text[start:end] for start, end in code_spans(text)] == spans


@settings(max_examples=200, deadline=None)
@given(markdown_texts)
def test_regions_and_gaps_tile_the_text(text: str) -> None:
    verbatim = read_verbatim(text)
    pieces = sorted(
        [*zip(verbatim.starts, verbatim.ends, strict=True), *verbatim.gaps(0, len(text))], key=lambda p: p[0]
    )
    at = 0
    for start, end in pieces:
        assert at == start < end
        at = end
    assert at == len(text)


@settings(max_examples=200, deadline=None)
@given(markdown_texts)
def test_what_is_covered_is_what_is_no_gap(text: str) -> None:
    verbatim = read_verbatim(text)
    free = {at for start, end in verbatim.gaps(0, len(text)) for at in range(start, end)}
    assert all(verbatim.covers(at) == (at not in free) for at in range(len(text)))
