"""The ground of a run: which cluster it may change, and what its sandbox lets through.

Knows the caller's environment. Must not know how a sandbox is made, nor how steps run.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from slidegen.errors import UsageError
from slidegen.script.model import Kind, Step
from slidegen.script.probe import hosts_in
from slidegen.script.sandbox.walls import Walls
from slidegen.script.workplace import Cluster, Workplace, is_throw_away
from slidegen.source.program_path import program_path

MOST_LINKS = 40  #: Linux follows no more

#: Programs that change what a Kubernetes context names.
CHANGE_CLUSTERS = frozenset({"kubectl", "helm", "kustomize", "helmfile", "flux", "argocd", "istioctl"})
#: Programs that speak to others, so that a deck which calls them is given the network.
SPEAKERS = CHANGE_CLUSTERS | frozenset(
    """docker docker-compose podman curl wget git ssh scp apt apt-get pip pip3 npm go ping nc dig nslookup
    host telnet terraform ansible aws gcloud az stern k9s""".split()  # noqa: SIM905
)


def check_context(cluster: Cluster, named: str, programs: Iterable[str]) -> None:
    """Raises UsageError where exercises would change a cluster that others may use and nobody named."""
    if named and named != cluster.context:
        raise UsageError(
            f"the current context is {cluster.context or 'none'}, not {named}",
            hint="`kubectl config use-context`",
        )
    if named or not cluster.server or is_throw_away(cluster) or CHANGE_CLUSTERS.isdisjoint(programs):
        return
    raise UsageError(
        f"the exercises would change the cluster of the context {cluster.context} ({cluster.address})",
        hint=f"`--context {cluster.context}` says that you mean it; else use one made for tries, like kind's",
    )


def walls_of(
    place: Workplace,
    network: bool | None,
    steps: Iterable[Step],
    programs: Collection[str],
    readable: Iterable[Path],
    environ: Mapping[str, str],
) -> Walls:
    """What the sandbox lets through: a network as the caller says, else if the deck speaks to somebody."""
    if network is None:
        steps = tuple(steps)
        network = not SPEAKERS.isdisjoint(programs) or any(step.kind is Kind.OPEN for step in steps)
        network = network or bool(hosts_in(step.text for step in steps))
    given = tuple(path for path in readable if _is_folder(path))
    found = [*given, *map(Path, environ.get("PATH", "").split(os.pathsep))]
    found += (folder for name in programs for folder in _led_through(program_path(name, environ)))
    engine = environ.get("DOCKER_HOST", "")
    if engine.startswith("unix:///"):
        found.append(Path(engine.removeprefix("unix://")).parent)
    seen = dict.fromkeys(path for path in found if _is_folder(path))
    home = Path(environ.get("HOME", "/root"))
    return Walls(place.folder, place.home, place.state, tuple(seen), given, network, callers_home=home)


def _is_folder(path: Path) -> bool:
    """Whether it is one that may be seen: `PATH` may name folders of somebody else, as behind `su`."""
    return path.is_absolute() and os.path.isdir(path)  # noqa: PTH112 - `Path.is_dir` raises there


def _led_through(program: str) -> Iterator[Path]:
    """The folders of what the program is a link to: without them another of its name is found."""
    for _ in range(MOST_LINKS):
        if not os.path.islink(program):  # noqa: PTH114 - as above
            return
        program = os.path.normpath(os.path.join(os.path.dirname(program), os.readlink(program)))  # noqa: PTH115, PTH118, PTH120
        yield Path(program).parent
