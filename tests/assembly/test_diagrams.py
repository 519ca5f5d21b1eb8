"""Mermaid fences: pictures where mermaid and a browser are, code elsewhere, a finding when wrong."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from workshops import Workshop

from slidegen.assembly.driver import BuildResult
from slidegen.render.mermaid import LIBRARY

pytestmark = pytest.mark.browser

PEERS = Path(os.environ.get("SLIDEGEN_PEERS", "~/.cache/slidegen-ci/peers")).expanduser()
#: What slidegen asks of mermaid, and no more: it draws the text, and refuses the word `nonsense` on a line.
STAND_IN = """
globalThis.mermaid = {
  initialize() {},
  async parse(text) {
    const line = text.split("\\n").findIndex((one) => one.includes("nonsense"));
    if (line >= 0) throw new Error(`Parse error on line ${line + 1}: nonsense`);
  },
  async render(name, text) {
    const label = text.split("\\n").at(-1).trim();
    return { svg: `<svg id="${name}" viewBox="0 0 200 40"><style>#${name} text{fill:#1b2027;}</style>
      <rect width="200" height="40" fill="white"/><text y="30">${label}</text></svg>` };
  },
};
"""
#: mermaid itself, where `.ci/run` or somebody has installed it.
LIBRARIES = ["a stand-in", *(["mermaid"] if (PEERS / LIBRARY).is_file() else [])]

GOOD = "flowchart LR\n  client --> service"
FENCE = f"```mermaid\n{GOOD}\n```\n"
DECK = f"# Diagrams\n\n{FENCE}\n---\n\n## Once more\n\n- first\n\n--\n\n{FENCE}"
WRONG = "# Wrong\n\n- In a list:\n\n  ```mermaid\n  flowchart LR\n    nonsense --> ( -->\n  ```\n"


@pytest.fixture(params=LIBRARIES)
def project(tmp_path: Path, request: pytest.FixtureRequest) -> Workshop:
    library = tmp_path / LIBRARY
    library.parent.mkdir(parents=True)
    if request.param == "mermaid":
        shutil.copy(PEERS / LIBRARY, library)
    else:
        library.write_text(STAND_IN, encoding="utf-8")
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


def test_what_mermaid_does_not_understand_is_a_finding_where_it_stands(project: Workshop) -> None:
    project.write({"deck.md": WRONG})
    result = project.build("deck.md")
    assert codes(result) == ["SG408"]
    assert (result.findings[0].path, result.findings[0].start.line) == ("deck.md", 7)
    assert "language-mermaid" in html(project)


def test_a_drawing_is_remembered(project: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    project.build("deck.md")
    before = html(project)
    monkeypatch.setenv("SLIDEGEN_CHROMIUM", "no-such-browser")
    result = project.build("deck.md", fresh=True)
    assert codes(result) == []
    assert html(project) == before


def test_without_a_browser_a_diagram_is_code(project: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLIDEGEN_CHROMIUM", "no-such-browser")
    assert codes(project.build("deck.md")) == []
    assert html(project).count("language-mermaid") == 2


def test_without_mermaid_a_diagram_is_code(tmp_path: Path) -> None:
    project = Workshop(tmp_path, {"deck.md": DECK})
    assert codes(project.build("deck.md")) == []
    assert html(project).count("language-mermaid") == 2


def test_who_installs_mermaid_later_sees_pictures(tmp_path: Path) -> None:
    project = Workshop(tmp_path, {"deck.md": DECK})
    project.build("deck.md")
    project.write({LIBRARY: STAND_IN})
    project.build("deck.md")
    assert "data-diagram" in html(project)
