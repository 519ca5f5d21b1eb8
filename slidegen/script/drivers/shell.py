"""A shell that runs one command file after another and says when each has ended, and how.

Both drivers are this shell with another way to talk to it. It is an interactive bash, since only that
one comes back to its prompt after ^C, whatever ran. Nothing that could be sourced is typed: each command
is a file, and what is typed is `. FILE`. Ends are told by OSC 133 marks with a secret in them.

Knows bash and marks. Must not know decks, verdicts or terminals.
"""

import contextlib
import os
import select
import time
from collections.abc import Callable
from pathlib import Path
from shlex import quote

from slidegen import lazy_re as re
from slidegen.script.drivers.rc import SPARE
from slidegen.script.drivers.said import as_said
from slidegen.script.drivers.trace import ASIDE, HEARD_ASIDE, as_typed, back, back_in_place, hears, leaving
from slidegen.script.plain_output import plain
from slidegen.shell.complete import is_complete

MOST_OUTPUT = 4_000_000  #: bytes of one command that are kept: `yes` writes a gigabyte in a few seconds
AT_ONCE = 0.0005  #: seconds in which more may come to be taken together
MOST_AT_ONCE = 262_144  #: bytes that are
PIECE = 150  #: bytes that are typed in one line of a place: four characters each, and a tty takes 4095
OVERLAP = 4096  #: a text that is waited for may begin in what was searched

#: What one command file does: what follows runs in the shell itself, so that `declare` stays global. Its end
#: is told twice, since a deck may set PROMPT_COMMAND, and what ^C stops comes to no end here. Both marks bear
#: the command's number and bash's flags. `$?` is what was left: `||` keeps that from traps and `set -e`.
#: A deck may have functions and aliases called `printf` or `cat`: they are its own, and none of ours is one.
#: A `{` may be an alias, and `((` none: the status is kept by that.
COMMAND = """\
{before}{show}_slidegen_n={number} _slidegen_s=
\\builtin printf '\\e]133;C;{secret}\\a' >&{spare} 2>/dev/null || \\printf '\\e]133;C;{secret}\\a' >&{spare}
{left}{body}{stdin} {spare}>&-; (( (_slidegen_s = ${{_slidegen_s:-$?}}) || 1 )) >/dev/null 2>&1; {{
  \\builtin printf '\\e]133;D;%s;{secret};{number};%s\\a' "$_slidegen_s" "$-" >&{spare}; {aside}
}} >/dev/null 2>&1
{leaves}"""
#: Behind a command where a deck traps ERR, which spoke of what failed: it would of `. FILE`, too.
KEEPS = "(( (_slidegen_s = $?) || 1 )) >/dev/null 2>&1\n"

#: Everything that makes a shell what it is, written so that sourcing it brings it back; but not the number of
#: the command at which it was saved: the mark of the prompt would bear it, and end another command.
SAVE = """\
{{
  \\builtin declare -p; \\builtin declare -f; \\builtin alias -p
  \\builtin printf '\\\\builtin cd -- %q\\n\\\\builtin unset _slidegen_n _slidegen_s\\n' "$PWD"
}} >|{new} 2>/dev/null
\\command -p mv -f {new} {state}
"""

_TRAPS = re.compile(r"\btrap\b[^\n]*\bERR\b")


