r"""Keys that stand twice in one mapping of a manifest.

What: the same key twice in one mapping of a Kubernetes object; where a second object follows without `---`,
that is said once.

Why: only one of the two counts, and from Kubernetes 1.27 kubectl says so. It is usually a slip of copying.

Bad (k8s/web.yaml):

    apiVersion: v1
    kind: Service
    metadata:
      name: web
    spec:
      type: NodePort
      ports:
      - port: 80
      type: ClusterIP

Bad (k8s/all.yaml):

    apiVersion: v1
    kind: Namespace
    metadata:
      name: web

    apiVersion: v1
    kind: ServiceAccount
    metadata:
      name: web

Good (k8s/web.yaml):

    apiVersion: v1
    kind: Service
    metadata:
      name: web
    spec:
      type: ClusterIP
      ports:
      - port: 80

Good:

    ```yaml
    # before
    apiVersion: extensions/v1
    kind: Ticket
    # and after
    apiVersion: example.com/v1
    kind: Ticket
    ```

Good:

    ```yaml
    apiVersion: example.com/v1
    kind: Ticket
    spec:
      # by name
      seat: A1
      # or by number
      seat: 7
    ```

Good:

    ```yaml
    apiVersion: example.com/v1
    kind: Ticket
    labels:
      <name>: <value>
      <name>: <value>
    ```

Good:

    ```yaml
    # Source: shop/templates/ticket.yaml
    apiVersion: example.com/v1
    kind: Ticket
    seat: A1
    seat: A1
    ```

Fix: none. Remove the one that is not meant. Slides may show two objects in one fence, and one thing in
several forms, each below a comment that says which.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.meant_old import as_meant
from slidegen.lint.objects import objects_in
from slidegen.lint.project import Project
from slidegen.lint.typography import BLANKS
from slidegen.lint.yaml_block import YamlBlock, yaml_blocks_in
from slidegen.source.nodes import Scalar
from slidegen.text.placeholder import placeholders

_RENDERED = re.compile(r"\s*(?:---\s+)?# Source: [\w.-]+/templates/")
RULE = Rule("SG208", "duplicate-yaml-key", Severity.ERROR, "A key that stands twice in one mapping")


def check(document: Document, _project: Project) -> Iterator[Finding]:
    if not document.view(objects_in):
        return
    for block in document.view(yaml_blocks_in):
        if not block.parses or "apiVersion" not in block.text or _shows_another(document, block):
            continue
        forms = _other_forms(document, block)
        objects = _at_margin(document, block) if _holds_two(block) else ()
        for key in block.reading.duplicates:
            is_of_objects = key in objects
            if document.source.line_at(key.span.start) in forms or (
                is_of_objects and key.value != "apiVersion"
            ):
                continue
            if not key.value.isascii() and key.value[0] in BLANKS:
                continue  # a margin that is none (SG113): what stands below it seems to stand beside it
            if key.value in placeholders(key.value):
                continue  # `<argument>: <value>`, as often as there are some
            message = f"the key `{key.value}` stands twice here"
            advice = "remove the one that is not meant"
            if is_of_objects:
                message, advice = (
                    "another object begins here, and its keys replace those above",
                    "write `---` between",
                )
            finding = document.source.finding(RULE, key.span.start, key.span.end, message, help=advice)
            yield as_meant(document, finding)


def _other_forms(document: Document, block: YamlBlock) -> set[int]:
    """The lines of a fence below a comment, up to the next one, where the first of them says a key again."""
    if document.kind != "markdown" or "#" not in block.text:
        return set()
    end = block.line + block.text.count("\n") + 1
    comments = {n for n in range(block.line, end) if document.source.line(n).lstrip().startswith("#")}
    found: set[int] = set()
    for number in {document.source.line_at(key.span.start) for key in block.reading.duplicates}:
        if number - 1 in comments:
            found.update(range(number, min((n for n in comments if n > number), default=end)))
    return found


def _shows_another(document: Document, block: YamlBlock) -> bool:
    """Whether a fence shows two objects, one below the other, which nobody applies so, or what Helm made of a
    template, which nobody wrote.
    """
    return document.kind == "markdown" and (_holds_two(block) or _RENDERED.match(block.text) is not None)


def _holds_two(block: YamlBlock) -> bool:
    return {"apiVersion", "kind"} <= {key.value for key in block.reading.duplicates}


def _at_margin(document: Document, block: YamlBlock) -> tuple[Scalar, ...]:
    """The keys of whole objects among those that stand twice."""
    keys = block.reading.duplicates
    return tuple(key for key in keys if document.source.position(key.span.start).column == 1)
