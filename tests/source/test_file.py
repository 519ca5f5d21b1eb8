"""A file's bytes are those of the disk, whether they are kept or made of its text."""

from hypothesis import example, given
from hypothesis import strategies as st

from slidegen.source.file import BOM, SourceFile

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
def test_what_the_disk_holds_is_what_was_read(raw: bytes) -> None:
    assert SourceFile.from_bytes("a.md", raw).raw == raw


@given(st.text(st.characters(codec=None)))
def test_the_bytes_of_a_text_are_its_own(text: str) -> None:
    assert SourceFile.from_text("a.md", text).raw == text.encode("utf-8", "surrogatepass")


@given(BYTES)
def test_a_file_that_is_its_text_equals_it(raw: bytes) -> None:
    source = SourceFile.from_bytes("a.md", raw)
    if source.raw == source.text.encode():
        assert source == SourceFile.from_text("a.md", source.text)
