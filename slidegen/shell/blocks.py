"""What stands around the words of shell text: blanks, blocks with their variables, here-documents.

Knows what opens and closes a block. Must not know commands.
"""

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.shell.expansion import LONGEST_VALUE, MOST_EXPANSIONS
from slidegen.shell.syntax import ARITHMETIC, BLANKS, BLANKS_AND_HIGHLIGHTS, PIPES
from slidegen.shell.values import Redirection, Scope, ShellCommand, Word
from slidegen.shell.words import WordReader


@dataclass(slots=True)
class HereDocument:
    """A here-document whose operator was read and whose lines come after the line end.

    Not frozen: its redirection is put right when they have come.
    """

    place: list[Redirection]
    index: int
    delimiter: Word
    tabs: bool  #: `<<-`: tabs before the delimiter do not count


class BlockReader(WordReader):
    """A reader of words that knows the blocks it is in. Each method leaves `at` behind what it read."""

    def __init__(self, text: str, start: int, end: int, highlights: bool) -> None:
        super().__init__(text, start, end, highlights)
        self.first_only = False
        self.has_begun = False  #: whether a command, or a part of one, has been read
        self.expects_body = False  #: of a function, behind its name
        self.before = ""  #: the operator that was read last, at the level of the text itself
        self.drafts: list[tuple[ShellCommand, list[Redirection]]] = []
        self.blanks = BLANKS_AND_HIGHLIGHTS if self.highlights else BLANKS
        self.waiting: list[HereDocument] = []
        self.here_documents: list[tuple[int, int, int]] = []  #: those that end
        self.missing: list[str] = []  #: the delimiters of here-documents that do not end
        self.scope: Scope | None = None
        self.blocks: list[tuple[str, Scope | None, int]] = []
        self.closed: tuple[int, int] | None = None  #: the compound that ends here
        self.fed: list[tuple[int, int]] = []  #: the compounds that are given what they read

    def read_subshell(self, before: str = "") -> None:
        self.expects_body = False
        if arithmetic := ARITHMETIC.match(self.text, self.at, self.end):
            self.at = arithmetic.end()
            return
        start = self.at
        self.read_nested("(", 1, ")")
        self.closed = (start, self.at)
        if before in PIPES:
            self.feed()

    def feed(self) -> None:
        """What the compound that ends here reads comes from a file, a here-document or a pipe."""
        if self.closed is not None:
            self.fed.append(self.closed)

    # ---- blocks
    @property
    def in_case(self) -> bool:
        return bool(self.blocks) and self.blocks[-1][0] == "case"

    def open_block(self, keyword: str, start: int) -> None:
        self.expects_body = False
        self.blocks.append((keyword, self.scope, start))

    def close_block(self) -> None:
        if self.blocks:
            keyword, scope, start = self.blocks.pop()
            self.closed = (start, self.at)
            if keyword == "for":
                self.scope = scope

    def bind(self, name: str, values: tuple[str, ...]) -> None:
        kept = tuple(value for value in values[:MOST_EXPANSIONS] if len(value) <= LONGEST_VALUE)
        self.scope = Scope(name, kept, self.scope)

    def skip_pattern(self) -> None:
        """`a|b)` of a case, unless it is its end; a line without the `)` is left as it is."""
        self.skip_blanks_and_lines()
        if self.text.startswith("esac", self.at):
            return
        start, depth = self.at, 0
        self.at += self.text.startswith("(", self.at)
        while self.at < self.end and self.text[self.at] != "\n":
            char = self.text[self.at]
            if char == ")" and depth == 0:
                self.at += 1
                return
            if char in "()" or self.read_word() is None:
                depth += {"(": 1, ")": -1}.get(char, 0)
                self.at += 1
        self.at = start

    # ---- blanks and here-documents
    def skip_blanks(self) -> None:
        if self.at >= self.end:
            return
        first = self.text[self.at]
        if (first.isspace() or first in "\\`") and (
            blanks := self.blanks.match(self.text, self.at, self.end)
        ):
            self.at = blanks.end()
        if self.text.startswith("#", self.at) and self.at < self.end:
            line_end = self.text.find("\n", self.at, self.end)
            self.at = self.end if line_end == -1 else line_end

    def skip_blanks_and_lines(self) -> None:
        while True:
            start = self.at
            self.skip_blanks()
            if self.at < self.end and self.text[self.at] == "\n":
                self.at += 1
                self.read_here_documents()
            if self.at == start:
                return

    def expect_here_document(self, redirections: list[Redirection], delimiter: Word) -> None:
        """The last of `redirections` gets its lines behind the line end."""
        tabs = redirections[-1].operator.endswith("-")
        self.waiting.append(HereDocument(redirections, len(redirections) - 1, delimiter, tabs))

    def read_here_documents(self) -> None:
        waiting, self.waiting = self.waiting, []
        for document in waiting:
            self.read_here_document(document)

    def read_here_document(self, document: HereDocument) -> None:
        """The lines up to the delimiter."""
        start = self.at
        closing = self.delimiter(document).search(self.text, start, self.end)
        body_end = closing.start() if closing else self.end
        if closing is None:
            self.unclosed.append(document.delimiter.start)
            self.missing.append(document.delimiter.value)
        else:
            self.here_documents.append((document.delimiter.start, start, body_end))
        redirection = document.place[document.index]
        document.place[document.index] = Redirection(
            redirection.operator, redirection.target, (start, body_end)
        )
        if not document.delimiter.quoted:
            self.read_substitutions(body_end)
        self.at = closing.end() if closing else self.end

    def delimiter(self, document: HereDocument) -> re.Pattern[str]:
        """The line that ends it. It may be indented: in slides the whole fence often is."""
        word = re.escape(document.delimiter.value)
        if self.strict:
            return re.compile(("^\t*" if document.tabs else "^") + word + "$", re.MULTILINE)
        return re.compile(rf"^[^\S\n]*{word}[^\S\n]*$", re.MULTILINE)

    def read_substitutions(self, end: int) -> None:
        """The `$(…)` in the lines of a here-document, up to `end`."""
        outer_end, self.end = self.end, end
        while (at := self.text.find("$(", self.at, end)) != -1:
            self.at = at
            self.read_dollar()
        self.end = outer_end
