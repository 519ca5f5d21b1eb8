"""Other markup as Markdown: fences where code is, and each piece at its place."""

from html import unescape
from pathlib import Path

from fixture_files import Case, parametrize
from hypothesis import given
from hypothesis import strategies as st

from slidegen.text.markup import OTHER_MARKUP, as_markdown

PIECES = (
    *("[source,bash]\n", "[source]\n", "[,sh]\n", "----\n", "....\n", "////\n", "```\n", "--\n", "== A\n"),
    *("<pre>", "</pre>", '<pre><code class="language-sh">', "</code></pre>", '<textarea id="source">'),
    *("</textarea>", "&lt;", "&amp;&amp;", "&quot;", "&#39;", "&#x1F600;", "ls", " ", "\n", "\n\n", "<b>"),
    *(
        "`+a+`",
        " <1>",
        "// x\n",
        "<script type=text/template>",
        "</script>",
        "😀",
        "<br>",
        "</b>",
        "<!--",
        "-->",
    ),
    *(
        "<code>",
        "</code>",
        "<kbd>",
        "</kbd>",
        "[listing]\n",
        "include::a[]\n",
        ".A\n",
        "+\n",
        "<!-- slidegen: x -->",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
FENCES = st.lists(
    st.sampled_from(
        (
            *(
                ":::{code-cell} sh\n",
                ":::: {code-block} sh\n",
                ":::{note}\n",
                ":::\n",
                "::::\n",
                "```\n",
                "ls\n",
            ),
            *("{{< highlight sh >}}\n", "{{< /highlight >}}\n", "  ", "x", "{{% highlight sh %}}\n", "---\n"),
        )
    ),
    max_size=20,
).map("".join)
READ = sorted(suffix for suffix, markup in OTHER_MARKUP.items() if markup.module)


@parametrize(Path(__file__).parent / "markup.md")
def test_read(case: Case) -> None:
    """Blanks at the end of a line are not compared."""
    path, _, text = case.input.partition("\n")
    shown = as_markdown(path, text)
    now = text if shown is None else shown.text
    assert [line.rstrip() for line in now.split("\n")] == [
        line.rstrip() for line in case.expected.split("\n")
    ]


@given(st.sampled_from(READ), TEXTS)
def test_each_piece_at_its_place(suffix: str, text: str) -> None:
    """Together the pieces stand for all that is written; each is what stands there, or what that means."""
    shown = as_markdown(f"a{suffix}", text)
    assert shown is not None
    at = 0
    for piece in shown.pieces:
        assert piece.start == at <= piece.end
        at = piece.end
        was = text[piece.start : piece.end]
        if piece.kind == "entity":
            assert piece.text == unescape(was) != was
        elif piece.kind == "written":
            assert len(piece.text) == len(was)
            assert piece.text == was or suffix not in (".html", ".htm")
    assert at == len(text)


@given(FENCES)
def test_other_fences_change_nothing_but_their_marks(text: str) -> None:
    shown = as_markdown("a.md", text)
    for piece in shown.pieces if shown else ():
        was = text[piece.start : piece.end]
        assert was == piece.text if piece.kind == "written" else was.lstrip()[:2] in ("::", "{{")
    assert shown is None or "".join(text[p.start : p.end] for p in shown.pieces) == text


@given(st.sampled_from(READ), TEXTS, st.data())
def test_there_and_back(suffix: str, text: str, data: st.DataObject) -> None:
    """What is shown is written within its own pieces, and who asks where that is shown comes back."""
    shown = as_markdown(f"a{suffix}", text)
    assert shown is not None
    start = data.draw(st.integers(0, len(shown.text)))
    end = data.draw(st.integers(start, len(shown.text)))
    first, last = shown.written(start, end)
    assert 0 <= first <= last <= len(text)
    inside = [
        p for p, at in zip(shown.pieces, shown.starts, strict=True) if at <= start and end <= at + len(p.text)
    ]
    if start < end and [piece.kind for piece in inside if piece.text] == ["written"]:
        assert (shown.shown(first), shown.shown(last - 1) + 1) == (start, end)  # `last` is what follows
        assert shown.text[start:end] == text[first:last] or suffix.startswith(".a")
