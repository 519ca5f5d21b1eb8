"""Zips, and what is packed in them: read by zlib, by zipfile and by the programs of other people."""

import io
import shutil
import subprocess
import zipfile
import zlib
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slidegen.script.archive import ScriptFile, zipped
from slidegen.script.deflate import deflated

WORDS = st.lists(
    st.sampled_from(["kubectl get pods", "\n", "web-1 ", "é", "a", "step x <<'EOF'\n", "\0"]), max_size=80
)
TEXTS = st.one_of(st.binary(max_size=3000), WORDS.map(lambda words: "".join(words).encode()))


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_what_is_packed_is_read_back(pieces: list[bytes]) -> None:
    assert zlib.decompress(deflated(*pieces), -15) == b"".join(pieces)


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"a", b"aaaa", b"a" * 257, b"a" * 258, b"a" * 259, b"a" * 100_000, bytes(range(256)) * 400),
        b"".join(b"%d kubectl\n" % (n * n) for n in range(40_000)),
        b"here it is "
        + bytes(range(128, 256)) * 255
        + b"1234567890" * 11
        + b"here it is ",  # at the window's end
        # Counts as Fibonacci's numbers: the longest codes there are.
        b"".join(
            bytes([n]) * size for n, size in enumerate([1, 1, *(round(1.618**n) for n in range(1, 24))])
        ),
    ],
    ids=len,
)
def test_corners_of_the_format(data: bytes) -> None:
    assert zlib.decompress(deflated(data), -15) == data


def test_scripts_get_as_small_as_with_zlib_or_nearly() -> None:
    text = (Path(__file__).parents[2] / "slidegen" / "script" / "preamble.bash").read_bytes()
    rows = b"".join(
        b'{"id": "s/%d", "verb": "bash", "text": "kubectl get pods -n %d"}\n' % (n, n) for n in range(900)
    )
    for data in (text, rows):
        assert len(deflated(data)) < 1.3 * len(zlib.compress(data, 6))


def test_the_same_bytes_on_every_machine() -> None:
    """A digest that was taken once: neither this machine's zlib nor its order of hashes is in it."""
    packed = deflated(b"for name in one two; do echo $name; done\n" * 3)
    assert sha256(packed).hexdigest()[:16] == "ab8d085d1da555bc"


FILES = (
    ScriptFile("a b/run it.sh", b"#!/bin/sh\necho hello; echo hello\n", executable=True),
    ScriptFile("a b/\u00fc.txt", "text \u00fc \n".encode() * 30),
    ScriptFile("a b/empty", b""),
)


def test_a_zip_is_what_pythons_reader_takes_for_one() -> None:
    with zipfile.ZipFile(io.BytesIO(zipped(FILES))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {f.path: f.data for f in FILES}
        assert [each.external_attr >> 16 for each in archive.infolist()] == [0o100755, 0o100644, 0o100644]
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    "words", [("unzip", "-q"), ("bsdtar", "-xf"), ("busybox", "unzip", "-q")], ids=" ".join
)
def test_and_other_peoples_programs(tmp_path: Path, words: tuple[str, ...]) -> None:
    if not shutil.which(words[0]):
        pytest.skip(f"{words[0]} is not installed")
    (tmp_path / "it.zip").write_bytes(zipped(FILES))
    subprocess.run([*words, "it.zip"], cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "a b" / "run it.sh").read_bytes() == FILES[0].data
    assert (tmp_path / "a b" / "empty").read_bytes() == b""
