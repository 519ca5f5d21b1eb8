"""Educates' clickable actions: fences whose YAML says what is typed in a terminal.

Read are one line, plain or in quotes without escapes, and a literal block: what YAML folds or escapes is not
what stands there, and is left alone.

Knows the names of actions and their keys. Must not know other YAML, nor how anything is typed.
"""

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.text.typed.model import Range

#: The key of what is typed, by the action; one without a key presses `^C`.
_ACTIONS = {
    "execute": "command",
    "execute-all": "command",
    "input": "text",
    "interrupt": "",
    "interrupt-all": "",
}
_ACTION = re.compile(r"terminal:(?P<name>[a-z-]+)[ \t]*$")
_KEY = re.compile(r"^(?P<key>command|text):[ \t]*+(?P<value>[^\n]*)$", re.MULTILINE)
_QUOTED = re.compile(r"'([^'\n]*)'(?!')|\"([^\"\\\n]*)\"")
_COMMENT = re.compile(r"[ \t]#")
_NO_SCALAR = tuple(">&*!#[{%@`'\"")
_BLOCK_LINE = re.compile(r"\n(?P<margin>[ ]*)(?P<line>[^\n]*)")
_NO_LINE_END = re.compile(r"^endl:[ \t]*(?:false|no|off)\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Clicked:
    """What an action types: where it stands in the code of its fence."""

    action: str  #: `execute`, `input`
    pieces: tuple[Range, ...]  #: none of an action that presses a key


def clicked(code: str, info: str) -> Clicked | None:
    """What the fence with this info string types; None where it is no such action, or types nothing."""
    found = _ACTION.match(info) if info.startswith("terminal:") else None
    if found is None or (key := _ACTIONS.get(found["name"])) is None:
        return None
    if not key:
        return Clicked(found["name"], ())
    value = next((match for match in _KEY.finditer(code) if match["key"] == key), None)
    pieces = _pieces(code, value) if value else ()
    return Clicked(found["name"], pieces) if pieces else None


def _pieces(code: str, value: re.Match[str]) -> tuple[Range, ...]:
    start, end = value.span("value")
    if value["value"].startswith("|"):
        return tuple(_block(code, end))
    if quoted := _QUOTED.match(code, start, end):
        return (quoted.span(quoted.lastindex or 0),)
    if not value["value"] or value["value"].startswith(_NO_SCALAR):
        return ()
    comment = _COMMENT.search(code, start, end)
    plain = code[start : comment.start() if comment else end].rstrip()
    return ((start, start + len(plain)),)


def _block(code: str, at: int) -> list[Range]:
    """The lines of a literal block without their margin, and without the empty ones at its end."""
    found, margin = list[Range](), 0
    while line := _BLOCK_LINE.match(code, at):
        margin = margin or (len(line["margin"]) if line["line"] else 0)
        if line["line"] and len(line["margin"]) < max(margin, 1):
            break
        found.append((min(line.start("margin") + margin, line.end()), line.end()))
        at = line.end()
    while found and found[-1][0] == found[-1][1]:
        del found[-1]
    return found


def keys_of(code: str, info: str) -> tuple[str, str] | None:
    """The verb and the data of an action that drives what runs: `keys` and a text, `key` and `^C`."""
    found = clicked(code, info)
    if found is None or found.action.startswith("execute"):
        return None
    if not found.pieces:
        return "key", "^C"
    text = "\n".join(code[start:end] for start, end in found.pieces)
    return "keys", text if _NO_LINE_END.search(code) else f"{text}\r"
