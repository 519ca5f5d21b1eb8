"""Work that several processes share: this one, and copies of it that are made by `fork`.

A copy has all that was read so far, so nothing is handed to it; what it made comes back by a pipe. It hears
no ^C, and ends with the process that made it, however that ends. What a copy could not do is done here, so
that errors are told as ever.

Tried: fresh interpreters. Each takes 0.2 s until it has loaded what renders, and every slide goes to it as
bytes, which left a tenth of the gain.

Knows processes. Must not know decks, nor what is made.
"""

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Sequence[Item]], Result]

MOST = 8  #: processes that are worth it: what is read and written is done by one


def processes_of_this_machine() -> int:
    """How many processes a build is worth here: one where there is no `fork`, or where threads run.

    A copy would have the locks of other threads, and nobody to open them.
    """
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, MOST)


def dealt(items: Sequence[Item], jobs: int) -> list[Sequence[Item]]:
    """The items in so many shares, in turns: neighbours are often alike."""
    return [items[number::jobs] for number in range(jobs) if items[number::jobs]]


def dealt_by_pieces(items: Mapping[Item, Mapping[str, int]], jobs: int) -> list[list[Item]]:
    """The items in so many shares; an item says how much work each of its pieces is.

    Half of a piece's work is done once in each share, so that items with the same pieces go together.
    """
    shares: list[list[Item]] = [[] for _ in range(jobs)]
    had: list[set[str]] = [set() for _ in range(jobs)]
    work = [0] * jobs
    for item in sorted(items, key=lambda item: -sum(items[item].values())):
        after = [
            work[at] + sum(amount * (1 if piece in had[at] else 2) for piece, amount in items[item].items())
            for at in range(jobs)
        ]
        least = after.index(min(after))
        work[least] = after[least]
        had[least].update(items[item])
        shares[least].append(item)
    return [share for share in shares if share]


def gathered(shares: Sequence[Sequence[Result]], count: int) -> list[Result]:
    """The results of the items that were dealt, in their order."""
    return [shares[at % len(shares)][at // len(shares)] for at in range(count)]


def shared(pieces: Sequence[Callable[[], Result]]) -> list[Result]:
    """What each of the pieces of one work makes, done by as many processes as the machine has for it."""
    shares = dealt(pieces, processes_of_this_machine())
    return gathered(together(shares, lambda share: [piece() for piece in share]), len(pieces))


def together(shares: Sequence[Sequence[Item]], work: "Work[Item, Result]") -> list[Result]:
    """What `work` makes of each share, the first one here. It must be something that can be pickled."""
    if len(shares) < 2 or not hasattr(os, "fork"):
        return [work(share) for share in shares]
    with _copies(shares[1:], work) as answers:
        own = work(shares[0])
        received = [_received(answer) for answer in answers]
    rest = zip(shares[1:], received, strict=True)
    return [own, *(got[0] if got else work(share) for share, got in rest)]


@contextmanager
def _copies(shares: Sequence[Sequence[Item]], work: "Work[Item, Result]") -> Iterator[list[int]]:
    """Files to read the answers of copies from; all copies have ended afterwards."""
    alive, life = os.pipe()  # who reads from it sees this process end
    answers: list[int] = []
    children: list[int] = []
    try:
        with _deaf_to_interrupts():
            for share in shares:
                answer, said = os.pipe()
                child = os.fork()
                if not child:
                    os.close(life)
                    _work_as_copy(share, work, alive, said)
                os.close(said)
                answers.append(answer)
                children.append(child)
        yield answers
    finally:
        os.close(life)
        for descriptor in (alive, *answers):
            os.close(descriptor)
        for child in children:
            os.waitpid(child, 0)


def _received(answer: int) -> list[Any]:
    """What a copy sent as one item, nothing when it ended before."""
    import pickle  # a commit hook makes no copies

    with open(answer, "rb", closefd=False) as file:
        data = file.read()
    try:
        return [pickle.loads(data)] if data else []
    except Exception:  # it ended while it wrote
        return []


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """No ^C is heard in here: a copy that begins deaf leaves no traceback."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# ---- in a copy
def _work_as_copy(share: Sequence[Item], work: "Work[Item, Result]", alive: int, said: int) -> NoReturn:
    import pickle

    try:
        threading.Thread(target=_leave_with_the_parent, args=(alive,), daemon=True).start()
        data = pickle.dumps(work(share), pickle.HIGHEST_PROTOCOL)
        with open(said, "wb") as file, contextlib.suppress(OSError):
            file.write(data)
    finally:
        os._exit(0)


def _leave_with_the_parent(alive: int) -> None:
    os.read(alive, 1)
    os._exit(1)
