"""HTML as Markdown: the source of a deck that a page carries along, and the code in it.

    <textarea id="source">…</textarea>      what stands in it
    <pre><code class="language-sh"><b>ls    ```sh
    </b> &amp;&amp; pwd</code></pre>        ls && pwd, and the end of the fence
    <code>ls &lt;dir&gt;</code>             `ls <dir>`
    <a href="https://a.b/c">               https://a.b/c

Knows these elements, comments and entities; tags in code are nothing but `<br>` and others that end a line.
Of the rest only the line ends are left, what it names on other machines, and comments that are ours. Must not
know slides.
"""

from collections.abc import Iterator
from html import unescape

from slidegen import lazy_re as re
from slidegen.text.html_listing import ENTITY, IN_CODE, LINE_TAG, meant_by
from slidegen.text.markup.shown_text import Piece, ShownText
from slidegen.text.references import references_in_html
from slidegen.text.typed.languages import LANGUAGES
from slidegen.text.typed.shown import DOCKERFILE, YAML

#: An element that holds code, or none whatever stands in it.
_ELEMENT = re.compile(
    r"<!--|<(?P<tag>pre|code|kbd|tt|textarea|script|style)\b(?P<attributes>[^<>]*)>",
    re.IGNORECASE,
)
#: remark's source, and the templates of reveal.js.
_DECK = re.compile(
    r"\bid=[\"']?source\b|\bdata-template\b|\btype=[\"']?text/(?:template|(?:x-)?markdown)", re.I
)
_CODE_TAG = re.compile(r"\s*<(?:code|samp)\b[^<>]*>", re.IGNORECASE)
_INLINE = ("code", "kbd", "tt")
_LANGUAGE = re.compile(r"\b(?:language|lang|class)[-:=\"' ]+(?:(?:language|lang)-)?(?P<language>[\w+#-]+)")
_OURS = re.compile(r"<!--\s*slidegen:")
#: A class may be anything; one that names no language says nothing of the code.
_KNOWN = frozenset(
    (*LANGUAGES, *YAML, *DOCKERFILE, "json", "diff", "go", "java", "javascript", "html", "xml")
)
_LINE_ENDS = re.compile(r"\n+")
#: An address that is in Markdown what it is in HTML, with what stands around it.
_ADDRESS = re.compile(r"[^\n](?P<address>https?://[^\s`<>&\"'\\]+)[^\n]")
_TICKS = re.compile(r"`+")


