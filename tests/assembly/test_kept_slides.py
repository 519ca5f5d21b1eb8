from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from slidegen.assembly.kept_slides import NONE, pack_slides, unpack_slides
from slidegen.render.html import SlideHtml
from slidegen.set_aside import Aside
from slidegen.text.references import Reference

HTML = st.text(st.characters(codec=None)).map(Markup)
REFERENCES = st.lists(
    st.builds(Reference, st.sampled_from(("picture", "link")), st.text(), st.none() | st.text())
).map(tuple)
KEYS = st.text("0123456789abcdef:()", min_size=1)
SLIDES = st.dictionaries(KEYS, st.builds(SlideHtml, HTML, HTML, REFERENCES))


@given(SLIDES)
def test_what_is_packed_is_unpacked(slides: dict[str, SlideHtml]) -> None:
    kept = unpack_slides(b"".join(pack_slides(slides, "this")), "this")
    assert dict(kept) == slides


@given(SLIDES, SLIDES)
def test_what_was_kept_is_kept_with_what_is_new(
    before: dict[str, SlideHtml], now: dict[str, SlideHtml]
) -> None:
    kept = unpack_slides(b"".join(pack_slides(before, "this")), "this")
    both = unpack_slides(Aside(0).put(pack_slides(now, "this", kept)), "this")
    assert dict(both) == {**now, **before}


def test_what_another_program_made_is_not_taken() -> None:
    packed = b"".join(pack_slides({"a": SlideHtml(Markup("<p>one</p>"), Markup())}, "earlier"))
    assert unpack_slides(packed, "this") is NONE
    assert unpack_slides(b'["earlier", {}]\n', "this") is NONE
    assert unpack_slides(b"\xff", "this") is NONE


def test_nothing_kept_is_nothing() -> None:
    assert unpack_slides(None, "this") is NONE
    assert not NONE
