"""A page that shows slides by remark: what stands in it, read as HTML.

Knows elements and attributes. Must not know JavaScript, CSS or Markdown.
"""

from base64 import b64decode
from contextlib import suppress
from dataclasses import field
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote_to_bytes

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class RemarkPage:
    """What a page holds that becomes part of a deck."""

    title: str
    lang: str
    sources: tuple[tuple[str, str], ...]  #: (id, text) of each `<textarea>`, entities decoded
    scripts: tuple[str, ...]  #: what stands in the page
    script_files: tuple[str, ...]
    styles: tuple[str, ...]
    style_files: tuple[str, ...]


_TEXTAREA = re.compile(r"(?is)<textarea\b(?P<attributes>[^>]*)>(?P<text>.*?)</textarea\s*>")
_DATA = re.compile(r"data:[^,]*?(?P<base64>;base64)?,", re.IGNORECASE)
_ID = re.compile(r"""\bid\s*=\s*["']?([^\s"'>]+)""", re.IGNORECASE)


def read_page(html: str) -> RemarkPage:
    """The parts of the page `html`, whatever is wrong with it."""
    sources: list[tuple[str, str]] = []

    def taken(area: re.Match[str]) -> str:
        name = _ID.search(area["attributes"])
        # Text up to its end tag, whatever it looks like; a newline at its start does not count.
        sources.append((name[1] if name else "", unescape(area["text"]).removeprefix("\n")))
        return ""

    reader = _PageReader()
    reader.feed(_TEXTAREA.sub(taken, html))
    reader.close()
    reader.end_of_text()
    return RemarkPage(
        " ".join(reader.title.split()),
        reader.lang,
        tuple(sources),
        (*reader.scripts, *reader.onload),
        tuple(reader.script_files),
        tuple(reader.styles),
        tuple(reader.style_files),
    )


@dataclass(slots=True)
class _Gathered:
    """An element that is open, hence not frozen."""

    tag: str = ""
    text: list[str] = field(default_factory=list)


class _PageReader(HTMLParser):
    """Texts of `title`, `script` and `style`; the standard library's parser reads the rest."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.lang = ""
        self.scripts: list[str] = []
        self.onload: list[str] = []
        self.script_files: list[str] = []
        self.styles: list[str] = []
        self.style_files: list[str] = []
        self._open = _Gathered()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.lang = values.get("lang", "")
        elif tag == "body" and values.get("onload"):
            self.onload.append(values["onload"])
        elif tag == "link" and "stylesheet" in values.get("rel", "").lower().split():
            self._take_style(values.get("href", ""))
        elif tag == "script" and values.get("src"):
            self.script_files.append(values["src"])
        elif tag in ("title", "style") or (tag == "script" and _is_javascript(values)):
            self._open = _Gathered(tag)

    def _take_style(self, address: str) -> None:
        """A style sheet, which pages that stand alone hold in its address (RFC 2397)."""
        data = _DATA.match(address)
        if data is None:
            self.style_files.append(address)
            return
        raw = unquote_to_bytes(address[data.end() :])
        with suppress(ValueError):
            raw = b64decode(raw) if data["base64"] else raw
        self.styles.append(raw.decode("utf-8", "replace"))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open.tag:
            self.end_of_text()

    def handle_data(self, data: str) -> None:
        if self._open.tag:
            self._open.text.append(data)

    def end_of_text(self) -> None:
        """Put what was gathered in its place."""
        text, tag = "".join(self._open.text), self._open.tag
        if tag == "title":
            self.title = self.title or text
        elif tag == "script":
            self.scripts.append(text)
        elif tag == "style":
            self.styles.append(text)
        self._open = _Gathered()


def _is_javascript(values: dict[str, str]) -> bool:
    kind = values.get("type", "").lower()
    return not kind or "javascript" in kind or kind == "module"
