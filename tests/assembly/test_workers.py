"""Builds by several processes: the same comes out, it is kept, and none of them outlives the first."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import clean_environment
from hypothesis import given
from hypothesis import strategies as st
from workshops import Workshop

from slidegen.assembly.cache_of import cache_of
from slidegen.assembly.kept_slides import unpack_slides
from slidegen.assembly.workers import dealt_by_pieces
from slidegen.assembly.workshop import SLIDES_A_PROCESS
from slidegen.cache import program
from slidegen.render.html import SlideHtml

PROCESSES = Path("/proc")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither signals nor groups")


def large(root: Path, slides: int = 2 * SLIDES_A_PROCESS) -> Workshop:
    """A workshop that is worth a few processes."""
    text = "\n---\n".join(f"## Slide {n}\n\n- a `command` and a [link](#{n})\n" for n in range(slides))
    return Workshop(
        root,
        {
            "one.yml": "scripts: true\ncontent: [large.md]\n",
            "two.yml": "content: [large.md]\n",
            "large.md": text,
        },
    )


def kept(workshop: Workshop) -> dict[str, SlideHtml]:
    slides = unpack_slides(cache_of(workshop.root).get("slides"), program())
    return {key: slides[key] for key in slides}


def test_the_same_comes_out_and_is_kept(tmp_path: Path) -> None:
    alone, together = large(tmp_path / "alone"), large(tmp_path / "together")
    alone.build()
    assert together.build(jobs=3).made == ("one.yml", "two.yml")
    assert together.bytes() == alone.bytes()
    assert kept(together) == kept(alone) != {}


# ---- however the first process ends
def start(workshop: Workshop, stderr: int) -> "subprocess.Popen[str]":
    """A build that hears ^C, though the tests run in the background of a shell, which has them ignore it."""
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(
            [sys.executable, "-m", "slidegen", "build", "-q", "--jobs", "3"],
            cwd=workshop.root,
            env=clean_environment(),
            stderr=stderr,
            text=True,
            start_new_session=True,
        )
    finally:
        signal.signal(signal.SIGINT, heard)


def members(group: int) -> int:
    """How many processes of the group are alive."""
    count = 0
    for stat in PROCESSES.glob("[0-9]*/stat"):
        try:
            state, _, owner = stat.read_text().rpartition(")")[2].split()[:3]
        except OSError:  # it has just ended
            continue
        count += owner == str(group) and state != "Z"
    return count


def wait_for(group: int, least: int, most: int) -> None:
    end = time.monotonic() + 60
    while not least <= members(group) <= most:
        assert time.monotonic() < end, f"{members(group)} processes"
        time.sleep(0.01)


@pytest.mark.skipif(not PROCESSES.is_dir(), reason="this system has no /proc to see processes in")
def test_a_killed_build_leaves_no_process(tmp_path: Path) -> None:
    child = start(large(tmp_path, 80 * SLIDES_A_PROCESS), subprocess.DEVNULL)
    wait_for(child.pid, 3, 3)
    child.kill()
    child.wait()
    wait_for(child.pid, 0, 0)


@pytest.mark.skipif(not PROCESSES.is_dir(), reason="this system has no /proc to see processes in")
def test_an_interrupted_build_says_nothing_of_its_processes(tmp_path: Path) -> None:
    child = start(large(tmp_path, 80 * SLIDES_A_PROCESS), subprocess.PIPE)
    wait_for(child.pid, 3, 3)
    os.killpg(child.pid, signal.SIGINT)
    _, said = child.communicate(timeout=60)
    assert child.returncode == 130
    assert "Traceback" not in said
    wait_for(child.pid, 0, 0)


# ---- how decks are dealt
def test_decks_of_the_same_files_go_together() -> None:
    decks = {"a1": {"a": 10}, "b1": {"b": 9}, "a2": {"a": 8}, "b2": {"b": 7}}
    assert dealt_by_pieces(decks, 2) == [["a1", "a2"], ["b1", "b2"]]


@given(
    st.dictionaries(st.text(), st.dictionaries(st.sampled_from("abc"), st.integers(1, 50))),
    st.integers(1, 4),
)
def test_each_deck_is_dealt_once(decks: dict[str, dict[str, int]], jobs: int) -> None:
    shares = dealt_by_pieces(decks, jobs)
    assert len(shares) <= jobs
    assert all(shares)
    assert sorted(deck for share in shares for deck in share) == sorted(decks)
