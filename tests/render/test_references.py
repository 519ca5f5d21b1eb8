from markupsafe import Markup

from slidegen.render.page import Page, SlideView
from slidegen.render.references import local_references, picture_references
from slidegen.text.references import Reference


def view(*references: Reference) -> SlideView:
    return SlideView("one", "1", "One", Markup(), references=references)


def test_each_file_is_named_once_and_what_is_elsewhere_is_not() -> None:
    picture, again = Reference("picture", "a.png", "A"), Reference("picture", "a.png")
    page, remote = Reference("page", "b.html"), Reference("picture", "https://x.y/z.png")
    top, root = Reference("link", "#top"), Reference("link", "/z")
    slide = view(picture, again, page, remote, top, root)
    assert local_references(Page("deck", "Deck", (slide, slide))) == [picture, page]
    assert picture_references(slide.references) == [picture]


def test_what_was_meant_as_a_picture_is_told_and_not_looked_for() -> None:
    meant = Reference("text", "more bananas.png", "x")
    assert picture_references(view(meant).references) == [meant]
    assert local_references(Page("deck", "Deck", (view(meant),))) == []
