"""Code for several shells or systems: what is heard, which way arrows lead, whom a choice reaches."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Slidegen
from marionette import firefox
from playwright.sync_api import Browser, Page, expect
from themes.conftest import accessible_nodes

pytestmark = pytest.mark.browser

FENCES = "```bash [Linux]\nsudo apt install jq\n```\n```bash [macOS]\nbrew install jq\n```\n"
FENCES += "```powershell [Windows]\nwinget install jq\n```\n"
NAMES = {"en": "Variants", "ar": "البدائل"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, slidegen: Slidegen) -> Path:
    folder = tmp_path_factory.mktemp("tabs")
    files = {"slidegen.toml": "", "a.md": f"# Tools\n\n{FENCES}\n---\n\n## Again\n\n{FENCES}"}
    for lang in NAMES:
        manifest = f"title: jq\nlang: {lang}\nextras: [tabs]\nsections: false\ncontent: [a.md]\n"
        files[f"{lang}.yml"] = manifest
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    done = slidegen("build", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "dist"


@pytest.fixture(params=NAMES)
def page(request: pytest.FixtureRequest, browser: Browser, folder: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1210, "height": 681}, reduced_motion="reduce")
    page = context.new_page()
    page.goto((folder / f"{request.param}.html").as_uri())
    page.wait_for_function("window.slidegen?.current")
    yield page
    context.close()


def shown(page: Page) -> list[str]:
    return [code.strip() for code in page.locator(".slide[data-current] pre:visible").all_inner_texts()]


def test_a_screen_reader_meets_the_names_and_the_chosen_code_alone(page: Page) -> None:
    nodes = accessible_nodes(page)
    assert ("radiogroup", NAMES[page.evaluate("document.documentElement.lang")]) in nodes
    assert [name for role, name in nodes if role == "radio"] == ["Linux", "macOS", "Windows"]
    assert sum(role == "code" for role, _ in nodes) == 1
    assert any("apt" in name for _, name in nodes)
    assert not any("brew" in name for _, name in nodes)


def test_arrows_lead_where_they_point(page: Page) -> None:
    page.locator(".slide[data-current] input").first.focus()
    places = page.locator(".slide[data-current] .tab").evaluate_all(
        "nodes => nodes.map((node) => node.getBoundingClientRect().x)"
    )
    forward = "ArrowRight" if places == sorted(places) else "ArrowLeft"
    page.keyboard.press(forward)
    assert shown(page) == ["brew install jq"]
    page.keyboard.press("ArrowRight" if forward == "ArrowLeft" else "ArrowLeft")
    assert shown(page) == ["sudo apt install jq"]
    assert page.evaluate("slidegen.index") == 0


def test_a_choice_holds_for_all_slides_for_the_room_and_when_the_page_is_loaded_again(page: Page) -> None:
    with page.context.expect_page() as opened:
        page.keyboard.press("c")
    room = opened.value
    room.wait_for_function("window.slidegen?.current")
    page.get_by_text("macOS").first.click()
    expect(room.get_by_role("radio", name="macOS")).to_be_checked()
    assert shown(room) == ["brew install jq"]
    page.reload()
    page.wait_for_function("window.slidegen?.current")
    page.keyboard.press("PageDown")
    assert shown(page) == ["brew install jq"]


def test_firefox_tells_the_same(folder: Path, tmp_path: Path) -> None:
    with firefox(tmp_path / "profile") as browser:
        for lang, name in NAMES.items():
            browser.open((folder / f"{lang}.html").as_uri())
            tree = browser.tree()
            assert [each for role, each in tree if role == "radiobutton"] == ["Linux", "macOS", "Windows"]
            assert name in [each for _, each in tree]
            assert [role for role, _ in tree].count("code") == 1
