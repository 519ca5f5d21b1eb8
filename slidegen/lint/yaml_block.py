"""YAML text inside a document: a whole file, or a fence of a slide; its nodes, and where they stand.

Knows PyYAML's nodes and how a fence was moved left. Must not know Kubernetes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import yaml

from slidegen.deck.model import Fence, Fragment
from slidegen.location import Span
from slidegen.source.file import SourceFile

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

YAML_INFO = ("yaml", "yml")


@dataclass(frozen=True)
class YamlBlock:
    """A piece of YAML. Not slotted: it is composed on first use."""

    source: SourceFile
    text: str  #: without the fence's indentation
    line: int  #: of its first line in the file, from 1
    column: int  #: how many columns each line was moved left
    fence: Fence | None  #: None for a whole file

    @cached_property
    def _composed(self) -> tuple[tuple[yaml.Node, ...], str]:
        try:
            return tuple(n for n in yaml.compose_all(self.text, Loader=Loader) if n is not None), ""
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            return (), str(error) or type(error).__name__

    @property
    def documents(self) -> tuple[yaml.Node, ...]:
        """The root nodes; none when any part of the text is not YAML (templates, `...`)."""
        return self._composed[0]

    @property
    def parses(self) -> bool:
        return not self._composed[1]

    def offset(self, mark: yaml.Mark) -> int:
        """Where `mark` stands in the source's text."""
        starts = self.source.line_starts
        line = self.line - 1 + mark.line
        if line >= len(starts):
            return len(self.source.text)
        return min(starts[line] + self.column + mark.column, len(self.source.text))

    def span(self, node: yaml.Node) -> Span:
        """The text of `node`; for a scalar exactly its text, quotes included."""
        return self.source.span(self.offset(node.start_mark), self.offset(node.end_mark))


def yaml_blocks_in(
    source: SourceFile, kind: Literal["markdown", "yaml", "shell", "dockerfile"], fragment: Fragment | None
) -> Iterator[YamlBlock]:
    if kind == "yaml":
        yield YamlBlock(source, source.text, 1, 0, None)
    if fragment is None:
        return
    for fence in fragment.fences:
        if info_word(fence.info) in YAML_INFO:
            yield YamlBlock(source, fence.text, fence.line + 1, fence.column, fence)


def info_word(info: str) -> str:
    """The language of an info string: `yaml` of `.small[yaml` and of `yaml file=x`."""
    return info.rpartition("[")[2].split(" ")[0].strip().lower() if info else ""


def pairs(node: yaml.Node | None) -> Iterator[tuple[str, yaml.ScalarNode, yaml.Node]]:
    """`(key, key node, value node)` of a mapping with plain keys; nothing for other nodes."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield key.value, key, value


def child(node: yaml.Node | None, *keys: str) -> yaml.Node | None:
    """The node at `keys` below `node`."""
    for key in keys:
        node = next((value for name, _, value in pairs(node) if name == key), None)
        if node is None:
            return None
    return node


def scalar(node: yaml.Node | None) -> str:
    """The text of a scalar, `` for any other node."""
    return node.value if isinstance(node, yaml.ScalarNode) else ""
