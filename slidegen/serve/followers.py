"""What the presenter's windows and those that follow tell each other: pointers, clocks, ticks, a way in.

Knows HTTP and who may say what. Must not know how decks are made.
"""

from functools import partial

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from slidegen.serve.desk import Desk, body_of, may_present

#: What those that follow see of what the presenter does; all else is between the presenter's own windows.
FOR_ALL = frozenset({"laser", "countdown"})
#: Of that, what lasts: who comes later, or comes back, is told.
LASTING = "countdown"
MOST_NAME = 500


def routes(desk: Desk) -> list[Route]:
    return [
        Route("/_slidegen/sync", partial(_sync, desk), methods=["POST"]),
        Route("/_slidegen/done", partial(_done, desk), methods=["POST"]),
        Route("/_slidegen/desk", partial(_phone, desk)),
    ]


async def _sync(desk: Desk, request: Request) -> Response:
    """What one of the presenter's windows tells the others."""
    if not may_present(desk, request):
        return PlainTextResponse("Only the presenter may.\n", 403)
    body = await body_of(request)
    deck, message, sender = body.get("deck"), body.get("message"), body.get("from")
    if not isinstance(deck, str) or not isinstance(message, dict) or not isinstance(sender, str):
        return PlainTextResponse("What is that?\n", 400)
    told = {"message": message, "from": sender[:MOST_NAME]}
    kind = message.get("type")
    desk.hub.tell(deck, "author", "sync", told, keep=kind == LASTING)
    if kind in FOR_ALL:
        desk.hub.tell(deck, "audience", "sync", told, keep=kind == LASTING)
    return JSONResponse({})


async def _done(desk: Desk, request: Request) -> Response:
    """A follower has done an exercise, or takes that back."""
    body = await body_of(request)
    deck, lab, follower, done = (body.get(name) for name in ("deck", "lab", "follower", "done"))
    texts = (deck, lab, follower)
    if (
        not all(isinstance(text, str) and len(text) <= MOST_NAME for text in texts)
        or deck not in desk.studio.decks
    ):
        return PlainTextResponse("What exercise is that?\n", 400)
    if desk.classroom.tick(str(deck), str(lab), str(follower), done=done is True):
        told = {"labs": desk.classroom.done(str(deck)), "followers": desk.hub.followers(str(deck))}
        desk.hub.tell(str(deck), "author", "labs", told, keep=True)
    return JSONResponse({})


async def _phone(desk: Desk, request: Request) -> Response:
    """The presenter's address for a phone, and a code that leads to it: for the presenter only."""
    if desk.role_of(request) != "author" or not desk.presenter_token or not desk.address:
        return PlainTextResponse("Only the presenter may.\n", 403)
    deck = request.query_params.get("deck", "")
    way = f"?deck={deck}" if deck in desk.studio.decks else ""
    address = f"{desk.address}present/{desk.presenter_token}{way}"
    return JSONResponse({"address": address, "code": _code(address)})


def _code(address: str) -> str:
    """A QR code as an SVG picture; `` where the extra is not installed."""
    try:
        import segno
    except ModuleNotFoundError:
        return ""
    return str(segno.make(address, error="m").svg_data_uri(scale=8, border=4))
