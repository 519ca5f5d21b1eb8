"""What a repository brings along where a verb is about to write: links and names that lead out of it.

Each is planted at every place of its kind; what they lead to is as it was, whatever the verb says of it.
"""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import Slidegen

from slidegen.script.laid_file import drop_links

Tree = Callable[[Mapping[str, str | bytes]], Path]
LAB = "# A\n\n![x](p.png)\n\n.lab[\n```bash\necho $HOME; echo hi > ~/made\n```\n]\n"


@pytest.fixture
def places(tree: Tree) -> tuple[Path, Path]:
    """A repository, and a folder beside it that is nobody's business."""
    root = tree({"w/.git/HEAD": "", "w/a.md": LAB, "w/p.png": "png", "other/mine": "mine"})
    return root / "w", root / "other"


def is_untouched(other: Path) -> bool:
    return [path.name for path in other.rglob("*")] == ["mine"] and (other / "mine").read_text() == "mine"


@pytest.mark.parametrize(
    "link", [".", ".schemas", "basics", "images", "shared", ".github", ".github/workflows"]
)
def test_a_start_goes_through_no_link(slidegen: Slidegen, places: tuple[Path, Path], link: str) -> None:
    root, other = places
    (root / "new" / link).parent.mkdir(parents=True, exist_ok=True)
    (root / "new" / link).symlink_to(other)
    done = slidegen("new", "new", "--ci", "github", cwd=root)
    assert done.returncode == 2, done.stderr
    assert str(other) in done.stderr
    assert is_untouched(other)
    assert not (root / "new/workshop.yml").exists()


@pytest.mark.parametrize(
    "link", [".", "dist", "p.png", "import-report.html", ".slidegen-import.json", "a.yml"]
)
def test_an_import_goes_through_no_link(slidegen: Slidegen, places: tuple[Path, Path], link: str) -> None:
    root, other = places
    (root / "home" / link).parent.mkdir(exist_ok=True)
    (root / "home" / link).symlink_to(other if link in (".", "dist") else other / "mine")
    done = slidegen("import", "a.md", "--out", "home", cwd=root)
    assert "Traceback" not in done.stderr, done.stderr
    assert is_untouched(other)


@pytest.mark.parametrize(
    "words",
    [
        ("links", "--ledger", "out/l.json"),
        ("export", "pdf", "a.md", "-o", "out/a.pdf"),
        ("export", "png", "a.md", "-o", "out/pictures"),
        ("lint", "-o", "out/report.txt"),
        ("lint", "--baseline", "out/b.json", "--write-baseline"),
    ],
    ids=" ".join,
)
@pytest.mark.browser
def test_what_is_named_is_written_through_no_link(
    slidegen: Slidegen, places: tuple[Path, Path], words: tuple[str, ...]
) -> None:
    root, other = places
    (root / "out").symlink_to(other)
    done = slidegen(*words, cwd=root)
    assert done.returncode == 2, done.stderr
    assert is_untouched(other)


@pytest.mark.parametrize("key", ["history", "page"])
@pytest.mark.parametrize("name", ["../other/mine", "/tmp/x/mine", "link"])
def test_a_night_is_told_outside_of_no_repository(
    slidegen: Slidegen, places: tuple[Path, Path], key: str, name: str
) -> None:
    root, other = places
    (root / "link").symlink_to(other / "mine")
    (root / "n.toml").write_text(f"decks = ['a.md']\n{key} = '{name}'\n")
    done = slidegen("nightly", "n.toml", "--yes", cwd=root)
    assert done.returncode == 2
    assert "n.toml:2:" in done.stderr
    assert is_untouched(other)


@pytest.mark.parametrize("named", ["link.md", "folder", "folder/deck.md"])
@pytest.mark.parametrize("verb", ["build", "scripts", "lint", "stats", "run"])
def test_where_a_named_link_leads_is_no_place_to_write(
    slidegen: Slidegen, places: tuple[Path, Path], verb: str, named: str
) -> None:
    """The project is where the file is called, not where its bytes lie; and what lies outside is told."""
    root, other = places
    outside = other.parent / "outside"
    outside.mkdir()
    (outside / "deck.md").write_text(LAB)
    (root / "link.md").symlink_to(outside / "deck.md")
    (root / "folder").symlink_to(outside)
    done = slidegen(verb, *(("--yes",) if verb == "run" else ()), named, cwd=root)
    assert "Traceback" not in done.stderr, done.stderr
    assert [path.name for path in outside.iterdir()] == ["deck.md"]
    assert done.returncode != 0 or verb == "stats", done.stdout + done.stderr
    assert done.stderr or verb == "lint"


def test_a_run_believes_no_link_in_its_folder(slidegen: Slidegen, places: tuple[Path, Path]) -> None:
    """Its HOME would be the reader's own, and what it keeps would be written over what is there."""
    root, other = places
    here = root / ".slidegen/run/a"
    here.mkdir(parents=True)
    for name in ("home", "state", "shells", "repository.git"):
        (here / name).symlink_to(other)
    for name in ("lock", "inventory.json", "results.jsonl", "session.cast", "kubeconfig", "index.html"):
        (here / name).symlink_to(other / "mine")
    done = slidegen("run", "a.md", "--yes", "--on-host", "--driver", "bash", cwd=root)
    assert done.returncode == 0, done.stderr
    assert is_untouched(other)
    assert (here / "home/made").read_text() == "hi\n"


def test_links_go_but_for_those_of_the_home(tmp_path: Path) -> None:
    for name in ("home", "state/deep", "shells"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "link").symlink_to(tmp_path)
    (tmp_path / "state/deep/kept").write_text("x")
    drop_links(tmp_path, but="home")
    left = sorted(
        os.path.relpath(path, tmp_path) for path in tmp_path.rglob("*") if path.is_symlink() or path.is_file()
    )
    assert left == ["home/link", "state/deep/kept"]
    shutil.rmtree(tmp_path / "home")
    (tmp_path / "home").symlink_to(tmp_path)
    drop_links(tmp_path, but="home")
    assert not (tmp_path / "home").is_symlink()
