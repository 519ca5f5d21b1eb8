"""Imports, on a real disk: what comes along, what is left, and that nothing is harmed."""

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from workshops import parse, slides, text

from slidegen.errors import UsageError
from slidegen.migrate.importer import RECORD, import_decks
from slidegen.migrate.migration_report import report_lines, report_page
from slidegen.migrate.verify import Comparison

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGE = """<!DOCTYPE html>
<html lang="fr"><head><title>My talk</title>
<link rel="stylesheet" href="css/talk.css"><link rel="stylesheet" href="https://x.y/z.css">
<style>.remark-slide-content { color: navy }</style></head>
<body><textarea id="source">
class: center

# One &amp; all

![:scale 50%](img/a.png)

`a &lt; b`
---
# Two
--

more
</textarea>
<script src="remark.min.js"></script>
<script>
remark.macros.scale = function (w) {
  var url = this;
  return '<img src="' + url + '" style="width: ' + w + '">';
};
remark.macros.clock = function () { return new Date().toString(); };
var slideshow = remark.create({ratio: '16:9', highlightLines: true, navigation: {scroll: false}});
</script></body></html>
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "css").mkdir(parents=True)
    (folder / "img").mkdir()
    (folder / "talk.html").write_text(PAGE)
    (folder / "css" / "talk.css").write_text("h1 { background: url(../img/logo.svg) }\n")
    (folder / "img" / "a.png").write_bytes(b"\\x89PNG")
    (folder / "img" / "logo.svg").write_text("<svg/>")
    (folder / "remark.min.js").write_text("var remark = {create: function () {}};")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and ".slidegen" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_page(site: Path, tmp_path: Path) -> None:
    before = contents(site)
    report = import_decks(site / "talk.html", tmp_path / "new")
    page = parse((tmp_path / "new" / "dist" / "talk.html").read_text())
    assert [slide.get("data-steps") for slide in slides(page)] == ["0", "1"]
    assert "One & all" in text(page)
    assert "a < b" in text(page)
    assert page.get("lang") == "fr"
    assert (report.copied, report.missing, report.findings) == (("img/a.png",), (), ())
    assert [(deck.name, deck.slides, deck.is_built) for deck in report.decks] == [("talk", 2, True)]
    left = [found.what for found in report.left]
    assert len(left) == 2
    assert left[0].startswith("macro `clock`")
    assert left[1] == "style https://x.y/z.css"
    assert contents(site) == before


@pytest.mark.parametrize(
    ("style", "left"), [("monokai", ["the colours of code, `monokai`"]), ("default", [])]
)
def test_the_colours_of_code_are_named(tmp_path: Path, style: str, left: list[str]) -> None:
    (tmp_path / "talk.html").write_text(
        f"<textarea id=source># One</textarea><script>remark.create({{highlightStyle: '{style}'}})</script>"
    )
    report = import_decks(tmp_path / "talk.html", tmp_path / "new")
    assert [found.what for found in report.left] == left
    assert "highlightStyle" not in (tmp_path / "new" / "talk.yml").read_text()


@pytest.mark.parametrize("css", ["", "<style>h1 { color: red; }</style>"])
@pytest.mark.parametrize(
    ("style", "scheme"), [("monokai", "dark"), ("tomorrow-night-blue", "dark"), ("github", "light")]
)
def test_dark_code_stays_dark(tmp_path: Path, browser: "Browser", css: str, style: str, scheme: str) -> None:
    (tmp_path / "talk.html").write_text(
        f"{css}<textarea id=source>\n```bash\nls\n```\n</textarea>"
        f"<script>remark.create({{highlightStyle: '{style}'}})</script>"
    )
    import_decks(tmp_path / "talk.html", tmp_path / "new")
    page = browser.new_page(color_scheme="light")
    page.goto((tmp_path / "new" / "dist" / "talk.html").as_uri())
    paper = page.evaluate("getComputedStyle(document.querySelector('pre')).backgroundColor")
    assert (max(map(int, re.findall(r"\d+", paper)[:3])) < 100) == (scheme == "dark")
    page.close()


@pytest.mark.parametrize(
    ("css", "ground"),
    [
        ("code { background: red; }", "rgba(0, 0, 0, 0)"),
        (".remark-code { background: red; }", "rgb(255, 0, 0)"),
    ],
)
def test_a_block_of_code_is_one_box(tmp_path: Path, browser: "Browser", css: str, ground: str) -> None:
    (tmp_path / "talk.html").write_text(
        f"<style>{css}</style><textarea id=source>\n```bash\nls\n```\n</textarea>"
        "<script>remark.create()</script>"
    )
    import_decks(tmp_path / "talk.html", tmp_path / "new")
    page = browser.new_page()
    page.goto((tmp_path / "new" / "dist" / "talk.html").as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('pre > code')).backgroundColor") == ground
    page.close()


def test_twice_is_the_same(site: Path, tmp_path: Path) -> None:
    import_decks(site, tmp_path / "new")
    first = contents(tmp_path / "new")
    import_decks(site, tmp_path / "new")
    assert contents(tmp_path / "new") == first
    import_decks(site, tmp_path / "other")
    assert contents(tmp_path / "other") == first
    assert RECORD in first


def test_what_the_author_changed_stays(site: Path, tmp_path: Path) -> None:
    import_decks(site, tmp_path / "new")
    (tmp_path / "new" / "talk.md").write_text("# Mine\n")
    report = import_decks(site, tmp_path / "new")
    assert report.kept == ("talk.md",)
    assert (tmp_path / "new" / "talk.md").read_text() == "# Mine\n"


def test_a_page_that_loads_its_slides(site: Path, tmp_path: Path) -> None:
    (site / "deep").mkdir()
    (site / "deep" / "a.md").write_text("# A\n\n![x](b.png)\n")
    (site / "deep" / "c.md").write_text("# C\n")
    (site / "deep" / "index.html").write_text(
        "<script>var all = ['a.md', 'c.md']\nremark.create({source: all.map(load).join('---')})</script>"
    )
    report = import_decks(site, tmp_path / "new")
    deck = next(deck for deck in report.decks if deck.name == "deep")
    assert (deck.manifest, deck.slides) == ("deep/deep.yml", 2)
    assert report.missing == ("deep/b.png",)


def test_a_folder_of_markdown(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "10-b.md").write_text("# Ten\n")
    (folder / "2-a.md").write_text("# Two\n")
    (folder / "README.md").write_text("# No slides\n")
    report = import_decks(folder, tmp_path / "new")
    manifest = (tmp_path / "new" / "texts.yml").read_text()
    assert manifest.endswith("content:\n- 2-a.md\n- 10-b.md\n")
    assert [deck.slides for deck in report.decks] == [2]


def test_a_folder_of_folders_of_markdown_has_a_deck_in_each(tmp_path: Path) -> None:
    for where in ("texts/1.md", "texts/day/2.md", "texts/day/10.md"):
        (tmp_path / where).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / where).write_text("# One\n")
    report = import_decks(tmp_path / "texts", tmp_path / "new")
    assert [(deck.manifest, deck.slides) for deck in report.decks] == [("texts.yml", 1), ("day/day.yml", 2)]


def test_decks_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for where in ("a/oss/1.html", "b/oss/1.html", "b/oss/index.html", "c/oss/1.html", "c/oss/1.htm"):
        (tmp_path / "site" / where).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / where).write_text("<textarea># A</textarea><script>remark.create()</script>")
    report = import_decks(tmp_path / "site", tmp_path / "new")
    assert [deck.name for deck in report.decks] == ["1", "oss-1", "oss", "c-oss-1", "c-oss-1-2"]


def test_texts_with_front_matter_are_decks(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "one.md").write_text("---\ntitle: First\nlayout: slides\n---\n# One\n")
    (folder / "talk.Rmd").write_text(
        "---\ntitle: Stats\noutput:\n  xaringan::moon_reader:\n    nature:\n      ratio: '16:9'\n---\n# $x$\n"
    )
    report = import_decks(folder, tmp_path / "new")
    assert [deck.name for deck in report.decks] == ["one", "talk"]
    assert "title: First\n" in (tmp_path / "new" / "one.yml").read_text()
    manifest = (tmp_path / "new" / "talk.yml").read_text()
    assert "math: true\n" in manifest
    assert "ratio: '16:9'\n" in manifest


def test_a_page_that_loads_mermaid_asks_for_diagrams(tmp_path: Path) -> None:
    (tmp_path / "talk.html").write_text(
        '<textarea id="source"># One\n\n<pre class="mermaid">graph LR</pre></textarea>'
        '<script src="https://example.com/mermaid.min.js"></script><script>remark.create()</script>'
    )
    import_decks(tmp_path / "talk.html", tmp_path / "new")
    assert "extras:\n- callouts\n- diagrams\n" in (tmp_path / "new" / "talk.yml").read_text()


def test_where_no_slides_are(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>nothing about them</p>")
    with pytest.raises(UsageError, match="holds no slides"):
        import_decks(tmp_path / "a.html", tmp_path / "new")


def test_where_slides_are_that_the_page_names(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<script>remark.create({sourceUrl: 'talk.md'})</script>")
    with pytest.raises(UsageError, match="holds no slides") as refused:
        import_decks(tmp_path / "a.html", tmp_path / "new")
    assert refused.value.hint == (
        "the page names slides in talk.md: the file is not there: give the folder that holds page and slides"
    )


@pytest.mark.parametrize("address", ["a%20talk.md", "./a talk.md?v=2#3", "/decks/a%20talk.md"])
def test_an_address_names_its_file_as_a_browser_would(address: str, tmp_path: Path) -> None:
    decks = tmp_path / "site" / "decks"
    (decks / "look at").mkdir(parents=True)
    look = '<link rel="stylesheet" href="look%20at/a.css?v=1">'
    scripts = '<script src="/remark.min.js"></script><script src="look%20at/a.js?v=1"></script>'
    (decks / "talk.html").write_text(look + scripts)
    (decks / "look at" / "a.js").write_text(f"remark.create({{sourceUrl: '{address}'}})")
    (decks / "look at" / "a.css").write_text("h1 { color: teal }")
    (decks / "a talk.md").write_text("# One\n---\n# Two\n")
    report = import_decks(tmp_path / "site", tmp_path / "new")
    assert [(deck.name, deck.slides) for deck in report.decks] == [("talk", 2)]
    assert "teal" in "".join(path.read_text() for path in (tmp_path / "new").glob("themes/**/*.css"))


def test_the_report_says_all_of_it(site: Path, tmp_path: Path) -> None:
    report = import_decks(site, tmp_path / "new")
    said = "\n".join(report_lines(report, Comparison()))
    assert "talk.html -> talk.yml: 2 slides" in said
    assert "https://x.y/z.css" in said
    assert "macro `clock`" in report_page(report, Comparison())


def test_a_line_says_what_several_files_hold_alike(tmp_path: Path) -> None:
    for name in ("1", "2", "3", "4"):
        (tmp_path / f"{name}.html").write_text(
            '<link rel=stylesheet href="https://x.y/z.css"><textarea># A</textarea>'
            "<script>remark.create()</script>"
        )
    said = "\n".join(report_lines(import_decks(tmp_path, tmp_path / "new"), Comparison()))
    assert "left behind: 1.html, 2.html, 3.html and 1 more: style https://x.y/z.css" in said


def test_a_line_says_what_one_file_holds_of_one_kind(tmp_path: Path) -> None:
    colours = "".join(f".hljs-{name} {{ color: red }}\n" for name in ("a", "b", "c", "d", "e"))
    (tmp_path / "talk.html").write_text(
        f"<style>{colours}</style><textarea id=source># A</textarea><script>remark.create()</script>"
    )
    said = "\n".join(report_lines(import_decks(tmp_path / "talk.html", tmp_path / "new"), Comparison()))
    assert "left behind: talk.html: `.hljs-a`, `.hljs-b`, `.hljs-c` and 2 more (code is coloured by" in said


@pytest.mark.parametrize(
    ("style", "is_light"), [("h1 { color: navy; }", True), ("h1 { padding: 0; }", False)]
)
def test_colours_of_marp_stand_on_the_ground_that_they_are_for(
    tmp_path: Path, style: str, is_light: bool
) -> None:
    (tmp_path / "a.md").write_text(f"---\nmarp: true\nstyle: '{style}'\n---\n# A\n", encoding="utf-8")
    import_decks(tmp_path / "a.md", tmp_path / "new")
    theme = (tmp_path / "new" / "themes" / "a" / "theme.css").read_text(encoding="utf-8")
    assert (":root { color-scheme: light; }" in theme) is is_light


def test_a_deck_of_marp_keeps_its_shape_and_its_footer(tmp_path: Path) -> None:
    text = "---\nmarp: true\nfooter: May\npaginate: true\n---\n# A :smile:\n"
    (tmp_path / "talk.md").write_text(text)
    report = import_decks(tmp_path / "talk.md", tmp_path / "new")
    assert (report.left, report.findings) == ((), ())
    manifest = (tmp_path / "new" / "talk.yml").read_text()
    assert "footer: May" in manifest
    assert "16:9" in manifest
    assert "😄" in (tmp_path / "new" / "dist" / "talk.html").read_text(encoding="utf-8")
    assert any(b'"May"' in css.read_bytes() for css in (tmp_path / "new" / "dist").rglob("*.css"))


def test_faces_that_stay_elsewhere_are_replaced_by_ours(tmp_path: Path) -> None:
    (tmp_path / "talk.html").write_text(
        "<style>@import url(https://fonts.example/css); .remark-code { font-family: 'Ubuntu Mono' }</style>"
        "<textarea id=source># A</textarea><script>remark.create()</script>"
    )
    import_decks(tmp_path / "talk.html", tmp_path / "new")
    theme = tomllib.loads((tmp_path / "new" / "themes" / "talk" / "theme.toml").read_text())
    assert [each["name"] for each in theme["fonts"]] == ["Deck Mono"]
    css = b"".join(file.read_bytes() for file in (tmp_path / "new" / "dist").rglob("*.css"))
    assert b'"Ubuntu Mono", var(--mono)' in css


def test_what_a_page_names_above_its_folder_comes_along(tmp_path: Path) -> None:
    talk = tmp_path / "site" / "one" / "talk.html"
    talk.parent.mkdir(parents=True)
    (tmp_path / "site" / "style.css").write_text("@import 'more.css' screen;\n.red { color: red }\n")
    (tmp_path / "site" / "more.css").write_text("h1 { background: url(logo.svg) }\n")
    (tmp_path / "site" / "logo.svg").write_text("<svg/>")
    (tmp_path / "site" / "a.png").write_bytes(b"\x89PNG")
    talk.write_text(
        '<link rel="stylesheet" href="../style.css"><body onload="remark.create(options)">'
        "<textarea id=source>![a](../a.png)</textarea><script>var options = {ratio: '16:9'};</script>"
    )
    report = import_decks(talk, tmp_path / "new")
    assert (report.copied, report.missing, report.left) == (("a.png",), (), ())
    assert "16:9" in (tmp_path / "new" / "one" / "talk.yml").read_text()
    css = (tmp_path / "new" / "themes" / "talk" / "theme.css").read_text()
    assert css.index("@media screen") < css.index(".red")
    assert (tmp_path / "new" / "themes" / "talk" / "files" / "logo.svg").is_file()


def test_a_page_that_waits_for_slides_is_none_and_texts_beside_pages_are_decks(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "layout.html").write_text("<textarea>{{ slides }}</textarea><script>remark.create()</script>")
    (site / "talk.html").write_text("<script>remark.create({sourceUrl: 'talk.md'})</script>")
    (site / "talk.md").write_text("# One\n")
    (site / "other.md").write_text("class: center\n\n# A\n\n---\n\n# B\n\n---\n\n# C\n")
    (site / "notes.md").write_text("# A page\n\n---\n\nThat is no deck.\n\n---\n")
    report = import_decks(site, tmp_path / "new")
    assert [(deck.name, deck.slides) for deck in report.decks] == [("talk", 1), ("other", 3)]
    assert "layout.html: slides that the page waits for" in "\n".join(report_lines(report, Comparison()))


def test_a_page_that_stands_alone(site: Path, tmp_path: Path) -> None:
    """knitr's `self_contained` puts style sheets and scripts into their own addresses, of any length."""
    style = "data:text/css;charset=utf-8;base64,aDEgeyBjb2xvcjogdGVhbCB9"
    script = "data:application/javascript;base64," + "dmFyIHJlbWFyazs" * 100
    head = f'<link rel="stylesheet" href="{style}"><link rel="stylesheet" href="data:text/css,h2%7B%7D">'
    page = PAGE.replace("remark.min.js", script).replace('<link rel="stylesheet" href="css/talk.css">', head)
    (site / "talk.html").write_text(page)
    import_decks(site / "talk.html", tmp_path / "new")
    css = "".join(path.read_text() for path in (tmp_path / "new").glob("themes/**/*.css"))
    assert "h1" in css
    assert "color: teal" in css


