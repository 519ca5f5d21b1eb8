"""What was published goes only by order: when its manifest is gone or left out, and it is named."""

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from workshops import Workshop

from slidegen.assembly.earlier import Removed
from slidegen.assembly.record import RECORD, read_record

Tree = Callable[[Mapping[str, str | bytes]], Path]
FILES = {"day1.yml": "content: [a.md]\n", "day2.yml": "content: [b.md]\n", "a.md": "# A\n", "b.md": "# B\n"}


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    workshop = Workshop(tmp_path, FILES)
    assert not workshop.build().failed
    return workshop


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "# content: [b.md]\n",
        "content:\n",
        "content: []\n",
        "contnet: [b.md]\n",
        "content: [b.md",
        "content: soon\n",
        "title: x\n",
        "- b.md\n",
        "\x00",
        "content: [gone.md]\n",
        "content: {a: b}\n",
    ],
)
def test_a_manifest_that_is_none_for_a_moment_keeps_its_page(workshop: Workshop, text: str) -> None:
    page = workshop.bytes()["day2.html"]
    workshop.write({"day2.yml": text})
    for _ in range(2):  # and it does so the next time, too
        result = workshop.build()
        assert result.failed == ("day2.yml",)
        assert result.removed == ()
        assert [finding for finding in result.findings if finding.path == "day2.yml"]
        assert workshop.bytes()["day2.html"] == page
        assert "day2.html" in workshop.bytes()["index.html"].decode()
    workshop.write({"day2.yml": FILES["day2.yml"]})
    assert not workshop.build().failed


def test_a_manifest_in_a_place_of_a_folder_or_of_a_link_that_leads_nowhere(workshop: Workshop) -> None:
    (workshop.root / "day2.yml").unlink()
    (workshop.root / "day2.yml").symlink_to("elsewhere.yml")
    assert workshop.build().failed == ("day2.yml",)
    (workshop.root / "day2.yml").unlink()
    (workshop.root / "day2.yml").mkdir()
    assert workshop.build().failed == ("day2.yml",)
    assert "day2.html" in workshop.files()


def test_a_manifest_that_is_gone_takes_its_page_along_and_is_named(workshop: Workshop) -> None:
    (workshop.root / "day2.yml").unlink()
    assert workshop.build().removed == (Removed("day2.yml", "the file is gone"),)
    assert "day2.html" not in workshop.files()
    assert workshop.build().removed == ()


@pytest.mark.parametrize(
    "files",
    [{"slidegen.toml": 'fonts = false\nexclude = ["day2.yml"]\n'}, {".gitignore": "day2.yml\n"}],
)
def test_a_manifest_that_is_left_out_takes_its_page_along(workshop: Workshop, files: dict[str, str]) -> None:
    workshop.write(files)
    result = workshop.build()
    assert [each.path for each in result.removed] == ["day2.yml"]
    assert not result.failed
    assert "day2.html" not in workshop.files()


def test_what_is_no_content_any_more_is_left_out(tmp_path: Path) -> None:
    moved = {f"{name[0]}/{name}": text for name, text in FILES.items()} | {
        "d/a.md": "# A\n",
        "d/b.md": "# B\n",
    }
    workshop = Workshop(tmp_path, {**moved, "e/day3.yml": "content: [../d/a.md]\n"})
    workshop.build()
    workshop.write({"slidegen.toml": 'fonts = false\ncontent = ["d"]\n'})
    assert [each.path for each in workshop.build().removed] == ["e/day3.yml"]


def test_a_markdown_deck_stays_when_the_project_is_built(workshop: Workshop) -> None:
    workshop.build("a.md")
    assert workshop.build().removed == ()
    assert "a.html" in workshop.files()


def test_a_build_of_one_deck_removes_those_that_are_gone_only(workshop: Workshop) -> None:
    workshop.write({"day3.yml": FILES["day1.yml"]})
    workshop.build()
    (workshop.root / "day3.yml").unlink()
    workshop.write({"day2.yml": ""})
    result = workshop.build("day1.yml")
    assert ([each.path for each in result.removed], result.failed) == (["day3.yml"], ())
    assert {"day1.html", "day2.html"} <= workshop.files()


# ---- records of other versions
@pytest.mark.parametrize(
    "change",
    [
        lambda data: data | {"entries": {name: {"title": 1, "new": [2]} for name in data["decks"]}},
        lambda data: data | {"entries": {}},
        lambda data: data | {"entries": {"day1.yml": {}}},
        lambda data: data | {"version": 99},
        lambda data: data | {"decks": []},
        lambda data: data | {"files": None},
        lambda data: [data],
        lambda _: "x",
    ],
)
def test_a_record_of_another_version_is_no_crash(workshop: Workshop, change: Callable[..., object]) -> None:
    path = workshop.out / RECORD
    path.write_text(json.dumps(change(json.loads(path.read_text()))))
    workshop.write({"a.md": "# Another\n"})
    result = workshop.build()
    for refusal in result.refusals:
        assert "cannot be read" in refusal.message


def test_a_damaged_record_is_named(workshop: Workshop) -> None:
    (workshop.out / RECORD).write_text("[" * 100_000)
    workshop.write({"a.md": "# Another\n"})
    (refusal, *_) = workshop.build().refusals
    assert (
        f"{workshop.out / RECORD}, which would say whether slidegen made it, cannot be read"
        in refusal.message
    )


def test_a_record_reaches_nothing_outside(workshop: Workshop) -> None:
    treasure = workshop.root / "treasure.txt"
    treasure.write_text("mine")
    path = workshop.out / RECORD
    data = json.loads(path.read_text())
    digest = hashlib.blake2b(b"mine", digest_size=16).hexdigest()
    data["files"] |= {"../treasure.txt": digest, str(treasure): digest, "link/treasure.txt": digest}
    (workshop.out / "link").symlink_to("..")
    path.write_text(json.dumps(data))
    assert not {"../treasure.txt", str(treasure)} & set(read_record(workshop.out).files)
    workshop.write({"a.md": "# Another\n"})
    workshop.build()
    assert treasure.read_text() == "mine"


def test_a_link_in_the_output_folder_leads_no_file_outside(workshop: Workshop) -> None:
    elsewhere = workshop.root / "elsewhere"
    elsewhere.mkdir()
    for path in sorted((workshop.out / "assets").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    (workshop.out / "assets").rmdir()
    (workshop.out / "assets").symlink_to("../elsewhere")
    result = workshop.build(fresh=True)
    assert "lies outside of" in result.refusals[0].message
    assert list(elsewhere.iterdir()) == []
