"""`run` labels in YAML: those of objects, selectors of services, expressions.

Knows where manifests name labels, and what to do where YAML does not parse. Must not know whose label it is.
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.lint.document import Document
from slidegen.lint.migration.label_use import KEY, LabelUse
from slidegen.lint.migration.worth_reading import may_label, may_label_run
from slidegen.lint.yaml_block import YamlBlock, child, scalar, yaml_blocks_in
from slidegen.source.nodes import Mapping, Node, Scalar, Sequence

YAML_LINE = re.compile(
    r"^(?P<indent>[ ]*)(?:- )?[\"']?(?P<key>run)[\"']?:[ ]+[\"']?(?P<name>[a-z0-9][-a-z0-9]*)", re.M
)
LABEL_PARENTS = frozenset(("labels", "matchLabels", "selector", "podSelector", "commonLabels", "pairs"))
DEEPEST = 60


def uses_in_manifest(document: Document, block: YamlBlock) -> Iterator[LabelUse]:
    if not may_label(block.text):
        return
    if not block.parses:
        yield from _in_lines(document, block)
    for root in block.documents:
        yield from _in_node(document, root, "", 0)


def pods_labelled_in(document: Document) -> frozenset[str]:
    """The `run` labels that are pods' own names, as `kubectl run --dry-run=client -o yaml` prints them: right
    in every version, whoever else is called so.
    """
    if not document.view(may_label_run) or "Pod" not in document.text:
        return frozenset()
    roots = (root for block in document.view(yaml_blocks_in) for root in block.documents)
    pods = (root for root in roots if scalar(child(root, "kind")) == "Pod")
    named = ((scalar(child(pod, "metadata", *path)) for path in (("name",), ("labels", KEY))) for pod in pods)
    return frozenset(name for name, label in named if name == label) - {""}


def _in_node(document: Document, node: Node, parent: str, depth: int) -> Iterator[LabelUse]:
    if depth > DEEPEST:
        return
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _in_node(document, item, "", depth + 1)
    elif isinstance(node, Mapping):
        for key, value in node:
            if key.value == KEY and parent in LABEL_PARENTS and isinstance(value, Scalar):
                yield _of_entry(document, node, key, value)
            yield from _in_node(document, value, key.value, depth + 1)
        yield from _in_expression(document, node)


def _in_expression(document: Document, node: Mapping) -> Iterator[LabelUse]:
    """`{key: run, operator: In, values: [web]}`."""
    key, values = node.get("key"), node.get("values")
    if not isinstance(key, Scalar) or key.value != KEY or node.get("operator") is None:
        return
    items = values.items if isinstance(values, Sequence) else ()
    names = tuple(item.value for item in items if isinstance(item, Scalar))
    at = key.span.start + (key.style != "plain")
    yield LabelUse(document, "yaml", at, at + len(KEY), at, names, True)


def _of_entry(document: Document, labels: Mapping, key: Scalar, value: Scalar) -> LabelUse:
    at = key.span.start + (key.style != "plain")
    end = max(key.span.end, value.span.end)
    return LabelUse(document, "yaml", key.span.start, end, at, (value.value,), labels.get("app") is None)


def _in_lines(document: Document, block: YamlBlock) -> Iterator[LabelUse]:
    """Where YAML does not parse: a line `run: NAME` whose parent line, by indentation, is about labels."""
    lines = block.text.split("\n")
    start = 0
    for number, line in enumerate(lines):
        match = YAML_LINE.match(line)
        if match and _parent(lines, number, len(match["indent"])) in LABEL_PARENTS:
            at = block.place(start + match.start("key"), start + match.end())
            yield LabelUse(document, "yaml", at.start, at.end, at.start, (match["name"],), False)
        start += len(line) + 1


def _parent(lines: list[str], number: int, indent: int) -> str:
    for line in reversed(lines[max(0, number - 40) : number]):
        if line.strip() and len(line) - len(line.lstrip()) < indent:
            return line.strip().removeprefix("- ").rstrip(":")
    return ""
