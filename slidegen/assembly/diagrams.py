"""The Mermaid fences of a deck as pictures, where mermaid and a Chromium are installed; else as code.

Knows where the fences of a page are, and where in the text one stands that cannot be drawn. Must not know how
it is drawn. A drawing is remembered by its text, so a browser opens only for one that is new.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from html import unescape
from pathlib import Path

from markupsafe import Markup, escape

from slidegen.deck.model import Deck
from slidegen.deck.rules import BROKEN_DIAGRAM
from slidegen.errors import SlidegenError
from slidegen.finding import Finding
from slidegen.render.mermaid import RECIPE, Artist, Drawing, find_mermaid
from slidegen.render.page import SlideView
from slidegen.source.file import SourceFile
from slidegen.text.model import Fence

Remember = Callable[[str, Callable[[], bytes]], bytes]

MARK = "language-mermaid"  #: of a fence in a slide's HTML
_FENCE = re.compile(rf'<pre(?P<attributes>[^>]*)><code class="{MARK}">(?P<code>.*?)</code></pre>', re.DOTALL)
_TITLE = re.compile(r"^\s*(?:accTitle\s*:|title\b:?)\s*(.+)$", re.MULTILINE)


@dataclass(slots=True)
class Diagrams:
    """The drawings of one project, by their text."""

    start: Path  #: from which a `node_modules` is looked for upward
    remember: Remember
    _known: dict[str, Drawing] = field(default_factory=dict)

    def drawn(self, slides: tuple[SlideView, ...]) -> tuple[SlideView, ...]:
        """The slides with pictures in place of what can be drawn."""
        own = [slide for slide in slides if MARK in slide.body]
        if not own:
            return slides
        texts = {_text(found["code"]) for slide in own for found in _FENCE.finditer(slide.body)}
        self._draw(sorted(texts - self._known.keys()))
        count: Counter[str] = Counter()
        drawn = {slide.id: replace(slide, body=self._body(slide.body, count)) for slide in own}
        return tuple(drawn.get(slide.id, slide) for slide in slides)

    def findings(self, deck: Deck, read: Callable[[str], SourceFile | None]) -> Iterator[Finding]:
        """What is wrong with the diagrams that could not be drawn, where it stands."""
        wrong = {text: drawing for text, drawing in self._known.items() if drawing.error}
        for slide in deck.slides if wrong else ():
            source = read(slide.span.path)
            for fence in slide.source.fences if source and slide.source else ():
                drawing = wrong.get(fence.text.strip()) if _is_mermaid(fence) else None
                if source and drawing:
                    yield _finding(source, fence, drawing)

    def _body(self, body: Markup, count: Counter[str]) -> Markup:
        return Markup(_FENCE.sub(lambda found: self._figure(found, count), body))

    def _figure(self, found: re.Match[str], count: Counter[str]) -> str:
        text = _text(found["code"])
        drawing = self._known.get(text)
        if drawing is None or not drawing.svg:
            return found.group()
        name = _name(text)
        count[name] += 1  # the ids of a page are unique, also when a diagram is shown twice
        svg = drawing.svg.replace(name, f"{name}-{count[name]}")
        title = _TITLE.search(text)
        label = escape(title[1].strip() if title else "Diagram")
        return f'<figure{found["attributes"]} data-diagram role="img" aria-label="{label}">{svg}</figure>'

    def _draw(self, texts: list[str]) -> None:
        library = find_mermaid(self.start)
        if texts and library is not None:
            from concurrent.futures import ThreadPoolExecutor  # few decks have diagrams

            # A thread of its own: playwright refuses the one in which the dev server waits for events.
            with ThreadPoolExecutor(1) as pool:
                self._known.update(pool.submit(_drawings, library, texts, self.remember).result())


def _drawings(library: Path, texts: list[str], remember: Remember) -> Mapping[str, Drawing]:
    """What can be drawn; nothing of what is new where there is no browser."""
    drawn: dict[str, Drawing] = {}
    with Artist(library) as artist:
        for text in texts:
            key = f"mermaid {RECIPE} {_digest(library)} {text}"
            try:
                found = remember(key, lambda text=text: _encoded(artist.draw(text, _name(text))))  # type: ignore[misc]
            except _no_browser():
                continue
            drawn[text] = _decoded(found) or artist.draw(text, _name(text))
    return drawn


def _no_browser() -> tuple[type[Exception], ...]:
    try:
        from playwright.sync_api import Error
    except ImportError:
        return (SlidegenError,)
    return (SlidegenError, Error)


def _decoded(data: bytes) -> Drawing | None:
    """What an earlier build kept; None when another version wrote it otherwise."""
    try:
        return Drawing(**json.loads(data))
    except (ValueError, TypeError, RecursionError):
        return None


def _encoded(drawing: Drawing) -> bytes:
    return json.dumps(asdict(drawing)).encode()


@cache
def _digest(library: Path) -> str:
    return hashlib.sha256(library.read_bytes()).hexdigest()


def _name(text: str) -> str:
    """What the ids in a drawing begin with."""
    return "mermaid-" + hashlib.sha256(text.encode()).hexdigest()[:10]


def _text(code: str) -> str:
    """The text of a fence, read back from its HTML: mermaid's own backticks were taken for highlights."""
    return unescape(re.sub("<[^>]*>", "", re.sub("</?mark>", "`", code))).strip()


def _is_mermaid(fence: Fence) -> bool:
    return fence.info.split(maxsplit=1)[:1] == ["mermaid"]


def _finding(source: SourceFile, fence: Fence, drawing: Drawing) -> Finding:
    lines = source.text[fence.text_span.start : fence.text_span.end].splitlines(keepends=True)
    at = min(max(drawing.line, 1), len(lines) or 1) - 1
    start = fence.text_span.start + sum(map(len, lines[:at]))
    width = len(lines[at].rstrip("\n")) if lines else 0
    message = "mermaid does not understand this diagram: " + drawing.error.strip().splitlines()[0]
    column = min(drawing.column + fence.column, width)
    return source.finding(
        BROKEN_DIAGRAM,
        start + column,
        start + width,
        message,
        help="it is shown as code until it is corrected",
    )
