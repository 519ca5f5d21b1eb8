"""What traces a deck's commands, shows them as they are read, or traps them: it is to hear of no other.

A shell puts it aside behind each command, when it has told its flags, and takes it up again where the next
command of the deck begins.

Knows bash's flags and traces. Must not know shells, nor drivers.
"""

from slidegen import lazy_re as re

#: A trace begins with a `+` for each file that is read, two of them ours: the mark behind tells such lines.
PS4 = r"$'+\037 '"
_OURS = re.compile(rb"\+\+\x1f")
_MAY_BE_OURS = re.compile(rb"\n\+{1,9}\x1f?\Z")

_HEARS = re.compile(r"\btrap\b[^\n]*\bDEBUG\b")

ASIDE = r"\builtin set +xv"  #: what a shell does behind each command, where nobody hears it
HEARD_ASIDE = r"_slidegen_t=$(\builtin trap -p DEBUG); \builtin trap - DEBUG; " + ASIDE


def hears(text: str) -> bool:
    """Whether a command may have set a trap for each that follows."""
    return _HEARS.search(text) is not None


def back(flags: str, heard: bool, left: int) -> str:
    """What stands before a command's own text, `` where nothing was put aside; `$?` is what was left."""
    found = [r'\builtin eval "$_slidegen_t"'] if heard else []
    if letters := "".join(letter for letter in "xv" if letter in flags):
        found.append(rf"\builtin set -{letters}")
    if found and left and "e" not in flags:
        found.append(leaving(left))
    return f"{{ {'; '.join(found)}; }} >/dev/null 2>&1; " if found else ""


def leaving(status: int) -> str:
    """A command that leaves `status`, whatever a deck's own functions and aliases are called."""
    return rf"(\builtin exit {status}; \exit {status}) >/dev/null 2>&1"


def back_in_place(flags: str) -> str:
    """The same for another place's shell, of which only that it is POSIX' is known."""
    return "{ set -x; } 2>/dev/null\n" if "x" in flags else ""


def as_typed(data: bytes) -> tuple[bytes, bytes]:
    """A trace as if the commands had been typed, and what must wait for more: it may be the begin of one."""
    waits = _MAY_BE_OURS.search(data)
    cut = waits.start() + 1 if waits else len(data)
    return _OURS.sub(b"", data[:cut]), data[cut:]
