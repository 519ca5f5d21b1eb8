"""What the place where exercises run has, and what it lacks: the answers that a probe got, as values.

Knows names of facts. Must not know how they are asked (`probe.py` does), nor what they excuse.
"""

from enum import StrEnum

from slidegen.lazy_dataclass import dataclass


class Fact(StrEnum):
    """What a place can have. `lacks.toml` names them."""

    DNS = "dns"  #: names of other machines are resolved
    INTERNET = "internet"  #: and those machines can be reached
    ENGINE = "engine"  #: a container engine answers
    COMPOSE = "compose"  #: `docker compose` works: it is a plugin
    BUILDX = "buildx"  #: and so does `docker buildx`, which BuildKit needs
    CLUSTER = "cluster"  #: a Kubernetes API server answers
    PODS = "pods"  #: its pods really run, and commands can be run in them
    METRICS = "metrics"  #: it measures its pods
    STORAGE = "storage"  #: it has a storage class, so that a claimed volume is made
    KUBEADM = "kubeadm"  #: it was made by kubeadm, and this machine is one of its nodes
    SYSTEM = "system"  #: the folders of the system can be written
    PRIVILEGES = "privileges"  #: devices, networks and users of this machine may be changed
    SYSTEMD = "systemd"  #: it was started by systemd
    SERVERS = "servers"  #: the servers of databases whose clients are called answer at their own ports
    KEYS = "keys"  #: SSH keys and passwords: a run has a HOME of its own, so never


@dataclass(frozen=True, slots=True)
class Answer:
    """One fact, asked once; `there` is None where nobody could say."""

    fact: Fact
    there: bool | None
    detail: str = ""  #: a version, or why not


@dataclass(frozen=True, slots=True)
class Facts:
    """All answers; what was not asked is not known."""

    answers: tuple[Answer, ...] = ()
    programs: tuple[str, ...] = ()  #: of those that the deck calls, the ones that are here
    missing: tuple[str, ...] = ()  #: and the ones that are not
    hidden: tuple[str, ...] = ()  #: those of the caller's that the sandbox hides, and what is run instead

    def has(self, fact: str) -> bool | None:
        """Whether `fact` is there; None where it is not known."""
        return next((answer.there for answer in self.answers if answer.fact == fact), None)

    def lines(self) -> tuple[str, ...]:
        """What was found, in words: a line a fact, and the programs that are missing."""
        words = {True: "yes", False: "no", None: "not known"}
        found = [
            f"{answer.fact}: {words[answer.there]}" + (f" ({answer.detail})" if answer.detail else "")
            for answer in self.answers
        ]
        if self.missing:
            found.append(f"not installed: {', '.join(self.missing)}")
        found += (f"hidden by the sandbox: {each}" for each in self.hidden)
        return tuple(found)
