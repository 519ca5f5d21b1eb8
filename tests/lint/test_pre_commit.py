"""The commit hooks, run by pre-commit itself in a git repository: refused, mended, accepted."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Mapping
from importlib import metadata
from pathlib import Path
from typing import cast

import pytest
import yaml
from conftest import ROOT, clean_environment

pytest.importorskip("pre_commit", reason="pre-commit is not installed")

Tree = Callable[[Mapping[str, str | bytes]], Path]

BROKEN = "# Nodes\n\n---\n\nclas: middle\n\n# More\n\n.lab[\n\n- Look\n"
HALF = "# Nodes\n\n---\n\nclass: middle\n\n# More\n\n.lab[\n\n- Look\n"
WHOLE = HALF + "\n]\n"


class Repository:
    """A git repository with the hooks installed."""

    def __init__(self, root: Path, home: Path) -> None:
        self.root = root
        self.environment = clean_environment() | {
            "PRE_COMMIT_HOME": str(home),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_AUTHOR_NAME": "T",
            "GIT_AUTHOR_EMAIL": "t@example.com",
            "GIT_COMMITTER_NAME": "T",
            "GIT_COMMITTER_EMAIL": "t@example.com",
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        }
        self.git("init", "-q")
        self.run(sys.executable, "-m", "pre_commit", "install", check=True)

    def run(self, *command: str, check: bool = False) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command,
            cwd=self.root,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=600,
            check=check,
        )

    def git(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return self.run("git", *arguments)

    def commit(self) -> "subprocess.CompletedProcess[str]":
        self.git("add", "-A")
        return self.git("commit", "-m", "A change")


def hooks() -> list[dict[str, object]]:
    read: list[dict[str, object]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    return read


def local(identifier: str) -> dict[str, object]:
    """The hook as we publish it, but run from this checkout: nothing is installed."""
    hook = next(hook for hook in hooks() if hook["id"] == identifier)
    entry = str(hook["entry"]).replace("slidegen", f"{sys.executable} -m slidegen", 1)
    hook = {key: value for key, value in hook.items() if key != "additional_dependencies"}
    return hook | {"entry": entry, "language": "unsupported"}


def configuration(repository: Mapping[str, object]) -> str:
    return yaml.safe_dump({"repos": [repository]})


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    return tmp_path_factory.mktemp("pre-commit")


def test_a_commit_is_refused_and_then_accepted(tree: Tree, home: Path) -> None:
    config = configuration({"repo": "local", "hooks": [local("slidegen-lint")]})
    repository = Repository(tree({".pre-commit-config.yaml": config, "nodes.md": HALF}), home)
    refused = repository.commit()
    assert refused.returncode == 1, refused.stderr
    assert "nodes.md:9:1 SG401" in refused.stdout + refused.stderr
    tree({"nodes.md": WHOLE})
    accepted = repository.commit()
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    assert repository.git("log", "--oneline").stdout.endswith("A change\n")


def test_the_fixing_hook_mends_and_refuses_the_rest(tree: Tree, home: Path) -> None:
    config = configuration({"repo": "local", "hooks": [local("slidegen-lint-fix")]})
    root = tree({".pre-commit-config.yaml": config, "nodes.md": BROKEN})
    repository = Repository(root, home)
    assert repository.commit().returncode == 1
    assert (root / "nodes.md").read_text() == HALF, "the safe fix was applied"
    tree({"nodes.md": WHOLE})
    assert repository.commit().returncode == 0


def test_only_our_kinds_of_files_and_none_that_are_excluded(tree: Tree, home: Path) -> None:
    config = configuration({"repo": "local", "hooks": [local("slidegen-lint")]})
    repository = Repository(
        tree(
            {
                ".pre-commit-config.yaml": config,
                "slidegen.toml": '[lint]\nexclude = ["old/"]\n',
                "old/nodes.md": HALF,
                "notes.txt": HALF,
            }
        ),
        home,
    )
    accepted = repository.commit()
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr


def test_every_hook_says_what_pre_commit_needs() -> None:
    for hook in hooks():
        assert hook["language"] == "python"
        assert hook["require_serial"] is True
        assert hook["types_or"] == [
            "markdown",
            "mdx",
            "asciidoc",
            "html",
            "jupyter",
            "yaml",
            "shell",
            "dockerfile",
        ]
    assert [hook["id"] for hook in hooks()] == ["slidegen-lint", "slidegen-lint-fix"]


#: What a linter without the rest needs beside what the project names: all that those need themselves.
THEIR_OWN = {"mdurl", "MarkupSafe", 'colorama; sys_platform == "win32"'}
LEFT_OUT = {"watchdog", "starlette", "uvicorn"}


def test_hooks_name_their_dependencies_as_the_project_does() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    for hook in hooks():
        first, *named = cast(list[str], hook["additional_dependencies"])
        assert first == "--no-deps"
        assert set(named) - THEIR_OWN == {each for each in project if name_of(each) not in LEFT_OUT}
        for each in named:
            needs = metadata.requires(name_of(each)) if name_of(each) != "colorama" else []
            needed = {name_of(need).lower() for need in needs or [] if "extra ==" not in need}
            assert needed <= {name_of(other).lower() for other in named}, each


def name_of(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0]


def test_the_linter_does_without_the_rest(tree: Tree) -> None:
    """Also where macros are expanded and Markdown is parsed, and when it mends."""
    root = tree(
        {
            "deck.yml": "content: [a.md]\nmacros:\n  hi: '{{ x }}'\n",
            "a.md": HALF + "\n---\n\n# B {#x}\n\n![:hi](1)\n\n$x$ [a](#b)\n",
            ".gitignore": "dist\n",
            "a.sh": "kubectl exec web ls\n",
        }
    )
    names = sorted(name.lower() for name in LEFT_OUT)
    program = (
        f"import sys; sys.modules.update(dict.fromkeys({names!r}))\n"
        "from slidegen.cli import main; sys.argv[0] = 'slidegen'; sys.exit(main())"
    )
    for more in ((), ("--fix",), ("--format", "sarif"), ("--from", "1.20")):
        done = subprocess.run(
            [sys.executable, "-c", program, "lint", *more],
            cwd=root,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode in (0, 1), done.stderr


@pytest.mark.slow
def test_installed_by_pre_commit_from_our_repository(tree: Tree, home: Path, tmp_path: Path) -> None:
    """What users do: pre-commit clones slidegen, installs it, and runs its hook."""
    clone = home / "slidegen"
    cloned = subprocess.run(
        ["git", "clone", "-q", "--no-hardlinks", str(ROOT), str(clone)], capture_output=True, timeout=120
    )
    if cloned.returncode:
        pytest.skip("the checkout is no git repository")
    revision = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=clone, capture_output=True, text=True, check=True
    ).stdout.strip()
    config = configuration({"repo": clone.as_uri(), "rev": revision, "hooks": [{"id": "slidegen-lint"}]})
    repository = Repository(tree({".pre-commit-config.yaml": config, "nodes.md": HALF}), home)
    repository.environment.pop("PYTHONPATH")
    refused = repository.commit()
    said = refused.stdout + refused.stderr
    if "No matching distribution" in said or "Could not find a version" in said or "ConnectionError" in said:
        pytest.skip("the package index cannot be reached")
    assert refused.returncode == 1, said
    assert "nodes.md:9:1 SG401" in said
    tree({"nodes.md": WHOLE})
    assert repository.commit().returncode == 0
