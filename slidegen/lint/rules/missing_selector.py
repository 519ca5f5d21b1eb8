r"""Workloads without the selector that they need, or with one that finds none of their own pods.

What: a Deployment, DaemonSet, StatefulSet or ReplicaSet of `apps/v1` without `spec.selector`, or whose
`matchLabels` differ from the labels of its own template.

Why: the API server refuses it: `spec.selector: Required value`, or `selector does not match template labels`.

Bad (k8s/web.yaml):

    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: web
    spec:
      template:
        metadata:
          labels:
            app: web
        spec:
          containers:
          - name: nginx
            image: nginx

Bad (k8s/web.yaml):

    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: web
    spec:
      selector:
        matchLabels:
          app: wbe
      template:
        metadata:
          labels:
            app: web

Good (k8s/web.yaml):

    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: web
    spec:
      selector:
        matchLabels:
          app: web
      template:
        metadata:
          labels:
            app: web

Fix: none. Write the labels of the template under `spec.selector.matchLabels`.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.objects import KubernetesObject, objects_in
from slidegen.lint.project import Project
from slidegen.source.nodes import Mapping, Node, Scalar

RULE = Rule("SG206", "missing-selector", Severity.ERROR, "A workload whose selector does not find its pods")
KINDS = ("Deployment", "DaemonSet", "StatefulSet", "ReplicaSet")


def check(document: Document, _project: Project) -> Iterator[Finding]:
    for found in document.view(objects_in):
        if found.api_version == "apps/v1" and found.kind in KINDS and found.node is not None:
            yield from _judged(document, found, found.node)


def _judged(document: Document, found: KubernetesObject, node: Mapping) -> Iterator[Finding]:
    labels = _texts(node.at("spec", "template", "metadata", "labels"))
    if not labels:  # a shortened example, or a patch: it says nothing of its pods
        return
    selector = node.at("spec", "selector")
    if selector is None:
        span = found.kind_span
        message = f"this {found.kind} has no spec.selector"
        advice = "write the labels of its template under spec.selector.matchLabels"
        yield document.source.finding(RULE, span.start, span.end, message, help=advice)
        return
    match_labels = selector.get("matchLabels") if isinstance(selector, Mapping) else None
    for key, value in match_labels if isinstance(match_labels, Mapping) else ():
        if isinstance(value, Scalar) and labels.get(key.value) != value.value:
            yield document.source.finding(
                RULE,
                key.span.start,
                value.span.end,
                f"the template of this {found.kind} has no label {key.value}={value.value}",
                help="make the selector and the labels of the template equal",
            )


def _texts(node: Node | None) -> dict[str, str]:
    if not isinstance(node, Mapping):
        return {}
    return {key.value: value.value for key, value in node if isinstance(value, Scalar)}
