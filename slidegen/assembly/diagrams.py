"""The Mermaid fences of a deck as pictures, where mermaidx is installed; else as code.

Knows where the fences of a page are, and where in the text one stands that is not drawn. Must not know how
it is drawn. A drawing is remembered by its text, so a process starts only for one that is new.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from functools import partial

from markupsafe import Markup

from slidegen import lazy_re as re
from slidegen.deck.model import Deck
from slidegen.deck.rules import BROKEN_DIAGRAM
from slidegen.distribution import install
from slidegen.finding import Finding
from slidegen.json_values import as_bytes, from_bytes
from slidegen.lazy_dataclass import dataclass
from slidegen.location import Span
from slidegen.render.holes import Filler, HtmlHole
from slidegen.render.mermaid import Artist, Drawing, is_installed, recipe
from slidegen.render.page import SlideView
from slidegen.source.file import SourceFile
from slidegen.source.markdown_extras import DIAGRAMS
from slidegen.text.html_diagrams import html_diagrams
from slidegen.text.model import SlideSource

Remember = Callable[[str, Callable[[], bytes]], bytes]

_TITLE = re.compile(r"^[^\S\n]*(?:accTitle[^\S\n]*:|title\b:?)[^\S\n]*(\S.*)$", re.MULTILINE)

MERMAID = "mermaid"  #: the language of a diagram's fence

_PICTURE = Markup('<figure{attributes} data-diagram{share} role="img" aria-label="{label}">{svg}</figure>')
_SHARE = Markup(' style="--share: {share:.2f}"')

#: How wide a diagram may be on a slide, in its own pixels (themes/base/css/slide.css shows it larger).
WIDEST = 730


@dataclass(slots=True)
class Diagrams:
    """The drawings of one project, by their text. Not frozen: it keeps what was drawn."""

    remember: Remember
    _known: dict[str, Drawing] = field(default_factory=dict)

    def figures(self, slides: Iterable[SlideView]) -> Filler:
        """What has a picture for each of a page's diagrams that can be drawn."""
        texts = {hole.text for slide in slides for hole in slide.holes if hole.kind == "diagram"}
        self._draw(sorted(texts - self._known.keys()))
        return partial(self._figure, Counter[str]())

    def findings(self, deck: Deck, read: Callable[[str], SourceFile | None]) -> Iterator[Finding]:
        """The diagrams that are shown as code, where they stand; of those that nobody drew, the first."""
        sources: dict[str, SourceFile | None] = {}  #: of files that say the word
        for slide in deck.slides:
            path = slide.span.path
            if path not in sources:
                file = read(path)
                sources[path] = file if file and MERMAID in file.text else None
            source = sources[path]
            if source is None and slide.plain:
                continue
            if source is None and slide.source and MERMAID in slide.source.languages:  # of an included file
                source = read(path)
            for text, span in _diagrams(source, slide.source) if source and slide.source else ():
                assert source is not None
                drawing = self._known.get(text)
                if drawing is None and DIAGRAMS in slide.extras and is_installed():
                    yield _in_a_line(source, span)
                elif drawing is None:
                    yield _undrawn(source, span)
                    return
                elif drawing.error:
                    yield _finding(source, span, drawing)

    def _figure(self, count: Counter[str], hole: HtmlHole, holes: Sequence[HtmlHole]) -> Markup | None:
        drawing = self._known.get(hole.text)
        if drawing is None or not drawing.svg:
            return None
        name = _name(hole.text)
        count[name] += 1  # the ids of a page are unique, also when a diagram is shown twice
        svg = drawing.svg.replace(name, f"{name}-{count[name]}")
        title = _TITLE.search(hole.text)
        label = title[1].strip() if title else "Diagram"
        attributes, share = Markup(hole.attributes), self._share(hole, holes)
        return _PICTURE.format(attributes=attributes, share=share, label=label, svg=Markup(svg))

    def _share(self, hole: HtmlHole, holes: Sequence[HtmlHole]) -> str:
        """How much of what each of the slide's diagrams would have is this one's: the high ones have more."""
        texts = [each.text for each in holes if each.kind == "diagram"]
        heights = [self._known[text].height_in(WIDEST) for text in texts if text in self._known]
        if len(heights) < 2 or not all(heights):
            return ""
        own = self._known[hole.text].height_in(WIDEST)
        return _SHARE.format(share=own * len(heights) / sum(heights))

    def _draw(self, texts: list[str]) -> None:
        how = recipe() if texts else ""
        if not how:
            return
        with Artist() as artist:
            for text in texts:
                found = self.remember(f"diagram {how} {text}", partial(_drawn, artist, text))
                self._known[text] = from_bytes(Drawing, found) or artist.draw(text, _name(text))


def _drawn(artist: Artist, text: str) -> bytes:
    return as_bytes(artist.draw(text, _name(text)))


def _name(text: str) -> str:
    """What the ids in a drawing begin with."""
    return "mermaid-" + hashlib.sha256(text.encode()).hexdigest()[:10]


def _diagrams(source: SourceFile, slide: SlideSource) -> Iterator[tuple[str, Span]]:
    """The text of each diagram of a slide, and where it stands."""
    for fence in slide.fences if MERMAID in slide.languages else ():
        is_shown = not fence.in_notes and not fence.in_comment
        if is_shown and fence.language == MERMAID:
            yield fence.text.strip(), fence.text_span
    at = slide.span.start
    for found in html_diagrams(source.slice(slide.span)):
        if not any(fence.span.start <= at + found.start < fence.span.end for fence in slide.fences):
            yield found.text, Span(source.path, at + found.text_start, at + found.text_end)


def _undrawn(source: SourceFile, span: Span) -> Finding:
    if is_installed():
        why, advice = "no page of ours loads mermaid", f"`extras: [{DIAGRAMS}]` in the manifest draws it"
    else:
        why, advice = "what draws it is not installed", install("diagrams")
    message = f"this diagram is shown as code: {why}"
    return source.finding(BROKEN_DIAGRAM, span.start, span.end, message, help=advice)


def _in_a_line(source: SourceFile, span: Span) -> Finding:
    """Of a deck that draws its diagrams: an element amid words is a part of their paragraph."""
    message = "this diagram is shown as code: it stands in a line of text"
    advice = 'let `<pre class="mermaid">` begin a line of its own'
    return source.finding(BROKEN_DIAGRAM, span.start, span.end, message, help=advice)


def _finding(source: SourceFile, span: Span, drawing: Drawing) -> Finding:
    """What is wrong with the diagram at `span`, on the line that mermaid names."""
    lines = source.text[span.start : span.end].splitlines(keepends=True)
    at = min(max(drawing.line, 1), len(lines) or 1) - 1
    start = span.start + sum(map(len, lines[:at]))
    line = lines[at].rstrip("\n") if lines else ""
    message = "mermaid does not understand this diagram: " + drawing.error.strip().splitlines()[0]
    advice = "it is shown as code until it is corrected"
    indent = len(line) - len(line.lstrip())
    return source.finding(BROKEN_DIAGRAM, start + indent, start + len(line), message, help=advice)
