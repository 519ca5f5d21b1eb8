"""The server's answers: pages, their assets and files, the event stream, and two actions.

Knows HTTP and who may see what. Must not know how decks are made.
"""

import asyncio
import mimetypes
import posixpath
from collections.abc import Callable
from functools import partial
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from slidegen.assembly.local_files import INDEX
from slidegen.serve import followers
from slidegen.serve.desk import COOKIE, Desk, body_of, has_token, may_present
from slidegen.serve.error_page import error_page, missing_page
from slidegen.serve.events import Hub, Window
from slidegen.serve.packed import answer, packed
from slidegen.serve.security import Gate, address_of, headers_for, is_token

#: what the server itself brings to a page
STATIC = {"live.js": "text/javascript", "live.css": "text/css"}


def make_app(desk: Desk, built: Callable[[], None] = lambda: None, framed_by: tuple[str, ...] = ()) -> Gate:
    """The application; `built` is called when a page was asked for, for it may have been built.

    `framed_by`: pages elsewhere that may show ours in a frame.
    """
    routes = [
        Route("/", partial(_index, desk)),
        Route("/index.html", partial(_index, desk)),
        Route("/present/{token}", partial(_enter, desk)),
        Route("/_slidegen/events", partial(_events, desk)),
        Route("/_slidegen/open", partial(_open, desk), methods=["POST"]),
        Route("/_slidegen/place", partial(_place, desk), methods=["POST"]),
        *followers.routes(desk),
        Route("/_slidegen/{name}", _static),
        Route("/assets/{name:path}", partial(_asset, desk)),
        Route("/{deck}.html", partial(_page, desk, built)),
        Route("/{path:path}", partial(_file, desk)),
    ]
    inner, headers = Starlette(routes=routes), headers_for(framed_by)
    return Gate(inner, desk.hosts, desk.rate, desk.bug, desk.is_presenter, desk.refused, headers)


# ---- pages
async def _index(desk: Desk, request: Request) -> Response:
    loop = asyncio.get_running_loop()
    return HTMLResponse(await loop.run_in_executor(desk.worker, desk.studio.index, desk.role_of(request)))


async def _page(desk: Desk, built: Callable[[], None], request: Request) -> Response:
    deck, role = request.path_params["deck"], desk.role_of(request)
    if deck not in desk.studio.decks:
        shown = desk.studio.file(f"{deck}.html")  # a page that a slide shows or leads to
        return _as_it_is(shown) if shown else HTMLResponse(missing_page(deck), 404)
    generation = desk.hub.generation(deck)
    loop = asyncio.get_running_loop()
    was_ready = desk.studio.is_ready(deck)
    page = await loop.run_in_executor(desk.worker, desk.studio.page, deck, generation, role)
    if not was_ready:
        await loop.run_in_executor(desk.worker, built)
    if page is None:
        troubles = desk.studio.troubles(deck) if role == "author" else ()
        token = desk.studio.show.token if role == "author" else ""
        return HTMLResponse(error_page(deck, generation, troubles, token), 200)
    return answer(page, request, {"cache-control": "no-store" if role == "author" else "no-cache"})


async def _enter(desk: Desk, request: Request) -> Response:
    """The presenter's way in: the token becomes a cookie, and leaves the address."""
    if not is_token(request.path_params["token"], desk.presenter_token):
        return PlainTextResponse("This is not the presenter's address.\n", 403)
    deck = request.query_params.get("deck", "")
    response = RedirectResponse(f"/{deck}.html?presenter" if deck in desk.studio.decks else "/", 303)
    response.set_cookie(COOKIE, desk.presenter_token, httponly=True, samesite="strict")
    return response


# ---- what pages use
async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in STATIC:
        return PlainTextResponse("Not found.\n", 404)
    data = files("slidegen.serve").joinpath("static", name).read_bytes()
    return answer(packed(data, f"{STATIC[name]}; charset=utf-8"), request, {"cache-control": "no-cache"})


async def _asset(desk: Desk, request: Request) -> Response:
    name = f"assets/{request.path_params['name']}"
    data = desk.studio.asset(name)
    if data is None:
        return PlainTextResponse("Not found.\n", 404)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return answer(packed(data, kind), request, {"cache-control": "max-age=31536000, immutable"})


async def _file(desk: Desk, request: Request) -> Response:
    path = request.path_params["path"]
    located = desk.studio.file(f"{path}{INDEX}" if path.endswith("/") else path)
    if located is None and desk.studio.file(f"{path}/{INDEX}"):
        return RedirectResponse(f"{posixpath.basename(path)}/", 307)  # its own addresses begin there
    return _as_it_is(located) if located else PlainTextResponse("Not found.\n", 404)


def _as_it_is(located: Path) -> Response:
    return FileResponse(located, headers={"cache-control": "no-cache"})


# ---- events and actions
async def _events(desk: Desk, request: Request) -> Response:
    deck, generation = request.query_params.get("deck", ""), request.query_params.get("generation", "")
    if deck not in desk.studio.decks:
        return PlainTextResponse("There is no such deck.\n", 404)
    address = address_of(request.scope)
    window = Window(deck, desk.role_of(request), address)
    if not desk.hub.seat(window):
        return PlainTextResponse("Too many windows.\n", 503)
    return _EventStream(desk.hub, window, generation)


class _EventStream(StreamingResponse):
    """The messages for a window that has a seat; the seat is free again however this ends."""

    def __init__(self, hub: Hub, window: Window, generation: str) -> None:
        self._leave = partial(hub.leave, window)
        # proxies, editors' in browsers among them, would hold it back, or pack it and wait for more
        headers = {"x-accel-buffering": "no", "cache-control": "no-store, no-transform"}
        super().__init__(hub.stream(window, generation), media_type="text/event-stream", headers=headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._leave()


async def _open(desk: Desk, request: Request) -> Response:
    """A click on a slide's source mark: show that line in the editor."""
    if desk.role_of(request) != "author" or not has_token(desk, request):
        return PlainTextResponse("Only the author may.\n", 403)
    path, _, line = str((await body_of(request)).get("source", "")).rpartition(":")
    if not desk.studio.is_source(path) or not line.isdigit() or desk.studio.workspace.locate(path) is None:
        return PlainTextResponse("That is no source of these decks.\n", 404)
    desk.open_editor(path, int(line))
    return JSONResponse({"opened": f"{path}:{line}"})


async def _place(desk: Desk, request: Request) -> Response:
    """The presenter is on another slide: tell those who follow."""
    if not may_present(desk, request):
        return PlainTextResponse("Only the presenter may.\n", 403)
    body = await body_of(request)
    deck, slide, step = body.get("deck"), body.get("id"), body.get("step")
    if isinstance(deck, str) and body.get("comes"):
        return JSONResponse({"place": desk.hub.place_of_presenter(deck)})
    if (
        not isinstance(deck, str)
        or not isinstance(slide, str)
        or not isinstance(step, int)
        or len(slide) > 500
    ):
        return PlainTextResponse("What place is that?\n", 400)
    desk.hub.place(deck, {"id": slide, "step": step})
    desk.hub.tell(
        deck, "author", "place", {"id": slide, "step": step, "from": str(body.get("from", ""))[:500]}
    )
    return JSONResponse({"told": len(desk.hub)})
