"""A shell text, read once from the start to the end: lists, blocks and here-documents.

Knows where a command begins. Must not know what a word is made of (`words.py` does), nor the words of a
command in order (`simple.py`), nor any program.
"""

import re
from dataclasses import dataclass

from slidegen.shell.simple import SimpleCommand
from slidegen.shell.syntax import ARITHMETIC, BLANKS, BLANKS_AND_HIGHLIGHTS, OPERATOR, PATTERN
from slidegen.shell.values import Command, Redirection, Scope, Within, Word
from slidegen.shell.variables import LONGEST_VALUE, MOST_EXPANSIONS
from slidegen.shell.words import WordReader

DEEPEST = 40  #: substitutions in substitutions; deeper ones are words


@dataclass(slots=True)
class HereDocument:
    """A here-document whose operator was read and whose lines come after the line end."""

    place: list[Redirection]
    index: int
    delimiter: Word


class Reader(WordReader):
    """One pass over a text. Each method starts at `at` and leaves it behind what it read."""

    def __init__(self, text: str, start: int, end: int, highlights: bool) -> None:
        super().__init__(text, start, end, highlights)
        self.first_only = False
        self.drafts: list[tuple[Command, list[Redirection]]] = []
        self.blanks = BLANKS_AND_HIGHLIGHTS if self.highlights else BLANKS
        self.waiting: list[HereDocument] = []
        self.scope: Scope | None = None
        self.blocks: list[tuple[str, Scope | None]] = []

    # ---- lists
    def read_list(self, stop: str) -> bool:
        """Commands up to `stop`; whether it was there."""
        before = ""
        while True:
            self.skip_blanks()
            if self.at >= self.end:
                return stop == ""
            char = self.text[self.at]
            if char == stop:
                self.at += 1
                return True
            operator = OPERATOR.match(self.text, self.at, self.end)
            if operator is None or self.text.startswith("&>", self.at):
                before = self.read_command(before, stop)
                continue
            before = self.read_operator(operator[0], before)
            if self.is_done(before, stop):
                return True

    def read_operator(self, operator: str, before: str) -> str:
        self.at += len(operator)
        if operator == "\n":
            self.read_here_documents()
            return before if before in ("|", "&&", "||", "|&") else operator
        if operator.startswith((";;", ";&")) and self.in_case:
            self.skip_pattern()
        return operator

    def is_done(self, before: str, stop: str) -> bool:
        return self.first_only and before == "\n" and not stop and not self.blocks and bool(self.drafts)

    def read_command(self, before: str, stop: str) -> str:
        """One simple command, one keyword, or one piece of punctuation that makes no sense here.

        Returns what the next command has to its left: for what follows a keyword that is `before`.
        """
        char = self.text[self.at]
        if char == "(":
            self.read_subshell()
        elif char == ")":
            self.at += 1
        elif not SimpleCommand(self, before, stop).read():
            return before
        return ""

    def read_subshell(self) -> None:
        if arithmetic := ARITHMETIC.match(self.text, self.at, self.end):
            self.at = arithmetic.end()
            return
        self.read_nested("(", 1, ")")

    def read_nested(self, within: Within, opening: int, stop: str) -> None:
        """A list in parentheses. Variables bound in it are unbound after it."""
        start, scope, blocks = self.at, self.scope, self.blocks
        self.at += opening
        if len(self.within) > DEEPEST:
            return
        self.within.append(within)
        self.blocks = []
        if not self.read_list(stop):
            self.unclosed.append(start)
        self.blocks = blocks
        self.within.pop()
        self.scope = scope

    # ---- blocks
    @property
    def in_case(self) -> bool:
        return bool(self.blocks) and self.blocks[-1][0] == "case"

    def open_block(self, keyword: str) -> None:
        self.blocks.append((keyword, self.scope))

    def close_block(self) -> None:
        if self.blocks:
            keyword, scope = self.blocks.pop()
            if keyword == "for":
                self.scope = scope

    def bind(self, name: str, values: tuple[str, ...]) -> None:
        kept = tuple(value for value in values[:MOST_EXPANSIONS] if len(value) <= LONGEST_VALUE)
        self.scope = Scope(name, kept, self.scope)

    def skip_pattern(self) -> None:
        """`a|b)` of a case, unless it is its end."""
        self.skip_blanks_and_lines()
        if self.text.startswith("esac", self.at):
            return
        if pattern := PATTERN.match(self.text, self.at, self.end):
            self.at = pattern.end()

    # ---- blanks and here-documents
    def skip_blanks(self) -> None:
        if blanks := self.blanks.match(self.text, self.at, self.end):
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
        self.waiting.append(HereDocument(redirections, len(redirections) - 1, delimiter))

    def read_here_documents(self) -> None:
        waiting, self.waiting = self.waiting, []
        for document in waiting:
            self.read_here_document(document)

    def read_here_document(self, document: HereDocument) -> None:
        """The lines up to the delimiter. It may be indented: in slides the whole fence often is."""
        word = re.escape(document.delimiter.value)
        delimiter = re.compile(rf"^[^\S\n]*{word}[^\S\n]*$", re.MULTILINE)
        start = self.at
        closing = delimiter.search(self.text, start, self.end)
        body_end = closing.start() if closing else self.end
        if closing is None:
            self.unclosed.append(document.delimiter.start)
        redirection = document.place[document.index]
        document.place[document.index] = Redirection(
            redirection.operator, redirection.target, (start, body_end)
        )
        if not document.delimiter.quoted:
            self.read_substitutions(body_end)
        self.at = closing.end() if closing else self.end

    def read_substitutions(self, end: int) -> None:
        """The `$(…)` in the lines of a here-document, up to `end`."""
        outer_end, self.end = self.end, end
        while (at := self.text.find("$(", self.at, end)) != -1:
            self.at = at
            self.read_dollar()
        self.end = outer_end
