"""The pieces of a page are the page, and each is made again when anything in it changes."""

import re
from dataclasses import fields, replace
from itertools import combinations
from pathlib import Path

import pytest
from jinja2 import Environment
from markupsafe import Markup

from slidegen.render.environment import make_environment
from slidegen.render.page import Page, PageAssets, SlideView, render_page
from slidegen.render.pieces import SLIDES, TEMPLATE, UNASKED, page_pieces
from slidegen.render.theme import find_theme
from slidegen.set_aside import Aside
from slidegen.text.references import Reference

ENVIRONMENT = make_environment(find_theme("default"))
VIEWS = tuple(
    SlideView(f"s{n}", str(n), f"\u20ac {n} \U0001f600", Markup(f"x<!-- {n}"), notes=Markup("<p>\u2192"))
    for n in range(1, 99)
)
PAGE = Page("deck", "A deck", VIEWS)
#: another value for each field
OTHER = SlideView(
    "z", "200", "Z", Markup("z"), ("z",), 3, Markup("n"), "z.md:1", "https://z", (("background", "red"),),
    False, 7, 1.5, 2, "fr", "dense", "2 / 3", True, (Reference("picture", "z.png", None),), False,
)  # fmt: skip


def made(page: Page, environment: Environment = ENVIRONMENT) -> dict[str, bytes]:
    """What a later page may take from this one."""
    return {key: piece for key, piece in page_pieces(page, environment, {}) if key}


def joined(page: Page, known: dict[str, bytes], environment: Environment = ENVIRONMENT) -> bytes:
    return b"".join(piece for _, piece in page_pieces(page, environment, known))


@pytest.mark.parametrize("slides", [VIEWS, VIEWS[:1], VIEWS[:SLIDES], ()])
def test_the_pieces_are_the_page(slides: tuple[SlideView, ...]) -> None:
    page = replace(PAGE, slides=slides)
    assert joined(page, {}) == render_page(page, ENVIRONMENT).encode()
    assert joined(page, made(page)) == render_page(page, ENVIRONMENT).encode()


@pytest.mark.parametrize("name", [f.name for f in fields(SlideView) if f.name not in {*UNASKED, "number"}])
def test_one_piece_changes_with_what_a_slide_says(name: str) -> None:
    changed = replace(VIEWS[40], **{name: getattr(OTHER, name)})
    page = replace(PAGE, slides=(*VIEWS[:40], changed, *VIEWS[41:]))
    assert len(made(page).keys() - made(PAGE).keys()) == 1
    assert joined(page, made(PAGE)) == render_page(page, ENVIRONMENT).encode()


def test_texts_that_are_known_by_a_name_are_not_read() -> None:
    unread, other = (replace(VIEWS[0], body=Markup("unread")) for _ in range(2))
    unread.know_by("a")
    other.know_by("b")
    keys = [made(replace(PAGE, slides=(view,))).keys() for view in (unread, replace(unread), other)]
    assert all(one.isdisjoint(two) for one, two in combinations(keys, 2))
    laid = replace(unread)
    laid.lay_aside(Aside(0))
    laid.know_by("a")
    assert made(replace(PAGE, slides=(laid,))).keys() == keys[0]


@pytest.mark.parametrize(
    "more",
    [
        {"number_format": "%current%"},
        {"words": {**PAGE.words, "a-slide": "page"}},
        {"words": {**PAGE.words, "notes": "said"}},
        {"slides": (*VIEWS, replace(OTHER, number="200"))},  # another total
    ],
    ids=str,
)
def test_all_pieces_change_with_what_they_share(more: dict[str, object]) -> None:
    page = replace(PAGE, **more)  # type: ignore[arg-type]  # each of its own type
    assert made(page).keys().isdisjoint(made(PAGE))
    assert joined(page, made(PAGE)) == render_page(page, ENVIRONMENT).encode()


def test_the_template_asks_for_nothing_else() -> None:
    assert ENVIRONMENT.loader is not None
    template = ENVIRONMENT.loader.get_source(ENVIRONMENT, TEMPLATE)[0]
    assert set(re.findall(r"\bpage\.(\w+)", template)) == {"numbered", "words", "label_of"}
    assert UNASKED.isdisjoint(re.findall(r"\bslide\.(\w+)", template))


def test_a_page_of_a_project_or_alone_is_what_its_template_gives(tmp_path: Path) -> None:
    (tmp_path / "default").mkdir()
    (tmp_path / "default" / "slide.html").write_text(
        "{% macro slide_sections(page, slides, total) %}{{ page.title }}{% endmacro %}"
    )
    own = make_environment(find_theme("default", tmp_path))
    alone = replace(PAGE, assets=PageAssets(inline_style=Markup("a { }")))
    assert made(PAGE, own) == made(alone) == {}
    assert joined(PAGE, {}, own) == render_page(PAGE, own).encode()
    assert joined(alone, {}) == render_page(alone, ENVIRONMENT).encode()
