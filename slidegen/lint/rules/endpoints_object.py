r"""Endpoints, which EndpointSlices took the place of.

What: an object of `v1` and kind `Endpoints`, when the target is 1.33 or later, in a text that has no
EndpointSlice, too.

Why: the API server warns that it is deprecated, and it knows neither dual stack nor more than 1000 addresses.

Bad (1.33, k8s/outside.yaml):

    apiVersion: v1
    kind: Endpoints
    metadata:
      name: outside

Good (1.32, k8s/outside.yaml):

    apiVersion: v1
    kind: Endpoints
    metadata:
      name: outside

Good (1.33, k8s/outside.yaml):

    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata:
      name: outside-1
      labels:
        kubernetes.io/service-name: outside
    addressType: IPv4

Good (1.33, k8s/both.yaml):

    apiVersion: v1
    kind: Endpoints
    metadata:
      name: outside
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata:
      name: outside-1
      labels:
        kubernetes.io/service-name: outside
    addressType: IPv4

Fix: none. The schemas differ.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.objects import objects_in
from slidegen.lint.project import Project
from slidegen.lint.version import Version

RULE = Rule("SG205", "endpoints-object", Severity.INFO, "An Endpoints object instead of an EndpointSlice")
DEPRECATED = Version(1, 33)


def check(document: Document, project: Project) -> Iterator[Finding]:
    if project.target < DEPRECATED:
        return
    objects = document.view(objects_in)
    if any(found.kind == "EndpointSlice" for found in objects):
        return  # the new form stands beside the old one
    for found in objects:
        if found.kind == "Endpoints" and found.api_version == "v1":
            yield document.source.finding(
                RULE,
                found.kind_span.start,
                found.kind_span.end,
                f"Endpoints are deprecated since Kubernetes {DEPRECATED}",
                help="write an EndpointSlice with the label kubernetes.io/service-name",
            )
