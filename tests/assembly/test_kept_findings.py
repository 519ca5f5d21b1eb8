"""What is told of a large tree is what a run that remembers nothing tells, whatever became of the tree."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Slidegen

from slidegen.assembly.kept_findings import KeptFindings
from slidegen.finding import Finding
from slidegen.source.workspace import Workspace

FILES = 100  #: so many documents are worth it
SLIDE = "# One\n\n![a picture](a.png)\n\n```bash\nkubectl exec web ls\n```\n"


@pytest.fixture
def large(tmp_path: Path) -> Path:
    root = tmp_path / "talks"
    root.mkdir()
    (root / ".git" / "info").mkdir(parents=True)
    for number in range(FILES):
        (root / f"{number}.md").write_text(f"# {number}\n")
    (root / "deck.yml").write_text("content: [0.md, 1.md]\n")
    (root / "0.md").write_text(SLIDE)
    return root


Change = Callable[[Path], object]


def edited_in_secret(root: Path) -> None:
    """Another text of the same size, with the time of the first: as `cp -p` and `touch -r` leave it."""
    file = root / "0.md"
    was = file.stat()
    file.write_text(SLIDE.replace("exec web ls", "exec web -- "))
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))


CHANGES: dict[str, Change] = {
    "a text": lambda root: (root / "0.md").write_text("# None\n"),
    "a text of the same size and time": edited_in_secret,
    "a picture comes": lambda root: (root / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n"),
    "a manifest lists others": lambda root: (root / "deck.yml").write_text("content: [2.md]\n"),
    "a file comes": lambda root: (root / "x.md").write_text(SLIDE),
    "a file goes": lambda root: (root / "0.md").unlink(),
    "a file is another's name": lambda root: (root / "0.md").rename(root / "k0.md"),
    "the settings": lambda root: (root / "slidegen.toml").write_text('[lint]\nignore = ["SG104"]\n'),
    "git ignores it": lambda root: (root / ".gitignore").write_text("0.md\n"),
    "git ignores it here alone": lambda root: (root / ".git/info/exclude").write_text("0.md\n"),
    "a link leads elsewhere": lambda root: (root / "a.png").symlink_to("9.md"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_what_changed_is_judged_anew(change: Change, large: Path, slidegen: Slidegen, tmp_path: Path) -> None:
    def told(cache: str) -> str:
        result = slidegen("lint", ".", cwd=large, env={"SLIDEGEN_CACHE_DIR": str(tmp_path / cache)})
        return result.stdout + result.stderr

    first = told("kept")
    assert "SG104" in first
    assert told("kept") == first
    change(large)
    assert told("kept") == told("fresh") != first


@pytest.mark.parametrize(
    "more",
    [("--select", "SG415"), ("--kubernetes-version", "1.12"), ("--exclude", "0.md"), ("0.md",)],
    ids=" ".join,
)
def test_another_question_has_another_answer(more: tuple[str, ...], large: Path, slidegen: Slidegen) -> None:
    first = slidegen("lint", ".", cwd=large)
    other = slidegen("lint", *more, *(() if more == ("0.md",) else (".",)), cwd=large)
    assert other.stderr != first.stderr
    assert slidegen("lint", ".", cwd=large).stdout == first.stdout


def test_linting_writes_nothing_into_the_tree(large: Path, slidegen: Slidegen, tmp_path: Path) -> None:
    def names() -> list[Path]:
        return sorted(path for path in large.rglob("*") if path.name != "__pycache__")

    before = names()
    home = tmp_path / "home"
    for _ in range(2):
        slidegen("lint", ".", cwd=large, env={"SLIDEGEN_CACHE_DIR": "", "XDG_CACHE_HOME": str(home)})
    assert names() == before
    assert len(list((home / "slidegen" / "lint").iterdir())) == 1


def test_no_home_is_no_hindrance(large: Path, slidegen: Slidegen, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    env = {"SLIDEGEN_CACHE_DIR": "", "XDG_CACHE_HOME": str(tmp_path / "file")}
    first, second = (slidegen("lint", ".", cwd=large, env=env) for _ in range(2))
    assert "SG104" in first.stdout
    assert first.stdout == second.stdout


def test_what_is_kept_is_asked_for_once_and_what_is_broken_again(
    large: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SLIDEGEN_CACHE_DIR", str(tmp_path / "cache"))
    kept, asked = KeptFindings(Workspace.at(large), "all"), list[int]()

    def find() -> tuple[Finding, ...]:
        asked.append(1)
        return ()

    assert kept.remember(find) == kept.remember(find) == ()
    assert len(asked) == 1
    [entry] = (tmp_path / "cache" / "lint").iterdir()
    entry.write_bytes(entry.read_bytes()[:-3])
    kept.remember(find)
    assert len(asked) == 2


def test_what_changes_while_it_is_judged_is_not_kept(
    large: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SLIDEGEN_CACHE_DIR", str(tmp_path / "cache"))
    kept = KeptFindings(Workspace.at(large), "all")

    def find() -> tuple[Finding, ...]:
        (large / "new.md").write_text("# New\n")
        return ()

    kept.remember(find)
    assert not (tmp_path / "cache").exists()
