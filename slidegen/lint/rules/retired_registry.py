r"""An image from a registry that was retired.

What: `k8s.gcr.io/…`, `gcr.io/google_containers/…` and the like in manifests, code and scripts
(`slidegen/lint/data/tools.toml`). In inline code, and in what a transcript shows as printed, a note.

Why: nothing new is pushed to `k8s.gcr.io` since April 2023; the Google Container Registry is shut down.

Bad (k8s/pause.yaml):

    apiVersion: v1
    kind: Pod
    metadata:
      name: pause
    spec:
      containers:
      - name: pause
        image: k8s.gcr.io/pause:3.1

Good (k8s/pause.yaml):

    apiVersion: v1
    kind: Pod
    metadata:
      name: pause
    spec:
      containers:
      - name: pause
        image: registry.k8s.io/pause:3.1

Good (1.12, k8s/pause.yaml):

    apiVersion: v1
    kind: Pod
    metadata:
      name: pause
    spec:
      containers:
      - name: pause
        image: k8s.gcr.io/pause:3.1

Fix: safe for `k8s.gcr.io`, which `registry.k8s.io` mirrors; unsafe for the others, of which it has only some.

Since: 0.1
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.code_text import occurrences
from slidegen.lint.document import Document
from slidegen.lint.project import Project

RULE = Rule("SG303", "retired-registry", Severity.WARNING, "An image from a registry that was retired")
NOTE = replace(RULE, severity=Severity.INFO)


def check(document: Document, project: Project) -> Iterator[Finding]:
    for found in occurrences(document, project, "registry"):
        if found.where == "prose":
            continue  # who writes about a registry may well mean the old one
        yield document.source.finding(
            RULE if found.where == "code" else NOTE,
            found.start,
            found.end,
            f"`{found.row.name.rstrip('/')}` is retired",
            help=found.row.advice,
            fix=found.fix,
        )
