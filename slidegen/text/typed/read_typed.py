"""A code, read once: which of its lines are typed, and which are what came of it.

Knows the order of the questions: a prompt, what continues it, what is typed without one. Must not know how a
prompt looks (`prompt_rows.py`), nor how each dialect goes on (`dialects.py`).
"""

from bisect import bisect_right
from dataclasses import replace

from slidegen import lazy_re as re
from slidegen.memory import remembered
from slidegen.shell.complete import command_end, is_blank
from slidegen.text.typed.beside_prompts import heads_in, remarks_in
from slidegen.text.typed.dialects import DIALECTS, Dialect, is_block_of_fish, open_brackets
from slidegen.text.typed.directive import behind_options
from slidegen.text.typed.educates import clicked
from slidegen.text.typed.languages import (
    SAYING_NOTHING,
    DialectName,
    Language,
    as_session,
    language_of,
)
from slidegen.text.typed.model import At, Range, TypedCode, TypedCommand
from slidegen.text.typed.openers import leaves_a_place, opens_a_place
from slidegen.text.typed.program_names import begins_a_program, begins_sql
from slidegen.text.typed.prompt_row import Prompt
from slidegen.text.typed.prompt_rows import HEADS
from slidegen.text.typed.prompts import begins_a_session, prompts_in
from slidegen.text.typed.unlike_commands import is_all_typed, looks_typed, parts_of

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_MAY_BE_A_COMMAND = re.compile(r"(?:[A-Za-z_]\w*=\S*[ ])*(?:\./|~/|/)?[a-z][\w./-]*(?= [\w./$~'\"-]|$)")

_ENDS_SQL = (";", "\\G", "\\g")
_CLOSES = re.compile(r"\s*+[\"']*[)\]}]")  #: Redis counts its answers: `1) "web"`
_SHOWS_A_FENCE = re.compile(r"\s*+(?:```|~~~)")


@remembered
def read_typed(code: str, info: str) -> TypedCode:
    """What is typed of `code`, a fence's text without highlights, whose info string is `info`."""
    if start := behind_options(code, info):
        return _moved(read_typed(code[start:], info), start)
    language = language_of(info)
    if begins_a_session(code, language):
        language = as_session(language)
    if language.name in SAYING_NOTHING and _SHOWS_A_FENCE.match(code):
        return TypedCode(language, (), (), False)  # it shows Markdown
    if info.startswith("terminal:"):
        return _clicked(code, info, language)
    lines = code.split("\n")
    if found := _behind_prompts(code, lines, language):
        return found
    own = language.dialect or ("sh" if language.name in SAYING_NOTHING and looks_typed(code) else None)
    if own is None or is_blank(code):
        return TypedCode(language, (), (), False)
    whole = TypedCommand(code, _pieces(lines), "", "here", own)
    if own != "sh" or is_all_typed(code):
        return TypedCode(language, (whole,), (), False)
    return _with_output(code, lines, language)


def _behind_prompts(code: str, lines: list[str], language: Language) -> TypedCode | None:
    """What stands behind prompts, None where nothing does and something else may be typed."""
    # What is copied from a page may have blanks that do not break.
    shown = [line.replace("\xa0", " ") for line in lines] if "\xa0" in code else lines
    prompts = prompts_in(shown, language)
    if not prompts:
        return None
    reader = _Transcript(code, lines, prompts, language)
    reader.read()
    if reader.commands:
        left_at = prompts[max(prompts)].at
        return TypedCode(language, tuple(reader.commands), tuple(_joined(reader.output)), True, left_at)
    if any(code[start:end].strip() for start, end in reader.output):
        return None
    return TypedCode(language, (), (), False)  # it shows what a prompt looks like


def _moved(found: TypedCode, by: int) -> TypedCode:
    """The same behind so many characters."""

    def moved(ranges: tuple[Range, ...]) -> tuple[Range, ...]:
        return tuple((start + by, end + by) for start, end in ranges)

    commands = tuple(replace(command, pieces=moved(command.pieces)) for command in found.commands)
    return replace(found, commands=commands, output=moved(found.output), is_transcript=bool(commands))


def _clicked(code: str, info: str, language: Language) -> TypedCode:
    """What one of Educates' actions types: in a shell, or in what runs there."""
    found = clicked(code, info)
    if found is None or not found.pieces:
        return TypedCode(language, (), (), False)
    text = "\n".join(code[start:end] for start, end in found.pieces)
    command = TypedCommand(text, found.pieces, "", "here", "sh")
    if found.action == "input":
        command = replace(command, at="program", dialect="program")
    return TypedCode(language, (command,), (), True)


