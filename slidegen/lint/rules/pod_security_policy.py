r"""PodSecurityPolicies, which Kubernetes 1.25 removed.

What: an object of kind `PodSecurityPolicy`, or an RBAC rule about `podsecuritypolicies`.

Why: there is no such kind any more. Namespaces are given a level of Pod Security Admission by a label
instead.

Bad (1.32, k8s/psp.yaml):

    apiVersion: policy/v1beta1
    kind: PodSecurityPolicy
    metadata:
      name: restricted

Good (1.20, k8s/psp.yaml):

    apiVersion: policy/v1beta1
    kind: PodSecurityPolicy
    metadata:
      name: restricted

Good (1.32, k8s/namespace.yaml):

    apiVersion: v1
    kind: Namespace
    metadata:
      name: green
      labels:
        pod-security.kubernetes.io/enforce: restricted

Fix: none. A policy and a level do not say the same things.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.objects import KubernetesObject, objects_in
from slidegen.lint.project import Project
from slidegen.lint.version import Version
from slidegen.location import Span
from slidegen.source.nodes import Mapping, Scalar, Sequence

RULE = Rule(
    "SG203", "pod-security-policy", Severity.ERROR, "A PodSecurityPolicy, which the target does not know"
)
REMOVED = Version(1, 25)
HELP = "label the namespace with pod-security.kubernetes.io/enforce"


def check(document: Document, project: Project) -> Iterator[Finding]:
    if project.target < REMOVED:
        return
    for found in document.view(objects_in):
        if found.kind == "PodSecurityPolicy":
            yield _finding(document, found.kind_span, "PodSecurityPolicy was")
        elif found.kind in ("Role", "ClusterRole"):
            for resource in _resources(found):
                yield _finding(document, resource.span, "podsecuritypolicies were")


def _finding(document: Document, span: Span, what: str) -> Finding:
    message = f"{what} removed in Kubernetes {REMOVED}"
    return document.source.finding(RULE, span.start, span.end, message, help=HELP)


def _resources(found: KubernetesObject) -> Iterator[Scalar]:
    rules = found.node.get("rules") if found.node else None
    for rule in rules.items if isinstance(rules, Sequence) else ():
        resources = rule.get("resources") if isinstance(rule, Mapping) else None
        for resource in resources.items if isinstance(resources, Sequence) else ():
            if isinstance(resource, Scalar) and resource.value == "podsecuritypolicies":
                yield resource
