"""What slides name comes along with what it loads; what it only links to does not."""

from pathlib import Path

import pytest
from workshops import Workshop

DEMO = {
    "demo/index.html": '<link rel="stylesheet" href="css/a.css"><script src="./app.js?v=2"></script>'
    '<a href="more.html">more</a><img src="//example.com/x.png">'
    '<iframe src="inner/"></iframe><img src="gone.png">',
    "demo/css/a.css": '@import "b.css"; p { background: url(../dot.svg) }',
    "demo/css/b.css": "@import 'a.css';",
    "demo/dot.svg": "<svg/>",
    "demo/app.js": "fetch('data.json')",
    "demo/data.json": "{}",
    "demo/more.html": "",
    "demo/inner/index.html": '<img src="../../.secret/key.png">',
    ".secret/key.png": "x",
}
BROUGHT = {
    f"demo/{name}"
    for name in ("index.html", "css/a.css", "css/b.css", "dot.svg", "app.js", "inner/index.html")
}


def _workshop(root: Path, named: str) -> Workshop:
    return Workshop(root, {"deck.yml": "content: [a.md]\n", "a.md": f"# A\n\n{named}\n", **DEMO})


@pytest.mark.parametrize(
    "named",
    [
        '<iframe src="demo/index.html"></iframe>',
        '<iframe src="demo/"></iframe>',
        "[see](demo)",
        "[see](./demo/?x#y)",
    ],
)
def test_a_page_comes_with_what_it_loads(tmp_path: Path, named: str) -> None:
    workshop = _workshop(tmp_path, named)
    workshop.build()
    assert {name for name in workshop.files() if "demo" in name or "secret" in name} == BROUGHT


def test_a_new_style_of_such_a_page_comes_with_the_next_build(tmp_path: Path) -> None:
    workshop = _workshop(tmp_path, "[see](demo/)")
    workshop.build()
    workshop.write({"demo/css/b.css": "@import 'c.css';", "demo/css/c.css": ""})
    assert workshop.build().made == ("deck.yml",)
    assert "demo/css/c.css" in workshop.files()


def test_decks_of_several_folders_find_theirs(tmp_path: Path) -> None:
    files = {f"content/monday/{name}": text for name, text in DEMO.items()}
    workshop = Workshop(tmp_path, {"content/monday/deck.yml": "content: [a.md]\n", **files})
    workshop.write(
        {"slidegen.toml": "fonts = false\ncontent = ['content']\n", "content/monday/a.md": "[see](demo/)\n"}
    )
    workshop.build()
    assert {f"monday/{name}" for name in BROUGHT} <= workshop.files()
    assert "monday/demo" in {link.get("href") for link in workshop.page("deck.html").iter("a")}
