"""Zips of scripts: read by zipfile and by the programs of other people, the same for the same files."""

import io
import subprocess
import zipfile
from pathlib import Path

from conftest import need

from slidegen.script.archive import ScriptFile, zipped

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


def test_and_other_peoples_programs(tmp_path: Path) -> None:
    program = need("busybox")
    (tmp_path / "it.zip").write_bytes(zipped(FILES))
    subprocess.run([program, "unzip", "-q", "it.zip"], cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "a b" / "run it.sh").read_bytes() == FILES[0].data
    assert (tmp_path / "a b" / "empty").read_bytes() == b""


def test_what_is_said_again_takes_no_room_and_the_same_files_are_the_same_bytes() -> None:
    rows = b"".join(b'{"id": "s/%d", "text": "kubectl get pods -n %d"}\n' % (n, n) for n in range(900))
    one, other = (zipped([ScriptFile("steps.jsonl", rows)]) for _ in range(2))
    assert one == other
    assert len(one) < len(rows) / 5
