"""What drives a step: waiting for a text, keys, copying, panes, in the order of the deck.

Knows acts. Must not know commands, nor verdicts.
"""

import shlex

from slidegen import lazy_re as re
from slidegen.script.bounded_search import TooSlowError, found_by
from slidegen.script.drivers.shell import Shell
from slidegen.script.keys import key_bytes, keys_bytes
from slidegen.script.model import Act, Kind, Step
from slidegen.script.performance import INTERRUPTED, LONGWAIT, WAIT, Failure, Performance
from slidegen.script.verdict import Outcome
from slidegen.text.placeholder import fill

SETTLE = 4.0  #: how long a program may take to end after the key that ends it


class Drive:
    """Does the acts of one step."""

    def __init__(self, performance: Performance) -> None:
        self.of, self.panes, self.scale = performance, performance.panes, performance.scale

    def acts(self, step: Step) -> None:
        """What drives the step, in order; raises Failure at the first that cannot be done."""
        if not step.acts:
            return
        shell = self.panes.front
        for number, act in enumerate(step.acts):
            following = step.acts[number + 1].verb if number + 1 < len(step.acts) else ""
            self._act(act, following)
        self._finish(step, shell)

    def _act(self, act: Act, following: str) -> None:
        match act.verb:
            case "wait" | "longwait":
                self._wait(act, following)
            case "key":
                self._press(key_bytes(act.data))
            case "keys":
                self._press(keys_bytes(fill(act.data, self.of.values)))
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
        mark = self.of.marks.get(shell, 0)
        seen = any(act.data in part for part in self.of.output)

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
            self.of.quiet(shell, 1.0)
        if following in {"", "check"}:
            self._come_back(shell, act)

    def _never_came(self, shell: Shell, act: Act, limit: float) -> None:
        self.of.keep_output(shell)
        timed_out = shell.running
        why = f"`{act.data}` did not appear in {limit:g} s"
        if not timed_out:
            why = f"ended with status {shell.status} before `{act.data}` appeared"
        status = None if timed_out else shell.status
        if timed_out and not self.of.stop(shell):
            self.panes.revive()
        why = f"{why} ({act.path}:{act.line})"
        raise Failure(Outcome(False, status, why, timed_out=timed_out, awaited=act.data))

    def _come_back(self, shell: Shell, act: Act) -> None:
        """The prompt must come, and the status counts."""
        if self.of.step.kind is Kind.BLOCKING and not shell.wait_until(lambda: not shell.running, 2.0):
            self.of.notes.append("ended by ^C after what was waited for")
            self.of.stop(shell)
            self.of.keep_output(shell)
            return
        if not shell.wait_until(lambda: not shell.running, WAIT * self.scale):
            self.of.keep_output(shell)
            if not self.of.stop(shell):
                self.panes.revive()
            raise Failure(Outcome(False, None, f"did not end after line {act.line}", timed_out=True))
        self.of.status = shell.status
        if shell.status:
            self.of.keep_output(shell)
            raise Failure(Outcome(False, shell.status, f"status {shell.status}"))

    def _press(self, keys: bytes) -> None:
        shell = self.panes.front
        if shell.ended:
            return
        shell.press(keys)
        self.of.quiet(shell, 0.5)
        if keys == b"\x04":
            shell.wait_until(lambda: shell.ended or not shell.running, 0.5)
        self.panes.drop_ended()

    def _copy(self, act: Act) -> None:
        try:
            found = found_by(act.data, self.panes.front.screen(), re.DOTALL)
        except TooSlowError as error:
            why = f"the pattern `{act.data}` takes too long on this screen ({act.path}:{act.line})"
            raise Failure(Outcome(False, None, why)) from error
        if not found:
            raise Failure(
                Outcome(False, None, f"nothing on the screen matches `{act.data}` ({act.path}:{act.line})")
            )
        self.panes.clipboard = found[-1].replace("\n", "")

    def _check(self, act: Act) -> None:
        self._come_back(self.panes.front, act)

    def _obey(self, act: Act) -> None:
        if wrong := self.panes.obey(shlex.split(act.data)):
            raise Failure(Outcome(False, None, f"{wrong} ({act.path}:{act.line})"))
        self.of.marks.setdefault(self.panes.front, len(self.panes.front.output))

    def _finish(self, step: Step, shell: Shell) -> None:
        """After the last act: a key that ends the program ends it soon; what goes on is left to the next."""
        if step.acts[-1].verb in {"key", "keys", "paste", "copypaste"}:
            front = self.panes.front
            front.wait_until(lambda: not front.running, SETTLE * self.scale)
        self.of.keep_output(shell)
        if shell.running:
            self.of.notes.append("still runs in its pane")
            self.of.endless = step.kind is Kind.BLOCKING
            return
        self.of.status = shell.status
        stopped = any(act.data in {"^C", "^D", "q", "^\\"} for act in step.acts)
        if shell.status and not stopped and shell.status not in INTERRUPTED and not shell.ended:
            raise Failure(Outcome(False, shell.status, command=step.text))
