"""Headings as names."""

from pathlib import Path

from fixture_files import Case, parametrize
from hypothesis import given
from hypothesis import strategies as st

from slidegen.text.heading import Slugs, plain_text, slug

HERE = Path(__file__).parent


@parametrize(HERE / "heading.md")
def test_words_and_slugs(case: Case) -> None:
    words = plain_text(case.input.strip())
    assert f"{words}\n{slug(words)}\n" == case.expected


def test_a_second_of_a_name_is_numbered() -> None:
    slugs = Slugs()
    assert [slugs.unique(name) for name in ("a", "a", "a-2", "a", "", "")] == [
        "a", "a-2", "a-2-2", "a-3", "slide", "slide-2",
    ]  # fmt: skip


def test_a_reserved_name_goes_to_the_first_who_claims_it() -> None:
    slugs = Slugs()
    slugs.reserve("a")
    assert slugs.unique("a") == "a-2"
    assert slugs.claim("a")
    assert not slugs.claim("a")


@given(st.lists(st.text(alphabet="ab-2", max_size=4)))
def test_slugs_are_unique(names: list[str]) -> None:
    slugs = Slugs()
    given_out = [slugs.unique(name) for name in names]
    assert len(set(given_out)) == len(given_out)


@given(st.text())
def test_plain_text_is_one_line_without_tags(text: str) -> None:
    assert plain_text(text) == " ".join(plain_text(text).split())
