"""File names are names: whatever they begin with or hold, every verb takes them for files and harms none."""

import gc
import os
import resource
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from slidegen import cli
from slidegen.commands.overwriting import overwrite
from slidegen.errors import ExitCode

NAMES = [
    b"-dash.md",
    b"--fix.md",
    b"--output=README.md",
    b"a b.md",
    b'q"uote.md',
    b"it's.md",
    b"new\nline.md",
    b"\xff\xfe.md",
    b"%41.md",
    b"a#b?c.md",
    "é😀.md".encode(),
    b"$(touch pwned).md",
    b"`touch pwned`.md",
]
TEXT = "# T\n\n---\n\nclass: middle\n\n# U\n\n.lab[\n\n- Look:\n  ```bash\n  true\n  ```\n\n]\n"

Call = Callable[..., tuple[int, str]]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Call:
    """A verb in this process: its exit code, and what it said."""
    monkeypatch.setenv("SLIDEGEN_CACHE_DIR", str(tmp_path.parent / "cache"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "slidegen.toml").write_text("fonts = false\n")

    def run(*words: str) -> tuple[int, str]:
        code = cli.run(words)
        gc.enable()
        said = capfd.readouterr()
        return code, said.out + said.err

    return run


@pytest.mark.parametrize("name", NAMES)
def test_every_verb_takes_any_name(call: Call, tmp_path: Path, name: bytes) -> None:
    file = os.fsdecode(name)
    (tmp_path / file).write_text(TEXT)
    (tmp_path / "README.md").write_text("mine")
    for verb in (
        ["build"],
        ["lint"],
        ["lint", "--fix"],
        ["scripts"],
        ["stats"],
        ["inspect"],
        ["run", "--list"],
    ):
        code, said = call(*verb, "--", file)
        assert code in (ExitCode.CLEAN, ExitCode.FINDINGS), (verb, said)
        assert "bug of slidegen" not in said
    assert (tmp_path / "README.md").read_text() == "mine"
    assert not (tmp_path / "pwned").exists()
    assert len(list((tmp_path / "dist").glob("*.html"))) in (1, 2)


def test_all_of_them_in_one_project(call: Call, tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / os.fsdecode(name)).write_text(TEXT)
    listed = [name.decode() for name in NAMES if name.isascii() and b"\n" not in name]
    (tmp_path / "d.yml").write_text(yaml.safe_dump({"content": listed}))
    for verb in (["build"], ["lint"], ["lint", "--format", "json"], ["scripts"], ["stats"]):
        code, said = call(*verb)
        assert code in (ExitCode.CLEAN, ExitCode.FINDINGS), said


def test_the_hooks_end_their_options() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert all(str(hook["entry"]).endswith(" --") for hook in hooks)


def test_a_report_is_not_written_over_what_it_is_about(call: Call, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT)
    (tmp_path / "a.txt").write_text("notes")
    (tmp_path / "link.md").symlink_to("a.md")
    for words in (["a.md", "-o", "a.md"], ["-o", "a.md"], [".", "-o", "./a.md"], ["a.md", "-o", "link.md"]):
        code, said = call("lint", *words)
        assert code == ExitCode.USAGE
        assert "would be written over" in said
    assert (tmp_path / "a.md").read_text() == TEXT
    assert call("lint", "a.md", "-o", "a.txt")[0] in (ExitCode.CLEAN, ExitCode.FINDINGS)


@pytest.mark.parametrize("link", ["out.json", "reports", "baseline.json"])
def test_a_report_is_written_through_no_link_that_leads_out(
    call: Call, tmp_path: Path, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, other = tmp_path / "w", tmp_path / "other"
    (root / ".git").mkdir(parents=True)
    other.mkdir()
    (root / "a.md").write_text("# A\n", encoding="utf-8")
    (root / link).symlink_to(other if link == "reports" else other / "mine")
    name = "reports/mine" if link == "reports" else link
    order = ("--baseline", name, "--write-baseline") if link == "baseline.json" else ("-o", name)
    monkeypatch.chdir(root)
    code, said = call("lint", *order, "a.md")
    assert code == ExitCode.USAGE
    assert str(other) in said
    assert not list(other.iterdir())
    assert call("lint", "-o", str(other / "mine"), "a.md")[0] == ExitCode.CLEAN


def test_what_is_not_writable_is_left_alone(call: Call, tmp_path: Path) -> None:
    broken = "# T\n\n---\n\nclas: middle\n\n# U\n"
    for name in ("locked.md", "open.md"):
        (tmp_path / name).write_text(broken)
    (tmp_path / "locked.md").chmod(0o444)
    _, said = call("lint", "--fix", "--unsafe-fixes")
    assert "locked.md is not writable" in said
    assert (tmp_path / "locked.md").read_text() == broken
    assert stat.S_IMODE((tmp_path / "locked.md").stat().st_mode) == 0o444
    assert (tmp_path / "open.md").read_text() != broken
    call("lint", "--add-ignores")
    assert (tmp_path / "locked.md").read_text() == broken


BROKEN = "# T\n\n---\n\nclas: middle\n\n# U\n"


def _linked(path: Path) -> Path:
    path.with_name("other.txt").hardlink_to(path)
    return path.with_name("other.txt")


def _given_away(path: Path) -> Path:
    if os.getuid():
        pytest.skip("only root gives files away")
    os.chown(path, 12345, 12346)
    return path


def _behind_a_link(path: Path) -> Path:
    real = path.rename(path.with_name("real.txt"))
    path.symlink_to("real.txt")
    return real


@pytest.mark.parametrize("made", [_linked, _given_away, _behind_a_link], ids=["linked", "given", "behind"])
def test_a_file_that_is_mended_stays_the_file_that_it_is(
    call: Call, tmp_path: Path, made: Callable[[Path], Path]
) -> None:
    """Its other names, its owner, its mode, and the link that leads there."""
    (tmp_path / "a.md").write_text(BROKEN)
    (tmp_path / "a.md").chmod(0o640)
    real = made(tmp_path / "a.md")
    before = real.stat()
    call("lint", "--fix", "--unsafe-fixes", "a.md")
    now = real.stat()
    assert real.read_text() != BROKEN
    assert (now.st_uid, now.st_gid, now.st_nlink) == (before.st_uid, before.st_gid, before.st_nlink)
    assert stat.S_IMODE(now.st_mode) == 0o640
    assert (tmp_path / "a.md").samefile(real)


def test_a_file_that_is_written_in_its_place_is_whole_when_the_disk_is_full(tmp_path: Path) -> None:
    path, was = tmp_path / "a.md", b"the author's\n" * 300
    path.write_bytes(was)
    (tmp_path / "linked.md").hardlink_to(path)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5000, hard))
    try:
        with pytest.raises(OSError, match="File too large") as raised:
            overwrite(path, b"x" * 6000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (raised.value.filename, path.read_bytes()) == (str(path), was)
    overwrite(path, b"short")
    assert path.read_bytes() == (tmp_path / "linked.md").read_bytes() == b"short"


def test_a_full_disk_is_told_with_the_file_and_what_to_do(call: Call, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT)
    code, said = call("lint", "-o", "/dev/full", "--format", "json", "a.md")
    assert code == ExitCode.FINDINGS
    assert "slidegen: /dev/full: No space left on device\n  free some space\n" in said


def test_what_was_meant_can_be_copied_into_a_shell(call: Call, tmp_path: Path) -> None:
    (tmp_path / "my talks").mkdir()
    (tmp_path / "my talks" / "a b.md").write_text(TEXT)
    assert "`slidegen build 'my talks/a b.md'`" in call("build", "my talks")[1]


def test_pictures_in_a_folder_whose_name_is_no_utf_8_come_along(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"talk-\xe4")
    folder.mkdir()
    (folder / "p.png").write_bytes(b"png")
    (folder / "a.md").write_text("# A\n\n![a picture](p.png)\n")
    code, said = call("build", str(folder.relative_to(tmp_path) / "a.md"))
    assert code == ExitCode.CLEAN, said
    assert "talk-%E4/p.png" in (tmp_path / "dist" / "a.html").read_text()
    assert (tmp_path / "dist" / folder.name / "p.png").exists()


def test_what_is_not_writable_behind_a_link_is_left_alone(call: Call, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(BROKEN)
    real = _behind_a_link(tmp_path / "a.md")
    real.chmod(0o444)
    for order in ("--fix", "--add-ignores"):
        call("lint", order, "a.md")
        assert real.read_text() == BROKEN


@pytest.mark.parametrize("verb", [["build"], ["lint"], ["stats"], ["scripts"]])
def test_a_pipe_is_not_waited_for(call: Call, tmp_path: Path, verb: list[str]) -> None:
    (tmp_path / "d.yml").write_text("content: [a.md, p.md]\n")
    (tmp_path / "a.md").write_text(TEXT)
    for name in ("p.md", "pipe.yml", "pipe.json", "pipe", "Dockerfile", ".gitignore", "x.sh"):
        os.mkfifo(tmp_path / name)
    ended = threading.Event()
    threading.Timer(30, lambda: None if ended.is_set() else os._exit(1)).start()
    assert call(*verb)[0] in (ExitCode.CLEAN, ExitCode.FINDINGS)
    ended.set()


@pytest.mark.parametrize("name", ["x.ps1", "x.txt", "x.rst", "Makefile"])
def test_a_named_file_that_lint_does_not_read_is_said(call: Call, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("kubectl run x\n")
    (tmp_path / "a.md").write_text("# A\n")
    why = "is read for its shell when" if name == "Makefile" else "is none of the files that lint reads"
    code, said = call("lint", name)
    assert code == ExitCode.USAGE
    assert f"{name} {why}" in said
    code, said = call("lint", name, "a.md")
    assert code == ExitCode.CLEAN
    assert f"{name} {why}" in said


@pytest.mark.parametrize("name", ["page.Rmd", "x.adoc", "x.mdx"])
def test_what_other_programs_make_slides_of_is_linted(call: Call, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("= T\n\n# T\n")
    code, said = call("lint", name)
    assert code == ExitCode.CLEAN
    assert "in 1 file" in said
