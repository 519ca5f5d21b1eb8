"""What is typed, as values: commands and output by their places in a code.

Knows shapes. Must not know prompts, nor how they are found.
"""

from typing import Literal, TypeAlias

from slidegen.lazy_dataclass import dataclass
from slidegen.text.typed.languages import DialectName, Language

#: Where a prompt says that it is typed: `here` in the shell of whoever reads the slide · `root` in a root's ·
#: `pod` in a container or on another machine · `program` in a program that reads commands of its own
At: TypeAlias = Literal["here", "root", "pod", "program"]
Range: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TypedCommand:
    """One thing that is typed: a command with the lines that continue it, or a script without prompts."""

    text: str  #: without prompts
    pieces: tuple[Range, ...]  #: where its lines stand in the code; `text` is those, joined by line ends
    prompt: str  #: as written, `` when there is none
    at: At
    dialect: DialectName


@dataclass(frozen=True, slots=True)
class TypedCode:
    """What a code says that is typed. What is in none of the ranges is prompts and line ends."""

    language: Language
    commands: tuple[TypedCommand, ...]
    output: tuple[Range, ...]  #: whole lines that nobody types, without their last line end
    is_transcript: bool  #: whether it holds prompts or output; without any, all of a shell's fence is typed
    left_at: At = "here"  #: where its last prompt stands, with a command or without

    @property
    def text(self) -> str:
        """All that is typed, as it is copied and run."""
        return "\n".join(command.text for command in self.commands)

    @property
    def is_guessed(self) -> bool:
        """Whether only its looks say that a shell reads it: it is copied and judged, and not run."""
        return self.language.dialect is None and any(not command.prompt for command in self.commands[:1])

    @property
    def is_here(self) -> bool:
        """Whether all of it is typed in the shell of whoever reads the slide."""
        return self.left_at == "here" and all(command.at == "here" for command in self.commands)
