"""Asking addresses whether anything is there: a few at a time, politely, and within bounds.

Knows HTTP's answers. Must not know where the addresses stand.
"""

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from slidegen import __version__
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.web_addresses import is_public
from slidegen.source.link_ledger import LinkAnswer

AGENT = f"slidegen/{__version__} (link check)"
#: Who answers HEAD with one of these may still answer GET.
ASK_AGAIN = frozenset((400, 403, 404, 405, 406, 429, 500, 501, 503))
#: These say nothing of the address: somebody is asked to log in, or we are not welcome.
NO_VERDICT = frozenset((401, 403, 407, 429, 999))


@dataclass(frozen=True, slots=True)
class Manners:
    """How addresses are asked."""

    timeout: float = 15.0  #: seconds an answer may take
    pause: float = 0.5  #: seconds between two questions to one host
    hosts: int = 8  #: so many hosts at a time
    private: bool = False  #: whether machines of the reader's own network are asked, too


def answers(addresses: Iterable[str], manners: Manners, today: date) -> Iterator[tuple[str, LinkAnswer]]:
    """What each address says, as it comes in."""
    by_host: dict[str, list[str]] = {}
    for address in addresses:
        by_host.setdefault(urlsplit(address).netloc.lower(), []).append(address)
    with ThreadPoolExecutor(max(1, min(manners.hosts, len(by_host)))) as pool:
        for told in pool.map(lambda mine: _one_host(mine, manners, today), by_host.values()):
            yield from told


def _one_host(addresses: list[str], manners: Manners, today: date) -> list[tuple[str, LinkAnswer]]:
    told = []
    for number, address in enumerate(addresses):
        if number:
            time.sleep(manners.pause)
        told.append((address, ask(address, manners, today)))
    return told


def ask(address: str, manners: Manners, today: date) -> LinkAnswer:
    """HEAD first, which costs the host little; GET where that is refused."""
    answer = _ask(address, "HEAD", manners, today)
    return _ask(address, "GET", manners, today) if answer.status in ASK_AGAIN else answer


class _Within(HTTPRedirectHandler):
    """Follows a page to other public ones only: it must not lead us into the reader's own network."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        if not is_public(newurl):
            raise URLError(f"it leads to {newurl}, which is nowhere public")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(manners: Manners) -> OpenerDirector:
    return build_opener() if manners.private else build_opener(_Within())


def _ask(address: str, method: str, manners: Manners, today: date) -> LinkAnswer:
    request = Request(address, method=method, headers={"User-Agent": AGENT, "Accept": "*/*"})
    day = today.isoformat()
    try:
        with _opener(manners).open(request, timeout=manners.timeout) as response:
            return LinkAnswer(day, response.status, response.url, "")
    except HTTPError as error:
        error.close()
        problem = "" if error.code in NO_VERDICT else f"{error.code} {error.reason}"
        return LinkAnswer(day, error.code, error.url or address, problem)
    except (URLError, HTTPException, OSError, ValueError) as error:
        reason = error.reason if isinstance(error, URLError) else error
        return LinkAnswer(day, 0, address, f"no answer: {reason}"[:200])
