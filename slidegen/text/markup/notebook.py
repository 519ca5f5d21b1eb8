"""A Jupyter notebook as Markdown: its words as they are, and the code in its cells that a shell reads.

    "%%bash\\n",  "kubectl get pods"       a fence of bash; so is all of a cell whose kernel is a shell
    "!kubectl get pods"                   likewise: IPython gives such a line to a shell
    "%%writefile web.yaml\\n", …           a fence of YAML: what the file is, its name says

Knows the format (nbformat 4, and 3, whose cells stand in worksheets), and where in its JSON each letter of a
cell stands. Of other code, outputs and metadata nothing is left. Must not know commands.
"""

import json
from collections.abc import Iterable, Iterator, Mapping

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.text.markup.shown_text import Piece, ShownText

#: A string that nothing ends is one token, too: nobody looks for its end again.
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)|[{}\[\],:]|[^\s"{}\[\],:]++', re.DOTALL)
#: Letters as they are, a letter that JSON writes in another way, and letters outside of the first plane.
_LETTERS = re.compile(r"[^\\]++|(?:\\u[dD][89abAB]\w\w)?\\u[0-9a-fA-F]{4}|\\.", re.DOTALL)
#: Kernels whose cells a shell reads, by what their names hold.
_SHELL = re.compile(r"\b(?P<name>bash|sh|zsh|fish|powershell|pwsh)\b")
_TO_A_SHELL = re.compile(r"%%(?:(?:bash|sh|system|sx)\b|script\s[^\n]*\b(?:ba|z)?sh\b)")
_A_FILE = ("%%writefile ", "%%file ")
_LANGUAGES = {"yaml": "yaml", "yml": "yaml", "sh": "bash", "bash": "bash", "dockerfile": "dockerfile"}
_ASKED = re.compile(r"[ \t]*(?:\w+[ \t]*=[ \t]*)?!!?(?![=!])")
_TICKS = re.compile(r"`+")


@dataclass(frozen=True, slots=True)
class _Text:
    """A string of JSON: `[start, end)` of the file, without its quotes."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a text is no notebook, and where that is seen."""

    message: str
    at: int


def as_markdown(text: str) -> ShownText:
    """The text by its pieces; nothing is shown of what is no notebook, and that where the problem is."""
    pieces = tuple(_Notebook(text).pieces())
    if not any(piece.text for piece in pieces) and (problem := problem_of(text)):
        pieces = (Piece("", 0, problem.at, "markup"), Piece("", problem.at, len(text), "markup"))
    return ShownText(pieces, _escaped, _unescaped)


def problem_of(text: str) -> Problem | None:
    """Why nothing is shown of `text`; None where that is a notebook whose cells say nothing."""
    try:
        root = json.loads(text)
    except json.JSONDecodeError as error:
        return Problem(f"it is no JSON: {error.msg}", error.pos)
    except RecursionError:
        return Problem("it is nested too deeply", 0)
    return None if any(True for _ in _cell_lists(root)) else Problem("it has no cells", 0)


def _cell_lists(root: object) -> Iterator[list[object]]:
    """The list of all cells, or one for each worksheet."""
    if isinstance(root, dict):
        sheets = root.get("worksheets")
        for holder in (root, *(sheets if isinstance(sheets, list) else ())):
            cells = holder.get("cells") if isinstance(holder, dict) else None
            if isinstance(cells, list):
                yield cells


def _escaped(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _unescaped(text: str) -> str:
    """What a part of a string says; as it is written where it is no whole one."""
    try:
        return str(json.loads(f'"{text}"'))
    except ValueError:
        return text


class _Notebook:
    """One notebook, whose cells are taken in order; `at` is how far its pieces reach."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def pieces(self) -> Iterator[Piece]:
        root = _root(self.text)
        language = self._language(root) if isinstance(root, dict) else ""
        for cells in _cell_lists(root):
            for cell in cells:
                if isinstance(cell, dict):
                    yield from self._cell(cell, language)
        yield from self._behind("", len(self.text))

    def _language(self, root: dict[str, object]) -> str:
        """The shell that reads the cells; `` where another program does."""
        said = root.get("metadata")
        for key in ("kernelspec", "language_info"):
            about = said.get(key) if isinstance(said, dict) else None
            for value in about.values() if isinstance(about, dict) else ():
                if isinstance(value, _Text) and (found := _SHELL.search(self._raw(value).lower())):
                    return found["name"]
        return ""

    def _raw(self, part: object) -> str:
        return self.text[part.start : part.end] if isinstance(part, _Text) else ""

    def _cell(self, cell: dict[str, object], language: str) -> Iterator[Piece]:
        said = cell.get("source", cell.get("input"))  # what nbformat 3 calls the source of code
        kind, letters = self._raw(cell.get("cell_type")), self._letters(said)
        if kind == "markdown":
            yield from self._shown(letters, "\n\n", "\n\n")
        for info, code in _typed(letters, language) if kind == "code" else ():
            longest = max((len(run[0]) for run in _TICKS.finditer(_said(code))), default=0)
            mark = "`" * max(3, longest + 1)
            yield from self._shown(code, f"\n\n{mark}{info}\n", f"\n{mark}\n\n")

    def _shown(self, letters: list[Piece], opens: str, closes: str) -> Iterator[Piece]:
        if letters:
            yield from self._behind(opens, letters[0].start)
            for piece in letters:
                yield from self._behind("", piece.start)
                yield piece
                self.at = piece.end
            yield Piece(closes, self.at, self.at + 1, "markup")
            self.at += 1  # the quote that ends the string, or the line end written as `\n`

    def _behind(self, shown: str, start: int) -> Iterator[Piece]:
        if start > self.at:
            yield Piece(shown, self.at, start, "markup")
            self.at = start

    def _letters(self, source: object) -> list[Piece]:
        """What a cell says: one string, or one for each of its lines."""
        parts = source if isinstance(source, list) else [source]
        return [
            Piece(found[0], *found.span())
            if found[0][0] != "\\"
            else Piece(_unescaped(found[0]), *found.span(), "entity")
            for part in parts
            if isinstance(part, _Text)
            for found in _LETTERS.finditer(self.text, part.start, part.end)
        ]


def _said(letters: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in letters)


def _typed(letters: list[Piece], language: str) -> Iterator[tuple[str, list[Piece]]]:
    """The code of a cell that a shell reads, or that becomes a file: its info string, and its letters."""
    said = _said(letters)
    if not said.startswith("%%"):
        lines = list(_lines(letters))
        yield from [(language, letters)] if language else (("bash", order) for order in _orders(lines))
        return
    name = said.partition("\n")[0].rpartition("/")[2].split()[-1:] if said.startswith(_A_FILE) else []
    suffix = name[0].lower().rpartition(".")[2] if name else ""
    info = "bash" if _TO_A_SHELL.match(said) else _LANGUAGES.get(suffix, "")
    if info:
        yield info, [piece for line in list(_lines(letters))[1:] for piece in line]


def _lines(letters: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The letters line by line, each with the line end behind it."""
    line = list[Piece]()
    for piece in letters:
        line.append(piece)
        if piece.text == "\n":
            yield line
            line = []
    if line:
        yield line


def _orders(lines: Iterable[list[Piece]]) -> Iterator[list[Piece]]:
    """The lines of a program that IPython gives to a shell, with those that go on behind a backslash."""
    order = list[Piece]()
    for line in lines:
        head = line[0]
        if order:
            order += line
        elif asked := _ASKED.match(head.text):
            at = asked.end()
            order = [Piece(head.text[at:], head.start + at, head.end), *line[1:]]
        if order and not _said(line).endswith("\\\n"):
            yield order
            order = []
    if order:
        yield order


def _root(text: str) -> object:
    """The value that JSON says, with the places of its texts; None for what is no JSON."""
    root: list[object] = []
    stack = [_Holder(root)]
    for found in _TOKEN.finditer(text):
        sign = found[0]
        if sign in _ENDS:
            stack.pop()
            if not stack:
                return None
        elif sign not in ",:":
            value = _OPENS[sign]() if sign in _OPENS else _value(found)
            stack[-1].take(value, text)
            if isinstance(value, list | dict):
                stack.append(_Holder(value))
    return root[0] if len(root) == 1 and len(stack) == 1 else None


_OPENS: Mapping[str, type[list[object]] | type[dict[str, object]]] = {"[": list, "{": dict}
_ENDS = "]}"


def _value(token: re.Match[str]) -> _Text | None:
    return _Text(token.start() + 1, token.end() - 1) if token[0][0] == '"' else None


class _Holder:
    """A list or an object that is being read. In an object each other value is a key."""

    def __init__(self, value: list[object] | dict[str, object]) -> None:
        self.value = value
        self.key: str | None = None

    def take(self, value: object, text: str) -> None:
        if isinstance(self.value, list):
            self.value.append(value)
        elif self.key is None:
            self.key = text[value.start : value.end] if isinstance(value, _Text) else ""
        else:
            self.value[self.key] = value
            self.key = None
