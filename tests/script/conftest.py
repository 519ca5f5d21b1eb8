"""Decks that are run for real, and a Kubernetes API server that is always taken down."""

import os
import socket
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import Slidegen, need

from slidegen.script.report.jsonl import read_run
from slidegen.script.result import Run, StepResult


@dataclass(frozen=True)
class Ran:
    """A run that has ended: its exit code, what it said, and what it found."""

    code: int
    stdout: str
    stderr: str
    run: Run
    reports: Path

    @property
    def verdicts(self) -> list[str]:
        return [str(result.verdict) for result in self.run.results]

    def result(self, text: str) -> StepResult:
        """The result of the one step whose text holds `text`."""
        found = [result for result in self.run.results if text in result.text]
        assert len(found) == 1, [result.text for result in self.run.results]
        return found[0]


RunDeck = Callable[..., Ran]


@pytest.fixture
def run_deck(tmp_path: Path, slidegen: Slidegen) -> RunDeck:
    """`run_deck(markdown, "--set", "A=b")`: a project of one deck, run as a process."""

    def run(markdown: str, *options: str, env: dict[str, str] | None = None, timeout: float = 90) -> Ran:
        (tmp_path / "deck.md").write_text(markdown, encoding="utf-8")
        words = ["run", "deck.md", "--yes", "--timeout-scale", "0.1", *options]
        done = slidegen(*words, cwd=tmp_path, env={"KUBECONFIG": "/dev/null", **(env or {})}, timeout=timeout)
        reports = tmp_path / ".slidegen" / "run" / "deck"
        journal = reports / "results.jsonl"
        found = read_run(journal) if journal.exists() else None
        assert found is not None, done.stderr
        return Ran(done.returncode, done.stdout, done.stderr, found, reports)

    return run


@pytest.fixture(params=["bash", "pty"])
def driver(request: pytest.FixtureRequest) -> str:
    """Both drivers in turn."""
    if request.param == "pty":
        pytest.importorskip("pyte", reason="the extra run is not installed")
    return str(request.param)


# ---- Kubernetes
def free_ports(count: int) -> int:
    """The first of `count` ports in a row that nobody has."""
    for first in range(26443, 30000, 10):
        try:
            for port in range(first, first + count):
                with socket.create_server(("127.0.0.1", port)):
                    pass
        except OSError:
            continue
        return first
    raise AssertionError("no free ports")


@pytest.fixture(scope="session")
def kubeconfig(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The kubeconfig of a real API server; KUBECONFIG_E2E names another one."""
    if given := os.environ.get("KUBECONFIG_E2E"):
        yield Path(given)
        return
    program = shared / "kubernetes" / "control-plane"
    for name in ("etcd", "kubectl", "openssl", "jq", "curl"):
        need(name)
    if not program.exists():
        pytest.skip("no control plane beside the checkout (../shared/kubernetes), and no KUBECONFIG_E2E")
    folder = tmp_path_factory.mktemp("control-plane")
    env = {**os.environ, "API_PORT": str(free_ports(4)), "ETCD_PORT": str(free_ports(6) + 4)}
    try:
        subprocess.run([program, "up", folder], env=env, check=True, capture_output=True, timeout=180)
        yield folder / "kubeconfig"
    finally:
        subprocess.run([program, "down", folder], env=env, check=False, capture_output=True, timeout=30)
