"""Asking addresses whether anything is there: a few at a time, politely, and within bounds.

Knows HTTP's answers. Must not know where the addresses stand.
"""

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from slidegen import __version__
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.web_addresses import is_public
from slidegen.source.link_ledger import LinkAnswer

AGENT = f"slidegen/{__version__} (link check)"
#: Who answers HEAD with one of these may still answer GET; 0: nobody did.
ASK_AGAIN = frozenset((0, 400, 403, 404, 405, 406, 429, 500, 501, 502, 503, 504))
#: These say nothing of the address: somebody is asked to log in, or we are not welcome.
NO_VERDICT = frozenset((401, 403, 407, 429, 999))
TOO_MANY = 429
ENOUGH = 2  #: so often a host says that it is too much
SLOWER = 10  #: so many times as slowly it is asked after the first


@dataclass(frozen=True, slots=True)
class Manners:
    """How addresses are asked."""

    timeout: float = 15.0  #: seconds an answer may take
    pause: float = 0.5  #: seconds between two questions to one host
    hosts: int = 8  #: so many hosts at a time
    patience: float = 30.0  #: seconds that a host may have us wait
    private: bool = False  #: whether machines of the reader's own network are asked, too


@dataclass(frozen=True, slots=True)
class HostAnswer:
    """An answer, and how many seconds the host wants to be left alone."""

    answer: LinkAnswer
    wait: float = 0


def answers(
    addresses: Iterable[str], manners: Manners, today: date
) -> Iterator[tuple[str, LinkAnswer | None]]:
    """What each address says, as it comes in; None where its host had enough of us before it was asked."""
    by_host: dict[str, list[str]] = {}
    for address in addresses:
        by_host.setdefault(host_of(address), []).append(address)
    with ThreadPoolExecutor(max(1, min(manners.hosts, len(by_host)))) as pool:
        for told in pool.map(lambda mine: _one_host(mine, manners, today), by_host.values()):
            yield from told


def host_of(address: str) -> str:
    return urlsplit(address).netloc.lower()


def _one_host(addresses: list[str], manners: Manners, today: date) -> list[tuple[str, LinkAnswer | None]]:
    """Who says once that it is too much is asked on more slowly, unless it said for how long."""
    told, refused = list[tuple[str, LinkAnswer | None]](), 0
    for address in addresses:
        if refused >= ENOUGH:
            told.append((address, None))
            continue
        if told:
            time.sleep(manners.pause * (SLOWER if refused else 1))
        said = ask(address, manners, today)
        told.append((address, said.answer))
        if said.answer.status == TOO_MANY:
            refused += 1 if said.wait <= manners.patience else ENOUGH
    return told


def ask(address: str, manners: Manners, today: date) -> HostAnswer:
    """HEAD first, which costs the host little; GET where that is refused, and where it may be a mishap. Who
    asks to wait is asked once more, if that is not too long.
    """
    said = _ask(address, "HEAD", manners, today)
    if said.answer.status in ASK_AGAIN and said.wait <= manners.patience:
        time.sleep(said.wait)
        said = _ask(address, "GET", manners, today)
        if 0 < said.wait <= manners.patience:
            time.sleep(said.wait)
            said = _ask(address, "GET", manners, today)
    return said


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


def _ask(address: str, method: str, manners: Manners, today: date) -> HostAnswer:
    day = today.isoformat()
    try:
        request = Request(as_sent(address), method=method, headers={"User-Agent": AGENT, "Accept": "*/*"})
        with _opener(manners).open(request, timeout=manners.timeout) as response:
            final = address if response.url == as_sent(address) else response.url
            return HostAnswer(LinkAnswer(day, response.status, final, ""))
    except HTTPError as error:
        error.close()
        wait = _seconds(error.headers.get("Retry-After"))
        is_known = error.code not in NO_VERDICT and not wait
        problem = f"{error.code} {error.reason}".partition("\n")[0] if is_known else ""
        return HostAnswer(LinkAnswer(day, error.code, error.url or address, problem.rstrip(" .")), wait)
    except (URLError, HTTPException, OSError, ValueError) as error:
        reason = error.reason if isinstance(error, URLError) else error
        return HostAnswer(LinkAnswer(day, 0, address, f"no answer: {reason}"[:200]))


def as_sent(address: str) -> str:
    """As it goes over the wire, where people write letters of their own: https://www.rfc-editor.org/rfc/rfc3987"""
    if address.isascii():
        return address
    parts = urlsplit(address)
    user, at, host = parts.netloc.rpartition("@")
    netloc = quote(user, safe="%:") + at + host.encode("idna").decode()
    path, query = (quote(part, safe="%/:;=&?~+!$,'@()*[]") for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme, netloc, path, query, ""))


def _seconds(value: str | None) -> float:
    """What `Retry-After` says, as seconds or as a day and time: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after"""
    if value is None:
        return 0
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, OverflowError):
        return 0
