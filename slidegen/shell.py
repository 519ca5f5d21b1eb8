"""Shell text as slides write it, split into commands of words that know where they stand.

No shell's own parser accepts slides: `<placeholders>`, here-documents that never end, apostrophes in
half a sentence, backtick pairs that highlight. This one takes any text, never raises, and reads each
character a bounded number of times. What it does not understand becomes words.

Knows POSIX shell and bash syntax. Must not know any program, Markdown, or files.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Backticks: TypeAlias = Literal["highlight", "substitution"]
Within: TypeAlias = Literal["", "$(", "(", "<(", "`"]


@dataclass(frozen=True, slots=True)
class Word:
    """One word, `[start, end)` in the text that was read."""

    start: int
    end: int
    raw: str  #: as written
    value: str  #: without quotes, escapes and highlights; `$X` and `$(…)` stay as written
    quoted: bool  #: whether any part of it was quoted or escaped


@dataclass(frozen=True, slots=True)
class Redirection:
    """`2>&1`, `< file`, `<<EOF`."""

    operator: str  #: with its file descriptor
    target: Word | None  #: None when the text ends before it
    body: tuple[int, int] | None = None  #: of a here-document: its lines, without the closing one


@dataclass(frozen=True, slots=True)
class Scope:
    """What a variable may be from here on: the newest binding first."""

    name: str
    values: tuple[str, ...]
    parent: "Scope | None"


@dataclass(frozen=True, slots=True)
class Command:
    """A simple command: its words, and what stands around them."""

    start: int
    end: int
    words: tuple[Word, ...]
    assignments: tuple[Word, ...]  #: `A=b` before the first word (or alone)
    redirections: tuple[Redirection, ...]
    before: str  #: the operator to its left: ``, `|`, `&&`, `||`, `;`, `&`, newline
    after: str  #: the operator to its right
    within: Within  #: the innermost substitution or subshell it stands in
    scope: Scope | None

    @property
    def name(self) -> str:
        return self.words[0].value if self.words else ""


@dataclass(frozen=True, slots=True)
class Script:
    """What `read_shell` made of a text."""

    commands: tuple[Command, ...]  #: in the order in which they start
    end: int  #: how far it read: the whole text, unless asked for one command
    unclosed: tuple[int, ...]  #: where a quote, substitution, block or here-document opens and never closes


def read_shell(
    text: str,
    start: int = 0,
    end: int | None = None,
    *,
    backticks: Backticks = "highlight",
    first_only: bool = False,
) -> Script:
    """The commands of `text[start:end]`. With `first_only` up to the first line end that ends a command.

    A quote that never closes is taken for an apostrophe, and the text is read once more.
    """
    apostrophes: set[int] = set()
    for _ in range(MOST_READINGS):
        reader = _Reader(text, start, len(text) if end is None else end, backticks == "highlight")
        reader.first_only = first_only
        reader.apostrophes = apostrophes
        reader.read_list("")
        if not reader.open_quotes:
            break
        apostrophes.add(min(reader.open_quotes))
    commands = sorted(reader.drafts, key=lambda draft: (draft[0].start, -draft[0].end))
    unclosed = sorted({*reader.unclosed, *apostrophes})
    return Script(tuple(finished(*draft) for draft in commands), reader.at, tuple(unclosed))


def finished(command: Command, redirections: list[Redirection]) -> Command:
    """`command` with its redirections, whose here-documents come only after its line."""
    return replace(command, redirections=tuple(redirections)) if redirections else command


def moved(script: Script, by: int) -> Script:
    """`script` as if its text began `by` characters later."""

    def word(each: Word) -> Word:
        return replace(each, start=each.start + by, end=each.end + by)

    def redirection(each: Redirection) -> Redirection:
        body = (each.body[0] + by, each.body[1] + by) if each.body else None
        return replace(each, target=word(each.target) if each.target else None, body=body)

    commands = tuple(
        replace(
            each,
            start=each.start + by,
            end=each.end + by,
            words=tuple(map(word, each.words)),
            assignments=tuple(map(word, each.assignments)),
            redirections=tuple(map(redirection, each.redirections)),
        )
        for each in script.commands
    )
    return Script(commands, script.end + by, tuple(at + by for at in script.unclosed))


def values_of(scope: Scope | None, name: str) -> tuple[str, ...]:
    """What variable `name` may be; nothing when the text does not say."""
    for _ in range(MOST_BINDINGS):
        if scope is None:
            return ()
        if scope.name == name:
            return scope.values
        scope = scope.parent
    return ()


def expand(text: str, scope: Scope | None) -> tuple[str, ...]:
    """`text` with its variables replaced, once for each value that a loop gives them."""
    found = [text]
    if len(text) > LONGEST_VALUE:
        return (text,)
    for name in dict.fromkeys(match[1] or match[2] for match in VARIABLE.finditer(text)):
        if values := values_of(scope, name):
            pattern = re.compile(rf"\$(?:{name}(?!\w)|\{{{name}\}})")
            found = [
                pattern.sub(lambda _, value=value: value, one)  # type: ignore[misc]
                for one in found
                for value in values
            ][:MOST_EXPANSIONS]
    return tuple(found)


MOST_READINGS = 4
MOST_BINDINGS = 200
MOST_EXPANSIONS = 100
LONGEST_VALUE = 400
DEEPEST = 40  #: substitutions in substitutions; deeper ones are words

VARIABLE = re.compile(r"\$(?:(\w+)|\{(\w+)\})")
PLAIN = re.compile(r"[^\s\\'\"$`<>|&;()#]+")
IN_DOUBLE_QUOTES = re.compile(r'[^"\\$`]+')
BLANKS = re.compile(r"(?:[^\S\n]|\\\n)+")
BLANKS_AND_HIGHLIGHTS = re.compile(r"(?:[^\S\n]|\\\n|`)+")
OPERATOR = re.compile(r"\|\||&&|;;&|;;|;&|\|&|;|&|\||\n")
REDIRECTION = re.compile(r"\d{0,3}(?:<<<|<<-|<<|<>|<&|>&|>>|>\||<|>)|&>>|&>")
ASSIGNMENT = re.compile(r"[A-Za-z_]\w*(?:\[[^\]\s]{0,40}\])?\+?=")
#: `<ID>`, `<your-name>`, `<IP address>`: no blank at either end, or it could be two redirections.
PLACEHOLDER = re.compile(r"<[A-Za-z_](?:[^<>\n\"'`|&;()]{0,60}[^<>\s\"'`|&;()])?>")
PARAMETER = re.compile(r"\$\{[^{}\n`'\"$]{0,200}\}")
ARITHMETIC = re.compile(r"\(\((?:[^()\n]|\([^()\n]{0,80}\)){0,300}\)\)")
PATTERN = re.compile(r"\(?[^()\n]{0,200}\)")

OPENERS = frozenset(("if", "while", "until", "{"))
BETWEEN = frozenset(("then", "else", "elif", "do", "!"))
CLOSERS = frozenset(("fi", "done", "esac", "}"))


@dataclass(slots=True)
class _HereDocument:
    """A here-document whose operator was read and whose lines come after the line end."""

    place: list[Redirection]
    index: int
    delimiter: Word


class _Reader:
    """One pass over a text. Each method starts at `at` and leaves it behind what it read."""

    def __init__(self, text: str, start: int, end: int, highlights: bool) -> None:
        self.text = text
        self.at = start
        self.end = self.limit = end
        self.highlights = highlights
        self.first_only = False
        self.apostrophes: set[int] = set()
        self.drafts: list[tuple[Command, list[Redirection]]] = []
        self.blanks = BLANKS_AND_HIGHLIGHTS if self.highlights else BLANKS
        self.unclosed: list[int] = []
        self.open_quotes: list[int] = []
        self.waiting: list[_HereDocument] = []
        self.scope: Scope | None = None
        self.blocks: list[tuple[str, Scope | None]] = []
        self.within: list[Within] = [""]
        self.no_single_quote_after = self.end

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
        elif not _SimpleCommand(self, before, stop).read():
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

    def read_here_documents(self) -> None:
        waiting, self.waiting = self.waiting, []
        for document in waiting:
            self.read_here_document(document)

    def read_here_document(self, document: _HereDocument) -> None:
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

    # ---- words
    def read_word(self, stop: str = "") -> Word | None:
        """A word; None where none starts."""
        start, parts, quoted = self.at, list[str](), False
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
        if self.highlights and raw.endswith("`"):
            raw = raw.rstrip("`")
        return Word(start, start + len(raw), raw, "".join(parts), quoted)

    def take(self, length: int) -> str:
        self.at += length
        return self.text[self.at - length : self.at]

    def read_hash(self) -> str:
        return self.take(1)

    def read_escape(self) -> str:
        """`\\x` is x, a backslash before the line end is nothing, one at the end of the text itself."""
        if self.at + 1 >= self.end:
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
            return self.read_dollar()
        if char == "`":
            return self.read_backtick()
        following = self.text[self.at + 1 : self.at + 2]
        return self.read_escape() if following in ('"', "\\", "$", "`", "\n") else self.take(1)

    def read_dollar(self) -> str:
        start = self.at
        following = self.text[start + 1 : start + 2] if start + 1 < self.end else ""
        if following == "(":
            if arithmetic := ARITHMETIC.match(self.text, start + 1, self.end):
                return self.take(arithmetic.end() - start)
            self.read_nested("$(", 2, ")")
            return self.text[start : self.at]
        if following == "{" and (parameter := PARAMETER.match(self.text, start, self.end)):
            return self.take(parameter.end() - start)
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
READ: dict[str, Callable[[_Reader], str]] = {
    "\\": _Reader.read_escape,
    "'": _Reader.read_single,
    '"': _Reader.read_double,
    "$": _Reader.read_dollar,
    "`": _Reader.read_backtick,
    "<": _Reader.read_angle,
    ">": _Reader.read_angle,
    "#": _Reader.read_hash,
}


class _SimpleCommand:
    """One command being read: words gather until an operator, a line end or a closing parenthesis."""

    def __init__(self, reader: _Reader, before: str, stop: str) -> None:
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
        if self.is_closer or not (self.words or self.assignments):
            return self.is_closer
        self.keep()
        return True

    def is_at_end(self) -> bool:
        reader = self.reader
        if reader.at >= reader.end or (char := reader.text[reader.at]) == "\n":
            return True
        if self.stop == "`" == char:
            return True
        if self.words and self.words[0].value == "[[" and self.words[-1].value != "]]":
            return False
        return char in ";|)" or (char == "&" and not reader.text.startswith("&>", reader.at))

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
        if self.words or word.quoted:
            self.words.append(word)
        elif ASSIGNMENT.match(word.value):
            self.assignments.append(word)
            self.bind(word)
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
            self.reader.open_block(word.value)
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
            return False
        else:
            self.words.append(word)
        return True

    # ---- keywords
    def read_for(self) -> None:
        """`for NAME in WORDS`, up to the `;` or line end before `do`."""
        reader = self.reader
        reader.skip_blanks()
        if arithmetic := ARITHMETIC.match(reader.text, reader.at, reader.end):
            reader.at = arithmetic.end()
            reader.open_block("for")
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
        reader.open_block("for")
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
        reader.open_block("case")
        reader.skip_pattern()

    # ---- parentheses
    def read_parenthesis(self) -> bool:
        reader = self.reader
        if not self.words and self.assignments and self.assignments[-1].end == reader.at:
            self.read_array()
            return True
        if len(self.words) == 1 and self.skip_function_parentheses():
            self.words.clear()
            return False
        if not self.assignments and (not self.words or self.is_timed):
            self.words.clear()
            reader.read_subshell()
            return False
        reader.at += 1
        return True

    @property
    def is_timed(self) -> bool:
        return len(self.words) == 1 and self.words[0].value == "time"

    def read_array(self) -> None:
        reader = self.reader
        reader.at += 1
        while True:
            reader.skip_blanks_and_lines()
            if reader.at >= reader.end:
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
        found = REDIRECTION.match(reader.text, reader.at, reader.end)
        if not found or self.is_word_after_all():
            return False
        reader.at = found.end()
        operator = found[0]
        if not operator.endswith(">&") or not reader.text.startswith("-", reader.at):
            reader.skip_blanks()
        target = reader.read_word(self.stop)
        self.redirections.append(Redirection(operator, target))
        if operator.endswith(("<<", "<<-")) and target is not None:
            reader.waiting.append(_HereDocument(self.redirections, len(self.redirections) - 1, target))
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
        last = max(
            [w.end for w in (*self.words, *self.assignments)]
            + [r.target.end for r in self.redirections if r.target is not None]
        )
        operator = OPERATOR.match(reader.text, reader.at, reader.end)
        command = Command(
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


def braces(value: str) -> Iterator[str]:
    """`{1..3}` as 1, 2, 3 and `{a,b}` as a, b, as a loop's values; anything else as it is."""
    match = re.fullmatch(r"([^{}]*)\{([^{}]+)\}([^{}]*)", value)
    if match and "," in match[2]:
        yield from (f"{match[1]}{part}{match[3]}" for part in match[2].split(","))
    elif match and (numbers := re.fullmatch(r"(\d{1,3})\.\.(\d{1,3})", match[2])):
        first, last = int(numbers[1]), int(numbers[2])
        yield from (f"{match[1]}{number}{match[3]}" for number in range(first, last + 1))
    else:
        yield value
