"""From what happened to what it means: verdicts, and whose doing they are.

Knows steps and outcomes. Must not know shells.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from slidegen.distribution import install
from slidegen.script.lacks import NOT_FOUND, Lack, Skew, mistyped, why_in_vain, why_lacking
from slidegen.script.model import Expect, Kind, Step
from slidegen.script.printed import searchable
from slidegen.script.result import Cause, StepResult, Verdict


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened to a step that ran."""

    ok: bool
    status: int | None = None
    why: str = ""
    command: str = ""  #: the command that failed
    output: str = ""
    timed_out: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    verdict: Verdict
    why: str = ""
    by: str = ""
    cause: Cause = Cause.NONE


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a judge must know beside the step: the machine, and what came before."""

    lacks: tuple[Lack, ...] = ()
    skew: Skew = field(default_factory=Skew)
    programs: tuple[str, ...] = ()  #: those that the deck uses
    strict: bool = False  #: nothing is excused
    repeated: bool = False  #: the step had begun before a kill
    known: bool = False  #: what is wrong with the step was known before it ran: nobody else is to blame


#: Why steps of a kind are not run.
NOT_RUN: dict[Kind, str] = {
    Kind.INTERACTIVE: "",
    Kind.UNKNOWN: "",
    Kind.PLACEHOLDER: "; give it by `--set NAME=VALUE` or `vars:` in the manifest",
    Kind.DANGEROUS: "; allow it by `--allow NAME`",
}


def foresee(step: Step, *, terminal: bool) -> Judgement | None:
    """The verdict that stands before a step runs, None when it is to run."""
    if step.kind in NOT_RUN:
        return Judgement(Verdict.SKIPPED, step.why + NOT_RUN[step.kind], cause=Cause.CHOICE)
    if step.kind is Kind.SCRIPTED and not terminal and _needs_terminal(step):
        why = f"needs a terminal to type at: `--driver pty` ({install('run')})"
        return Judgement(Verdict.SKIPPED, why, cause=Cause.CHOICE)
    return None


def _needs_terminal(step: Step) -> bool:
    keys = [act.data for act in step.acts if act.verb in {"key", "keys"}]
    return any(key not in {"^C", "^D", "q"} for key in keys)


def judge(step: Step, outcome: Outcome, before: Sequence[StepResult], around: Circumstances) -> Judgement:
    """What a step's outcome means. What it printed is searched cut down: it may be a megabyte in one line."""
    outcome = replace(outcome, output=searchable(outcome.output))
    if outcome.ok:
        if step.expect is Expect.FAILURE:
            return Judgement(Verdict.XPASS, "is marked to fail, and did not", cause=Cause.DECK)
        if not around.strict and (vain := why_in_vain(outcome.output)):
            return Judgement(Verdict.SKIPPED, vain, cause=Cause.MACHINE)
        return Judgement(Verdict.PASS, outcome.why)
    if around.repeated and _ALREADY.search(outcome.output):
        return Judgement(Verdict.PASS, "had done its work before the run was interrupted")
    if step.expect is Expect.FAILURE and outcome.status != 127 and not outcome.timed_out:
        return Judgement(Verdict.XFAIL, "fails, as it is marked to")
    lacking = "" if around.strict else _lacking(step, outcome, around)
    if lacking:
        return Judgement(Verdict.SKIPPED, lacking, cause=Cause.MACHINE)
    if step.expect is Expect.EITHER and not outcome.timed_out:
        return Judgement(Verdict.XFAIL, f"fails, as the slide says: {step.because}")
    if not around.strict and not around.known and (judgement := _excuse(step, outcome, before, around)):
        return judgement
    verdict = Verdict.TIMEOUT if outcome.timed_out else Verdict.FAIL
    return Judgement(verdict, _why(outcome, around), cause=Cause.DECK)


_ALREADY = re.compile(r"already ?exists|already defined|\(AlreadyExists\)", re.I)


def _lacking(step: Step, outcome: Outcome, around: Circumstances) -> str:
    return why_lacking(
        outcome.command or step.text,
        outcome.output,
        timed_out=outcome.timed_out,
        lacks=around.lacks,
        programs=around.programs,
    )


