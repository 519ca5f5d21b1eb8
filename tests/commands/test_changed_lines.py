"""`slidegen lint --from-diff`: what a pull request is about, by a real repository."""

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import Slidegen

Tree = Callable[[Mapping[str, str | bytes]], Path]

OLD = "# A\n\n```bash\nkubectl exec a ls\n```\n"


def git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True, timeout=60)


@pytest.fixture
def root(tree: Tree) -> Path:
    """A branch that added a line to one file, and left another alone."""
    root = tree(
        {
            "work/a b.md": OLD,
            "work/old.md": OLD,
            "work/gone.md": OLD,
            "work/slidegen.toml": "",
            "other.md": OLD,
        }
    )
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "A")
    git(root, "checkout", "-qb", "change")
    (root / "work" / "a b.md").write_text(OLD + "\n```bash\nkubectl exec b ls\n```\n")
    (root / "work" / "gone.md").unlink()
    git(root, "commit", "-qam", "B")
    git(root, "checkout", "-q", "main")
    (root / "work" / "old.md").write_text(OLD.replace("exec a", "exec other"))
    git(root, "commit", "-qam", "C")
    git(root, "checkout", "-q", "change")
    return root / "work"


def test_only_lines_that_differ(slidegen: Slidegen, root: Path) -> None:
    """What main changed since is no change of the branch; what git does not know yet is one."""
    (root / "new.md").write_text(OLD)
    done = slidegen("lint", "--from-diff", "main", "--format", "concise", cwd=root)
    assert [line.split(": SG")[0] for line in done.stdout.splitlines()] == ["a b.md:8:16", "new.md:4:16"]
    assert done.returncode == 1
    named = slidegen("lint", "--from-diff", "main", "--format", "concise", "a b.md", "old.md", cwd=root)
    assert [line.split(": SG")[0] for line in named.stdout.splitlines()] == ["a b.md:8:16"]


def test_which_files(slidegen: Slidegen, root: Path) -> None:
    assert slidegen("lint", "--from-diff", "main", "--show-files", cwd=root).stdout == "a b.md\n"
    assert slidegen("lint", "--show-files", cwd=root).stdout == "a b.md\nold.md\n"


def test_what_went_says_nothing(slidegen: Slidegen, root: Path) -> None:
    git(root, "commit", "-q", "--allow-empty", "-m", "D")
    done = slidegen("lint", "--from-diff", "HEAD", cwd=root)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--from-diff", "nowhere"), "git does not know what changed since nowhere"),
        (("--from-diff=--help",), "git does not know what changed since --help"),
        (("--from-diff", "main", "--fix"), "--from-diff reports, and changes nothing"),
    ],
)
def test_wrong_calls(slidegen: Slidegen, root: Path, arguments: tuple[str, ...], said: str) -> None:
    done = slidegen("lint", *arguments, cwd=root)
    assert (done.returncode, said in done.stderr) == (2, True)
