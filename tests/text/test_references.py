"""What HTML and CSS name, decoded once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slidegen.text.html_tags import start_tags
from slidegen.text.references import (
    PlacedReference,
    Reference,
    file_part,
    place_of,
    references_in_css,
    references_in_html,
    with_slashes,
)


@pytest.mark.parametrize(
    ("html", "named"),
    [
        ('<img src="a.png">', ["a.png"]),
        ("<IMG SRC = 'a b.png'>", ["a b.png"]),
        ("<img src=a.png alt=x>", ["a.png"]),
        ("<img src=a.png/>", ["a.png/"]),
        ('<image src="a.png" id="b" />', ["a.png"]),
        ('<img src="it&#39;s.png">', ["it's.png"]),
        ('<img src="a&amp;b.png">', ["a&b.png"]),
        ('<a href="x.yaml?a=1&amp;b=2">', ["x.yaml?a=1&b=2"]),
        ('<video poster="p.jpg" src="v.webm">', ["p.jpg", "v.webm"]),
        ('<img srcset="a.png 1x, b,c.png 2x,d.png" src=e.png>', ["a.png", "b,c.png", "d.png", "e.png"]),
        ('<source srcset="a.png"><track src="t.vtt"><embed src=e.swf><object data="o.pdf">',
         ["a.png", "t.vtt", "e.swf", "o.pdf"]),
        ('<svg><image href="i.png"/><image xlink:href="j.png"/></svg>', ["i.png", "j.png"]),
        ('<div style="background: url(&quot;q.png&quot;)">', ["q.png"]),
        ("<div style='background-image:url( q.png ), url(\"r (1).png\")'>", ["q.png", "r (1).png"]),
        ('<style>@import "x.css"; p { background: url(y.png) }</style>', ["x.css", "y.png"]),
        ('<img data-src="a.png" title="src=">', []),
        ("<code>src=a.png, and x = &quot;href=b&quot;</code>", []),
        ('<!-- <img src="a.png"> --><img src="b.png">', ["b.png"]),
        ('<p title="<img src=a.png>">', []),
        ("<script>var x = '<img src=\"a.png\">'</script>", []),
        ('<img src="">', []),
        ("a < b and src=c.png", []),
    ],
)  # fmt: skip
def test_what_tags_name(html: str, named: list[str]) -> None:
    assert [placed.reference.address for placed in references_in_html(html)] == named


@pytest.mark.parametrize(
    ("css", "named"),
    [
        ("url(a.png)", ["a.png"]),
        ("url( 'a b.png' )", ["a b.png"]),
        (r"url(a\ b.png) url('it\27 s.png')", ["a b.png", "it's.png"]),
        ("linear-gradient(red, blue), URL(x.svg)", ["x.svg"]),
        ("red", []),
    ],
)
def test_what_styles_name(css: str, named: list[str]) -> None:
    assert [placed.reference.address for placed in references_in_css(css)] == named


def test_a_path_is_decoded_once() -> None:
    assert file_part("images/a%20b.png?raw=1#x") == "images/a b.png"
    assert file_part("a%2520b.png") == "a%20b.png"


def test_a_backslash_in_a_path_is_a_slash() -> None:
    assert file_part(r"img\a b\c.png?x=\y") == "img/a b/c.png"
    assert file_part(r"C:\a.png") == r"C:\a.png"
    assert with_slashes(r"https:\\a.org\b#\c") == r"https://a.org/b#\c"
    assert with_slashes(r"data:a\b") == r"data:a\b"


def test_the_place_is_where_the_address_is_written() -> None:
    html = '<p>it&#39;s.png <img src="it&#39;s.png">'
    [placed] = references_in_html(html)
    assert html[placed.start : placed.end] == "it&#39;s.png"
    assert placed == PlacedReference(Reference("picture", "it's.png"), html.rindex("it"), len(html) - 2)
    assert place_of(placed.reference, html, 10, len(html)) == (placed.start, placed.end)


@given(st.text(alphabet="<>a=\"' /!-sr&;", max_size=60))
def test_any_text_is_read_and_tags_stand_where_they_say(html: str) -> None:
    for tag in start_tags(html):
        assert html[tag.start] == "<"
        assert html[tag.end - 1] == ">"
        for each in tag.attributes:
            assert tag.start <= each.start <= each.end <= tag.end


def test_tags_that_never_end_take_no_time() -> None:
    for text in ('<a "' * 30_001, "<a '" * 30_001, "<" * 100_000, "<a b=" * 50_000, "<!--" * 50_000):
        assert list(references_in_html(f"{text}>")) == []


def test_an_address_of_letters_beyond_ascii_and_blanks_is_found_where_it_is_written() -> None:
    """Markdown writes the letters of `été%20b.png` in percent signs, and the blank stood so before."""
    reference = Reference("picture", "%C3%A9t%C3%A9%20b.png")
    text = "![x](été%20b.png)"
    start, end = place_of(reference, text, 0, len(text))
    assert text[start:end] == "été%20b.png"
