"""What a cluster and an engine hold when a run begins, and taking away what the run has made since.

A name that was taken before is the machine's matter, not the deck's; and the next run shall find the bed as
this one did. Objects are known by the identity that the API server gives them, so that only new ones go.

Knows kubectl and docker. Must not know steps, nor verdicts.
"""

import contextlib
import json
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from pathlib import Path

from slidegen.lazy_dataclass import dataclass

#: Kinds that the cluster itself makes and takes away.
NOT_OURS = frozenset(
    """events leases endpoints endpointslices nodes componentstatuses bindings apiservices controllerrevisions
    certificatesigningrequests csinodes csistoragecapacities flowschemas prioritylevelconfigurations
    replicasets pods.metrics nodes.metrics runtimeclasses priorityclasses volumeattachments""".split()  # noqa: SIM905
)
#: What a namespace has by itself.
_BY_ITSELF = ("kube-root-ca.crt", "default", "kubernetes")
_FIELDS = (
    "{.kind}",
    "{.metadata.namespace}",
    "{.metadata.name}",
    "{.metadata.uid}",
    "{.metadata.ownerReferences[0].uid}",
)
_ROW = "jsonpath={range .items[*]}" + r'{"\t"}'.join(_FIELDS) + r'{"\n"}{end}'


@dataclass(frozen=True, slots=True, order=True)
class ClusterObject:
    """One object of a cluster, or a container of an engine (`kind` is `container`)."""

    kind: str
    namespace: str
    name: str
    uid: str
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Inventory:
    """All that is there at one moment."""

    objects: frozenset[ClusterObject] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        return frozenset(each.name for each in self.objects)

    def since(self, earlier: "Inventory") -> tuple[ClusterObject, ...]:
        """What came after `earlier` and belongs to nobody else; namespaces take along what is in them."""
        known = {each.uid for each in earlier.objects}
        new = [o for o in self.objects if o.uid not in known and not o.owner and not _is_by_itself(o)]
        spaces = {each.name for each in new if each.kind == "Namespace"}
        return tuple(sorted(each for each in new if each.namespace not in spaces))

    def save(self, path: Path) -> None:
        path.write_text(json.dumps([astuple(each) for each in sorted(self.objects)]), encoding="utf-8")


def read(path: Path) -> Inventory | None:
    """What an earlier run found when it began, and has not taken down to again."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return Inventory(frozenset(ClusterObject(*row) for row in rows))
    except (OSError, ValueError, TypeError):
        return None


def _is_by_itself(each: ClusterObject) -> bool:
    token = each.kind == "Secret" and "-token-" in each.name
    of_the_cluster = each.namespace.startswith("kube-") and each.kind in {
        "ConfigMap",
        "Secret",
        "ServiceAccount",
    }
    return each.name in _BY_ITSELF or token or of_the_cluster


# ---- asking
def take(environment: Mapping[str, str], *, cluster: bool, engine: bool) -> Inventory:
    """What is there now, of what can be asked."""
    found: set[ClusterObject] = set()
    if cluster:
        listed = _asked(environment, "api-resources", "--verbs=list,delete", "-o", "name")
        kinds = [name for name in listed if NOT_OURS.isdisjoint({name, name.split(".")[0]})]
        rows = _asked(environment, "get", ",".join(kinds), "--all-namespaces", "-o", _ROW) if kinds else []
        found |= {ClusterObject(*fields) for row in rows if len(fields := row.split("\t")) == len(_FIELDS)}
    if engine:
        words = ["docker", "ps", "--all", "--no-trunc", "--format", "{{.Names}}\t{{.ID}}"]
        rows = _lines(words, environment)
        found |= {ClusterObject("container", "", *row.split("\t")) for row in rows if row.count("\t") == 1}
    return Inventory(frozenset(found))


def _asked(environment: Mapping[str, str], *words: str) -> list[str]:
    return _lines(["kubectl", "--request-timeout=20s", *words], environment)


def _lines(words: Sequence[str], environment: Mapping[str, str]) -> list[str]:
    if not shutil.which(words[0], path=environment.get("PATH")):
        return []
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        done = subprocess.run(
            words, env=dict(environment), stdin=subprocess.DEVNULL, capture_output=True, text=True,
            errors="replace", check=False, timeout=60,
        )  # fmt: skip
        return done.stdout.splitlines()
    return []


# ---- taking away
def take_away(made: Iterable[ClusterObject], environment: Mapping[str, str]) -> tuple[ClusterObject, ...]:
    """Delete what was made, and wait until it is gone; what could not be deleted in time."""
    objects = tuple(made)
    groups: dict[tuple[str, str], list[str]] = {}
    for each in objects:
        groups.setdefault((each.kind, each.namespace), []).append(each.name)
    for (kind, namespace), names in groups.items():
        if kind == "container":
            _lines(["docker", "rm", "--force", "--volumes", *names], environment)
            continue
        space = [f"--namespace={namespace}"] if namespace else []
        _asked(
            environment, "delete", kind, *names, *space, "--ignore-not-found", "--wait=true", "--timeout=50s"
        )
    left = take(
        environment,
        cluster=any(each.kind != "container" for each in objects),
        engine=any(each.kind == "container" for each in objects),
    )
    return tuple(each for each in objects if each in left.objects)
