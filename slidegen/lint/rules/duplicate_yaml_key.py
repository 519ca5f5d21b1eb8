r"""Keys that stand twice in one mapping of a manifest.

What: the same key twice in one mapping of a Kubernetes object.

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

Fix: none. Remove the one that is not meant. Slides may show two objects in one fence.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.objects import objects_in
from slidegen.lint.project import Project
from slidegen.lint.yaml_block import YamlBlock, yaml_blocks_in

RULE = Rule("SG208", "duplicate-yaml-key", Severity.ERROR, "A key that stands twice in one mapping")


def check(document: Document, _project: Project) -> Iterator[Finding]:
    if not document.view(objects_in):
        return
    for block in document.view(yaml_blocks_in):
        if not block.parses or "apiVersion" not in block.text or _shows_two(document, block):
            continue
        for key in block.reading.duplicates:
            message = f"the key `{key.value}` stands twice here"
            advice = "remove the one that is not meant"
            yield document.source.finding(RULE, key.span.start, key.span.end, message, help=advice)


def _shows_two(document: Document, block: YamlBlock) -> bool:
    """Whether a fence shows two objects, one below the other, which nobody applies so."""
    twice = {key.value for key in block.reading.duplicates}
    return document.kind == "markdown" and {"apiVersion", "kind"} <= twice
