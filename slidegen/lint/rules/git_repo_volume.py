r"""Volumes that clone a git repository.

What: a volume `gitRepo` in a pod's specification.

Why: deprecated in 1.11, since it runs git on the node as root with what a stranger's repository says;
switched off in 1.33.

Bad (k8s/pod.yaml):

    apiVersion: v1
    kind: Pod
    metadata:
      name: web
    spec:
      containers:
      - name: nginx
        image: nginx
      volumes:
      - name: site
        gitRepo:
          repository: https://github.com/example/site

Good (k8s/pod.yaml):

    apiVersion: v1
    kind: Pod
    metadata:
      name: web
    spec:
      initContainers:
      - name: clone
        image: alpine/git
        args: [clone, "https://github.com/example/site", /site]
        volumeMounts:
        - name: site
          mountPath: /site
      volumes:
      - name: site
        emptyDir: {}

Fix: none. An init container that clones into an `emptyDir` takes its place.

Since: 0.2
"""

from collections.abc import Iterator

from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.version import Version
from slidegen.lint.yaml_block import yaml_blocks_in
from slidegen.source.nodes import Mapping, Node, Scalar, Sequence, mappings_in

RULE = Rule("SG209", "git-repo-volume", Severity.WARNING, "A volume that clones a git repository")
#: https://kubernetes.io/docs/concepts/storage/volumes/#gitrepo
DEPRECATED, OFF = Version(1, 11), Version(1, 33)


def check(document: Document, project: Project) -> Iterator[Finding]:
    if project.target < DEPRECATED:
        return
    what = f"are switched off since {OFF}" if project.target >= OFF else f"are deprecated since {DEPRECATED}"
    for block in document.view(yaml_blocks_in):
        for key in (key for root in block.documents for key in _keys(root)):
            yield document.source.finding(
                RULE,
                key.span.start,
                key.span.end,
                f"volumes of type gitRepo {what}",
                help="clone in an init container, into an `emptyDir` volume",
            )


def _keys(root: Node) -> Iterator[Scalar]:
    """The `gitRepo` keys of the volumes below `root`."""
    for node in mappings_in(root):
        yield from (key for volume in _volumes(node) for key, _ in volume if key.value == "gitRepo")


def _volumes(node: Mapping) -> Iterator[Mapping]:
    volumes = node.get("volumes")
    for item in volumes.items if isinstance(volumes, Sequence) else ():
        if isinstance(item, Mapping):
            yield item
