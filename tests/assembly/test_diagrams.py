"""Mermaid fences: pictures where mermaidx is installed, code elsewhere, a finding when they are not drawn."""

import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from workshops import Workshop

from slidegen.assembly.driver import BuildResult
from slidegen.render import mermaid
from slidegen.render.mermaid import Artist

pytestmark = pytest.mark.browser

GOOD = "flowchart LR\n  client --> service"
FENCE = f"```mermaid\n{GOOD}\n```\n"
DECK = f"# Diagrams\n\n{FENCE}\n---\n\n## Once more\n\n- first\n\n--\n\n{FENCE}"
WRONG = "# Wrong\n\n- In a list:\n\n  ```mermaid\n  flowchart LR\n    nonsense --> ( -->\n  ```\n"


@pytest.fixture
def project(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path / "workshop", {"deck.md": DECK})


def html(project: Workshop) -> str:
    text: str = (project.out / "deck.html").read_text(encoding="utf-8")
    return text


def codes(result: BuildResult) -> list[str]:
    return [finding.rule.code for finding in result.findings]


def test_diagrams_are_pictures(project: Workshop) -> None:
    result = project.build("deck.md")
    page = html(project)
    assert codes(result) == []
    assert page.count("<svg id=") == 2
    assert "language-mermaid" not in page
    assert '<figure data-step="1" data-diagram role="img" aria-label="Diagram">' in page
    assert "service" in page


@pytest.mark.parametrize(
    ("options", "label", "shown"),
    [
        ("{highlightSpans: {regexp: '«([^»]+)»'}}", "«one»", "«one»"),
        (
            "{highlightSpans: {regexp: '%([a-z]+)%'}, highlightLines: true}",
            "%one%",
            "%one%",
        ),
        ("{highlightSpans: true}", "`two **words**`", "words"),
        ("{highlightSpans: false}", "`two **words**`", "words"),
    ],
)
def test_nothing_is_a_highlight_in_a_diagram(tmp_path: Path, options: str, label: str, shown: str) -> None:
    """What a manifest highlights in code is mermaid's own in its text."""
    slide = f'# A\n\n```mermaid\nflowchart LR\n  a["{label}"] --> b\n```\n'
    project = Workshop(tmp_path, {"a.md": slide, "deck.yml": f"content: [a.md]\nremark: {options}\n"})
    assert codes(project.build()) == []
    _, _, drawing = html(project).partition("data-diagram")
    assert shown in drawing.partition("</svg>")[0]
    assert "`" not in drawing.partition("</svg>")[0]


def test_ids_are_unique_though_a_diagram_is_shown_twice(project: Workshop, browser: Browser) -> None:
    project.build("deck.md")
    page = browser.new_page()
    page.goto((project.out / "deck.html").as_uri())
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((node) => node.id)")
    page.close()
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_labels_are_legible_in_both_schemes(project: Workshop, browser: Browser, scheme: str) -> None:
    project.build("deck.md")
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto((project.out / "deck.html").as_uri())
    lightness = page.evaluate(
        """() => {
          const label = [...document.querySelectorAll("[data-diagram] text")].at(-1);
          const parts = getComputedStyle(label).fill.match(/[\\d.]+/g).slice(0, 3);
          return parts.reduce((sum, part) => sum + Number(part), 0);
        }"""
    )
    context.close()
    assert lightness > 550 if scheme == "dark" else lightness < 200


def test_letters_of_a_diagram_are_as_large_as_a_slide_has_room_for(
    project: Workshop, browser: Browser
) -> None:
    """A small one is drawn larger than mermaid does; a tall one takes what the words leave."""
    chain = "\n".join(f"  step{at} --> step{at + 1}" for at in range(8))
    small = "# Small\n\n```mermaid\nflowchart LR\n  a --> b\n```\n"
    tall = f"## Tall\n\n- one\n\n- two\n\n- three\n\n```mermaid\nflowchart TD\n{chain}\n```\n\n- below\n"
    project.write({"deck.md": small + "\n---\n\n" + tall})
    project.build("deck.md")
    page = browser.new_page(viewport={"width": 1210, "height": 681})
    page.goto((project.out / "deck.html").as_uri())
    letters = page.locator("#small svg .nodeLabel, #small svg text").first
    page.evaluate("slidegen.go('#small')")
    assert letters.evaluate("(node) => parseFloat(getComputedStyle(node).fontSize) * 1.5") >= 24
    drawn = page.locator("#small svg").bounding_box()
    own = page.locator("#small svg").evaluate("(node) => node.viewBox.baseVal.width")
    assert drawn
    assert drawn["width"] == pytest.approx(1.5 * own, rel=0.02)
    page.evaluate("slidegen.go('#tall')")
    body = page.locator("#tall .slide-body")
    assert body.evaluate("(node) => node.scrollHeight <= node.clientHeight + 1")
    page.close()