def test_what_a_text_in_a_folder_names_lies_beside_it(tmp_path: Path) -> None:
    """xaringan's style sheets, and backslide's template."""
    talks = tmp_path / "in" / "talks"
    (talks / "css").mkdir(parents=True)
    (talks / "template").mkdir()
    (talks / "css" / "own.css").write_text(".hot { color: red; }\n")
    (talks / "template" / "style.css").write_text(".cold { color: blue; }\n")
    (talks / "a.Rmd").write_text(
        "---\ntitle: T\noutput:\n  xaringan::moon_reader:\n    css: css/own.css\n---\n# A\n---\n# B\n"
    )
    report = import_decks(tmp_path / "in", tmp_path / "out")
    assert not report.left
    css = "".join(each.read_text() for each in (tmp_path / "out").glob("themes/*/theme.css"))
    assert "#slides .hot" in css
    assert "#slides .cold" in css


def test_a_page_whose_call_is_not_here_has_its_slides(tmp_path: Path) -> None:
    """It stands in a script that was not committed, or the first remark, of 2011, made it by itself."""
    page = "<textarea id=source>\n# A\n---\n# B\n</textarea><script src=js/remark.min.js></script>{}"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "new.html").write_text(page.format("<script src=js/slides.js></script>"))
    (tmp_path / "in" / "old.html").write_text(page.format(""))
    (tmp_path / "in" / "about.html").write_text("<textarea id=source>my words</textarea> on remark")
    report = import_decks(tmp_path / "in", tmp_path / "out")
    assert [(deck.name, deck.slides) for deck in report.decks] == [("new", 2), ("old", 2)]
    assert [(left.where, left.what) for left in report.left] == [
        ("new.html", "options of remark.create"),
        ("new.html", "script js/slides.js"),
        ("old.html", "options of remark.create"),
    ]


