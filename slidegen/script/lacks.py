"""What a machine or cluster may lack, told from what a failed command printed.

A failure that only says "there is no network here" must not be laid at the author's door, if there really is
none: each row of the built-in table names the fact that a probe must have answered with no. What was not
asked leaves a doubt. What one test bed lacks stands in a file beside it (`--bed FILE`), and is believed.

Knows messages of well-known programs. Must not know verdicts.
"""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.kubernetes import is_gone
from slidegen.lint.version import Version
from slidegen.script.bounded_search import TooSlowError, found_by
from slidegen.script.facts import Facts
from slidegen.script.installed import Excuse, Programs


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is not here: when both patterns are found, the failure is not the deck's."""

    why: str
    output: str = ""  #: a regular expression for what was printed
    command: str = ""  #: one for what ran
    fatal: bool = False  #: even if the last command of a pipe was content: nothing of it can be believed
    may_go: bool = False  #: what was there when the run began may be gone: a doubt, if the probe found it
    is_of_a_file: bool = False  #: a bed's, which anybody may have written
    lacks: tuple[str, ...] = ()  #: facts of which one must be missing; none: it is so, whatever was asked

    def explains(self, command: str, output: str) -> bool:
        """Raises TooSlowError for a pattern of a bed's file that takes too long."""
        if self.is_of_a_file:
            return bool(found_by(self.command, command, re.M) and found_by(self.output, output, re.I | re.M))
        return bool(re.search(self.output, output, re.I | re.M) and re.search(self.command, command, re.M))

    def is_so(self, facts: Facts) -> bool | None:
        """Whether the probe confirms it; None where it was not asked."""
        if not self.lacks:
            return True
        answers = [facts.has(name) for name in self.lacks]
        return True if False in answers else None if None in answers or self.may_go else False


@cache
def everywhere() -> tuple[Lack, ...]:
    """What is true of any machine: the table in `lacks.toml`."""
    text = files("slidegen.script").joinpath("lacks.toml").read_text(encoding="utf-8")
    return tuple(_lack(table) for table in tomllib.loads(text)["lack"])


def _lack(table: dict[str, object]) -> Lack:
    lacks = table.pop("lacks", ())
    names = (lacks,) if isinstance(lacks, str) else tuple(map(str, lacks)) if isinstance(lacks, list) else ()
    return Lack(**table, lacks=names)  # type: ignore[arg-type]  # our own file, which a test reads


#: What programs that were told to be quiet say by their status alone: the command, the status, the words.
_UNSAID = (
    (re.compile(r"\bcurl\b"), 6, "could not resolve host"),
    (
        re.compile(r"\bwget\b.*//(?!localhost\b|[\d.]+(?:[:/\s]|$)|\[)"),
        4,
        "could not resolve host, or reach it",
    ),
    (re.compile(r"\bcurl\b"), 7, "failed to connect"),
)


def unsaid(command: str, output: str, status: int | None) -> str:
    """What a failed command left unsaid; `` where it said something, or another one failed."""
    if output.strip():
        return ""
    return next((words for of, code, words in _UNSAID if code == status and of.search(command)), "")


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

#: Programs that hang when the network does not answer, and how they are called then.
NETWORKED = re.compile(
    r"^\s*(?:(?:curl|wget|ssh|scp|git|ping|nc|dig|nslookup|host|httping|telnet|helm|openssl\s+s_client)\b"
    r"|docker(?!\s+(?:container\s+)?(?:attach|exec|logs|wait|start|stop|ps|inspect)\b)\b)",
    re.M,
)


@dataclass(frozen=True, slots=True)
class Skew:
    """How far apart the client and the server of Kubernetes are; supported is one minor version."""

    client: int = 0
    server: int = 0

    def explains(self, output: str) -> bool:
        """A server so much older knows less than the slides, and it is not they that are stale."""
        is_old = bool(self.server) and self.client - self.server > 1
        return is_old and bool(_TOO_NEW.search(output)) and not self._speaks_of_what_is_gone(output)

    def _speaks_of_what_is_gone(self, output: str) -> bool:
        """Whether it is the slides that are older still: what they name went away before this server came."""
        here = Version(1, self.server)
        return any(is_gone(version, kind, here) for kind, version in _KIND.findall(output))


_KIND = re.compile(r"no matches for kind \"(\w+)\" in version \"([\w./-]+)\"")


_TOO_NEW = re.compile(
    r"could not find the requested resource|API is not enabled in the cluster"
    r"|no matches for kind \"\w+\" in version \"(?:\w+\.k8s\.io|apps|batch|autoscaling|policy)/"
    r"|doesn't have a resource type|unknown field \"(?:spec|metadata)\.|unable to recognize",
    re.I,
)


def why_in_vain(output: str, facts: Facts) -> Excuse | None:
    """Why a success says nothing either."""
    return _of_table((lack for lack in everywhere() if lack.fatal), "", output, facts)


def why_lacking(
    command: str,
    output: str,
    *,
    timed_out: bool,
    lacks: Iterable[Lack],
    programs: Programs,
    facts: Facts,
) -> Excuse | None:
    """Why a failure says nothing about the deck, or why that is in doubt; None when it does say something."""
    if believed := _of_table(lacks, command, output, facts):
        return believed
    if missing := programs.excuse(command, output, facts):
        return missing
    if found := _of_table(everywhere(), command, output, facts):
        return found
    if timed_out and NETWORKED.search(command) and not re.search(r"localhost|127\.0\.0\.1", command):
        return _of_table((_NO_ANSWER,), command, output, facts)
    return None


_NO_ANSWER = Lack("the network did not answer in time", lacks=("internet",))


def _of_table(lacks: Iterable[Lack], command: str, output: str, facts: Facts) -> Excuse | None:
    """The first row that is so; else the first that may be."""
    doubt: Excuse | None = None
    for lack in lacks:
        try:
            explains = lack.explains(command, output)
        except TooSlowError:
            doubt = doubt or Excuse(f"perhaps {lack.why}: the pattern that tells takes too long", False)
            continue
        if explains and (so := lack.is_so(facts)) is not False:
            if so:
                return Excuse(lack.why, True)
            doubt = doubt or Excuse(lack.why, False)
    return doubt
