"""One save: the glance, the whole build and the linter read what was saved once, and of the rest nothing."""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from calls import called
from serve_live import FILES

from slidegen.render.html import rendered
from slidegen.serve.saved_files import SavedFiles
from slidegen.serve.show import Show
from slidegen.serve.studio import Studio
from slidegen.source.settings_reader import load_settings
from slidegen.text.separators import separate

MORE = {
    "one.md": "# First\n\n@@INCLUDE[code.py]\n\n```bash\ndocker-compose up\n```\n",
    "code.py": "print('hello')\n",
    "k8s/pod.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n",
    "other.md": "# No deck's\n",
}


class Opened(Counter[str]):
    """How often each file below `root` was opened, while it is looked at."""

    root: Path | None = None

    def note(self, event: str, arguments: tuple[object, ...]) -> None:
        path = arguments[0] if event == "open" and self.root and arguments else None
        if (
            isinstance(path, str | bytes)
            and self.root
            and os.fsdecode(path).startswith(f"{self.root}{os.sep}")
        ):
            self[Path(os.fsdecode(path)).relative_to(self.root).as_posix()] += 1


OPENED = Opened()
sys.addaudithook(OPENED.note)  # a hook cannot be taken away again


@contextmanager
def counted(root: Path) -> Iterator[Opened]:
    OPENED.clear()
    OPENED.root = root.resolve()
    try:
        yield OPENED
    finally:
        OPENED.root = None


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in (FILES | MORE).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def save(studio: Studio, saved: SavedFiles, name: str) -> None:
    """What the server does when a file was saved."""
    studio.saved([name])
    studio.glance([name], ["deck"])
    studio.whole([name], ["deck"])
    saved.lint([name])


@pytest.mark.parametrize("name", ["one.md", "two.md", "deck.yml", "code.py"])
def test_a_save_reads_the_file_once_and_no_other(root: Path, name: str) -> None:
    studio = Studio(Show(load_settings(root), environ={}, shared=True))
    saved = SavedFiles(studio)
    assert studio.page("deck", "1") is not None
    for number in range(3):
        path = root / name
        path.write_text(f"{path.read_text()}\n# again {number}\n")
        with counted(root) as opened:
            save(studio, saved, name)
        assert opened[name] == 1
        if number:  # at the first save the linter sees the project for the first time
            assert set(opened) == {name}
    page = studio.page("deck", "2")
    assert page is not None
    if name.endswith("md") or name == "code.py":
        assert b"again 2" in page.plain


def test_what_was_saved_is_parsed_once(root: Path) -> None:
    """Into slides for glance, whole build and linter; the one that changed into HTML for the first two."""
    studio = Studio(Show(load_settings(root), environ={}, shared=True))
    saved = SavedFiles(studio)
    assert studio.page("deck", "1") is not None
    for number in range(3):
        (root / "two.md").write_text(f"# Second\n\nFor the time {number}.\n")
        with called(separate, rendered) as calls:
            save(studio, saved, "two.md")
        if number:  # at the first save the linter sees the project for the first time
            assert Counter(name for name, _ in calls) == {"separate": 1, "rendered": 1}


def test_what_nobody_watches_is_read_again_when_it_has_changed(root: Path) -> None:
    (root / "one.md").write_text("See [there](other.md).\n\n```bash\nkubectl get pods\n```\n")
    studio = Studio(Show(load_settings(root), environ={}))
    saved = SavedFiles(studio)
    assert not any(trouble.path == "other.md" for trouble in saved.lint(["other.md"]))
    (root / "other.md").write_text("```bash\ndocker-compose up\n```\n")
    with counted(root) as opened:
        found = saved.lint(["other.md"])
    assert opened["other.md"] == 1
    assert [trouble.rule for trouble in found] == ["SG301"]
    assert saved.lint(["gone.md"]) == ()


def test_with_other_settings_the_linter_begins_anew(root: Path) -> None:
    studio = Studio(Show(load_settings(root), environ={}))
    saved = SavedFiles(studio)
    assert [trouble.rule for trouble in saved.lint(["one.md"])] == ["SG301"]
    (root / "slidegen.toml").write_text('fonts = false\n[lint]\nignore = ["SG301"]\n')
    studio.saved(["slidegen.toml"])
    studio.whole(["slidegen.toml"], [])
    assert saved.lint(["one.md"]) == ()
