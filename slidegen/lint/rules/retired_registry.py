r"""An image from a registry that was retired.

What: `k8s.gcr.io/…`, `gcr.io/google_containers/…` and the like in manifests, code and scripts
(`slidegen/lint/data/tools.toml`). In inline code, in what a transcript shows as printed, and in a setting
that YAML has in a comment, a note.

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

Bad (values.yaml):

    image:
      registry: k8s.gcr.io
      repository: pause
      tag: "3.1"

Good (k8s/pause.yaml):

    apiVersion: v1
    kind: Pod
    metadata:
      name: pause
    spec:
      containers:
      - name: pause
        image: registry.k8s.io/pause:3.1

Good (values.yaml):

    image:
      registry: registry.k8s.io
      repository: pause
      tag: "3.1"

Good (k8s/policy.yaml):

    apiVersion: example.com/v1
    kind: Policy
    spec:
      deny: k8s.gcr.io/*
      unless: "!image.startsWith('k8s.gcr.io/')"

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

from slidegen import lazy_re as re
from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.code_text import occurrences, replacement_of, where_is
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.stale import stale_rows

RULE = Rule("SG303", "retired-registry", Severity.WARNING, "An image from a registry that was retired")
NOTE = replace(RULE, severity=Severity.INFO)


#: A registry that stands apart from its repository, in a chart's values or behind `--set`.
_APART = re.compile(
    r"(?:[rR]egistry|hub|imageRepository)[\"']?(?::[ \t]+|=)[\"']?(?P<host>[\w.-]+(?:/[\w-]+)?)(?![\w./:-])"
)
#: What a rule against a registry has behind it, and no image: `k8s.gcr.io/*`, `startsWith('k8s.gcr.io/')`.
_TESTED = re.compile(r"\*|[\"']\)")


def check(document: Document, project: Project) -> Iterator[Finding]:
    for found in occurrences(document, project, "registry"):
        if found.where == "prose" or _TESTED.match(document.text, found.end):
            continue  # who writes about a registry, or tests for it, may well mean the old one
        yield document.source.finding(
            RULE if found.where == "code" else NOTE,
            found.start,
            found.end,
            f"`{found.row.name.rstrip('/')}` is retired",
            help=found.row.advice,
            fix=found.fix,
        )
    yield from _apart(document, project)


def _apart(document: Document, project: Project) -> Iterator[Finding]:
    rows = {
        name.rstrip("/"): row
        for name, (row, *_) in stale_rows("registry", project.target, project.as_of).items()
    }
    if not any(name in document.text for name in rows):
        return
    for found in _APART.finditer(document.text):
        row, start = rows.get(found["host"]), found.start("host")
        where = where_is(document, start) if row else None
        if row and where in ("code", "inline"):
            fix = replacement_of(document, row, start, found.end("host"), project.target)
            message, rule = f"`{found['host']}` is retired", RULE if where == "code" else NOTE
            yield document.source.finding(rule, start, found.end("host"), message, help=row.advice, fix=fix)
