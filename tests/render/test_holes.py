"""Where a build may show something better than a slide's own HTML: the renderer says it, nobody searches."""

from deck.workbench import render
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from slidegen.render.holes import Fillers, HtmlHole, filled, placed_holes, with_edges

KEYS = "sections: false\nextras: [media, diagrams]"
FENCE = "```mermaid\nflowchart LR\n  a --> b\n```\n"
RAW = '<pre class="mermaid">\nflowchart LR\n  a --&gt; b\n</pre>\n'
BIG: Fillers = {"diagram": lambda hole, _: Markup(f"[{hole.text}]"), "cast": lambda *_: None}


def holes_of(text: str, keys: str = KEYS) -> list[tuple[HtmlHole, str]]:
    (html,) = render(f"# A\n\n{text}", keys)
    assert "\0" not in html.body + html.notes
    return [(hole, html.body[hole.start : hole.end]) for hole in html.holes]


def test_a_hole_is_its_element() -> None:
    ((hole, shown),) = holes_of(FENCE)
    assert (hole.kind, hole.text) == ("diagram", "flowchart LR\n  a --> b")
    assert shown == '<pre><code class="language-mermaid">flowchart LR\n  a --&gt; b</code></pre>'


def test_an_authors_html_has_one_where_a_deck_asks_for_it() -> None:
    ((hole, shown),) = holes_of(f'<div class="x">{RAW}</div>\n')
    assert hole.text == "flowchart LR\n  a --> b"
    assert shown == RAW.strip()
    assert holes_of(RAW, "sections: false") == []


def test_a_diagram_knows_its_step() -> None:
    found = holes_of(f"- one\n\n--\n\n{FENCE}\n{RAW}")
    assert [hole.attributes for hole, _ in found] == [' data-step="1"'] * 2


def test_what_only_shows_such_html_has_none() -> None:
    assert holes_of(f"```html\n{RAW}```\n\n<!-- {RAW} -->\n") == []


def test_a_recording_is_one_with_its_caption() -> None:
    ((hole, shown),) = holes_of('See ![how & why](a.cast "p.png").\n')
    assert (hole.kind, hole.text, hole.caption, hole.has_poster) == ("cast", "a.cast", "how & why", True)
    assert shown.startswith('<span class="media media-cast"><a href="a.cast">')


def test_what_an_authors_tag_swallows_is_none_and_the_others_are() -> None:
    found = holes_of(f'{FENCE}\n<body title="\n\n{FENCE}\n">\n\n{FENCE}')
    assert [shown[:4] for _, shown in found] == ["<pre"] * 2


@given(st.lists(st.tuples(st.text("ab<>"), st.text("xy&;"), st.booleans())))
def test_what_is_filled_is_what_stands_between(parts: list[tuple[str, str, bool]]) -> None:
    """Any holes, of which some are filled: what stands around them stays."""
    edged = "".join(f"{before}{with_edges(inside, n)}" for n, (before, inside, _) in enumerate(parts))
    wanted = [HtmlHole("diagram" if better else "cast", str(n)) for n, (_, _, better) in enumerate(parts)]
    html, holes = placed_holes(edged, wanted)
    assert html == "".join(before + inside for before, inside, _ in parts)
    assert [html[hole.start : hole.end] for hole in holes] == [inside for _, inside, _ in parts]
    expected = "".join(
        before + (f"[{n}]" if better else inside) for n, (before, inside, better) in enumerate(parts)
    )
    assert filled(Markup(html), holes, BIG) == expected
