"""What a slide asks the reader to change by hand: `Edit the `web.yaml` file and remove …`.

Nobody does that in a run, so that a command which wants the file may fail for no fault of the deck.

Knows lines of Markdown and commands that edit. Must not know steps, nor verdicts.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import takewhile

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.memory import remembered
from slidegen.script.file_names import edited_by, files_in
from slidegen.script.makes import made_by
from slidegen.script.model import ByHand
from slidegen.text.fence_line import holds_code, last_fence, marks_a_fence

_FIRST = (
    r"^(?:[\s>*+-]|\d+[.)])*(?:[*_]*(?:first|now|next|then|finally|also|please|again|alternatively)\b,?\s+)*"
)
_MUST = r"will|should|must|(?:now\s+)?(?:need|have)\s+to"
_WHO = rf"(?:let'?s\s+|(?:you|we)(?:'ll(?:\s+have\s+to)?|\s+(?:{_MUST}))\s+)?(?:now\s+)?"
_WHERE = r"(?:(?P<open>open)\s[^,:]*?,?\s+(?:and|then|to)\s+|(?:in|with|using)\s[^,:]*,\s+)?"
#: Verbs that nothing but an editor does, and those that a command may do as well.
_EDIT = r"edit|modify|tweak|uncomment|comment\s+out|fill\s+in|replace\b[^:]*\bwith|adapt|adjust|fix|paste"
_CHANGE = r"change|add|append|insert|remove|delete|set|update|put|write|save|create|make|rename"
_ASKS = re.compile(rf"{_FIRST}{_WHO}{_WHERE}(?:(?P<edit>{_EDIT})|(?P<change>{_CHANGE}))\b(?!-)", re.I)
_NEW = re.compile(r"\b(?:create|write|save|make)\b", re.I)
_FAR = 500  #: characters into a line an author asks for something
#: Programs that edit by themselves what they are given.
_IN_PLACE = re.compile(
    r"\b(?:sed|perl|yq|ruby)\b[^|;\n]*\s-\w*i|\b(?:patch|ed|ex)\b|\bgit\s+apply\b|\bsponge\b"
    r"|\bkubectl\s+edit\b|\bsudo\s+(?:vim?|nano|emacs)\b"
)


def asked_before(text: str, code: str, inside: int, wanted: Sequence[str]) -> ByHand | None:
    """What the slide `text` asks for in front of a command that wants files; of several the last.

    `inside`: how many characters in front of the command belong to its exercise.
    """
    first = code.split("\n", 1)[0].strip()
    at = text.find(first) if first and wanted else -1
    if at == -1:
        return None
    at = last_fence(text, at)
    own, asking = max(0, at - inside), _asking_lines(text)
    near = asking.last(wanted, own, at, is_near=True)
    return near or asking.last(wanted, 0, own, is_near=False)


def asks(text: str) -> bool:
    """Whether a line of the slide asks for a change at all: few do."""
    return bool(_asking_lines(text).lines)


def asked_in(text: str, wanted: Sequence[str]) -> ByHand | None:
    """What an earlier slide asks for of a file that it names."""
    return _asking_lines(text).last(wanted, 0, len(text), is_near=False) if wanted else None


class AskedEarlier:
    """What the slides so far ask for, by the last part of a file's name: sections have hundreds."""

    def __init__(self) -> None:
        self._count = 0
        self._asking: dict[str, list[tuple[int, str]]] = {}

    @property
    def asks(self) -> bool:
        """Whether any of them asks for a change of a file."""
        return bool(self._asking)

    def add(self, text: str) -> None:
        self._count += 1
        for name in _asking_lines(text).files:
            self._asking.setdefault(name, []).append((self._count, text))

    def of(self, wanted: Sequence[str]) -> ByHand | None:
        """What the nearest slide asks for of a file that is wanted."""
        asking = [self._asking.get(name, []) for name in {_base(name) for name in wanted}]
        texts = (text for _, text in merge(*map(reversed, asking), reverse=True))
        return next((found for text in texts if (found := asked_in(text, wanted))), None)


