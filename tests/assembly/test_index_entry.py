"""The list of decks: cards say what first slides say, editions are told apart, titles are found."""

import json
import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from workshops import Workshop

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FILES = {
    "day.yml": "title: Kubernetes\naccent: '#0a6b53'\ncontent: [a.md]\n",
    "half.yml": "title: Kubernetes\ncontent: [a.md]\n",
    "fr/jour.yml": "title: Un jour\nlang: fr\ncontent: [b.md]\n",
    "a.md": "class: title\n\nPods <br/>& *nodes*\n\nA day\n\n.nav[[x](#y)]\n\n---\n# Services\n\ntext\n",
    "fr/b.md": "# Les pods\n\ntexte\n",
}


def index_of(workshop: Workshop) -> str:
    return (workshop.out / "index.html").read_text(encoding="utf-8")


def test_a_card_says_what_the_first_slide_says_and_no_markup(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path, FILES)
    workshop.build()
    page = index_of(workshop)
    cover = '<div class="slide title deck-cover" aria-hidden="true">'
    assert page.count(f"{cover}<span>Pods &amp; nodes</span><span>A day</span></div>") == 2
    assert f"{cover}<span>Un jour</span></div>" in page


@pytest.mark.parametrize(
    ("slide", "said"),
    [
        ("Pods\n\n.nav[[x](#y)] for all", ["Pods", "for all"]),
        ("Pods\n\n.nav[\nOne\n\nTwo .small[three]\n\n<div>four</div>\n\nfive\n]\n\nA day", ["Pods", "A day"]),
        (".sub-nav[Pods]\n\n.debugged[*a*&nbsp;b]", ["Pods", "a b"]),
        ("<h1 title='</p>'>Pods</h1>\n\n<!-- no -->\n\n<p>a<br>b <img src='a.png'> c", ["Pods", "a b c"]),
        ('Pods\n\n`class="nav"` is code', ["Pods", 'class="nav" is code']),
    ],
)
def test_what_stands_beside_the_text_of_a_first_slide_is_not_on_its_card(
    tmp_path: Path, slide: str, said: list[str]
) -> None:
    workshop = Workshop(tmp_path, {"a.yml": "content: [a.md]\n", "a.md": f"class: title\n\n{slide}\n"})
    workshop.build()
    (cover,) = re.findall(r'deck-cover" aria-hidden="true">(.*?)</div>', index_of(workshop))
    assert [unescape(line) for line in re.findall("<span>(.*?)</span>", cover)] == said


def test_equal_titles_are_told_apart_and_folders_have_a_heading(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path, FILES)
    workshop.build()
    page = index_of(workshop)
    assert re.findall(r'class="deck-edition">(\w+)<', page) == ["day", "half"]
    assert re.findall(r'class="deck-folder">([^<]+)<', page) == ["fr/"]
    assert page.index("half.html") < page.index("fr/</h2>") < page.index("jour.html")


def test_a_cards_colour_is_the_decks(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path, FILES)
    workshop.build()
    style = "".join(path.read_text() for path in (workshop.out / "assets").glob("canvas.*.css"))
    assert '[data-deck="day.html"] { --accent: light-dark(#0a6b53' in style
    assert "half.html" not in style


def test_each_deck_has_a_script_of_its_titles(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path, FILES)
    workshop.build()
    addresses = re.findall(r'data-deck="([^"]+)" data-titles="([^"]+)"', index_of(workshop))
    assert {url for url, _ in addresses} == {"day.html", "half.html", "jour.html"}
    script = (workshop.out / dict(addresses)["day.html"]).read_text(encoding="utf-8")
    url, titles = json.loads(script.removeprefix("slidegenTitles(...").removesuffix(");\n"))
    assert url == "day.html"
    assert titles[1:] == [[titles[1][0], "Services"]]  # a section's title, and its first slide of that name


@pytest.mark.browser
def test_one_field_looks_at_cards_and_at_titles_of_all_decks(tmp_path: Path, browser: "Browser") -> None:
    workshop = Workshop(tmp_path, FILES)
    workshop.build()
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((workshop.out / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("sérvices")
    page.wait_for_selector(".deck-found li")
    links = page.locator(".deck-found a")
    assert links.evaluate_all("(all) => all.map((link) => link.getAttribute('href').split('#')[0])") == [
        *["day.html"] * links.count().__floordiv__(2),
        *["half.html"] * links.count().__floordiv__(2),
    ]
    assert page.locator("[data-deck='jour.html']").is_hidden()
    assert page.locator(".deck-folder").is_hidden()
    page.locator("input").fill("jour")
    assert page.locator("[data-deck]:visible").count() == 1
    page.locator("input").fill("nothing at all")
    assert page.get_by_role("status").inner_text() == "Nothing has these words"
    assert errors == []
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 1366])
def test_a_card_with_much_to_say_keeps_its_margin(tmp_path: Path, browser: "Browser", width: int) -> None:
    """A title of three lines and more below it take more than the cards of phones have."""
    said = "Many pods behind one name, and how all of them are found\n\n" + "words of the day " * 9
    said += "\n\nhttps://slides.example.com/"
    workshop = Workshop(
        tmp_path, {"a.yml": "content: [a.md]\n", "a.md": f"class: title\n\nServices: {said}\n"}
    )
    workshop.build()
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((workshop.out / "index.html").as_uri())
    boxes = [page.locator(f".deck-cover{each}").first.bounding_box() for each in ("", " span:first-child")]
    card, title = (box for box in boxes if box)
    assert title["y"] - card["y"] >= 0.07 * card["width"] - 1
    page.close()
