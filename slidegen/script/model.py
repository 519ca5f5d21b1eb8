"""What a deck asks its attendees to do, as values: scripts, sections, steps and the acts that drive them.

Knows what a step is and whether it can run in plain bash. Must not know how one is emitted, run or judged.
"""

from collections.abc import Iterator
from enum import StrEnum

from slidegen.lazy_dataclass import dataclass


class Kind(StrEnum):
    """How a snippet can be run: the `class` that `slidegen scripts --list` shows before anything runs."""

    PLAIN = "plain"  #: as it is, in `bash script.sh`
    TRANSCRIPT = "transcript"  #: after its prompts, and the output between them, are taken away
    SCRIPTED = "scripted"  #: blocks or asks, and the deck says which keys end or feed it
    BLOCKING = "blocking"  #: never ends by itself: runs for a while, then ^C
    INTERACTIVE = "interactive"  #: asks for keys that the deck does not hold: skipped
    PLACEHOLDER = "placeholder"  #: holds a value that nobody gave: never run
    XFAIL = "xfail"  #: is meant to fail
    DANGEROUS = "dangerous"  #: changes the machine itself: refused unless allowed
    SAVE = "save"  #: a text that the slide says to save to a file
    CAPTURE = "capture"  #: a command whose output fills a placeholder
    OPEN = "open"  #: a page to look at
    DRIVE = "drive"  #: drives the step before it: wait, keys, panes
    TEXT = "text"  #: to read: no verb, or nothing but comments
    EXCLUDED = "excluded"  #: its fence says that it is not run: `test=false`
    UNKNOWN = "unknown"  #: a verb that slidegen does not have, or commands whose fence names no shell


class Expect(StrEnum):
    """What the author says of a step's outcome."""

    SUCCESS = "success"
    FAILURE = "failure"  #: marked: ```` ```bash fail ```` or ```` ```fail``` ````; to pass is an `xpass`
    EITHER = "either"  #: the exercise's prose speaks of an error; a failure is as told, success is fine
    PERHAPS = "perhaps"  #: the prose behind the exercise speaks of one: a failure is in doubt
    SUPPOSED = "supposed"  #: the prose in front only supposes that it is typed: whatever fails is in doubt


@dataclass(frozen=True, slots=True)
class Act:
    """Something done while or after a step's command runs: `wait`, `key`, `tmux`…"""

    id: str
    verb: str
    data: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class ByHand:
    """A line that asks the reader to change a file, on which a step may depend."""

    line: str
    file: str  #: that it names and the step uses; `` where it names none
    is_new: bool = False  #: the reader is to create it
    is_near: bool = True  #: it stands in the step's own exercise
    is_sure: bool = False  #: nothing but an editor makes that change


@dataclass(frozen=True, slots=True)
class ShownOutput:
    """What a slide shows that a command prints."""

    text: str
    command: int  #: of the step's commands, from 0; -1 is the last
    line: int  #: of the source, where it begins
    is_bare: bool = False  #: its fence does not say that it is an output: where nothing comes, it may be none


@dataclass(frozen=True, slots=True)
class Step:
    """One snippet that does something, with the acts that drive it."""

    id: str  #: `section/slide-slug/n`
    section: str  #: the id of its section
    slide: str  #: the slide's id in the deck
    title: str  #: the slide's title
    path: str
    line: int
    end_line: int
    verb: str
    text: str  #: what runs: highlights and prompts gone, variables applied
    kind: Kind
    why: str = ""  #: what makes it other than plain, in words
    needs: tuple[str, ...] = ()  #: dangers that `--allow` must name, or placeholders that `--set` must fill
    acts: tuple[Act, ...] = ()
    expect: Expect = Expect.SUCCESS
    because: str = ""  #: what the slide says, when `expect` was read from its prose
    error: str = ""  #: the message that a fence shows behind that
    none_yet: bool = False  #: the slide says that there is nothing to list yet
    target: str = ""  #: the file of a SAVE, the placeholder of a CAPTURE
    hidden: bool = False
    shown: tuple[ShownOutput, ...] = ()  #: what its slide shows of its output
    opens: str = ""  #: the command that opens a place where the next steps stand: `kubectl exec -it …`
    inside: str = ""  #: the id of the step that opened the place in which this one stands
    limit: float | None = None  #: seconds that a command of it may take, when its fence says so
    pause: float = 0.0  #: seconds to wait behind it, as its fence says
    hook: str = ""  #: the script that is called before and behind it, as its fence says

    prompted: str = ""  #: where its first prompt says that it is typed: `here`, `root`, `pod`; `` without one
    left_at: str = ""  #: the same of its last prompt: that of a place which it opened, for example
    beside: str = ""  #: the id of the step that opened a place which stays open while this one runs here
    is_kept: bool = False  #: what it leaves running, later steps use by name
    by_hand: ByHand | None = None  #: what its section asks the reader to change first, of what it uses
    is_loose: bool = False  #: in no exercise: an example, and what comes after need not build on it

    @property
    def place(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class ScriptSection:
    """The steps of one section of the deck; empty sections are kept, so that numbers stay."""

    id: str
    title: str
    number: int
    steps: tuple[Step, ...]

    @property
    def name(self) -> str:
        """The stem of its script: `03-exposing-containers`."""
        return f"{self.number:02d}-{self.id}"


@dataclass(frozen=True, slots=True)
class Script:
    """All that a deck asks for, in the order of the talk."""

    name: str
    title: str
    path: str
    sections: tuple[ScriptSection, ...]

    @property
    def steps(self) -> Iterator[Step]:
        return (step for section in self.sections for step in section.steps)


@dataclass(frozen=True, slots=True)
class ListedSnippet:
    """A snippet as `slidegen scripts --list` shows it: where it stands and what it is."""

    file: str
    line: int
    end: int
    slide: int
    title: str | None
    exercise: int | None
    exercise_line: int | None
    verb: str | None
    data: str | None
    in_comment: bool
    in_notes: bool
    kind: str
    id: str
    cls: Kind
    why: str  #: it is that

    def as_dict(self) -> dict[str, object]:
        names = ("file", "line", "end", "slide", "title", "exercise", "exercise_line", "verb", "data")
        row: dict[str, object] = {name: getattr(self, name) for name in names}
        row |= {"in_comment": self.in_comment, "in_notes": self.in_notes, "kind": self.kind, "id": self.id}
        row |= {"class": str(self.cls), "why": self.why}
        return row