def _with_output(code: str, lines: list[str], language: Language) -> TypedCode:
    """Commands without prompts among lines that are none; nothing is typed where there is no command."""
    commands, typed = list[TypedCommand](), set[int]()
    for start, end, is_typed in parts_of(code):
        if is_typed:
            first, last = code.count("\n", 0, start), code.count("\n", 0, end)
            pieces = tuple(_pieces(lines)[first : last + 1])
            commands.append(TypedCommand(code[pieces[0][0] : end], pieces, "", "here", "sh"))
            typed.update(range(first, last + 1))
    output = [each for number, each in enumerate(_pieces(lines)) if number not in typed]
    return TypedCode(language, tuple(commands), tuple(_joined(output)) if commands else (), bool(commands))


def _pieces(lines: list[str]) -> tuple[Range, ...]:
    pieces, at = list[Range](), 0
    for line in lines:
        pieces.append((at, at + len(line)))
        at += len(line) + 1
    return tuple(pieces)


def _joined(lines: list[Range]) -> list[Range]:
    """Neighbouring lines as one range."""
    joined = list[Range]()
    for start, end in lines:
        if joined and joined[-1][1] + 1 == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


class _Transcript:
    """The lines of a code with prompts, read from the first to the last."""

    def __init__(self, code: str, lines: list[str], prompts: dict[int, Prompt], language: Language) -> None:
        self.code, self.lines, self.prompts, self.language = code, lines, prompts, language
        self.ranges = _pieces(lines)
        self.numbers = list(prompts)
        self.passed = heads_in(lines, prompts) | remarks_in(lines, prompts)
        self.commands: list[TypedCommand] = []
        self.output: list[Range] = []
        self.is_unprompted = True  #: whether a command may stand without a prompt here
        self.began_unprompted = False
        self._places_of: dict[str, list[int]] = {}

    def read(self) -> None:
        at = 0
        while at < len(self.lines):
            prompt = self.prompts.get(at)
            if prompt is not None:
                at = self._prompted(at, prompt)
            elif at in self.passed:
                at += 1
            elif self.is_unprompted and self._is_command(at):
                at = self._unprompted(at)
            else:
                self.output.append(self.ranges[at])
                at += 1

    def _prompted(self, at: int, prompt: Prompt) -> int:
        """The command behind the prompt of line `at`; the number of the line behind it."""
        self.is_unprompted = False
        typed = self.lines[at][prompt.end :]
        if not typed.strip() or HEADS.match(typed):
            return at + 1
        taken = self._taken(at, prompt)
        text = self._keep(at, [prompt.end, *taken], prompt)
        if prompt.at != "here" and leaves_a_place(text.strip()):
            self.is_unprompted = self.began_unprompted
        return at + 1 + len(taken)

    def _unprompted(self, at: int) -> int:
        """A command before the first prompt, or behind the end of a session that one opened."""
        own = self.language.dialect or "sh"
        line = self.lines[at]
        taken = self._taken_by_shell(at, line, []) if own == "sh" else self._going_on(at, line, DIALECTS[own])
        text = self._keep(at, [0, *taken], None)
        self.began_unprompted = self.began_unprompted or opens_a_place(text)
        return at + 1 + len(taken)

    def _is_command(self, at: int) -> bool:
        line = self.lines[at]
        if self.commands and self.commands[-1].at != "here" and leaves_a_place(line.strip()):
            return False  # a shell that is left says so
        is_first = not self.commands and not any(map(str.strip, self.lines[:at]))
        if begins_a_program(line.lstrip() if is_first else line) or (is_first and opens_a_place(line)):
            return True
        is_elsewhere = self.prompts[self.numbers[0]].at != "here"
        return (
            is_first
            and is_elsewhere
            and self.language.dialect == "sh"
            and bool(_MAY_BE_A_COMMAND.match(line))
        )

    def _keep(self, at: int, cuts: list[int], prompt: Prompt | None) -> str:
        """The lines from `at`, each without its first `cut` characters, as a command; its text."""
        places = zip(self.ranges[at : at + len(cuts)], cuts, strict=True)
        pieces = tuple((min(start + cut, end), end) for (start, end), cut in places)
        text = "\n".join(self.code[start:end] for start, end in pieces)
        dialect = self._dialect_of(at, prompt) if prompt else self.language.dialect or "sh"
        at_place: At = prompt.at if prompt else "here"
        self.commands.append(TypedCommand(text, pieces, prompt.text if prompt else "", at_place, dialect))
        return text

    def _dialect_of(self, at: int, prompt: Prompt) -> DialectName:
        """A shell's prompt in the code of another shell is that one's; with `>` ends that of fish, too."""
        own = self.language.dialect
        if prompt.row.dialect == "cmd" and own == "powershell":
            return own
        if prompt.row.dialect != "sh":
            return prompt.row.dialect
        if own in ("fish", "nu"):
            return own
        if prompt.text.endswith("〉"):
            return "nu"
        lines = self.lines[at : self._next_prompt(at)] if prompt.text.endswith(">") else []
        return "fish" if lines and is_block_of_fish([lines[0][prompt.end :], *lines[1:]]) else "sh"

    # ---- what continues a command: for each line that does, how much of it is a prompt
    def _taken(self, at: int, prompt: Prompt) -> list[int]:
        own = self._dialect_of(at, prompt)
        first, dialect = self.lines[at][prompt.end :], DIALECTS[own]
        if own == "sh":
            return self._taken_by_shell(at, first, self._second_prompts(at, prompt, dialect))
        cuts = self._second_prompts(at, prompt, dialect)
        return (
            cuts
            if cuts and (dialect.always_asks or dialect.goes_on(first))
            else self._going_on(at, first, dialect)
            or self._statement(at, first, prompt.row.until)
            or self._closed(at, first, own)
        )

    def _closed(self, at: int, first: str, own: DialectName) -> list[int]:
        """The lines of what a program is told, up to the one that closes the brackets of the first."""
        depth = open_brackets(first) if own == "program" else 0
        for number in range(at + 1, self._next_prompt(at) if depth > 0 else 0):
            depth += open_brackets(self.lines[number])
            if depth <= 0:
                return [0] * (number - at) if _CLOSES.match(self.lines[number]) else []
        return []

    def _statement(self, at: int, first: str, until: str) -> list[int]:
        """The lines of a statement, of SQL or `until` a mark, where one ends it: without a prompt each."""
        ends = (until,) if until else _ENDS_SQL
        if not (until or begins_sql(first)) or first.rstrip().endswith(ends):
            return []
        for number in range(at + 1, self._next_prompt(at)):
            line = self.lines[number].rstrip()
            if line.endswith(ends):
                return [0] * (number - at)
            if not line or line.startswith(("+-", "|")):  # a table
                return []
        return []

    def _second_prompts(self, at: int, prompt: Prompt, dialect: Dialect) -> list[int]:
        """How long the second prompts of the lines behind `at` are, up to a line without one."""
        cuts = list[int]()
        for number in range(at + 1, len(self.lines)):
            line = self.lines[number]
            second = (
                dialect.second_prompt.match(line, len(prompt.indent))
                if line.startswith(prompt.indent)
                else None
            )
            if second is None or number in self.prompts:
                break
            cuts.append(second.end())
        return cuts

    def _taken_by_shell(self, at: int, first: str, cuts: list[int]) -> list[int]:
        """While a shell would ask for more: the lines with its second prompt, or those that have none."""
        if is_blank(first) or command_end(first).is_complete:
            return []
        if cuts and (count := self._length(at, first, cuts)) is not None:
            return cuts[:count]
        if command_end(_APOSTROPHE.sub("", first)).is_complete:  # half a sentence
            return []
        plain = [0] * (self._next_prompt(at) - at - 1)
        if (count := self._length(at, first, plain)) is not None:
            return plain[:count]
        if ending := self._here_document_end(at, first, plain):
            return [0] * (ending - at)
        return cuts or self._going_on(at, first, DIALECTS["sh"])

    def _text_of(self, at: int, first: str, cuts: list[int]) -> str:
        return "\n".join((first, *(self.lines[n][cut:] for n, cut in enumerate(cuts, at + 1))))

    def _length(self, at: int, first: str, cuts: list[int]) -> int | None:
        """How many of the lines it takes to make a whole command, None when all are too few."""
        text = self._text_of(at, first, cuts)
        found = command_end(text)
        return text.count("\n", 0, found.at) if found.is_complete else None

    def _next_prompt(self, at: int) -> int:
        """The number of the next line with a prompt, or of lines."""
        index = bisect_right(self.numbers, at)
        return self.numbers[index] if index < len(self.numbers) else len(self.lines)

    def _here_document_end(self, at: int, first: str, plain: list[int]) -> int | None:
        """The line that ends a here-document which holds lines that look like prompts."""
        missing = command_end(self._text_of(at, first, plain)).missing
        if not missing:
            return None
        if not self._places_of:
            for number, line in enumerate(self.lines):
                self._places_of.setdefault(line.lstrip("\t"), []).append(number)
        places = self._places_of.get(missing, [])
        index = bisect_right(places, at + len(plain))
        if index == len(places):
            return None
        whole = self._length(at, first, [0] * (places[index] - at))
        return None if whole is None else at + whole

    def _going_on(self, at: int, first: str, dialect: Dialect) -> list[int]:
        """The lines without a prompt that a mark at the end of the one before continues."""
        text, number = first, at + 1
        while number < len(self.lines) and number not in self.prompts and dialect.goes_on(text):
            text = f"{text}\n{self.lines[number]}"
            number += 1
        return [0] * (number - at - 1)
