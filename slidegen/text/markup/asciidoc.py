"""AsciiDoc as Markdown: listing and literal blocks become fences, their language the info string.

    [source,bash]      ```bash
    ----
    kubectl get nodes  kubectl get nodes
    ----               ```

Knows block attributes, delimited blocks, callouts and comments (https://docs.asciidoctor.org). Must not know
what stands in a block. A listing without delimiters ends with its paragraph. What is included stands in a
file of its own, which is read by itself.
"""

from dataclasses import field
from typing import Literal

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.text.markup.shown_text import Piece, PieceKind, ShownText

_Block = Literal["none", "code", "comment", "paragraph"]
_MARK = "````"

_ATTRIBUTES = re.compile(r"\[[^\]\n]*\][ \t]*")
_SOURCE = re.compile(r"\[[^,\]]*+,[ \t]*+(?:language=)?[\"']?(?P<language>[\w+#-]+)[\"']?[ \t]*[,\]]")
_IS_SOURCE = re.compile(r"\[[ \t]*(?:source\b|,)")
_IS_LITERAL = re.compile(r"\[[ \t]*(?:listing|literal)\b")
#: What ends a paragraph beside a blank line: the delimiters of other blocks, and what continues a list.
_BLOCK = re.compile(r"(?:={4,}|\*{4,}|_{4,}|\+{4,}|\+|--|\|===)[ \t]*")
#: https://docs.asciidoctor.org/asciidoc/latest/directives/include/ and its conditional siblings
_PREPROCESSOR = re.compile(r"\\?(?:include|ifdef|ifndef|ifeval|endif)::[^\[\n]*\[.*\][ \t]*")
_VERBATIM = re.compile(r"(?:-{4,}|\.{4,})[ \t]*")
_FENCE = re.compile(r"```+[\w+#-]*[ \t]*")
_COMMENTED = re.compile(r"/{4,}[ \t]*")
_LANGUAGE = re.compile(r"^:source-language:[ \t]+([\w+#-]+)", re.MULTILINE)
#: A number behind a line of code that the text below explains; XML and shell comments may hold it.
_CALLOUT = re.compile(r"(?:(?:#|//|--)[ \t]{0,20})?<(?:!--)?(?:\d{1,9}|\.)(?:--)?>\Z")
_LONGEST_CALLOUT = 40  #: characters
_OURS = re.compile(r"//\s*slidegen:")
_HEADING = re.compile(r"={1,6}(?=[ \t])")
_PASSED = re.compile(r"`\+(?P<code>[^`+\n]+)\+`")


def as_markdown(text: str) -> ShownText:
    """The text by its pieces."""
    return _read(text).shown(len(text))


def listings(text: str) -> tuple[tuple[int, str], ...]:
    """Where the listings begin whose language is said, by a block or for all, and that language."""
    return tuple((at, language) for at, language in _read(text).listings if language)


def _read(text: str) -> "_Reader":
    named = _LANGUAGE.search(text)
    reader = _Reader(named[1] if named else "")
    for line in text.split("\n"):
        reader.take(line)
    return reader


