"""Style sheets of backslide."""

from pathlib import Path

import pytest
from fixture_files import Case, parametrize

from slidegen.migrate.importer import import_decks
from slidegen.migrate.scss import as_css

HERE = Path(__file__).parent


@parametrize(HERE / "scss.md")
def test_css(case: Case) -> None:
    assert as_css(case.input, []).strip() == case.expected.strip()


def test_what_is_not_read_is_left_out_and_told() -> None:
    left: list[tuple[str, str]] = []
    css = as_css("a { b: c; @include d; e: lighten(red, 3%); }\n@each $f in g { .h { i: j } }", left)
    assert css == "a { b: c; }\n"
    assert [what for what, _ in left] == ["`@include d`", "`e: lighten(red, 3%)`", "`@each $f in g`"]


def test_rules_in_rules_without_end_are_told() -> None:
    left: list[tuple[str, str]] = []
    as_css("a{" * 40 + "b: c" + "}" * 40, left)
    assert left


@pytest.mark.parametrize(
    ("opens", "levels"),
    [("@for $i from 1 through 999 {", 6), ("a b, c d {", 18), ("@for $i from 1 to 9 { x, y {", 9)],
)
def test_what_would_grow_beyond_all_measure_is_told_and_ends(opens: str, levels: int) -> None:
    left: list[tuple[str, str]] = []
    closes = "}" * opens.count("{")
    css = as_css(opens * levels + "e: f" + closes * levels, left)
    assert len(css) < 2_000_000
    assert [what for what, _ in left] == ["`what loops and nested rules make: it is too much`"]


def test_the_style_sheet_of_a_folder_of_backslide_is_the_theme(tmp_path: Path) -> None:
    source, out = tmp_path / "source", tmp_path / "out"
    (source / "template").mkdir(parents=True)
    (source / "talk.md").write_text("title: Talk\nclass: loud\n# A\n\n---\n\n# B\n")
    (source / "template" / "style.scss").write_text(
        "$loud: #a00;\n.loud { h1 { color: $loud; } @extend %x; }\n"
    )
    report = import_decks(source, out)
    themes = [path.read_text() for path in out.glob("themes/*/theme.css")]
    assert any("#slides .loud h1" in css and "#a00" in css for css in themes)
    assert [left.where for left in report.left if "@extend" in left.what] == ["template/style.scss"]
