"""A fragment that was read from a composed text, with its spans moved to the files they come from.

Knows the shapes of the model by their fields. Must not know what any of them means.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace

from slidegen.finding import Finding
from slidegen.location import Span
from slidegen.source.composed import ComposedText
from slidegen.source.file import SourceFile
from slidegen.text.model import Fragment

_BARE = (str, int, type(None))  #: what holds no span


def relocate(fragment: Fragment, text: ComposedText, source_of: Callable[[str], SourceFile]) -> Fragment:
    """`fragment` with every span, line and position told in terms of the files that `text` was made of."""
    found = _Relocation(text, source_of).moved(fragment)
    assert isinstance(found, Fragment)
    return found


class _Relocation:
    def __init__(self, text: ComposedText, source_of: Callable[[str], SourceFile]) -> None:
        self.text = text
        self.source_of = source_of

    def moved(self, node: object) -> object:
        """A value of the same type as `node`."""
        match node:
            case Span():
                return self.text.span(node.start, node.end)
            case tuple():
                return tuple(self.moved(item) for item in node)
            case Finding():
                return self._finding(node)
        if not is_dataclass(node) or isinstance(node, type):
            return node
        parts = ((field.name, getattr(node, field.name)) for field in fields(node))
        changes = {name: self.moved(part) for name, part in parts if not isinstance(part, _BARE)}
        span = changes.get("span")
        if isinstance(span, Span) and hasattr(node, "line"):
            source = self.source_of(span.path)
            changes["line"] = source.line_at(span.start)
            if hasattr(node, "end_line"):
                changes["end_line"] = source.line_at(span.end)
        return replace(node, **changes)

    def _finding(self, finding: Finding) -> Finding:
        span = self.text.span(finding.span.start, finding.span.end)
        source = self.source_of(span.path)
        return replace(finding, span=span, start=source.position(span.start), end=source.position(span.end))
