"""The nodes of YAML: what they hold and where they stand, and what a field's type makes of a scalar.

Knows nodes. Must not know YAML's syntax: PyYAML is loaded by who reads (`slidegen.source.yaml`).
"""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.location import Span

Style = Literal["plain", "single", "double", "literal", "folded"]
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_NUMBER = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?")


# ---- nodes
@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, as the author wrote it."""

    span: Span
    value: str
    style: Style
    tag: str | None = None  #: only one that is written down, such as `!Ref`

    @property
    def is_null(self) -> bool:
        return self.style == "plain" and self.value in _NULLS

    @property
    def is_block(self) -> bool:
        return self.style in ("literal", "folded")


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    span: Span
    items: tuple["Node", ...]
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values, in the order of the text."""

    span: Span
    entries: tuple[tuple["Node", "Node"], ...]
    tag: str | None = None

    def __iter__(self) -> Iterator[tuple[Scalar, "Node"]]:
        """The entries whose key is a scalar: all that people write."""
        return ((key, value) for key, value in self.entries if isinstance(key, Scalar))

    def get(self, name: str) -> "Node | None":
        """The value of key `name`; the last one counts when it stands twice, as in PyYAML."""
        found = None
        for key, value in self.entries:
            if isinstance(key, Scalar) and key.value == name:
                found = value
        return found

    def at(self, *path: str | int) -> "Node | None":
        """The node at `path`, such as `at("spec", "ports", 0, "port")`, or None."""
        node: Node | None = self
        for step in path:
            match node, step:
                case Mapping(), str():
                    node = node.get(step)
                case Sequence(), int() if step < len(node.items):
                    node = node.items[step]
                case _:
                    return None
        return node


Node = Scalar | Sequence | Mapping


# ---- decoding by the field's type
def mappings_in(root: Node) -> Iterator[Mapping]:
    """The mapping that `root` is, and those below it, in order; however deep, since none calls another."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Sequence):
            waiting.extend(reversed(node.items))
        elif isinstance(node, Mapping):
            yield node
            waiting.extend(value for _, value in reversed(node.entries) if not isinstance(value, Scalar))


def as_text(node: Node | None) -> str | None:
    return None if not isinstance(node, Scalar) or node.is_null else node.value


def as_boolean(node: Node | None) -> bool | None:
    text = as_text(node)
    return None if text is None else _BOOLEANS.get(text.lower())


#: What JSON can say, and so what an API server is sent.
Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FRACTION = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_OCTAL = re.compile(r"0o?[0-7]+")


def as_value(node: Node) -> Json:
    """What Kubernetes takes the node for: YAML 1.1, as its own reader resolves plain scalars."""
    match node:
        case Mapping():
            return {key.value: as_value(value) for key, value in node}
        case Sequence():
            return [as_value(item) for item in node.items]
        case Scalar(style="plain", tag=None):
            return _plain(node)
    return node.value


def _plain(node: Scalar) -> Json:
    value = node.value
    if node.is_null:
        return None
    if value.lower() in _BOOLEANS:
        return _BOOLEANS[value.lower()]
    if _OCTAL.fullmatch(value) and value != "0":
        return int(value.removeprefix("0o"), 8)
    if _WHOLE.fullmatch(value) and len(value) < 20:
        return int(value)
    return float(value) if _FRACTION.fullmatch(value) else value


def as_integer(node: Node | None) -> int | None:
    """`014` is fourteen: who writes a workshop does not count in octal."""
    text = as_text(node)
    return int(text) if text and re.fullmatch(r"[+-]?[0-9]{1,18}", text) else None


def as_texts(node: Node | None) -> tuple[str, ...] | None:
    """A list of scalars; a single scalar is a list of one."""
    match node:
        case Scalar():
            return () if node.is_null else (node.value,)
        case Sequence():
            texts = [as_text(item) for item in node.items]
            return None if None in texts else tuple(text for text in texts if text is not None)
    return None


def kind_of(node: Node) -> str:
    """What an author would call it."""
    match node:
        case Mapping():
            return "a mapping"
        case Sequence():
            return "a list"
        case Scalar(style="plain", value=value) if value.lower() in _BOOLEANS or _NUMBER.fullmatch(value):
            return f"`{value}`"
    return "nothing" if node.is_null else "a text"


# ---- what a text holds
@dataclass(frozen=True, slots=True)
class YamlProblem:
    """Where and why the text stopped being YAML."""

    offset: int
    message: str
    is_growth: bool = False  #: whether it is YAML, but makes more of itself than a document may


@dataclass(frozen=True, slots=True)
class YamlReading:
    """What a text of YAML holds."""

    documents: tuple[Node, ...]  #: those before the problem, if there is one
    problem: YamlProblem | None
    duplicates: tuple[Scalar, ...]  #: keys that stand twice in one mapping
