r"""Packages, programs or charts from a place that is gone.

What: `apt.kubernetes.io`, the release bucket at `storage.googleapis.com/kubernetes-release`, the old
addresses of Helm's charts (`slidegen/lint/data/tools.toml`), in code and scripts; a note in links, in inline
code, in a setting in a comment of YAML, and in what a transcript shows as printed.

Why: a download that fails at the start of a workshop stops all who sit in it.

Bad (setup.sh):

    echo "deb https://apt.kubernetes.io/ kubernetes-xenial main" >/etc/apt/sources.list.d/kubernetes.list

Bad (setup.sh):

    curl -LO https://storage.googleapis.com/kubernetes-release/release/v1.12.0/bin/linux/amd64/kubectl

Good (setup.sh):

    curl -LO https://dl.k8s.io/release/v1.32.0/bin/linux/amd64/kubectl

Good (1.12, setup.sh):

    curl -LO https://storage.googleapis.com/kubernetes-release/release/v1.12.0/bin/linux/amd64/kubectl

Good (setup.sh):

    curl -LO https://dl.k8s.io/release/v1.12.0/bin/linux/amd64/kubectl

Good (setup.sh):

    curl -LO https://web.archive.org/web/20170129131616/https://coreos.com/operators/etcd/deployment.yaml

Bad (setup.sh):

    curl -LO https://coreos.com/operators/etcd/deployment.yaml

Fix: safe where the same files have another address; none for package repositories, which name a release now.

Since: 0.1
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.code_text import occurrences
from slidegen.lint.document import Document
from slidegen.lint.project import Project

RULE = Rule("SG304", "retired-source", Severity.WARNING, "A download from a place that is gone")
NOTE = replace(RULE, severity=Severity.INFO)


def check(document: Document, project: Project) -> Iterator[Finding]:
    for found in occurrences(document, project, "source"):
        is_address = found.row.name.startswith("https://")
        if found.where == "prose" and not is_address:
            continue
        yield document.source.finding(
            RULE if found.where == "code" else NOTE,
            found.start,
            found.end,
            f"`{found.row.name.removeprefix('https://').rstrip('/')}` is retired",
            help=found.row.advice,
            fix=found.fix,
        )
