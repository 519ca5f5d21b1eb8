"""The estimate of a slide's height: its measures are the default theme's, and blocks add up as in CSS."""

import re
from pathlib import Path

import pytest
from conftest import ROOT

from slidegen.lint.height import CODE_EM, CODE_LINE, EM, HEADINGS, LINE, ROOM, WIDTH, slide_height
from slidegen.source.file import SourceFile
from slidegen.text.fragment import read_fragment

VARIABLES = (ROOT / "themes/base/css/variables.css").read_text(encoding="utf-8")
GAP, ITEM_GAP = 0.5 * EM, 0.4 * EM
TITLE = 1.4 * EM * 1.15
BELOW_TITLE = 0.55 * 1.4 * EM


def value(name: str) -> str:
    return re.findall(rf"--{name}: ([^;]+);", VARIABLES)[0]


def number(name: str) -> float:
    return float(re.findall(r"[\d.]+", value(name))[0])


def height(text: str) -> float | None:
    source = SourceFile.from_text("a.md", text)
    [slide] = read_fragment(source).slides
    return slide_height(source, slide)


def test_measures_are_those_of_the_theme() -> None:
    """A changed style sheet fails here: correct `slidegen/lint/height.py`, and run bench/overflow.py."""
    assert number("body-size") == EM
    assert number("body-line") * EM == pytest.approx(LINE)
    assert number("code-size") * EM == pytest.approx(CODE_EM)
    assert {level: number(f"h{level}") for level in HEADINGS} == {
        level: size for level, (size, _, _) in HEADINGS.items()
    }
    above, beside, below = (float(px) for px in re.findall(r"(\d+)px", value("slide-padding")))
    assert (1210 - 2 * beside, 681 - above - below) == (WIDTH, ROOM)
    assert "font-size" not in Path(ROOT / "themes/default/theme.css").read_text().split(".slide.title")[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Title\n", TITLE),
        ("## Title\n\ntext\n", TITLE + BELOW_TITLE + LINE),
        ("one\n\ntwo\n", 2 * LINE + GAP),
        ("one\ntwo\n", LINE),
        ("one  \ntwo<br/>\nthree\n", 3 * LINE),
        ("- one\n- two\n", 2 * LINE + 0.2 * EM),
        ("- one\n\n- two\n", 2 * LINE + ITEM_GAP),
        ("- one\n\n--\n\n- two\n", 2 * LINE + ITEM_GAP),
        ("```\na\nb\n```\n", 2 * CODE_LINE + 1.1 * CODE_EM + 2),
        ("word " * 100, 7 * LINE),
        ("text\n\n.footnote[at the edge]\n", LINE),
        ("text\n\n<!-- a\ncomment -->\n", LINE),
        ("text\n\n???\n\nnotes\n", LINE),
        ("text\n\n[label]: https://example.com/\n", LINE),
        ("class: middle\n\ntext\n", LINE),
    ],
)
def test_heights(text: str, expected: float) -> None:
    assert height(text) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(
    "text",
    ["![a](b.png)\n", "<img src=x>\n", "@@INCLUDE[x]\n", "class: pic\n\ntext\n", "class: title\n\n# A\n"],
)
def test_what_cannot_be_known(text: str) -> None:
    assert height(text) is None


def test_small_things_are_small() -> None:
    small, plain = height(".small[\n\none\n\ntwo\n\n]\n"), height("one\n\ntwo\n")
    assert small is not None
    assert plain is not None
    assert small == pytest.approx(0.78 * plain)


def test_columns_stand_side_by_side() -> None:
    left = ".pull-left[\n\none\n\ntwo\n\n]\n"
    right = ".pull-right[\n\none\n\n]\n"
    assert height(left + "\n" + right) == pytest.approx(2 * LINE + GAP)
