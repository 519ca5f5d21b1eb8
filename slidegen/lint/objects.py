"""Kubernetes objects of a document: in its YAML, and, by their lines, in text that is no YAML.

Templates (`{{ }}`), here-documents and shortened examples (`...`) do not parse; their `apiVersion:` and
`kind:` lines still say what they are, and no more than that is believed of them.

Knows where objects stand. Must not know what became stale.
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.document import Document
from slidegen.lint.here_documents import escaped_manifests, here_manifests, is_yaml
from slidegen.lint.slides import fragment_of
from slidegen.lint.yaml_block import YamlBlock, yaml_blocks_in
from slidegen.location import Span
from slidegen.source.nodes import Mapping, Node, Scalar, mappings_in

LINE = re.compile(
    r"""^(?P<indent>[ \t]*(?:-[ ]+)?)(?:
        (?P<key>apiVersion|kind):[ \t]+(?P<quote>["']?)(?P<value>[\w./-]+)(?P=quote)[ \t]*(?:\#[^\n]*)?
      | (?P<end>---)
    )$""",
    re.M | re.X,
)
#: Where a chart's template goes on to what it writes on another cluster, or on all of them.
CHOICE = re.compile(r"\{[{%][-+ ]*(?:else|end(?:if)?)\b")
#: How far apart the two lines of one object may be.
NEAR = 400


@dataclass(frozen=True, slots=True)
class KubernetesObject:
    """An object by its type; its node when the text around it is YAML."""

    api_version: str
    api_span: Span  #: without quotes
    kind: str
    kind_span: Span
    node: Mapping | None
    block: YamlBlock | None
    others: tuple[tuple[str, Span], ...] = ()  #: what a chart's template writes instead on other clusters

    @property
    def is_reference(self) -> bool:
        """Whether it only names an object that stands elsewhere."""
        return self.node is not None and self.node.get("metadata") is None and self.node.get("spec") is None

    @property
    def in_each_version(self) -> "Iterator[KubernetesObject]":
        """It, and what a chart's template makes of it on other clusters."""
        written = ((self.api_version, self.api_span), *self.others)
        for each in written:
            others = tuple(other for other in written if other != each)
            yield replace(self, api_version=each[0], api_span=each[1], others=others)


def objects_in(document: Document) -> tuple[KubernetesObject, ...]:
    if "apiVersion" not in document.text:
        return ()
    return tuple(_objects(document))


def _objects(document: Document) -> Iterator[KubernetesObject]:
    for block in document.view(yaml_blocks_in):
        if "apiVersion" not in block.text:
            continue
        if block.parses:
            for root in block.documents:
                yield from _typed(block, root)
        elif block.fence is None:
            yield from _by_lines(document, 0, len(document.text))
        else:
            span = block.fence.text_span
            yield from _by_lines(document, span.start, span.end)
    if document.kind in ("shell", "dockerfile"):
        yield from _beside_here_documents(document, 0, len(document.text))
    for fence in document.view(fragment_of).fences:
        if "apiVersion" in fence.text and not is_yaml(fence):
            yield from _beside_here_documents(document, fence.text_span.start, fence.text_span.end)


def _beside_here_documents(document: Document, start: int, end: int) -> Iterator[KubernetesObject]:
    """What lines say outside of the manifests that are blocks of their own."""
    handed = (*document.view(here_manifests), *(each.fence for each in document.view(escaped_manifests)))
    for each in sorted(handed, key=lambda fence: fence.span.start):
        if start <= each.span.start < end:
            yield from _by_lines(document, start, each.span.start)
            start = each.span.end
    yield from _by_lines(document, start, end)


def _typed(block: YamlBlock, root: Node) -> Iterator[KubernetesObject]:
    """The objects at `root` and below it: the items of a list, what a reference such as `scaleTargetRef`
    names, what a resource of somebody's own carries along.
    """
    for node in mappings_in(root):
        version, kind = node.get("apiVersion"), node.get("kind")
        if isinstance(version, Scalar) and isinstance(kind, Scalar):
            yield KubernetesObject(version.value, inside(version), kind.value, inside(kind), node, block)


def inside(node: Scalar) -> Span:
    """The text of a scalar without its quotes."""
    quoted = node.style in ("single", "double") and node.span.end - node.span.start >= 2
    return Span(node.span.path, node.span.start + quoted, node.span.end - quoted)


def _by_lines(document: Document, start: int, end: int) -> Iterator[KubernetesObject]:
    """Pairs of an `apiVersion:` and a `kind:` line in one column, close to each other."""
    waiting: re.Match[str] | None = None
    others: tuple[tuple[str, Span], ...] = ()
    for match in LINE.finditer(document.text, start, end):
        if waiting is None or not CHOICE.search(document.text, waiting.end(), match.start()):
            others = ()
        elif waiting["key"] == match["key"] == "apiVersion":
            others = (*others, (waiting["value"], document.source.span(*waiting.span("value"))))
        if match["end"]:
            waiting = None
        elif waiting is not None and _belong_together(waiting, match):
            version, kind = (waiting, match) if waiting["key"] == "apiVersion" else (match, waiting)
            spans = [document.source.span(*m.span("value")) for m in (version, kind)]
            yield KubernetesObject(version["value"], spans[0], kind["value"], spans[1], None, None, others)
            waiting = None
        else:
            waiting = match


def _belong_together(first: re.Match[str], second: re.Match[str]) -> bool:
    near = second.start() - first.end() < NEAR
    return near and first["key"] != second["key"] and len(first["indent"]) == len(second["indent"])
