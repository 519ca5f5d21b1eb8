import pytest
from markupsafe import Markup

from slidegen.render.page import Page, SlideView
from slidegen.render.references import local_references, picture_references


def view(body: str, style: tuple[tuple[str, str], ...] = ()) -> SlideView:
    return SlideView("one", "1", "One", Markup(body), style=style)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<img src="a.png">', ["a.png"]),
        ("<IMG SRC = 'a b.png'>", ["a b.png"]),
        ('<a href="x.yaml?a=1&amp;b=2">', ["x.yaml?a=1&b=2"]),
        ('<video poster="p.jpg" src="v.webm">', ["p.jpg", "v.webm"]),
        ('<img data-src="a.png" title="src=">', []),
        ('<a href="https://x.y/z.png"><a href="//x/z"><a href="#top"><a href="/z">', []),
        ("<code>src=a.png, and x = &quot;href=b&quot;</code>", []),
        ('<p title ="t">src="a.png"</p>', ["a.png"]),
    ],
)
def test_the_files_that_a_slide_names(html: str, expected: list[str]) -> None:
    assert local_references(Page("deck", "Deck", (view(html),))) == expected


def test_backgrounds_are_pictures_too_and_each_is_named_once() -> None:
    slide = view('<img alt="" src="a.png"><img src="a.png">', (("background-image", "url(b.png)"),))
    assert picture_references(slide) == ["a.png", "b.png"]
    assert local_references(Page("deck", "Deck", (slide, slide))) == ["a.png", "b.png"]
