"""The patch from one page to the next, applied as the browser applies it."""

import json

from hypothesis import given
from hypothesis import strategies as st
from serve_live import applied

from slidegen.serve.reload import Patch, SlideMarkup, Snapshot, difference


def slide(id: str, text: str = "", number: int = 1) -> SlideMarkup:
    return SlideMarkup(id, f'<section id="{id}" data-number="{number}"><p>{text}</p></section>')


def page(*slides: SlideMarkup, **more: str) -> Snapshot:
    return Snapshot("<main>", slides, "</main>", **more)  # type: ignore[arg-type]


def test_a_number_is_changed_in_the_tag_alone() -> None:
    patch = difference(page(slide("a"), slide("b", "x", 2)), page(slide("a"), slide("b", "x", 3)))
    assert [new.id for new in patch.tags] == ["b"]
    assert patch.as_data() == {"tags": [["b", '<section id="b" data-number="3">']]}


def test_a_text_is_changed_by_the_whole_slide() -> None:
    patch = difference(page(slide("a"), slide("b", "x")), page(slide("a"), slide("b", "y")))
    assert patch.edited == ("b",)
    assert not patch.splices


def test_the_same_page_is_an_empty_patch() -> None:
    assert difference(page(slide("a")), page(slide("a"))).is_empty
    assert difference(page(slide("a")), page(slide("a"))).as_data() == {}


def test_the_generation_is_no_part_of_the_data_that_is_sent() -> None:
    old, new = page(data=json.dumps({"generation": "g", "plan": 1})), page(data='{"generation":"g","plan":2}')
    assert difference(old, new).as_data() == {"data": {"plan": 2}}


def test_only_what_cannot_be_swapped_reloads() -> None:
    old = Snapshot("<i>T</i><a.css><main>", (), "</main><a.js>", "T", styles=("a.css",), scripts=("a.js",))
    new = Snapshot("<i>U</i><b.css><main>", (), "</main><a.js>", "U", styles=("b.css",), scripts=("a.js",))
    assert difference(old, new) == Patch(title="U", styles=("b.css",))
    assert difference(old, Snapshot("<i>T</i><a.css><nav><main>", (), "</main><a.js>")).reload


ids = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(ids, ids, st.data())
def test_any_page_becomes_any_other(before: list[str], after: list[str], data: st.DataObject) -> None:
    def draw(ids: list[str]) -> Snapshot:
        texts, numbers = st.sampled_from(["x", "y"]), st.integers(1, 3)
        return page(*(slide(name, data.draw(texts), data.draw(numbers)) for name in ids))

    old, new = draw(before), draw(after)
    assert applied(old, difference(old, new)) == [slide.html for slide in new.slides]
