"""What an audience sees, and what it costs to show it to many."""

import gzip
import socket
import threading
import time
from pathlib import Path

import pytest
from serve_live import FILES, ONE, Live, Start, resident_kilobytes

from slidegen.render.page import Page, SlideView
from slidegen.serve.audience import page_for_audience, slide_for_audience
from slidegen.serve.packed import pack

SLIDE = (Path(__file__).parents[2] / "themes" / "base" / "slide.html").read_text(encoding="utf-8")
#: templates of projects that say the same in other ways than ours
TEMPLATES = {
    "an attribute before the class": SLIDE.replace("<aside class=", '<aside data-kind="x" class='),
    "another element": SLIDE.replace("<aside class", "<details class").replace("</aside>", "</details>"),
    "notes first": SLIDE.replace("<div class=", "<i>{{ slide.notes }}</i><div class="),
    "as an attribute": SLIDE.replace("<div class=", '<div title="{{ slide.notes ~ slide.source }}" class='),
    "from the page": SLIDE.replace("</section>", "{{ page.slides|map(attribute='notes')|join }}</section>"),
}  # fmt: skip


def test_the_view_of_an_audience_has_neither_notes_nor_places() -> None:
    slide = SlideView("a", "1", "T", "body", notes="secret", source="a.md:1", source_url="https://x/a.md")  # type: ignore[arg-type]
    shown = page_for_audience(Page("d", "D", (slide,))).slides
    assert shown == (slide_for_audience(slide),)
    assert (shown[0].notes, shown[0].source, shown[0].source_url) == ("", "", "")
    assert shown[0].body == "body"


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_template_leaks_notes_with_an_edit(start: Start, template: str) -> None:
    assert TEMPLATES[template] != SLIDE
    live = start("--share", files={**FILES, "themes/default/slide.html": TEMPLATES[template]})
    page = live.get("/deck.html")[1]
    assert b"Hello." in page
    with socket.create_connection(("127.0.0.1", live.port), timeout=20) as stream:
        stream.sendall(b"GET /_slidegen/events?deck=deck&generation=x HTTP/1.1\r\nHost: localhost\r\n\r\n")
        stream.recv(4096)
        live.write("one.md", ONE.replace("Hello.", "Changed.").replace("A secret", "Another secret"))
        seen = b""
        while b"Changed." not in seen:
            seen += stream.recv(65536)
        time.sleep(1)  # the whole build follows the glance
        stream.settimeout(0.2)
        try:
            while chunk := stream.recv(65536):
                seen += chunk
        except TimeoutError:
            pass
    for text in (page, seen, live.get("/deck.html")[1]):
        assert b"secret" not in text
        assert b"one.md" not in text


# ---- what it costs
def test_packed_bodies_are_compressed_when_that_is_worth_it() -> None:
    page = pack(b"<p>word</p>" * 1000, "text/html; charset=utf-8")
    assert page.compressed is not None
    assert gzip.decompress(page.compressed) == page.plain
    assert pack(b"x" * 5000, "font/woff2").compressed is None
    assert pack(b"x", "text/html").compressed is None


def ask(live: Live, path: str, *headers: str) -> tuple[bytes, bytes]:
    lines = "".join(f"{header}\r\n" for header in ("Host: localhost", "Connection: close", *headers))
    head, _, body = live.raw(f"GET {path} HTTP/1.1\r\n{lines}\r\n".encode(), timeout=60).partition(
        b"\r\n\r\n"
    )
    return head, body


def test_a_page_is_compressed_and_need_not_be_sent_twice(start: Start) -> None:
    live = start("--share")
    head, body = ask(live, "/deck.html")
    assert b"content-encoding" not in head
    packed_head, packed = ask(live, "/deck.html", "Accept-Encoding: br, gzip;q=0.5")
    assert gzip.decompress(packed) == body
    tag = next(line for line in packed_head.split(b"\r\n") if line.startswith(b"etag: "))[6:].decode()
    again, nothing = ask(live, "/deck.html", f"If-None-Match: {tag}")
    assert again.startswith(b"HTTP/1.1 304")
    assert nothing == b""
    live.write("one.md", ONE.replace("Hello.", "Other."))
    time.sleep(1)
    head, body = ask(live, "/deck.html", f"If-None-Match: {tag}")
    assert head.startswith(b"HTTP/1.1 200")
    assert b"Other." in body
    assert b"content-encoding" not in ask(live, "/deck.html", "Accept-Encoding: gzip;q=0")[0]


@pytest.mark.slow
def test_two_hundred_phones_open_a_large_deck(start: Start) -> None:
    words = "some words that nobody says twice in quite this order, {n} and {m}"
    slides = [
        f"# Slide {n}\n\n- " + "\n- ".join(words.format(n=n * k, m=n + 7 * k) for k in range(12))
        for n in range(2500)
    ]
    live = start("--share", files={**FILES, "one.md": "\n\n---\n\n".join(slides)})
    size = len(ask(live, "/deck.html")[1])
    assert size > 2_000_000
    before = resident_kilobytes(live.process)
    got: list[int] = []

    def phone() -> None:
        got.append(len(ask(live, "/deck.html", "Accept-Encoding: gzip")[1]))

    phones = [threading.Thread(target=phone) for _ in range(200)]
    for each in phones:
        each.start()
    for each in phones:
        each.join(120)
    assert len(got) == 200
    assert min(got) > 10_000
    assert sum(got) < 100_000_000
    time.sleep(1)
    assert resident_kilobytes(live.process) - before < 60_000
