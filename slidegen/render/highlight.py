"""Code to HTML: Pygments' token classes, with remark's highlighted lines and spans laid over them, and what
is typed told apart from what is answered.

Knows code, languages and marks. Must not know slides or themes; colours are the theme's.
"""

from collections.abc import Iterator
from functools import cache
from itertools import groupby, pairwise

from markupsafe import escape
from pygments.token import STANDARD_TYPES, Token, _TokenType

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.memory import remembered
from slidegen.render.transcript import CodeRegion, Tokens, lexer_for, regions_of
from slidegen.text.columns import has_columns
from slidegen.text.marks import MarkedCode
from slidegen.text.typed import read_typed

_SPECIAL = re.compile("[&<>\"']")


@remembered
def highlight(code: MarkedCode, language: str, info: str = "") -> str:
    """The inside of `<code>`: escaped text with `span`s for tokens, `mark`s, and highlighted lines.

    In a transcript what is typed, its prompts and the output are `span`s, too: whoever copies need not guess.
    """
    typed = read_typed(code.code, info)
    if typed.is_transcript:
        pieces = [piece for region in regions_of(code.code, typed) for piece in _region(region, code)]
        return "".join(_wrap_lines(pieces, code)) if code.by_line else "".join(html for html, _ in pieces)
    lexer = lexer_for(language)
    tokens = lexer.get_tokens(code.code) if lexer else iter([(Token.Text, code.code)])
    if not code.spans and not code.by_line:
        return "".join(_elements(tokens, len(code.code)))
    pieces = _joined_marks(_cut(tokens, code, 0, len(code.code)))
    return "".join(_wrap_lines(pieces, code)) if code.by_line else "".join(html for html, _ in pieces)


def stands_in_columns(code: str, language: str, info: str = "") -> bool:
    """Whether lines that are folded would say nothing: of an answer, or of text in no language."""
    typed = read_typed(code, info)
    if typed.is_transcript:
        return any(has_columns(code[start:end]) for start, end in typed.output)
    is_text = typed.language.dialect is None and (typed.language.is_linted or lexer_for(language) is None)
    return is_text and not typed.commands and has_columns(code)


def _region(region: CodeRegion, code: MarkedCode) -> list[tuple[str, bool]]:
    """The pieces of a region, as one where the region has a name."""
    pieces = _joined_marks(_cut(iter(region.tokens), code, region.start, region.end))
    if not region.name:
        return pieces
    if not code.by_line:
        return [(_span(region.name, pieces), False)]
    lines, line = list[tuple[str, bool]](), list[tuple[str, bool]]()
    for piece in pieces:
        line.append(piece)
        if piece[1]:
            lines.append((_span(region.name, line), True))
            line = []
    return [*lines, (_span(region.name, line), False)] if line or not pieces else lines


def _span(name: str, pieces: list[tuple[str, bool]]) -> str:
    return f'<span class="{name}">{"".join(html for html, _ in pieces)}</span>'


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


def _cut(tokens: Tokens, code: MarkedCode, at: int, end: int) -> Iterator[_Piece]:
    """Pieces of `code[at:end]`, none over the edge of a mark or, where lines are highlighted, of a line."""
    edges = sorted({edge for span in code.spans for edge in span})
    mark = 0
    for kind, text in tokens:
        if at >= end:
            break
        name = _class_of(kind)
        text = text[: end - at]  # Pygments adds a last newline
        inner = [edge - at for edge in edges if at < edge < at + len(text)]
        if code.by_line:
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


def _row(html: str, number: int, code: MarkedCode) -> str:
    names = ["row"] if code.rows and html else []
    names += ["line-highlighted"] if number in code.lines else []
    return f'<span class="{" ".join(names)}">{html}</span>' if names else html


def _wrap_lines(pieces: list[tuple[str, bool]], code: MarkedCode) -> Iterator[str]:
    line, number = [], 0
    for html, ends in [*pieces, ("", True)]:
        line.append(html)
        if ends:
            whole = "".join(line)
            yield _row(whole, number, code)
            line, number = [], number + 1
