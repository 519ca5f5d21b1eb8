"""Every verb on a stranger's workshop: it ends with findings, nothing is run, nothing outside is written."""

import hashlib
import os
import resource
import socket
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import Slidegen
from hostile.tree import GOOD, HOSTILE, RUN, harmless
from serve_live import Live, Start

from slidegen.commands.run import work_folder

Tree = Callable[[Mapping[str, str | bytes]], Path]

#: A record of what was written before, which names what is not slidegen's.
FORGED = '{"version": 1, "decks": {}, "files": {"../../secret.md": "x", "../secret.md": "x"}}'
SECRET = "a secret of the machine"


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    """The tree, in a repository, beside a file that is nobody's business."""
    root = tmp_path / "workshop"
    write(root, {**HOSTILE, ".git/HEAD": "ref: x\n"})
    (tmp_path / "secret.md").write_text(SECRET)
    (root / "outside.md").symlink_to("../secret.md")
    (root / "endless.md").symlink_to("/dev/zero")
    (root / "circle").symlink_to("circle")
    (root / "loop").symlink_to(root)
    os.mkfifo(root / "p.md")
    (root / "pipe.yml").write_text("content: [p.md]\n")
    (root / "binary.yml").write_bytes(b"content:\n- \x00\xff\n")
    (root / "dist").mkdir()
    (root / "dist/.slidegen.json").write_text(FORGED)
    for name in ("themes/links/slide.html", "themes/links/theme.css"):
        (root / name).symlink_to("../../../secret.md")
    (root / "p7.yml").write_text("content: [outside.md, ../secret.md]\n")
    (root / "p8.yml").write_text("content: [endless.md]\n")
    return root


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A tree of its size that wants nothing."""
    root = tmp_path / "harmless"
    write(root, {**harmless(), ".git/HEAD": "ref: x\n"})
    return root


def write(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def state(folder: Path) -> dict[str, str]:
    """Every file below `folder` but what slidegen is to write."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
        and not path.is_symlink()
        and not {"dist", ".slidegen"} & set(path.relative_to(folder).parts)
    }


