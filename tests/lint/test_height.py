"""The estimate of a slide's height: its measures are the default theme's, and blocks add up as in CSS."""

import re
from pathlib import Path

import pytest
from conftest import ROOT
from lint.workbench import findings_in

from slidegen.lint.density import DENSE, DENSITIES, QUOTATION, UNKNOWN, Density
from slidegen.lint.height import (
    CODE_EM,
    CODE_LINE,
    CODE_PADDING,
    EM,
    HEADINGS,
    INDENT,
    LINE,
    PICTURE,
    PICTURES,
    ROOM,
    SMALLER,
    TALLEST,
    WIDTH,
    density_of,
    slide_height,
)
from slidegen.lint.picture_columns import BESIDE
from slidegen.source.file import SourceFile
from slidegen.text.fragment import read_fragment

VARIABLES = (ROOT / "themes/base/css/variables.css").read_text(encoding="utf-8")
GAP, ITEM_GAP = 0.5 * EM, 0.4 * EM
TITLE = 1.45 * EM * 1.15
BELOW_TITLE = 0.5 * 1.45 * EM


def value(name: str) -> str:
    return str(re.findall(rf"--{name}: ([^;]+);", VARIABLES)[0])


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
    above, below = (float(px) for px in re.findall(r"(\d+)px", value("slide-padding")))
    assert (1210 - 2 * number("side"), 681 - above - below) == (WIDTH, ROOM)
    assert "font-size" not in Path(ROOT / "themes/default/theme.css").read_text().split(".slide.title")[0]


def declared(sheet: str, selector: str, name: str) -> str:
    """What the first rule for `selector` in a style sheet of the base theme says of the property `name`."""
    css = re.sub(r"/\*.*?\*/", "", (ROOT / f"themes/base/css/{sheet}.css").read_text("utf-8"), flags=re.S)
    blocks = re.findall(rf"(?:^|[\n{{}};,])\s*{re.escape(selector)}(?:,[^{{}}()]*)?\s*\{{([^{{}}]*)", css)
    found = [match for block in blocks for match in re.findall(rf"(?:^|\s){name}:\s*([^;]+);", block)]
    assert found, f"{sheet}.css says nothing of {name} for {selector}: look at slidegen/lint/height.py"
    return str(found[0])


def in_em(text: str) -> list[float]:
    return [float(part.removesuffix("em")) for part in text.split()]


def in_pixels(expression: str) -> float:
    return float(expression.removesuffix("px"))


def test_the_measures_of_blocks_are_those_of_the_style_sheets() -> None:
    """Each number that the estimate has from a sheet; whoever changes one is told here."""
    above, _, below = in_em(declared("slide", ":is(h1, h2, h3, h4, h5, h6)", "margin"))
    assert {(top, bottom) for _, top, bottom in HEADINGS.values()} == {(above, below)}
    assert declared("slide", ":is(h1, h2, h3, h4, h5, h6)", "line-height") == "1.15"
    assert in_em(declared("slide", ":is(ul, ol)", "padding-inline-start"))[0] * EM == INDENT
    [padding] = in_em(declared("code", "pre", "padding"))
    border = in_pixels(declared("code", "pre", "border").split()[0])
    assert 2 * padding * CODE_EM + 2 * border == pytest.approx(CODE_PADDING)
    assert float(declared("code", "pre", "line-height")) * CODE_EM == pytest.approx(CODE_LINE)
    assert 2 * in_em(declared("slide", ":is(th, td)", "padding"))[0] == pytest.approx(0.74), "in `_table`"


@pytest.mark.parametrize(("name", "size"), SMALLER.items())
def test_the_sizes_of_classes_are_those_of_the_style_sheet(name: str, size: float) -> None:
    assert in_em(declared("classes", f".{name}", "font-size")) == [size]


@pytest.mark.parametrize(("name", "share"), BESIDE.items())
def test_the_widths_of_columns_are_those_of_the_style_sheet(name: str, share: float) -> None:
    assert float(declared("classes", f".{name}", "width").removesuffix("%")) / 100 == share


