"""What the caller is shown before anything runs, and says yes to.

Knows words. Must not know how any of it was found.
"""

from dataclasses import field

from slidegen.lazy_dataclass import dataclass
from slidegen.script.facts import Facts
from slidegen.script.sandbox import HOST, Enclosure
from slidegen.script.workplace import Cluster
from slidegen.source.counted import counted


@dataclass(frozen=True, slots=True)
class Notice:
    """What the caller is shown before anything runs."""

    host: str
    user: str
    directory: str
    home: str
    cluster: Cluster
    driver: str
    steps: int
    facts: Facts = field(default_factory=Facts)
    sandbox: Enclosure = field(default_factory=lambda: Enclosure(HOST))
    bed: tuple[str, ...] = ()  #: what it does beside the exercises

    @property
    def question(self) -> str:
        return "Run the exercises here?"

    def __str__(self) -> str:
        cluster = f"{self.cluster.context} {self.cluster.server}".strip() or "none"
        return (
            f"{counted(self.steps, 'step')} on {self.host} as {self.user} in {self.directory}\n"
            f"Kubernetes context: {cluster}\n"
            f"HOME for the exercises: {self.home}; driver: {self.driver}\n"
            f"sandbox: {self.sandbox}" + "".join(f"\n  {line}" for line in (*self.bed, *self.facts.lines()))
        )


@dataclass(frozen=True, slots=True)
class BedNotice:
    """What the caller is shown before a bed is made, which can be probed only then."""

    bed: tuple[str, ...]

    @property
    def question(self) -> str:
        return "Make this bed, on this machine and as you?"

    def __str__(self) -> str:
        return "\n  ".join(self.bed)
