r"""API versions that the target Kubernetes no longer serves.

What: an object whose `apiVersion` and `kind` were removed in the target version or before.

Why: `kubectl apply` answers `no matches for kind`.

Bad (1.32, k8s/cron.yaml):

    apiVersion: batch/v1beta1
    kind: CronJob
    metadata:
      name: nightly

Good (1.20, k8s/cron.yaml):

    apiVersion: batch/v1beta1
    kind: CronJob
    metadata:
      name: nightly

Good (1.32, k8s/cron.yaml):

    apiVersion: batch/v1
    kind: CronJob
    metadata:
      name: nightly

Good (1.30, chart/templates/ingress.yaml):

    {{- if semverCompare ">=1.19-0" .Capabilities.KubeVersion.Version }}
    apiVersion: networking.k8s.io/v1
    {{- else }}
    apiVersion: extensions/v1beta1
    {{- end }}
    kind: Ingress
    metadata:
      name: {{ .Release.Name }}

Fix: safe. The new version is written where the schema is the same; where more must change, there is no fix.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.kubernetes import Api, apis
from slidegen.lint.objects import KubernetesObject, objects_in
from slidegen.lint.project import Project
from slidegen.lint.version import Version
from slidegen.source.nodes import Mapping

RULE = Rule("SG201", "removed-api-version", Severity.ERROR, "An API version that the target no longer serves")

#: `apps/v1` wants them spelled out; without one another rule speaks.
WITH_SELECTOR = ("Deployment", "DaemonSet", "StatefulSet", "ReplicaSet")


def check(document: Document, project: Project) -> Iterator[Finding]:
    if not document.view(objects_in):
        return
    for found in written_in(document):
        api = apis().get((found.api_version, found.kind))
        if api and api.removed <= project.target and not is_for_others(found, project.target):
            message = f"{api.version} {api.kind} was removed in {api.end}"
            yield finding(RULE, document, project.target, found, api, message)


def written_in(document: Document) -> Iterator[KubernetesObject]:
    """The objects of a document, those of a chart's template in each version that it writes."""
    for found in document.view(objects_in):
        yield from found.in_each_version if found.others else (found,)


def is_for_others(found: KubernetesObject, target: Version) -> bool:
    """Whether a chart's template writes another version for the target, which lives on."""
    rows = (apis().get((version, found.kind)) for version, _ in found.others)
    return any(row is None or row.deprecated > target for row in rows)


def finding(
    rule: Rule, document: Document, target: Version, found: KubernetesObject, api: Api, message: str
) -> Finding:
    start, end = found.api_span.start, found.api_span.end
    advice = f"use {api.replacement}" if api.replaced_at(target) else "there is no replacement yet"
    if not api.replacement:
        advice = "there is no replacement"
    if api.note:
        advice += f"; {api.note}"
    return document.source.finding(rule, start, end, message, help=advice, fix=fix(found, api, target))


def fix(found: KubernetesObject, api: Api, target: Version) -> Fix | None:
    """The new version, where nothing else changes; never in text that is no YAML."""
    if api.fix != "safe" or found.node is None or not api.replaced_at(target):
        return None
    if not found.is_reference and not _has_what_is_wanted(found, found.node):
        return None
    title = f"Use {api.replacement}"
    return Fix(title, (Edit(found.api_span, api.replacement),), Applicability.SAFE)


def _has_what_is_wanted(found: KubernetesObject, node: Mapping) -> bool:
    """Whether the selectors that newer versions ask for are written out."""
    if found.kind in WITH_SELECTOR:
        return isinstance(node.at("spec", "selector"), Mapping)
    return found.kind != "PodDisruptionBudget" or node.at("spec", "selector", "matchLabels") is not None
