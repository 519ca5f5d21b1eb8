"""Asking, once and before anything runs, what the place has: engine, cluster, names, internet, programs.

Nothing is changed by asking. Only what is answered with no may excuse a failure later.

Knows sockets and the programs that are asked. Must not know steps, nor what an answer means for a verdict.
"""

import socket
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from slidegen import lazy_re as re
from slidegen.script.facts import Answer, Fact, Facts
from slidegen.script.host_facts import of_the_machine, servers
from slidegen.script.own_kubectl import own_kubectl
from slidegen.script.sandbox import Enclosure, Inside
from slidegen.script.workplace import Cluster
from slidegen.source.program_path import program_path

PATIENCE = 4.0  #: seconds for all that is asked of the network
MOST_HOSTS = 4
FALLBACK = ("github.com", "registry-1.docker.io")
_HOST = re.compile(r"\bhttps?://([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})(?=[:/\s\"']|$)")
_HERE = re.compile(r"(?:^|\.)(?:local|localhost|internal|cluster|example|test|svc|com\.example)$|^example\.")

#: `command -v` of each word, in the shell that the steps will have: keywords and builtins count as there.
PROGRAMS = 'for name; do at=$(command -v -- "$name" 2>/dev/null) && echo "$name $at"; done; exit 0'


def probe(
    texts: Iterable[str],
    programs: Sequence[str],
    cluster: Cluster,
    environment: Mapping[str, str],
    sandbox: Enclosure,
    home: Path,
) -> Facts:
    """What is there of what `texts` may need, in the sandbox and with the HOME that the steps will have."""
    inside = sandbox.inside
    here = _programs(programs, environment, inside)
    missing = tuple(name for name in programs if name not in here)
    hidden = () if sandbox.has_own_programs else tuple(_hidden(programs, here, environment))
    texts = tuple(texts)
    named = hosts_in(texts)
    alone = sandbox.walls is not None and not sandbox.walls.network
    answers = [
        *(NO_NETWORK if alone else network(named or FALLBACK, environment)),
        engine(environment, inside, "docker" in programs),
        *plugins({**environment, "HOME": str(home)}, inside, texts),
        *of_the_machine(texts, sandbox, lambda words: _asked(inside(words), environment, 8) is not None),
        *servers(programs, reachable=not alone),
    ]
    answers += _cluster(Cluster() if alone else cluster, environment)
    answers.append(Answer(Fact.KEYS, False, "HOME is the run's own"))
    return Facts(tuple(a for a in answers if a.detail != UNASKED), tuple(sorted(here)), missing, hidden)


UNASKED = "not asked"
_OWN = "the sandbox has a network of its own"
NO_NETWORK = (Answer(Fact.DNS, False, _OWN), Answer(Fact.INTERNET, False, _OWN))


def hosts_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Machines of the internet that `texts` name, each once."""
    found = dict.fromkeys(host for text in texts for host in _HOST.findall(text) if not _HERE.search(host))
    return tuple(found)[:MOST_HOSTS]


def _programs(names: Sequence[str], environment: Mapping[str, str], inside: Inside) -> dict[str, str]:
    """Those that are there, and where; what the shell does by itself is called as it is."""
    words = inside(["bash", "--norc", "--noprofile", "-c", PROGRAMS, "bash", *names])
    lines = (_asked(words, environment, 10) or "").splitlines()
    return {name: path for name, _, path in (line.partition(" ") for line in lines)}


def _hidden(names: Iterable[str], here: Mapping[str, str], environment: Mapping[str, str]) -> Iterator[str]:
    """Programs that the caller has and the sandbox does not show, and what is taken for them there."""
    for name in names:
        mine, found = program_path(name, environment), here.get(name, "")
        if mine and mine != found and (not found or found.startswith("/")):
            yield f"{mine} ({f'{found} is run instead' if found else 'no other is there'})"


# ---- the network
def network(hosts: Sequence[str], environment: Mapping[str, str] | None = None) -> list[Answer]:
    """Whether names are resolved, and whether who bears them can be reached: one that answers is enough."""
    resolved: list[str] = []
    reached: list[str] = []

    def ask(host: str) -> None:
        try:
            address = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)[0]
            resolved.append(host)
            with socket.socket(address[0], address[1]) as link:
                link.settimeout(PATIENCE)
                link.connect(address[4])
            reached.append(host)
        except OSError:
            pass

    threads = [threading.Thread(target=ask, args=(host,), daemon=True) for host in hosts]
    for thread in threads:
        thread.start()
    end = time.monotonic() + PATIENCE
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    asked = f"{', '.join(hosts[:3])} asked"
    there = bool(reached) or (None if _proxy(environment or {}) else False)
    return [Answer(Fact.DNS, bool(resolved), asked), Answer(Fact.INTERNET, there, asked)]


def _proxy(environment: Mapping[str, str]) -> bool:
    """With a proxy, that this machine reaches nobody by itself says nothing."""
    return any(environment.get(name) for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"))


# ---- engine and cluster
def engine(environment: Mapping[str, str], inside: Inside, wanted: bool) -> Answer:
    if not wanted:
        return Answer(Fact.ENGINE, None, UNASKED)
    words = ["docker", "version", "--format", "{{.Server.Version}}"]
    version = (_asked(inside(words), environment, 8) or "").strip()
    return Answer(Fact.ENGINE, bool(version), version)


def plugins(environment: Mapping[str, str], inside: Inside, texts: Iterable[str]) -> list[Answer]:
    """Whether the plugins of docker that `texts` call are there: without one docker knows no such command.

    The caller may have them in a HOME that is not the run's.
    """
    called = {name for text in texts for name in _PLUGIN.findall(text)}
    wanted = [fact for fact in (Fact.COMPOSE, Fact.BUILDX) if fact in called]
    return [
        Answer(fact, _asked(inside(["docker", fact, "version"]), environment, 8) is not None)
        for fact in wanted
    ]


_PLUGIN = re.compile(r"\bdocker (compose|buildx)\b")


def _cluster(cluster: Cluster, environment: Mapping[str, str]) -> list[Answer]:
    found = [Answer(Fact.CLUSTER, bool(cluster.server), f"{cluster.context} {cluster.server}".strip())]
    if not cluster.server:
        return [
            *found,
            *(Answer(fact, False) for fact in (Fact.PODS, Fact.METRICS, Fact.STORAGE, Fact.KUBEADM)),
        ]
    told = "its nodes only say that they run pods" if cluster.simulated else ""
    found.append(Answer(Fact.PODS, not cluster.simulated, told))

    def has(*words: str) -> bool:
        return _asked([*own_kubectl(), *words, "--request-timeout=5s"], environment, 8) is not None

    found.append(Answer(Fact.METRICS, has("get", "--raw", "/apis/metrics.k8s.io/v1beta1")))
    classes = _asked(
        [*own_kubectl(), "get", "storageclasses", "-o", "name", "--request-timeout=5s"], environment, 8
    )
    found.append(Answer(Fact.STORAGE, None if classes is None else bool(classes.strip())))
    by_kubeadm = has("get", "configmap", "kubeadm-config", "--namespace=kube-system")
    return [*found, Answer(Fact.KUBEADM, by_kubeadm)]


def _asked(words: Sequence[str], environment: Mapping[str, str], seconds: float) -> str | None:
    """What a program says; None where it is not there, fails, or takes too long."""
    program = program_path(words[0], environment)
    if not program:
        return None
    try:
        done = subprocess.run(
            [program, *words[1:]], env=dict(environment), stdin=subprocess.DEVNULL, capture_output=True,
            text=True, errors="replace", check=False, timeout=seconds,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
