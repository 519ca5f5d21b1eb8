"""Macros: how they are called, and what becomes of calls that nobody answers."""

import pytest
from deck.workbench import compose, told

from slidegen.deck.macro import BUILT_IN, Expansion, expand_macros
from slidegen.render import macro_templates

MACROS = {
    "hi": lambda arguments, text: f"hi {'+'.join(arguments)} {text}".strip(),
    "twice": lambda _, __: "![:hi] ![:hi]",
    "loop": lambda _, __: "x![:loop]",
}


@pytest.mark.parametrize(
    ("text", "expanded"),
    [
        ("![:hi]", "hi"),
        ("a ![:hi 50%, b](c d) e", "a hi 50%+b c d e"),
        ("![:twice]", "hi hi"),
        ("`![:hi]` ![:hi]", "`![:hi]` hi"),
        ("```\n![:hi]\n```", "```\n![:hi]\n```"),
        ("<!-- ![:hi] -->", "<!-- ![:hi] -->"),
        ("![hi](x.png)", "![hi](x.png)"),
    ],
)
def test_calls(text: str, expanded: str) -> None:
    assert expand_macros(text, MACROS) == Expansion(expanded, ())


def test_unknown_names_stay_and_are_named_once() -> None:
    assert expand_macros("![:no] ![:no](x)", MACROS) == Expansion("![:no] ![:no](x)", ("no",))


def test_a_macro_that_calls_itself_ends() -> None:
    expansion = expand_macros("![:loop]", MACROS)
    assert expansion.text.startswith("xxx")
    assert len(expansion.text) < 100


def test_an_unknown_macro_is_a_finding_at_its_call() -> None:
    deck = compose("# One\n\n---\n\ntext ![:nope 3](x)\n")
    assert told(deck.findings).startswith("deck.md:5:6 SG405 nobody defines the macro `nope`")
    assert "![:nope 3](x)" in list(deck.slides)[1].text


def test_macros_count_in_notes_too() -> None:
    (slide,) = compose("text\n???\nsay ![:hi]\n", macros=MACROS).slides
    assert slide.notes == "say hi\n"


def test_the_names_of_our_own_macros_are_known_without_their_templates() -> None:
    assert {*macro_templates.BUILT_IN, "include"} == set(BUILT_IN)
