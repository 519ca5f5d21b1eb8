"""Extremes: texts that are huge or deeply nested, disks that refuse, builds that are killed or meet."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from conftest import clean_environment
from deck.workbench import compose_markdown, fragment, source
from workshops import Workshop

from slidegen.errors import MachineError
from slidegen.render.html import SlideRenderer
from slidegen.source.manifest_reader import manifest_for_markdown

pytestmark = pytest.mark.usefixtures("no_collector")


# ---- time
def page_of(text: str) -> None:
    options = manifest_for_markdown(source(text)).remark
    renderer = SlideRenderer()
    for slide in compose_markdown(text).slides:
        renderer.slide(slide, options)


def seconds(work: Callable[[str], object], text: str) -> float:
    start = process_time()
    work(text)
    return process_time() - start


SHAPES: dict[str, Callable[[int], str]] = {
    "nested brackets": lambda n: "[" * n + "]" * n,
    "opening brackets": lambda n: "[" * n,
    "escaped brackets": lambda n: "\\[a " * n,
    "nested classes": lambda n: ".a[" * n + "x" + "]" * n,
    "opening classes": lambda n: ".a[" * n,
    "classes on lines": lambda n: ".a[\n" * n + "]\n" * n,
    "one long line of words": lambda n: "word " * n,
    "one long line of code spans": lambda n: "`a` <!-- b --> " * n,
    "backticks": lambda n: "`" * n,
    "backtick runs": lambda n: "".join("`" * (i % 50 + 1) + " " for i in range(n // 25)),
    "stars": lambda n: "*a " * n,
    "unclosed comments": lambda n: "<!--\n---\n" * n,
    "fences": lambda n: "```\nx\n```\n" * n,
    "fences closed by fewer marks": lambda n: "````\nx\n```\n" * n,
    "fences that hold slides": lambda n: "````md\n```\n---\n```\n````\n" * n,
    "unclosed fences": lambda n: "```bash\n---\n" * n,
    "slides": lambda n: "# T\n\n---\n" * n,
    "steps": lambda n: "a\n\n--\n\n" * n,
    "raw tags": lambda n: "<b>" * n,
    "link definitions": lambda n: "".join(f"[{i}]: /x\n" for i in range(n)),
    "addresses": lambda n: "http://a.b/c " * n,
    "macros": lambda n: "![:no] " * n,
    "variables": lambda n: "@@A@@ {{b}} " * n,
    "quotes": lambda n: "> a\n" * n,
    "items": lambda n: "1. a\n\n  b\n" * n,
    "table": lambda n: "| a |\n|---|\n" + "| b |\n" * n,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_reading_takes_time_in_proportion(shape: str) -> None:
    make = SHAPES[shape]
    few, many = seconds(fragment, make(4_000)), seconds(fragment, make(16_000))
    assert many < 0.5 + 10 * few


@pytest.mark.parametrize("shape", SHAPES)
def test_showing_takes_time_in_proportion(shape: str) -> None:
    make = SHAPES[shape]
    few, many = seconds(page_of, make(500)), seconds(page_of, make(2_000))
    assert many < 1.0 + 12 * few


def test_a_hundred_thousand_nested_brackets() -> None:
    few, many = ("[" * n + "x" + "]" * n for n in (25_000, 100_000))
    assert seconds(page_of, many) < 1 + 12 * seconds(page_of, few)


def test_a_line_of_ten_megabytes() -> None:
    line = "All work and no play makes `jack` a dull .b[boy]. " * 200_000
    assert len(line) == 10_000_000
    few, many = seconds(fragment, line[:2_500_000]), seconds(fragment, line)
    assert many < 1 + 10 * few


# ---- disks
def process(workshop: Workshop, *arguments: str, **options: Any) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "slidegen", "build", *arguments],
        cwd=workshop.root,
        env=clean_environment() | {"SLIDEGEN_CACHE_DIR": str(workshop.root / "cache")},
        capture_output=True,
        text=True,
        timeout=120,
        **options,
    )


def test_a_huge_picture_is_copied_without_holding_it(workshop: Workshop) -> None:
    workshop.write({"last.md": "# Last\n\n![huge](huge.png)\n"})
    with (workshop.root / "huge.png").open("wb") as file:
        file.truncate(600 << 20)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (500 << 20, 500 << 20))

    done = process(workshop, preexec_fn=limit)
    assert done.returncode == 0, done.stderr
    assert (workshop.out / "huge.png").stat().st_size == 600 << 20
    (workshop.out / "huge.png").unlink()


def test_a_full_disk(workshop: Workshop) -> None:
    workshop.build()
    before = workshop.bytes()
    workshop.write({"last.md": "# Last\n\n" + "many words " * 50_000})

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100 << 10, 100 << 10))

    done = process(workshop, preexec_fn=limit)
    assert done.returncode == 1
    assert "first.html: File too large" in done.stderr
    assert "--out" in done.stderr
    assert "Traceback" not in done.stderr
    after = workshop.bytes()
    assert after["first.html"] == before["first.html"]
    assert not [name for name in after if name.endswith(".tmp")]
    assert process(workshop).returncode == 0
    assert b"many words" in workshop.bytes()["first.html"]


def test_an_output_folder_that_cannot_be_written(workshop: Workshop) -> None:
    workshop.write({"file": ""})
    for out in ("file/dist", "/proc/slidegen"):
        done = process(workshop, "--out", out)
        assert done.returncode in (1, 2)
        assert "Traceback" not in done.stderr
        assert done.stderr.startswith("slidegen: ")


def test_a_read_only_output_folder(workshop: Workshop) -> None:
    workshop.build()
    before = workshop.bytes()
    workshop.write({"last.md": "# Changed\n"})
    with read_only(workshop.out), pytest.raises(MachineError, match="Permission denied") as error:
        workshop.build()
    assert "check the permissions" in error.value.hint
    assert workshop.bytes() == before


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Take the right to write away; root may write anywhere, so be somebody else."""
    theirs = [path for path in folder.parents if "pytest" in path.as_posix()]
    for path in theirs:
        path.chmod(path.stat().st_mode | 0o555)
    folder.chmod(0o555)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o755)