def _excuse(
    step: Step, outcome: Outcome, before: Sequence[StepResult], around: Circumstances
) -> Judgement | None:
    """A verdict for a failure that is not this step's own."""
    if around.skew.explains(outcome.output):
        skew = around.skew
        why = f"the server (1.{skew.server}) is older than this kubectl (1.{skew.client}) supports"
        return Judgement(Verdict.SKIPPED, why, cause=Cause.MACHINE)
    if blocker := blocker_of(outcome.command or step.text, outcome.output, before):
        why = f"what it needs was to come from {blocker.place}, which is {blocker.verdict}"
        return Judgement(Verdict.BLOCKED, why, by=blocker.id, cause=Cause.CHAIN)
    return None


def _why(outcome: Outcome, around: Circumstances) -> str:
    for name in NOT_FOUND.findall(outcome.output):
        if meant := mistyped(name, around.programs):
            return f"`{name}` is not a command: did you mean `{meant}`?"
    if outcome.why:
        return outcome.why
    return f"status {outcome.status}" + (f": {told}" if (told := telling_line(outcome.output)) else "")


_TELLS = re.compile(
    r"\berror\b|invalid|unknown|cannot|can't|not found|no such|denied|refused|failed|unable", re.I
)


def telling_line(output: str) -> str:
    """The line that says what went wrong: the first that sounds like it, else the last."""
    lines = [line.strip() for line in searchable(output).split("\n") if line.strip()]
    return next((line for line in lines if _TELLS.search(line)), lines[-1] if lines else "")[:300]


# ---- chains
#: Messages that say that something is not there, and what it is.
_MISSING = re.compile(
    r"\"([^\"]+)\" not found"
    r"|not found: \"?([^\"\n]+)"
    r"|^(?:ls|cat|sed|cp|mv|tail|grep|bash:.*?cd): (?:cannot \w+ )?'?([^:'\n]+)'?: No such file"
    r"|(?<!\S)(\S+): No such file or directory"
    r"|the path \"([^\"]+)\" does not exist|\"([^\"]+)\" does not exist"
    r"|Could not (?:read|open) \w+ (?:from|file) '?([^'\s]+)"
    r"|No such (?:container|service|image|network): (\S+)"
    r"|resource type \"([^\"]+)\"|no matches for kind \"\w+\" in version \"([^\"/]+)|can't find (\S+)",
    re.MULTILINE,
)
#: Words that say nothing about what is missing.
_COMMON = frozenset(
    """https http kubectl docker apply create default name file home path from with yaml latest the not
    found""".split()  # noqa: SIM905
)


def blocker_of(command: str, output: str, before: Sequence[StepResult]) -> StepResult | None:
    """The step that did not do its work and speaks most of what is missing now; of equals the first."""
    missing = [next(filter(None, match.groups()), "") for match in _MISSING.finditer(searchable(output))]
    if not output.strip() and (looked_for := _GREP.search(command)):
        missing.append(looked_for[1])
    wanted = {word for name in missing for word in _words(name.rstrip("/").rsplit("/", 1)[-1])}
    folders = {part for name in missing for part in name.split("/")[:-1] if "/" in name and part}
    unset = set(re.findall(r"\$\{?(\w+)", command)) if _NO_VALUE.search(output) else set()
    best: tuple[int, StepResult | None] = (0, None)
    for result in before:
        if result.verdict in {Verdict.PASS, Verdict.XFAIL, Verdict.XPASS} or result.text == command:
            continue
        clones = {folder for folder in folders if "clone" in result.text and folder in result.text}
        values = unset & set(re.findall(r"\b(\w+)=", result.text))
        common = len(wanted & _words(result.text)) + 3 * len(clones) + 3 * len(values)
        if common > best[0]:
            best = (common, result)
    return best[1]


_GREP = re.compile(r"\|\s*grep\s+(?:-\w+\s+)*['\"]?([\w.-]+)['\"]?\s*$")

#: What programs say of an address that is empty, since the variable in it was never set.
_NO_VALUE = re.compile(
    r"URL rejected|no URL specified|no host part|Bad hostname|unbound variable|bad/illegal format"
    r"|try 'curl --help'|curl: \(1\) Protocol|must be specified",
    re.I,
)


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[A-Za-z][A-Za-z0-9]{2,}", text) if word.lower() not in _COMMON}
