"""What makes a bash ours: it says by marks when a command has ended, and keeps nothing of what it ran.

Knows bash. Must not know which commands are run.
"""

from pathlib import Path

from slidegen.errors import MachineError
from slidegen.script.drivers.trace import ASIDE, PS4

SPARE = 249  #: where marks go, so that `exec >file` loses none; below the 256 that macOS allows

#: Errors go the way of all else: an engine brings two ways, and the end of a command would overtake them.
RC = """\
unset PROMPT_COMMAND PS0 MAILCHECK HISTFILE
PS1='{prompt}' PS2= PS4={ps4}
set +o history
set +H
shopt -u checkwinsize huponexit
exec 2>&1 {spare}>&1
PROMPT_COMMAND='{{
  printf "\\e]133;D;%s;{secret};$_slidegen_n;$-\\a" "${{_slidegen_s:-$?}}" >&{spare}; {aside}
}} >/dev/null 2>&1'
"""


def require_spare() -> None:
    """Raise MachineError where processes may not have so many files open, and we may not allow it."""
    try:
        import resource
    except ModuleNotFoundError:  # Windows
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft > SPARE:
        return
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (SPARE + 1, hard))
    except (OSError, ValueError):
        message = f"a process may have {soft} files open here, and the shell of a run needs {SPARE + 1}"
        raise MachineError(message, hint="raise the limit, as by `ulimit -n 1024`") from None


def make_rc(folder: Path, secret: str, prompt: str = "") -> Path:
    """Write what makes a bash ours into `folder`; where."""
    rc = folder / "rc"
    text = RC.format(prompt=prompt, secret=secret, spare=SPARE, ps4=PS4, aside=ASIDE)
    rc.write_text(text, encoding="utf-8")
    return rc