def test_diagrams_below_one_another_have_letters_of_one_size_where_room_is_scarce(
    tmp_path: Path, browser: Browser
) -> None:
    """A flat one leaves what it does not need to a high one; in columns each has the whole height."""
    chain = "\n".join(f"  step{at} --> step{at + 1}" for at in range(4))
    flat, high = FENCE, f"```mermaid\nflowchart TD\n{chain}\n```\n"
    columns = f".pull-left[\n{flat}]\n\n.pull-right[\n{high}]\n"
    project = Workshop(tmp_path, {"deck.md": f"## Both\n\n{flat}\n{high}\n---\n\n## Beside\n\n{columns}"})
    project.build("deck.md")
    page = browser.new_page(viewport={"width": 1210, "height": 681})
    page.goto((project.out / "deck.html").as_uri())
    page.wait_for_function("window.slidegen?.current")
    scale = "(node) => node.getBoundingClientRect().height / node.viewBox.baseVal.height"
    scales = {}
    for name in ("both", "beside"):
        page.evaluate("(name) => slidegen.go(name)", name)
        scales[name] = [drawn.evaluate(scale) for drawn in page.locator(f"#{name} svg").all()]
        body = page.locator(f"#{name} .slide-body")
        assert body.evaluate("(node) => node.scrollHeight <= node.clientHeight + 1")
    page.close()
    assert scales["both"][0] == pytest.approx(scales["both"][1], rel=0.03)
    assert scales["both"][1] > 0.8, "half of the room would be 0.5"
    assert scales["beside"][0] == pytest.approx(1.5, rel=0.02)


def test_on_a_phone_letters_are_as_large_as_the_text_and_what_is_wider_is_moved(
    tmp_path: Path, browser: Browser
) -> None:
    wide = "flowchart LR\n  one --> two --> three --> four --> five --> six --> seven"
    text = f"## Small\n\n{FENCE}\n---\n\n## Wide\n\n```mermaid\n{wide}\n```\n"
    project = Workshop(tmp_path, {"deck.md": text})
    project.build("deck.md")
    page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto((project.out / "deck.html").as_uri())
    page.wait_for_function("window.slidegen?.current")
    sizes = {}
    for name in ("small", "wide"):
        page.evaluate("(name) => slidegen.go(name)", name)
        drawn, own = page.locator(f"#{name} svg"), "(node) => node.viewBox.baseVal.width"
        box = drawn.bounding_box()
        assert box
        sizes[name] = box["width"] / drawn.evaluate(own)
        figure = page.locator(f"#{name} figure")
        expect(figure).to_have_attribute("tabindex", "0") if name == "wide" else None
        assert figure.evaluate("(part) => part.scrollWidth > part.clientWidth") == (name == "wide")
    page.close()
    assert sizes["small"] == pytest.approx(0.8, rel=0.02)
    assert sizes["wide"] == pytest.approx(0.64, rel=0.02)


def test_what_mermaid_does_not_understand_is_a_finding_where_it_stands(project: Workshop) -> None:
    project.write({"deck.md": WRONG})
    result = project.build("deck.md")
    assert codes(result) == ["SG408"]
    assert (result.findings[0].path, result.findings[0].start.line) == ("deck.md", 7)
    assert "language-mermaid" in html(project)


def test_mermaid_names_the_line_of_a_block_of_html(project: Workshop) -> None:
    project.write({"deck.md": '# Raw\n\n<pre class="mermaid">\nflowchart LR\n  a --> ( --&gt;\n</pre>\n'})
    project.write({"deck.yml": "extras: [diagrams]\ncontent: [deck.md]\n"})
    result = project.build("deck.yml")
    assert [(f.rule.code, f.start.line, f.start.column) for f in result.findings] == [("SG408", 5, 3)]


def test_a_block_of_html_that_mermaid_would_draw_on_the_page_is_drawn(project: Workshop) -> None:
    project.write(
        {"deck.md": '# Raw\n\n<pre class="mermaid">\nflowchart LR\n  a["one<br/>two"] --> b\n</pre>\n'}
    )
    project.write({"deck.yml": "extras: [diagrams]\ncontent: [deck.md]\n"})
    assert codes(project.build("deck.yml")) == []
    page = html(project)
    assert '<pre class="mermaid">' not in page
    assert page.count("<svg id=") == 1
    assert "one" in page


