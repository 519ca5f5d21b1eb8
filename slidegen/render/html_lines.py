"""The words of HTML, line by line, as the list of decks and the names of slides want them.

Knows which elements are a line, and which stand beside a slide's text. Must not know slides.
"""

from html.parser import HTMLParser

from slidegen.deck.syntax.html_block import VOID

#: Elements that are a line, and those whose text is none.
_LINES = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "div"))
_NO_TEXT = frozenset(("script", "style"))
_BESIDE = frozenset(("nav", "footnote", "debug"))  #: classes of what a slide says beside its text


class LineReader(HTMLParser):
    """Reads what the lines of a slide say, without what stands beside them, and what pictures are called."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.shown: list[str] = []  #: what pictures, drawings and films are said to show
        self._said: list[str] = []
        self._left_out: list[str] = []  #: the element that is not said, and those of its name in it
        self.feed(html)
        self.close()
        self._end_line()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if self._left_out:
            self._left_out += [tag] if tag == self._left_out[0] else []
            return
        self.shown += filter(None, [attributes.get("alt") or attributes.get("aria-label")])
        if tag in VOID:
            self._said.append(" " if tag == "br" else "")
        elif tag in _NO_TEXT or not _BESIDE.isdisjoint((attributes.get("class") or "").split()):
            self._left_out.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._left_out:
            self._left_out = self._left_out[tag == self._left_out[0] :]
        elif tag in _LINES:
            self._end_line()

    def handle_data(self, data: str) -> None:
        self._said += [] if self._left_out else [data]

    def _end_line(self) -> None:
        if line := " ".join("".join(self._said).split()):
            self.lines.append(line)
        self._said = []
