r"""A flag that a program of the cluster no longer takes.

What: flags of kube-apiserver, kube-controller-manager, kube-scheduler, kube-proxy and kubelet, in commands,
units of systemd, static pods and configurations of kubeadm; what kubeadm, minikube and etcdctl are no longer
asked; admission plugins that the API server no longer has; the socket of dockershim
(`slidegen/lint/data/components.toml`).

Why: a program that does not know a flag, or an API server that does not know a plugin, does not start. One
such line keeps a whole cluster down, and only its logs say why.

Bad (1.37):

    ```bash
    cat <<EOF | sudo tee /etc/systemd/system/kubelet.service
    [Service]
    ExecStart=/usr/local/bin/kubelet \\
      --config=/var/lib/kubelet/kubelet-config.yaml \\
      --network-plugin=cni
    EOF
    ```

Bad (1.37, kube-apiserver.yaml):

    apiVersion: v1
    kind: Pod
    metadata:
      name: kube-apiserver
    spec:
      containers:
      - name: kube-apiserver
        image: registry.k8s.io/kube-apiserver:v1.37.0
        command:
        - kube-apiserver
        - --secure-port=6443
        - --insecure-port=0

Bad (1.37, kubeadm.yaml):

    apiVersion: kubeadm.k8s.io/v1beta3
    kind: InitConfiguration
    nodeRegistration:
      kubeletExtraArgs:
        pod-infra-container-image: registry.k8s.io/pause:3.10

Bad (1.37):

    ```bash
    kube-apiserver --secure-port=6443 --enable-admission-plugins=NodeRestriction,PodSecurityPolicy
    ```

Bad (1.37):

    ```bash
    sudo kubeadm alpha certs check-expiration
    ```

Bad (1.37):

    ```bash
    sudo kubeadm init --cri-socket /var/run/dockershim.sock
    ```

Bad (1.37):

    ```bash
    etcdctl --debug set /seats/a1 taken
    ```

Good (1.37):

    ```bash
    etcdctl put /seats/a1 set
    etcdctl get ls
    ```

Good (1.37):

    ```bash
    sudo kubeadm certs check-expiration
    ```

Good (1.37):

    ```bash
    sudo kubeadm init --cri-socket unix:///run/containerd/containerd.sock
    ```

Good (1.37):

    ```bash
    minikube start --container-runtime=containerd --network-plugin=cni
    kubelet --config=/var/lib/kubelet/kubelet-config.yaml
    ```

Good (1.37):

    ```text
    [patchnode] Uploading the CRI Socket information "/var/run/dockershim.sock" to the Node API object "node1"
    I0715 04:29:42.061305     885 util.go:88] ps - returning: "/usr/bin/kubelet --network-plugin=cni"
    root      2641 10.6  3.8 442928 79672 ?  Ssl  11:39  11:25 /usr/bin/kubelet --allow-privileged=true
    ```

Good (1.20):

    ```bash
    kubelet --network-plugin=cni
    ```

Fix: safe where the flag or verb has another name; `--admission-control` unsafely, since it chose among other
defaults. None elsewhere: leave it out, with the line that it stands on.

Since: 0.2
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen import lazy_re as re
from slidegen.finding import Edit, Finding, Fix, Rule, Severity
from slidegen.lint.code_text import Where, is_of_a_file, occurrences, where_is
from slidegen.lint.commands import Command
from slidegen.lint.components import ComponentFlag, component_flags
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.stale import StaleRow, commands_of, is_mention, replaced, stale_rows
from slidegen.location import Span

RULE = Rule(
    "SG312", "stale-component-flag", Severity.WARNING, "A flag that a program of the cluster no longer takes"
)
#: A log's head (klog, journald), a phase of kubeadm, a line of `ps`.
_LOGGED = re.compile(
    r"[ \t>]*(?:[IWEF]\d{4} \d\d:\d\d|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d "
    r"|\[[a-z][\w/-]*\] [A-Z]|[a-z_]\w* +\d+ +\d)"
)
_NAME = re.compile(r"\w+")
#: The flags that take names of admission plugins.
PLUGINS = frozenset(("--enable-admission-plugins", "--disable-admission-plugins", "--admission-control"))
NOTE = replace(RULE, severity=Severity.INFO)


def check(document: Document, project: Project) -> Iterator[Finding]:
    yield from _started(document, project)
    yield from _asked(document, project)
    sockets = occurrences(document, project, "socket") if "dockershim" in document.text else ()
    for found in sockets:
        if found.where in ("code", "inline") and not _is_logged(document, found.start):
            what = f"nothing listens on `{found.row.name}`: it {found.row.since(project.target)}"
            yield _finding(
                document, document.source.span(found.start, found.end), what, found.row, found.where
            )


def _started(document: Document, project: Project) -> Iterator[Finding]:
    """The flags with which the programs of a cluster are started."""
    rows = None
    for flag in component_flags(document):
        rows = stale_rows("component", project.target) if rows is None else rows
        for row in rows.get(flag.name, ()):
            where = _typed(document, flag.start) if flag.program in row.programs else None
            if where:
                span = document.source.span(flag.start, flag.end)
                what = f"`{flag.name}` of {flag.program} {row.since(project.target)}"
                yield _finding(document, span, what, row, where, _renamed(document, span, row, project))
        if flag.program == "kube-apiserver" and flag.name in PLUGINS:
            yield from _plugins(document, project, flag)


def _plugins(document: Document, project: Project, flag: ComponentFlag) -> Iterator[Finding]:
    """The admission plugins that a flag names."""
    known = stale_rows("admission", project.target)
    for name in _NAME.finditer(document.text, *flag.value):
        for row in known.get(name[0], ()):
            where = _typed(document, name.start())
            if where:
                what = f"the admission plugin `{row.name}` {row.since(project.target)}"
                yield _finding(document, document.source.span(*name.span()), what, row, where)


def _typed(document: Document, at: int) -> Where | None:
    """Whether what stands at `at` starts a program, or tells of it: files that a transcript shows do, too."""
    where = where_is(document, at)
    if where not in ("code", "inline") and not (where == "output" and is_of_a_file(document, at)):
        return None
    return None if _is_logged(document, at) else "inline" if where == "inline" else "code"


def _is_logged(document: Document, at: int) -> bool:
    """Whether the line tells what a program did, or which ones run: nobody types it."""
    return _LOGGED.match(document.source.line(document.source.line_at(at))) is not None


def _renamed(document: Document, span: Span, row: StaleRow, project: Project) -> Fix | None:
    written = document.text[span.start : span.end]
    if row.fix is None or not row.is_fixable(project.target) or written != row.name:
        return None
    return Fix(f"Use `{row.replacement}`", (Edit(span, row.replacement),), row.fix)


def _asked(document: Document, project: Project) -> Iterator[Finding]:
    """What people type to kubeadm and its like."""
    for command in commands_of(document, "kubeadm", "minikube", "etcdctl"):
        for row in _rows_of(command.program, project):
            if place := _place_of(command, row.name):
                span = document.source.span(*place)
                what = f"`{row.name}` of {command.program} {row.since(project.target)}"
                where: Where = "inline" if is_mention(command) else "code"
                fix = _rewritten(document, command, span, row, project) if where == "code" else None
                yield _finding(document, span, what, row, where, fix)


def _rows_of(program: str, project: Project) -> Iterator[StaleRow]:
    for rows in stale_rows("asked", project.target, project.as_of).values():
        yield from (row for row in rows if program in row.programs)


def _rewritten(
    document: Document, command: Command, span: Span, row: StaleRow, project: Project
) -> Fix | None:
    return (
        replaced(command, document, span, row.replacement, row, project.target) if row.replacement else None
    )


def _place_of(command: Command, name: str) -> tuple[int, int] | None:
    """Where the words of `name` stand, one behind the other; of a flag, without its value; of a verb that is
    one word, in front of all that is asked of it.
    """
    words, sought = command.arguments, name.split(" ")
    if name.startswith("--"):
        flag = next((word for word in words if word.value.partition("=")[0] == name), None)
        return (flag.start, flag.start + len(name)) if flag and flag.raw.startswith(name) else None
    if len(sought) == 1:
        verb = next((word for word in words if not word.value.startswith("-")), None)
        return (verb.start, verb.end) if verb and verb.value == name else None
    for first in range(len(words) - len(sought) + 1):
        if [word.value for word in words[first : first + len(sought)]] == sought:
            return words[first].start, words[first + len(sought) - 1].end
    return None


def _finding(
    document: Document, span: Span, what: str, row: StaleRow, where: Where, fix: Fix | None = None
) -> Finding:
    rule = RULE if where == "code" else NOTE
    return document.source.finding(rule, span.start, span.end, what, help=row.help, fix=fix)
