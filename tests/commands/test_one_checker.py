"""Whatever `build` refuses or warns of, `lint` finds too: a green hook is a green deploy."""

import gc
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from slidegen import cli

Tree = Callable[[Mapping[str, str | bytes]], Path]
TEXT = {"a.md": "# A\n", "s/b.md": "# B\n"}

#: a broken project -> the place and the rule that both must name
BROKEN: dict[str, tuple[dict[str, str | bytes], str]] = {
    "theme": ({"d.yml": "theme: worksop\ncontent: [a.md]\n"}, "d.yml:1:8 SG027"),
    "theme of a text": (
        {"t.md": "---\ntheme: nope\n---\n\n# T\n\n---\n\nclass: middle\n\n# U\n"},
        "t.md:2:8 SG027",
    ),
    "fragment missing": ({"d.yml": "content: [a.md, gone.md]\n"}, "d.yml:1:17 SG023"),
    "fragment folder": ({"d.yml": "content:\n- a.md\n- s\n"}, "d.yml:3:3 SG023"),
    "fragment outside": ({"d.yml": "content: [../../../x.md]\n"}, "d.yml:1:11 SG024"),
    "include circle": (
        {"d.yml": "content: [i.md]\n", "i.md": "@@INCLUDE[j.md]\n", "j.md": "# J\n\n@@INCLUDE[i.md]\n"},
        "j.md:3:1 SG031",
    ),
    "include of itself": ({"d.yml": "content: [i.md]\n", "i.md": "# I\n@@INCLUDE[i.md]\n"}, "i.md:2:1 SG031"),
    "include missing": ({"d.yml": "content: [i.md]\n", "i.md": "# I\n@@INCLUDE[no.md]\n"}, "i.md:2:1 SG030"),
    "include outside": (
        {"d.yml": "content: [i.md]\n", "i.md": "# I\n@@INCLUDE[../../../../x.md]\n"},
        "i.md:2:1 SG032",
    ),
    "no yaml": ({"d.yml": "content: [a.md\n"}, "d.yml:2:1 SG010"),
    "key": ({"d.yml": "titel: x\ncontent: [a.md]\n"}, "d.yml:1:1 SG020"),
    "content with a typo": ({"d.yml": "contnet:\n- a.md\n"}, "d.yml:1:1 SG020"),
    "type": ({"d.yml": "sections: perhaps\ncontent: [a.md]\n"}, "d.yml:1:11 SG021"),
    "remark": ({"d.yml": "remark: {includePresenterNotes: maybe}\ncontent: [a.md]\n"}, "d.yml:1:33 SG021"),
    "html": ({"d.yml": "html: ../x.html\ncontent: [a.md]\n"}, "d.yml:1:7 SG021"),
    "empty": ({"d.yml": "title: x\ncontent: []\n"}, "d.yml:1:1 SG022"),
    "key twice": ({"d.yml": "title: x\ntitle: y\ncontent: [a.md]\n"}, "d.yml:2:1 SG011"),
    "json": ({"d.json": '{"content": ["gone.md"]}'}, "d.json:1:14 SG023"),
    "json key": ({"d.json": '{\n  "titel": "x",\n  "content": ["a.md"]\n}\n'}, "d.json:2:3 SG020"),
    "not utf-8": ({"d.yml": "content: [l.md]\n", "l.md": b"# A\xe9\n"}, "l.md:1:4 SG002"),
    "nul": ({"d.yml": "content: [l.md]\n", "l.md": b"# A\0\n"}, "l.md:1:4 SG003"),
    "picture": ({"d.yml": "content: [p.md]\n", "p.md": "# P\n\n![x](no.png)\n"}, "p.md:3:6 SG414"),
    "class": ({"d.yml": "content: [p.md]\n", "p.md": "# P\n\n.red[\n\nx\n"}, "p.md:3:1 SG401"),
    "macro": ({"d.yml": "content: [p.md]\n", "p.md": "# P\n\n![:nope](x)\n"}, "p.md:3:1 SG405"),
    "settings": ({"slidegen.toml": "thme = 'x'\n", "d.yml": "content: [a.md]\n"}, "slidegen.toml:1:1 SG041"),
    "settings' theme": (
        {"slidegen.toml": "theme = 'x'\n", "d.yml": "content: [a.md]\n"},
        "slidegen.toml:1:1 SG042",
    ),
}


@pytest.fixture
def told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., set[str]]:
    """The findings that a verb tells: place and rule."""
    monkeypatch.setenv("SLIDEGEN_CACHE_DIR", str(tmp_path.parent / "cache"))

    def run(*words: str, cwd: Path) -> set[str]:
        monkeypatch.chdir(cwd)
        cli.run(words)
        gc.enable()
        said = capsys.readouterr()
        return set(re.findall(r"^(?:slidegen: |  )?(\S+:\d+:\d+ SG\d+)", said.out + said.err, re.MULTILINE))

    return run


@pytest.mark.parametrize("name", BROKEN)
def test_both_find_it(told: Callable[..., set[str]], tree: Tree, name: str) -> None:
    files, place = BROKEN[name]
    root = tree({**TEXT, **files})
    named = ["t.md"] if "t.md" in files else []
    built, linted = told("build", *named, cwd=root), told("lint", *named, cwd=root)
    assert place in built
    assert built <= linted


def test_a_whole_tree_of_them(told: Callable[..., set[str]], tree: Tree) -> None:
    trees = {
        f"p{number}/{path}": text
        for number, (name, (files, _)) in enumerate(BROKEN.items())
        if "slidegen.toml" not in files and "outside" not in name
        for path, text in {**TEXT, **files}.items()
    }
    root = tree(trees)
    built, linted = told("build", cwd=root), told("lint", cwd=root)
    assert len(built) > 15
    assert built <= linted


def test_a_manifest_that_is_named_stands_for_what_it_lists(told: Callable[..., set[str]], tree: Tree) -> None:
    root = tree({"d.yml": "content: [p.md]\n", "p.md": "# P\n\n.red[\n\nx\n", "other.md": "# O\n\n.red[\n"})
    assert told("lint", "d.yml", cwd=root) == {"p.md:3:1 SG401"}


def test_two_decks_of_one_page(told: Callable[..., set[str]], tree: Tree) -> None:
    root = tree({"x/deck.yml": "content: [../a.md]\n", "y/deck.yml": "content: [../s/b.md]\n", **TEXT})
    assert told("lint", cwd=root) == {"x/deck.yml:1:1 SG028", "y/deck.yml:1:1 SG028"}
    (root / "y/deck.yml").write_text("html: second.html\ncontent: [../s/b.md]\n")
    assert told("lint", cwd=root) == set()
    assert told("build", cwd=root) == set()
    assert {path.name for path in (root / "dist").glob("*.html")} == {
        "deck.html",
        "second.html",
        "index.html",
    }
    index = (root / "dist/index.html").read_text()
    assert 'href="deck.html"' in index
    assert 'href="second.html"' in index
