"""One file a deck: everything inside, nothing outside."""

import re

from workshops import Workshop


def test_one_file_holds_everything(workshop: Workshop) -> None:
    workshop.build(standalone=True)
    assert {name for name in workshop.files() if not name.startswith(".")} == {
        "first.html",
        "second.html",
        "index.html",
    }
    html = (workshop.out / "first.html").read_text()
    assert 'src="data:image/svg+xml;base64,' in html
    assert "<style>" in html


def test_nothing_is_referred_to_outside(workshop: Workshop) -> None:
    workshop.build(standalone=True)
    html = (workshop.out / "first.html").read_text()
    for address in re.findall(r"""(?:src|href|poster|data)\s*=\s*["']([^"']*)["']""", html):
        assert address.startswith(("data:", "#")), address
    for address in re.findall(r"url\(\s*[\"']?([^)\"']+)", html):
        assert address.startswith(("data:", "#")), address
    assert "@import" not in html


def test_backgrounds_are_inside_too(workshop: Workshop) -> None:
    workshop.write({"last.md": "background-image: url(img/dot%201.svg)\n\n# Last\n"})
    workshop.build(standalone=True)
    assert "background-image: url(data:image/svg+xml;base64," in (workshop.out / "first.html").read_text()


def test_what_is_remote_or_missing_stays(workshop: Workshop) -> None:
    workshop.write({"last.md": "# L\n\n![a](http://example.org/a.png) ![b](no.png) [c](last.md)\n"})
    workshop.build(standalone=True)
    html = (workshop.out / "first.html").read_text()
    assert 'src="http://example.org/a.png"' in html
    assert 'src="no.png"' in html


def test_going_back_removes_nothing_but_what_is_not_needed(workshop: Workshop) -> None:
    workshop.build()
    files = workshop.files()
    workshop.build(standalone=True)
    workshop.build()
    assert workshop.files() == files
