"""A stranger's repository brings its configuration along, and nothing of it is run."""

import subprocess
from pathlib import Path

import pytest
from conftest import Slidegen, need

from slidegen.source.asked_git import ask_git
from slidegen.source.program_path import program_path

TOUCH = "#!/bin/sh\ntouch '{sign}'\ncat\nexit 0\n"
SETS = (
    "core.fsmonitor",
    "core.sshCommand",
    "core.pager",
    "core.editor",
    "diff.external",
    "diff.odd.textconv",
    "diff.odd.command",
    "filter.odd.clean",
    "filter.odd.smudge",
    "filter.two.process",
    "gpg.program",
    "credential.helper",
    "interactive.diffFilter",
)


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)


@pytest.fixture
def stranger(tmp_path: Path) -> Path:
    """A workshop in a repository whose settings start programs wherever git knows of one."""
    need("git")
    root = tmp_path / "w"
    root.mkdir()
    (root / "d.yml").write_text("content: [a.md]\n")
    (root / "a.md").write_text("# A\n")
    git(root, "init", "-q")
    git(root, "config", "user.name", "a")
    git(root, "config", "user.email", "a@example.com")
    git(root, "add", ".")
    git(root, "commit", "-qm", "first")
    git(root, "remote", "add", "origin", "git@example.com:a/b.git")
    (root / ".gitattributes").write_text("*.md diff=odd filter=odd\n*.yml filter=two\n")
    (root / "a.md").write_text("# A\n\n.red[\n")
    hooks = root / "hooks"
    hooks.mkdir()
    for number, key in enumerate(SETS):
        program = tmp_path / f"p{number}"
        program.write_text(TOUCH.format(sign=tmp_path / f"ran-{key}"))
        program.chmod(0o755)
        git(root, "config", key, str(program))
    for name in ("post-index-change", "pre-auto-gc", "fsmonitor-watchman"):
        (hooks / name).write_text(TOUCH.format(sign=tmp_path / f"ran-{name}"))
        (hooks / name).chmod(0o755)
    git(root, "config", "core.hooksPath", "hooks")
    git(root, "config", "log.showSignature", "true")
    for sign in tmp_path.glob("ran-*"):  # by what stands above
        sign.unlink()
    return root


@pytest.mark.parametrize(
    "words", [("build", "--fresh"), ("lint", "--from-diff", "HEAD"), ("stats",), ("doctor",)]
)
def test_no_program_of_its_settings_runs(stranger: Path, slidegen: Slidegen, words: tuple[str, ...]) -> None:
    done = slidegen(*words, cwd=stranger)
    assert not sorted(path.name for path in stranger.parent.glob("ran-*"))
    assert words[0] != "lint" or "a.md:3:1" in done.stdout + done.stderr  # it was asked, and answered


def test_whether_files_differ_is_asked_without_filters(stranger: Path) -> None:
    assert b"a.md" in ask_git(stranger, "status", "--porcelain", "--untracked-files=no").stdout
    assert not list(stranger.parent.glob("ran-*"))


def test_the_settings_would_have_run_them(stranger: Path) -> None:
    """Else the tests above say nothing."""
    subprocess.run(["git", "diff"], cwd=stranger, capture_output=True, check=False)
    assert {"ran-core.fsmonitor", "ran-filter.odd.clean"} <= {p.name for p in stranger.parent.glob("ran-*")}


@pytest.mark.parametrize("entry", ["", ".", "bin", "./bin", "../w"])
def test_no_program_is_taken_from_where_we_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str
) -> None:
    for folder in (tmp_path / "w", tmp_path / "w/bin"):
        folder.mkdir()
        (folder / "bash").write_text("#!/bin/sh\n")
        (folder / "bash").chmod(0o755)
    monkeypatch.chdir(tmp_path / "w")
    assert program_path("bash", {"PATH": entry}) == ""
    assert program_path("bash", {"PATH": f"{entry}:/bin"}) == "/bin/bash"
    assert program_path("bash", {"PATH": f"{tmp_path}/w"}) == str(tmp_path / "w/bash")  # as its user says
