"""Pages that compute or fetch what they show."""

from pathlib import Path

import pytest
import yaml

from slidegen.migrate.importer import ImportReport, import_decks

STYLE = "<style>.hot { color: red; }</style>"
SLIDES = "class: center\n# A\n---\n# B\n"


def imported(folder: Path, files: dict[str, str], what: str = "site") -> ImportReport:
    for path, text in files.items():
        (folder / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / path).write_text(text)
    return import_decks(folder / what, folder / "new")


@pytest.mark.parametrize(
    "script",
    [
        "remark.create({sourceUrl: 'slides.md?' + Date.now(), ratio: '16:9'})",
        "fetch('slides.md').then(a => a.text()).then(a => remark.create({source: a, ratio: '16:9'}))",
        '$.get("slides.md", function (text) { remark.create({source: text, ratio: "16:9"}); })',
        "</script><textarea id=source> </textarea><script>fetch('slides.md').then(a => a.text()).then(a => "
        "{ document.getElementById('source').textContent = a; remark.create({ratio: '16:9'}); })",
    ],
)
@pytest.mark.parametrize("what", ["site", "site/talk.html"])
def test_the_text_that_a_script_names_is_the_pages(tmp_path: Path, script: str, what: str) -> None:
    page = f"{STYLE}<script>{script}</script>"
    report = imported(tmp_path, {"talk.html": page, "slides.md": SLIDES}, what)
    assert [(deck.manifest, deck.slides) for deck in report.decks] == [("talk.yml", 2)]
    assert "ratio: '16:9'" in (tmp_path / "new" / "talk.yml").read_text()
    assert "#slides .hot" in (tmp_path / "new" / "themes" / "talk" / "theme.css").read_text()
    assert not [left for left in report.left if left.what.startswith("`source")]


def test_a_module_that_a_module_imports_is_read(tmp_path: Path) -> None:
    files = {
        "talk.html": "<script type=module src=js/main.js></script> remark",
        "js/main.js": "import { show } from './show.js'\nimport './remark.min.js'\nimport 'other'\n",
        "js/show.js": "export const show = remark.create({sourceUrl: './slides.md', ratio: '16:9'})\n",
        "slides.md": SLIDES,
    }
    assert [deck.slides for deck in imported(tmp_path, files).decks] == [2]


def test_a_page_that_shows_what_it_is_asked_for_is_the_look_of_each_text(tmp_path: Path) -> None:
    script = "remark.create({sourceUrl: location.search.slice(1) + '.md', ratio: '16:9'})"
    files = {"index.html": f"{STYLE}<script>{script}</script>", "a.md": SLIDES + "---\n# C\n"}
    files["b.md"] = files["a.md"]
    report = imported(tmp_path, files)
    assert [deck.manifest for deck in report.decks] == ["a.yml", "b.yml"]
    for name in ("a", "b"):
        manifest = (tmp_path / "new" / f"{name}.yml").read_text()
        assert "ratio: '16:9'" in manifest
        assert "theme: a\n" in manifest, "decks that look alike share a theme"
    assert [path.parent.name for path in (tmp_path / "new" / "themes").rglob("theme.css")] == ["a"]
    assert "#slides .hot" in (tmp_path / "new" / "themes" / "a" / "theme.css").read_text()


def test_a_folder_has_what_its_pages_name_above_it(tmp_path: Path) -> None:
    head = '<link rel=stylesheet href="../css/a.css"><link rel=stylesheet href="../katex/katex.min.css">'
    script = "<script>remark.create({sourceUrl: 'talk.md'})</script>"
    files = {
        "talks/talk.html": head + script,
        "talks/talk.md": "# A\n\n![x](../img/a.svg)\n",
        "css/a.css": ".hot { color: red; }",
        "katex/katex.min.css": ".katex { color: blue; }",
        "img/a.svg": "<svg/>",
        "other/talk.html": "<textarea># Of nobody here</textarea><script>remark.create()</script>",
    }
    report = imported(tmp_path, files, "site/talks")
    assert [deck.manifest for deck in report.decks] == ["talks/talk.yml"]
    assert (report.copied, report.missing) == (("img/a.svg",), ())
    css = (tmp_path / "new" / "themes" / "talk" / "theme.css").read_text()
    assert "red" in css
    assert "blue" not in css, "formulas have no style sheet of another program"


def test_links_between_pages_lead_to_the_decks_that_are_made_of_them(tmp_path: Path) -> None:
    page = "<textarea># {}\n[next]({}) <a href='{}#3'>b</a>\n</textarea><script>remark.create()</script>"
    files = {
        "a/index.html": page.format("A", "../b/index.html", "../b/1.html"),
        "b/index.html": page.format("B", "1.html", "../a/index.html"),
        "b/1.html": page.format("C", "2.html", "index.html"),
        "b/2.html": "<p>remark is no part of this</p>",
    }
    report = imported(tmp_path, files)
    assert [deck.manifest for deck in report.decks] == ["a/a.yml", "b/1.yml", "b/b.yml"]
    assert report.copied == ("b/2.html",)
    text = (tmp_path / "new" / "a" / "a.md").read_text()
    assert text == "# A\n[next](b.html) <a href='1.html#3'>b</a>\n"
    assert all(deck.is_built for deck in report.decks)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (
            ".remark-slide-content{display:table-cell;font-size:35px;padding:1em 4em}"
            ".remark-slide-content h1{font-size:55px;}",
            "#slides .slide h1 { font-size: 55px; }",
        ),
        (".remark-slide-content { font-size: 20px }.remark-slide-content h1 { font-size: 9px }", ""),
        (".remark-slide-content{color:red}", ""),
    ],
)
def test_an_older_remark_gives_its_slides_their_sizes(tmp_path: Path, said: str, found: str) -> None:
    page = "<textarea id=source># A</textarea><script src=remark.js></script><script>remark.create()</script>"
    report = imported(tmp_path, {"talk.html": page, "remark.js": f"css='{said}'"})
    assert report.left == ()
    theme = tmp_path / "new" / "themes" / "talk" / "theme.css"
    css = theme.read_text() if theme.exists() else ""
    assert found in css
    assert ("#slides .slide { --slide-padding: 1em 4em; padding: 0; }" in css) is bool(found)
    assert ("font-size: 35px" in css) is bool(found)


def test_options_mean_what_javascript_takes_them_for(tmp_path: Path) -> None:
    """Any text is true, and a list of one language is its name; a list of classes stays one."""
    options = "highlightLines: nature\n      highlightLanguage: [r]\n      excludedClasses: [a]"
    front = f"---\noutput:\n  xaringan::moon_reader:\n    nature:\n      {options}\n---\n"
    imported(tmp_path, {"talk.Rmd": front + SLIDES})
    said = yaml.safe_load((tmp_path / "new" / "talk.yml").read_text())["remark"]
    assert said == {"highlightLines": True, "highlightLanguage": "r", "excludedClasses": ["a"]}
