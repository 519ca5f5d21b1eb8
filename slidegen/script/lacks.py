"""What a machine or cluster may lack, told from what a failed command printed.

A failure that only says "there is no network here" must not be laid at the author's door. The built-in
table holds what is true anywhere; what one test bed lacks stands in a file beside it (`--bed FILE`).

Knows messages of well-known programs. Must not know verdicts.
"""

import difflib
import re
import shutil
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from slidegen.errors import UsageError

NOT_FOUND = re.compile(r"(?:^|[\s:])([\w./+-]+): (?:command )?not found", re.MULTILINE)
#: An address of this machine: whoever does not answer there is the deck's own server.
_LOCAL = r"(?!localhost\b|127\.0\.0\.1\b|\[?::1)"


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is not here: when both patterns are found, the failure is not the deck's."""

    why: str
    output: str = ""  #: a regular expression for what was printed
    command: str = ""  #: one for what ran

    def explains(self, command: str, output: str) -> bool:
        return bool(re.search(self.output, output, re.I | re.M) and re.search(self.command, command, re.M))


EVERYWHERE: tuple[Lack, ...] = (
    Lack("no network: a name could not be resolved", r"could not resolve|name resolution|name or service not known|no such host|nodename nor servname|getaddrinfo|unknown host|bad address"),
    Lack("no network: no way there", r"network is unreachable|no route to host"),
    Lack("no Kubernetes cluster is configured here", r"connection to the server localhost:8080 was refused"),
    Lack("the cluster does not answer", r"the connection to the server \S+ was refused|unable to connect to the server"),
    Lack("no container engine runs here", r"cannot connect to the docker daemon|docker daemon is not running|permission denied.*docker\.sock"),
    Lack("nothing answers at that address here", rf"failed to connect to {_LOCAL}\S+ port|connect to (?:host )?{_LOCAL}\S+ port \d+: |curl: \((?:7|28|35|52|56)\)(?!.*(?:localhost|127\.0\.0\.1) port)|timed out.*connect"),
    Lack("the cluster has no metrics", r"metrics api not available|metrics not available|unable to fetch metrics"),
    Lack("this cluster cannot run commands in pods", r"unable to upgrade connection|error dialing backend|error sending request: Post .*(?:exec|attach|portforward)|unable to forward port|error upgrading connection"),
    Lack("this cluster was not made by kubeadm", r"configmaps? \"(?:cluster-info|kubeadm-config)\" not found"),
    Lack("images cannot be pulled here", r"i/o timeout.*registry|failed to pull image|manifest unknown|pull access denied"),
    Lack("no SSH key or host to go to", r"host key verification failed|permission denied \(publickey|ssh: connect to host"),
    Lack("no disk space", r"no space left on device"),
    Lack("no credentials", r"could not read username|authentication failed for|unauthorized: authentication required"),
)  # fmt: skip

#: Programs that hang when the network does not answer.
NETWORKED = re.compile(
    r"^\s*(?:curl|wget|ssh|scp|git|ping|nc|dig|nslookup|host|httping|telnet|helm|docker|openssl)\b", re.M
)


@dataclass(frozen=True, slots=True)
class Skew:
    """How far apart the client and the server of Kubernetes are; supported is one minor version."""

    client: int = 0
    server: int = 0

    def explains(self, output: str) -> bool:
        return bool(self.server) and self.client - self.server > 1 and bool(_TOO_NEW.search(output))


_TOO_NEW = re.compile(
    r"could not find the requested resource|no matches for kind \"\w+\" in version \"(?:\w+\.k8s\.io|apps|batch|autoscaling|policy)/"
    r"|doesn't have a resource type|unknown field \"(?:spec|metadata)\.|unable to recognize",
    re.I,
)


def why_lacking(
    command: str, output: str, *, timed_out: bool, lacks: Iterable[Lack], skew: Skew, programs: Iterable[str]
) -> str:
    """Why a failure says nothing about the deck; `` when it does."""
    for name in NOT_FOUND.findall(output):
        if name in command and not mistyped(name, programs):
            return f"`{name}` is not installed here"
    for lack in (*lacks, *EVERYWHERE):
        if lack.explains(command, output):
            return lack.why
    if skew.explains(output):
        return f"the server (1.{skew.server}) is older than this kubectl (1.{skew.client}) supports"
    if timed_out and NETWORKED.search(command) and not re.search(r"localhost|127\.0\.0\.1", command):
        return "the network did not answer in time"
    return ""


def mistyped(name: str, programs: Iterable[str]) -> str:
    """The program that `name` was meant to be: nearly the same, used elsewhere in the deck, and here."""
    near = difflib.get_close_matches(name, [p for p in programs if p != name], n=1, cutoff=0.82)
    return near[0] if near and shutil.which(near[0]) else ""


def read_bed(path: Path) -> tuple[Lack, ...]:
    """The `[[lack]]` tables of a test bed's description: `why`, and `output`, `command` or both."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("lack", [])
        found = tuple(Lack(**table) for table in tables)
        for lack in found:
            re.compile(lack.output), re.compile(lack.command)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", hint="`--bed` takes a TOML file") from error
    except (tomllib.TOMLDecodeError, TypeError, re.error) as error:
        raise UsageError(
            f"{path}: {error}", hint="a bed is `[[lack]]` tables with `why`, `output` and `command`"
        ) from error
    return found
