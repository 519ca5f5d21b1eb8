"""TeX to MathML: what is whole, what is refused, and a deck full of it."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workshops import Workshop

from slidegen.deck.formula import UnreadableFormulaError, mathml

FORTY = Path(__file__).parent / "math" / "formulas.md"


def words(html: str) -> str:
    return "".join(ElementTree.fromstring(html).itertext())


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        ("x_1", "x1"),
        (r"x\_1", "x1"),  # as authors write it for remark
        (r"R\\\_1", "R1"),
        (r"\\{a\\}", "{a}"),
        (r"\{a\}", "{a}"),
        (r"f\[0\]", "f[0]"),
        (r"\arg\max_x f", "argmaxxf"),
        (r"x \in \R", "x∈ℝ"),
        (r"\Alpha \real z", "Aℜz"),
        (r"a < b", "a<b"),
        ("x % a comment", "x"),
        (r"\begin{equation} x \label{e} \end{equation}", "x"),
    ],
)
def test_what_is_read(tex: str, shown: str) -> None:
    assert words(mathml(tex, False)).replace(" ", "") == shown


@pytest.mark.parametrize(
    ("tex", "coloured"),
    [
        (r"a \color{red}{x} + y", "x"),  # as MathJax has it, and whoever writes braces means it
        (r"\begin{pmatrix}\color{#ff2c2d}{?} & 2\end{pmatrix}", "?"),
        (r"a {\color{red} x + y} z", "x+y"),
        (r"a \textcolor{red}{x} + y", "x"),
    ],
)
def test_a_colour_holds_for_its_group(tex: str, coloured: str) -> None:
    root = ElementTree.fromstring(mathml(tex, False))
    assert ["".join(part.itertext()) for part in root.iter() if part.get("mathcolor")] == [coloured]


@pytest.mark.parametrize(
    "name", ["aligned", "align", "align*", "gathered", "eqnarray", "pmatrix", "cases", "rcases"]
)
def test_environments_are_tables(name: str) -> None:
    html = mathml(rf"\begin{{{name}}} a &= b \\\\ c &= d \end{{{name}}}", True)
    assert len(list(ElementTree.fromstring(html).iter("mtr"))) == 2


@pytest.mark.parametrize(
    ("tex", "reason"),
    [
        (r"\nope x", r"no command `\nope`"),
        (r"\begin{tikzpicture} x \end{tikzpicture}", "no environment `tikzpicture`"),
        (r"a & b", "`&` outside"),
        ("x_", "missing"),
        ("x" * 10_001, "too long"),
    ],
)
def test_what_is_refused(tex: str, reason: str) -> None:
    with pytest.raises(UnreadableFormulaError, match=r".") as refused:
        mathml(tex, False)
    assert reason in str(refused.value)


@settings(deadline=None)
@given(st.text(alphabet="ab1{}[]()\\_^$&%|<>= .,frcsqtbegind", max_size=40), st.booleans())
def test_it_is_whole_or_refused(tex: str, is_block: bool) -> None:
    try:
        html = mathml(tex, is_block)
    except UnreadableFormulaError:
        return
    assert ElementTree.fromstring(html).tag == "math"


def test_forty_formulas(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path, {"talk.md": FORTY.read_bytes()})
    result = workshop.build("talk.md")
    assert result.findings == ()
    formulas = [each for each in workshop.page("talk.html").iter() if str(each.tag).endswith("math")]
    assert len(formulas) >= 40
    assert {each.get("display") for each in formulas} == {"inline", "block"}
    assert all(each.get("alttext") for each in formulas)


def test_without_the_key_a_dollar_is_a_dollar(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path, {"talk.md": "# One\n\n$x_1$ and \\(y\\)\n"})
    workshop.build("talk.md")
    assert "math" not in {str(each.tag) for each in workshop.page("talk.html").iter()}


def test_one_that_cannot_be_read_is_shown_and_named(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path, {"talk.md": "# One\n\na $\\nope$\n"})
    (tmp_path / "slidegen.toml").write_text("fonts = false\nmath = true\n")
    (finding,) = workshop.build("talk.md").findings
    assert (finding.rule.code, finding.start.line, finding.start.column) == ("SG434", 3, 3)
    assert "$\\nope$" in (workshop.out / "talk.html").read_text()


def test_the_place_is_that_of_all_its_lines(tmp_path: Path) -> None:
    text = "# One\n\n$$\na\n$$\n\n> $$\n> b & c\n> $$\n\nand $d & e$\n"
    workshop = Workshop(tmp_path, {"talk.md": text, "slidegen.toml": "fonts = false\nmath = true\n"})
    places = [(found.start, found.end) for found in workshop.build("talk.md").findings]
    assert [((start.line, start.column), (end.line, end.column)) for start, end in places] == [
        ((7, 3), (9, 5)),
        ((11, 5), (11, 12)),
    ]
