"""What a measurement is, and how a process is measured: its processor time, the clock, and its memory.

Knows processes. Must not know what is compared with what.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
TREE = ROOT.parent / "shared" / "corpus" / "container.training-2026"
SLIDES = TREE / "slides"
#: Where npm's peers are: `.ci/run` says where, or puts them into their usual place.
PEERS = Path(os.environ.get("SLIDEGEN_PEERS", "~/.cache/slidegen-ci/peers")).expanduser()
MEMORY, ROOM = Path("/dev/shm"), 3 << 30


@dataclass(frozen=True, slots=True)
class Use:
    """What one run of a command took."""

    processor: float  #: seconds, of the command and of all that it started and waited for
    clock: float  #: seconds
    peak: float  #: MiB of the largest process


@dataclass(frozen=True, slots=True)
class Measured:
    """One row of the table: a number for each run, and the most that it is to be."""

    work: str
    aim: float
    values: tuple[float, ...]
    unit: str = ""  #: `` for a ratio
    detail: str = ""  #: the absolute numbers behind it
    command: str = ""

    @property
    def middle(self) -> float:
        return median(self.values)

    @property
    def is_met(self) -> bool:
        return self.middle <= self.aim


def run(
    command: Sequence[str], cwd: Path, env: Mapping[str, str] | None = None, codes: Sequence[int] = (0,)
) -> Use:
    """Run a command to its end. Ends this program when it ends with another code than these: what did not do
    its work is not measured."""
    started = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        clock = time.perf_counter() - started
        if process.returncode not in codes:
            said.seek(0)
            sys.stderr.write(f"{' '.join(command)}: {said.read().decode(errors='replace')}\n")
            sys.exit(2)  # 1 says that an aim is missed
    peak = usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return Use(usage.ru_utime + usage.ru_stime, clock, peak)


def clock_of_two(command: Sequence[str], cwd: Path, env: Mapping[str, str]) -> float:
    """Seconds until a command that was started twice has ended twice."""
    started = time.perf_counter()
    both = [subprocess.Popen(command, cwd=cwd, env=env, stdout=subprocess.DEVNULL) for _ in range(2)]
    codes = [process.wait() for process in both]
    if any(codes):
        sys.exit(2)  # as `run`
    return time.perf_counter() - started


def instructions(command: Sequence[str], cwd: Path, env: Mapping[str, str]) -> float | None:
    """Millions of instructions that a command takes, as valgrind counts them; None without valgrind.

    Unlike times they hardly move with what else the machine does.
    """
    if shutil.which("valgrind") is None:
        return None
    count = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", *command]
    fixed = {**env, "PYTHONHASHSEED": "0"}
    done = subprocess.run(count, cwd=cwd, env=fixed, capture_output=True, text=True, check=False)
    counted = [line.split()[-1] for line in done.stderr.splitlines() if " I " in line and "refs" in line]
    return int(counted[-1].replace(",", "")) / 1e6 if counted else None


def slidegen(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "slidegen", *map(str, arguments)]


def environment(cache: Path) -> dict[str, str]:
    """As an installed program has it: from byte code; without fonts, which only the first build cuts."""
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return env | {"PYTHONPATH": str(ROOT), "SLIDEGEN_FONTS": "false", "SLIDEGEN_CACHE_DIR": str(cache)}


@contextmanager
def work_folder() -> Iterator[Path]:
    """A folder that goes afterwards: in memory where there is room, since disks take their time by turns."""
    has_room = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    place = MEMORY if has_room and "TMPDIR" not in os.environ else None
    folder = Path(tempfile.mkdtemp(prefix="slidegen-bench-", dir=place))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def peer(name: str) -> str | None:
    """The path of a program that npm installed, None where it is not."""
    program = PEERS / "node_modules" / ".bin" / name
    return str(program) if program.exists() else None


def ratios(these: Sequence[float], those: Sequence[float]) -> tuple[float, ...]:
    """Of neighbours in time: the fastest of each would do the shorter one a favour."""
    return tuple(this / that for this, that in zip(these, those, strict=True))


def seconds(uses: Sequence[Use]) -> list[float]:
    return [use.processor for use in uses]


def told(uses: Sequence[Use]) -> str:
    """The middle of some runs."""
    return f"{median(seconds(uses)):.3g} s, {max(use.peak for use in uses):.0f} MiB"
