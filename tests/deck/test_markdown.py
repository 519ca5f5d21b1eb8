"""The one Markdown parser, as a slide shows what it makes."""

from pathlib import Path

from deck.workbench import body, markdown_texts
from fixture_files import Case, parametrize
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it.common.normalize_url import normalizeLink

from slidegen.deck.markdown import make_parser, parse
from slidegen.deck.syntax.bare_link import with_percents

HERE = Path(__file__).parent


@parametrize(HERE / "markdown.md")
def test_html(case: Case) -> None:
    assert body(case.input).strip() == case.expected.strip()


@settings(max_examples=200, deadline=None)
@given(markdown_texts)
def test_tokens_open_and_close(text: str) -> None:
    assert sum(token.nesting for token in parse(text)) == 0


def test_parsing_leaves_nothing_behind() -> None:
    parse("[a]: /one\n\n[a]")
    assert not any(child.type == "link_open" for token in parse("[a]") for child in token.children or ())


def test_deep_nesting_ends_somewhere() -> None:
    assert parse(">" * 500 + " x")
    assert parse("[" * 500 + "x" + "](y)" * 500)


addresses = st.builds(
    "{}{}".format,
    st.sampled_from(["", "#", "/", "//", "http://", "https://", "HTTPS://", "https:/", "mailto:", "a.b:"]),
    st.text(alphabet="abZ09_-.:/?#@&=+$,;!~*()%' é", max_size=30),
)


@settings(max_examples=500, deadline=None)
@given(addresses)
@example(f"https://{'a' * 64}/")
@example(f"https://{'a.' * 150}b/")
@example("https://a.b:80/c?d=e#f")
def test_addresses_are_as_markdown_it_writes_them(address: str) -> None:
    """But for percent signs that encode nothing, which stay as remark leaves them."""
    assert make_parser().normalizeLink(address) == with_percents(normalizeLink(address), address)