# ---- kills, and two at once
def start(workshop: Workshop) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "slidegen", "build", "--fresh", "-q"],
        cwd=workshop.root,
        env=clean_environment() | {"SLIDEGEN_CACHE_DIR": str(workshop.root / "cache")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def wait_for_output(workshop: Workshop, child: "subprocess.Popen[bytes]", count: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and child.poll() is None:
        if workshop.out.is_dir() and len(list(workshop.out.glob("d*.html"))) >= count:
            return
        time.sleep(0.002)


@pytest.mark.parametrize("count", [1, 4, 12])
def test_a_build_that_is_killed_leaves_old_pages_or_new_ones(workshop: Workshop, count: int) -> None:
    decks = {f"d{i:02}.yml": "content: [shared.md, last.md]\n" for i in range(15)}
    workshop.write(decks)
    child = start(workshop)
    wait_for_output(workshop, child, count)
    child.send_signal(signal.SIGKILL)
    child.communicate()
    for name in workshop.files():
        if name.endswith(".html") and not name.startswith("."):
            assert (workshop.out / name).read_text().rstrip().endswith("</html>"), name
    workshop.write({"last.md": "# Something else\n"})
    done = process(workshop)
    assert done.returncode == 0, done.stderr
    assert "Something else" in (workshop.out / "d00.html").read_text()
    record = (workshop.out / ".slidegen.json").read_text()
    assert all(f"{name.removesuffix('.yml')}.html" in record for name in decks)


def test_two_builds_at_once(workshop: Workshop) -> None:
    workshop.write({f"d{i}.yml": "content: [shared.md, last.md]\n" for i in range(4)})
    children = [start(workshop) for _ in range(3)]
    said = [child.communicate(timeout=120)[1] for child in children]
    assert [(child.returncode, said) for child, said in zip(children, said, strict=True)] == [(0, b"")] * 3
    together = workshop.bytes()
    assert process(workshop, "--fresh").returncode == 0
    assert workshop.bytes() == together


def test_a_cache_of_rubbish_is_an_empty_one(workshop: Workshop) -> None:
    workshop.build()
    expected = workshop.bytes()
    for path in (workshop.root / ".slidegen" / "cache").iterdir():
        path.write_bytes(path.read_bytes()[:-7] + b"rubbish")
    workshop.build()
    assert workshop.bytes() == expected
