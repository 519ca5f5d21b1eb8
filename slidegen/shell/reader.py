"""A shell text, read once from the start to the end: lists of commands, and lists in those.

Knows where a command begins. Must not know what a word is made of (`words.py` does), nor blocks
(`blocks.py`), nor the words of a command in order (`simple.py`), nor any program.
"""

from slidegen.shell.blocks import BlockReader
from slidegen.shell.simple import SimpleCommand
from slidegen.shell.syntax import CONTINUING, OPERATOR
from slidegen.shell.values import Within

DEEPEST = 40  #: substitutions in substitutions; deeper ones are words


class Reader(BlockReader):
    """One pass over a text. Each method starts at `at` and leaves it behind what it read."""

    # ---- lists
    def read_list(self, stop: str) -> bool:
        """Commands up to `stop`; whether it was there."""
        before = ""
        while True:
            self.skip_blanks()
            if self.at >= self.end:
                self.before = before
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
                self.before = before
                return True

    def read_operator(self, operator: str, before: str) -> str:
        self.at += len(operator)
        if operator == "\n":
            self.read_here_documents()
            return before if before in CONTINUING else operator
        if operator.startswith((";;", ";&")) and self.in_case:
            self.skip_pattern()
        return operator

    def is_done(self, before: str, stop: str) -> bool:
        is_open = stop or self.blocks or self.expects_body
        return self.first_only and before == "\n" and self.has_begun and not is_open

    def read_command(self, before: str, stop: str) -> str:
        """One simple command, one keyword, or one piece of punctuation that makes no sense here.

        Returns what the next command has to its left: for what follows a keyword that is `before`.
        """
        char = self.text[self.at]
        self.has_begun = True
        if char == "(":
            self.read_subshell(before)
        elif char == ")":
            self.at += 1
        elif not SimpleCommand(self, before, stop).read():
            return before
        return ""

    def read_nested(self, within: Within, opening: int, stop: str) -> None:
        """A list in parentheses. Variables bound in it are unbound after it."""
        start, scope, blocks, closed = self.at, self.scope, self.blocks, self.closed
        self.at += opening
        if len(self.within) > DEEPEST:
            return
        self.within.append(within)
        self.blocks = []
        if not self.read_list(stop):
            self.unclosed.append(start)
        self.blocks, self.closed = blocks, closed
        self.within.pop()
        self.scope = scope
