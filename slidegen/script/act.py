"""Performing a step in its panes: commands one at a time, then what drives them.

Knows waiting, keys and panes. Must not know verdicts.
"""

import shlex
from dataclasses import replace

from slidegen import lazy_re as re
from slidegen.script.asked_early import value_asked
from slidegen.script.classify import ends_by_not_ending, nature_of, stays_in_front, tells_progress
from slidegen.script.drive import Drive
from slidegen.script.drivers.shell import Shell
from slidegen.script.feed import commands_of
from slidegen.script.letting_go import let_go
from slidegen.script.model import Expect, Kind, Step
from slidegen.script.performance import INTERRUPTED, LONGWAIT, SIGPIPE, Failure, Performance
from slidegen.script.preflight import never_ends
from slidegen.script.standing import answers_again, enter, leave, typed
from slidegen.script.verdict import Outcome
from slidegen.shell import commands_of_text
from slidegen.shell.complete import is_complete
from slidegen.text.placeholder import is_data
from slidegen.text.typed.attributes.eks_workshop import hook_path

A_WHILE = 4.0  #: how long what never ends runs when the deck does not say when to end it
HOOK = 300.0  #: seconds that a hook may take
GETS_ON = 20.0  #: what tells of its progress says something new within so many seconds
ASKED = 15  #: how often a value that is not there yet is asked for again
A_MOMENT = 1.0  #: what a job in the background gets before the next command

_ENDS_A_SHELL = re.compile(r"\bexit\b|\blogout\b")
_KILLS, _WAITS = re.compile(r"\bkill\b"), re.compile(r"\bwait\b")
_LEAVES_A_JOB = re.compile(r"(?<!&)&\s*$")


def _ends_a_job(text: str) -> bool:
    """Whether it ends a job and waits for its end at last: `wait` tells the signal, which was meant."""
    text = text.rstrip()
    last = max(map(text.rfind, ";&|\n"))
    return _WAITS.search(text, last + 1) is not None and _KILLS.search(text) is not None


def _ends_it(text: str) -> bool:
    """Whether it ends the shell in any case: behind `||` and in a block stands what may not."""
    exits = (each for each in commands_of_text(text) if each.name in {"exit", "logout"} and not each.within)
    return any(is_complete(text[: each.start]) for each in exits)


