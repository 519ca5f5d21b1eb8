"""A presenter with a laptop and a phone, and a room that follows: pointers, ticks, and who may say what."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from serve_live import FILES, Live, Start, until

from slidegen.serve.classroom import MOST_LABS, Classroom

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

LAB = "# First\n\nHello.\n\n---\n\n# Second\n\n.lab[\n- Do it:\n  ```bash\n  ls\n  ```\n]\n"

#: Whether the tally lies on none of a phone's plan and buttons.
CLEAR = """[...document.querySelectorAll('.desk-plan p, .desk button')].every((node) => {
    const tally = document.querySelector('.slidegen-labs').getBoundingClientRect();
    const box = node.getBoundingClientRect();
    return !box.width || box.top >= tally.bottom || box.bottom <= tally.top
        || box.left >= tally.right || box.right <= tally.left;
})"""


def test_each_follower_counts_once_and_may_take_it_back() -> None:
    room = Classroom()
    assert room.tick("deck", "a/1", "x", done=True)
    assert not room.tick("deck", "a/1", "x", done=True)
    assert room.tick("deck", "a/1", "y", done=True)
    assert room.tick("deck", "a/1", "x", done=False)
    assert room.done("deck") == {"a/1": 1}
    assert room.done("other") == {}


def test_nobody_can_fill_the_memory_with_exercises() -> None:
    room = Classroom()
    assert all(room.tick("deck", f"a/{number}", "x", done=True) for number in range(MOST_LABS))
    assert not room.tick("deck", "one more", "x", done=True)
    assert not room.tick("deck", "never done", "x", done=False)


def post(live: Live, name: str, body: object) -> int:
    data = json.dumps(body).encode()
    origin = f"Host: 127.0.0.1:{live.port}\r\nOrigin: {live.url}\r\nContent-Type: application/json"
    length = f"Content-Length: {len(data)}\r\nConnection: close"
    head = f"POST /_slidegen/{name} HTTP/1.1\r\n{origin}\r\n{length}\r\n\r\n"
    return int(live.raw(head.encode() + data).split(b" ", 2)[1])


def test_who_follows_ticks_and_neither_points_nor_sees_the_way_in(start: Start) -> None:
    live = start("--share")
    tick = {"deck": "deck", "lab": "second/1", "follower": "1", "done": True}
    assert post(live, "done", tick) == 200
    assert post(live, "done", {**tick, "deck": "no such"}) == 400
    assert post(live, "done", {**tick, "lab": "x" * 600}) == 400
    assert post(live, "done", []) == 400
    assert post(live, "sync", {"deck": "deck", "message": {"type": "laser"}, "from": "1"}) == 403
    assert live.get("/_slidegen/desk")[0] == 403


#: How far across the slide the laser pointer is.
LASER_AT = """
  (document.querySelector(".laser").getBoundingClientRect().left - slidegen.main.getBoundingClientRect().left)
  / slidegen.main.getBoundingClientRect().width"""


@pytest.fixture
def people(browser: "Browser") -> Iterator[list["Page"]]:
    """A laptop, a phone and a follower, each with cookies of their own."""
    sizes = ({"width": 1280, "height": 800}, {"width": 390, "height": 844}, {"width": 390, "height": 844})
    contexts = [browser.new_context(viewport=size) for size in sizes]  # type: ignore[arg-type]
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


@pytest.mark.browser
def test_a_phone_leads_and_the_room_follows(start: Start, people: list["Page"]) -> None:
    live = start("--share", files={**FILES, "one.md": LAB})
    way = live.said("Presenter: ").split()[-1]
    laptop, phone, follower = people
    for page, address in ((laptop, way), (phone, f"{way}?deck=deck"), (follower, live.url)):
        page.goto(address)
        if page is not phone:
            page.goto(f"{live.url}/deck.html")
        until(page, "document.documentElement.dataset.live === 'on' && Boolean(slidegen.current)")
    assert phone.evaluate("document.documentElement.dataset.view") == "presenter"
    assert follower.evaluate("document.documentElement.dataset.view") is None

    phone.evaluate("slidegen.go('second')")
    for page in (laptop, follower):
        until(page, "slidegen.current.id === 'second'")
    laptop.evaluate("slidegen.send({type: 'laser', at: [0.5, 0.5]})")
    until(follower, "!document.querySelector('.laser').hidden")
    until(phone, "!document.querySelector('.laser').hidden")
    assert not follower.locator(".laser").is_visible()  # its text reflows: the same share is another word
    assert phone.locator(".laser").is_visible()
    laptop.evaluate("[0.1, 0.2, 0.9].forEach((at) => slidegen.send({type: 'laser', at: [at, at]}))")
    until(follower, f"({LASER_AT}) > 0.85")  # where it came to rest, however quickly
    laptop.evaluate("slidegen.send({type: 'laser', at: null})")
    until(follower, "document.querySelector('.laser').hidden")

    follower.locator(".tick").first.click()
    for page in (laptop, phone):
        until(page, "document.querySelector('.slidegen-labs')?.textContent === '1 of 1 done'")
    assert laptop.locator(".slidegen-labs").bounding_box()["x"] < 40  # type: ignore[index]  # numbers are opposite
    phone.set_viewport_size({"width": 390, "height": 844})
    until(phone, CLEAR)
    follower.locator(".tick").first.click()
    until(laptop, "document.querySelector('.slidegen-labs')?.textContent === '0 of 1 done'")

    laptop.evaluate("slidegen.send({type: 'countdown', end: Date.now() + 60000})")
    laptop.evaluate("slidegen.send({type: 'laser', at: null})")
    until(follower, "!document.querySelector('.countdown').hidden")
    follower.reload()  # a phone that slept
    until(follower, "!document.querySelector('.countdown').hidden")

    laptop.evaluate("slidegen.blackout(true)")
    until(phone, "'dark' in document.documentElement.dataset")
    assert follower.evaluate("'dark' in document.documentElement.dataset") is False

    laptop.evaluate("slidegen.blackout(false)")
    laptop.keyboard.press("y")
    address = laptop.locator(".slidegen-phone a").inner_text()
    assert address.endswith(f"{way.partition('/present/')[2]}?deck=deck")


@pytest.mark.browser
def test_a_turn_is_told_once_however_many_windows_are_in_step(start: Start, people: list["Page"]) -> None:
    """What another window echoes may arrive after the next turn, and take it back."""
    live = start("--share", files={**FILES, "one.md": LAB})
    way = live.said("Presenter: ").split()[-1]
    laptop, phone, _ = people
    laptop.goto(way)
    laptop.goto(f"{live.url}/deck.html")
    phone.goto(f"{way}?deck=deck")
    ready = "document.documentElement.dataset.live === 'on' && Boolean(slidegen.current)"
    with laptop.expect_popup() as opened:
        laptop.evaluate("slidegen.clone()")
    room = opened.value
    for page in (laptop, phone, room):
        until(page, ready)
    told: list[str | None] = []

    def asked(request: "Request") -> None:
        if "/_slidegen/place" in request.url:
            told.append(request.post_data)

    for page in (laptop, phone, room):
        page.on("request", asked)
    for number in range(4):
        laptop.evaluate("at => slidegen.go(at)", ("second", "first")[number % 2])
        laptop.wait_for_timeout(150)
    for page in (laptop, phone, room):
        until(page, "slidegen.current.id === 'first'")
    laptop.wait_for_timeout(500)
    assert len(told) == 4
    room.evaluate("slidegen.go('second')")
    for page in (laptop, phone):
        until(page, "slidegen.current.id === 'second'")
    laptop.wait_for_timeout(300)
    assert len(told) == 5


@pytest.mark.browser
def test_a_phone_that_comes_to_the_desk_moves_nobody(start: Start, people: list["Page"]) -> None:
    """Pointed at the code in the middle of a talk, it threw the room back to the first slide."""
    live = start("--share", files={**FILES, "one.md": LAB})
    way = live.said("Presenter: ").split()[-1]
    laptop, phone, follower = people
    ready = "document.documentElement.dataset.live === 'on' && Boolean(slidegen.current)"
    laptop.goto(way)
    laptop.goto(f"{live.url}/deck.html")
    until(laptop, ready)
    follower.goto(f"{live.url}/deck.html")
    until(follower, ready)
    laptop.evaluate("slidegen.go('second', { step: Infinity })")
    until(follower, "slidegen.current.id === 'second'")
    place = laptop.evaluate("[slidegen.current.id, slidegen.step]")

    phone.goto(f"{way}?deck=deck")
    until(phone, ready)
    until(phone, "slidegen.current.id === 'second'")
    phone.wait_for_timeout(500)
    for page in people:
        assert page.evaluate("[slidegen.current.id, slidegen.step]") == place
    phone.evaluate("slidegen.go('first')")
    for page in (laptop, follower):
        until(page, "slidegen.current.id === 'first'")


@pytest.mark.browser
@pytest.mark.parametrize("is_known", [True, False])
def test_a_server_that_is_started_again_takes_no_notes_away(
    start: Start, people: list["Page"], tmp_path: Path, is_known: bool
) -> None:
    """With this user's key its windows are known; without, as from another home, the presenter is told."""

    def started(home: str, *port: str) -> Live:
        return start("--share", "--host", "127.0.0.1", *port, env={"XDG_CACHE_HOME": str(tmp_path / home)})

    live = started("first")
    laptop, _, follower = people
    laptop.goto(live.said("Presenter: ").split()[-1])
    for page in (laptop, follower):
        page.goto(f"{live.url}/deck.html")
        until(page, "document.documentElement.dataset.live === 'on' && Boolean(slidegen.current)")
    live.process.kill()
    until(laptop, "document.documentElement.dataset.live === 'off'")

    started("first" if is_known else "second", "--port", str(live.port))
    until(laptop, "slidegenLive.changes.caughtUp === 1 || !document.querySelector('.slidegen-panel').hidden")
    assert "A secret note." in laptop.evaluate("document.getElementById('first').textContent")
    assert ("nobody follows" in laptop.locator(".slidegen-panel").inner_text()) is not is_known
    laptop.evaluate("slidegen.go('second')")
    if is_known:
        until(follower, "slidegen.current.id === 'second'")
