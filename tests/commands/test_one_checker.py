"""Whatever `build` refuses or warns of, `lint` finds too: a green hook is a green deploy."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Tree = Callable[[Mapping[str, str | bytes]], Path]
LFS = b"version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 12345\n" % (b"0a" * 32)
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
    "json path": ({"d.json": '{"title": "x", "content": "a.md"}'}, "d.json:1:27 SG020"),
    "not utf-8": ({"d.yml": "content: [l.md]\n", "l.md": b"# A\xe9\n"}, "l.md:1:4 SG002"),
    "nul": ({"d.yml": "content: [l.md]\n", "l.md": b"# A\0\n"}, "l.md:1:4 SG003"),
    "picture": ({"d.yml": "content: [p.md]\n", "p.md": "# P\n\n![x](no.png)\n"}, "p.md:3:6 SG414"),
    "picture that is empty": (
        {"d.yml": "content: [p.md]\n", "p.md": "# P\n\n![x](no.png)\n", "no.png": b""},
        "p.md:3:6 SG414",
    ),
    "picture that Git LFS did not bring": (
        {"d.yml": "content: [p.md]\n", "p.md": "# P\n\n![x](no.png)\n", "no.png": LFS},
        "p.md:3:6 SG414",
    ),
    "text that Git LFS did not bring": ({"d.yml": "content: [p.md]\n", "p.md": LFS}, "p.md:1:1 SG001"),
    "class": ({"d.yml": "content: [p.md]\n", "p.md": "# P\n\n.red[\n\nx\n"}, "p.md:3:1 SG401"),
    "macro": ({"d.yml": "content: [p.md]\n", "p.md": "# P\n\n![:nope](x)\n"}, "p.md:3:1 SG405"),
    "fragment in the output": (
        {"slidegen.toml": "out = 's'\n", "d.yml": "content: [a.md, s/b.md]\n"},
        "d.yml:1:17 SG019",
    ),
    "content in another file": ({"d.yml": "title: x\ncontent: parts.yml\n"}, "d.yml:2:10 SG021"),
    "content is a folder": ({"d.yml": "title: x\ncontent: s/\n"}, "d.yml:2:10 SG021"),
    "content is lines": ({"d.yml": "content: |\n  a.md\n  s/b.md\n"}, "d.yml:1:10 SG021"),
    "content is a text file": ({"d.yml": "content: parts.txt\n"}, "d.yml:1:10 SG021"),
    "name of a device": ({"con.md": "# T\n\n---\n\nclass: middle\n\n# U\n"}, "con.md:1:1 SG021"),
    "name of a device, too": (
        {"aux.slides.md": "---\ntitle: T\n---\n\n# T\n\n---\n\nclass: middle\n\n# U\n"},
        "aux.slides.md:1:1 SG021",
    ),
    "name with a colon": ({"a:b.md": "# T\n\n---\n\nclass: middle\n\n# U\n"}, "a:b.md:1:1 SG021"),
    "out above": ({"slidegen.toml": "out = '..'\n", "d.yml": "content: [a.md]\n"}, "slidegen.toml:1:1 SG042"),
    "out here": ({"slidegen.toml": "out = './'\n", "d.yml": "content: [a.md]\n"}, "slidegen.toml:1:1 SG042"),
    "out is git's": (
        {"slidegen.toml": "\nout = '.git/x'\n", "d.yml": "content: [a.md]\n"},
        "slidegen.toml:2:1 SG042",
    ),
    "out is the content": (
        {"slidegen.toml": "content = ['s']\nout = 's'\n", "s/d.yml": "content: [b.md]\n"},
        "slidegen.toml:2:1 SG042",
    ),
    "settings": ({"slidegen.toml": "thme = 'x'\n", "d.yml": "content: [a.md]\n"}, "slidegen.toml:1:1 SG041"),
    "settings' theme": (
        {"slidegen.toml": "theme = 'x'\n", "d.yml": "content: [a.md]\n"},
        "slidegen.toml:1:1 SG042",
    ),
}


TWICE = "{{content}}{{content}}\n\n---\n"


def theme_with(name: str, text: str | bytes) -> dict[str, str | bytes]:
    return {"d.yml": "theme: x\ncontent: [a.md]\n", "themes/x/theme.toml": "", f"themes/x/{name}": text}


LAYERS = "".join(f"name: t{b}\ntemplate: t{b - 1}\n{TWICE}" for b in range(1, 25))

#: what only a build sees of a deck as a whole, and the linter asks of it
COMPOSED: dict[str, tuple[dict[str, str | bytes], str]] = {
    "layouts": ({"d.yml": "content: [t.md]\n", "t.md": f"name: t0\n{TWICE}{LAYERS}"}, "t.md:61:1 SG062"),
    "layouts of a text": ({"t.md": f"name: t0\n{TWICE}{LAYERS}"}, "t.md:61:1 SG062"),
    "variables": (
        {"d.yml": f"variables: {{V: {'v' * 5000}}}\ncontent: [v.md]\n", "v.md": "# V\n" + "@@V@@ " * 5000},
        "v.md:1:1 SG062",
    ),
    "properties": (
        {"d.yml": "content: [p.md]\n", "p.md": f"class: {'y' * 5000}\n\n" + "{{class}} " * 5000},
        "p.md:3:1 SG062",
    ),
    "links": (
        {"d.yml": "content: [p.md]\n", "p.md": f"[a]: /{'x' * 5000}\n\n" + "[a] " * 5000},
        "p.md:1:1 SG062",
    ),
    "listed often": (
        {"d.yml": "content:\n" + "- p.md\n" * 300, "p.md": "# x\n" + "text " * 2000},
        "d.yml:40:3 SG062",
    ),
    "as large as no deck": ({"d.yml": "content: [p.md]\n", "p.md": "*a* " * 260_000}, "d.yml:1:11 SG062"),
    "as large a text": ({"p.md": "# P\n\n---\n\n# Q\n\n" + "*a* " * 260_000}, "p.md:1:1 SG062"),
    "contents often": (
        {
            "d.yml": "content: [toc.md, p.md]\n",
            "toc.md": "@@TOC@@\n\n---\n" * 200,
            "p.md": "".join(f"# Title {n}\n\n---\n" for n in range(1500)),
        },
        "toc.md:4:1 SG062",
    ),
    "macro circle": (
        {"d.yml": 'macros: {x: "![:x a]![:x a]"}\ncontent: [p.md]\n', "p.md": "# P\n\n![:x](y)\n"},
        "d.yml:1:14 SG062",
    ),
    "macro of the settings": (
        {"slidegen.toml": "[macros]\nx = '{{ a'\n", "d.yml": "content: [p.md]\n", "p.md": "![:x](y)\n"},
        "slidegen.toml:2:6 SG060",
    ),
    "macro makes a call": (
        {"d.yml": 'macros: {x: "![:no](1)"}\ncontent: [p.md]\n', "p.md": "# P\n\n![:x](y)\n"},
        "p.md:1:1 SG405",
    ),
    "macro makes a picture": (
        {"d.yml": 'macros: {x: "![a](no.png)"}\ncontent: [p.md]\n', "p.md": "# P\n\n![:x](y)\n"},
        "d.yml:1:19 SG414",
    ),
    "recording": (
        {"d.yml": "extras: [media]\ncontent: [p.md]\n", "p.md": "# P\n\n![x](a.cast)\n", "a.cast": "no\n"},
        "p.md:3:6 SG436",
    ),
    "recording that is not there": (
        {"d.yml": "extras: [media]\ncontent: [p.md]\n", "p.md": "# P\n\n![x](a.cast)\n"},
        "p.md:3:6 SG414",
    ),
    "template": (theme_with("slide.html", "{% if %}"), "themes/x/slide.html:1:1 SG060"),
    "template's name": (theme_with("deck.html", "{{ nope.x }}"), "themes/x/deck.html:1:4 SG060"),
    "template's parent": (
        theme_with("deck.html", "{% extends 'no.html' %}"),
        "themes/x/deck.html:1:13 SG060",
    ),
    "theme's file": (theme_with("theme.css", "a{background:url(no.svg)}"), "themes/x/theme.css:1:18 SG063"),
    "theme's settings": (theme_with("theme.toml", "extends = ["), "themes/x/theme.toml:1:12 SG065"),
    "theme's key": (theme_with("theme.toml", "extend = 'base'"), "themes/x/theme.toml:1:1 SG065"),
    "theme's parent": (theme_with("theme.toml", "extends = 'no'"), "themes/x/theme.toml:1:1 SG065"),
    "theme's circle": (theme_with("theme.toml", "extends = 'x'"), "themes/x/theme.toml:1:1 SG065"),
    "theme's style": (theme_with("theme.css", b"a{}\xe9"), "themes/x/theme.css:1:1 SG065"),
    "style outside": (theme_with("theme.toml", "styles = ['../../a.md']"), "themes/x/theme.toml:1:1 SG065"),
    "default language": (
        {"d.yml": "remark: {highlightLanguage: pyhton}\ncontent: [a.md]\n"},
        "d.yml:1:29 SG021",
    ),
    "default language of a text": (
        {"t.md": "---\nremark: {highlightLanguage: klingon}\n---\n\n# T\n\n---\n\nclass: middle\n\n# U\n"},
        "t.md:2:29 SG021",
    ),
    "brand": ({"d.yml": "content: [a.md]\nbrand: {acent: red}\n"}, "d.yml:2:16 SG020"),
    "logo": ({"d.yml": "content: [a.md]\nbrand: {logo: no.png}\n"}, "d.yml:2:15 SG414"),
    "minutes": ({"d.yml": "content: [a.md]\nminutes: {Nope: 3}\n"}, "d.yml:2:17 SG020"),
    "list of pictures": ({"d.yml": "interstitials: no.txt\ncontent: [a.md]\n"}, "d.yml:1:16 SG023"),
    "listed picture": (
        {"d.yml": "content: [a.md]\n", "interstitials.txt": "# one\nno.png\n"},
        "interstitials.txt:2:1 SG414",
    ),
    "template of another deck": (
        {
            "d.yml": "content: [t.md]\n",
            "e.yml": "content: [n.md, t.md]\n",
            "t.md": "template: z\n\n# T\n",
            "n.md": "name: z\n\n# N\n",
        },
        "t.md:1:1 SG406",
    ),
    "picture beside its text": (
        {"d.yml": "content: [s/p.md]\n", "s/p.md": "# P\n\n![x](p.png)\n", "s/p.png": b"x"},
        "s/p.md:3:6 SG414",
    ),
    "variable of an included text": (
        {"d.yml": "content: [p.md]\n", "p.md": "# P\n@@INCLUDE[u.md]\n", "u.md": "x @@NO@@\n"},
        "u.md:1:3 SG407",
    ),
    "macro of an included text": (
        {"d.yml": "content: [p.md]\n", "p.md": "# P\n@@INCLUDE[u.md]\n", "u.md": "![:no](a)\n"},
        "u.md:1:1 SG405",
    ),
    "included text of no Markdown": (
        {"d.yml": "content: [p.md]\n", "p.md": "# P\n@@INCLUDE[u.txt]\n", "u.txt": ".red[\n\n@@NO@@ x\n"},
        "u.txt:3:1 SG407",
    ),
    "class of an included text": (
        {"d.yml": "content: [p.md]\n", "p.md": "# P\n@@INCLUDE[u.txt]\n", "u.txt": "a\n\n.red[x\n"},
        "u.txt:3:1 SG401",
    ),
    "fence of an included text": (
        {"d.yml": "content: [p.md]\n", "p.md": "# P\n@@INCLUDE[u.txt]\n", "u.txt": "~~~\nx\n"},
        "u.txt:1:1 SG402",
    ),
    "comment of an included text": (
        {"d.yml": "content: [p.md]\n", "p.md": "# P\n@@INCLUDE[u.txt]\n", "u.txt": "a <!-- b\n"},
        "u.txt:1:3 SG403",
    ),
    "template of an included text": (
        {"d.yml": "content: [p.md]\n", "p.md": "@@INCLUDE[u.txt]\n\n# P\n", "u.txt": "template: no\n"},
        "u.txt:1:1 SG406",
    ),
    "included text in Latin 1": (
        {"d.yml": "content: [p.md]\n", "p.md": "# P\n@@INCLUDE[u.txt]\n", "u.txt": b"\xe9\n"},
        "u.txt:1:1 SG002",
    ),
    "inline slide": (
        {"d.yml": "content:\n- |\n  # X\n\n  .red[\n\n  @@NO@@ ![:nope](a) ![x](no.png)\n"},
        "d.yml:5:3 SG401",
    ),
    "inline fence": ({"d.yml": "content:\n- |\n  # X\n\n  ```\n  x\n"}, "d.yml:5:3 SG402"),
    "inline class": ({"d.yml": "content:\n- |\n  # X\n\n  .red[x\n"}, "d.yml:5:3 SG401"),
    "inline template": ({"d.yml": "content:\n- |\n  template: no\n\n  # X\n"}, "d.yml:3:3 SG406"),
    "inline variable": ({"d.yml": "content:\n- |\n  # X\n\n  @@NO@@\n"}, "d.yml:5:3 SG407"),
    "inline picture": ({"d.yml": "content:\n- |\n  # X\n\n  ![x](no.png)\n"}, "d.yml:5:8 SG414"),
    "fragment of no Markdown": (
        {"d.yml": "content: [t.txt]\n", "t.txt": "# T\n\n![:no](a) @@NO@@\n"},
        "t.txt:3:1 SG405",
    ),
    "layout with a macro": (
        {"d.yml": "content: [p.md]\n", "p.md": "layout: true\n\n![:no](x)\n\n---\n\n# T\n"},
        "p.md:3:1 SG405",
    ),
}


@pytest.mark.parametrize("name", [*BROKEN, *COMPOSED])
def test_both_find_it(told: Callable[..., set[str]], tree: Tree, name: str) -> None:
    files, place = (BROKEN | COMPOSED)[name]
    root = tree({**TEXT, **files})
    named = [] if any(name.endswith((".yml", ".json")) for name in files) else [*files]
    built, linted = told("build", *named, cwd=root), told("lint", *named, cwd=root)
    assert place in built
    assert built <= linted


@pytest.mark.parametrize("name", ["layouts", "variables", "properties", "links"])
def test_a_commit_hook_on_the_fragment_alone_finds_it(
    told: Callable[..., set[str]], tree: Tree, name: str
) -> None:
    files, place = COMPOSED[name]
    assert place in told("lint", place.partition(":")[0], cwd=tree({**TEXT, **files}))


def test_a_theme_does_not_lead_out_of_the_repository(told: Callable[..., set[str]], tree: Tree) -> None:
    files = {**TEXT, **theme_with("theme.css", "a{background:url(pictures/secret.html)}"), ".git/HEAD": ""}
    home = tree({f"w/{name}": text for name, text in files.items()} | {"o/secret.html": "<p>Secret</p>"})
    root, secret = home / "w", home / "o/secret.html"
    for name in ("slide.html", "logo.svg", "pictures"):
        link = root / "themes/x" / name
        link.symlink_to(secret.parent if name == "pictures" else secret)
        place = f"themes/x/{name}:1:1 SG065"
        assert {place} == told("build", cwd=root) <= told("lint", cwd=root)
        assert not [p for p in root.rglob("dist/**/*") if p.is_file() and b"Secret" in p.read_bytes()]
        link.unlink()
    (root / "themes/x").rename(home / "o/x")
    (root / "themes/x").symlink_to(home / "o/x")
    assert told("build", cwd=root) == told("lint", cwd=root) == {"themes/x:1:1 SG065"}


def test_a_theme_may_share_a_picture_of_the_project(told: Callable[..., set[str]], tree: Tree) -> None:
    root = tree({**TEXT, **theme_with("theme.css", "a{color:red}"), "logo.svg": "<svg/>"})
    (root / "themes/x/logo.svg").symlink_to("../../logo.svg")
    assert told("build", cwd=root) == told("lint", cwd=root) == set()


def test_a_whole_tree_of_them(told: Callable[..., set[str]], tree: Tree) -> None:
    trees = {
        f"p{number}/{path}": text
        for number, (name, (files, _)) in enumerate((BROKEN | COMPOSED).items())
        if "slidegen.toml" not in files and "outside" not in name and "themes/x/theme.toml" not in files
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
