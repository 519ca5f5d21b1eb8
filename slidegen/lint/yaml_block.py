"""YAML text inside a document: a whole file, or a fence of a slide; its nodes, and where they stand.

Knows how a fence was moved left. Must not know YAML's syntax (`slidegen.source.yaml` does), nor Kubernetes.
"""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from slidegen.lazy_dataclass import dataclass
from slidegen.lint.document import Document
from slidegen.lint.here_documents import escaped_manifests, held_manifests, here_manifests, is_yaml
from slidegen.lint.slides import fragment_of
from slidegen.location import Span
from slidegen.source.file import SourceFile
from slidegen.source.nodes import Mapping, Node, Scalar, YamlReading
from slidegen.source.yaml import compose_documents
from slidegen.text.indents import line_starts
from slidegen.text.model import Fence


@dataclass(frozen=True)
class YamlBlock:
    """A piece of YAML. Not slotted: it is composed on first use."""

    source: SourceFile
    text: str  #: without the fence's indentation
    line: int  #: of its first line in the file, from 1
    column: int  #: how many columns each line was moved left
    fence: Fence | None  #: None for a whole file
    starts: tuple[int, ...] = ()  #: where its lines begin in the file, when they are no lines of the file

    @cached_property
    def reading(self) -> YamlReading:
        """As YAML. JSON is some, but for tabs between its words."""
        is_json = "\t" in self.text and self.text.lstrip().startswith(("{", "["))
        return compose_documents(self.text.replace("\t", " ") if is_json else self.text, self.place)

    @property
    def documents(self) -> tuple[Node, ...]:
        """The root nodes; none when any part of the text is not YAML (templates, `...`)."""
        return self.reading.documents if self.parses else ()

    @property
    def parses(self) -> bool:
        return self.reading.problem is None

    def place(self, start: int, end: int) -> Span:
        """Where `text[start:end]` stands in the file."""
        if self.fence is None:
            return self.source.span(start, end)
        return self.source.span(self.offset(start), self.offset(end))

    def offset(self, at: int) -> int:
        """Where `text[at]` stands in the file's text."""
        line = bisect_right(self._starts, at) - 1
        if line >= len(self._places):
            return len(self.source.text)
        return min(self._places[line] + at - self._starts[line], len(self.source.text))

    @cached_property
    def _places(self) -> tuple[int, ...]:
        """Where each line of `text` begins in the file's text."""
        if self.fence is None or self.starts:
            return self.starts or self._starts
        span = self.fence.text_span
        return line_starts(self.source.text, span.start, span.end, self.text)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(SourceFile(self.source.path, self.text).line_starts)


def yaml_blocks_in(document: Document) -> tuple[YamlBlock, ...]:
    """The file itself when it is YAML; else its fences of YAML, and what scripts hand on as YAML. What either
    holds as a text stands behind it.
    """
    held = document.view(held_manifests) if "apiVersion" in document.text else ()
    if document.kind == "yaml":
        whole = YamlBlock(document.source, document.text, 1, 0, None)
        return (whole, *(_of_fence(document, fence) for fence in held))
    marked = [
        YamlBlock(document.source, fence.text, fence.line + 1, fence.column, fence)
        for fence in document.view(fragment_of).fences
        if is_yaml(fence)
    ]
    here = [_of_fence(document, each) for each in (*document.view(here_manifests), *held)]
    here += [
        YamlBlock(document.source, each.fence.text, each.fence.line, 0, each.fence, each.starts)
        for each in document.view(escaped_manifests)
    ]
    return tuple(sorted((*marked, *here), key=lambda block: block.offset(0))) if here else tuple(marked)


def _of_fence(document: Document, fence: Fence) -> YamlBlock:
    """What was made a fence of, without marks: it begins at its own line."""
    return YamlBlock(document.source, fence.text, fence.line, fence.column, fence)


def child(node: Node | None, *path: str | int) -> Node | None:
    """The node at `path` below `node`."""
    return node.at(*path) if isinstance(node, Mapping) else None


def scalar(node: Node | None) -> str:
    """The text of a scalar, `` for any other node."""
    return node.value if isinstance(node, Scalar) else ""


def pairs(node: Node | None) -> Iterator[tuple[Scalar, Node]]:
    """The entries of a mapping whose keys are scalars; nothing for other nodes."""
    return iter(node) if isinstance(node, Mapping) else iter(())
