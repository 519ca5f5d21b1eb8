"""Two runs on one bed: neither takes away what may be the other's."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import clean_environment

from slidegen.script.bed_state import BedState
from slidegen.script.presence import ANOTHER, NO_PLACE, Presence
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
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("tempfile.tempdir", None)


def test_who_is_alone_and_who_is_not(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, "a bed"],
        env=clean_environment() | {"XDG_CACHE_HOME": str(tmp_path / "cache")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout
        assert other.stdin
        assert other.stdout.readline() == "1\n"
        ours, elsewhere = Presence("a bed"), Presence("another bed")
        assert elsewhere.others() == ""
        assert ours.others() == ANOTHER
        state = BedState(tmp_path / "inventory.json", {}, Cluster(address="here"), engine=False)
        second = BedState(tmp_path / "second.json", {}, Cluster(address="here"), engine=False)
        assert "another run is on this bed" in state.end(True)
        assert (state.end(False), second.end(None)) == ("", "")  # nothing was to be taken away
        other.kill()
        other.wait()
        assert ours.others() == ""  # whoever is killed is gone


def _a_link(place: Path) -> None:
    (place.parent / "elsewhere").mkdir()
    place.symlink_to(place.parent / "elsewhere")


def _a_folder_of_all(place: Path) -> None:
    place.mkdir()
    place.chmod(0o777)


def _a_folder_of_another(place: Path) -> None:
    place.mkdir()
    os.chown(place, 12345, 12345)


#: what somebody may have put where a lock is to lie, so that it is not this user's alone
TAKEN: dict[str, Callable[[Path], object]] = {
    "a link": _a_link,
    "a file": lambda place: place.write_text("x"),
    "a folder in which all write": _a_folder_of_all,
    "a folder of another user's": _a_folder_of_another,
    "a link that leads nowhere": lambda place: place.symlink_to("gone"),
}


@pytest.mark.parametrize("what", TAKEN)
def test_a_place_that_is_not_this_users_alone_holds_no_lock(tmp_path: Path, what: str) -> None:
    """First the cache, then the folder for temporary files; without either nobody is said to be alone."""
    if os.getuid() and "another" in what:
        pytest.skip("only root gives folders away")
    in_cache, in_temporary = tmp_path / "cache/slidegen/beds", tmp_path / f"slidegen-{os.getuid()}"
    in_cache.parent.mkdir(parents=True)
    TAKEN[what](in_cache)
    assert Presence("a bed").others() == ""
    assert list(in_temporary.iterdir())
    for file in in_temporary.iterdir():
        file.unlink()
    in_temporary.rmdir()
    TAKEN[what](in_temporary)
    assert Presence("a bed").others() == NO_PLACE
    state = BedState(tmp_path / "inventory.json", {}, Cluster(address="here"), engine=False)
    assert NO_PLACE in state.end(True)
