"""What `slidegen check` sees: every page's examples, and what it must not see."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Slidegen

from slidegen.lint.browser_rules import LOOKS
from slidegen.lint.rule_page import read_page
from slidegen.render.check.look import find_axe

pytestmark = pytest.mark.browser

Tree = Callable[[Mapping[str, str | bytes]], Path]
Found = dict[str, list[dict[str, Any]]]

LONG = "\n\n".join(f"- line {n}" for n in range(1, 18))

#: Slides beyond those of the pages: file -> text, with the codes that are to be found in it.
SLIDES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "steps.md": ("# Steps\n\n- one\n\n--\n\n" + LONG + "\n", ("SG601",)),
    "steps-that-fit.md": ("# Steps\n\n- one\n\n--\n\n- two\n", ()),
    "suppressed.md": (f"<!-- slidegen: ignore-next-line SG601 -->\n# Long\n\n{LONG}\n", ()),
    "suppressed-file.md": (f"<!-- slidegen: ignore-file slide-overflow -->\n\n# Long\n\n{LONG}\n", ()),
    "second-slide.md": (f"# Fine\n\ntext\n\n---\n\nclass: middle\n\n# Long\n\n{LONG}\n", ("SG601",)),
    "wide.md": ("# Wide\n\n<div style='width: 1500px; background: #eee'>wide</div>\n", ("SG601",)),
    "footnote.md": ("# Note\n\ntext\n\n.footnote[It stands at the edge on purpose.]\n", ()),
    "unseen.md": (
        "# Unseen\n\n<p style='position: absolute; clip-path: inset(50%); top: 900px'>for ears</p>\n\n"
        "<p style='display: none'>no</p>\n\n<p style='position: absolute; top: 2000px; opacity: 0'>no</p>\n",
        (),
    ),
    "title-slide.md": (
        "class: title\n\n# A title slide may say what it says over several lines\n",
        (),
    ),
    "background.md": ("background-image: url(gone.png)\n\n# Behind\n", ("SG604",)),
    "frame.md": ("# Frame\n\n<iframe src='https://example.com/page'></iframe>\n", ("SG605",)),
    "clipped.md": (
        "# Box\n\n<div style='height: 40px; overflow: hidden'>a<br>b<br>c</div>\n",
        ("SG602",),
    ),
    "two-broken.md": ("# Two\n\n![x](a.png)\n\n![y](b.png)\n", ("SG604", "SG604")),
}


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """A fragment for each example of a page, called `SG601-bad-1.md`, and those above."""
    made = {name: text for name, (text, _) in SLIDES.items()}
    for listed in LOOKS:
        for number, example in enumerate(read_page(listed.page).examples, 1):
            kind = "bad" if example.bad else "good"
            made[f"{listed.code}-{kind}-{number}.md"] = example.files[0][1]
    return made


@pytest.fixture(scope="module")
def found(
    files: dict[str, str],
    tmp_path_factory: pytest.TempPathFactory,
    chromium: str,
    slidegen: Slidegen,
    few_fonts: dict[str, str],
) -> Found:
    """The findings by file, from one run over a deck of everything."""
    folder = tmp_path_factory.mktemp("check")
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    listed = "".join(f"- {name}\n" for name in files)
    (folder / "deck.yml").write_text(f"title: x\ncontent:\n{listed}", encoding="utf-8")
    (folder / "slidegen.toml").write_text("")
    axe = find_axe(ROOT)
    env = few_fonts | ({"SLIDEGEN_AXE": str(axe)} if axe else {})
    ran = slidegen("check", "deck.yml", "--format", "json", cwd=folder, env=env)
    assert ran.returncode == 1, ran.stderr
    by_file: Found = {}
    for finding in json.loads(ran.stdout)["findings"]:
        by_file.setdefault(finding["path"], []).append(finding)
    return by_file


def examples(kind: str) -> list[object]:
    return [
        pytest.param(listed.code, f"{listed.code}-{kind}-{number}.md", id=f"{listed.code}-{kind}")
        for listed in LOOKS
        for number, example in enumerate(read_page(listed.page).examples, 1)
        if example.bad == (kind == "bad")
    ]


@pytest.mark.parametrize(("code", "name"), examples("bad"))
def test_bad_examples_are_found(found: Found, code: str, name: str) -> None:
    where = name if code != "SG606" else "deck.yml"  # the console does not say which slide it was
    if code == "SG607" and find_axe(ROOT) is None:
        pytest.skip("axe-core is not installed (npm install axe-core, or SLIDEGEN_AXE=…/axe.min.js)")
    assert code in [finding["code"] for finding in found.get(where, [])]


@pytest.mark.parametrize(("code", "name"), examples("good"))
def test_good_examples_are_not(found: Found, code: str, name: str) -> None:
    assert found.get(name, []) == []


@pytest.mark.parametrize("name", SLIDES)
def test_slides(found: Found, name: str) -> None:
    codes = [finding["code"] for finding in found.get(name, []) if finding["code"] != "SG607"]
    assert codes == list(SLIDES[name][1]), found.get(name)


def test_a_message_says_how_far_and_from_which_step(found: Found) -> None:
    [finding] = found["steps.md"]
    assert "the slide is too high: " in finding["message"]
    assert "from step 1 on" in finding["message"]
    assert "`p` “line 1" in finding["message"] or "“line 1" in finding["message"]


def test_a_finding_stands_at_the_title(found: Found) -> None:
    [finding] = found["second-slide.md"]
    assert finding["line"] == 9


def test_long_code_is_found_at_its_line(found: Found, files: dict[str, str]) -> None:
    [finding] = found["SG602-bad-1.md"]
    assert files["SG602-bad-1.md"].splitlines()[finding["line"] - 1].startswith("kubectl create")


def test_pages_are_whole_and_codes_are_in_order() -> None:
    for listed in LOOKS:
        page = read_page(listed.page)
        assert page.title.endswith(".")
        assert all((page.what, page.why, page.fix, page.since))
        assert {example.bad for example in page.examples} == {True, False}
    assert [rule.code for rule in LOOKS] == sorted({rule.code for rule in LOOKS})


# ---- the call
def test_a_page_that_was_built_is_checked_as_it_is(tree: Tree, chromium: str, slidegen: Slidegen) -> None:
    root = tree({"slidegen.toml": "", "a.md": f"# Long\n\n{LONG}\n", "a.yml": "content: [a.md]\n"})
    assert slidegen("build", cwd=root).returncode == 0
    ran = slidegen("check", "dist/a.html", "--no-axe", "--format", "concise", cwd=root)
    assert ran.returncode == 1
    assert ran.stdout.startswith("a.md:1:1: SG601 ")
    assert "1 SG601 slide-overflow" in ran.stderr
    ignored = slidegen("check", "dist/a.html", "--no-axe", "--ignore", "SG601", cwd=root)
    assert (ignored.returncode, ignored.stdout) == (0, "")


def test_without_axe_it_says_so(tree: Tree, chromium: str, slidegen: Slidegen) -> None:
    root = tree({"a.md": "# Fine\n\ntext\n"})
    ran = slidegen("check", "a.md", cwd=root, env={"SLIDEGEN_AXE": str(root / "nowhere.js")})
    assert ran.returncode == 0, ran.stderr
    assert "axe-core is not here" in ran.stderr
    assert "no findings on" in ran.stderr


def test_lint_knows_the_rules_of_check(tree: Tree, slidegen: Slidegen) -> None:
    """A suppression of SG601 is neither unknown to `lint` nor unused, though it never finds any."""
    root = tree({"a.md": "<!-- slidegen: ignore-next-line SG601 -->\n# Title\n"})
    ran = slidegen("lint", "a.md", cwd=root)
    assert (ran.returncode, ran.stdout) == (0, "")


def test_axe_is_where_the_variable_says(tmp_path: Path) -> None:
    axe = tmp_path / "node_modules/axe-core/axe.min.js"
    axe.parent.mkdir(parents=True)
    axe.write_text("")
    assert find_axe(tmp_path / "slides", {}) == axe
    assert find_axe(tmp_path, {"SLIDEGEN_AXE": os.devnull + "/no"}) is None


def test_what_is_pale_in_the_dark_scheme_alone_is_found(
    tree: Tree, chromium: str, slidegen: Slidegen
) -> None:
    if find_axe(ROOT) is None:
        pytest.skip("axe-core is not installed (npm install axe-core, or SLIDEGEN_AXE=…/axe.min.js)")
    pale = '<p style="color: light-dark(#000, #333)">Hardly to be seen at night</p>'
    root = tree({"a.md": f"# Fine\n\ntext\n\n---\n\n## Pale\n\n{pale}\n", "b.md": "# Fine\n\ntext\n"})
    ran = slidegen("check", "a.md", "b.md", "--jobs", "2", "--format", "concise", cwd=root)
    assert [line.split(": ")[0] for line in ran.stdout.splitlines()] == ["a.md:7:1"]
    assert "SG607" in ran.stdout
    assert "in the dark scheme" in ran.stdout
    assert "on 3 slides" in ran.stderr
