"""What the caller wants run, and how.

Knows shapes. Must not know how anything runs.
"""

from dataclasses import field
from pathlib import Path

from slidegen.lazy_dataclass import dataclass
from slidegen.script.bed import Bed
from slidegen.script.model import Script, ScriptSection
from slidegen.script.runner import Orders
from slidegen.script.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Request:
    """What the caller wants run, and how."""

    script: Script
    sections: tuple[ScriptSection, ...]  #: with the chosen steps only
    workplace: Workplace
    driver: str = "auto"
    orders: Orders = field(default_factory=Orders)
    bed: Bed = field(default_factory=Bed)
    strict: bool = False
    sandbox: str = "auto"
    network: bool | None = None  #: whether the sandbox has this machine's; None where the deck's needs decide
    image: str = ""  #: for a sandbox in a container
    fresh: bool = False  #: what an earlier run left is taken away before
    clean_up: bool | None = None  #: what this one makes is, after; None: in a cluster to throw away
    context: str = ""  #: the Kubernetes context that the caller names
    given: tuple[str, ...] = ()  #: further variables of the caller's that the shells get
    needs: tuple[str, ...] = ()  #: programs that the deck says must be there
    resume: bool = False
    repository: Path | None = None  #: the workshop's own, which exercises clone
    address: str = ""  #: where the exercises clone it from
    report: Path | None = None
    page: Path | None = None  #: the deck's page, if it was built
    published: str = ""  #: the address of the folder where it is published
    shard: str = ""
