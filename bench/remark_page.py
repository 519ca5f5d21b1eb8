"""remark's page of one of our decks, for comparisons: the deck's Markdown in the page that remark's own
documentation shows, with the remark that npm installed.

Knows how remark is fed. Must not know what is measured.
"""

import html
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from slidegen.assembly.driver import build
from slidegen.assembly.loader import DeckSources, Loader
from slidegen.assembly.request import BuildRequest
from slidegen.deck.model import Deck, Slide
from slidegen.source.settings_reader import load_settings
from slidegen.source.workspace import Workspace

#: Where `npm install --prefix … remark-slide` may have put it: `.ci/run` says where, or its usual place.
PEERS = Path(os.environ.get("SLIDEGEN_PEERS", "~/.cache/slidegen-ci/peers")).expanduser()
REMARK = PEERS / "node_modules/remark-slide/out/remark.min.js"

#: The canvas of the reference workshop's decks, and all that its pages ask of remark.
PAGE = """<!doctype html>
<html>
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>.remark-slide-content {{ padding: 26px 60px; font: 26px/1.34 Georgia, serif }}</style>
</head>
<body>
<textarea id="source">{markdown}</textarea>
<script src="{remark}"></script>
<script>remark.create({{ratio: "16:9", highlightSpans: true}})</script>
</body>
</html>
"""


def is_there(manifest: Path) -> bool:
    """Whether there is something to compare; says what is missing."""
    missing = next((needed for needed in (manifest, REMARK) if not needed.is_file()), None)
    if missing:
        print(f"skipped: {missing} is not there")  # noqa: T201
    return missing is None


@contextmanager
def both_pages(manifest: Path) -> Iterator[dict[str, Path]]:
    """The page that remark has of a deck, and ours, in a folder that goes afterwards."""
    with tempfile.TemporaryDirectory(prefix="slidegen-bench-") as folder:
        work = Path(folder)
        build(load_settings(manifest.parent), BuildRequest(out=work, paths=(manifest,)))
        remark = write_remark_page(composed_deck(manifest), work)
        yield {"remark": remark, "slidegen": work / f"{manifest.stem}.html"}


def composed_deck(manifest: Path) -> Deck:
    """The deck of a manifest, its files, variables and contents composed."""
    loaded = load_settings(manifest.parent)
    workspace = Workspace.at(loaded.root)
    loader = Loader(DeckSources(workspace, loaded.settings, os.environ))
    read = loader.manifest(workspace.name(manifest.resolve()))
    assert read.manifest is not None, read.findings
    return loader.deck(read.manifest, {}).deck


def write_remark_page(deck: Deck, folder: Path) -> Path:
    """Write the page into `folder`, where the deck's pictures are looked for."""
    target = folder / f"{deck.name}-remark.html"
    markdown = "\n---\n".join(_markdown(slide) for slide in deck.slides)
    page = PAGE.format(
        title=html.escape(deck.title), markdown=html.escape(markdown), remark=REMARK.resolve().as_uri()
    )
    target.write_text(page, encoding="utf-8")
    return target


def _markdown(slide: Slide) -> str:
    """One slide as its author would have written it for remark, layouts and variables applied."""
    properties = [f"name: {slide.id}"] + ([f"class: {', '.join(slide.classes)}"] if slide.classes else [])
    body = "\n".join(_with_steps(slide.text.split("\n"), [line for line, step in slide.turns if step]))
    notes = f"\n???\n{slide.notes}" if slide.notes else ""
    links = "".join(f"\n[{label}]: {address}" for label, address, _ in slide.definitions)
    return "\n".join(properties) + f"\n\n{body}\n{links}{notes}\n"


def _with_steps(lines: Sequence[str], step_lines: Sequence[int]) -> Iterator[str]:
    for at, line in enumerate(lines):
        yield from ["--", ""] * step_lines.count(at)
        yield line