@dataclass(slots=True)
class _Reader:
    """Lines in, pieces out, hence not frozen; it waits for the block that attributes stand above."""

    default: str
    pieces: list[Piece] = field(default_factory=list)
    at: int = 0  #: how far the pieces reach
    closing: str = ""  #: what ends the block that is open, `` for a paragraph
    block: _Block = "none"
    waiting: int | None = None  #: which of the pieces names the next block's language
    language: str = ""
    listings: list[tuple[int, str]] = field(default_factory=list)  #: where each begins, and its language

    def take(self, line: str) -> None:
        if self.block == "paragraph" and not _goes_on(line):
            self._end_paragraph()
        if self.block in ("code", "comment"):
            self._inside(line)
        elif self.block == "paragraph":
            self._code(line)
        else:
            self._outside(line)

    def shown(self, length: int) -> ShownText:
        """All pieces; the last line has no end, but where the end of a fence follows."""
        last = self.pieces[-1]
        self.pieces[-1] = Piece(last.text[:-1], last.start, length, last.kind)
        if self.block == "paragraph":
            self.pieces.append(Piece(f"\n{_MARK}", length, length, "markup"))
        return ShownText(tuple(self.pieces))

    # ---- pieces
    def _put(self, line: str, shown: str | None = None) -> None:
        """The line, or what is shown for it, with its end."""
        end, shown = self.at + len(line) + 1, line if shown is None else shown
        kind: PieceKind = "written" if len(shown) == len(line) else "markup"
        self.pieces.append(Piece(f"{shown}\n", self.at, end, kind))
        self.at = end

    def _code(self, line: str) -> None:
        """A line of code, without what only AsciiDoc reads in it."""
        if _PREPROCESSOR.fullmatch(line):
            self._put(line, "")
            return
        kept = len(_without_callouts(line))
        if kept == len(line):
            self._put(line)
            return
        self.pieces.append(Piece(line[:kept], self.at, self.at + kept))
        self.at += kept
        self._put(line[kept:], "")

    def _end_paragraph(self) -> None:
        self.pieces.append(Piece(f"{_MARK}\n", self.at, self.at, "markup"))
        self.block = "none"

    # ---- lines
    def _inside(self, line: str) -> None:
        if line.rstrip() == self.closing:
            self._put(line, _marks(self.closing) if self.block == "code" else "")
            self.closing, self.block = "", "none"
        elif self.block == "code":
            self._code(line)
        else:
            self._put(line, "")

    def _outside(self, line: str) -> None:
        if _VERBATIM.fullmatch(line) or _FENCE.fullmatch(line):
            self._open(line)
        elif _COMMENTED.fullmatch(line):
            self.closing, self.block = line.rstrip(), "comment"
            self._put(line, "")
        elif _ATTRIBUTES.fullmatch(line):
            self._attributes(line)
        elif (line.startswith("//") and not _OURS.match(line)) or line.rstrip() == "--":
            self._put(line, "")
        elif line.startswith(".") and self.waiting is not None:
            self._put(line, "")  # a block's title, between its attributes and it
        elif self.waiting is not None and _goes_on(line):
            self._name(self.waiting, _MARK)
            self.block, self.waiting = "paragraph", None
            self._code(line)
        else:
            self.waiting = None if line.strip() else self.waiting
            self._put(line, _prose(line))

    def _attributes(self, line: str) -> None:
        if _IS_SOURCE.match(line):
            found = _SOURCE.match(line)
            self.language = found["language"] if found else self.default
            self.waiting = len(self.pieces)
        elif _IS_LITERAL.match(line):
            self.language, self.waiting = "", len(self.pieces)
        self._put(line)

    def _open(self, line: str) -> None:
        """The fence opens where its language is named."""
        self.block = "code"
        if line.startswith("`"):
            self.closing = "`" * (len(line) - len(line.lstrip("`")))
            self.listings.append((self.at, line.strip("` \t")))
            self._put(line)
        elif self.waiting is None:
            self.closing = line.rstrip()
            self._put(line, _marks(self.closing))
        else:
            self.closing = line.rstrip()
            self._name(self.waiting, _marks(self.closing))
            self._put(line, "")
        self.waiting = None

    def _name(self, number: int, mark: str) -> None:
        """Let the fence begin with the attributes that name its language."""
        named = self.pieces[number]
        self.listings.append((named.start, self.language))
        self.pieces[number] = Piece(f"{mark}{self.language}\n", named.start, named.end, "markup")


def _goes_on(line: str) -> bool:
    """Whether a listing without delimiters goes on with this line."""
    ends = (_VERBATIM, _COMMENTED, _ATTRIBUTES, _BLOCK)
    return bool(line.strip()) and not any(end.fullmatch(line) for end in ends)


def _prose(line: str) -> str:
    """A line of prose in Markdown, as long."""
    if heading := _HEADING.match(line):
        line = "#" * heading.end() + line[heading.end() :]
    return _PASSED.sub(lambda code: f"` {code['code']} `", line)


def _marks(delimiter: str) -> str:
    """A delimiter as marks of a fence, as many."""
    return "`" * len(delimiter)


def _without_callouts(line: str) -> str:
    """The line up to the callouts at its end."""
    end = len(line.rstrip(" \t"))
    first = end
    while found := _CALLOUT.search(line, max(0, end - _LONGEST_CALLOUT), end):
        end = len(line[: found.start()].rstrip(" \t"))
    return line if end == first else line[:end]
