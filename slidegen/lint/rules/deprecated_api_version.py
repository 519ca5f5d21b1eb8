r"""API versions that a later Kubernetes will no longer serve.

What: an object whose `apiVersion` the target version still serves, though a newer one is there already.

Why: the workshop will break with a later Kubernetes; it can be mended now.

Bad (1.24, k8s/cron.yaml):

    apiVersion: batch/v1beta1
    kind: CronJob
    metadata:
      name: nightly

Good (1.24, k8s/cron.yaml):

    apiVersion: batch/v1
    kind: CronJob
    metadata:
      name: nightly

Good (1.20, k8s/cron.yaml):

    apiVersion: batch/v1beta1
    kind: CronJob
    metadata:
      name: nightly

Fix: safe. The new version is written where the schema is the same; where more must change, there is no fix.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.kubernetes import apis
from slidegen.lint.objects import objects_in
from slidegen.lint.project import Project
from slidegen.lint.rules.removed_api_version import finding, is_for_others, written_in

RULE = Rule("SG202", "deprecated-api-version", Severity.INFO, "An API version that will no longer be served")


def check(document: Document, project: Project) -> Iterator[Finding]:
    if not document.view(objects_in):
        return
    for found in written_in(document):
        api = apis().get((found.api_version, found.kind))
        if api is None or is_for_others(found, project.target):
            continue
        if api.deprecated <= project.target < api.removed and api.replaced_at(project.target):
            message = f"{api.version} {api.kind} will be removed in {api.end}"
            yield finding(RULE, document, project.target, found, api, message)
