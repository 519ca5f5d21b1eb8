"""Other markup as Markdown: fences where code is, and every character at its place."""

from pathlib import Path

from fixture_files import Case, parametrize
from hypothesis import given
from hypothesis import strategies as st

from slidegen.text.markup import OTHER_MARKUP, as_markdown

PIECES = (
    *("[source,bash]\n", "[source]\n", "[,sh]\n", "----\n", "....\n", "////\n", "```\n", "--\n", "== A\n"),
    *("<pre>", "</pre>", '<pre><code class="language-sh">', "</code></pre>", '<textarea id="source">'),
    *("</textarea>", "&lt;", "&amp;&amp;", "&quot;", "&#39;", "&#x1F600;", "ls", " ", "\n", "\n\n", "<b>"),
    *("`+a+`", " <1>", "// x\n", "<script type=text/template>", "</script>", "😀"),
)


@parametrize(Path(__file__).parent / "markup.md")
def test_read(case: Case) -> None:
    """Blanks that stand for something are shown as dots; those at the end of a line are not compared."""
    path, _, text = case.input.partition("\n")
    shown = as_markdown(path, text)
    expected = case.expected.replace("·", " ")
    assert [line.rstrip() for line in shown.split("\n")] == [line.rstrip() for line in expected.split("\n")]
    assert len(shown) == len(text)


@given(st.sampled_from(sorted(OTHER_MARKUP)), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_nothing_moves(suffix: str, text: str) -> None:
    """As long as before, a line end where one was, and no letter but where a language is named by markup."""
    shown = as_markdown(f"a{suffix}", text)
    assert len(shown) == len(text)
    for at, (was, now) in enumerate(zip(text, shown, strict=True)):
        assert now == "\n" or was != "\n"
        if now.isalnum() and now != was:
            assert text[: at + 1].rpartition("\n")[2].startswith("[") or "<pre" in text[max(0, at - 40) : at]
