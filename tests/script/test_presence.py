"""Two runs on one bed: neither takes away what may be the other's."""

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import clean_environment

from slidegen.script.bed_state import BedState
from slidegen.script.presence import Presence
from slidegen.script.workplace import Cluster

CHILD = """
import sys
from slidegen.script.presence import Presence
held = Presence(sys.argv[1])
print(1, flush=True)
input()
"""


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)


def test_who_is_alone_and_who_is_not(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, "a bed"],
        env=clean_environment() | {"TMPDIR": str(tmp_path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout
        assert other.stdin
        assert other.stdout.readline() == "1\n"
        ours, elsewhere = Presence("a bed"), Presence("another bed")
        assert elsewhere.is_alone()
        assert not ours.is_alone()
        state = BedState(tmp_path / "inventory.json", {}, Cluster(address="here"), engine=False)
        second = BedState(tmp_path / "second.json", {}, Cluster(address="here"), engine=False)
        assert "another run is on this bed" in state.end(True)
        assert (state.end(False), second.end(None)) == ("", "")  # nothing was to be taken away
        other.kill()
        other.wait()
        assert ours.is_alone()  # whoever is killed is gone