def test_a_block_of_html_stays_and_says_so_where_nobody_asks_for_diagrams(project: Workshop) -> None:
    project.write({"deck.md": '# Raw\n\n<pre class="mermaid">\nflowchart LR\n  a --> b\n</pre>\n'})
    result = project.build("deck.md")
    assert [(f.rule.code, f.start.line, f.help) for f in result.findings] == [
        ("SG408", 4, "`extras: [diagrams]` in the manifest draws it")
    ]
    assert '<pre class="mermaid">' in html(project)


@pytest.mark.parametrize("before", ["Look ", "- item ", "> so: ", "**Look:** ", ".left[See "])
def test_an_element_amid_words_is_told(project: Workshop, before: str) -> None:
    end = "]" if "[" in before else ""
    project.write({"deck.md": f'# Raw\n\n{before}<pre class="mermaid">graph LR; a-->b</pre> there{end}\n'})
    project.write({"deck.yml": "extras: [diagrams]\ncontent: [deck.md]\n"})
    result = project.build("deck.yml")
    assert [(f.rule.code, f.start.line, f.help) for f in result.findings] == [
        ("SG408", 3, 'let `<pre class="mermaid">` begin a line of its own')
    ]
    assert '<pre class="mermaid">' in html(project)


@pytest.mark.parametrize(
    "before", ["", "- ", "> ", "Look:\n", "<div>\nSo:\n", "<div>So: ", ".left[\n", "1. "]
)
def test_an_element_that_begins_what_it_stands_in_is_drawn(project: Workshop, before: str) -> None:
    end = "\n]" if "[" in before else "\n</div>" if "<" in before else ""
    project.write({"deck.md": f'# Raw\n\n{before}<pre class="mermaid">graph LR; a-->b</pre>{end}\n'})
    project.write({"deck.yml": "extras: [diagrams]\ncontent: [deck.md]\n"})
    assert codes(project.build("deck.yml")) == []
    assert html(project).count("<svg id=") == 1


def test_a_drawing_is_remembered(project: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    project.build("deck.md")
    before = html(project)
    monkeypatch.setattr(sys, "executable", "/nonexistent")
    result = project.build("deck.md", fresh=True)
    assert codes(result) == []
    assert html(project) == before


def test_without_mermaidx_a_diagram_is_code_and_the_first_says_so(
    project: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mermaid, "PACKAGE", "no-such-package")
    result = project.build("deck.md")
    assert [(finding.rule.code, finding.start.line) for finding in result.findings] == [("SG408", 4)]
    assert "[diagrams]" in result.findings[0].help
    assert html(project).count("language-mermaid") == 2


def test_two_drawings_of_a_text_are_alike() -> None:
    text = 'gitGraph\n  commit\n  branch topic\n  commit id:"1-abcdef0"\n  checkout main\n  merge topic'
    with Artist() as one, Artist() as other:
        first = one.draw(text, "picture")
        assert first == other.draw(text, "picture") == one.draw(text, "picture")
    assert "1-abcdef0" in first.svg
    assert "my-svg" not in first.svg


def test_a_diagram_that_takes_too_long_is_ended() -> None:
    with Artist(seconds=0.01) as artist:
        assert "not drawn after 0.01 seconds" in artist.draw(GOOD, "picture").error


def test_a_text_that_mermaid_will_not_read_is_told() -> None:
    with Artist() as artist:
        assert "more than 50000 characters" in artist.draw(f"flowchart LR\n  a[{'x' * 50_000}]", "long").error


def test_after_a_diagram_that_ended_the_process_the_next_one_is_drawn() -> None:
    with Artist() as artist:
        artist.draw(GOOD, "picture")
        assert artist._child is not None
        artist._child.kill()
        assert "gave up" in artist.draw(GOOD, "picture").error
        assert artist.draw(GOOD, "picture").svg


def test_a_block_of_html_may_be_a_step(project: Workshop) -> None:
    slide = '# Raw\n\n- one\n\n--\n\n<pre class="mermaid">\nflowchart LR\n  a --> b\n</pre>\n'
    project.write({"deck.md": slide, "deck.yml": "extras: [diagrams]\ncontent: [deck.md]\n"})
    assert codes(project.build("deck.yml")) == []
    assert '<figure data-step="1" data-diagram' in html(project)


@pytest.mark.parametrize("hidden", [f"???\n\n{FENCE}", '```html\n<pre class="mermaid">\nx\n</pre>\n```\n'])
def test_what_nobody_draws_since_it_is_no_diagram_of_a_slide_says_nothing(
    project: Workshop, hidden: str
) -> None:
    project.write({"deck.md": f"# A\n\n{hidden}"})
    assert codes(project.build("deck.md")) == []
