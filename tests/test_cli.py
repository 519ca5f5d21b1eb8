"""The command line as a process: help, versions, wrong calls, and what becomes of errors."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from slidegen import __version__, cli
from slidegen.errors import ExitCode, MachineError, UsageError

Slidegen = Callable[..., "subprocess.CompletedProcess[str]"]


def test_help_lists_every_verb_on_one_screen(slidegen: Slidegen, tmp_path: Path) -> None:
    done = slidegen("--help", cwd=tmp_path)
    assert done.returncode == 0
    assert all(f"\n  {verb.name} " in done.stdout for verb in cli.VERBS)
    assert len(done.stdout.splitlines()) <= 56


@pytest.mark.parametrize("verb", [verb.name for verb in cli.VERBS])
def test_every_verb_explains_itself(slidegen: Slidegen, tmp_path: Path, verb: str) -> None:
    done = slidegen(verb, "--help", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Usage: slidegen {verb}")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["biuld"], "There is no verb `biuld`. Did you mean `build`?"),
        (["--frobnicate"], "No such option"),
    ],
)
def test_a_wrong_call(slidegen: Slidegen, tmp_path: Path, arguments: list[str], message: str) -> None:
    done = slidegen(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (ExitCode.USAGE, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_completion_knows_the_verbs_without_importing_them(slidegen: Slidegen, tmp_path: Path) -> None:
    environment = {"_SLIDEGEN_COMPLETE": "bash_complete", "COMP_WORDS": "slidegen s", "COMP_CWORD": "1"}
    done = slidegen(cwd=tmp_path, env=environment)
    assert done.stdout.split() == ["plain,serve", "plain,scripts", "plain,stats", "plain,schema"]


def test_starting_imports_only_what_every_verb_needs() -> None:
    code = "import sys, slidegen.cli; print(*sorted(sys.modules))"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {
        "jinja2",
        "markdown_it",
        "pygments",
        "rich",
        "starlette",
        "uvicorn",
        "watchdog",
        "yaml",
        "asyncio",
    }
    assert not heavy & set(modules.stdout.split())


# ---- the error boundary
@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (UsageError("No such deck", hint="Look"), ExitCode.USAGE, "slidegen: No such deck\n  Look\n"),
        (MachineError("The disk is full"), ExitCode.FINDINGS, "slidegen: The disk is full\n"),
        (
            PermissionError(13, "Permission denied", "dist/a"),
            ExitCode.FINDINGS,
            "dist/a: Permission denied\n  check the permissions\n",
        ),
        (KeyboardInterrupt(), ExitCode.INTERRUPTED, ""),
        (ZeroDivisionError("why"), ExitCode.BUG, "ZeroDivisionError: why\n"),
    ],
)
def test_what_a_verb_raises(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    code: ExitCode,
    message: str,
) -> None:
    @click.command()
    def failing() -> None:
        raise error

    monkeypatch.setattr(cli, "_load", lambda _: failing)
    assert cli.run(["build"]) == code
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.endswith(message)


def test_the_log_of_a_bug_is_ready_to_paste(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    @click.command()
    @click.argument("words", nargs=-1)
    def failing(words: tuple[str, ...]) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "_load", lambda _: failing)
    assert cli.run(["build", "a b"]) == ExitCode.BUG
    log = capsys.readouterr().err
    assert f"slidegen {__version__}, Python 3." in log
    assert "slidegen build 'a b'" in log


def test_a_reader_that_leaves_is_no_error() -> None:
    talker = (
        "import click, slidegen.cli as cli\n"
        "talk = click.command()(lambda: [click.echo('x' * 1000) for _ in range(1000)])\n"
        "cli._load = lambda _: talk\n"
        "cli.main(['build'])\n"
    )
    command = f'{sys.executable} -c "$CODE" | true; echo ${{PIPESTATUS[0]}}'
    done = subprocess.run(
        ["bash", "-c", command],
        env={"CODE": talker, "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.stderr) == ("0\n", "")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_without_streams_a_verb_does_its_work(tmp_path: Path, closed: str) -> None:
    (tmp_path / "talk.md").write_text("# A\n\n.lab[\n```bash\necho one\n```\n]\n", encoding="utf-8")
    for words in ("build talk.md", "lint talk.md", "run talk.md --yes"):
        command = f"exec {sys.executable} -m slidegen {words} {closed}"
        done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "dist" / "talk.html").exists()


def test_what_a_verb_returns_is_the_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def finding() -> ExitCode:
        return ExitCode.FINDINGS

    monkeypatch.setattr(cli, "_load", lambda _: finding)
    assert cli.run(["lint"]) == ExitCode.FINDINGS
