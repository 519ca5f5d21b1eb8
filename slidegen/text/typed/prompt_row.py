"""A row of the tables of prompts, and a prompt that it found: what stands before what is typed.

Knows their shapes, and how far a row is believed. Must not know any prompt of the tables
(`prompt_rows.py`, `program_rows.py`, `device_rows.py`).
"""

from functools import cache
from typing import Literal, TypeAlias

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.text.indents import columns
from slidegen.text.typed.languages import DialectName
from slidegen.text.typed.model import At
from slidegen.text.typed.program_names import begins_a_program

#: `sure` wherever it stands · `likely` where a line behind it begins with a program's name · `faint` where
#: that name is no English word either · `unset` where it is none of a variable that the code sets either ·
#: `bare` a mark in the column of the code's first · `arrow` where the code begins with it, has no
#: other prompts, and each stands before a program · `headed` below the upper half of a prompt
Trust: TypeAlias = Literal["sure", "likely", "faint", "unset", "bare", "arrow", "headed"]
#: With which of `SIGN` and `ANGLE` a prompt ends: what holds neither is not looked at twice.
Ends: TypeAlias = Literal["sign", "angle", "both"]

END = r"(?=[ \t]|$)"
_NAME = re.compile(r"[\w.-]*")


@dataclass(frozen=True, slots=True)
class PromptRow:
    """One kind of prompt."""

    name: str
    pattern: str
    at: At = "here"  #: unless it ends with `#`
    dialect: DialectName = "sh"
    trust: Trust = "sure"
    ends: Ends = "sign"
    needs: str = ""  #: one of these characters stands in whatever it matches; where it is empty, who knows
    first: str = ""  #: and one of these in the first word of its line
    until: str = ""  #: what ends a line that nothing goes on from
    beside: str = ""  #: what else is a prompt in a code that has one of these, behind the same name

    def match(self, line: str) -> re.Match[str] | None:
        if self.needs and not _holds_one(line, self.needs):
            return None
        if self.first and not _holds_one(line.lstrip(" \t").partition(" ")[0], self.first):
            return None
        return _compiled(self.pattern).match(line)


def _holds_one(line: str, characters: str) -> bool:
    for character in characters:  # noqa: SIM110 - `any` takes as long again
        if character in line:
            return True
    return False


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when a line first asks for it: most files, and so most of a commit hook's, hold no prompt."""
    return re.compile(rf"(?P<indent>[ \t]*)(?P<prompt>{pattern})[ \t]*")


def of_a_program(
    name: str,
    pattern: str,
    dialect: DialectName = "program",
    ends: Ends = "angle",
    needs: str = "",
) -> PromptRow:
    """The row of a program that reads commands of its own."""
    return PromptRow(name, pattern + END, "program", dialect, ends=ends, needs=needs)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt at the beginning of a line."""

    row: PromptRow
    indent: str
    text: str  #: as written, without the blanks around it
    end: int  #: where in the line begins what is typed

    @property
    def kind(self) -> tuple[str, str]:
        """What prompts of one session share: the row, and the name that they begin with."""
        name = _NAME.match(self.text)
        return self.row.name, name[0] if name else ""

    def stands_before_a_program(self, line: str) -> bool:
        """Whether what is typed behind it in its `line` begins with the name of a program."""
        return begins_a_program(line[self.end :])

    @property
    def column(self) -> int:
        return columns(self.indent)

    @property
    def at(self) -> At:
        """A `#` says root, and a root who is no user of a host is one of a container."""
        return "root" if self.row.at == "here" and self.text.rstrip("/").endswith("#") else self.row.at
