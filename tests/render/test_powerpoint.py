"""Files for PowerPoint, read again by python-pptx."""

import io
from pathlib import Path
from subprocess import CompletedProcess
from typing import TYPE_CHECKING

import pytest

pptx = pytest.importorskip("pptx", reason="python-pptx is not installed (the extra pptx)")

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Tree = Callable[[Mapping[str, str | bytes]], Path]
    Slidegen = Callable[..., CompletedProcess[str]]

FILES = {
    "a.yml": "title: Boats\nauthor: Ada\nslides: https://slides.example.com/\ncontent: [a.md]\n",
    "a.md": "# One\n\ntext\n\n???\n\nSay *this*.\n\n---\n\n## Two\n\na\n\n--\n\nb\n",
    "slidegen.toml": "fonts = false\n",
}


@pytest.mark.browser
def test_a_picture_a_slide_with_title_and_notes(tree: "Tree", slidegen: "Slidegen") -> None:
    root = tree(FILES)
    made = slidegen("export", "pptx", "a.yml", "--scale", "1", cwd=root)
    assert made.returncode == 0, made.stderr
    assert "a.pptx: 3 slides, " in made.stdout
    data = (root / "a.pptx").read_bytes()
    file = pptx.Presentation(io.BytesIO(data))
    assert (file.core_properties.title, file.core_properties.author) == ("Boats", "Ada")
    assert [slide.shapes.title.text for slide in file.slides] == ["One", "One", "Two"]
    assert [slide.has_notes_slide for slide in file.slides] == [False, True, False]
    assert file.slides[1].notes_slide.notes_text_frame.text == "Say this."
    pictures = [shape for slide in file.slides for shape in slide.shapes if shape.shape_type == 13]
    assert {(each.width, each.height) for each in pictures} == {(file.slide_width, file.slide_height)}
    assert {each.image.size for each in pictures} == {(1210, 681)}
    assert slidegen("export", "pptx", "a.yml", "--scale", "1", "-q", cwd=root).stdout == ""
    assert (root / "a.pptx").read_bytes() == data


@pytest.mark.browser
def test_codes_lead_to_where_the_deck_is_published_or_none_are_made(
    tree: "Tree", slidegen: "Slidegen"
) -> None:
    root = tree({**FILES, "b.yml": "title: B\ncontent: [a.md]\n"})
    plain = slidegen("export", "pdf", "a.yml", "-o", "plain.pdf", cwd=root)
    coded = slidegen("export", "pdf", "a.yml", "--qr", "-o", "coded.pdf", cwd=root)
    assert plain.returncode == coded.returncode == 0, coded.stderr
    assert (root / "coded.pdf").stat().st_size > (root / "plain.pdf").stat().st_size + 1000
    nowhere = slidegen("export", "pdf", "b.yml", "--qr", cwd=root)
    assert nowhere.returncode == 2
    assert "does not say where it is published" in nowhere.stderr
