"""A cache in a repository is believed where this user made it, and nowhere else."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from slidegen import cli
from slidegen.assembly.cache_of import cache_of
from slidegen.cache import Cache, cache_folder, own_key
from slidegen.errors import ExitCode
from slidegen.json_values import as_bytes
from slidegen.render.mermaid import Drawing, recipe

Tree = Callable[[Mapping[str, str | bytes]], Path]
EVIL = "<script>evil()</script>"
DIAGRAM = "graph TD; A-->B"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own, and no cache elsewhere."""
    monkeypatch.delenv("SLIDEGEN_CACHE_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_what_this_user_kept_is_there_again(home: Path, tree: Tree) -> None:
    root = tree({"w/.git/HEAD": ""}) / "w"
    cache_of(root).put("a", b"one")
    assert cache_of(root).get("a") == b"one"
    assert (home / "slidegen/key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("secret", [b"", b"x" * 32])
def test_what_another_made_is_none(home: Path, tree: Tree, secret: bytes) -> None:
    root = tree({"w/.git/HEAD": ""}) / "w"
    Cache(cache_folder(root), secret).put("a", b"one")
    assert cache_of(root).get("a") is None


def test_a_drawing_from_a_committed_cache_is_in_no_page(
    home: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anybody can tell by what name the drawing of a text is kept."""
    text = f"# D\n\n```mermaid\n{DIAGRAM}\n```\n"
    root = tree({"w/.git/HEAD": "", "w/d.yml": "extras: [diagrams]\ncontent: [a.md]\n", "w/a.md": text}) / "w"
    kept = as_bytes(Drawing(f"<svg>{EVIL}</svg>"))
    how = recipe()
    if not how:
        pytest.skip("mermaidx is not installed")
    Cache(cache_folder(root)).put(f"diagram {how} {DIAGRAM}", kept)
    monkeypatch.chdir(root)
    assert cli.run(("build",)) == ExitCode.CLEAN
    assert EVIL not in (root / "dist/d.html").read_text()
    cache_of(root).put(f"diagram {how} {DIAGRAM}", kept)  # as its user: else the name was not that one
    assert cli.run(("build", "--fresh")) == ExitCode.CLEAN
    assert EVIL in (root / "dist/d.html").read_text()


@pytest.mark.parametrize("link", [".slidegen", ".slidegen/cache"])
@pytest.mark.parametrize("target", ["outside", "w/src"])
def test_a_link_leads_nothing_elsewhere(
    home: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch, link: str, target: str
) -> None:
    base = tree({"w/.git/HEAD": "", "w/d.yml": "content: [a.md]\n", "w/a.md": "# A\n", f"{target}/x": ""})
    (base / "w" / link).parent.mkdir(exist_ok=True)
    (base / "w" / link).symlink_to(base / target)
    monkeypatch.chdir(base / "w")
    assert cli.run(("build",)) == ExitCode.CLEAN
    assert [path.name for path in (base / target).iterdir()] == ["x"]


def test_outside_of_the_repository_the_folder_is_the_users_own(
    home: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tree({"w/.git/HEAD": ""}) / "w"
    monkeypatch.setenv("SLIDEGEN_CACHE_DIR", str(root.parent / "ci"))
    cache_of(root).put("a", b"one")
    assert Cache(root.parent / "ci").get("a") == b"one"
    monkeypatch.setenv("SLIDEGEN_CACHE_DIR", str(root / "ci"))
    Cache(root / "ci").put("a", b"one")
    assert cache_of(root).get("a") is None


def test_without_a_home_nothing_is_kept(tmp_path: Path) -> None:
    def nobody() -> Path:
        raise RuntimeError("there is no home")

    (tmp_path / "file").write_text("")
    assert own_key({}, nobody) is None
    assert own_key({"XDG_CACHE_HOME": str(tmp_path / "file")}) is None
    assert own_key({"XDG_CACHE_HOME": "relative"}, lambda: tmp_path) == own_key({}, lambda: tmp_path)
    (tmp_path / ".cache/slidegen/key").write_bytes(b"short")
    assert own_key({}, lambda: tmp_path) is None
    cache = Cache(tmp_path / "c", None)
    cache.put("a", b"one")
    assert cache.get("a") is None
    assert not (tmp_path / "c").exists()
