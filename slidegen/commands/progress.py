"""A progress bar: what is being done, and how much of how much, on a terminal only."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: Says what is being done, how much of it is done, and how much there is (0: nobody knows).
Tell = Callable[[str, int, int], None]


@contextmanager
def progress_bar(verb: str, quiet: bool, *, alone: bool = False) -> Iterator[Tell]:
    """A function that shows how far it is; the bar is gone when it is over.

    `alone` draws without a thread, which would keep a build from making copies of its process.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    # Only a terminal needs them, and they are slow to load.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn(verb), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=not alone) as bar:
        task = bar.add_task("", total=None)
        yield lambda what, done, total: bar.update(
            task, description=what, completed=done, total=total or None, refresh=alone
        )
