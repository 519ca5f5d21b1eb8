"""What stops a command: the exceptions that the command line turns into a message and an exit code.

Knows the exit codes. Must not know any command. Content never raises these; it yields findings.
"""

import errno
from collections.abc import Mapping
from enum import IntEnum, unique


@unique
class ExitCode(IntEnum):
    """The contract with shells and CI: what each says, `MEANINGS` tells."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    BUG = 3
    MISSING = 4
    NOTHING_RUNNABLE = 5
    SUSPECT = 6
    INTERRUPTED = 130


#: The one table: `slidegen --help` and the reference are made from it.
MEANINGS: Mapping[ExitCode, str] = {
    ExitCode.CLEAN: "all went as expected",
    ExitCode.FINDINGS: "findings, failed exercises, or files that could not be made or written",
    ExitCode.USAGE: "a wrong call, wrong settings, or no deck there: nothing was done",
    ExitCode.BUG: "a bug of slidegen's",
    ExitCode.MISSING: "a program or an extra is missing",
    ExitCode.NOTHING_RUNNABLE: "no verdict: there is no exercise that can be run",
    ExitCode.SUSPECT: "suspect: exercises failed, and it is in doubt whose doing that is",
    ExitCode.INTERRUPTED: "interrupted (^C)",
}


#: What to do where the machine refuses, by its error's number.
REFUSALS: Mapping[int, str] = {
    errno.ENOSPC: "free some space",
    errno.EDQUOT: "free some space: your quota is used up",
    errno.EACCES: "check the permissions",
    errno.EPERM: "check the permissions",
    errno.EROFS: "the disk is read-only: write elsewhere",
    errno.EMFILE: "close some files, or allow more (`ulimit -n`)",
}


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
    """The machine refused: a full disk, a missing permission."""

    exit_code = ExitCode.FINDINGS


class MissingError(SlidegenError):
    """A program, a Python package or a system that a verb needs is not here."""

    exit_code = ExitCode.MISSING
