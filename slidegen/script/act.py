"""Performing a step in its panes: commands one at a time, then what drives them.

Knows waiting, keys and panes. Must not know verdicts.
"""

import re
import shlex
from collections.abc import MutableMapping
from dataclasses import replace

from slidegen.script.classify import ends_by_not_ending, nature_of
from slidegen.script.drivers.shell import Shell
from slidegen.script.feed import commands_of
from slidegen.script.keys import key_bytes, keys_bytes
from slidegen.script.model import Act, Expect, Kind, Step
from slidegen.script.panes import Panes
from slidegen.script.standing import answers_again, enter, leave, typed
from slidegen.script.verdict import Outcome
from slidegen.text.placeholder import fill, is_data

WAIT, LONGWAIT = 60.0, 600.0  #: seconds that a command or a `wait` may take, and a `longwait`
A_WHILE = 4.0  #: how long what never ends runs when the deck does not say when to end it
A_MOMENT = 1.0  #: what a job in the background gets before the next command
QUIET = 0.12  #: a program that printed nothing for so long has taken its keys
SETTLE = 4.0  #: how long a program may take to end after the key that ends it
SIGPIPE = 141
INTERRUPTED = {130, 131, 137, SIGPIPE, 143}  #: statuses of what was ended by a signal

_ENDS_A_SHELL = re.compile(r"\bexit\b|\blogout\b")
_LEAVES_A_JOB = re.compile(r"(?<!&)&\s*$")


