"""Themes carry their files: logo, fonts, pictures."""

import re
from pathlib import Path

import pytest
from workshops import Workshop

FILES: dict[str, str | bytes] = {
    "deck.yml": "title: T\ntheme: ours\ncontent: [a.md]\n",
    "a.md": "# One\n",
    "themes/ours/theme.css": (
        ".slide { background: url('img/a b.svg') }\n@font-face { src: url(f.woff2) }\n"
        ".x { background: url(#y) }\n"
    ),
    "themes/ours/deck.html": (
        '{% extends "base/deck.html" %}{% block footer %}<img src="img/logo.svg" alt="Us">{% endblock %}'
    ),
    "themes/ours/img/a b.svg": "<svg id='back'/>",
    "themes/ours/img/logo.svg": "<svg id='logo'/>",
    "themes/ours/f.woff2": b"wOF2font",
}


@pytest.fixture
def branded(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path, FILES)


def test_they_are_shipped_under_names_with_their_digests(branded: Workshop) -> None:
    assert branded.build().findings == ()
    style = "".join(path.read_text() for path in (branded.out / "assets").glob("deck.*.css"))
    names = re.findall(r"url\(['\"]?([^'\")]+)", style)
    ours = [name for name in names if not name.startswith(("data:", "#"))]
    assert [re.sub(r"\.[0-9a-f]{10}\.", ".", name) for name in ours] == ["a-b.svg", "f.woff2"]
    assert [(branded.out / "assets" / name).read_bytes() for name in ours] == [
        b"<svg id='back'/>",
        b"wOF2font",
    ]
    page = (branded.out / "deck.html").read_text()
    logo = re.search(r'<img src="(assets/logo\.[0-9a-f]{10}\.svg)" alt="Us">', page)
    assert logo
    assert (branded.out / logo[1]).read_text() == "<svg id='logo'/>"


def test_alone_in_its_file_a_deck_holds_them(branded: Workshop) -> None:
    branded.build(standalone=True)
    page = (branded.out / "deck.html").read_text()
    assert not (branded.out / "assets").exists()
    assert "data:image/svg+xml;base64," in page
    assert "data:font/woff2;base64," in page
    assert 'src="assets/' not in page


def test_one_that_is_not_there_is_named_where_it_is_named(branded: Workshop) -> None:
    (branded.root / "themes" / "ours" / "f.woff2").unlink()
    (finding,) = branded.build().findings
    assert (finding.rule.code, finding.path, finding.start.line) == ("SG063", "themes/ours/theme.css", 2)


def test_nothing_from_outside_of_the_theme_is_shipped(branded: Workshop) -> None:
    branded.write(
        {"themes/ours/theme.css": ".x { background: url(../../secret.svg) }\n", "secret.svg": "<svg/>"}
    )
    (finding,) = branded.build().findings
    assert finding.rule.code == "SG063"
    assert not list((branded.out / "assets").glob("secret*"))
