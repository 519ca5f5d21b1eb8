"""What a browser reads is the same, whether a letter is itself or a reference."""

from html import unescape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from slidegen.render.html_bytes import ascii_html, better_as_ascii

ROOM = "<p class=plain>nothing but ASCII</p>" * 40
PIECES = (
    "→ ⚠️ é ­",
    "<p title='naïve → b'>",
    "</p>",
    "<script>a('→')</script>",
    "<STYLE>b { content: '✓' }</STYLE >",
    "<!-- ― -->",
    "<!-- <script> → -->",
    "<pre>├── 🤔\n</pre>",
    "<svg><title>é</title><![CDATA[é]]></svg>",
    "&eacute;&#8594;",
    "<iframe>→</iframe>",
    "<script>'→",
)


class Read(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.events: list[object] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.events.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.events.append(tag)

    def handle_data(self, data: str) -> None:
        if self.events and isinstance(self.events[-1], list):
            self.events[-1].append(data)
        else:
            self.events.append([data])

    def handle_comment(self, data: str) -> None:
        self.events.append(("comment", unescape(data)))

    def unknown_decl(self, data: str) -> None:
        self.events.append(("declared", data))


def read(html: str) -> list[object]:
    return [["".join(each)] if isinstance(each, list) else each for each in Read(html).events]


@given(st.lists(st.sampled_from(PIECES), max_size=8))
def test_a_reader_sees_the_same(pieces: list[str]) -> None:
    html = ROOM.join(["", *pieces, ""])
    assert read(ascii_html(html).decode()) == read(html)


def sizes(texts: list[str]) -> list[tuple[int, int]]:
    return [(len(text.encode()), len(text.encode()) - len(text)) for text in texts]


def test_rare_letters_are_references_where_they_are_rare_in_much() -> None:
    assert ascii_html(f"{ROOM}→") == f"{ROOM}&#8594;".encode()
    assert better_as_ascii(sizes([ROOM] * 800 + ["<p>→</p>"]))
    assert not better_as_ascii(sizes([ROOM, "<p>→</p>"]))
    assert not better_as_ascii(sizes(["<h1>Docker</h1>" + "<p>Привет</p>" * 10] * 10_000))


def test_in_scripts_and_styles_letters_stay() -> None:
    for verbatim in ("<script>'→'</script>", "<style>a { content: '→' }</style>"):
        assert ascii_html(f"{ROOM}{verbatim}é") == f"{ROOM}{verbatim}&#233;".encode()


def test_an_emoji_in_a_comment_makes_no_page_slow() -> None:
    assert (
        ascii_html("<!-- not now 😅 <style> --><p>é</p>")
        == b"<!-- not now &#128517; <style> --><p>&#233;</p>"
    )