def as_markdown(text: str) -> ShownText:
    """The text by its pieces."""
    page = _Page(text)
    pieces = tuple(page.pieces())
    return ShownText(pieces, _escaped, unescape, tuple(page.verbatim))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class _Page:
    """One page, read from its beginning; `at` is how far its pieces reach."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.unclosed: set[str] = set()  #: what nothing ends any more: it is looked for once
        self.closings: dict[str, tuple[int, int]] = {}  #: the end that was found last, by tag
        self.verbatim: list[tuple[int, int]] = []  #: where an entity is only letters

    def pieces(self) -> Iterator[Piece]:
        while found := _ELEMENT.search(self.text, self.at):
            yield from self._rest(found.start())
            yield from self._element(found)
        yield from self._rest(len(self.text))

    def _rest(self, end: int) -> Iterator[Piece]:
        """What is no code: its line ends, and addresses."""
        for found in self._addresses(end):
            yield from self._line_ends(found.start())
            yield Piece(" ", found.start(), found.start("address"), "markup")
            yield Piece(found["address"], *found.span("address"))
            yield Piece(" ", found.end("address"), found.end(), "markup")
            self.at = found.end()
        yield from self._line_ends(end)

    def _addresses(self, end: int) -> Iterator[re.Match[str]]:
        start = self.at
        if self.text.find("://", start, end) < 0:
            return
        for placed in references_in_html(self.text[start:end]):
            found = _ADDRESS.match(self.text, start + placed.start - 1, end)
            if found and found.end("address") == start + placed.end and found.start() >= self.at:
                yield found

    def _line_ends(self, end: int) -> Iterator[Piece]:
        for found in _LINE_ENDS.finditer(self.text, self.at, end):
            if found.start() > self.at:
                yield Piece("", self.at, found.start(), "markup")
            yield Piece(found[0], *found.span())
            self.at = found.end()
        if end > self.at:
            yield Piece("", self.at, end, "markup")
        self.at = max(self.at, end)

    def _element(self, found: re.Match[str]) -> Iterator[Piece]:
        tag = (found["tag"] or "").lower()
        if not tag:
            yield from self._comment(found)
            return
        closing = self._closing(tag, found.end())
        if closing is None:
            yield from self._rest(found.end())
        elif tag == "pre":
            yield from self._listing(found, *closing)
        elif tag in _INLINE:
            yield from self._inline(found, *closing)
        elif tag in ("textarea", "script") and _DECK.search(found["attributes"]):
            yield from self._rest(found.end())
            yield from self._deck(tag, closing[0])
        else:
            yield from self._rest(closing[1])

    def _closing(self, tag: str, start: int) -> tuple[int, int] | None:
        """Where an element's end stands, and where that ends."""
        if tag in self.unclosed:
            return None
        if self.closings.get(tag, (-1, -1))[0] >= start:
            return self.closings[tag]
        found = re.compile(rf"</{tag}\s*>", re.IGNORECASE).search(self.text, start)
        if found is None:
            self.unclosed.add(tag)
            return None
        self.closings[tag] = found.span()
        return found.span()

    def _deck(self, tag: str, end: int) -> Iterator[Piece]:
        """The Markdown of a deck; in a script no entity means anything."""
        if tag == "script":
            self.verbatim.append((self.at, end))
            return self._plain(end)
        return self._decoded(end)

    def _comment(self, found: re.Match[str]) -> Iterator[Piece]:
        end = self._comment_end(found.end(), len(self.text))
        if _OURS.match(self.text, found.start()):
            yield from self._plain(end)
        else:
            yield from self._rest(end)

    def _comment_end(self, start: int, limit: int) -> int:
        at = -1 if "<!--" in self.unclosed else self.text.find("-->", start)
        if at < 0:
            self.unclosed.add("<!--")
        return start if at < 0 else min(at + 3, limit)

    def _plain(self, end: int) -> Iterator[Piece]:
        if end > self.at:
            yield Piece(self.text[self.at : end], self.at, end)
            self.at = end

    def _decoded(self, end: int) -> Iterator[Piece]:
        """Up to `end`, with what entities stand for."""
        while found := ENTITY.search(self.text, self.at, end):
            yield from self._plain(found.start())
            yield self._entity(found)
        yield from self._plain(end)

    def _entity(self, found: re.Match[str]) -> Piece:
        self.at = found.end()
        meant = meant_by(found[0])
        return Piece(meant, *found.span(), "written" if meant == found[0] else "entity")

    # ---- code
    def _code(self, end: int) -> Iterator[Piece]:
        """Up to `end`, without its tags and comments."""
        while found := IN_CODE.search(self.text, self.at, end):
            yield from self._plain(found.start())
            if found[0].startswith("&"):
                yield self._entity(found)
                continue
            stop = found.end() if found["tag"] else self._comment_end(found.end(), end)
            ends_line = LINE_TAG.match(found[0]) and not self.text.startswith("\n", stop)
            yield Piece("\n" if ends_line else "", self.at, stop, "markup")
            self.at = stop
        yield from self._plain(end)

    def _listing(self, found: re.Match[str], closes: int, end: int) -> Iterator[Piece]:
        inner = _CODE_TAG.match(self.text, found.end(), closes)
        start = inner.end() if inner else found.end()
        tags, self.at = self.text[found.start() : start], start
        code = tuple(self._code(closes))
        shown = "".join(piece.text for piece in code)
        mark = "`" * max((3, *(len(run[0]) + 1 for run in _TICKS.finditer(shown))))
        named = (each["language"].lower() for each in _LANGUAGE.finditer(tags))
        language = next(filter(_KNOWN.__contains__, named), "")
        yield Piece(f"\n{mark}{language}\n", found.start(), start, "markup")
        yield from code
        yield Piece(f"\n{mark}\n", closes, end, "markup")
        self.at = end

    def _inline(self, found: re.Match[str], closes: int, end: int) -> Iterator[Piece]:
        if _ELEMENT.search(self.text, found.end(), closes):  # an element in an element: that inside counts
            yield from self._rest(found.end())
            return
        self.at = found.end()
        code = tuple(self._code(closes))
        shown = "".join(piece.text for piece in code)
        if any("\n" in piece.text for piece in code if piece.kind == "markup"):
            opens, ends = "\n```\n", "\n```\n"
        else:
            opens, ends = " `", "` "
        if "`" in shown or not shown.strip():
            opens = ends = ""
            code = (Piece("\n" * shown.count("\n"), found.end(), closes, "markup"),)
        yield Piece(opens, found.start(), found.end(), "markup")
        yield from code
        yield Piece(ends, closes, end, "markup")
        self.at = end
