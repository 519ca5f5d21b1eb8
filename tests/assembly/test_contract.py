"""The HTML contract: what every theme and every comparison may rely on."""

import pytest
from workshops import Workshop, classes, slides, text

DECK = """\
name: start
class: title, big

# Hello

---

# Steps

- a

--

- b

--

text `code`

???

Say *this*.

---

count: false

# Hello

```bash
* ls `here`
echo
```

---

class: gone

never seen

---

background-image: url(x.svg)

no title
"""
FILES = {
    "deck.yml": "title: T\nsections: false\nexclude: [gone]\n"
    "remark: {highlightLines: true, highlightSpans: true}\n"
    "content: [deck.md]\n",
    "deck.md": DECK,
    "x.svg": "<svg/>",
}


@pytest.fixture
def built(workshop: Workshop) -> Workshop:
    for name in ("first.yml", "second.yml"):
        (workshop.root / name).unlink()
    workshop.write(FILES)
    assert workshop.build().findings == ()
    return workshop


def test_each_slide_is_a_section_in_order(built: Workshop) -> None:
    found = slides(built.page("deck.html"))
    assert [(each.get("id"), each.get("data-number"), each.get("data-steps")) for each in found] == [
        ("start", "1", "0"),
        ("steps", "2", "2"),
        ("hello", "4", "0"),
        ("deck-5", "5", "0"),
    ]


def test_slides_say_where_they_come_from(built: Workshop) -> None:
    sources = [each.get("data-source") for each in slides(built.page("deck.html"))]
    assert sources == ["deck.md:1", "deck.md:8", "deck.md:26", "deck.md:43"]


def test_a_slide_has_its_classes(built: Workshop) -> None:
    first, *_ = slides(built.page("deck.html"))
    assert classes(first) == ["slide", "title", "big"]


def test_a_slide_has_one_body_and_its_notes(built: Workshop) -> None:
    for slide in slides(built.page("deck.html")):
        assert len([each for each in slide if "slide-body" in classes(each)]) == 1
    _, steps, *_ = slides(built.page("deck.html"))
    (notes,) = [each for each in steps if "notes" in classes(each)]
    assert (notes.tag, text(notes)) == ("aside", "Say this.")


def test_blocks_carry_their_step(built: Workshop) -> None:
    _, steps, *_ = slides(built.page("deck.html"))
    marked = {text(each): each.get("data-step") for each in steps.iter() if each.get("data-step")}
    assert marked == {"b": "1", "text code": "2"}


def test_code_has_its_language_and_highlights(built: Workshop) -> None:
    (pre,) = list(built.page("deck.html").iter("pre"))
    assert [(each.tag, each.get("class")) for each in pre] == [("code", "language-bash")]
    lines = [each for each in pre.iter("span") if "line-highlighted" in classes(each)]
    assert [text(each) for each in lines] == ["ls here"]
    assert [text(each) for each in pre.iter("mark")] == ["here"]


def test_backgrounds_are_styles(built: Workshop) -> None:
    *_, last = slides(built.page("deck.html"))
    assert last.get("style") == "background-image: url(x.svg)"
    assert "x.svg" in built.files()


def test_ids_are_unique_in_the_page(workshop: Workshop) -> None:
    workshop.write({"last.md": "# Slides\n\n---\n\n# Deck contents\n\n---\n\nname: slides\n\nx\n"})
    workshop.build()
    ids = [each.get("id") for each in workshop.page("first.html").iter() if each.get("id")]
    assert len(set(ids)) == len(ids)


def test_the_page_says_what_it_is(workshop: Workshop) -> None:
    workshop.write(
        {"first.yml": "title: |\n  First\n  deck\nlang: fr\ndescription: About <one>.\ncontent: [last.md]\n"}
    )
    workshop.build()
    page = workshop.page("first.html")
    assert page.get("lang") == "fr"
    assert [text(each) for each in page.iter("title")][:1] == ["First deck"]
    meta = {each.get("name") or each.get("property"): each.get("content") for each in page.iter("meta")}
    assert meta["description"] == meta["og:description"] == "About <one>."
    assert meta["og:title"] == "First deck"


def test_nothing_of_a_title_is_taken_for_markup(workshop: Workshop) -> None:
    workshop.write({"first.yml": "title: '<script>alert(1)</script>\"'\ncontent: [last.md]\n"})
    workshop.build()
    for name in ("first.html", "index.html"):
        assert "<script>alert" not in (workshop.out / name).read_text()
