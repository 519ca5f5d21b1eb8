"""From what happened to what it means: verdicts, and whose doing they are.

Knows steps and outcomes. Must not know shells.
"""

from collections.abc import Sequence
from dataclasses import field, replace

from slidegen import lazy_re as re
from slidegen.distribution import install
from slidegen.lazy_dataclass import dataclass
from slidegen.script.chains import (
    ALREADY,
    DONE,
    blocker_of,
    is_going,
    is_unmade,
    left_otherwise,
    maker_of,
    missing_in,
    told_by,
)
from slidegen.script.classify import nature_of, programs_of
from slidegen.script.facts import Facts
from slidegen.script.in_vain import (
    asks_in_vain,
    error_page,
    lost_in_a_pipe,
    nothing_to_show,
    speaks_of_failure,
    went_without,
)
from slidegen.script.installed import NOT_FOUND, Excuse, Programs
from slidegen.script.lacks import Lack, Skew, unsaid, why_in_vain, why_lacking
from slidegen.script.makes import PATH, made_by
from slidegen.script.model import Expect, Kind, Step
from slidegen.script.printed import searchable
from slidegen.script.questions import question_in
from slidegen.script.result import Cause, StepResult, Verdict
from slidegen.script.shown_failure import failure_as_shown
from slidegen.script.taken_names import was_there
from slidegen.script.telling_line import telling_line
from slidegen.script.unfilled import unfilled_in


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened to a step that ran."""

    ok: bool
    status: int | None = None
    why: str = ""
    command: str = ""  #: the command that failed
    output: str = ""
    outputs: tuple[str, ...] = ()  #: of each command that ran, in their order
    timed_out: bool = False
    awaited: str = ""  #: what was to appear, and never did
    endless: bool = False  #: it does not end by itself: it was stopped after a while
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
    programs: Programs = field(default_factory=Programs)  #: those that the deck uses
    facts: Facts = field(default_factory=Facts)  #: what the probe found
    taken: frozenset[str] = frozenset()  #: names of objects that were there before the run
    strict: bool = False  #: nothing is excused
    repeated: bool = False  #: the step had begun before a kill
    known: bool = False  #: what is wrong with the step was known before it ran: nobody else is to blame


#: Why steps of a kind are not run.
NOT_RUN: dict[Kind, str] = {
    Kind.INTERACTIVE: "",
    Kind.UNKNOWN: "",
    Kind.EXCLUDED: "",
    Kind.PLACEHOLDER: "; give it by `--set NAME=VALUE` or `vars:` in the manifest",
    Kind.DANGEROUS: "; allow it by `--allow NAME`",
}


def foresee(step: Step, *, terminal: bool) -> Judgement | None:
    """The verdict that stands before a step runs, None when it is to run."""
    if step.kind is Kind.INTERACTIVE and step.opens and nature_of(step.text).reader == "shell":
        why = f"opens a place to stand in, which needs a terminal: `--driver pty` ({install('run')})"
        return None if terminal else Judgement(Verdict.SKIPPED, why, cause=Cause.CHOICE)
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
        return _of_success(step, outcome, before, around)
    if around.repeated and ALREADY.search(outcome.output):
        return Judgement(Verdict.PASS, "had done its work before the run was interrupted")
    if step.expect is Expect.FAILURE and outcome.status != 127 and not outcome.timed_out:
        return Judgement(Verdict.XFAIL, "fails, as it is marked to")
    return _of_failure(step, outcome, before, around)


def _of_failure(
    step: Step, outcome: Outcome, before: Sequence[StepResult], around: Circumstances
) -> Judgement:
    if line := failure_as_shown((step.error, *(each.text for each in step.shown)), outcome.output):
        return Judgement(Verdict.XFAIL, f"fails, as the slide shows: {line}")
    if not around.strict and not around.known and (maker := _maker(step, outcome, before)):
        return _blocked_by(maker)
    excuse = None if around.strict else _lacking(step, outcome, around)
    if excuse and excuse.sure:
        return Judgement(Verdict.SKIPPED, excuse.why, cause=Cause.MACHINE)
    if outcome.timed_out and (question := question_in(outcome.output)):
        why = f"asks for keys that the deck does not hold: {question}"
        return Judgement(Verdict.SKIPPED, why, cause=Cause.CHOICE)
    may_be_told = not outcome.timed_out and not _is_unknown(outcome)
    if step.expect is Expect.EITHER and may_be_told:
        return Judgement(Verdict.XFAIL, f"fails, as the slide says: {step.because}")
    if around.strict:
        return _blame(outcome, around)
    asked = _asked_by_hand(step, outcome, before)
    if asked and step.by_hand and step.by_hand.is_sure:
        return Judgement(Verdict.SKIPPED, asked, cause=Cause.CHOICE)
    if not around.known and (judgement := _excuse(step, outcome, before, around)):
        return judgement
    perhaps = _perhaps(step, outcome, before, excuse, may_be_told=may_be_told) or asked
    return _doubt(outcome, around, perhaps) if perhaps else _blame(outcome, around, before)


def _perhaps(
    step: Step, outcome: Outcome, before: Sequence[StepResult], excuse: Excuse | None, *, may_be_told: bool
) -> str:
    """What leaves a doubt about a failure, in words; `` where nothing does."""
    if excuse:
        return f"perhaps {excuse.why}"
    if outcome.timed_out and is_going(outcome.command or step.text, outcome.output):
        return "perhaps this cluster takes its time to take away what is deleted"
    command = outcome.command or step.text
    if left := left_otherwise(step.text, command, outcome.output, before, step.section):
        return left
    if question := question_in(outcome.output):
        return f"nobody answered what it asks: {question}"
    if step.is_loose and may_be_told and (name := _nobody_makes(outcome, before)):
        return f"nothing before it makes `{name}`: is it an example?"
    if step.is_loose and may_be_told and (word := unfilled_in(outcome.command or step.text, outcome.output)):
        return f"does `{word}` stand for a value? `vars:` in the manifest gives it"
    if step.expect is Expect.SUPPOSED:
        return f"the slide only supposes that it is typed: {step.because}"
    if step.expect is Expect.PERHAPS and may_be_told:
        return f"the slide speaks of a failure elsewhere: {step.because}"
    return ""


def _asked_by_hand(step: Step, outcome: Outcome, before: Sequence[StepResult]) -> str:
    """What the slides ask the reader to change first, and no step did; `` where that is no matter."""
    asked = step.by_hand
    if asked is None or _ITS_OWN.search(outcome.output) or _is_unknown(outcome):
        return ""
    if not is_unmade(asked, step.section, step.slide, outcome.output, before):
        return ""
    return f"the slides ask for a change by hand first, and nobody made it: {asked.line}"


def _is_unknown(outcome: Outcome) -> bool:
    """Whether the shell knows no such command; with 127 engines speak of one inside of a container."""
    if outcome.status == 127 and programs_of(outcome.command)[:1] in {("docker",), ("podman",)}:
        return False
    return outcome.status == 127 or NOT_FOUND.search(outcome.output) is not None


def _blame(outcome: Outcome, around: Circumstances, before: Sequence[StepResult] = ()) -> Judgement:
    verdict = Verdict.TIMEOUT if outcome.timed_out else Verdict.FAIL
    return Judgement(verdict, _why(outcome, around) + _lost_path(outcome, before), cause=Cause.DECK)


def _lost_path(outcome: Outcome, before: Sequence[StepResult]) -> str:
    """Where no program is found any more: the step that said where programs are looked for."""
    if outcome.status != 127:
        return ""
    changed = next((r for r in reversed(before) if PATH in made_by(r.text) and r.verdict in DONE), None)
    return f"; {changed.place} has changed PATH" if changed else ""


def _doubt(outcome: Outcome, around: Circumstances, perhaps: str) -> Judgement:
    return Judgement(Verdict.SUSPECT, f"{_why(outcome, around)}; {perhaps}", cause=Cause.DOUBT)


def _of_success(
    step: Step, outcome: Outcome, before: Sequence[StepResult], around: Circumstances
) -> Judgement:
    if step.expect is Expect.FAILURE:
        return Judgement(Verdict.XPASS, "is marked to fail, and did not", cause=Cause.DECK)
    if not around.strict and (vain := why_in_vain(outcome.output, around.facts)):
        cause = Cause.MACHINE if vain.sure else Cause.DOUBT
        return Judgement(Verdict.SKIPPED if vain.sure else Verdict.SUSPECT, vain.why, cause=cause)
    if not around.strict and (blocker := nothing_to_show(step, outcome.output, before)):
        why = f"shows nothing, since {blocker.place} is {blocker.verdict}"
        return Judgement(Verdict.BLOCKED, why, by=blocker.id, cause=Cause.CHAIN)
    if not around.strict and (giver := went_without(step, outcome.output, before)):
        return _blocked_by(giver)
    if outcome.endless:
        return _of_endless(step, outcome, before, around)
    if line := lost_in_a_pipe(step.text, outcome.output):
        return _of_a_pipe(step, outcome, line, before, around)
    if page := error_page(step, outcome.output):
        return _of_error_page(step, outcome, page, before, around)
    return Judgement(Verdict.PASS, outcome.why)


def _of_error_page(
    step: Step, outcome: Outcome, page: str, before: Sequence[StepResult], around: Circumstances
) -> Judgement:
    """What it means that a server answered with an error, and the program that asked was content."""
    why = f"what came is a page of an error: {page}"
    if not around.strict and (machine := _of_machine(step, outcome, around)):
        return machine
    if step.expect is not Expect.SUCCESS:
        return Judgement(Verdict.PASS, outcome.why)
    if around.strict:
        return Judgement(Verdict.FAIL, why, cause=Cause.DECK)
    if blocker := blocker_of(step.text, page.replace('\\"', '"'), before):
        return _blocked_by(blocker)
    return Judgement(Verdict.SUSPECT, why, cause=Cause.DOUBT)


def _of_endless(
    step: Step, outcome: Outcome, before: Sequence[StepResult], around: Circumstances
) -> Judgement:
    if speaks_of_failure(outcome.output, step.text):
        why = f"does not end by itself, and what it prints speaks of failure: {telling_line(outcome.output)}"
        return _of_failure(step, replace(outcome, ok=False, command=step.text, why=why), before, around)
    if not around.strict and asks_in_vain(step.text, outcome.output):
        why = "does not end by itself, and prints nothing of what it asks for"
        return Judgement(Verdict.SUSPECT, why, cause=Cause.DOUBT)
    return Judgement(Verdict.RAN, outcome.why or "does not end by itself; it ran for a while")


def _of_a_pipe(
    step: Step, outcome: Outcome, line: str, before: Sequence[StepResult], around: Circumstances
) -> Judgement:
    """Its end was content, its beginning was not: a pipe's status is that of its end."""
    why = f"the end of a pipe was content, and its beginning was not: {line}"
    if slip := around.programs.slips(outcome.output):
        return Judgement(Verdict.FAIL, slip, cause=Cause.DECK)
    if around.strict:
        return Judgement(Verdict.FAIL, why, cause=Cause.DECK)
    if maker := _maker(step, outcome, before):
        return _blocked_by(maker)
    if machine := _of_machine(step, outcome, around):
        return machine
    return _excuse(step, outcome, before, around) or Judgement(Verdict.SUSPECT, why, cause=Cause.DOUBT)


