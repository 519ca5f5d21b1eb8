"""Work that waits for browsers, done side by side.

Knows threads. Must not know what is done in them.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def in_threads(work: Callable[[T], R], items: Sequence[T], jobs: int) -> Iterator[R]:
    """Results in the order of `items`. A playwright belongs to one thread, so each item opens its own."""
    if jobs == 1 or len(items) == 1:
        yield from map(work, items)
        return
    with ThreadPoolExecutor(min(jobs, len(items))) as pool:
        futures: list[Future[R]] = [pool.submit(work, item) for item in items]
        try:
            for future in futures:
                yield future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
