"""The author's raw HTML stays inside its slide."""

from pathlib import Path

import html5lib
import pytest
from fixture_files import Case, parametrize
from hypothesis import given, settings
from hypothesis import strategies as st

from slidegen.render.raw_html import OPENS_NOTHING, at_step, balanced

HERE = Path(__file__).parent

TAGS = ("a", "b", "br", "button", "dd", "div", "dt", "form", "h2", "img", "li", "noscript", "ol", "option")
MORE_TAGS = (
    "p",
    "pre",
    "script",
    "span",
    "style",
    "svg",
    "table",
    "td",
    "textarea",
    "title",
    "tr",
    "ul",
)
PIECES = [
    *(piece for tag in (*TAGS, *MORE_TAGS) for piece in (f"<{tag}>", f"</{tag}>", f"<{tag}/>")),
    "text", "<", "</", "<!--", "-->", "<a href='", '"', "'", ">", "<p class=x>", "<p a=\"<b>\">", "&lt;", " ",
]  # fmt: skip


@parametrize(HERE / "raw-html.md")
def test_balanced(case: Case) -> None:
    assert balanced(case.input).strip() == case.expected.strip()


@settings(max_examples=1000, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_nothing_escapes_its_element(html: str) -> None:
    page = f"<!doctype html><body><section><div>{balanced(html)}</div></section><i>after</i></body>"
    tree = html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False)
    (body,) = tree.findall("body")
    assert [child.tag for child in body] == ["section", "i"], page
    assert [child.tag for child in body[0]] == ["div"], page
    assert (body[1].text, len(body[1])) == ("after", 0), page


BREAKS = ("<br>", "<br/>", "<br />", "<!-- a note -->", "<!--", "-->", "<br", "<", "&lt;", "text", "\n", " ")


@settings(max_examples=1000, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(BREAKS), max_size=12).map("".join))
def test_what_opens_nothing_is_balanced(html: str) -> None:
    if OPENS_NOTHING.match(html):
        assert balanced(f"<p>a {html}\n<em>b</em></p>") == f"<p>a {html}\n<em>b</em></p>"


@pytest.mark.parametrize("piece", ["<div>", "</div>", "<!--", "<a b='", "<script>", "<li>", "<a "])
def test_time_grows_with_the_text_and_not_faster(piece: str) -> None:
    from time import process_time

    def seconds(count: int) -> float:
        start = process_time()
        balanced(piece * count)
        return process_time() - start

    assert seconds(40_000) < 0.2 + 8 * seconds(10_000)


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<div>a</div>", '<div data-step="2">a</div>'),
        (
            "<p class=x>a<b>b</b></p>\n<p>c</p>",
            '<p data-step="2" class=x>a<b>b</b></p>\n<p data-step="2">c</p>',
        ),
        ("<br/>\na", '<br data-step="2"/><span data-step="2">\na</span>'),
        ("<pre><i></pre><!-- <b> -->", '<pre data-step="2"><i></pre><!-- <b> -->'),
        ("</div>\n", "</div>\n"),
        ("<div>\n", '<div data-step="2">\n'),
        ("<script>'<p>'</script>", "<script data-step=\"2\">'<p>'</script>"),
    ],
)
def test_a_step_marks_the_outermost_elements(html: str, marked: str) -> None:
    assert at_step(html, "2") == marked