class Failure(Exception):  # noqa: N818
    """The step goes no further: what happened."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome


class Actor:
    """Performs one step."""

    def __init__(
        self, panes: Panes, scale: float, values: MutableMapping[str, str], *, pipefail: bool = False
    ) -> None:
        self.panes, self.scale, self.values, self.pipefail = panes, scale, values, pipefail
        self.endless = False
        self.marks: dict[Shell, int] = {}
        self.notes: list[str] = []
        self.status: int | None = None
        self.output: list[str] = []
        self.outputs: list[str] = []  #: of each command
        self.kept: set[tuple[Shell, int, int]] = set()

    def perform(self, step: Step) -> Outcome:
        """Do all of it, and say how it went."""
        self.step = step
        try:
            self._make_ready()
            failed = self._commands(step)
            why = self._acts(step) if not failed else ""
        except Failure as failure:
            failed, why = failure.outcome, ""
        finally:
            self.panes.drop_ended()
        if failed:
            return replace(failed, output=self._all_output(), notes=tuple(self.notes))
        if step.opens and self.panes.front.running:
            self.panes.front.place = step.id
        if step.kind is Kind.CAPTURE and (wrong := self._capture(step)):
            return Outcome(False, self.status, wrong, output=self._all_output(), notes=tuple(self.notes))
        told = tuple(self.notes)
        done = Outcome(True, self.status, why, output=self._all_output(), notes=told, endless=self.endless)
        return replace(done, outputs=tuple(self.outputs))

    # ---- panes
    def _make_ready(self) -> None:
        """The front pane at its prompt."""
        shell = self.panes.front
        self.panes.pump(0)
        if shell.place and shell.place == self.step.inside:
            return
        if shell.place:
            leave(shell)
        if shell.running:
            shell.wait_until(lambda: not shell.running, 1.0)
        if shell.running and self._stop(shell):
            self.notes.append("ended by ^C what the step before left running in this pane")
        if shell.running or shell.ended:
            self.panes.revive()

    def _stop(self, shell: Shell) -> bool:
        """^C, and again; whether the prompt is back."""
        for attempt in range(3):
            if attempt:
                shell.press(b"q")  # pagers take ^C for the end of what they were searching
            shell.interrupt()
            if shell.wait_until(lambda: not shell.running, 1.5):
                # A second ^C may still be on its way: its mark must not be taken for the next command's.
                shell.wait_until(lambda: shell.ended, QUIET)
                return True
        return False

    def _mark(self) -> None:
        """`wait` is for what appears from now on, in any pane."""
        self.marks = {shell: len(shell.output) for shell in self.panes.shells}

    def _all_output(self) -> str:
        return "\n".join(part.strip("\n") for part in self.output if part.strip())

    # ---- commands
    def _commands(self, step: Step) -> Outcome | None:
        """Run them; the first that fails, None when all went well."""
        self._mark()
        texts = commands_of(step)
        first_failure: Outcome | None = None
        for number, text in enumerate(texts, 1):
            driven = number == len(texts) and self._is_driven(step)
            before = len(self.output)
            failure = self._command(step, text, driven)
            self.outputs.append("\n".join(self.output[before:]))
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
        shell.run(text, show=None if step.verb == "hide" else text)
        if step.opens and nature_of(text).place:
            return self._enter(shell, text, driven)
        if driven:
            # What the session shows as typed is no output of the command.
            shell.wait_until(lambda: shell.began, 5.0)
            self.marks[shell] = shell.started
            return None
        if nature_of(text).blocking and step.kind is not Kind.PLAIN:
            if not self._for_a_while(shell):
                return None
            if self.endless and (shell.status in INTERRUPTED | {None} or ends_by_not_ending(text)):
                shell.status = 0
        elif not shell.wait_until(lambda: not shell.running, WAIT * self.scale):
            self._keep_output(shell)
            if not self._stop(shell):
                self.panes.revive()
            why = f"did not come back in {WAIT * self.scale:g} s"
            return Outcome(False, None, why, text, timed_out=True)
        if _LEAVES_A_JOB.search(text):
            # A person would need a moment to read on; what was started may need it to be there.
            self._after_a_moment(shell)
        return self._judge_status(shell, text)

    def _after_a_moment(self, shell: Shell) -> None:
        """Whether what was left in the background is still there, or has ended well."""
        shell.wait_until(lambda: shell.ended, A_MOMENT)
        if shell.running or shell.ended or shell.status:
            return
        if status := shell.ask("kill -0 $! 2>/dev/null || wait $!"):
            self.notes.append(f"what it left in the background ended at once, with status {status}")
            shell.status = status

    # ---- places
    def _enter(self, shell: Shell, text: str, driven: bool) -> Outcome | None:
        """Into the place that the command opens; what follows in this step is typed there."""
        entered = enter(shell, WAIT * self.scale, A_MOMENT, asked=not driven)
        self.marks[shell] = shell.started
        if driven and shell.running:
            return None
        if not shell.running:
            why = "the place that it opens was left at once"
            return self._judge_status(shell, text) or Outcome(False, 0, why, text)
        if entered:  # what was typed to ask for an answer is no output of the step
            shell.place = self.step.id
            return None
        self._keep_output(shell)
        if not self._stop(shell):
            self.panes.revive()
        return Outcome(False, None, "no shell answers in the place that it opens", text, timed_out=True)

    def _in_place(self, shell: Shell, text: str) -> Outcome | None:
        """One command in the place where the pane stands."""
        blocking = nature_of(text).blocking
        limit = (A_WHILE if blocking else WAIT) * self.scale
        there = typed(shell, text, limit)
        self._keep_output(shell)
        if not shell.running:  # it left the place
            shell.place = ""
            return None if _ENDS_A_SHELL.search(text) else self._judge_status(shell, text)
        if there:
            self.status = shell.inner_status
            return None if not self.status else Outcome(False, self.status, command=text)
        self.endless = bool(blocking)
        if not answers_again(shell):
            self.panes.revive()
        why = f"did not come back in {limit:g} s"
        return None if blocking else Outcome(False, None, why, text, timed_out=True)

    def _judge_status(self, shell: Shell, text: str) -> Outcome | None:
        self._keep_output(shell)
        if shell.ended:
            self.notes.append("ended its shell")
            return None if _ENDS_A_SHELL.search(text) else Outcome(False, None, "ended its shell", text)
        self.status = shell.status
        if shell.status == SIGPIPE and self.pipefail:
            return None  # `yes | head`: whoever writes on is ended, and that is no failure
        return None if not shell.status else Outcome(False, shell.status, command=text)

    def _for_a_while(self, shell: Shell) -> bool:
        """Let it run, then ^C, which is no failure. Whether the shell is still there; its status is kept."""
        if shell.wait_until(lambda: not shell.running, A_WHILE * min(self.scale, 2)):
            return True
        self.notes.append(f"ran for {A_WHILE:g} s, then ^C")
        self.endless = True
        if not self._stop(shell):
            self._keep_output(shell)
            self.panes.revive()
            return False
        return True

    def _keep_output(self, shell: Shell) -> None:
        shell.pump(0)
        answered = not shell.running or (shell.place and shell.inner_status is not None)
        end = max(shell.finished, shell.started) if answered else len(shell.output)
        start = max(shell.started, 0)
        if (shell, start, end) not in self.kept:
            self.kept.add((shell, start, end))
            self.output.append(shell.shown(start, end))

    # ---- acts
    def _acts(self, step: Step) -> str:
        """What drives the step, in order; raises Failure at the first that cannot be done."""
        if not step.acts:
            return ""
        shell = self.panes.front
        for number, act in enumerate(step.acts):
            following = step.acts[number + 1].verb if number + 1 < len(step.acts) else ""
            self._act(act, following)
        self._finish(step, shell)
        return ""

    def _act(self, act: Act, following: str) -> None:
        match act.verb:
            case "wait" | "longwait":
                self._wait(act, following)
            case "key":
                self._press(key_bytes(act.data))
            case "keys":
                self._press(keys_bytes(fill(act.data, self.values)))
            case "copy":
                self._copy(act)
            case "paste":
                self._press(self.panes.clipboard.encode())
            case "copypaste":
                self._copy(act)
                self._press(self.panes.clipboard.encode())
            case "check":
                self._check(act)
            case "tmux":
                self._obey(act)

    def _wait(self, act: Act, following: str) -> None:
        shell = self.panes.front
        limit = (LONGWAIT if act.verb == "longwait" else WAIT) * self.scale
        mark = self.marks.get(shell, 0)
        seen = any(act.data in part for part in self.output)

        def shown() -> bool:
            # A program that paints its screen anew may take away what was there: seen is seen.
            nonlocal seen
            seen = seen or shell.shows(act.data, mark)
            return seen

        shell.wait_until(lambda: shown() or not shell.running, limit)
        shell.pump(0)
        if not shown():
            self._never_came(shell, act, limit)
        if following in {"key", "keys"}:
            self._quiet(shell, 1.0)
        if following in {"", "check"}:
            self._come_back(shell, act)

    def _never_came(self, shell: Shell, act: Act, limit: float) -> None:
        self._keep_output(shell)
        timed_out = shell.running
        why = f"`{act.data}` did not appear in {limit:g} s"
        if not timed_out:
            why = f"ended with status {shell.status} before `{act.data}` appeared"
        status = None if timed_out else shell.status
        if timed_out and not self._stop(shell):
            self.panes.revive()
        raise Failure(Outcome(False, status, f"{why} ({act.path}:{act.line})", timed_out=timed_out))

    def _come_back(self, shell: Shell, act: Act) -> None:
        """The prompt must come, and the status counts."""
        if self.step.kind is Kind.BLOCKING and not shell.wait_until(lambda: not shell.running, 2.0):
            self.notes.append("ended by ^C after what was waited for")
            self._stop(shell)
            self._keep_output(shell)
            return
        if not shell.wait_until(lambda: not shell.running, WAIT * self.scale):
            self._keep_output(shell)
            if not self._stop(shell):
                self.panes.revive()
            raise Failure(Outcome(False, None, f"did not end after line {act.line}", timed_out=True))
        self.status = shell.status
        if shell.status:
            self._keep_output(shell)
            raise Failure(Outcome(False, shell.status, f"status {shell.status}"))

    def _press(self, keys: bytes) -> None:
        shell = self.panes.front
        if shell.ended:
            return
        shell.press(keys)
        self._quiet(shell, 0.5)
        if keys == b"\x04":
            shell.wait_until(lambda: shell.ended or not shell.running, 0.5)
        self.panes.drop_ended()

    def _quiet(self, shell: Shell, most: float) -> None:
        """Until it prints no more: vim takes keys faster than it can sort out ^[ from an arrow key."""
        size = -1
        while most > 0 and size != len(shell.output) and not shell.ended:
            size = len(shell.output)
            shell.wait_until(lambda before=size: len(shell.output) != before, QUIET)  # type: ignore[misc]
            most -= QUIET

    def _copy(self, act: Act) -> None:
        found = re.findall(act.data, self.panes.front.screen(), re.DOTALL)
        if not found:
            raise Failure(
                Outcome(False, None, f"nothing on the screen matches `{act.data}` ({act.path}:{act.line})")
            )
        last = found[-1] if isinstance(found[-1], str) else found[-1][0]
        self.panes.clipboard = last.replace("\n", "")

    def _check(self, act: Act) -> None:
        self._come_back(self.panes.front, act)

    def _obey(self, act: Act) -> None:
        if wrong := self.panes.obey(shlex.split(act.data)):
            raise Failure(Outcome(False, None, f"{wrong} ({act.path}:{act.line})"))
        self.marks.setdefault(self.panes.front, len(self.panes.front.output))

    def _finish(self, step: Step, shell: Shell) -> None:
        """After the last act: a key that ends the program ends it soon; what goes on is left to the next."""
        if step.acts[-1].verb in {"key", "keys", "paste", "copypaste"}:
            front = self.panes.front
            front.wait_until(lambda: not front.running, SETTLE * self.scale)
        self._keep_output(shell)
        if shell.running:
            self.notes.append("still runs in its pane")
            self.endless = step.kind is Kind.BLOCKING
            return
        self.status = shell.status
        stopped = any(act.data in {"^C", "^D", "q", "^\\"} for act in step.acts)
        if shell.status and not stopped and shell.status not in INTERRUPTED and not shell.ended:
            raise Failure(Outcome(False, shell.status, command=step.text))

    # ---- captures
    def _capture(self, step: Step) -> str:
        """Keep what it printed for its placeholder; what is wrong with that, `` when nothing is."""
        value = self._all_output().strip()
        if not value:
            return "printed nothing to capture"
        if not is_data(value):
            return "printed what a shell would read something into: that fills no placeholder"
        self.values[step.target] = value
        shell = self.panes.front
        if step.target.isidentifier() and not shell.running:
            shell.ask(f"{step.target}={shlex.quote(value)}")
        return ""
