"""A file's bytes are those of the disk, whether they are kept or made of its text."""

from hypothesis import example, given
from hypothesis import strategies as st

from slidegen.set_aside import Aside
from slidegen.source.file import BOM, SourceFile
from slidegen.source.rules import NOT_UTF8
from slidegen.source.workspace import checked

PIECES = (
    b"a",
    b"\n",
    b"\r\n",
    b"\r",
    b"\0",
    BOM,
    "é😀".encode(),
    "\ufffd".encode(),
    b"\xff",
    b"\xed\xa0\x80",
)
BYTES = st.lists(st.sampled_from(PIECES)).map(b"".join) | st.binary()


@given(BYTES)
@example(BOM + b"a")
@example(b"a\r\nb")
@example(b"a\0b")
@example("a\ufffd".encode())
@example("é\r\n".encode("utf-16"))
@example(b"\xff\xfe")
def test_what_the_disk_holds_is_what_was_read(raw: bytes) -> None:
    assert SourceFile.from_bytes("a.md", raw).raw == raw


@given(st.text())
def test_a_text_in_utf_16_is_read_and_told(text: str) -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        source = SourceFile.from_bytes("a.md", f"\ufeff{text}".encode(encoding))
        assert source.text == SourceFile.from_text("a.md", text).text
        (finding,) = checked(source).findings
        assert (finding.rule, source.is_utf8) == (NOT_UTF8, False)
        assert finding.span.end <= len(source.text)


@given(st.text(st.characters(codec=None)))
def test_the_bytes_of_a_text_are_its_own(text: str) -> None:
    assert SourceFile.from_text("a.md", text).raw == text.encode("utf-8", "surrogatepass")


@given(BYTES)
def test_a_file_that_is_its_text_equals_it(raw: bytes) -> None:
    source = SourceFile.from_bytes("a.md", raw)
    if source.raw == source.text.encode():
        assert source == SourceFile.from_text("a.md", source.text)


@given(BYTES, st.sampled_from((0, 1 << 20)))
def test_a_text_that_is_laid_aside_is_what_it_was(raw: bytes, room: int) -> None:
    at_hand, aside = (SourceFile.from_bytes("a.md", raw) for _ in range(2))
    for _ in range(2):  # the second time nothing is left to be done
        aside.lay_aside(Aside(room))
        assert "text" not in vars(aside)
        assert (aside.text, aside.raw, aside.line_starts) == (at_hand.text, at_hand.raw, at_hand.line_starts)
    assert aside == at_hand
    assert hash(aside) == hash(at_hand)
