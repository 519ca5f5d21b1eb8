"""The rules that are asked find what all of them would."""

from pathlib import Path

import pytest
from deck.workbench import markdown_texts
from fixture_files import read_cases
from hypothesis import example, given, settings
from hypothesis import strategies as st

from slidegen.deck.dispatch import BLOCKS, INLINES, NEEDS
from slidegen.deck.markdown import ASKED_FOR, make_parser, parse

PLAIN = make_parser()
HERE = Path(__file__).parent
FIXTURES = sorted([*HERE.glob("*.md"), *HERE.glob("syntax/*.md")])


def same_tokens(text: str) -> bool:
    return parse(text) == PLAIN.parse(text)


@settings(max_examples=300, deadline=None)
@given(markdown_texts)
def test_any_text(text: str) -> None:
    assert same_tokens(text)


#: what is moved right under a marker becomes code that was none, and the other way round
indentations = st.lists(
    st.tuples(
        st.sampled_from(["", " ", "  ", "   ", "    ", "     "]),
        st.sampled_from(
            ["", "x", "1. x", "10) e", "- y", "123456789.  z", "* ", "> q", "```", "--", "\r", "=="]
        ),
    ).map("".join),
    max_size=9,
).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(indentations)
@example("word\n10) e\n\n   x")
@example("a\n1234. b\n\n   a")
@example("a\r10) e\n\n   x")
def test_text_that_is_moved_under_its_item(text: str) -> None:
    assert same_tokens(text)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_fixtures(path: Path) -> None:
    for case in read_cases(path):
        assert same_tokens(case.input), case.title


@pytest.mark.shared
def test_a_real_workshop(corpus: Path) -> None:
    for path in sorted(corpus.glob("k8s/*.md")):
        assert same_tokens(path.read_text(encoding="utf-8")), path.name


def test_the_tables_name_rules_that_there_are() -> None:
    whole = make_parser(tuple(ASKED_FOR))
    assert set(BLOCKS) <= {rule.name for rule in whole.block.ruler.__rules__}
    assert set(INLINES) <= {rule.name for rule in whole.inline.ruler.__rules__}
    active = {rule for chain in PLAIN.get_active_rules().values() for rule in chain}
    assert {rule for _, rules in NEEDS for rule in rules} <= active
