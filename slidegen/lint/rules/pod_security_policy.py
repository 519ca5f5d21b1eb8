r"""PodSecurityPolicies, which Kubernetes 1.25 removed.

What: an object of kind `PodSecurityPolicy`; a note on a page that names the labels
`pod-security.kubernetes.io/…` as well, since that may show the old form beside the new one, and about an RBAC
rule for `podsecuritypolicies`.

Why: there is no such kind any more. Namespaces are given a level of Pod Security Admission by a label
instead. The RBAC rule is taken, and grants nothing.

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
from dataclasses import replace

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
NOTE = replace(RULE, severity=Severity.INFO)
REMOVED = Version(1, 25)
#: A page that names what took their place shows the old form on purpose.
SUCCESSOR = "pod-security.kubernetes.io/"
HELP = f"label the namespace with {SUCCESSOR}enforce"
OF_ROLES = "leave it out: it grants nothing any more"


def check(document: Document, project: Project) -> Iterator[Finding]:
    if project.target < REMOVED:
        return
    is_told = document.kind == "markdown" and SUCCESSOR in document.text
    rule = NOTE if is_told else RULE
    for found in document.view(objects_in):
        if found.kind == "PodSecurityPolicy":
            yield _finding(rule, document, found.kind_span, "PodSecurityPolicy was", HELP)
        elif found.kind in ("Role", "ClusterRole"):
            for resource in _resources(found):
                yield _finding(NOTE, document, resource.span, "podsecuritypolicies were", OF_ROLES)


def _finding(rule: Rule, document: Document, span: Span, what: str, advice: str) -> Finding:
    message = f"{what} removed in Kubernetes {REMOVED}"
    return document.source.finding(rule, span.start, span.end, message, help=advice)


def _resources(found: KubernetesObject) -> Iterator[Scalar]:
    rules = found.node.get("rules") if found.node else None
    for rule in rules.items if isinstance(rules, Sequence) else ():
        resources = rule.get("resources") if isinstance(rule, Mapping) else None
        for resource in resources.items if isinstance(resources, Sequence) else ():
            if isinstance(resource, Scalar) and resource.value == "podsecuritypolicies":
                yield resource