class Shell:
    """The half of a pane that both drivers share: command files in, marked output out."""

    def __init__(self, pid: int, reader: int, folder: Path, secret: str) -> None:
        self.pid = pid
        self.reader = reader  #: where output comes from; it keeps nobody waiting
        os.set_blocking(reader, False)
        self.folder = folder  #: its own: command files
        self.rc = folder / "rc"  #: what makes a bash ours
        self.output = bytearray()  #: all that it ever wrote, marks taken out
        self.ended = False  #: whether the shell itself is gone
        self.status: int | None = 0  #: of the last command; None while one runs
        self.began = False  #: whether the last command's own output has started
        self.started = 0  #: where in `output` the last command's own output starts
        self.finished = 0  #: and where it ends
        self.on_output: Callable[[bytes], None] = unheard
        self._pending = b""
        self._search = ("", 0, 0)
        self._count = 0
        self._leaves = 0  #: what `$?` is to be at the prompt
        self._may_trap = False  #: whether a command may have set a trap for what fails
        self._is_heard = False  #: and for each command
        #: those of bash, as the deck's last command left them, here and in the place that it opened
        self._flags = self._inner_flags = ""
        self._is_own = False  #: whether what runs now is none of the deck's
        self._secret = secret
        self._mark = re.compile(
            rb"\x1b\]133;([CDI])(?:;(\d+))?;" + secret.encode() + rb"(?:;(\d*))?(?:;(\w*))?\x07"
        )
        self.ending: Callable[[], int | None] = unknown  #: its own status, when it is gone
        self.place = ""  #: the id of the step that opened the place in which this pane stands
        self.inner_status: int | None = None  #: of the last command typed there; None while one runs

    # ---- what a driver must say
    def write(self, data: bytes) -> None:
        raise NotImplementedError

    def prepare(self, *, only_prints: bool) -> None:
        """Before a command file is sourced; whether nothing of it takes keys, or the whole screen."""

    # ---- what a runner uses
    @property
    def running(self) -> bool:
        return self.status is None and not self.ended

    def run(
        self, text: str, *, show: str | None = None, only_prints: bool = True, is_own: bool = False
    ) -> None:
        """Start the complete command `text`; `show` is what the session shows as typed, if anything."""
        assert not self.running, text
        left, leaves = self.status, self._leaves
        self._count += 1
        body = self.folder / f"{self._count}.sh"
        self._may_trap = self._may_trap or _TRAPS.search(text) is not None
        is_kept = self._may_trap and is_complete(text)
        before = "" if is_own else back(self._flags, self._is_heard, 0 if self._may_trap else left or 0)
        body.write_bytes(as_bytes(f"{before}{text}\n{KEEPS if is_kept else ''}"))
        self._is_own, self._is_heard = is_own, self._is_heard or (not is_own and hears(text))
        start = self.folder / f"{self._count}"
        orders = COMMAND.format(
            before=self.before,
            show="" if show is None else f"\\builtin printf '%s\\n' {quote(f'{self.prompt}{show}')}\n",
            secret=self._secret,
            spare=SPARE,
            number=self._count,
            body=sourcing(body),
            stdin=self.stdin,
            aside=HEARD_ASIDE if self._is_heard and not is_own else ASIDE,
            left=f"{leaving(left)} || " if left else "",
            leaves=f"\\builtin return {leaves}\n" if leaves else "",
        )
        start.write_bytes(as_bytes(orders))
        self.prepare(only_prints=only_prints)
        self.status, self.began = None, False
        self.write(as_bytes(f"{sourcing(start)}\n"))

    # ---- in a place: a container's shell, another machine's
    def type_in_place(self, text: str) -> None:
        """Have the shell that was opened in this pane run `text`, and mark where its output begins and ends.

        It has no file of ours to source, may edit its lines and may take short ones only, so the text goes
        in as octal digits, in pieces, and is put together by what every POSIX shell has.
        """
        self.inner_status, self.began = None, False
        self.write(b"{ set +x; _sg=; } 2>/dev/null\n")
        for at in range(0, len(data := (back_in_place(self._inner_flags) + text).encode()), PIECE):
            octal = "".join(f"\\{byte:03o}" for byte in data[at : at + PIECE])
            self.write(f"_sg=\"$_sg$(printf '{octal}x')\"; _sg=${{_sg%x}}\n".encode())
        start = f"printf '\\033]133;C;{self._secret}\\007'"
        end = f"{{ printf '\\033]133;I;%s;{self._secret};;%s\\007' \"$?\" $-; set +x; }} 2>/dev/null"
        self.write(f'{start}; eval "$_sg"; {end}\n'.encode())

    before = ""  #: what the shell does first
    prompt = "$ "  #: what stands before a shown command
    stdin = " </dev/null"  #: where a command reads from

    def settle(self) -> None:
        """Take what comes of itself behind the end of a command."""

    def forget(self) -> None:
        """What came so far was between slidegen and the shell."""
        self.output.clear()
        self.status = self.started = self.finished = 0

    def save(self, state: Path) -> None:
        """Write all variables, functions and the directory to `state`; waits for it."""
        if self.running or self.ended:
            return
        kept, places = self.status, (self.started, self.finished)
        quiet, self.on_output = self.on_output, unheard
        size = len(self.output)
        self.run(SAVE.format(state=quote(f"{state}"), new=quote(f"{state}.new")), is_own=True)
        came_back = self.wait_until(lambda: not self.running, 20.0)
        self.settle()
        self.on_output = quiet
        if not came_back:
            return  # still busy: whoever comes next stops it
        self.status = kept
        self.started, self.finished = places
        del self.output[size:]

    def ask(self, text: str, seconds: float = 5.0) -> int | None:
        """Run a command of our own, which is no step's; its status. What it prints is the last step's."""
        started = self.started
        quiet, self.on_output = self.on_output, unheard
        self.run(text, is_own=True)
        self.wait_until(lambda: not self.running, seconds)
        self.settle()
        self.started, self.on_output = started, quiet
        return self.status

    def show_status(self) -> None:
        """Have `$?` at the prompt say how the last command ended: of our own commands people know nothing."""
        status = self.status
        if status and not self.ended and not self.place:
            self._leaves = status
            self.ask(":")
            self._leaves, self.status = 0, status

    def wait_until(self, done: Callable[[], bool], seconds: float) -> bool:
        """Read until `done()`, the end of the shell, or the end of the time; whether `done()`."""
        end = time.monotonic() + seconds
        while not done():
            left = end - time.monotonic()
            if left <= 0 or self.ended:
                return done()
            self.pump(min(left, 0.25))
        return True

    def pump(self, seconds: float) -> None:
        """Take what has come within `seconds`."""
        if self.ended:
            return
        if not self._has_more(seconds):
            # What it left behind may hold the terminal open: then no end of file tells that it is gone.
            self.ended = seconds > 0 and not is_alive(self.pid)
            return
        data = self._read()
        if data is None:
            return
        if not data:
            self.ended = True
            if self._pending:
                self._take(self._pending)
            return
        self._feed(self._pending + data)

    def _has_more(self, seconds: float) -> bool:
        return bool(select.select([self.reader], [], [], seconds)[0])

    def _read(self) -> bytes | None:
        """What is there, and what comes at once; nothing when all who could write are gone, None when not.

        A terminal gives 4 KiB at a time, so it is only asked whether there is more where nothing was.
        """
        found = bytearray()
        with contextlib.suppress(OSError):  # EIO: the last process of this terminal is gone
            while len(found) < MOST_AT_ONCE:
                try:
                    data = os.read(self.reader, 65536)
                except BlockingIOError:
                    if self._has_more(AT_ONCE):
                        continue
                    return bytes(found) or None
                if not data:
                    break
                found += data
        return bytes(found)

    def screen(self) -> str:
        """What a reader would see now."""
        return plain(bytes(self.output[-20000:]))

    picture = screen  #: and what a recording begins with

    def since(self, mark: int) -> str:
        """The plain text that came after `mark` (a length of `output`)."""
        return plain(bytes(self.output[mark:]))

    def shown(self, start: int, end: int) -> str:
        """What a reader saw of `output[start:end]`."""
        return self.as_said(plain(bytes(self.output[start:end])))

    def as_said(self, text: str) -> str:
        """What a reader would have seen of `text`, which knows of our own orders."""
        return as_said(text, self.folder, self._secret)

    def shows(self, text: str, mark: int) -> bool:
        """Whether `text` came after `mark`; what was searched before is not searched again."""
        known, since, end = self._search
        start = max(mark, end - OVERLAP) if (known, since) == (text, mark) else mark
        self._search = (text, mark, len(self.output))
        return text in plain(bytes(self.output[start:]))

    def interrupt(self) -> None:
        """^C"""
        self.write(b"\x03")

    def press(self, keys: bytes) -> None:
        """Type `keys`, as they are."""
        self.write(keys)

    def close(self) -> None:
        self.ended = True
        os.close(self.reader)

    # ---- taking the marks out
    def _feed(self, data: bytes) -> None:
        at = 0
        for mark in self._mark.finditer(data):
            self._take(b"".join(as_typed(data[at : mark.start()])))
            self._obey(mark[1], int(mark[2] or 0), int(mark[3] or 0), (mark[4] or b"").decode())
            at = mark.end()
        rest = data[at:]
        # A mark may come in two pieces: what could be its beginning waits for the next read.
        cut = rest.rfind(b"\x1b]133")
        if cut == -1:
            cut = next((len(rest) - n for n in range(5, 0, -1) if rest.endswith(b"\x1b]133"[:n])), len(rest))
        elif b"\x07" in rest[cut:] or len(rest) - cut > 120:
            cut = len(rest)
        now, waits = as_typed(rest[:cut])
        self._take(now)
        self._pending = waits + rest[cut:]

    def _obey(self, letter: bytes, status: int, number: int, flags: str) -> None:
        if letter == b"C":
            self.started = self.finished = len(self.output)
            self.began = True
        elif letter == b"I":
            self.inner_status, self._inner_flags = status, flags
            self.finished = len(self.output)
        elif self.status is None and number == self._count:
            self.status = status
            self._flags = self._flags if self._is_own else flags
            self.finished = len(self.output)

    def _take(self, data: bytes) -> None:
        if data:
            self.output += data
            if len(self.output) - self.started > MOST_OUTPUT:
                del self.output[self.started : len(self.output) - MOST_OUTPUT // 2]
            self.on_output(data)


def sourcing(file: Path) -> str:
    """The command by which a shell reads `file`, whatever the folder of a workshop is called."""
    return f"\\. {quote(f'{file}')}"


def as_bytes(text: str) -> bytes:
    """What a shell is given to read: a name that is no UTF-8 as the disk has it."""
    return text.encode("utf-8", "surrogateescape")


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def unknown() -> None:
    """How a shell ended that nobody looks after."""


def unheard(data: bytes) -> None:
    """What a shell tells when nobody records it."""
