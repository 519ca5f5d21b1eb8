"""A simple command being read: its words, assignments and redirections, and the keywords before it.

Knows the order in which these stand. Must not know how a word is read (`words.py` does).
"""

from slidegen.shell.blocks import BlockReader
from slidegen.shell.expansion import braces, expand
from slidegen.shell.syntax import (
    ARITHMETIC,
    ASSIGNMENT,
    BETWEEN,
    CLOSERS,
    COMPOUND,
    MAY_END,
    OPENERS,
    OPERATOR,
    PLACEHOLDER,
    REDIRECTION,
)
from slidegen.shell.values import Redirection, ShellCommand, Word


class SimpleCommand:
    """One command being read: words gather until an operator, a line end or a closing parenthesis."""

    def __init__(self, reader: BlockReader, before: str, stop: str) -> None:
        self.reader = reader
        self.before = before
        self.stop = stop
        self.start = reader.at
        self.words: list[Word] = []
        self.assignments: list[Word] = []
        self.redirections: list[Redirection] = []
        self.is_closer = False  #: after `done` and friends only redirections follow

    def read(self) -> bool:
        """Whether a command stood here; False after a keyword."""
        reader = self.reader
        while True:
            reader.skip_blanks()
            if self.is_at_end() or not self.read_one():
                break
        if reader.strict and self.is_test:
            reader.unclosed.append(self.start)
        if self.is_closer or not (self.words or self.assignments):
            if any(each.feeds for each in self.redirections):
                reader.feed()
            return self.is_closer
        self.keep()
        return True

    def is_at_end(self) -> bool:
        reader = self.reader
        if reader.at >= reader.end:
            return True
        char = reader.text[reader.at]
        if char not in MAY_END:
            return False
        if self.stop == "`" == char:
            return True
        if self.is_test:
            return char == "\n" and not self.goes_on
        if char == "\n":
            return True
        return char in ";|)" or (char == "&" and not reader.text.startswith("&>", reader.at))

    @property
    def is_test(self) -> bool:
        """Whether a `[[` waits for its `]]`."""
        return bool(self.words) and self.words[0].value == "[[" and self.words[-1].value != "]]"

    @property
    def goes_on(self) -> bool:
        """Whether a `[[ … ]]` goes on in the next line: in a shell always, in slides behind an operator."""
        reader = self.reader
        return reader.strict or reader.text.endswith(("&&", "||"), 0, reader.at)

    def read_one(self) -> bool:
        """One word, redirection or keyword; False when the command is over."""
        reader = self.reader
        if reader.text[reader.at] == "(":
            return self.read_parenthesis()
        if self.read_redirection():
            return True
        word = reader.read_word(self.stop)
        if word is None:
            reader.at += 1
            return True
        if self.is_timed and word.value in COMPOUND:
            self.words.clear()
        if not self.words and ASSIGNMENT.match(word.raw):
            self.assignments.append(word)
            self.bind(word)
        elif self.words or word.quoted:
            self.words.append(word)
        else:
            return self.read_first(word)
        return True

    def read_first(self, word: Word) -> bool:
        """The word in command position: a keyword, or the command's name."""
        if self.assignments:
            self.words.append(word)
        elif word.value in BETWEEN:
            return False
        elif word.value in OPENERS:
            self.open_block(word.value)
            return False
        elif word.value in CLOSERS:
            self.reader.close_block()
            self.is_closer = True
        elif word.value in ("for", "select"):
            self.read_for()
            return False
        elif word.value == "case":
            self.read_case()
            return False
        elif word.value == "function":
            self.reader.skip_blanks()
            self.reader.read_word()
            self.skip_function_parentheses()
            self.reader.expects_body = True
            return False
        else:
            self.words.append(word)
        return True

    # ---- keywords
    def open_block(self, keyword: str) -> None:
        self.reader.open_block(keyword, self.start)

    def read_for(self) -> None:
        """`for NAME in WORDS`, up to the `;` or line end before `do`."""
        reader = self.reader
        reader.skip_blanks()
        if arithmetic := ARITHMETIC.match(reader.text, reader.at, reader.end):
            reader.at = arithmetic.end()
            self.open_block("for")
            return
        name = reader.read_word()
        reader.skip_blanks_and_lines()
        values = list[str]()
        was = reader.at
        keyword = reader.read_word()
        if keyword is not None and keyword.value == "in":
            values = self.read_values()
        else:
            reader.at = was
        self.open_block("for")
        if name is not None:
            reader.bind(name.value, tuple(values))

    def read_values(self) -> list[str]:
        reader, values = self.reader, list[str]()
        while True:
            reader.skip_blanks()
            word = reader.read_word(self.stop)
            if word is None:
                return values
            values.extend(braces(word.value))

    def read_case(self) -> None:
        reader = self.reader
        reader.skip_blanks()
        reader.read_word()
        reader.skip_blanks_and_lines()
        was = reader.at
        keyword = reader.read_word()
        if keyword is None or keyword.value != "in":
            reader.at = was
            return
        self.open_block("case")
        reader.skip_pattern()

    # ---- parentheses
    def read_parenthesis(self) -> bool:
        reader = self.reader
        if self.is_array:
            self.read_array()
            return True
        if len(self.words) == 1 and self.skip_function_parentheses():
            self.words.clear()
            reader.expects_body = True
            return False
        if not self.assignments and (not self.words or self.is_timed):
            self.words.clear()
            reader.read_subshell()
            return False
        reader.at += 1
        return True

    @property
    def is_array(self) -> bool:
        """Whether the parenthesis is that of `x=(` or `declare -a x=(`."""
        last = (self.words or self.assignments)[-1:]
        return bool(last) and last[0].end == self.reader.at and last[0].raw.endswith("=")

    @property
    def is_timed(self) -> bool:
        return len(self.words) == 1 and self.words[0].value == "time"

    def read_array(self) -> None:
        reader, start = self.reader, self.reader.at
        reader.at += 1
        while True:
            reader.skip_blanks_and_lines()
            if reader.at >= reader.end:
                reader.unclosed.append(start)
                return
            if reader.text[reader.at] == ")":
                reader.at += 1
                return
            if reader.read_word() is None:
                reader.at += 1

    def skip_function_parentheses(self) -> bool:
        reader = self.reader
        reader.skip_blanks()
        if reader.text.startswith("()", reader.at):
            reader.at += 2
            return True
        return False

    # ---- redirections, assignments
    def read_redirection(self) -> bool:
        reader = self.reader
        first = reader.text[reader.at]  # a pattern for each word takes four times as long
        if first not in "<>&" and not first.isdecimal():
            return False
        found = REDIRECTION.match(reader.text, reader.at, reader.end)
        if not found or self.is_word_after_all():
            return False
        reader.at = found.end()
        operator = found[0]
        if not operator.endswith(">&") or not reader.text.startswith("-", reader.at):
            reader.skip_blanks()
        target = reader.read_word(self.stop)
        self.redirections.append(Redirection(operator, target))
        if operator.lstrip("0123456789") in ("<<", "<<-") and target is not None:
            reader.expect_here_document(self.redirections, target)
        return True

    def is_word_after_all(self) -> bool:
        reader = self.reader
        if reader.text.startswith(("<(", ">("), reader.at):
            return True
        return PLACEHOLDER.match(reader.text, reader.at, reader.end) is not None

    def bind(self, word: Word) -> None:
        name, _, value = word.value.partition("=")
        if "$(" not in value and "`" not in word.raw:
            self.reader.bind(name, expand(value, self.reader.scope))
        else:
            self.reader.bind(name, ())

    def keep(self) -> None:
        reader = self.reader
        reader.expects_body, reader.closed = False, None
        last = max(
            [w.end for w in (*self.words, *self.assignments)]
            + [r.target.end for r in self.redirections if r.target is not None]
        )
        operator = OPERATOR.match(reader.text, reader.at, reader.end)
        command = ShellCommand(
            self.start,
            last,
            tuple(self.words),
            tuple(self.assignments),
            (),
            self.before,
            operator[0] if operator else "",
            reader.within[-1],
            reader.scope,
        )
        reader.drafts.append((command, self.redirections))