def _lacking(step: Step, outcome: Outcome, around: Circumstances) -> Excuse | None:
    command = outcome.command or step.text
    told = outcome.output or unsaid(command, outcome.output, outcome.status)
    return why_lacking(
        command,
        f"{told}\n{outcome.why}".strip("\n"),  # what was waited for in vain tells, too
        timed_out=outcome.timed_out,
        lacks=around.lacks,
        programs=around.programs,
        facts=around.facts,
    )


def _of_machine(step: Step, outcome: Outcome, around: Circumstances) -> Judgement | None:
    """Where the machine is why, and that is sure."""
    excuse = _lacking(step, outcome, around)
    if excuse is None or not excuse.sure:
        return None
    return Judgement(Verdict.SKIPPED, excuse.why, cause=Cause.MACHINE)


def _excuse(
    step: Step, outcome: Outcome, before: Sequence[StepResult], around: Circumstances
) -> Judgement | None:
    """A verdict for a failure that is not this step's own."""
    command = outcome.command or step.text
    if name := was_there(command, outcome.output, before, around.taken):
        why = f"`{name}` was there before this run: `--fresh` takes away what an earlier run left"
        return Judgement(Verdict.SKIPPED, why, cause=Cause.MACHINE)
    if around.skew.explains(outcome.output):
        skew = around.skew
        why = f"the server (1.{skew.server}) is older than this kubectl (1.{skew.client}) supports"
        return Judgement(Verdict.SKIPPED, why, cause=Cause.MACHINE)
    if _ITS_OWN.search(outcome.output) or (outcome.status == 127 and around.programs.slips(outcome.output)):
        return None
    blocker = blocker_of(command, outcome.output, before)
    return _blocked_by(blocker) if blocker else None


