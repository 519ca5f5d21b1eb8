"""What slides without a title are called, by people who do not see them."""

import re
from pathlib import Path

import pytest
from conftest import Slidegen


@pytest.mark.parametrize(
    ("slide", "name"),
    [
        ("words\n\n![A boat](a.svg)", "words"),
        ("![A boat](a.svg)", "A boat"),
        ("![A boat](a.svg)\n\n```\nls\n```", "A boat"),
        ("![A film](a.mp4)", "A film"),
        ("```bash\n\n$ kubectl get pods\n```", "kubectl get pods"),
        (".lab[\n\n```bash\necho hi\n```\n\n]", "echo hi"),
        ("| Type | Use |\n|---|---|\n| a | b |", "Type"),
        ('<div lang="de">\n<p>Guten Tag</p><p>zusammen</p>\n</div>', "Guten Tag"),
        ('<div class="footnote">\nby us\n</div>\n\nwords', "words"),
        ('<img src="a.svg" alt="A boat">', "A boat"),
        ('<center>\n<img src="a.svg" alt="A boat">\n</center>', "A boat"),
        ('<div>\n<svg role="img" aria-label="Two boats"></svg>\n</div>', "Two boats"),
        ("<style>p { color: red }</style>", "Slide 1"),
        ("![](a.svg)", "Slide 1"),
        ("```mermaid\nflowchart LR\n  a --> b\n```", "Slide 1"),
    ],
)
def test_a_slide_without_a_title_is_called_by_what_is_on_it(
    slidegen: Slidegen, tmp_path: Path, slide: str, name: str
) -> None:
    (tmp_path / "a.md").write_text(slide + "\n", encoding="utf-8")
    (tmp_path / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (tmp_path / "a.mp4").write_bytes(b"")
    (tmp_path / "deck.yml").write_text(
        "title: T\nlang: en\nextras: [media]\ncontent: [a.md]\n", encoding="utf-8"
    )
    made = slidegen("build", "deck.yml", cwd=tmp_path)
    page = (tmp_path / "dist/deck.html").read_text(encoding="utf-8")
    assert re.findall(r'aria-roledescription="slide" aria-label="([^"]*)"', page) == [name], made.stderr
