"""Watching a run: a live table on a terminal, a few lines elsewhere.

Knows terminals (rich, imported when there is one). Must not know how steps run.
"""

import sys
import time
from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Protocol, TextIO

from slidegen.script.model import ScriptSection, Step
from slidegen.script.result import StepResult, Verdict
from slidegen.source.counted import counted
from slidegen.source.printable import printable

if TYPE_CHECKING:
    from rich.console import RenderableType

MARKS = {
    Verdict.PASS: ("✓", "green"),
    Verdict.XFAIL: ("✓", "green"),
    Verdict.RAN: ("✓", "green"),
    Verdict.SUSPECT: ("?", "magenta"),
    Verdict.FAIL: ("✗", "red"),
    Verdict.XPASS: ("✗", "red"),
    Verdict.TIMEOUT: ("✗", "red"),
    Verdict.SKIPPED: ("-", "dim"),
    Verdict.BLOCKED: ("·", "yellow"),
}


class Watching(Protocol):
    """A view that can be entered and left."""

    def section(self, section: ScriptSection) -> None: ...
    def begin(self, step: Step) -> None: ...
    def end(self, result: StepResult) -> None: ...
    def watching(self) -> AbstractContextManager[object]: ...
    def say(self, told: str) -> None: ...


class Quiet:
    """For CI: a line a section, and a line for what is to be mended."""

    def __init__(self, file: TextIO = sys.stderr, *, verbose: bool = False) -> None:
        self._file, self._verbose = file, verbose

    def watching(self) -> AbstractContextManager[object]:
        return nullcontext()

    def section(self, section: ScriptSection) -> None:
        steps = counted(len(section.steps), "step")
        print(f"{printable(section.name)}: {steps}", file=self._file, flush=True)

    def say(self, told: str) -> None:
        print(printable(told), file=self._file, flush=True)

    def begin(self, step: Step) -> None:
        pass

    def end(self, result: StepResult) -> None:
        if result.is_unexpected or result.verdict is Verdict.SUSPECT or self._verbose:
            first = (result.command or result.text).split("\n")[0][:80]
            why = f": {result.why}" if result.why else ""
            line = f"  {result.verdict:<8} {result.place}  {first}{why}"
            print(printable(line), file=self._file, flush=True)


class Live:
    """For people: what runs, for how long, what is left, and what has gone wrong so far."""

    def __init__(self, total: int, file: TextIO = sys.stderr) -> None:
        from rich.console import Console
        from rich.live import Live as RichLive

        self._total = total
        self._counts: Counter[Verdict] = Counter()
        self._section = ""
        self._step: Step | None = None
        self._started = self._step_started = time.monotonic()
        self._console = Console(file=file)
        self._live = RichLive(
            console=self._console, get_renderable=self._picture, refresh_per_second=4, transient=True
        )

    def watching(self) -> AbstractContextManager[object]:
        return self._live

    def section(self, section: ScriptSection) -> None:
        self._section = section.title
        self._console.print(f"[bold]{section.number:02d}[/] {_plain(section.title)}", highlight=False)

    def say(self, told: str) -> None:
        self._console.print(_plain(told), highlight=False)

    def begin(self, step: Step) -> None:
        self._step, self._step_started = step, time.monotonic()

    def end(self, result: StepResult) -> None:
        self._step = None
        self._counts[result.verdict] += 1
        mark, style = MARKS[result.verdict]
        first = _plain((result.command or result.text).split("\n")[0][:90])
        line = f"   [{style}]{mark}[/] {first}  [dim]{result.place}  {result.seconds:.1f} s[/]"
        self._console.print(line, highlight=False)
        if result.why and result.verdict is not Verdict.PASS:
            self._console.print(f"     [{style}]{_plain(result.why[:200])}[/]", highlight=False)

    def _picture(self) -> "RenderableType":
        from rich.table import Table

        now = time.monotonic()
        done = sum(self._counts.values())
        table = Table.grid(padding=(0, 2))
        current = ""
        if self._step is not None:
            current = f"{self._step.text.splitlines()[0][:70]} ({now - self._step_started:.0f} s)"
        counts = "  ".join(
            f"{self._counts[verdict]} {verdict}" for verdict in Verdict if self._counts[verdict]
        )
        table.add_row(f"[bold]{done}/{self._total}[/]", f"{now - self._started:.0f} s", counts)
        table.add_row("", "", _plain(current))
        return table


def _plain(text: str) -> str:
    from rich.markup import escape

    return escape(printable(text))


def choose_view(total: int, *, verbose: bool = False) -> Watching:
    """The live view on a terminal, the quiet one elsewhere."""
    return Live(total) if sys.stderr.isatty() and not verbose else Quiet(verbose=verbose)