def test_xaringans_title_slide_is_made_of_its_front_matter(tmp_path: Path) -> None:
    nature = "    nature:\n      titleSlideClass: [top, left]\n    includes:\n      after_body: foot.html\n"
    for name, more in (("sealed", nature), ("open", "    seal: false\n")):
        (tmp_path / f"{name}.Rmd").write_text(
            "---\ntitle: T\nsubtitle: S\nauthor: [A, B]\noutput:\n  xaringan::moon_reader:\n"
            f"    lib_dir: libs\n{more}---\n\n# One\n\n---\n\n# Two\n"
        )
    report = import_decks(tmp_path / "sealed.Rmd", tmp_path / "new")
    written = (tmp_path / "new" / "sealed.md").read_text()
    assert written.startswith("class: top, left, title-slide\n\n# T\n## S\n### A, B\n\n---\n")
    assert "`includes` of xaringan" in [found.what for found in report.left]
    import_decks(tmp_path / "open.Rmd", tmp_path / "plain")
    assert (tmp_path / "plain" / "open.md").read_text().startswith("# One")


def test_what_style_sheets_and_slidev_name_in_their_own_way_comes_along(tmp_path: Path) -> None:
    files = ("a b.png", "deck/public/img/x.png")
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"P")
    (tmp_path / "talk.html").write_text(
        "<style>.x { background: url(a%20b.png#c) }</style><textarea id=source># One</textarea>"
        "<script>remark.create()</script>"
    )
    report = import_decks(tmp_path / "talk.html", tmp_path / "new")
    assert not report.left
    assert [*(tmp_path / "new" / "themes").rglob("a b.png")]
    (tmp_path / "deck" / "slides.md").write_text(
        "---\nmdc: true\n---\n# One\n\n![x](/img/x.png) ![y](/img/none.png)\n\n---\n\n# Two\n"
    )
    report = import_decks(tmp_path / "deck" / "slides.md", tmp_path / "slidev")
    written = (tmp_path / "slidev" / "slides.md").read_text()
    assert "(public/img/x.png)" in written
    assert "(/img/none.png)" in written
    assert report.copied == ("public/img/x.png",)


def test_a_file_whose_slides_another_deck_shows_is_no_deck(tmp_path: Path) -> None:
    talk = tmp_path / "talk"
    (talk / "pages").mkdir(parents=True)
    (talk / "slides.md").write_text("---\nmdc: true\n---\n# A\n\n---\nsrc: ./pages/b.md\n---\n")
    (talk / "pages" / "b.md").write_text("---\nlayout: center\n---\n\n# B\n\n![b](b.svg)\n")
    (talk / "pages" / "b.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    report = import_decks(talk, tmp_path / "home")
    assert [(deck.source, deck.slides) for deck in report.decks] == [("slides.md", 2)]
    assert report.copied == ("pages/b.svg",)


def test_options_that_are_no_json_are_told(tmp_path: Path) -> None:
    (tmp_path / "talk").mkdir()
    (tmp_path / "talk/a.md").write_text("---\nrevealOptions: {}\n---\n# A\n", encoding="utf-8")
    (tmp_path / "talk/reveal-md.json").write_text('{"separator": ', encoding="utf-8")
    report = import_decks(tmp_path / "talk", tmp_path / "out")
    assert any("reveal-md.json: it is no JSON" in line for line in report_lines(report, Comparison()))
