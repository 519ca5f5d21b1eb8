"""Words of shell text: quotes, escapes, expansions, placeholders, and what a word is when all is read.

Knows what a word is made of. Must not know where commands begin: the lists in `$(…)` are read by whoever
reads lists (`reader.py`).
"""

from abc import ABC, abstractmethod
from collections.abc import Callable

from slidegen.shell.syntax import ANSI_QUOTED, ARITHMETIC, IN_DOUBLE_QUOTES, PARAMETER, PLACEHOLDER, PLAIN
from slidegen.shell.values import Within, Word


class WordReader(ABC):
    """One pass over a text, word by word. Each method starts at `at` and leaves it behind what it read."""

    def __init__(self, text: str, start: int, end: int, highlights: bool) -> None:
        self.text = text
        self.at = start
        self.end = self.limit = end
        self.highlights = highlights
        self.apostrophes: set[int] = set()
        self.unclosed: list[int] = []
        self.open_quotes: list[int] = []
        self.within: list[Within] = [""]
        self.no_single_quote_after = self.end
        self.strict = False  #: as a shell reads, not as slides are written
        self.is_cut = False  #: whether a backslash is the last character

    @abstractmethod
    def read_nested(self, within: Within, opening: int, stop: str) -> None:
        """The list in `$(…)`, `<(…)` or backticks, up to `stop`; `opening` is the length of its mark."""

    def read_word(self, stop: str = "") -> Word | None:
        """A word; None where none starts."""
        start, parts, quoted = self.at, list[str](), False
        plain = PLAIN.match(self.text, start, self.end)
        if plain and (plain.end() == self.end or self.text[plain.end()] not in READ):
            self.at = plain.end()  # most words are no more
            return Word(start, self.at, plain[0], plain[0], False)
        while self.at < self.end:
            plain = PLAIN.match(self.text, self.at, self.end)
            if plain:
                parts.append(plain[0])
                self.at = plain.end()
                continue
            char = self.text[self.at]
            if char == stop == "`" or (read := READ.get(char)) is None:
                break
            was = self.at
            part = read(self)
            if self.at == was:
                break
            quoted = quoted or char in "\\'\""
            parts.append(part)
        if self.at == start:
            return None
        raw = self.text[start : self.at]
        raw = raw.rstrip("`") if self.highlights else raw
        return Word(start, start + len(raw), raw, "".join(parts), quoted)

    def take(self, length: int) -> str:
        self.at += length
        return self.text[self.at - length : self.at]

    def read_hash(self) -> str:
        return self.take(1)

    def read_escape(self) -> str:
        """`\\x` is x, a backslash before the line end is nothing, one at the end of the text itself."""
        if self.at + 1 >= self.end:
            self.is_cut = True
            return self.take(1)
        escaped = self.take(2)[1]
        return "" if escaped == "\n" else escaped

    def read_single(self) -> str:
        start = self.at
        closing = -1
        if start not in self.apostrophes and start < self.no_single_quote_after:
            closing = self.text.find("'", start + 1, self.end)
            if closing == -1 and self.end == self.limit:
                self.no_single_quote_after = start
        if closing == -1:
            self.unclosed.append(start)
            return self.take(1)
        self.at = closing + 1
        return self.text[start + 1 : closing]

    def read_double(self) -> str:
        if self.at in self.apostrophes:
            return self.take(1)
        start, parts = self.at, list[str]()
        self.at += 1
        while self.at < self.end:
            if plain := IN_DOUBLE_QUOTES.match(self.text, self.at, self.end):
                parts.append(plain[0])
                self.at = plain.end()
                continue
            char = self.text[self.at]
            if char == '"':
                self.at += 1
                return "".join(parts)
            parts.append(self.read_in_double(char))
        self.open_quotes.append(start)
        return "".join(parts)

    def read_in_double(self, char: str) -> str:
        if char == "$":
            return self.read_dollar(in_double=True)
        if char == "`":
            return self.read_backtick()
        following = self.text[self.at + 1 : self.at + 2]
        return self.read_escape() if following in ('"', "\\", "$", "`", "\n") else self.take(1)

    def read_dollar(self, in_double: bool = False) -> str:
        start = self.at
        following = self.text[start + 1 : start + 2] if start + 1 < self.end else ""
        if following == "'" and not in_double:
            return self.read_ansi_quoted()
        if following == "(":
            if arithmetic := ARITHMETIC.match(self.text, start + 1, self.end):
                return self.take(arithmetic.end() - start)
            self.read_nested("$(", 2, ")")
            return self.text[start : self.at]
        if following == "{" and (parameter := PARAMETER.match(self.text, start, self.end)):
            return self.take(parameter.end() - start)
        return self.take(1)

    def read_ansi_quoted(self) -> str:
        """`$'it\\'s'`; only the `$` where it does not end, and slides mean an apostrophe."""
        if quoted := ANSI_QUOTED.match(self.text, self.at, self.end):
            return self.take(quoted.end() - self.at)[2:-1]
        if self.strict:
            self.unclosed.append(self.at)
            return self.take(2)
        return self.take(1)

    def read_backtick(self) -> str:
        """A highlight in slides: as if it were not there. In shell files a substitution."""
        if self.highlights or self.within[-1] == "`":
            self.at += 1
            return ""
        start = self.at
        self.read_nested("`", 1, "`")
        return self.text[start : self.at]

    def read_angle(self) -> str:
        """A placeholder or a process substitution; nothing for a redirection."""
        if placeholder := PLACEHOLDER.match(self.text, self.at, self.end):
            return self.take(len(placeholder[0]))
        if self.text.startswith(("<(", ">("), self.at) and self.at + 1 < self.end:
            start = self.at
            self.read_nested("<(", 2, ")")
            return self.text[start : self.at]
        return ""


#: How a word goes on, by the character that is not plain. Others end it.
READ: dict[str, Callable[[WordReader], str]] = {
    "\\": WordReader.read_escape,
    "'": WordReader.read_single,
    '"': WordReader.read_double,
    "$": WordReader.read_dollar,
    "`": WordReader.read_backtick,
    "<": WordReader.read_angle,
    ">": WordReader.read_angle,
    "#": WordReader.read_hash,
}
