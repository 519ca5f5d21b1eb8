"""What a slide asks the reader to change by hand: `Edit the `web.yaml` file and remove …`.

Nobody does that in a run, so that a command which wants the file may fail for no fault of the deck.

Knows lines of Markdown and commands that edit. Must not know steps, nor verdicts.
"""

from collections.abc import Iterator, Sequence
from heapq import merge

from slidegen import lazy_re as re
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
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s")
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
    own = max(0, at - inside)
    near = _last(text[own:at], wanted, is_near=True)
    return near or _last(text[:own], wanted, is_near=False)


@remembered  # each command of a slide wants to know
def asks(text: str) -> bool:
    """Whether a line of the slide asks for a change at all: few do."""
    return any(True for _ in _asking(text))


def asked_in(text: str, wanted: Sequence[str]) -> ByHand | None:
    """What an earlier slide asks for of a file that it names."""
    return _last(text, wanted, is_near=False) if wanted else None


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
        if not asks(text):
            return
        named = {_base(name) for line, _ in _asking(text) for name in _named_in(line)}
        for name in named:
            self._asking.setdefault(name, []).append((self._count, text))

    def of(self, wanted: Sequence[str]) -> ByHand | None:
        """What the nearest slide asks for of a file that is wanted."""
        asking = [self._asking.get(name, []) for name in {_base(name) for name in wanted}]
        texts = (text for _, text in merge(*map(reversed, asking), reverse=True))
        return next((found for text in texts if (found := asked_in(text, wanted))), None)


def _base(name: str) -> str:
    return name.rsplit("/", 1)[-1]


def _named_in(line: str) -> list[str]:
    return files_in(line.replace("~/", ""))


def _last(text: str, wanted: Sequence[str], *, is_near: bool) -> ByHand | None:
    found: ByHand | None = None
    for line, verb_edits in _asking(text):
        named = _named_in(line)
        file = next((name for told in named for name in wanted if _are_one(told, name)), "")
        if file or (is_near and verb_edits and not named):
            told = re.sub(r"^[\s>*+-]+|\*\*|[\s:]+$", "", line)
            is_new = _NEW.search(line) is not None and not verb_edits
            is_sure = is_near and bool(file) and (verb_edits or is_new)
            found = ByHand(told, file, is_new, is_near, is_sure)
    return found


def _asking(text: str) -> Iterator[tuple[str, bool]]:
    """The lines outside of fences that ask for a change, and whether only an editor makes it.

    Not the line that only says what the command below it does: `Create what is in `web.yaml`:`.
    """
    lines, is_code = text.split("\n"), False
    for number, line in enumerate(lines):
        if marks_a_fence(line):
            is_code = not is_code
        elif not is_code and (match := _ASKS.match(line[:_FAR])):
            edits = bool(match["edit"] or match["open"])
            if edits or not _leads_in(lines[number + 1 :]):
                yield line, edits


def _leads_in(below: Sequence[str]) -> bool:
    """Whether a fence is all that follows a line in its item: at the end of the text stands the command."""
    said = next((line for line in below if line.strip()), None)
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