def spent() -> float:
    """Processor time of the children that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def size(root: Path) -> int:
    files = [path for path in root.rglob("*") if path.is_file() and not path.is_symlink()]
    return sum(path.stat().st_size for path in files)


CALLS = (
    ("build",),
    ("build", "-j", "2"),
    ("lint",),
    ("lint", "--fix", "--", "--output=plain.md", "-dash.md"),
    ("scripts", "--list"),
    ("scripts",),
    ("stats",),
    ("inspect", "page.md"),
    ("inspect", "g2.yml"),
    ("config",),
)


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_a_verb_ends_with_findings_and_harms_nobody(
    slidegen: Slidegen, workshop: Path, call: tuple[str, ...]
) -> None:
    before = state(workshop.parent)
    done = slidegen(*call, cwd=workshop, timeout=300)
    said = done.stdout + done.stderr
    assert "Traceback" not in said, said[-3000:]
    assert "bug of slidegen" not in said, said[-3000:]
    assert done.returncode in (0, 1, 2), said[-3000:]
    assert not list(workshop.parent.rglob("pwned"))
    assert SECRET not in said
    assert state(workshop.parent) == before
    for page in (workshop / "dist").rglob("*"):
        if page.is_file() and not page.is_symlink():
            text = page.read_text(encoding="utf-8", errors="replace")
            assert SECRET not in text, page
            assert "root:x:0" not in text, page
    if call[0] == "build":
        assert done.returncode == 1
        assert (workshop / "dist" / "good.html").is_file()
        for code in ("SG061", "SG062", "SG065", "SG409", "SG024", "SG031"):
            assert code in said, code


def test_a_link_in_the_output_folder_is_not_followed(slidegen: Slidegen, workshop: Path) -> None:
    (workshop / "dist/assets").symlink_to(workshop.parent)
    before = state(workshop.parent)
    done = slidegen("build", "good.yml", cwd=workshop, timeout=300)
    assert done.returncode == 1
    assert "assets" in done.stderr
    assert "Traceback" not in done.stderr
    assert state(workshop.parent) == before


@pytest.mark.parametrize("link", [".slidegen", ".slidegen/run", ".slidegen/run/good"])
def test_a_run_happens_in_no_folder_that_a_link_leads_out_to(
    workshop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "elsewhere").mkdir()
    (workshop / link).parent.mkdir(parents=True, exist_ok=True)
    (workshop / link).symlink_to(tmp_path / "elsewhere")
    assert work_folder(workshop, "good").is_relative_to(tmp_path / "cache")
    assert not list((tmp_path / "elsewhere").iterdir())


def test_check_of_one_of_its_decks_says_why_there_is_none(slidegen: Slidegen, workshop: Path) -> None:
    done = slidegen("check", "m1.yml", cwd=workshop, timeout=300)
    assert "Traceback" not in done.stderr
    assert done.returncode in (1, 4)
    assert not list(workshop.parent.rglob("pwned"))


def test_it_is_served(start: Start, workshop: Path) -> None:
    live = start(files={}, root=workshop)
    for deck in sorted(path.stem for path in workshop.glob("*.yml")):
        answer = fetched(live, f"/{deck}.html")
        assert answer.startswith(b"HTTP/1.1 200"), (deck, answer[:200])
        assert SECRET.encode() not in answer
        assert b"root:x:0" not in answer
    assert b"All is well." in live.get("/good.html")[1]
    assert live.get("/")[0] == 200
    assert not list(workshop.parent.rglob("pwned"))
    assert not [line for line in live.lines if "bug" in line or "Traceback" in line]


@pytest.mark.parametrize(
    "call",
    [("build",), ("lint",), ("stats",), ("scripts",), ("inspect", "slow.yml"), ("check", "good.yml")],
    ids=" ".join,
)
def test_it_takes_no_longer_than_twice_a_harmless_tree(
    slidegen: Slidegen, workshop: Path, other: Path, call: tuple[str, ...]
) -> None:
    sizes = [
        sum(path.stat().st_size for path in root.rglob("*.*") if path.is_file() and not path.is_symlink())
        for root in (workshop, other)
    ]
    assert sizes[1] < 1.5 * sizes[0]
    measured: list[tuple[float, float]] = []
    while len(measured) < 3 and not any(hostile < 2 * fair for hostile, fair in measured):
        measured.append((taken(slidegen, call, workshop), taken(slidegen, call, other)))
    assert any(hostile < 2 * fair for hostile, fair in measured), measured


def taken(slidegen: Slidegen, call: tuple[str, ...], root: Path) -> float:
    start = spent()
    slidegen(*call, cwd=root, timeout=300)
    return spent() - start


def test_it_is_served_in_no_longer_than_twice_a_harmless_tree(
    start: Start, workshop: Path, other: Path
) -> None:
    ticks = [served(start, root) for root in (workshop, other)]
    assert ticks[0] < 2 * ticks[1], ticks


def served(start: Start, root: Path) -> int:
    """The processor time, in clock ticks, of a server that was asked for each deck of the tree."""
    live = start(files={}, root=root)
    for deck in sorted(path.stem for path in root.glob("*.yml")):
        assert fetched(live, f"/{deck}.html").startswith(b"HTTP/1.1 200"), deck
    fields = Path(f"/proc/{live.process.pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])  # utime and stime, proc(5)


def fetched(live: Live, path: str) -> bytes:
    with socket.create_connection(("127.0.0.1", live.port), timeout=120) as connection:
        request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        connection.sendall(request.encode())
        answer = b""
        while chunk := connection.recv(1 << 20):
            answer += chunk
    return answer


def test_the_tree_would_do_harm_where_it_could(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The attempts are real: outside of the sandbox, the first of them runs its program."""
    from jinja2 import Environment

    monkeypatch.chdir(tmp_path)
    Environment().from_string(f"{{{{ cycler.__init__.{RUN} }}}}").render()
    assert (tmp_path / "pwned").exists()
    assert GOOD.keys() < HOSTILE.keys()
