"""Code to HTML: Pygments' token classes, with remark's highlighted lines and spans laid over them.

Knows code, languages and marks. Must not know slides or themes; colours are the theme's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise

from markupsafe import escape
from pygments.lexer import Lexer
from pygments.token import STANDARD_TYPES, Token, _TokenType
from pygments.util import ClassNotFound

from slidegen.memory import remembered
from slidegen.render.lexers import make_lexer

#: remark's highlightSpans: a pair of single backticks on a line; one behind a backslash is itself.
BACKTICKS = re.compile(r"(?<![\\`])`([^`\n]+)`")


_SPECIAL = re.compile("[&<>\"']")

Tokens = Iterator[tuple[_TokenType, str]]  #: Pygments' kinds and texts


@dataclass(frozen=True, slots=True)
class Marks:
    """What in code is a highlight, and not code."""

    lines: bool = False  #: a line that begins with `*`
    spans: re.Pattern[str] | None = None  #: its first group is what stays


@dataclass(frozen=True, slots=True)
class MarkedCode:
    code: str
    lines: frozenset[int]  #: highlighted, from 0
    spans: tuple[tuple[int, int], ...]  #: highlighted, by offsets in `code`


def take_marks(text: str, marks: Marks) -> MarkedCode:
    """`text` without its marks, and what they highlight."""
    lines: frozenset[int] = frozenset()
    if marks.lines:
        text, lines = _take_lines(text)
    if marks.spans is None:
        return MarkedCode(text, lines, ())
    pieces, spans, at, length = [], [], 0, 0
    for match in marks.spans.finditer(text):
        before = _unescape(text[at : match.start()], marks)
        pieces += [before, match[1]]
        length += len(before)
        spans.append((length, length + len(match[1])))
        length += len(match[1])
        at = match.end()
    pieces.append(_unescape(text[at:], marks))
    return MarkedCode("".join(pieces), lines, tuple(spans))


def _take_lines(text: str) -> tuple[str, frozenset[int]]:
    """A star in the first column highlights its line and gives way to a blank (remark's `/^\\*/`)."""
    lines = text.split("\n")
    marked = frozenset(number for number, line in enumerate(lines) if line.startswith("*"))
    return "\n".join(_starless(line) for line in lines), marked


def _starless(line: str) -> str:
    return (
        f" {line[1:]}" if line.startswith("* ") else line.removeprefix("*") if line.startswith("*") else line
    )


def _unescape(text: str, marks: Marks) -> str:
    return text.replace("\\`", "`") if marks.spans is BACKTICKS else text


@remembered
def highlight(code: MarkedCode, language: str) -> str:
    """The inside of `<code>`: escaped text with `span`s for tokens, `mark`s, and highlighted lines."""
    lexer = lexer_for(language)
    tokens = lexer.get_tokens(code.code) if lexer else iter([(Token.Text, code.code)])
    if not code.spans and not code.lines:
        return "".join(_elements(tokens, len(code.code)))
    pieces = _joined_marks(_cut(tokens, code))
    return "".join(_wrap_lines(pieces, code)) if code.lines else "".join(html for html, _ in pieces)


def _elements(tokens: Tokens, end: int) -> Iterator[str]:
    """The tokens of the first `end` characters: without the last newline that Pygments adds."""
    for kind, text in tokens:
        yield _element(text[:end], _class_of(kind))
        end -= len(text)
        if end <= 0:
            return


@cache
def _class_of(kind: _TokenType) -> str:
    """Pygments' short class, inherited from the nearest kind that has one."""
    while kind not in STANDARD_TYPES and kind.parent is not None:
        kind = kind.parent
    return STANDARD_TYPES.get(kind, "")


@dataclass(frozen=True, slots=True)
class _Piece:
    html: str
    mark: int  #: which highlighted span it is part of, -1 for none
    ends_line: bool


def _cut(tokens: Tokens, code: MarkedCode) -> Iterator[_Piece]:
    """Pieces of code, none over the edge of a mark or, where lines are highlighted, of a line."""
    edges = sorted({edge for span in code.spans for edge in span})
    at, mark = 0, 0
    end = len(code.code)
    for kind, text in tokens:
        if at >= end:
            break
        name = _class_of(kind)
        text = text[: end - at]  # Pygments adds a last newline
        inner = [edge - at for edge in edges if at < edge < at + len(text)]
        if code.lines:
            inner += [index + 1 for index, char in enumerate(text) if char == "\n"]
        for low, high in pairwise(sorted({0, *inner, len(text)})):
            position = at + low
            while mark < len(code.spans) and code.spans[mark][1] <= position:
                mark += 1
            marked = mark < len(code.spans) and code.spans[mark][0] <= position
            piece = text[low:high]
            yield _Piece(_element(piece, name), mark if marked else -1, piece.endswith("\n"))
        at += len(text)


def _joined_marks(pieces: Iterator[_Piece]) -> list[tuple[str, bool]]:
    """HTML and whether a line ends there, with one `<mark>` around the pieces of each highlighted span."""
    joined: list[tuple[str, bool]] = []
    for mark, group in groupby(pieces, key=lambda piece: piece.mark):
        if mark == -1:
            joined += [(piece.html, piece.ends_line) for piece in group]
            continue
        for line in _lines_of(group):
            html = "".join(piece.html for piece in line)
            joined.append((f"<mark>{html}</mark>", line[-1].ends_line))
    return joined


def _lines_of(pieces: Iterator[_Piece]) -> Iterator[list[_Piece]]:
    line: list[_Piece] = []
    for piece in pieces:
        line.append(piece)
        if piece.ends_line:
            yield line
            line = []
    if line:
        yield line


def _element(text: str, name: str) -> str:
    safe = str(escape(text)) if _SPECIAL.search(text) else text  # `escape` takes longer than to look
    return f'<span class="{name}">{safe}</span>' if name and text.strip() else safe


def _wrap_lines(pieces: list[tuple[str, bool]], code: MarkedCode) -> Iterator[str]:
    line, number = [], 0
    for html, ends in [*pieces, ("", True)]:
        line.append(html)
        if ends:
            whole = "".join(line)
            yield f'<span class="line-highlighted">{whole}</span>' if number in code.lines else whole
            line, number = [], number + 1


#: Names that authors use and Pygments does not.
_ALIASES = {
    "Dockerfile": "docker",
    "dockerfile": "docker",
    "hcl": "terraform",
    "shell": "bash",
    "jsonpath": "text",
}


@cache
def lexer_for(language: str) -> Lexer | None:
    """Pygments' lexer for the language, None when it has none: the code is shown plain."""
    if not language:
        return None
    try:
        return make_lexer(_ALIASES.get(language, language))
    except ClassNotFound:
        return None
