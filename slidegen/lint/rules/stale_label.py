r"""Labels, taints and annotations of Kubernetes that something else took the place of.

What: a key or value such as `node-role.kubernetes.io/master` or `beta.kubernetes.io/os` in an object's YAML.

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
from slidegen.source.nodes import Mapping, Node, Scalar, Sequence

RULE = Rule("SG207", "stale-label", Severity.WARNING, "A label or annotation that Kubernetes no longer reads")


def check(document: Document, project: Project) -> Iterator[Finding]:
    if "apiVersion" not in document.text or not any(name in document.text for name in labels()):
        return
    versions = {found.api_span for found in document.view(objects_in)}  # of which another rule speaks
    for found in document.view(objects_in):
        scalars = list(scalars_in(found.node)) if found.node else []
        written = {scalar.value for scalar in scalars}
        for scalar in scalars:
            label = label_of(scalar.value)
            if label is None or label.since > project.target or inside(scalar) in versions:
                continue
            if label.kinds and found.kind not in label.kinds:
                continue
            if label.replacement not in written:
                yield _finding(document, scalar, label, project)


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
