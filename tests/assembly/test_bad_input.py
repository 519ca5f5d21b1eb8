"""Bad input: a clear message at its place, the right exit code, and the rest of the work done."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import Slidegen

Tree = Callable[[Mapping[str, str | bytes]], Path]

GOOD = {
    "slidegen.toml": "fonts = false\n",
    "good.yml": "title: Good\ncontent: [good.md]\n",
    "good.md": "# Good\n",
}


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"bad.yml": "content: [a.md\ntitle: x\n"}, "bad.yml:2:6 SG010 This is not YAML"),
        ({"bad.yml": "content: a.md\n"}, "bad.yml:1:10 SG021 `content` takes a list of fragment files"),
        ({"bad.yml": "content: [gone.md]\n"}, "bad.yml:1:11 SG023 The fragment gone.md does not exist"),
        ({"bad.yml": "content: [goof.md]\n"}, "Did you mean good.md?"),
        ({"bad.yml": "content: [../../../etc/passwd]\n"}, "bad.yml:1:11 SG024"),
        ({"bad.yml": "content: [d]\n", "d/x.md": ""}, "It is a folder; list its files"),
        ({"bad.yml": "content:\n- good.md\n- {a: b}\n"}, "bad.yml:3:3 SG021"),
    ],
)
def test_a_manifest_that_cannot_be_read(
    slidegen: Slidegen, tree: Tree, files: dict[str, str], said: str
) -> None:
    root = tree({**GOOD, **files})
    done = slidegen("build", cwd=root)
    assert said in done.stderr
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert (root / "dist" / "good.html").is_file()
    assert not any(line.startswith("good") for line in done.stderr.splitlines())


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"bad.yml": "titel: x\ncontent: [bad.md]\n"},
            "bad.yml:1:1 SG020 The manifest has an unknown key `titel`",
        ),
        ({"bad.yml": "sections: perhaps\ncontent: [bad.md]\n"}, "bad.yml:1:11 SG021 `sections` takes"),
        (
            {"bad.md": "# A\n\n@@INCLUDE[bad.md]\n"},
            "bad.md:3:1 SG031 The file includes itself: bad.md → bad.md",
        ),
        ({"bad.md": "a @@INCLUDE[../../x.md] b\n"}, "bad.md:1:3 SG032 The include ../../x.md lies outside"),
        ({"bad.md": "@@INCLUDE[no.md]\n"}, "bad.md:1:1 SG030 The include no.md does not exist"),
        ({"bad.md": b"# caf\xe9\n"}, "bad.md:1:6 SG002 The file is not UTF-8"),
        ({"bad.md": b"# a\0b\n"}, "bad.md:1:4 SG003 The file holds a NUL character"),
        ({"bad.md": "# A\n\n.red[x\n\n---\n\nB\n"}, "bad.md:3:1 SG401 `.red[` is not closed"),
        ({"bad.md": "# A\n\n```bash\nx\n\n---\n\n```\ny\n```\n"}, "bad.md:"),
        ({"bad.md": "# A\n\n<!-- x\n\n---\n\nB\n"}, "bad.md:3:1 SG403 this comment is not closed"),
        ({"bad.md": "# A\n\n![:nope](x)\n"}, "bad.md:3:1 SG405 nobody defines the macro `nope`"),
        ({"bad.md": "# A\n\n![x](no.png)\n"}, "bad.md:3:6 SG414 the file no.png does not exist"),
        ({"bad.md": "template: no\nx\n"}, "bad.md:1:1 SG406"),
        ({"bad.md": "@@NO@@\n"}, "bad.md:1:1 SG407"),
    ],
)
def test_a_mistake_that_leaves_the_deck_whole(
    slidegen: Slidegen, tree: Tree, files: dict[str, str | bytes], said: str
) -> None:
    root = tree({**GOOD, "bad.yml": "title: B\ncontent: [bad.md]\n", "bad.md": "# B\n", **files})
    done = slidegen("build", cwd=root)
    assert said in done.stderr
    assert done.returncode == 0, done.stderr
    assert {"good.html", "bad.html"} <= {path.name for path in (root / "dist").iterdir()}
    assert slidegen("build", "--strict", cwd=root).returncode == 1


BASE = '{% extends "base/deck.html" %}\n{% block footer %}'
TEMPLATES = [
    (f"{BASE}{{{{ nope.x }}}}{{% endblock %}}", "deck.html:2:22 SG060 The template: 'nope' is undefined"),
    (f"{BASE}{{{{ page.nope }}}}{{% endblock %}}", "deck.html:2:27 SG060"),
    (f"{BASE}{{{{ 1/0 }}}}{{% endblock %}}", "deck.html:2:19 SG060 The template: ZeroDivisionError"),
    ('{% extends "base/dekc.html" %}\n', "deck.html:1:13 SG060 The template: there is no template"),
    ("x\n  {% nope %}\n", "deck.html:2:6 SG060 The template: Encountered unknown tag"),
    ("{{ page.__class__ }}", "deck.html:1:9 SG061"),
    ("{{ page.data.__globals__ }}", "deck.html:1:14 SG061"),
    ("{% for a in range(10**9) %}x{% endfor %}", "deck.html:1:1 SG062"),
    ('{% include "deck.html" %}', "deck.html:1:1 SG060 The template: it calls itself"),
    ('{% include "../../../slidegen.toml" %}', "deck.html:1:13 SG060"),
]


@pytest.mark.parametrize(("template", "said"), TEMPLATES)
def test_a_mistake_in_a_template_is_the_authors(
    slidegen: Slidegen, tree: Tree, template: str, said: str
) -> None:
    theme = {"themes/mine/theme.toml": "", "themes/mine/deck.html": template}
    root = tree({**GOOD, **theme, "bad.yml": "theme: mine\ncontent: [bad.md]\n", "bad.md": "# B\n"})
    done = slidegen("build", cwd=root)
    assert f"themes/mine/{said}" in done.stderr
    assert "bug" not in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == 1
    assert {path.name for path in (root / "dist").glob("*.html")} == {"good.html", "index.html"}
    checked = slidegen("stats", cwd=root)
    assert "Traceback" not in checked.stderr


def test_a_mistake_in_the_template_of_the_index_leaves_the_decks(slidegen: Slidegen, tree: Tree) -> None:
    root = tree(GOOD)
    slidegen("build", cwd=root)
    before = (root / "dist" / "index.html").read_bytes()
    tree({"themes/default/index.html": "{{ index.nope }}"})
    done = slidegen("build", cwd=root)
    assert "themes/default/index.html:1:10 SG060 The template: " in done.stderr
    assert (done.returncode, (root / "dist" / "index.html").read_bytes()) == (1, before)


def test_a_template_that_comes_to_a_project_later_is_seen(slidegen: Slidegen, tree: Tree) -> None:
    root = tree(GOOD)
    slidegen("build", cwd=root)
    tree({"themes/default/deck.html": "mine: {{ page.title }}"})
    slidegen("build", cwd=root)
    assert (root / "dist" / "good.html").read_text() == "mine: Good"
    tree({"themes/default/theme.css": "p { color: red }"})
    assert "1 built" in slidegen("build", cwd=root).stdout


def test_a_macro_that_runs_a_program_is_stopped_in_every_verb(slidegen: Slidegen, tree: Tree) -> None:
    attempt = "{{ cycler.__init__.__globals__.os.popen('touch pwned').read() }}"
    bad = {"bad.yml": f'macros: {{x: "{attempt}"}}\ncontent: [bad.md]\n', "bad.md": "# B\n\n![:x](y)\n"}
    root = tree({**GOOD, **bad})
    for call in (["build"], ["stats"], ["lint"], ["scripts", "--list"], ["inspect", "bad.md"]):
        done = slidegen(*call, cwd=root)
        assert "Traceback" not in done.stderr, call
        assert not list(root.glob("**/pwned")), call
    for verb in ("build", "lint"):
        done = slidegen(verb, cwd=root)
        assert done.returncode == 1
        told = (done.stdout + done.stderr).replace(" error: ", " ")  # a report says how bad it is
        assert "bad.md:3:1 SG409 the macro `x` fails here" in told
        assert "bad.yml:1:24 SG061 The macro `x`: access to attribute" in told


@pytest.mark.parametrize(
    "raw", [b"\xef\xbb\xbf# One\n\n---\n\n# Two\n", b"# One\r\n\r\n---\r\n\r\n# Two\r\n"]
)
def test_a_byte_order_mark_and_windows_newlines_are_nobodys_mistake(
    slidegen: Slidegen, tree: Tree, raw: bytes
) -> None:
    root = tree({**GOOD, "good.md": raw})
    done = slidegen("build", "--strict", cwd=root)
    assert (done.returncode, done.stderr) == (0, "")
    page = (root / "dist" / "good.html").read_text()
    assert "<h1>One</h1>" in page
    assert "<h1>Two</h1>" in page


def test_a_wrong_call_is_a_mistake_of_usage(slidegen: Slidegen, tree: Tree) -> None:
    root = tree(GOOD)
    for arguments in (["nothere.yml"], ["--theme", "nosuch"], ["--jobs", "0"], ["--wrong"]):
        done = slidegen("build", *arguments, cwd=root)
        assert done.returncode == 2, arguments
        assert "Traceback" not in done.stderr
        assert done.stderr.startswith("slidegen: ")


def test_a_folder_without_decks_says_how_to_begin(slidegen: Slidegen, tree: Tree) -> None:
    done = slidegen("build", cwd=tree({"a.txt": ""}))
    assert done.returncode == 2
    assert "slidegen new" in done.stderr


def test_symbolic_links_that_lead_nowhere_or_in_a_circle(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({**GOOD, "bad.yml": "content: [loop.md, nowhere.md]\n"})
    (root / "loop.md").symlink_to("loop.md")
    (root / "nowhere.md").symlink_to("gone.md")
    (root / "loop.yml").symlink_to("loop.yml")
    done = slidegen("build", cwd=root)
    assert "Traceback" not in done.stderr
    assert done.returncode == 1
    assert (root / "dist" / "good.html").is_file()


@pytest.mark.parametrize(
    "target",
    ["x" * 5000, "a%00b.png", "../../../../etc/hostname", "/etc/hostname", "good.md/x.png", ".", "%zz", "?"],
)
def test_a_picture_at_an_impossible_place(slidegen: Slidegen, tree: Tree, target: str) -> None:
    root = tree({**GOOD, "good.md": f"# A\n\n![x]({target})\n"})
    done = slidegen("build", cwd=root)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr
    assert (root / "dist" / "good.html").is_file()
    assert not list(root.glob("dist/**/hostname"))


def test_hidden_files_are_not_published(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({**GOOD, ".env": "SECRET=1", ".git/config": "", "good.md": "[a](.env) [b](.git/config)\n"})
    slidegen("build", cwd=root)
    assert not (root / "dist" / ".env").exists()
    assert not (root / "dist" / ".git").exists()
