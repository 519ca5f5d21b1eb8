"""Markdown as MkDocs has it: what an admonition or a tab holds stands four columns in, and is no code.

    !!! note "Nodes"
        ```bash
        kubectl get nodes
        ```

Knows the marks (https://squidfunk.github.io/mkdocs-material/reference/). Must not know what stands in them.
"""

from slidegen import lazy_re as re
from slidegen.source.file import SourceFile
from slidegen.text.front_matter import front_matter_end
from slidegen.text.markup.shown_text import Piece, ShownText

_MARK = re.compile(r"(?:!!!|\?\?\?\+?) ?[a-z][\w -]*+(?:\"[^\"]*\")?|===[+!]? \"[^\"]+\"")
#: Where a line `---` stands, it may be a deck, in which notes begin with question marks.
_MARK_IN_SLIDES = re.compile(r"!!! ?[a-z][\w -]*+(?:\"[^\"]*\")?|===[+!]? \"[^\"]+\"")
_FENCE = re.compile(r"(?P<marks>`{3,}|~{3,})")
#: One stands in each text that has such a block.
_SIGNS = ("!!!", "??? ", "???+", '=== "', '===+ "', '===! "')
_SEPARATOR = re.compile(r"^---?[ \t]*$", re.MULTILINE)
STEP = 4


def as_markdown(text: str) -> ShownText | None:
    """`text` without the margins of its admonitions and tabs; None where it has none."""
    if not any(sign in text for sign in _SIGNS):
        return None
    mark = _MARK_IN_SLIDES if may_be_slides(text) else _MARK
    if not mark.search(text):
        return None
    pieces = _AdmonitionReader(text, mark).read()
    return ShownText(pieces) if len(pieces) > 1 else None


def may_be_slides(text: str) -> bool:
    """Whether a line separates slides in it, or may."""
    return _SEPARATOR.search(text, front_matter_end(SourceFile.from_text("", text))) is not None


class _AdmonitionReader:
    """Moves left what stands in a block, line by line."""

    def __init__(self, text: str, mark: re.Pattern[str]) -> None:
        self.mark = mark
        self.lines = text.splitlines(keepends=True)
        self.text = text
        self.margin = 0
        self.fence = ""  #: the marks that close it
        self.pieces: list[Piece] = []
        self.kept = 0  #: from where on nothing was moved

    def read(self) -> tuple[Piece, ...]:
        at = 0
        for number, line in enumerate(self.lines):
            if line.strip():
                self._line(number, line, at)
            at += len(line)
        self._keep(at)
        return tuple(self.pieces)

    def _line(self, number: int, line: str, at: int) -> None:
        while self.margin and _indent(line) < self.margin:
            self.margin, self.fence = self.margin - STEP, ""
        if self.margin:
            self._keep(at)
            self.pieces.append(Piece("", at, at + self.margin, "markup"))
            self.kept = at + self.margin
        inner = line[self.margin :]
        if self.fence:
            self.fence = "" if inner.strip() == self.fence else self.fence
        elif fence := _FENCE.match(inner.lstrip(" ")):
            self.fence = fence["marks"]
        elif self.mark.fullmatch(inner.rstrip()) and self._holds(number):
            self.margin += STEP

    def _holds(self, number: int) -> bool:
        """Whether what follows the mark stands in it."""
        following = next((line for line in self.lines[number + 1 : number + 5] if line.strip()), "")
        return _indent(following) >= self.margin + STEP

    def _keep(self, end: int) -> None:
        if end > self.kept:
            self.pieces.append(Piece(self.text[self.kept : end], self.kept, end))
        self.kept = end


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
