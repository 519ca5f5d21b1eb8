"""HTML that lies in a file is what it was, to all who ask for it."""

import pickle
from dataclasses import replace

import pytest
from deck.workbench import compose
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from slidegen.assembly.kept_slides import pack_slides
from slidegen.render.holes import HtmlHole
from slidegen.render.html import SlideHtml, SlideRenderer
from slidegen.render.page import SlideView
from slidegen.set_aside import Aside
from slidegen.source.manifest import RemarkOptions

TEXTS = st.text(st.characters(codec=None)).map(Markup)


@given(TEXTS, TEXTS, st.sampled_from((0, 1 << 20)))
def test_it_is_what_it_was(body: Markup, notes: Markup, room: int) -> None:
    at_hand, laid = (SlideHtml(body, notes) for _ in range(2))
    laid.lay_aside(Aside(room))
    assert laid == at_hand
    assert hash(laid) == hash(at_hand)
    assert pickle.loads(pickle.dumps(laid)) == at_hand
    assert (laid.sizes, laid.wide, laid.as_bytes) == (at_hand.sizes, at_hand.wide, at_hand.as_bytes)
    assert tuple(map(len, at_hand.as_bytes)) == at_hand.sizes
    assert list(pack_slides({"a": laid}, "this")) == list(pack_slides({"a": at_hand}, "this"))


@given(TEXTS, TEXTS)
def test_a_view_of_it_shows_the_same(body: Markup, notes: Markup) -> None:
    html, view = SlideHtml(body, notes), SlideView("a", "1", "A", body, notes=notes)
    html.lay_aside(Aside(0))
    assert html.laid
    view.lie_at(html.laid)
    assert (view.body, view.notes) == (body, notes)
    assert isinstance(view.body, Markup)
    assert replace(view, title="B").body == body


def test_a_copy_is_not_known_by_what_its_texts_were() -> None:
    hole = HtmlHole("cast", "a.cast", start=0, end=3)
    view = SlideView("a", "1", "A", Markup("one"), holes=(hole,))
    view.know_by("a key")
    assert view.known_by == "a key"
    played = view.filled({"cast": lambda *_: Markup("two")})
    assert (played.body, played.known_by) == ("two", "")
    assert replace(view, body=Markup("two")).known_by == ""


def test_nothing_else_is_made_up() -> None:
    html = SlideHtml(Markup("<p>one</p>"), Markup())
    html.lay_aside(Aside(0))
    with pytest.raises(AttributeError, match="title"):
        html.title  # type: ignore[attr-defined]  # noqa: B018


def test_what_is_rendered_beyond_the_room_for_it_lies_aside() -> None:
    renderer = SlideRenderer(_room=len("<h1>One</h1>\n"))
    first, second = renderer.slides(compose("# One\n\n---\n\n# Two\n").slides, RemarkOptions())
    assert (first.laid, second.laid is None) == (None, False)
    assert "<h1>Two</h1>" in second.body
