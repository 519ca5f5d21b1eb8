r"""Packages, programs or charts from a place that is gone.

What: `apt.kubernetes.io`, the release bucket at `storage.googleapis.com/kubernetes-release`, the old
addresses of Helm's charts (`slidegen/lint/data/tools.toml`), in code and scripts; a note in links, in inline
code, in a setting in a comment of YAML, and in what a transcript shows as printed. So is a package that is
called as only those of the first were: `kubeadm=1.27.0-00`, `kubeadm-1.27.0-0`.

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

Bad (setup.sh):

    apt-get install -y kubeadm=1.27.0-00

Bad (setup.sh):

    KUBE_VERSION=1.27.0-00
    apt-get install -y kubeadm=$KUBE_VERSION

Bad (setup.sh):

    yum install -y kubeadm-1.27.0-0

Good (setup.sh):

    apt-get install -y kubeadm='1.27.0-*' cowsay=3.03-00
    yum install -y kubeadm-'1.27.0-*' cowsay-3.04-0

Good (1.12, setup.sh):

    apt-get install -y kubeadm=1.11.3-00

Good (setup.sh):

    curl -LO https://web.archive.org/web/20170129131616/https://coreos.com/operators/etcd/deployment.yaml

Bad (setup.sh):

    curl -LO https://coreos.com/operators/etcd/deployment.yaml

Fix: safe where the same files have another address; none for package repositories, which name a release now.

Since: 0.1
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen import lazy_re as re
from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.code_text import occurrences, where_is
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.stale import stale_rows

RULE = Rule("SG304", "retired-source", Severity.WARNING, "A download from a place that is gone")
NOTE = replace(RULE, severity=Severity.INFO)

#: A package of the first repositories, by name or as the version that another line puts behind the name. The
#: one that came after them counts otherwise: kubernetes.io/blog/2023/08/15/pkgs-k8s-io-introduction.
_PACKAGE = re.compile(
    r"(?:\b(?:(?:kube(?:adm|let|ctl)|kubernetes-cni|cri-tools)(?:=|(?P<rpm>-)))"
    r"|[vV](?i:ersion)\w*[\"']?[ \t]*[:=][ \t]*[\"']?)"
    r"(?P<version>\d+\.\d+\.\d+)-0(?(rpm)|0)(?![\w.])"
)
_DEB, _RPM = "apt.kubernetes.io", "yum.kubernetes.io"


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
    if "-0" in document.text and "kube" in document.text:
        yield from _packages(document, project)


def _packages(document: Document, project: Project) -> Iterator[Finding]:
    gone = stale_rows("source", project.target, project.as_of)
    for found in _PACKAGE.finditer(document.text) if _DEB in gone else ():
        where = where_is(document, found.start())
        if where not in (None, "prose"):
            repository, end = (_RPM, "-0") if found["rpm"] else (_DEB, "-00")
            yield document.source.finding(
                RULE if where == "code" else NOTE,
                *found.span(),
                f"`{found['version']}{end}` is a package of {repository}, which is gone",
                help=f"with https://pkgs.k8s.io, which begins at 1.24.0, write `'{found['version']}-*'`",
            )