def test_the_frames_of_classes_are_those_of_the_style_sheet() -> None:
    lab = ":is(.exercise, .lab)"
    top, side, bottom = in_em(declared("classes", lab, "padding"))
    border = in_pixels(declared("classes", lab, "border").split()[0])
    above, _, below = in_em(declared("classes", lab, "margin"))
    frame = height(".lab[\n\none\n\n]\n")
    assert frame is not None
    assert (above, below, 2 * side, 2 * border) == (1.05, 0.6, 1.4, 4), "in `_styled` and `_close`"
    assert (top + bottom, border) == (1.25, 2), "in `_styled`"
    assert in_em(declared("classes", ".warning", "margin-block"))[0] == 0.6, "in `_styled`"
    assert in_em(declared("classes", ".warning", "padding-inline-start"))[0] == 2.5, "in `_styled`"
    assert in_em(declared("classes", ":is(.callout, .warning)", "padding")) == [0.5, 0.8], "in `_styled`"


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
        ("```\na\nb\n```\n", 2 * CODE_LINE + CODE_EM + 2),
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
    [
        "![a](b.png)\n",
        "```mermaid\ngraph LR\n```\n",
        "<img src=x>\n",
        "@@INCLUDE[x]\n",
        "class: pic\n\ntext\n",
        "class: title\n\n# A\n",
    ],
)
def test_what_cannot_be_known(text: str) -> None:
    assert height(text) is None


CELL = "word " * 30


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("|A|B|\n|---|---|\n|one|two|\n", 2),
        (f"|A|B|\n|---|---|\n|{CELL}|two|\n", 4),
        (f"|A|B|\n|---|---|\n|{CELL}|{CELL}|\n", 6),
        ("|A|B|\n|---|---|\n|one<br/>more|two|\n", 3),
        ("|A|B|\n|---|---|\n|one|\n|a|b|c|\n", 3),
    ],
)
def test_cells_that_are_too_long_wrap(text: str, lines: int) -> None:
    rows = text.count("\n") - 1
    assert height(text) == pytest.approx(lines * LINE + rows * (0.74 * EM + 1), abs=0.01)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("> [!NOTE]\n> It is so.\n", 3),
        ("Label\n: a key and a value\n", 2),
        ("Label\n: a key\n: another\n", 3),
        ("words[^1]\n\n[^1]: Of the project.\n", 1 + (0.72 * EM * (1 + 0.3 + 0.5 + 1.33) + 1) / LINE),
        ("> said\n", 1),
        ("$$a = b$$\n", 2.4 / 1.33),
        ("$$\na\nb\nc\n$$\n", 7.5 / 1.33),
    ],
)
def test_what_extras_make_has_its_height(text: str, lines: float) -> None:
    assert height(text) == pytest.approx(lines * LINE, abs=0.01)


def test_small_things_are_small() -> None:
    small, plain = height(".small[\n\none\n\ntwo\n\n]\n"), height("one\n\ntwo\n")
    assert small is not None
    assert plain is not None
    assert small == pytest.approx(0.78 * plain)


def test_columns_stand_side_by_side() -> None:
    left = ".pull-left[\n\none\n\ntwo\n\n]\n"
    right = ".pull-right[\n\none\n\n]\n"
    assert height(left + "\n" + right) == pytest.approx(2 * LINE + GAP)


# ---- densities
STYLES = (ROOT / "themes/base/css/density.css").read_text(encoding="utf-8")


CLOSE = DENSITIES[-1]


def test_one_density_is_what_the_theme_says_where_no_other_does() -> None:
    """Of the theme's size, and closer than `normal`; a rule of its own would be told here."""
    assert (CLOSE.name, CLOSE.size, CLOSE.name in STYLES) == ("close", UNKNOWN.size, False)
    assert f"{CLOSE.line} {CLOSE.gap}em" == f"{value('body-line')} {value('gap')}"
    assert declared("slide", "li", "margin") == f"var(--item, {CLOSE.item}em) 0"
    assert declared("slide", "li > p", "margin") == f"var(--loose, {CLOSE.loose}em) 0"


@pytest.mark.parametrize("density", [*DENSITIES[:-1], DENSE], ids=lambda density: density.name)
def test_densities_are_those_of_the_style_sheet(density: Density) -> None:
    [rule] = re.findall(rf'data-density="{density.name}"\] \{{(.*?)\}}', STYLES, re.S)
    told = {name: float(value) for name, value in re.findall(r"--([\w-]+): ([\d.]+)", rule)}
    assert told.get("size", 1) == pytest.approx(density.size, abs=1e-5)
    assert (told["body-line"], told["gap"], told["item"], told["loose"]) == (
        density.line, density.gap, density.item, density.loose,
    )  # fmt: skip
    if "measure" in told:  # in digits' widths, which are 0.497 em
        assert 0.497 * told["measure"] == pytest.approx(density.measure, abs=0.1)


