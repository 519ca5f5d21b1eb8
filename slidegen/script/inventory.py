"""What a cluster and an engine hold when a run begins, and taking away what the run has made since.

A name that was taken before is the machine's matter, not the deck's; and the next run shall find the bed as
this one did. Objects are known by the identity that the API server gives them, so that only new ones go.

Knows kubectl and docker. Must not know steps, nor verdicts.
"""

import contextlib
import json
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from pathlib import Path

from slidegen.cache import write_atomically
from slidegen.json_values import parsed
from slidegen.lazy_dataclass import dataclass
from slidegen.script.own_kubectl import own_kubectl
from slidegen.source.program_path import program_path

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


GONE = 90  #: seconds that what is deleted may take to be gone


@dataclass(frozen=True, slots=True, order=True)
class ClusterObject:
    """One object of a cluster, or of an engine (`kind` is one of `_OF_ENGINE`)."""

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

    def family(self, made: Iterable[ClusterObject]) -> frozenset[str]:
        """The identities of `made`, and of all that they have made in turn."""
        found = {each.uid for each in made}
        while more := {each.uid for each in self.objects if each.owner in found} - found:
            found |= more
        return frozenset(found)

    def save(self, path: Path) -> None:
        write_atomically(path, json.dumps([astuple(each) for each in sorted(self.objects)]).encode())


def read(path: Path) -> Inventory | None:
    """What an earlier run found when it began, and has not taken down to again."""
    try:
        rows = parsed(path.read_text(encoding="utf-8"))
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


_IMAGE = '{{if eq .Repository "<none>"}}{{.ID}}{{else}}{{.Repository}}:{{.Tag}}{{end}}'
#: How an engine is asked for what it holds, name and identity; and how it is told to take that away.
_OF_ENGINE = {
    "container": ("ps", "--all", "--no-trunc", "--format", "{{.Names}}\t{{.ID}}"),
    "network": ("network", "ls", "--no-trunc", "--format", "{{.Name}}\t{{.ID}}"),
    "volume": ("volume", "ls", "--format", "{{.Name}}\tvolume {{.Name}}"),
    "image": ("images", "--no-trunc", "--format", f"{_IMAGE}\t{{{{.ID}}}} {_IMAGE}"),
}
_AWAY = {
    "container": ("rm", "--force", "--volumes"),
    "network": ("network", "rm"),
    "volume": ("volume", "rm", "--force"),
    "image": ("rmi", "--force"),
}


# ---- asking
def take(environment: Mapping[str, str], *, cluster: bool, engine: bool) -> Inventory:
    """What is there now, of what can be asked."""
    found: set[ClusterObject] = set()
    if cluster:
        listed = _asked(environment, "api-resources", "--verbs=list,delete", "-o", "name")
        kinds = [name for name in listed if NOT_OURS.isdisjoint({name, name.split(".")[0]})]
        found |= _listed(kinds, environment)
    for kind, words in _OF_ENGINE.items() if engine else ():
        rows = _lines(["docker", *words], environment)
        named = (row for row in rows if row.count("\t") == 1 and not row.startswith("k8s_"))  # a kubelet's
        found |= {ClusterObject(kind, "", *row.split("\t")) for row in named}
    return Inventory(frozenset(found))


def _listed(kinds: Sequence[str], environment: Mapping[str, str]) -> set[ClusterObject]:
    rows = _asked(environment, "get", ",".join(kinds), "--all-namespaces", "-o", _ROW) if kinds else []
    return {ClusterObject(*fields) for row in rows if len(fields := row.split("\t")) == len(_FIELDS)}


def _asked(environment: Mapping[str, str], *words: str) -> list[str]:
    return _lines([*own_kubectl(), "--request-timeout=20s", *words], environment)


def _lines(words: Sequence[str], environment: Mapping[str, str]) -> list[str]:
    program = program_path(words[0], environment)
    if not program:
        return []
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        done = subprocess.run(
            [program, *words[1:]], env=dict(environment), stdin=subprocess.DEVNULL, capture_output=True,
            text=True, errors="replace", check=False, timeout=GONE + 10,
        )  # fmt: skip
        return done.stdout.splitlines()
    return []


#: What an engine made last, by its id.
_LATEST = {"container": ["docker", "ps", "-lq"], "image": ["docker", "images", "-q"]}


def made_last(what: str, environment: Mapping[str, str]) -> str:
    """The id of the container or the image that the engine made last; `` when it cannot say."""
    return next(iter(_lines(_LATEST[what], environment)), "").strip()


# ---- taking away
def take_away(earlier: Inventory, environment: Mapping[str, str], *, cluster: bool, engine: bool) -> bool:
    """Delete what came after `earlier`, and wait until it is gone; whether something is left."""
    there = take(environment, cluster=cluster, engine=engine)
    made = there.since(earlier)
    if not made:
        return False
    between = _listed(("replicasets",), environment) if cluster else set()
    family = Inventory(there.objects | between).family(made)
    _delete(made, environment)
    for _ in range(ROUNDS if cluster else 0):
        # A pod outlives what made it by half a minute, in which the next run's `wait` would wait for it.
        pods = [pod for pod in _listed(("pods",), environment) if pod.owner in family]
        if not pods:
            break
        _delete(pods, environment)
    left = take(
        environment,
        cluster=any(each.kind not in _AWAY for each in made),
        engine=any(each.kind in _AWAY for each in made),
    )
    return not left.objects.isdisjoint(made)


ROUNDS = 3  #: of what a controller that is on its way out may still make


def _delete(objects: Iterable[ClusterObject], environment: Mapping[str, str]) -> None:
    groups: dict[tuple[str, str], list[str]] = {(kind, ""): [] for kind in _AWAY}  # containers hold the rest
    for each in objects:
        groups.setdefault((each.kind, each.namespace), []).append(each.name)
    for (kind, namespace), names in ((where, names) for where, names in groups.items() if names):
        if kind in _AWAY:
            _lines(["docker", *_AWAY[kind], *names], environment)
            continue
        space = [f"--namespace={namespace}"] if namespace else []
        # No limit of a request: waiting is one. Nobody needs the 30 seconds that a pod has to end by itself.
        words = [*own_kubectl(), "delete", kind, *names, *space, "--ignore-not-found"]
        words += ["--grace-period=1", "--wait=true", f"--timeout={GONE}s"]
        _lines(words, environment)
