"""A deck's accent: what is faint is told with a colour that is not, and what follows from it can be read."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import Slidegen

from slidegen.render.accent import channels_of, contrast, legible
from slidegen.render.brand import brand_style
from slidegen.render.css_colours import scheme_on

WHITE = (1.0, 1.0, 1.0)


@pytest.mark.parametrize("colour", ["#0b3fb3", "#7a2f8f", "#0a6b53", "#b3261e", "#000"])
def test_what_can_be_read_stays(colour: str) -> None:
    assert legible(colour) == colour


@pytest.mark.parametrize("colour", ["#ffd166", "#fff", "#7fdcab", "#777"])
def test_what_is_too_faint_has_a_darker_sister_of_the_same_hue(colour: str) -> None:
    better = legible(colour)
    assert better is not None
    channels, was = channels_of(better), channels_of(colour)
    assert channels is not None
    assert was is not None
    assert 4.5 <= contrast(channels, WHITE) < 5.2
    assert sorted(range(3), key=channels.__getitem__) == sorted(range(3), key=was.__getitem__)


@pytest.mark.parametrize("colour", ["teal", "hsl(10 20% 30%)", "#12", "#12345678"])
def test_nobody_knows_how_legible_other_spellings_are(colour: str) -> None:
    assert legible(colour) is None


def test_the_contrast_is_that_of_the_standard() -> None:
    assert contrast((0, 0, 0), WHITE) == pytest.approx(21)
    assert contrast((0x77 / 255,) * 3, WHITE) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("ground", "scheme"),
    [
        ("#fdf3dc", "light"),
        (" White ", "light"),
        ("#1b2027", "dark"),
        ("navy", "dark"),
        ("#2451c4", "dark"),
        ("rgb(1, 2, 3)", "dark"),
        ("RGB(90% 90% 90% / 1)", "light"),
        ("rgba(250, 250, 240, 1.0)", "light"),
        ("rgba(0, 0, 0, 0.5)", ""),
        ("hsl(222, 60%, 20%)", "dark"),
        ("hsl(50deg 90% 80%)", "light"),
        ("darkslateblue", "dark"),
        ("WhiteSmoke", "light"),
        ("#102030ff", "dark"),
        ("#10203080", ""),
        ("transparent", ""),
        ("red00", ""),
        ("var(--lab)", ""),
    ],
)
def test_words_on_a_ground_are_of_the_scheme_that_is_read_there(ground: str, scheme: str) -> None:
    assert scheme_on(ground) == scheme


def test_a_slide_with_a_ground_of_its_own_says_its_scheme(
    tree: Callable[[Mapping[str, str]], Path], slidegen: Slidegen
) -> None:
    slides = (
        "background-color: #fdf3dc",
        "class: inverse\nbackground-color: #fdf3dc",
        "background: black",
        "background-image: url(a.png)",
    )
    root = tree(
        {
            "slidegen.toml": "",
            "d.yml": "sections: false\ncontent: [a.md]\n",
            "a.md": "\n---\n".join(f"{properties}\n\n# A\n" for properties in slides),
            "a.png": "",
        }
    )
    slidegen("build", cwd=root)
    page = (root / "dist/d.html").read_text(encoding="utf-8")
    assert re.findall(r'<section[^>]* style="([^"]*)"', page) == [
        "background-color: #fdf3dc; color-scheme: light",
        "background-color: #fdf3dc",
        "background: black; color-scheme: dark",
        "background-image: url(a.png)",
    ]


def test_all_that_stands_out_follows_from_it() -> None:
    style = brand_style({"accent": "#7a2f8f"}, None)
    assert all(f"{name}: " in style for name in ("--accent", "--link", "--title-ink", "--deep", "--ground"))
    assert "--accent" not in brand_style({"accent": "no colour; x"}, None)
