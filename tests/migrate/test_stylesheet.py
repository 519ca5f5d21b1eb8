"""remark's style sheets in slidegen's names."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from slidegen.migrate.stylesheet import StyleReport, root_size, translated


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("h1, h2 { color: red }", "#slides h1, #slides h2 { color: red }"),
        (".inverse { background: #000 }", "#slides .inverse { background: #000 }"),
        (
            ".remark-code, .remark-inline-code { font: x }",
            "#slides pre > code, #slides :not(pre) > code { font: x }",
        ),
        (
            ".remark-slide-content > h1, .remark-slide.x>p { top: 0 }",
            "#slides .slide > :where(.slide-body) > h1, "
            "#slides .slide.x > :where(.slide-body) > p { top: 0 }",
        ),
        (".x>h1 b { top: 0 }", "#slides .x>h1 b, #slides .x > :where(.slide-body) > h1 b { top: 0 }"),
        ("#slide-how .first { top: 0 }", "#slides #how .first { top: 0 }"),
        ("@media print { p { margin: 0 } }", "@media print { #slides p { margin: 0 } }"),
        ("/* kept */ .a[b=','] {}", '/* kept */ #slides .a[b=","] {}'),
    ],
)
def test_selectors(css: str, found: str) -> None:
    assert translated(css, StyleReport()).startswith(found)


#: What style sheets are made of, whole and torn.
PIECES = (
    *"{};:.,@()[]\"'\\!/*",
    *(
        " a",
        "#b",
        ".remark-slide-content",
        "body",
        "h1",
        "@media print ",
        "@font-face",
        "@page",
        "url(x.png)",
    ),
    *("font-family: 'X'", "font: 2em X", "font-size: 20px", "color: red", ".box-sizing(border-box)", "2rem"),
    *("--x: y", "/* c */", "<!--", "-->", "U+26", "!important", "\n"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@example("h1 { .box-sizing(border-box); font-family: X }")  # Less, which was not compiled
def test_no_sheet_is_too_broken(css: str) -> None:
    assert translated(css, StyleReport()).endswith("\n")
    root_size(css)


def test_what_no_browser_reads_in_a_rule_goes_with_its_faces() -> None:
    css = translated("h1 { .box-sizing(border-box); font-family: X; color: red }", StyleReport())
    assert "font-family: X, var(--sans)" in css
    assert "color: red" in css
    assert "box-sizing" not in css


def test_what_is_said_of_a_slide_is_said_of_its_body_too() -> None:
    css = translated(".remark-slide-content.x { padding: 1em; color: red; background: blue }", StyleReport())
    assert ".slide.x { --slide-padding: 1em; padding: 0; --ink: red; }" in css
    assert "#slides .slide.x > .slide-body { color: red; }" in css
    css = translated(".remark-slide-content { padding-left: 2em }", StyleReport())
    assert "#slides .slide { padding-left: 0; }" in css
    assert "#slides .slide > .slide-body { padding-left: 2em; }" in css


def test_what_stands_above_the_body_is_not_cut_off() -> None:
    shown = "#slides :is(.slide, .slide > .slide-body) { overflow: visible; contain: none }"
    assert shown in translated(".remark-slide-content > h1 { margin-top: -95px }", StyleReport())
    assert shown not in translated(".remark-slide-content > h1 { margin-left: -9px }", StyleReport())
    assert shown not in translated(".remark-slide-content h1 { margin-top: -95px }", StyleReport())


@pytest.mark.parametrize(
    ("css", "is_bare"),
    [
        (".remark-code { background: #222; padding: 1em }", True),
        ("pre .x, .a .remark-code { border-left: 1px solid }", True),
        (".remark-code { font-size: 14px }", False),
        (".remark-code-line-highlighted { background: #ff0 }", False),
        (".remark-inline-code { padding: 2px }", False),
    ],
)
def test_code_that_gets_a_box_has_no_other(css: str, is_bare: bool) -> None:
    frame = "#slides pre:has(> code) { padding: 0; background: none; border: 0 }"
    assert (frame in translated(css, StyleReport())) is is_bare


def test_a_class_may_be_that_of_a_slide() -> None:
    css = translated(".inverse { color: white }", StyleReport())
    assert "#slides .inverse { color: white }" in css
    assert "#slides .slide.inverse > .slide-body { color: white; }" in css


@pytest.mark.parametrize(
    ("css", "found"),
    [
        (".big * { font-size: 2em }", "#slides .big :not(h1, h2, h3) { font-size: 2em }"),
        (
            ".a * { font-size: 2em; color: red }",
            "#slides .a * {color: red;}\n#slides .a :not(h1, h2, h3) { font-size: 2em; color: red }",
        ),
        (".a .b * { font-size: 2em }", "#slides .a .b * { font-size: 2em }"),
        ("* { margin: 0 }", "#slides * { margin: 0 }"),
    ],
)
def test_what_is_said_of_everything_leaves_headings_their_size(css: str, found: str) -> None:
    report = StyleReport()
    assert translated(css, report).strip() == found
    assert report.left == []


def test_what_has_no_place_is_listed() -> None:
    report = StyleReport()
    css = translated(
        "@import url(https://x.y/f.css); @import 'b.css'; @page { size: a4 }\n"
        ".remark-slide-number { color: red } .hljs-keyword { color: red }\n"
        ".a { background: url(img/a.png) } @font-face { src: url('//x.y/f.woff') }",
        report,
    )
    assert report.remote == ["https://x.y/f.css", "//x.y/f.woff"]
    assert (report.imports, report.files) == (["b.css"], ["img/a.png"])
    assert [what for what, _ in report.left] == [
        "@page { size: a4 }",
        ".remark-slide-number",
        ".hljs-keyword",
    ]
    assert ".remark-slide-number { color: red }" in css


@pytest.mark.parametrize(
    "name", [".remark-slide-container", ".remark-slide", ".remark-slides-area .remark-slide"]
)
@pytest.mark.parametrize("said", ["opacity: 0", "visibility: hidden", "display: none"])
def test_what_hides_slides_until_remark_shows_them_is_left(name: str, said: str) -> None:
    report = StyleReport()
    css = translated(f"{name} {{ transition: opacity 1s; {said}; color: red }}", report)
    assert said not in css
    assert "transition:" in css
    assert "color: red" in css
    assert (f"{said} of all slides", "the viewer shows one at a time") in report.left


def test_what_fades_some_slides_stays() -> None:
    report = StyleReport()
    css = translated(".remark-slide-content.old { opacity: 0 } .remark-slide { opacity: 0.5 }", report)
    assert "opacity: 0 }" in css
    assert "opacity: 0.5 }" in css
    assert report.left == []


def test_what_remark_says_of_slides_wins_over_what_is_said_of_all() -> None:
    """Its `.remark-slide-content` has a size, a ground and a padding, and its headings have sizes."""
    report = StyleReport()
    css = translated(
        "body { font-family: x; font-size: 8em; background-color: black; padding: 0; color: #444 }\n"
        "h1, h4, .a h2 { font-size: 2em; color: red }\nbody { font: 9em x }\n:root { --own: 1px }\n",
        report,
    )
    assert "#slides .slide {font-family: x, var(--sans); color: #444;}" in css
    assert "#slides .slide > .slide-body { font-family: x, var(--sans); color: #444; }" in css
    assert "#slides h1 {color: red;}" in css
    assert "#slides h4, #slides .a h2 { font-size: 2em; color: red }" in css
    assert "font: 9em x, var(--sans); font-size: var(--body-size);}" in css
    assert "--own: 1px" in css
    assert [what for what, _ in report.left] == [
        "font-size of body",
        "background-color of body",
        "padding of body",
        "font-size of h1, h4, .a h2",
    ]


@pytest.mark.parametrize(
    ("css", "size"),
    [
        ("html { font-size: 20px }", "20px"),
        (":root { --base: 20px } html { font-size: var(--base) }", "var(--base)"),
        ("html, body { font-size: 62.5% }", "10px"),
        (":root { font-size: 1.25em } h1 { font-size: 2rem }", "20px"),
        ("body { font-size: 20px } .html { font-size: 3px } html { color: red }", ""),
    ],
)
def test_how_large_a_rem_is(css: str, size: str) -> None:
    assert root_size(css) == size


def test_rems_are_those_of_the_page() -> None:
    css = "html { font-size: 20px } .a { margin: -1.5rem 2px .5rem; --b: 1rem; background: url(a-1rem.png) }"
    said = translated(css, report := StyleReport(counts_rems=True))
    assert "margin: calc(-1.5 * var(--root-size)) 2px calc(.5 * var(--root-size))" in said
    assert "--b: calc(1 * var(--root-size))" in said
    assert 'url("a-1rem.png")' in said or "url(a-1rem.png)" in said
    assert report.left == []
    assert "1rem" in translated(".a { margin: 1rem }", StyleReport())


def test_text_stands_where_the_cell_of_remarks_table_puts_it() -> None:
    css = translated(
        ".cover { vertical-align: middle } .remark-slide-content { vertical-align: baseline }", StyleReport()
    )
    assert "#slides .slide.cover > .slide-body { align-content: center; }" in css
    assert css.count("align-content") == 1


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("font-family: 'Ubuntu Mono'", 'font-family: "Ubuntu Mono", var(--mono)'),
        ("font-family: Abel !important", "font-family: Abel, var(--sans)!important"),
        ("font-family: Source Code Pro, Menlo", "font-family: Source Code Pro, Menlo, var(--mono)"),
        ("font-family: 'Droid Serif'", 'font-family: "Droid Serif", var(--serif)'),
        ("font-family: 'PT Sans'", 'font-family: "PT Sans", var(--sans)'),
        ("font: bold 12px/1.2 Lora", "font: bold 12px/1.2 Lora, var(--serif)"),
    ],
)
def test_a_list_of_typefaces_ends_in_one_that_is_there(said: str, found: str) -> None:
    assert f"#slides h1 {{{found};}}" in translated(f"h1 {{{said}}}", StyleReport())


@pytest.mark.parametrize(
    "said",
    [
        "font-family: Lato, sans-serif",
        "font-family: Roboto, sans-serif, 'Apple Color Emoji'",
        "font-family: inherit",
        "font-family: var(--x)",
        "font: inherit",
        "font: caption",
        "font: 1em monospace",
    ],
)
def test_a_list_that_ends_in_a_kind_of_faces_stays(said: str) -> None:
    assert f"#slides h1 {{{said}}}".replace("'", '"') in translated(f"h1 {{{said}}}", StyleReport())
