"""Where the files that decks name go."""

from pathlib import Path

import pytest
from conftest import Slidegen
from workshops import Workshop

FILES: dict[str, str | bytes] = {
    "talks/deck.yml": "title: T\ncontent: [a.md]\n",
    "talks/a.md": (
        "background-image: url(../images/b%20c.png)\n\n# A\n\n![x](../images/x.png)\n\n"
        "<img src=../images/y.png alt=y> and ../images/x.png\n\n![z](../../z.png)\n"
    ),
    "images/x.png": b"x",
    "images/y.png": b"y",
    "images/b c.png": b"b",
}


def test_they_come_along_from_above_a_deck(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path, FILES)
    findings = workshop.build("talks/deck.yml").findings
    page = (workshop.out / "deck.html").read_text()
    assert 'src="images/x.png"' in page
    assert "src=images/y.png" in page
    assert "url(images/b%20c.png)" in page
    assert " and ../images/x.png" in page
    assert {"images/x.png", "images/y.png", "images/b c.png"} <= workshop.files()
    assert [(found.rule.code, found.start.line) for found in findings] == [("SG414", 9)]


def test_they_come_along_from_above_the_folder_of_decks(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path, {**FILES, "slidegen.toml": 'content = ["talks"]\n'})
    workshop.build("talks/deck.yml")
    page = (workshop.out / "deck.html").read_text()
    assert 'src="above/images/x.png"' in page
    assert "url(above/images/b%20c.png)" in page
    assert {"above/images/x.png", "above/images/y.png", "above/images/b c.png"} <= workshop.files()


@pytest.mark.parametrize("settings", ["", 'content = ["monday", "tuesday"]\n'])
def test_files_of_one_name_beside_two_decks_are_two_files(
    settings: str, tmp_path: Path, slidegen: Slidegen
) -> None:
    (tmp_path / "slidegen.toml").write_text(settings)
    for name in ("monday", "tuesday"):
        (tmp_path / name / "images").mkdir(parents=True)
        (tmp_path / name / "images" / "map.svg").write_text(f"<svg>{name}</svg>")
        (tmp_path / name / f"{name}.yml").write_text("content: [a.md]\n")
        (tmp_path / name / "a.md").write_text(
            "# A\n\n![A map](./images/map.svg) [next](tuesday.html)\n\n---\n\n# B\n"
        )
    assert slidegen("build", cwd=tmp_path).returncode == 0
    for name in ("monday", "tuesday"):
        page = (tmp_path / "dist" / f"{name}.html").read_text()
        assert f'src="{name}/images/map.svg"' in page
        assert 'href="tuesday.html"' in page
        assert (tmp_path / "dist" / name / "images" / "map.svg").read_text() == f"<svg>{name}</svg>"


def test_they_come_along_from_above_the_project_in_its_repository(tmp_path: Path, slidegen: Slidegen) -> None:
    for path, data in {
        "repo/.git/HEAD": "ref: refs/heads/main\n",
        "repo/images/x.png": "x",
        "beyond.png": "x",
        "repo/slides/slidegen.toml": "",
        "repo/slides/a.md": (
            "class: center\n![x](../images/x.png)\n\n---\n\n![y](../../beyond.png) [z](../z/)\n"
        ),
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(data)
    folder = tmp_path / "repo" / "slides"
    built = slidegen("build", "a.md", cwd=folder)
    assert 'src="above/above/images/x.png"' in (folder / "dist" / "a.html").read_text()
    assert 'href="../z/"' in (folder / "dist" / "a.html").read_text()
    assert (folder / "dist" / "above" / "above" / "images" / "x.png").read_text() == "x"
    told = "a.md:6:6 SG414"
    assert told in built.stderr
    assert [line[:14] for line in slidegen("lint", "a.md", cwd=folder).stdout.splitlines()[:1]] == [told]


def test_a_picture_that_lies_beside_its_fragment_and_not_its_deck_is_pointed_at(
    tmp_path: Path, slidegen: Slidegen
) -> None:
    for path, text in {
        "monday/a.md": "# A\n\n![A map](img/the%20map.svg)\n\n---\n\n# B\n",
        "monday/img/the map.svg": "<svg/>",
        "talks/all.yml": "content: [../monday/a.md]\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    advice = (
        "it lies beside monday/a.md, and files are named from the deck's folder: write "
        "`../monday/img/the%20map.svg`"
    )
    assert advice in slidegen("build", cwd=tmp_path).stderr
    assert advice in slidegen("lint", cwd=tmp_path).stdout
