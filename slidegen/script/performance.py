"""One step while it is performed: its panes, and what is known of it so far.

Knows panes and shells. Must not know what is typed, nor verdicts.
"""

from collections.abc import MutableMapping

from slidegen.script.chains import DELETES
from slidegen.script.classify import is_slow
from slidegen.script.drivers.shell import Shell
from slidegen.script.learned import Learned
from slidegen.script.model import Step
from slidegen.script.panes import Panes
from slidegen.script.verdict import Outcome

WAIT, LONGWAIT = 60.0, 600.0  #: seconds that a command or a `wait` may take, and a `longwait`
GOING = 240.0  #: and what waits for a cluster to take away what is deleted, as a namespace
QUIET = 0.12  #: a program that printed nothing for so long has taken its keys
SIGPIPE = 141
INTERRUPTED = {130, 131, 137, SIGPIPE, 143}  #: statuses of what was ended by a signal


class Failure(Exception):  # noqa: N818
    """The step goes no further: what happened."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome


class Performance:
    """A step in its panes, from its first command to its last key."""

    def __init__(
        self,
        step: Step,
        panes: Panes,
        scale: float,
        values: MutableMapping[str, str],
        learned: Learned,
        *,
        pipefail: bool,
        hook: str = "",
    ) -> None:
        self.learned = learned
        self.hook = hook  #: the text of the script that is called before and behind it
        self.step, self.panes, self.scale, self.values, self.pipefail = step, panes, scale, values, pipefail
        self.endless = False
        self.marks: dict[Shell, int] = {}
        self.notes: list[str] = []
        self.status: int | None = None
        self.output: list[str] = []
        self.outputs: list[str] = []  #: of each command
        self.kept: set[tuple[Shell, int, int]] = set()

    def in_our_words(self, text: str) -> str:
        """A command of the step, with this run's names for those that its own transcript has shown so far."""
        text, told = self.learned.within(self.step, self.outputs, text)
        self.notes += told
        return text

    @property
    def limit(self) -> float:
        """Seconds that a command of it may take: as its fence says, or as long as any."""
        return (self.step.limit or WAIT) * self.scale

    def limit_of(self, text: str) -> float:
        """The same for one command: what builds, installs or fetches may take longer."""
        if self.step.limit or not (is_slow(text) or DELETES.search(text)):
            return self.limit
        return (LONGWAIT if is_slow(text) else GOING) * self.scale

    def stop(self, shell: Shell) -> bool:
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

    def mark(self) -> None:
        """`wait` is for what appears from now on, in any pane."""
        self.marks = {shell: len(shell.output) for shell in self.panes.shells}

    def all_output(self) -> str:
        """All that was kept."""
        return "\n".join(part.strip("\n") for part in self.output if part.strip())

    def keep_output(self, shell: Shell) -> None:
        """Keep what the command in `shell` printed, once."""
        shell.pump(0)
        answered = not shell.running or (shell.place and shell.inner_status is not None)
        end = max(shell.finished, shell.started) if answered else len(shell.output)
        start = max(shell.started, 0)
        if (shell, start, end) not in self.kept:
            self.kept.add((shell, start, end))
            self.output.append(shell.shown(start, end))

    def quiet(self, shell: Shell, most: float) -> None:
        """Until it prints no more: vim takes keys faster than it can sort out ^[ from an arrow key."""
        size = -1
        while most > 0 and size != len(shell.output) and not shell.ended:
            size = len(shell.output)
            shell.wait_until(lambda: len(shell.output) != size, QUIET)  # noqa: B023 - asked at once
            most -= QUIET