class Actor:
    """Performs one step."""

    def __init__(self, performance: Performance) -> None:
        self.of, self.panes, self.scale = performance, performance.panes, performance.scale

    def perform(self) -> Outcome:
        """Do all of it, and say how it went."""
        step, failed = self.of.step, None
        try:
            self._make_ready()
            self._call_hook("before")
            failed = self._commands(step)
            if not failed:
                Drive(self.of).acts(step)
                self._pause(step)
                self._call_hook("after")
        except Failure as failure:
            failed = failure.outcome
        finally:
            self.panes.drop_ended()
        output, notes = self.of.all_output(), tuple(self.of.notes)
        if failed:
            return replace(failed, output=output, notes=notes)
        if step.opens and self.panes.front.running:
            self.panes.front.place = step.id
        if step.kind is Kind.CAPTURE and (wrong := self._capture(step)):
            return Outcome(False, self.of.status, wrong, output=output, notes=notes)
        done = Outcome(True, self.of.status, output=output, notes=notes, endless=self.of.endless)
        return replace(done, outputs=tuple(self.of.outputs))

    def _pause(self, step: Step) -> None:
        """What its fence says that comes next needs this step to have settled."""
        if step.pause:
            shell = self.panes.front
            shell.wait_until(lambda: shell.ended, step.pause)

    def _call_hook(self, when: str) -> None:
        """What the workshop has beside its text: may the step begin, and has it worked?"""
        shell, name = self.panes.front, self.of.step.hook
        if not name or shell.place or shell.running:
            return
        if not self.of.hook and when == "after":
            return
        if not self.of.hook:
            self.of.notes.append(f"its hook was not called: {hook_path('', name)} is not there")
            return
        shell.run(shlex.join(("bash", "-c", self.of.hook, f"hook-{name}", when)), show=None)
        is_back = shell.wait_until(lambda: not shell.running, HOOK * self.scale)
        if is_back and not shell.status:
            return
        end = max(shell.finished, shell.started) if is_back else len(shell.output)
        said = shell.shown(max(shell.started, 0), end).strip().split("\n")[-1]
        if not is_back and not self.of.stop(shell):
            self.panes.revive()
        why = f"its hook `{name}` failed {when} it" + (f": {said}" if said else "")
        raise Failure(Outcome(False, shell.status if is_back else None, why, timed_out=not is_back))

    # ---- panes
    def _make_ready(self) -> None:
        """The front pane at its prompt."""
        step = self.of.step
        self.panes.pump(0)
        if step.inside and self.panes.show(step.inside):
            return
        shell = self.panes.front
        if shell.place and shell.place == step.beside:
            shell = self.panes.beside()
        if shell.place:
            leave(shell)
        if shell.running:
            shell.wait_until(lambda: not shell.running, 1.0)
        if shell.running and self.of.stop(shell):
            self.of.notes.append("ended by ^C what the step before left running in this pane")
        if shell.running or shell.ended:
            self.panes.revive()

    # ---- commands
    def _commands(self, step: Step) -> Outcome | None:
        """Run them; the first that fails, None when all went well."""
        self.of.mark()
        texts = commands_of(step)
        first_failure: Outcome | None = None
        for number, text in enumerate(texts, 1):
            text = self.of.in_our_words(text)
            driven = number == len(texts) and self._is_driven(step)
            before = len(self.of.output)
            failure = self._command(step, text, driven)
            self.of.outputs.append("\n".join(self.of.output[before:]))
            first_failure = first_failure or failure
            if failure and (step.expect is Expect.SUCCESS or failure.timed_out):
                break
        return first_failure

    def _is_driven(self, step: Step) -> bool:
        """Whether the deck's acts come while the last command still runs."""
        return bool(step.acts) and (step.kind is not Kind.PLAIN or step.acts[0].verb in {"wait", "longwait"})

    def _command(self, step: Step, text: str, driven: bool) -> Outcome | None:
        shell = self.panes.front
        if shell.place:
            return self._in_place(shell, text)
        only_prints = step.kind is Kind.PLAIN and not step.acts
        shell.run(text, show=None if step.verb == "hide" else text, only_prints=only_prints)
        if step.opens and nature_of(text).place:
            return self._enter(shell, text, driven)
        if driven:
            # What the session shows as typed is no output of the command.
            shell.wait_until(lambda: shell.began, 5.0)
            self.of.marks[shell] = shell.started
            return None
        if nature_of(text).blocking and step.kind is not Kind.PLAIN:
            if not self._for_a_while(shell):
                return None
            if self.of.endless and (shell.status in INTERRUPTED | {None} or ends_by_not_ending(text)):
                shell.status = 0
        elif not self._came_back(shell, text):
            return self._late(shell, text)
        if _LEAVES_A_JOB.search(text):
            # A person would need a moment to read on; what was started may need it to be there.
            self._after_a_moment(shell)
        if failure := self._judge_status(shell, text):
            return failure
        self._ask_again(shell, text)
        return None

    def _came_back(self, shell: Shell, text: str) -> bool:
        """Whether it came to its end in time; what tells of its progress has more, while it tells of any."""
        if shell.wait_until(lambda: not shell.running, self.of.limit_of(text)):
            return True
        if self.of.step.limit or not tells_progress(text):
            return False
        for _ in range(int(LONGWAIT / GETS_ON)):
            told = len(shell.output)
            if shell.wait_until(lambda: not shell.running, GETS_ON * self.scale):
                return True
            if len(shell.output) == told:
                break
        return False

    def _ask_again(self, shell: Shell, text: str) -> None:
        """For a value that is not there yet: a pod gets its address after its place; readers are slower."""
        name = "" if shell.ended else value_asked(text)
        for count in range(ASKED if name else 0):
            if not shell.ask(f"case \"${name}\" in '' | null | '<none>') false ;; esac"):
                return
            if not count:
                self.of.notes.append(f"`{name}` had no value yet, and was asked for again")
            shell.wait_until(lambda: shell.ended, A_MOMENT)
            shell.ask(text)
        if name:
            shell.ask("true")

    def _late(self, shell: Shell, text: str) -> Outcome | None:
        """A command that took all its time, and is ended: no failure of what may well stay in front."""
        self.of.keep_output(shell)
        told = let_go(shell, text) if self.of.step.is_kept or self.of.step.opens else ""
        if not told and not self.of.stop(shell):
            self.panes.revive()
        why = f"did not come back in {self.of.limit_of(text):g} s"
        if not stays_in_front(text):
            return Outcome(False, None, why, text, timed_out=True)
        self.of.endless = True
        self.of.notes.append(f"{why}; {told or 'then ^C, since it stays in front'}")
        return None

    def _after_a_moment(self, shell: Shell) -> None:
        """Whether what was left in the background is still there, or has ended well."""
        shell.wait_until(lambda: shell.ended, A_MOMENT)
        if shell.running or shell.ended or shell.status:
            return
        if status := shell.ask("kill -0 $! 2>/dev/null || wait $!"):
            self.of.notes.append(f"what it left in the background ended at once, with status {status}")
            shell.status = status

    # ---- places
    def _enter(self, shell: Shell, text: str, driven: bool) -> Outcome | None:
        """Into the place that the command opens; what follows in this step is typed there."""
        entered = enter(shell, self.of.limit, A_MOMENT, asked=not driven)
        self.of.marks[shell] = shell.started
        if driven and shell.running:
            return None
        if not shell.running:
            why = "the place that it opens was left at once"
            return self._judge_status(shell, text) or Outcome(False, 0, why, text)
        if entered:  # what was typed to ask for an answer is no output of the step
            shell.place = self.of.step.id
            return None
        if stays_in_front(text) and shell.since(shell.started).strip():
            return self._late(shell, text)  # what stands in front there goes on by itself, and is no shell
        self.of.keep_output(shell)
        if not self.of.stop(shell):
            self.panes.revive()
        return Outcome(False, None, "no shell answers in the place that it opens", text, timed_out=True)

    def _in_place(self, shell: Shell, text: str) -> Outcome | None:
        """One command in the place where the pane stands."""
        blocking = nature_of(text).blocking
        limit = A_WHILE * self.scale if blocking else self.of.limit
        there = typed(shell, text, limit)
        self.of.keep_output(shell)
        if not shell.running:  # it left the place
            shell.place = ""
            return None if _ENDS_A_SHELL.search(text) else self._judge_status(shell, text)
        if there:
            self.of.status = shell.inner_status
            return None if not self.of.status else Outcome(False, self.of.status, command=text)
        self.of.endless = bool(blocking)
        if not answers_again(shell):
            self.panes.revive()
        why = f"did not come back in {limit:g} s"
        return None if blocking else Outcome(False, None, why, text, timed_out=True)

    def _judge_status(self, shell: Shell, text: str) -> Outcome | None:
        self.of.keep_output(shell)
        if shell.ended:
            self.of.notes.append("ended its shell")
            status = shell.ending()
            if status == 0 or _ends_it(text):
                return None
            why = "ended its shell" + (f" with status {status}" if status is not None else "")
            return Outcome(False, status, why, text)
        self.of.status = shell.status
        if shell.status == SIGPIPE and self.of.pipefail:
            return None  # `yes | head`: whoever writes on is ended, and that is no failure
        before = self.of.step.text.partition(text)[0]
        if shell.status in INTERRUPTED and _ends_a_job(before + text):
            return None
        if shell.status:
            return Outcome(False, shell.status, command=text)
        why = never_ends(text)  # in a file the end will do, with a warning; who types it waits for ever
        return Outcome(False, 0, why, text) if why else None

    def _for_a_while(self, shell: Shell) -> bool:
        """Let it run, then ^C, which is no failure. Whether the shell is still there; its status is kept."""
        if shell.wait_until(lambda: not shell.running, A_WHILE * min(self.scale, 2)):
            return True
        self.of.notes.append(f"ran for {A_WHILE:g} s, then ^C")
        self.of.endless = True
        if not self.of.stop(shell):
            self.of.keep_output(shell)
            self.panes.revive()
            return False
        return True

    # ---- captures
    def _capture(self, step: Step) -> str:
        """Keep what it printed for its placeholder; what is wrong with that, `` when nothing is."""
        value = self.of.all_output().strip()
        if not value:
            return "printed nothing to capture"
        if not is_data(value):
            return "printed what a shell would read something into: that fills no placeholder"
        self.of.values[step.target] = value
        shell = self.panes.front
        if step.target.isidentifier() and not shell.running:
            shell.ask(f"{step.target}={shlex.quote(value)}")
        return ""
