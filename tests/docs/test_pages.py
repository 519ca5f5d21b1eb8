"""What the manual says is so: data that is valid, links that lead somewhere, and nothing left out."""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml
from conftest import ROOT
from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match

from slidegen.deck.macro import BUILT_IN
from slidegen.distribution import EXTRAS
from slidegen.errors import ExitCode
from slidegen.lint.slide_properties import KNOWN
from slidegen.script.dangers import DANGERS
from slidegen.script.model import Kind
from slidegen.script.result import Verdict
from slidegen.source.phrases import ENGLISH
from slidegen.source.schema import manifest_schema, settings_schema
from slidegen.source.settings import SETTINGS
from slidegen.text.typed.verbs import ONE_LINE_VERBS

from .pages import DOCS, PAGES, Block, blocks, links, name_of

EVERY = [(page, block) for page in PAGES for block in blocks(page)]


def _ids(languages: Iterable[str]) -> dict[str, object]:
    chosen = [(page, block) for page, block in EVERY if block.language in languages]
    return {"argvalues": chosen, "ids": [f"{name_of(page)}:{block.line}" for page, block in chosen]}


def _text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


# ---- data
@pytest.mark.parametrize(("page", "block"), **_ids({"yaml", "yml"}))  # type: ignore[arg-type]
def test_yaml_is_right(page: Path, block: Block) -> None:
    if name_of(page) == "reference/dialect.md":
        return  # shows a line that is highlighted, which is no YAML
    read = yaml.safe_load(block.text)
    if isinstance(read, dict) and {"content", "chapters"} & read.keys():
        problem = best_match(Draft7Validator(manifest_schema()).iter_errors(read))
        assert problem is None, f"{page}:{block.line}: {problem and problem.message}"


@pytest.mark.parametrize(("page", "block"), **_ids({"toml"}))  # type: ignore[arg-type]
def test_toml_is_right(page: Path, block: Block) -> None:
    read = tomllib.loads(block.text)
    if "file=phrases/" in block.info:
        assert read.keys() <= ENGLISH.keys()
        return
    if not {"lack", "build", "extends", "decks"} & read.keys():  # a bed, Netlify's, a theme's, nights
        problem = best_match(Draft7Validator(settings_schema()).iter_errors(read))
        assert problem is None, f"{page}:{block.line}: {problem and problem.message}"


def test_json_is_right() -> None:
    for page, block in EVERY:
        if block.language == "json":
            assert json.loads(block.text) is not None, f"{page}:{block.line}"


@pytest.mark.parametrize(("page", "block"), EVERY, ids=[f"{name_of(p)}:{b.line}" for p, b in EVERY])
def test_a_block_says_what_it_is(page: Path, block: Block) -> None:
    assert block.language, f"{page}:{block.line} has no language"


# ---- links
@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for link in links(page):
        path = link.partition("#")[0]
        if not path or "://" in link or path.startswith("../_generated/"):
            continue
        assert (page.parent / path).exists(), f"{page} links to {link}"


def test_every_page_is_in_the_contents() -> None:
    index = _text("index.md")
    for page in PAGES:
        name = name_of(page).removesuffix(".md")
        assert name == "index" or re.search(rf"^{re.escape(name)}$", index, re.MULTILINE), name


# ---- completeness: what a table or a style sheet has, a page has
def _missing(names: Iterable[object], text: str) -> list[str]:
    return [str(name) for name in names if f"`{name}`" not in text and f"`{name} " not in text]


def test_every_property_of_slides() -> None:
    assert not _missing(KNOWN - {"cloned", "title"}, _text("reference/dialect.md"))  # remark's inside


def test_every_macro() -> None:
    text = _text("reference/dialect.md")
    assert all(f"![:{name}" in text for name in BUILT_IN)


def test_every_class_of_the_style_sheet() -> None:
    css = (ROOT / "themes" / "base" / "css" / "classes.css").read_text(encoding="utf-8")
    names = set(re.findall(r"(?<![\w-])\.([a-z][a-z-]+)", re.sub(r"/\*.*?\*/", "", css)))
    parts = {"slide", "slide-body"}  # the page's own
    assert not _missing(sorted(names - parts), _text("reference/classes.md"))


def test_every_verb_kind_verdict_and_danger_of_exercises() -> None:
    text = _text("reference/exercises.md")
    assert not _missing(ONE_LINE_VERBS, text)
    assert not _missing(Kind, text)
    assert not _missing(Verdict, text)
    assert not _missing((danger.name for danger in DANGERS), text)


def test_every_variable_of_the_environment() -> None:
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "slidegen").rglob("*.py"))
    named = {name for text in sources for name in re.findall(r"\bSLIDEGEN_[A-Z_]+[A-Z]", text)}
    settings = {setting.variable for setting in SETTINGS}
    assert not _missing(named - settings, _text("reference/environment.md"))


def test_every_extra() -> None:
    assert not _missing(EXTRAS, _text("how-to/install.md"))


def test_every_exit_code() -> None:
    assert all(f"| {code.value} |" in _text("reference.md") for code in ExitCode)


# ---- the site
@pytest.mark.slow
def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    if find_spec("sphinx") is None or find_spec("furo") is None:
        pytest.skip("sphinx, myst-parser and furo are not installed (make installs them)")
    site = tmp_path / "html"
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-W", "--keep-going", "-q", "-d"]
    done = subprocess.run([*command, tmp_path / "d", DOCS, site], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    for page in PAGES:
        html = (site / name_of(page)).with_suffix(".html").read_text(encoding="utf-8")
        fetched = re.findall(r"""<(?:script|img|iframe)[^>]*\ssrc=["'](?:https?:)?//[^"']*""", html)
        assert not fetched, "a page of the manual asks nothing of another machine"
