"""remark's style sheets in slidegen's names."""

import pytest

from slidegen.migrate.stylesheet import StyleReport, translated


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("h1, h2 { color: red }", "#slides h1, #slides h2 { color: red }"),
        (".inverse { background: #000 }", "#slides .inverse { background: #000 }"),
        (
            ".remark-code, .remark-inline-code { font: x }",
            "#slides pre > code, #slides :not(pre) > code { font: x }",
        ),
        ("#slide-how .first { top: 0 }", "#slides #how .first { top: 0 }"),
        ("@media print { p { margin: 0 } }", "@media print { #slides p { margin: 0 } }"),
        ("/* kept */ .a[b=','] {}", '/* kept */ #slides .a[b=","] {}'),
    ],
)
def test_selectors(css: str, found: str) -> None:
    assert translated(css, StyleReport()).startswith(found)


def test_what_is_said_of_a_slide_is_said_of_its_body_too() -> None:
    css = translated(".remark-slide-content.x { padding: 1em; color: red; background: blue }", StyleReport())
    assert ".slide.x { --slide-padding: 1em; --ink: red; }" in css
    assert "#slides .slide.x > .slide-body { color: red; }" in css


def test_a_class_may_be_that_of_a_slide() -> None:
    css = translated(".inverse { color: white }", StyleReport())
    assert "#slides .inverse { color: white }" in css
    assert "#slides .slide.inverse > .slide-body { color: white; }" in css


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