def chosen(text: str) -> str:
    source = SourceFile.from_text("a.md", text)
    [slide] = read_fragment(source).slides
    return density_of(source, slide).name


def items(count: int) -> str:
    return "## Title\n\n" + "\n".join(f"- item {number}" for number in range(count)) + "\n"


def test_the_more_there_is_the_denser_it_is_set() -> None:
    names = [chosen(items(count)) for count in range(1, 30)]
    order = [density.name for density in (*DENSITIES, DENSE)]
    assert list(dict.fromkeys(names)) == order
    assert names == sorted(names, key=order.index)


@pytest.mark.parametrize("size", [5, 9, 11, 12, 13, 14])
def test_what_is_chosen_has_room(size: int) -> None:
    source = SourceFile.from_text("a.md", items(size))
    [slide] = read_fragment(source).slides
    height = slide_height(source, slide, density_of(source, slide))
    assert height is not None
    assert height <= ROOM


@pytest.mark.parametrize(
    "text", ["<div>words</div>\n", "class: title\n\n# A\n", "<table><tr><td>a</td></tr></table>\n"]
)
def test_what_has_no_height_in_its_text_is_set_as_the_theme_has_it(text: str) -> None:
    assert chosen(text) == UNKNOWN.name


@pytest.mark.parametrize("what", ["<table><tr><td>a</td></tr></table>", "@@INCLUDE[a.txt]"])
def test_many_words_beside_what_has_no_height_are_set_small(what: str) -> None:
    assert chosen(items(4) + f"\n{what}\n") == UNKNOWN.name
    assert chosen(items(9) + f"\n{what}\n") == DENSE.name


@pytest.mark.parametrize(
    "what", ["![a](b.png)", '<img src="x">', "- look:\n\n  ![a](b.png)", "```mermaid\na\n```"]
)
def test_a_picture_has_the_room_that_words_leave(what: str) -> None:
    """In steps of 40 px; what is left less than 200 px is too little for any."""
    names = [chosen(items(count) + f"\n{what}\n") for count in range(0, 12, 2)]
    left = [int(name.removeprefix("picture-")) for name in names if name.startswith("picture-")]
    assert left == sorted(left, reverse=True)
    assert left[0] * PICTURE + TITLE <= ROOM
    assert names[-1] == DENSE.name


def test_two_pictures_share_it_and_one_beside_words_is_as_large_as_it_was() -> None:
    picture = "\n![a](b.png)\n"
    assert chosen("## A\n" + picture + "\nwords\n" + picture) == "picture-5"
    beside = f".pull-left[\n\nwords\n{picture}\n]\n\n.pull-right[\n{picture}\n]\n"
    assert chosen(beside) == UNKNOWN.name


@pytest.mark.parametrize(
    ("around", "expected"), [("", "large"), ("## A\n\n", "large"), ("## A\n\nwords\n\n", UNKNOWN.name)]
)
def test_words_beside_a_picture_that_has_a_column_are_set_as_if_alone(around: str, expected: str) -> None:
    """What stands above both moves the picture down: there it is not known what fits."""
    words, picture = "- word\n" * 3, "![a](b.png)\n"
    columns = f".pull-left[\n{words}]\n\n.pull-right[\n{picture}]\n"
    assert chosen(around + columns) == expected
    assert chosen(around + columns.replace("- word\n", "- word\n" * 12)) != expected


@pytest.mark.parametrize(
    "columns",
    [
        ".pull-left[![a](b.png)]\n\n.pull-right[\nwords\n]\n",
        ".left-column[![a](b.png)] .right-column[![a](b.png)]\n",
    ],
)
def test_a_column_may_hold_its_picture_in_a_line(columns: str) -> None:
    assert chosen("## A\n\n" + columns) == "large"
    assert chosen("## " + "A long title " * 8 + "\n\n" + columns) == UNKNOWN.name, "it leaves too little"


def test_a_picture_in_a_column_is_no_higher_than_that() -> None:
    [said] = re.findall(r"\[data-density\] \{\s*--picture: (\d+)px", STYLES)
    assert float(said) == TALLEST


