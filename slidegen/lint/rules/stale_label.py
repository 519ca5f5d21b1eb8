r"""Labels, taints and annotations of Kubernetes that something else took the place of.

What: a key or value such as `node-role.kubernetes.io/master` or `beta.kubernetes.io/os` in an object's YAML,
and below `nodeSelector`, `tolerations` and `affinity` in a piece of one.

Why: the target version does not read or write it any more, or will not soon: a toleration then tolerates
nothing, and a node selector selects no node.

Bad (1.32, k8s/agent.yaml):

    apiVersion: apps/v1
    kind: DaemonSet
    metadata:
      name: agent
    spec:
      selector:
        matchLabels:
          app: agent
      template:
        metadata:
          labels:
            app: agent
        spec:
          tolerations:
          - key: node-role.kubernetes.io/master
            effect: NoSchedule

Bad (1.32):

    ```yaml
    tolerations:
    - key: node-role.kubernetes.io/master
      effect: NoSchedule
    ```

Bad (1.32, values.yaml):

    agent:
      nodeSelector:
        beta.kubernetes.io/os: linux

Bad (1.32):

    ```json
    {"agent": {"nodeSelector": {"beta.kubernetes.io/os": "linux"}}}
    ```

Good (1.32):

    ```yaml
    tolerations:
    - key: node-role.kubernetes.io/control-plane
      effect: NoSchedule
    ```

Good (1.32, values.yaml):

    agent:
      nodeSelector:
        kubernetes.io/os: linux

Good (1.32):

    ```json
    {"agent": {"nodeSelector": {"kubernetes.io/os": "linux"}}}
    ```

Good (1.32, labels.yaml):

    beta.kubernetes.io/os: linux

Good (1.19, k8s/agent.yaml):

    apiVersion: v1
    kind: Pod
    metadata:
      name: agent
    spec:
      tolerations:
      - key: node-role.kubernetes.io/master
        effect: NoSchedule

Good (1.32, k8s/agent.yaml):

    apiVersion: v1
    kind: Pod
    metadata:
      name: agent
    spec:
      tolerations:
      - key: node-role.kubernetes.io/control-plane
        effect: NoSchedule

Good (1.32, k8s/agent.yaml):

    apiVersion: apps/v1
    kind: DaemonSet
    metadata:
      name: agent
    spec:
      selector:
        matchLabels:
          app: agent
      template:
        metadata:
          labels:
            app: agent
        spec:
          tolerations:
          - key: node-role.kubernetes.io/control-plane
            effect: NoSchedule

Good (1.32, k8s/route.yaml):

    apiVersion: traefik.io/v1alpha1
    kind: IngressRoute
    metadata:
      name: web
      annotations:
        kubernetes.io/ingress.class: traefik

Fix: safe or unsafe. The new name takes the old one's place, unsafely where clusters of both kinds are
about; what became a field has no fix.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.kubernetes import Label, label_of, labels
from slidegen.lint.objects import inside, objects_in
from slidegen.lint.project import Project
from slidegen.lint.yaml_block import yaml_blocks_in
from slidegen.source.nodes import Mapping, Node, Scalar, Sequence, mappings_in

RULE = Rule("SG207", "stale-label", Severity.WARNING, "A label or annotation that Kubernetes no longer reads")
#: Keys below which a pod says on which nodes it runs.
PARTS = ("nodeSelector", "tolerations", "affinity", "nodeAffinity", "nodeSelectorTerms", "matchExpressions")
DEEPEST = 60


def check(document: Document, project: Project) -> Iterator[Finding]:
    if not any(name in document.text for name in labels()):
        return
    versions = {found.api_span for found in document.view(objects_in)}  # of which another rule speaks
    for found in document.view(objects_in):
        scalars = list(scalars_in(found.node)) if found.node else []
        for scalar, label in _stale(scalars, project):
            if inside(scalar) not in versions and (not label.kinds or found.kind in label.kinds):
                yield _finding(document, scalar, label, project)
    for part in _parts_in(document):
        for scalar, label in _stale(list(scalars_in(part)), project):
            if not label.kinds:
                yield _finding(document, scalar, label, project)


def _stale(scalars: list[Scalar], project: Project) -> Iterator[tuple[Scalar, Label]]:
    """Those that are stale labels, where nobody has written the new one beside the old."""
    written = {scalar.value for scalar in scalars}
    for scalar in scalars:
        label = label_of(scalar.value)
        if label and label.since <= project.target and label.replacement not in written:
            yield scalar, label


def _parts_in(document: Document) -> Iterator[Node]:
    """What is said of nodes in YAML that is no whole object: a piece of one on a slide, a chart's values."""
    for block in document.view(yaml_blocks_in):
        for root in block.documents if any(name in block.text for name in PARTS) else ():
            if not any(isinstance(node.get("kind"), Scalar) for node in mappings_in(root)):
                yield from _parts(root, 0)


def _parts(node: Node, depth: int) -> Iterator[Node]:
    if depth > DEEPEST:
        return
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _parts(item, depth + 1)
    elif isinstance(node, Mapping):
        for key, value in node:
            if key.value in PARTS:
                yield value
            else:
                yield from _parts(value, depth + 1)


def scalars_in(node: Node) -> Iterator[Scalar]:
    """Every scalar below `node`, keys too, in order."""
    waiting = [node]
    while waiting:
        match waiting.pop():
            case Scalar() as scalar:
                yield scalar
            case Sequence(items=items):
                waiting += reversed(items)
            case Mapping(entries=entries):
                waiting += [part for key, value in reversed(entries) for part in (value, key)]


def _finding(document: Document, scalar: Scalar, label: Label, project: Project) -> Finding:
    span = inside(scalar)
    if label.is_prefix:
        span = document.source.span(span.start, span.start + len(label.name))
    how = "does nothing" if label.is_gone(project.target) else "is deprecated"
    message, fix = f"{label.name} {how} since {label.end(project.target)}", None
    if label.fix:
        edit = Edit(span, label.replacement)
        fix = Fix(f"Write {label.replacement}", (edit,), Applicability(label.fix))
    return document.source.finding(
        RULE, span.start, span.end, message, help=f"use {label.replacement}", fix=fix
    )
