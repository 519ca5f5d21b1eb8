"""The runner: a script's sections in fresh shells, its steps one after another, a verdict for each.

Knows the order of things and how long to wait. Must not know bash, terminals, or how results are shown.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from slidegen.lazy_dataclass import dataclass
from slidegen.script.act import Actor
from slidegen.script.chains import DONE, leader_of, maker_of_last, moves_in_vain
from slidegen.script.crowd import crowded
from slidegen.script.drivers import Driver
from slidegen.script.drivers.shell import Shell, sourcing
from slidegen.script.inventory import made_last
from slidegen.script.kinds import reclassified
from slidegen.script.learned import Learned, meant_by
from slidegen.script.masking import Mask
from slidegen.script.model import Kind, Script, ScriptSection, Step
from slidegen.script.own_paths import OwnPaths
from slidegen.script.panes import Panes, unseen
from slidegen.script.patience import too_early
from slidegen.script.performance import Performance
from slidegen.script.pods import (
    WAITED_IN_VAIN,
    WAITS,
    why_nobody_answers,
    why_not_entered,
    why_pods_wait,
)
from slidegen.script.printed import searchable
from slidegen.script.processes import Keeper
from slidegen.script.report.jsonl import begin_line, step_line
from slidegen.script.reported import Reporter
from slidegen.script.result import Cause, StepResult, Verdict
from slidegen.script.shown_output import Stale, stale_of
from slidegen.script.verdict import Circumstances, Judgement, Outcome, foresee, judge
from slidegen.script.web_page import look_at
from slidegen.script.workplace import Workplace

REPEATS = 5  #: of what came too early


class View(Protocol):
    """Who watches a run."""

    def section(self, section: ScriptSection) -> None: ...
    def begin(self, step: Step) -> None: ...
    def end(self, result: StepResult) -> None: ...


class SectionHooks(Protocol):
    """What a bed has done around each section."""

    def before(self, moment: str, section: str = "") -> None: ...
    def after(self, moment: str, section: str = "") -> None: ...


@dataclass(frozen=True, slots=True)
class Orders:
    """What the caller asks of a run."""

    timeout_scale: float = 1.0
    mask: Mask = field(default_factory=Mask)  #: takes secrets out of what is reported
    own: OwnPaths = field(default_factory=OwnPaths)  #: which no author's text may hold
    pipefail: bool = False  #: a pipe fails where its beginning does
    keep_going: bool = False
    allowed: frozenset[str] = frozenset()
    values: Mapping[str, str] = field(default_factory=dict)  #: of placeholders
    known: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  #: what is wrong, by step id
    done: Mapping[str, StepResult] = field(default_factory=dict)  #: results of the run that is resumed
    begun: frozenset[str] = frozenset()  #: steps that it began and did not finish
    hooks: Mapping[str, str] = field(
        default_factory=dict
    )  #: the texts of the scripts of `Step.hook`, by step id
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    at_failure: Callable[[StepResult, Shell], None] | None = None  #: takes the shell over, and the run stops


class StoppedError(Exception):
    """The run ends at a failure, as it was asked to."""


class Runner:
    """Runs the chosen steps of a script."""

    def __init__(
        self,
        script: Script,
        workplace: Workplace,
        driver: Driver,
        keeper: Keeper,
        orders: Orders,
        around: Circumstances,
        view: View,
        environment: Mapping[str, str],
        record: Callable[[Shell], None] = unseen,
        hooks: SectionHooks | None = None,
    ) -> None:
        self.hooks = hooks
        self.script, self.workplace, self.driver, self.keeper = script, workplace, driver, keeper
        self.orders, self.view, self.record = orders, view, record
        self.environment = dict(environment)
        self.around = around
        self.values = dict(orders.values)
        self.reporter = Reporter(orders.mask, orders.own)
        self.has_cluster = bool(around.facts.has("cluster"))
        self.saved = {step.id for step in script.steps if step.kind is Kind.SAVE}
        self.loose = {step.id for step in script.steps if step.is_loose}
        self.learned = Learned(partial(made_last, environment=environment))
        self.results: list[StepResult] = []
        self.panes: Panes
        self.blocker = ""  #: the step that stopped this section

    def run(self, sections: Sequence[ScriptSection]) -> list[StepResult]:
        """Every step of `sections`, in order."""
        for section in sections:
            todo = [step for step in section.steps if step.id not in self.orders.done]
            self.results += [self.orders.done[s.id] for s in section.steps if s.id in self.orders.done]
            if todo:
                self.view.section(section)
                self._run_section(section, todo)
        return self.results

    def _run_section(self, section: ScriptSection, todo: Sequence[Step]) -> None:
        if self.hooks:
            self.hooks.before("section", section.id)
        resumed = len(todo) < len(section.steps)
        self.blocker = self._earlier_blocker(section) if resumed else ""
        self._enter(resumed)
        try:
            for step in todo:
                self._run_step(section, step)
        finally:
            self.panes.close()
            self.keeper.clear()
            if self.hooks:
                self.hooks.after("section", section.id)

    def _earlier_blocker(self, section: ScriptSection) -> str:
        if self.orders.keep_going:
            return ""
        done = (self.orders.done[step.id] for step in section.steps if step.id in self.orders.done)
        return next((result.id for result in done if self._stops(result)), "")

    def _enter(self, resumed: bool) -> None:
        """Fresh shells at home with the first environment, context and namespace; or as a kill left them."""
        if not resumed:
            self.workplace.reopen()
            self.workplace.restore_kubeconfig()
            self.workplace.forget_shells()
        self.panes = Panes(self._open_shell, self.workplace.state)
        self.panes.on_switch = self.record
        panes = len(list(self.workplace.state.glob("pane?"))) if resumed else 1
        for _ in range(max(panes, 1)):
            self.panes.open(resume=resumed)

    def _open_shell(self, number: int, state: Path | None) -> Shell:
        folder = self.workplace.shells / f"{number}"
        secret = self.keeper.name + str(number)
        shell = self.driver.open_shell(self.keeper, self.environment, self.workplace.home, folder, secret)
        if state:
            # The state holds the old shell's marks.
            shell.run(f"{sourcing(state)} 2>/dev/null; {sourcing(shell.rc)}")
            self._settle(shell)
        if self.orders.pipefail:
            shell.run("set -o pipefail")
            self._settle(shell)
        return shell

    @staticmethod
    def _settle(shell: Shell) -> None:
        """What slidegen itself asked of the shell is no output of the deck's."""
        if shell.wait_until(lambda: not shell.running, 20.0):
            shell.forget()

    # ---- one step
    def _run_step(self, section: ScriptSection, step: Step) -> None:
        step, told = self._in_our_words(step)
        date = self.orders.clock().strftime("%Y-%m-%dT%H:%M:%SZ")
        self._write(begin_line(step.id, date))
        self.view.begin(step)
        started = time.monotonic()
        outcome, judgement = self._attempt(step)
        given = self.learned.learn(step, outcome.outputs, done=judgement.verdict in DONE)
        self.values = {**given, **self.values}
        outcome = replace(outcome, notes=(*told, *outcome.notes))
        stale = self._stale(step, outcome) if judgement.verdict is Verdict.PASS else ()
        result = self.reporter.of(section, step, outcome, judgement, stale)
        seconds, known = round(time.monotonic() - started, 3), self.orders.known.get(step.id, ())
        self._end(replace(result, date=date, seconds=seconds, known=known))

    def _stale(self, step: Step, outcome: Outcome) -> tuple[Stale, ...]:
        """What its slide shows of its output and is no longer so; in a place that is not compared."""
        if step.inside:
            return ()
        return tuple(stale_of(step.shown, outcome.outputs, self.orders.own.for_author, self.values))

    def _end(self, result: StepResult) -> None:
        self.results.append(result)
        if self._stops(result) and not self.orders.keep_going:
            self.blocker = self.blocker or result.id
        self._write(step_line(result))
        self.view.end(result)
        if result.is_unexpected and self.orders.at_failure is not None:
            self.orders.at_failure(result, self.panes.front)
            raise StoppedError

    def _in_our_words(self, step: Step) -> tuple[Step, tuple[str, ...]]:
        """`step` with the values of placeholders, and the names of this run for those of the slide's."""
        step, told = self.learned.applied(step)
        lacking = (maker_of_last(what, self.results) for _, what in meant_by(step) if what != "address")
        if step.kind is Kind.PLACEHOLDER and (maker := next(filter(None, lacking), None)):
            self.learned.owing[step.id] = maker.id
            return step, told
        asked = self.learned.asked(step) if step.kind is Kind.PLACEHOLDER else {}
        asked = {name: value for name, value in asked.items() if name not in self.values}
        told = (*told, *(f"`{name}` is `{value}`, as the engine says" for name, value in asked.items()))
        return reclassified(step, {**self.values, **asked}, self.orders.allowed), told

    def _stops(self, result: StepResult) -> bool:
        """Whether nothing after it in its section can be believed: a failure, or being in the wrong place."""
        if result.verdict in {Verdict.FAIL, Verdict.TIMEOUT} and result.id not in self.loose:
            return True
        return result.verdict is not Verdict.SUSPECT and moves_in_vain(result)

    def _attempt(self, step: Step) -> tuple[Outcome, Judgement]:
        if self.blocker:
            why = f"the section stopped at {self.blocker}"
            return Outcome(False), Judgement(Verdict.BLOCKED, why, by=self.blocker, cause=Cause.CHAIN)
        foreseen = self._without_capture(step) or self._elsewhere(step) or self._without_name(step)
        if foreseen := foreseen or self._astray(step) or foresee(step, terminal=self.driver.terminal):
            return Outcome(False), foreseen
        if step.kind is Kind.OPEN:
            return self._open(step)
        outcome = self._asked_why(self._asked_again(step, self._performed(step)))
        outcome = crowded(step, outcome, self.keeper.count, self.keeper.clear)
        self.panes.front.save(self.panes.state)
        begun, known = step.id in self.orders.begun, step.id in self.orders.known
        around = replace(self.around, repeated=begun, known=known)
        return outcome, judge(step, outcome, self.results, around)

    def _performed(self, step: Step) -> Outcome:
        scale, pipefail = self.orders.timeout_scale, self.orders.pipefail
        hook, learned = self.orders.hooks.get(step.id, ""), self.learned
        of = Performance(step, self.panes, scale, self.values, learned, pipefail=pipefail, hook=hook)
        return Actor(of).perform()

    def _asked_again(self, step: Step, outcome: Outcome) -> Outcome:
        """What came too early, once more when the cluster has got so far."""
        for _ in range(REPEATS if self.has_cluster and not outcome.endless else 0):
            if outcome.ok or not (note := too_early(step.text, searchable(outcome.output), self._cluster)):
                break
            outcome = replace(self._performed(step), notes=(note,))
        return outcome

    @property
    def _cluster(self) -> Mapping[str, str]:
        return {**self.environment, "KUBECONFIG": str(self.workplace.kubeconfig)}

    def _asked_why(self, outcome: Outcome) -> Outcome:
        """`kubectl wait` says that it waited in vain, `curl` that nobody answers; the pods say why."""
        if outcome.ok and not outcome.endless:
            return outcome
        printed = searchable(outcome.output)
        environment, told = self._cluster, tuple[str, ...]()
        if WAITED_IN_VAIN.search(printed) or (outcome.timed_out and WAITS.search(outcome.command)):
            told = tuple(f"a pod waits: {line}" for line in why_pods_wait(outcome.command, environment))
        elif self.has_cluster:
            told = why_not_entered(outcome.command, printed, environment)
            told = tuple(f"a pod waits: {line}" for line in told) or why_nobody_answers(printed, environment)
        return replace(outcome, notes=(*outcome.notes, *told), output="\n".join((outcome.output, *told)))

    def _without_capture(self, step: Step) -> Judgement | None:
        """Where an earlier step was to give a value, and did not."""
        if step.kind is not Kind.PLACEHOLDER:
            return None
        captures = {each.target: each for each in self.script.steps if each.kind is Kind.CAPTURE}
        source = next((captures[name] for name in step.needs if name in captures), None)
        if source is None:
            return None
        why = f"{source.place} was to give a value for {source.target}"
        return Judgement(Verdict.BLOCKED, why, by=source.id, cause=Cause.CHAIN)

    def _elsewhere(self, step: Step) -> Judgement | None:
        """Where a step stands in a place that is not open: on this machine it would do something else."""
        if not step.inside:
            return None
        opener = next((r for r in self.results if r.id == step.inside), None)
        if opener and not step.opens and any(s.place == step.inside for s in self.panes.shells):
            return None
        if opener and opener.verdict is Verdict.RAN and step.prompted == "here":
            return None  # what it opened was no shell, and goes on by itself
        state = "was left" if opener and opener.verdict in DONE else opener.verdict if opener else "not run"
        where = opener.place if opener else step.inside
        why = f"stands in the place that {where} opens, which is {state}; it never runs on this machine"
        return Judgement(Verdict.BLOCKED, why.replace("is was", "was"), by=step.inside, cause=Cause.CHAIN)

    def _astray(self, step: Step) -> Judgement | None:
        """Where a step takes the files of a folder that no step led to: here it would take others."""
        leader = leader_of(step.text, self.results, step.section, self.saved)
        if leader is None or step.inside:
            return None
        why = f"takes the files of the folder that {leader.place} leads to, which is {leader.verdict}"
        return Judgement(Verdict.BLOCKED, why, by=leader.id, cause=Cause.CHAIN)

    def _without_name(self, step: Step) -> Judgement | None:
        """Where an earlier step was to show an id, an address or a port that this one names, and did not."""
        owing = self.learned.owes(step)
        source = next((result for result in self.results if result.id == owing), None)
        if source is None:
            return None
        why = f"what it names was to come from {source.place}, which is {source.verdict}"
        return Judgement(Verdict.BLOCKED, why, by=owing, cause=Cause.CHAIN)

    def _open(self, step: Step) -> tuple[Outcome, Judgement]:
        ok, why = look_at(step.text, 10 * self.orders.timeout_scale)
        outcome = Outcome(ok is not False, why=why)
        if ok is None:
            return outcome, Judgement(Verdict.SKIPPED, why, cause=Cause.CHOICE)
        return outcome, judge(step, outcome, self.results, self.around)

    def _write(self, line: str) -> None:
        """The journal is whole after each line: a kill tears the last one at most."""
        with self.workplace.journal.open("a", encoding="utf-8") as file:
            file.write(line)
