"""Where the programs of a cluster are started, and with which flags: in commands, units of systemd, the
environment that a unit reads, static pods, configurations of kubeadm.

    ExecStart=/usr/local/bin/kubelet \\\\        command: [kube-apiserver, --secure-port=6443]
      --network-plugin=cni                     kubeletExtraArgs: {network-plugin: cni}

Knows the programs, and what may stand between their names and their flags. Must not know which flag is stale.
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.document import Document
from slidegen.lint.objects import objects_in
from slidegen.source.nodes import Mapping, Node, Scalar, Sequence, mappings_in

#: The name of a program, or of the variable from which its unit takes flags.
#: It begins with what is rare, by which the search is fast.
_STARTED = re.compile(
    r"[kK](?<![\w-].)(?:(?<=k)ube(?P<rest>-(?:apiserver|controller-manager|scheduler|proxy)|let)"
    r"|(?<=K)UBELET_\w*ARGS)(?![\w.-])"
)
#: All of them were one program once; few texts are that old.
_HYPERKUBE = re.compile(
    r"\bhyperkube[ \t\n\"',\\-]+(?P<rest>apiserver|controller-manager|scheduler|proxy|kubelet)(?![\w.-])"
)
#: What stands before the end of a flag's own value: `--kubelet-service=kube-system/kubelet`.
_VALUE = re.compile(r"(?<![^\s\"'`,\[(])--?[\w-]+=[^\s\"'`,]*\Z")
_FAR = 200
_HINTS = ("kubelet", "KUBELET_", "kube-")
#: Blanks, quotes, commas, comments, continued lines and items of a list, then a flag and its value, which may
#: be a list itself (`--enable-admission-plugins=A,B`).
_FLAG = re.compile(
    r"""(?>(?:[ \t"'`,=\[(\\]|(?<=[ \t])\#[^\n]*|\n[ \t>]*(?:-[ \t]+|\#[^\n]*)?)*)(?P<flag>--[a-z][\w-]*)"""
    r"""(?P<value>=(?:"[^"\n]*"|'[^'\n]*'|(?:[^\s"',\]]|,(?=\w))*)"""
    r"""|[ \t]+(?![-\\])(?:[^\s"'`,\\]|,(?=\w))+)?["'`]?"""
)
#: Below which key kubeadm is told the flags of which program: before v1beta1, and since.
_EXTRA_ARGS = {
    "kubeletExtraArgs": "kubelet",
    "apiServerExtraArgs": "kube-apiserver",
    "controllerManagerExtraArgs": "kube-controller-manager",
    "schedulerExtraArgs": "kube-scheduler",
}
_SECTIONS = {
    "apiServer": "kube-apiserver",
    "controllerManager": "kube-controller-manager",
    "scheduler": "kube-scheduler",
}


@dataclass(frozen=True, slots=True)
class ComponentFlag:
    """A flag of a program, without its value, at `[start, end)` of the document."""

    program: str
    name: str  #: with its hyphens, also where none are written
    start: int
    end: int
    value: tuple[int, int]  #: where its value stands, with the signs around it


def component_flags(document: Document) -> Iterator[ComponentFlag]:
    """The flags with which a document starts the programs of a cluster."""
    text = document.text
    for started in _starts(text):
        if _VALUE.search(text, max(0, started.start() - _FAR), started.start()):
            continue
        rest = started["rest"] or "let"
        program, at = "kubelet" if rest.endswith("let") else f"kube-{rest.removeprefix('-')}", started.end()
        while found := _FLAG.match(text, at):
            yield ComponentFlag(program, found["flag"], *found.span("flag"), found.span("value"))
            at = found.end()
    if "xtraArgs" in text:
        for each in document.view(objects_in):
            if each.node is not None and each.api_version.startswith("kubeadm.k8s.io/"):
                yield from _configured(each.node)


def _starts(text: str) -> Iterator[re.Match[str]]:
    if any(name in text for name in _HINTS):
        yield from _STARTED.finditer(text)
    if "hyperkube" in text:
        yield from _HYPERKUBE.finditer(text)


def _configured(root: Mapping) -> Iterator[ComponentFlag]:
    """The flags in a configuration of kubeadm."""
    for key, value in (entry for node in mappings_in(root) for entry in node):
        section = value.get("extraArgs") if isinstance(value, Mapping) else None
        if key.value in _EXTRA_ARGS:
            yield from _arguments(_EXTRA_ARGS[key.value], value)
        elif section is not None and key.value in _SECTIONS:
            yield from _arguments(_SECTIONS[key.value], section)


def _arguments(program: str, node: Node) -> Iterator[ComponentFlag]:
    """Keys of a mapping, or since v1beta4 the names of a list."""
    entries: list[tuple[Node | None, Node | None]] = list(node) if isinstance(node, Mapping) else []
    for item in node.items if isinstance(node, Sequence) else ():
        if isinstance(item, Mapping):
            entries.append((item.get("name"), item.get("value")))
    for name, value in entries:
        if isinstance(name, Scalar):
            place = (value.span.start, value.span.end) if value else (name.span.end, name.span.end)
            yield ComponentFlag(program, f"--{name.value}", name.span.start, name.span.end, place)
