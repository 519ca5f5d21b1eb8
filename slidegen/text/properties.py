"""The `key: value` lines at the top of a step, and those in one-line HTML comments.

Knows which lines are properties. Must not know what any property means.
remark's rule is `/^\\n*([-\\w]+):([^$\\n]*)|\\n*(?:<!--\\s*)([-\\w]+):([^$\\n]*?)(?:\\s*-->)/i`, applied
again and again. Ours differs where that is a typo or a loss: a value may hold `$`, and a first line that is a
web address stays.
"""

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass

#: What remark, and slidegen beside it, make something of.
SLIDE_PROPERTIES = frozenset(
    ("name", "class", "template", "layout", "count", "continued", "exclude", "cloned")
) | frozenset(
    f"background-{aspect}" for aspect in ("image", "color", "size", "position", "repeat", "attachment")
)
_LINE = re.compile(r"(?:[ \t]*\n)*(?P<margin>[ \t]*)(?P<name>[-\w]+):(?P<value>[^\n]*)(?:\n|\Z)", re.ASCII)
_COMMENT = re.compile(r"<!--\s*(?P<name>[-\w]+):(?P<value>(?:[^\n]*\S)?)\s*-->", re.ASCII)
_ADDRESS = re.compile(r"\s*//")


@dataclass(frozen=True, slots=True)
class PropertyRange:
    """A property by offsets: its line without blanks around it, or its whole comment."""

    name: str
    value: str
    start: int
    end: int


def read_properties(text: str, start: int, end: int, margin: int = 0) -> tuple[list[PropertyRange], int]:
    """The properties at the top of `text[start:end]`, and the offset where the body begins."""
    found: list[PropertyRange] = []
    at = start
    while line := _LINE.match(text, at, end):
        if len(line["margin"]) != margin or _ADDRESS.match(line["value"]):
            break
        value = line["value"].strip()
        found.append(
            PropertyRange(
                line["name"], value, line.start("name"), line.start("value") + len(line["value"].rstrip())
            )
        )
        at = line.end()
    return found, at


def comment_property(text: str, start: int, end: int) -> PropertyRange | None:
    """The property in the comment `text[start:end]`, if it holds one and nothing else."""
    comment = _COMMENT.fullmatch(text, start, end)
    if comment is None:
        return None
    return PropertyRange(comment["name"], comment["value"].strip(), start, end)