def _maker(step: Step, outcome: Outcome, before: Sequence[StepResult]) -> StepResult | None:
    """The step that was to make what this one uses, and did not."""
    if _ITS_OWN.search(outcome.output):
        return None
    command, output = outcome.command or step.text, outcome.output
    return maker_of(command, before) or told_by(command, output, before, step.section, outcome.awaited)


def _blocked_by(blocker: StepResult) -> Judgement:
    why = f"what it needs was to come from {blocker.place}, which is {blocker.verdict}"
    return Judgement(Verdict.BLOCKED, why, by=blocker.id, cause=Cause.CHAIN)


def _nobody_makes(outcome: Outcome, before: Sequence[StepResult]) -> str:
    """Of what is missing that no step makes, the name; `` where one does."""
    names = missing_in(outcome.output)
    made = {thing.name for result in before for thing in made_by(result.text)}
    return names[0] if names and not made & set(names) else ""


#: What programs say of words that are wrong, whatever came before.
_ITS_OWN = re.compile(
    r"unknown (?:shorthand )?(?:flag|command|option)|unrecognized option|invalid option|syntax error"
    r"|(?:is not|not a) \w+ command|flag provided but not defined",
    re.I,
)


def _why(outcome: Outcome, around: Circumstances) -> str:
    if slip := around.programs.slips(outcome.output):
        return slip
    if outcome.why:
        return outcome.why
    told = telling_line(outcome.output) or unsaid(outcome.command, outcome.output, outcome.status)
    return f"status {outcome.status}" + (f": {told}" if told else "")