def test_titles_of_columns_are_no_smaller_than_what_stands_below_them() -> None:
    size = declared("slide", "h3", "font-size")
    assert size == "max(1em, calc(var(--h3) / var(--size, 1)))"
    assert HEADINGS[3][0] < DENSITIES[0].size, "in `_heading`"


def test_the_heights_of_pictures_are_those_of_the_style_sheet() -> None:
    told = re.findall(r'data-density="picture-(\d+)"\] \{\s*--picture: (\d+)px', STYLES)
    assert [(int(steps), int(px)) for steps, px in told] == [(each, each * PICTURE) for each in PICTURES]


def test_a_short_quotation_alone_is_said_large() -> None:
    short = "> Everything should be simple.\n>\n> — somebody\n"
    assert chosen(short) == QUOTATION.name
    assert chosen(f"## A title\n\n{short}") != QUOTATION.name
    assert chosen(f"{short}\nand more\n") != QUOTATION.name
    assert chosen(f"> {'many words ' * 80}\n") != QUOTATION.name
    assert chosen("> Everything should be simple.\n\nSomebody\n") == QUOTATION.name
    assert chosen(f"> Everything should be simple.\n\n{'This is meant so. ' * 8}\n") != QUOTATION.name
    assert chosen("> Everything should be simple.\n\n- a point\n") != QUOTATION.name


def test_items_of_a_list_in_a_list_stand_closer() -> None:
    flat = "".join(f"- item {number}\n\n" for number in range(6))
    nested = flat.replace("- item 3", "  - item 3").replace("- item 4", "  - item 4")
    lower, higher = height(nested), height(flat)
    assert lower is not None
    assert higher is not None
    assert lower < higher


def test_steps_do_not_change_the_density() -> None:
    assert chosen(items(9).replace("- item 5", "--\n\n- item 5")) == chosen(items(9))


@pytest.mark.parametrize(
    ("columns", "expected"), [(70, "large"), (76, "roomy"), (82, "normal"), (200, "normal")]
)
def test_wide_code_is_not_set_larger_than_it_fits(columns: int, expected: str) -> None:
    assert chosen("## A\n\n```\n" + "x" * columns + "\n```\n") == expected


@pytest.mark.parametrize(
    ("columns", "expected"), [(64, "large"), (66, "roomy"), (69, "roomy"), (70, "normal")]
)
def test_wide_code_in_a_list_of_a_lab_fits_in_every_theme(columns: int, expected: str) -> None:
    """`workshop` has 64.9 columns there when large, 69.5 when roomy."""
    assert chosen("## A\n\n.lab[\n\n- do:\n  ```bash\n  " + "x" * columns + "\n  ```\n\n]\n") == expected


def test_code_in_a_column_has_the_columns_width() -> None:
    """39 letters fit in half a slide as they are, 42 in smaller ones; 60 fit in none."""

    def beside(columns: int) -> str:
        code = f"```bash\n{'x' * columns}\n```"
        return chosen(f"## Two\n\n.pull-left[\n\n{code}\n\n]\n\n.pull-right[\n\nwords\n\n]\n")

    assert [beside(columns) for columns in (30, 39, 42, 60)] == ["large", "normal", "dense", "normal"]


@pytest.mark.parametrize(("theme", "count"), [("", 1), ("theme: default\n", 1), ("theme: own\n", 0)])
def test_a_deck_with_a_theme_of_its_own_has_other_measures(theme: str, count: int) -> None:
    files = {"a.md": "# Much\n\n" + "- a line\n\n" * 30, "deck.yml": f"{theme}content: [a.md]\n"}
    assert len(findings_in(files, "SG620")) == count


@pytest.mark.parametrize(
    ("between", "count"),
    [
        ("--\n\n## More", 0),
        ("--\n\n#### More", 1),
        ("--\n\nMore", 1),
        ("+++", 0),
        ("+++?image=a.png", 0),
        ("++", 1),
    ],
)
def test_what_other_programs_part_is_no_slide(between: str, count: int) -> None:
    lines = "- a line\n\n" * 10
    text = f"## Much\n\n{lines}{between}\n\n{lines}\n---\n\nclass: a\n\n## B\n"
    assert len(findings_in({"a.md": text}, "SG620")) == count
