"""Scripts of a deck are made again where a step of it changed, and left as they are where none did."""

from pathlib import Path

import pytest
from calls import called
from workshops import Workshop

from slidegen import memory
from slidegen.script.steps import script_of_deck

DECK = "title: A day\nscripts: true\ncontent: [a.md, b.md]\n"
A = "# One\n\nsaid\n\n---\n\nclass: lab\n\n.lab[\n- Do:\n```bash\necho one\n```\n]\n"
B = "# Two\n\n```bash\n$ echo two\n```\n"
SCRIPT = "deck-scripts/deck.sh"


@pytest.mark.parametrize(
    ("settings", "manifest", "link", "written"),
    [
        ("", "", "the exercises", False),
        ("scripts = true\n", "", "the exercises", True),
        ("scripts = true\n", "scripts: false\n", "the exercises", False),
        ("", "", "[all](deck-scripts.zip)", True),
        ("", "", "[one](./deck-scripts/01-one.sh?raw)", True),
        ("", "", "[another deck's](other-scripts.zip), [a file](deck-scripts.zip.md)", False),
    ],
)
def test_scripts_are_written_where_somebody_asks_for_them(
    tmp_path: Path, settings: str, manifest: str, link: str, written: bool
) -> None:
    deck = DECK.replace("scripts: true\n", manifest)
    workshop = Workshop(tmp_path, {"deck.yml": deck, "a.md": A.replace("said", link), "b.md": B})
    workshop.write({"slidegen.toml": f"fonts = false\n{settings}"})
    workshop.build()
    assert (SCRIPT in workshop.files(), "deck-scripts.zip" in workshop.files()) == (written, written)
    hrefs = [each.get("href") for each in workshop.page("deck.html").iter("a")]
    assert (SCRIPT in hrefs) == written
    index = [each.get("href") for each in workshop.page("index.html").iter("a")]
    assert ("deck-scripts.zip" in index) == written


def test_scripts_that_nobody_asks_for_any_more_go(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path, {"deck.yml": DECK, "a.md": A, "b.md": B})
    workshop.build()
    workshop.write({"deck.yml": DECK.replace("scripts: true\n", "")})
    workshop.build()
    assert not [name for name in workshop.files() if "scripts" in name]


@pytest.mark.parametrize(
    ("path", "text", "is_read"),
    [
        ("a.md", A.replace("said", "told"), False),  # no step stands there, and none is moved
        ("deck.yml", f"{DECK}author: Ann\n", False),
        ("a.md", A.replace("said", "said\n\nand told"), True),  # the step stands two lines below
        ("a.md", A.replace("echo one", "echo 1"), True),
        ("a.md", A.replace("- Do:", "- This fails:"), True),
        ("b.md", B.replace("# Two", "# Zwei"), True),
        ("b.md", B.replace("echo two", "echo 2"), True),
        ("deck.yml", DECK.replace("A day", "Two days"), True),
    ],
)
def test_steps_are_read_again_where_one_changed(tmp_path: Path, path: str, text: str, is_read: bool) -> None:
    workshop = Workshop(tmp_path, {"deck.yml": DECK, "a.md": A, "b.md": B})
    workshop.build()
    memory.forget()
    workshop.write({path: text})
    with called(script_of_deck) as reads:
        workshop.build()
    assert bool(reads) == is_read


def test_a_script_that_somebody_changed_or_removed_is_there_again(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path, {"deck.yml": DECK, "a.md": A, "b.md": B})
    workshop.build()
    script, archive = workshop.out / SCRIPT, workshop.out / "deck-scripts.zip"
    was, packed = script.read_bytes(), archive.read_bytes()
    script.write_bytes(b"else\n")
    archive.unlink()
    workshop.build()
    assert (script.read_bytes(), archive.read_bytes()) == (was, packed)
