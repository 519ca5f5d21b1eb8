r"""Workloads without the selector that they need, or with one that finds none of their own pods.

What: a Deployment, DaemonSet, StatefulSet or ReplicaSet of `apps/v1` without `spec.selector`, or whose
`matchLabels` differ from the labels of its own template.

Why: the API server refuses it: `spec.selector: Required value`, or `selector does not match template labels`.
Where the text around it says that it is wrong it is a note, since readers may be asked to mend it.

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
          app: web
      template:
        metadata:
        labels:
          app: web
        spec:
          containers:
          - name: nginx
            image: nginx

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
        spec:
          containers:
          - name: nginx
            image: nginx

Good (k8s/to-be-filled-in.yaml):

    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: web
    spec:
      selector:
        matchLabels:
          ???: ???
      template:
        metadata:
          labels:
            app: web
        spec:
          containers:
          - name: nginx
            image: nginx

Good (k8s/patch.yaml):

    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: web
    spec:
      template:
        metadata:
          labels:
            tier: front

Fix: none. Write the labels of the template under `spec.selector.matchLabels`.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.kustomize import patches_of, selected_by_kustomize, speaks_of_kustomize
from slidegen.lint.meant_old import as_meant
from slidegen.lint.objects import KubernetesObject, objects_in
from slidegen.lint.project import Project
from slidegen.lint.rules.removed_api_version import WITH_SELECTOR
from slidegen.source.nodes import Mapping, Node, Scalar, Sequence

RULE = Rule("SG206", "missing-selector", Severity.ERROR, "A workload whose selector does not find its pods")
#: What readers are to fill in.
_BLANK = re.compile(r"[?._…-]+|<[^>]*>|\[[^\]]*\]|\$\{?\w+\}?|\{\{.*\}\}")


def check(document: Document, project: Project) -> Iterator[Finding]:
    for found in document.view(objects_in):
        if found.api_version != "apps/v1" or found.kind not in WITH_SELECTOR or found.node is None:
            continue
        if not _is_part(found.node) and document.path not in project.view(patches_of):
            for finding in _judged(document, project, found, found.node):
                yield as_meant(document, finding)


def _judged(
    document: Document, project: Project, found: KubernetesObject, node: Mapping
) -> Iterator[Finding]:
    labels = _texts(node.at("spec", "template", "metadata", "labels"))
    selector = node.at("spec", "selector")
    if selector is not None:
        yield from _unmatched(document, found, node, labels)
    elif labels and not _is_completed(document, project):
        # without labels it is a shortened example, which says nothing of its pods
        span = found.kind_span
        message = f"this {found.kind} has no spec.selector"
        advice = "write the labels of its template under spec.selector.matchLabels"
        yield document.source.finding(RULE, span.start, span.end, message, help=advice)


def _is_completed(document: Document, project: Project) -> bool:
    """Whether kustomize adds the selector."""
    return speaks_of_kustomize(document) or document.path in project.view(selected_by_kustomize)


def _unmatched(
    document: Document, found: KubernetesObject, node: Mapping, labels: dict[str, str]
) -> Iterator[Finding]:
    match_labels = node.at("spec", "selector", "matchLabels")
    for key, value in match_labels if isinstance(match_labels, Mapping) else ():
        if not isinstance(value, Scalar) or _is_left_out(key, value):
            continue
        if labels.get(key.value) != value.value:
            yield document.source.finding(
                RULE,
                key.span.start,
                value.span.end,
                f"the template of this {found.kind} has no label {key.value}={value.value}",
                help=_advice(node),
            )
    yield from _unmatched_expressions(document, found, node, labels)


def _unmatched_expressions(
    document: Document, found: KubernetesObject, node: Mapping, labels: dict[str, str]
) -> Iterator[Finding]:
    """`matchExpressions` that ask for one of some values, or that the label is there at all."""
    expressions = node.at("spec", "selector", "matchExpressions")
    for each in expressions.items if isinstance(expressions, Sequence) else ():
        key, operator = (
            each.get(name) if isinstance(each, Mapping) else None for name in ("key", "operator")
        )
        if not isinstance(each, Mapping) or not isinstance(key, Scalar) or not isinstance(operator, Scalar):
            continue
        values = _values(each.get("values"))
        is_there = key.value in labels and (operator.value == "Exists" or labels[key.value] in values)
        if operator.value in ("In", "Exists") and not is_there and not any(map(_BLANK.fullmatch, values)):
            wanted = f"{key.value} in ({', '.join(values)})" if values else key.value
            message = f"the template of this {found.kind} has no label {wanted}"
            yield document.source.finding(RULE, each.span.start, each.span.end, message, help=_advice(node))


def _is_left_out(key: Scalar, value: Scalar) -> bool:
    """Whether the label is not written yet: `???: ???`, `app: ...`, `app: <name>`."""
    return any(_BLANK.fullmatch(each.value) for each in (key, value))


def _advice(node: Mapping) -> str:
    if node.at("spec", "template", "labels") is not None:
        return "`labels` stands beside the template's `metadata`: indent it, so that it stands below"
    return "make the selector and the labels of the template equal"


def _is_part(node: Mapping) -> bool:
    """Whether it is laid over another object, or shortened: no container of it names an image."""
    pod = node.at("spec", "template", "spec")
    containers = pod.get("containers") if isinstance(pod, Mapping) else None
    items = containers.items if isinstance(containers, Sequence) else ()
    return not any(isinstance(item, Mapping) and item.get("image") for item in items)


def _values(node: Node | None) -> tuple[str, ...]:
    items = node.items if isinstance(node, Sequence) else ()
    return tuple(item.value for item in items if isinstance(item, Scalar))


def _texts(node: Node | None) -> dict[str, str]:
    if not isinstance(node, Mapping):
        return {}
    return {key.value: value.value for key, value in node if isinstance(value, Scalar)}
