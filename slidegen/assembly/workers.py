"""Slides rendered by several processes at once: this one, and workers that it starts.

Decks share most slides, and rendering those is half of a build: so slides are dealt out, not decks.

Knows processes: workers hear no ^C, and end with the process that started them, however it ends. Must not
know decks, nor what becomes of the HTML.
"""

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context, parent_process
from threading import Thread

from slidegen.deck.model import Slide
from slidegen.render.html import SlideHtml, rendered
from slidegen.source.manifest import RemarkOptions

Task = tuple[Slide, RemarkOptions]

SHARES = 8  #: for each process: when the last one is being rendered, little is left to wait for
SLIDES_A_WORKER = 500  #: fewer are rendered here by the time it has started


def render(tasks: Sequence[Task], jobs: int) -> list[SlideHtml]:
    """The HTML of each task, in their order, by up to `jobs` processes."""
    jobs = min(jobs, 1 + len(tasks) // SLIDES_A_WORKER)
    if jobs == 1:
        return _render(tasks)
    # A fork would copy whatever threads the caller runs; a fresh interpreter costs 0.2 s once.
    pool = ProcessPoolExecutor(jobs - 1, get_context("spawn"), _leave_with_the_parent)
    shares = list(_shares(tasks, jobs * SHARES))
    try:
        with _deaf_to_interrupts():
            futures = [pool.submit(_render, [_bare(task) for task in share]) for share in shares]
        found = [_outcome(*pair) for pair in reversed(list(zip(futures, shares, strict=True)))]
    finally:
        pool.shutdown(cancel_futures=True)
    return [html for share in reversed(found) for html in share]


def _shares(tasks: Sequence[Task], number: int) -> Iterator[Sequence[Task]]:
    size = max(1, -(-len(tasks) // number))
    return (tasks[start : start + size] for start in range(0, len(tasks), size))


def _bare(task: Task) -> Task:
    """The task without what rendering does not look at: it goes to another process as bytes."""
    slide, options = task
    return replace(slide, source=None, exercises=()), options


def _outcome(future: "Future[list[SlideHtml]]", share: Sequence[Task]) -> list[SlideHtml]:
    """What a worker made of the share; one that none has begun is done here.

    Workers go from the first share to the last, this process from the last to the first.
    """
    return _render(share) if future.cancel() else future.result()


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Workers that start in here hear no ^C, and so leave no traceback: this process ends them."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# ---- in a worker
def _leave_with_the_parent() -> None:
    """End with the parent, also when that is killed: the pool's queue would be waited at for ever."""
    Thread(target=_wait_and_leave, daemon=True).start()


def _wait_and_leave() -> None:
    if parent := parent_process():
        parent.join()
    os._exit(1)


def _render(tasks: Sequence[Task]) -> list[SlideHtml]:
    return [rendered(slide, options) for slide, options in tasks]
