"""Commands that formulas define for the rest of a deck."""

from pathlib import Path

import pytest
from workshops import Workshop

from slidegen.deck.formula import UnreadableFormulaError, mathml
from slidegen.deck.formula_commands import commands_used, define, definitions_in, written_out


def test_what_a_slide_defines_is_taken_out() -> None:
    text = (
        "$$\n\\newcommand{\\R}{\\mathbb{R}}\n\\def\\E#1{E[#1]}\n"
        "\\DeclareMathOperator*{\\most}{most}\n$$\n\n$\\R$\n"
    )
    found, rest = definitions_in(text)
    assert rest == "\n\n$\\R$\n"
    assert written_out("$\\E{\\R} \\most x$", found) == "$E[\\mathbb{R}] \\operatorname{most} x$"


def test_a_definition_with_a_choice_and_one_in_code_stay() -> None:
    text = "$\\newcommand{\\a}[2][x]{#1#2}$\n\n```tex\n\\newcommand{\\b}{c}\n```\n"
    assert definitions_in(text) == ({}, text)


def test_a_formula_that_says_more_than_definitions_stays() -> None:
    assert definitions_in("$$\\newcommand\\b[1]{|#1|} \\b{x}$$")[1] == "$$ \\b{x}$$"


DECK = {
    "deck.yml": "title: T\nmath: true\ncontent: [a.md, b.md]\n",
    "a.md": (
        "# A\n\n$$\n\\newcommand{\\RR}{\\mathbb{R}}\n\\newcommand{\\half}[1]{\\frac{#1}{2}}\n$$\n\n"
        "$\\half{\\RR}$\n\n```tex\n\\newcommand{\\z}{q}\n```\n"
    ),
    "b.md": "# B\n\n$\\RR^2$\n\n---\n\n# C\n\n$\\renewcommand{\\RR}{R}\\RR$ and $\\z$\n",
}


def test_they_hold_for_the_rest_of_the_deck_until_they_are_renewed(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path, DECK)
    [finding] = workshop.build().findings
    assert str(finding) == (
        "b.md:9:32 SG434 this formula is shown as it is written: there is no command `\\z`"
    )
    page = (workshop.out / "deck.html").read_text()
    said = [each.partition('"')[0] for each in page.split('alttext="')[1:]]
    assert said == ["\\frac{\\mathbb{R}}{2}", "\\mathbb{R}^2", "R"]
    assert "newcommand" in page.partition("<pre")[2]
    assert "newcommand" not in page.partition("<pre")[0]


def test_another_definition_makes_the_slides_that_call_it_anew(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path, DECK)
    workshop.build()
    workshop.write({"a.md": DECK["a.md"].replace("{R}}", "{Q}}")})
    workshop.build()
    page = (workshop.out / "deck.html").read_text()
    assert 'alttext="\\mathbb{Q}^2"' in page
    assert "mathbb{R}" not in page


def test_a_slide_keeps_those_that_it_may_call() -> None:
    known: dict[str, object] = {}
    define(("$\\newcommand{\\a}{\\b}\\newcommand{\\b}{x}\\newcommand{\\c}{y}$",), known)  # type: ignore[arg-type]
    assert [name for name, _, _ in commands_used(("$\\a$",), known)] == ["a", "b"]  # type: ignore[arg-type]


@pytest.mark.parametrize("body", ["\\a\\a\\a\\a\\a\\a\\a\\a", "x" * 9_999 + "\\a"])
def test_one_that_grows_without_end_is_refused(body: str) -> None:
    with pytest.raises(UnreadableFormulaError, match="written out, are too long"):
        mathml("\\a \\a", False, (("a", body, 0),))


def test_one_that_is_only_itself_is_unknown() -> None:
    with pytest.raises(UnreadableFormulaError, match="no command"):
        mathml("\\a", False, (("a", "\\a", 0),))
