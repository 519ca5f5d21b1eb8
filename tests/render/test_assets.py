"""Styles, scripts and fonts: joined, named by content, small enough, the same each time."""

import re
from collections import Counter
from pathlib import Path

import pytest

from slidegen import memory
from slidegen.render.assets import bundle
from slidegen.render.fonts import ALWAYS, font_faces, fonts_installed
from slidegen.render.shipped import fingerprinted
from slidegen.render.theme import Font, ThemeError, find_theme, theme_names

needs_fonts = pytest.mark.skipif(not fonts_installed(), reason="the fonts extra is not installed")
SANS = Font("Source Sans 3", "Deck Sans")


def test_names_change_with_the_bytes_only() -> None:
    one, same, other = (fingerprinted("deck", ".css", data) for data in (b"a", b"a", b"b"))
    assert one == same
    assert one.path != other.path
    assert re.fullmatch(r"assets/deck\.[0-9a-f]{10}\.css", one.path)


@pytest.mark.parametrize("theme", theme_names())
def test_themes_are_small(theme: str) -> None:
    sizes = Counter[str]()
    for file in bundle(find_theme(theme)).files:
        sizes[Path(file.path).suffix] += len(file.data)
    assert sizes[".css"] < 40_000
    assert sizes[".js"] < 60_000  # the viewer; what runs before it (boot.js) is in it, too


@pytest.mark.parametrize("theme", theme_names())
def test_the_list_of_decks_carries_no_viewer(theme: str) -> None:
    made = bundle(find_theme(theme), canvas=None)
    (sheet,) = (file for file in made.files if file.path.endswith(".css"))
    assert len(sheet.data) < 20_000
    assert b".deck-cover" in sheet.data
    assert not re.search(rb"\.(bar|desk|panel|toast)\b", sheet.data)


@pytest.mark.parametrize("theme", theme_names())
def test_nothing_is_fetched(theme: str) -> None:
    """No address in styles or scripts but that of SVG's namespace."""
    for file in bundle(find_theme(theme)).files:
        text = file.data.decode()
        assert (
            set(re.findall(r"(?:https?:)?//[\w.-]+\.\w+[^\s'\"]*", re.sub(r"(?m)//.*$|/\*.*?\*/", "", text)))
            <= set()
        )
        assert "@import" not in text
        assert "fetch(" not in text


def test_standing_alone_nothing_ends_its_element() -> None:
    page = bundle(find_theme("default"), standalone=True).page
    assert page.styles == page.scripts == ()
    assert "</" not in page.inline_style
    assert "</" not in page.inline_script
    assert "<!--" not in page.inline_script


def test_what_stands_behind_a_comment_on_its_line_stays(tmp_path: Path) -> None:
    (tmp_path / "default").mkdir()
    style = "/* mine */ h1 { top: 1px }\n/* for\n   readers **/\nh2 { top: 2px } /* too */\n"
    (tmp_path / "default" / "theme.css").write_text(style)
    css = bundle(find_theme("default", tmp_path)).files
    text = b"".join(file.data for file in css if file.path.endswith(".css")).decode()
    assert "h1 { top: 1px }" in text
    assert "h2 { top: 2px }" in text
    assert "readers" not in text


def test_a_style_that_is_not_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "default").mkdir()
    (tmp_path / "default" / "theme.css").write_bytes(b"\xff\xfe")
    with pytest.raises(ThemeError, match=r"theme\.css"):
        bundle(find_theme("default", tmp_path))


@needs_fonts
def test_fonts_hold_the_decks_characters_and_no_reserved_name() -> None:
    from fontTools.ttLib import TTFont

    (face,) = font_faces([SANS], "Жя→")
    import io

    font = TTFont(io.BytesIO(face.data))
    assert {ord(character) for character in "Жя→aé"} <= set(font.getBestCmap())
    assert ord("Ω") not in font.getBestCmap()
    names = {record.nameID: str(record) for record in font["name"].names}
    assert "Source" not in names[1] + names[4] + names[6]
    assert "Copyright" in names[0] or "©" in names[0]
    assert "Open Font License" in names[13]
    assert "STAT" not in font  # it would name what is cut away; Firefox warns of that
    assert len(face.data) < 40_000
    font.close()


@needs_fonts
def test_fonts_are_the_same_bytes_each_time_and_remembered() -> None:
    asked: list[str] = []
    shelf: dict[str, bytes] = {}

    def remember(key: str, make):  # type: ignore[no-untyped-def]
        asked.append(key)
        if key not in shelf:
            shelf[key] = make()
        return shelf[key]

    once = font_faces([SANS], "abc", remember)
    assert font_faces([SANS], "abc") == once
    assert font_faces([SANS], "cabba", remember) == once
    assert len(asked) == 2  # what the font has, and the cut: decks share the face
    memory.forget()
    assert font_faces([SANS], "cabba", remember) == once
    assert len(shelf) == 2
    assert len(asked) == 4


def test_fonts_that_are_not_installed_leave_the_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    assert font_faces([Font("No Such Family", "Deck Sans")], "abc") == ()


def test_common_characters_never_change_a_font() -> None:
    assert set("Aa0~é’“–…→✓") <= ALWAYS
