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
from functools import cache
from importlib.resources import files
from pathlib import Path

from slidegen.errors import UsageError

NOT_FOUND = re.compile(r"(?:^|[\s:])([\w./+-]+): (?:command )?not found", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is not here: when both patterns are found, the failure is not the deck's."""

    why: str
    output: str = ""  #: a regular expression for what was printed
    command: str = ""  #: one for what ran
    fatal: bool = False  #: even if the last command of a pipe was content: nothing of it can be believed

    def explains(self, command: str, output: str) -> bool:
        return bool(re.search(self.output, output, re.I | re.M) and re.search(self.command, command, re.M))


@cache
def everywhere() -> tuple[Lack, ...]:
    """What is true of any machine: the table in `lacks.toml`."""
    text = files("slidegen.script").joinpath("lacks.toml").read_text(encoding="utf-8")
    return tuple(Lack(**table) for table in tomllib.loads(text)["lack"])


#: A cluster for tests, whose nodes only say that they run pods: what comes out of a pod is not the image's.
SIMULATED = (
    Lack(
        "the pods of this cluster do not really run",
        output=r"\A(?![\s\S]*(?:^error: (?!timed out)|\(NotFound\)|\(AlreadyExists\)"
        r"|unknown (?:flag|shorthand)|no matching))",
        command=r"\bkubectl\b.*\b(?:logs|exec|attach|port-forward|cp|run|wait|rollout status)\b|\bstern\b",
    ),
    Lack(
        "the pods of this cluster do not really run, so nothing answers",
        output=r"\A(?![\s\S]*curl: \((?:1|2|3|6|26)\))",
        command=r"^(?!.*(?:localhost|127\.0\.0\.1)).*\b(?:curl|wget|httping|ab)\b",
    ),
)

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
        """A server so much older knows less than the slides, and it is not they that are stale."""
        return bool(self.server) and self.client - self.server > 1 and bool(_TOO_NEW.search(output))


_TOO_NEW = re.compile(
    r"could not find the requested resource|API is not enabled in the cluster"
    r"|no matches for kind \"\w+\" in version \"(?:\w+\.k8s\.io|apps|batch|autoscaling|policy)/"
    r"|doesn't have a resource type|unknown field \"(?:spec|metadata)\.|unable to recognize",
    re.I,
)


def why_in_vain(output: str) -> str:
    """Why a success says nothing either; `` when it does."""
    return next((lack.why for lack in everywhere() if lack.fatal and lack.explains("", output)), "")


def why_lacking(
    command: str, output: str, *, timed_out: bool, lacks: Iterable[Lack], programs: Iterable[str]
) -> str:
    """Why a failure says nothing about the deck; `` when it does."""
    for name in NOT_FOUND.findall(output):
        if re.search("[A-Za-z]", name) and name in command and not mistyped(name, programs):
            return f"`{name}` is not installed here"
    for lack in (*lacks, *everywhere()):
        if lack.explains(command, output):
            return lack.why
    if timed_out and NETWORKED.search(command) and not re.search(r"localhost|127\.0\.0\.1", command):
        return "the network did not answer in time"
    return ""


#: Real programs that look like others.
KNOWN = frozenset(
    {"dockerd", "docker", "containerd", "kubelet", "kubeadm", "kubectx", "kubens", "egrep", "podman"}
)


def mistyped(name: str, programs: Iterable[str]) -> str:
    """The program that `name` was meant to be: nearly the same, used elsewhere in the deck, and here."""
    if name in KNOWN:
        return ""
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
    except (ValueError, RecursionError, TypeError, AttributeError, re.error) as error:
        raise UsageError(
            f"{path}: {error}", hint="a bed is `[[lack]]` tables with `why`, `output` and `command`"
        ) from error
    return found
