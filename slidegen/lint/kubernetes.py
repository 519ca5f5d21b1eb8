"""What the tables say of Kubernetes: API versions and labels, and since when.

Knows the form of `data/apis.toml` and `data/labels.toml`. Must not know how a finding is worded.
"""

from functools import cache

from slidegen.lazy_dataclass import dataclass
from slidegen.lint.dated_tables import read_tables
from slidegen.lint.version import Version


@dataclass(frozen=True, slots=True)
class Api:
    """One kind in one API version that went away."""

    version: str
    kind: str
    replacement: str  #: `` when there is none
    since: Version | None
    deprecated: Version
    removed: Version
    fix: str  #: `safe`, or `` when more must change
    note: str
    by: str  #: `cert-manager 1.6` when it was not Kubernetes that gave it up

    @property
    def end(self) -> str:
        """The release without it."""
        return self.by or f"Kubernetes {self.removed}"

    def replaced_at(self, target: Version) -> bool:
        return bool(self.replacement) and self.since is not None and self.since <= target


@dataclass(frozen=True, slots=True)
class Label:
    """A label, taint or annotation that something else took the place of."""

    name: str
    replacement: str
    since: Version
    removed: Version | None
    fix: str  #: `safe`, `unsafe` or ``
    kinds: tuple[str, ...]  #: of which objects; of all when there are none
    by: str  #: `cert-manager 0.11` when it was not Kubernetes that gave it up

    @property
    def is_prefix(self) -> bool:
        return self.name.endswith("/")

    def is_gone(self, target: Version) -> bool:
        return self.removed is not None and self.removed <= target

    def end(self, target: Version) -> str:
        """The release without it, or the one that began to warn."""
        return self.by or f"Kubernetes {self.removed if self.is_gone(target) else self.since}"


@cache
def apis() -> dict[tuple[str, str], Api]:
    """By API version and kind."""
    found: dict[tuple[str, str], Api] = {}
    for row in read_tables("apis.toml")["api"]:
        since = row.get("since")
        for kind in row["kinds"]:
            found[str(row["version"]), kind] = Api(
                str(row["version"]),
                kind,
                str(row.get("replacement", "")),
                Version.parse(since) if since else None,
                Version.parse(row["deprecated"]),
                Version.parse(row["removed"]),
                str(row.get("fix", "")),
                str(row.get("note", "")),
                str(row.get("by", "")),
            )
    return found


def is_gone(version: str, kind: str, at: Version) -> bool:
    """Whether Kubernetes `at` serves a kind no longer in that API version."""
    api = apis().get((version, kind))
    return api is not None and not api.by and api.removed <= at


#: How commands shorten the names of kinds that went from one API version to another.
SHORT_NAMES = {
    "deploy": "Deployment",
    "ds": "DaemonSet",
    "rs": "ReplicaSet",
    "sts": "StatefulSet",
    "netpol": "NetworkPolicy",
    "ing": "Ingress",
    "cj": "CronJob",
    "hpa": "HorizontalPodAutoscaler",
    "pdb": "PodDisruptionBudget",
    "sc": "StorageClass",
    "pc": "PriorityClass",
    "crd": "CustomResourceDefinition",
    "csr": "CertificateSigningRequest",
    "cert": "Certificate",
    "ev": "Event",
}


def kinds_named(resource: str) -> frozenset[str]:
    """The kinds of the tables that a command calls so: `Ingress` for `ingresses`, `ingress` and `ing`."""
    return _kinds_by_name().get(resource.lower(), frozenset())


@cache
def _kinds_by_name() -> dict[str, frozenset[str]]:
    names = {short: frozenset((kind,)) for short, kind in SHORT_NAMES.items()}
    for _, kind in apis():
        single = kind.lower()
        for name in (single, _plural(single)):
            names[name] = names.get(name, frozenset()) | {kind}
    return names


def _plural(name: str) -> str:
    if name.endswith("y"):
        return f"{name[:-1]}ies"
    return f"{name}es" if name.endswith("s") else f"{name}s"


@cache
def labels() -> dict[str, Label]:
    return {
        row["name"]: Label(
            row["name"],
            row["replacement"],
            Version.parse(row["since"]),
            Version.parse(row["removed"]) if "removed" in row else None,
            row.get("fix", ""),
            tuple(row.get("kinds", ())),
            row.get("by", ""),
        )
        for row in read_tables("labels.toml")["label"]
    }


def label_of(key: str) -> Label | None:
    """The row of a label's or an annotation's key: its own, or that of its prefix."""
    return labels().get(key) or labels().get(key[: key.find("/") + 1])
