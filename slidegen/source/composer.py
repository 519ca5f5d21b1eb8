"""YAML nodes from libyaml's events, with a stack of our own: no recursion, so depth cannot crash the process
(PyYAML's `compose` recurses in C). Aliases stay references; who walks them pays for each again, so what they
stand for is paid here, before anybody walks.

The only module that loads PyYAML; only `slidegen.source.yaml` asks it.
Must not know what nodes are for.
"""

from collections.abc import Callable
from typing import Literal, Protocol

from slidegen import lazy_re as re
from slidegen.budget import YAML_DEPTH, Budget
from slidegen.lazy_dataclass import dataclass
from slidegen.location import Span
from slidegen.source.nodes import Mapping, Node, Scalar, Sequence, Style, YamlProblem, YamlReading
from slidegen.source.surrogates import disguised, has_pairs, restored

with re.patterns_later():
    import yaml

TOO_DEEP = f"it is nested deeper than {YAML_DEPTH} levels"
TOO_MUCH = "the document makes more of itself than it may"
_NODE = 10  #: what a node weighs beside its text

#: How PyYAML and Python say the same: PyYAML 6.0.4 reads a thousand brackets before it hands out the first.
_ABOUT_DEPTH = re.compile(r"nest|depth|recurs|too deep", re.I)

_STYLES: dict[str | None, Style] = {"'": "single", '"': "double", "|": "literal", ">": "folded"}


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet, hence not frozen."""

    kind: Literal["sequence", "mapping"]
    start: int
    end: int  #: of its last child so far
    anchor: str | None
    tag: str | None
    children: list[Node]
    weight: int = _NODE


def compose(text: str, place: Callable[[int, int], Span]) -> YamlReading:
    """Every document of `text`; `place` says where `text[start:end]` stands in its file."""
    builder = _Builder(text, place)
    problem = None
    # libyaml refuses lone surrogates; a replacement of the same length keeps every offset.
    readable = text if text.isascii() else re.sub("[\ud800-\udfff]", "\ufffd", text)
    if builder.has_pairs:
        readable = disguised(readable)
    try:
        for event in yaml.parse(readable, Loader=getattr(yaml, "CLoader", yaml.Loader)):
            problem = builder.take(event)
            if problem:
                break
    except yaml.MarkedYAMLError as error:
        problem = _marked_problem(error, len(text))
    except yaml.reader.ReaderError as error:
        problem = YamlProblem(_reader_offset(text), f"the character U+{_code(error):04X} is not allowed")
    except (yaml.YAMLError, RecursionError) as error:
        problem = YamlProblem(0, _in_our_words(str(error)))
    return YamlReading(tuple(builder.documents), problem, tuple(builder.duplicates))


class _Builder:
    """Events in, documents out."""

    def __init__(self, text: str, place: Callable[[int, int], Span]) -> None:
        self.documents: list[Node] = []
        self.duplicates: list[Scalar] = []
        self._text, self._place = text, place
        self.has_pairs = has_pairs(text)
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._budget = Budget.of(len(text))

    def take(self, event: yaml.Event) -> YamlProblem | None:
        start = _offset(event.start_mark)
        match event:
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.SequenceStartEvent():
                self._open.append(_Open("sequence", start, start, event.anchor, event.tag, []))
            case yaml.MappingStartEvent():
                self._open.append(_Open("mapping", start, start, event.anchor, event.tag, []))
            case yaml.CollectionEndEvent():
                self._close(event)
            case yaml.AliasEvent():
                return self._alias(event)
            case yaml.DocumentStartEvent():
                self._anchors = {}
        if len(self._open) > YAML_DEPTH:
            return YamlProblem(start, TOO_DEEP)
        return None

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        style: Style = _STYLES.get(event.style, "plain")
        start, end = _offset(event.start_mark), _offset(event.end_mark)
        if style in ("literal", "folded"):  # libyaml counts the blank lines that follow
            end = start + len(self._text[start:end].rstrip())
        tag = event.tag if event.tag != "tag:yaml.org,2002:str" else None
        value = event.value
        if self.has_pairs and has_pairs(self._text[start:end]):
            value = restored(value, escapes=style == "double")
        scalar = Scalar(self._place(start, end), value, style, tag)
        self._add(scalar, event.anchor, end, len(value) + _NODE)

    def _add(self, node: Node, anchor: str | None, end: int, weight: int) -> None:
        if anchor:
            self._anchors[anchor] = node, weight
        if not self._open:
            self.documents.append(node)
            return
        parent = self._open[-1]
        parent.children.append(node)
        parent.end = max(parent.end, end)
        parent.weight += weight

    def _alias(self, event: yaml.AliasEvent) -> YamlProblem | None:
        known = self._anchors.get(event.anchor or "")
        start = _offset(event.start_mark)
        if known is None:
            return YamlProblem(start, f"the alias `*{event.anchor}` has no anchor before it")
        target, weight = known
        if not self._budget.pay(weight, pieces=0):
            return YamlProblem(start, f"with the alias `*{event.anchor}` {TOO_MUCH}", is_growth=True)
        self._add(target, None, _offset(event.end_mark), weight)
        return None

    def _close(self, event: yaml.CollectionEndEvent) -> None:
        done = self._open.pop()
        flow = _offset(event.end_mark) > _offset(event.start_mark)
        # A block collection ends where its last child does; libyaml runs on to the next token.
        end = _offset(event.end_mark) if flow else done.end
        span = self._place(done.start, end)
        node = self._sequence(done, span) if done.kind == "sequence" else self._mapping(done, span)
        self._add(node, done.anchor, end, done.weight)

    def _sequence(self, done: _Open, span: Span) -> Sequence:
        return Sequence(span, tuple(done.children), done.tag)

    def _mapping(self, done: _Open, span: Span) -> Mapping:
        keys, values = done.children[::2], done.children[1::2]
        seen: set[str] = set()
        for key in keys:
            if isinstance(key, Scalar) and key.value != "<<":
                if key.value in seen:
                    self.duplicates.append(key)
                seen.add(key.value)
        return Mapping(span, tuple(zip(keys, values, strict=False)), done.tag)


class _Mark(Protocol):
    index: int


def _offset(mark: _Mark | None) -> int:
    assert mark is not None, "the parser marks every event"
    return mark.index


def _marked_problem(error: yaml.MarkedYAMLError, length: int) -> YamlProblem:
    mark = error.problem_mark or error.context_mark
    message = error.problem or error.context or "it cannot be read"
    return YamlProblem(min(mark.index, length) if mark else 0, _in_our_words(message))


def _in_our_words(message: str) -> str:
    return TOO_DEEP if _ABOUT_DEPTH.search(message) else message or "it cannot be read"


def _code(error: yaml.reader.ReaderError) -> int:
    return error.character if isinstance(error.character, int) else ord(error.character[:1] or "\0")


def _reader_offset(text: str) -> int:
    """Where the first character stands that YAML does not allow (the error counts bytes)."""
    found = re.search("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    return found.start() if found else 0
