"""A progress bar for builds, on a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from slidegen.assembly.driver import Progress


@contextmanager
def progress_bar() -> Iterator[Callable[[Progress], None]]:
    """A function that shows how far a build is; the bar is gone when it is over."""
    # Only a terminal needs them, and they are slow to load.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("Building"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    # A thread that draws would keep the build from making copies of its process.
    with Bar(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=None)
        yield lambda progress: bar.update(
            task, total=progress.total, completed=progress.done, description=progress.name, refresh=True
        )
