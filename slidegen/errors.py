"""What stops a command: the exceptions that the command line turns into a message and an exit code.

Knows the exit codes. Must not know any command. Content never raises these; it yields findings.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """The contract with shells and CI."""

    CLEAN = 0  #: all went as expected
    FINDINGS = 1  #: findings, failed exercises, or decks that could not be built
    USAGE = 2  #: wrong options or settings: nothing was done
    BUG = 3  #: no answer could be given: a bug of ours
    NOTHING_RUNNABLE = 3  #: no verdict could be given: `slidegen run` found no step that it can run
    INTERRUPTED = 130  #: ^C


class SlidegenError(Exception):
    """An error of the machine or of the call: one sentence of what, one of what to do next."""

    exit_code: ExitCode = ExitCode.USAGE

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(SlidegenError):
    """The call or the settings are wrong; nothing was done."""


class MachineError(SlidegenError):
    """The machine refused: a full disk, a missing permission, a program that is not there."""

    exit_code = ExitCode.FINDINGS
