"""Macros: how they are called, what becomes of calls that nobody answers, and of those that fail."""

from time import process_time

import pytest
from deck.workbench import MARGIN, compose, manifest, told

from slidegen.budget import Budget
from slidegen.deck import macro_template
from slidegen.deck.macro import BUILT_IN, Expansion, expand_macros
from slidegen.deck.macro_template import make_macros, templates_of
from slidegen.source.file import SourceFile

pytestmark = pytest.mark.usefixtures("no_collector")

MACROS = {
    "hi": lambda arguments, text, _: f"hi {'+'.join(arguments)} {text}".strip(),
    "twice": lambda _, __, ___: "![:hi] ![:hi]",
    "loop": lambda _, __, ___: "x![:loop]",
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
    assert expand_macros(text, MACROS, Budget.of(0)) == Expansion(expanded, ())


def test_unknown_names_stay_and_are_named_once() -> None:
    assert expand_macros("![:no] ![:no](x)", MACROS, Budget.of(0)) == Expansion("![:no] ![:no](x)", ("no",))


def test_a_macro_that_calls_itself_ends() -> None:
    expansion = expand_macros("![:loop]", MACROS, Budget.of(0))
    assert expansion.text.startswith("xxx")
    assert len(expansion.text) < 100
    [(name, failure)] = expansion.failures
    assert name == "loop"
    assert "more than 16 deep" in failure.message


def test_an_unknown_macro_is_a_finding_at_its_call() -> None:
    deck = compose("# One\n\n---\n\ntext ![:nope 3](x)\n")
    assert told(deck.findings).startswith("deck.md:5:6 SG405 nobody defines the macro `nope`")
    assert "![:nope 3](x)" in list(deck.slides)[1].text


def test_macros_count_in_notes_too() -> None:
    (slide,) = compose("text\n???\nsay ![:hi]\n", macros=MACROS).slides
    assert slide.notes == "say hi\n"


def test_the_names_of_our_own_macros_are_known_without_their_templates() -> None:
    assert {*macro_template.BUILT_IN, "include"} == set(BUILT_IN)


# ---- templates of projects
MISTAKES = [
    ("{{ cycler.__init__.__globals__ }}", "SG061", "deck.yml:2:17", "access to attribute '__init__'"),
    ("{{ nope }}", "SG060", "deck.yml:2:10", "'nope' is undefined"),
    ("{{ 1/0 }}", "SG060", "deck.yml:2:7", "ZeroDivisionError: division by zero"),
    ("a {{ b", "SG060", "deck.yml:2:9", "unexpected end of template"),
    ("{% nope %}", "SG060", "deck.yml:2:10", "unknown tag 'nope'"),
    ("{{ 'x' * 10**9 }}", "SG062", "deck.yml:2:7", "more than a deck may grow by"),
    ("{{ text.nope() }}", "SG060", "deck.yml:2:15", "has no attribute 'nope'"),
    ("{{ args[0] + 1 }}", "SG060", "deck.yml:2:7", "TypeError"),
    ("{% include 'x' %}", "SG060", "deck.yml:2:7", "no loader"),
]


@pytest.mark.parametrize(("template", "code", "place", "said"), MISTAKES)
def test_a_mistake_in_a_macro_is_a_finding_where_it_stands_and_at_its_call(
    template: str, code: str, place: str, said: str
) -> None:
    yaml = f'macros:\n  m: "{template}"'
    described = manifest(f"{yaml}\n{MARGIN}")
    [written] = templates_of(described.macros, described, never, lambda _: None)
    macros = make_macros([written], "", lambda _: None)
    deck = compose("# One\n\n---\n\ntext ![:m x](y)\n", yaml, macros=macros)
    use, mine = deck.findings
    assert str(use).startswith("deck.md:5:6 SG409 the macro `m` fails here: ")
    assert said in use.message
    assert use.help == f"Mend it at {place}"
    assert str(mine).startswith(f"{place} {code} The macro `m`: ")
    assert any("![:m x](y)" in slide.text for slide in deck.slides)


def never(name: str, text: str) -> tuple[SourceFile, int, int]:
    raise AssertionError(name)


def test_the_line_in_a_block_and_in_a_file_of_its_own() -> None:
    described = manifest("macros:\n  m: |\n    one\n    {{ nope }}\n  f: m.txt\n" + MARGIN)
    file = SourceFile.from_text("m.txt", "one\n\n  {{ other }}\n")
    templates = templates_of(described.macros, described, never, {"m.txt": file}.get)
    macros = make_macros(templates, "", lambda _: None)
    deck = compose("![:m]\n\n![:f]\n", macros=macros)
    assert [str(f).split(" The")[0] for f in deck.findings if f.rule.code == "SG060"] == [
        "deck.yml:4:8 SG060",
        "m.txt:3:6 SG060",
    ]


def test_macros_that_call_one_another_without_an_end_are_said() -> None:
    macros = {
        "a": lambda _, __, ___: "![:b]",
        "b": lambda _, __, ___: "![:a]",
        "self": lambda _, __, ___: "![:self]",
    }
    for call in ("![:a]", "![:self]"):
        (finding,) = compose(f"text {call}\n", macros=macros).findings
        assert "more than 16 deep" in finding.message


def test_macros_that_double_are_stopped_soon() -> None:
    macros = {"r": lambda _, __, ___: "![:r a]![:r a]", "s": lambda _, __, ___: "x" * 10_000 + "![:s]" * 5}
    start = process_time()
    for call in ("![:r]", "![:s]"):
        (finding,) = compose(f"text {call}\n" * 3, macros=macros).findings
        assert finding.rule.code == "SG409"
    assert process_time() - start < 10


def test_an_included_file_that_is_not_there() -> None:
    macros = make_macros([], "", {"here.md": SourceFile.from_text("here.md", "*it*")}.get)
    (slide,) = compose("![:include](here.md)\n", macros=macros).slides
    assert slide.text == "*it*\n"
    (finding,) = compose("![:include](gone.md)\n", macros=macros).findings
    assert "gone.md does not exist" in finding.message