@dataclass(frozen=True, slots=True)
class _AskingLine:
    start: int  #: in the slide's text
    line: str
    edits: bool  #: whether only an editor makes the change
    named: tuple[str, ...]


class _AskingLines:
    """The lines of a slide that ask for a change, by the last part of a file's name: there may be many."""

    def __init__(self, text: str) -> None:
        self.lines = tuple(_asking(text))
        self._starts = [asking.start for asking in self.lines]
        self._numbers: dict[str, list[int]] = {}  #: `` for what names no file
        for number, asking in enumerate(self.lines):
            for name in {_base(name) for name in asking.named} or {""}:
                self._numbers.setdefault(name, []).append(number)

    @property
    def files(self) -> Iterable[str]:
        return filter(None, self._numbers)

    def last(self, wanted: Sequence[str], start: int, end: int, *, is_near: bool) -> ByHand | None:
        """What the last line from `start` to `end` asks for of a file that is wanted."""
        first, behind = bisect_left(self._starts, start), bisect_left(self._starts, end)
        names = {_base(name) for name in wanted} | ({""} if is_near else set())
        found = (self._before(behind, self._numbers.get(name, [])) for name in names)
        for number in takewhile(lambda number: number >= first, merge(*found, reverse=True)):
            asking = self.lines[number]
            file = next((name for told in asking.named for name in wanted if _are_one(told, name)), "")
            if file or (is_near and asking.edits and not asking.named):
                return _by_hand(asking, file, is_near=is_near)
        return None

    @staticmethod
    def _before(end: int, numbers: Sequence[int]) -> Iterator[int]:
        return (numbers[at] for at in range(bisect_left(numbers, end) - 1, -1, -1))


@remembered  # each command of a slide wants to know
def _asking_lines(text: str) -> _AskingLines:
    return _AskingLines(text)


def _base(name: str) -> str:
    return name.rsplit("/", 1)[-1]


def _by_hand(asking: _AskingLine, file: str, *, is_near: bool) -> ByHand:
    told = re.sub(r"^[\s>*+-]+|\*\*|[\s:]+$", "", asking.line)
    is_new = _NEW.search(asking.line) is not None and not asking.edits
    return ByHand(told, file, is_new, is_near, is_near and bool(file) and (asking.edits or is_new))


def _asking(text: str) -> Iterator[_AskingLine]:
    """The lines outside of fences that ask for a change, and whether only an editor makes it.

    Not the line that only says what the command below it does: `Create what is in `web.yaml`:`.
    """
    lines, is_code, start = text.split("\n"), False, 0
    for number, line in enumerate(lines):
        if marks_a_fence(line):
            is_code = not is_code
        elif not is_code and (match := _ASKS.match(line[:_FAR])):
            edits = bool(match["edit"] or match["open"])
            if edits or not _leads_in(lines, number + 1):
                yield _AskingLine(start, line, edits, tuple(files_in(line.replace("~/", ""))))
        start += len(line) + 1


def _leads_in(lines: Sequence[str], below: int) -> bool:
    """Whether a fence is all that follows a line in its item: at the end of the text stands the command."""
    said = next((lines[number] for number in range(below, len(lines)) if lines[number].strip()), None)
    return said is None or holds_code(said)


def _are_one(told: str, wanted: str) -> bool:
    """Whether a name in prose and a path in a command mean one file."""
    told, wanted = told.removeprefix("./"), wanted.removeprefix("./")
    return wanted == told or wanted.endswith(f"/{told}") or told.endswith(f"/{wanted}")


def edits(text: str) -> bool:
    """Whether the commands of `text` are an edit themselves, of whatever file."""
    return bool(list(edited_by(text))) or _IN_PLACE.search(text) is not None


def makes_edit(text: str, asked: ByHand) -> bool:
    """Whether the commands of `text` make the change that was asked for by themselves."""
    if not asked.file:
        return edits(text)
    made = [thing.name for thing in made_by(text) if thing.sort == "file"] if asked.is_near else []
    if any(_are_one(name, asked.file) for name in (*edited_by(text), *made)):
        return True
    return _base(asked.file) in text and _IN_PLACE.search(text) is not None
