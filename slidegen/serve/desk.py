"""What answers need: what is served, to whom, and whether a request is the presenter's.

Knows requests. Must not know what is answered.
"""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import field

from starlette.requests import Request
from starlette.types import Scope

from slidegen.json_values import parsed
from slidegen.lazy_dataclass import dataclass
from slidegen.serve.classroom import Classroom
from slidegen.serve.events import Hub, Role
from slidegen.serve.security import Hosts, Rate, is_token
from slidegen.serve.studio import Studio

COOKIE = "slidegen-author"
MOST_BODY = 4096


@dataclass(frozen=True, slots=True)
class Desk:
    """All that answers need."""

    studio: Studio
    hub: Hub
    hosts: Hosts
    worker: Executor  #: for whole builds
    open_editor: Callable[[str, int], None]
    presenter_token: str = ""  #: empty when it is not shared: then everyone here is the author
    address: str = ""  #: of this server for other machines on the network, `` where it has none
    classroom: Classroom = field(default_factory=Classroom)
    rate: Rate | None = None
    bug: Callable[[Exception], None] = lambda _: None  #: told of an exception that was not foreseen
    refused: Callable[[str], None] = lambda _: None  #: told of a foreign host name

    def role_of(self, request: Request) -> Role:
        if not self.presenter_token:
            return "author"
        return "author" if is_token(request.cookies.get(COOKIE), self.presenter_token) else "audience"

    def is_presenter(self, scope: Scope) -> bool:
        """Whether somebody asks who has a seat of his own, or is on the way to it."""
        given = scope["path"].removeprefix("/present/")
        return bool(self.presenter_token) and (
            is_token(given, self.presenter_token) or self.role_of(Request(scope)) == "author"
        )


def has_token(desk: Desk, request: Request) -> bool:
    return is_token(request.headers.get("x-slidegen-token"), desk.studio.show.token)


def may_present(desk: Desk, request: Request) -> bool:
    """Whether it comes from one of the presenter's windows, of a server that is shared."""
    return bool(desk.presenter_token) and desk.role_of(request) == "author" and has_token(desk, request)


async def body_of(request: Request) -> dict[str, object]:
    """A small JSON object, or an empty one for anything else."""
    data = b""
    async for chunk in request.stream():
        data += chunk
        if len(data) > MOST_BODY:
            return {}
    try:
        body = parsed(data)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
