"""One run of a night: whether this machine can, and what became of it.

Knows `slidegen run` as a process, and what kubectl tells of a context. Must not know histories or pages.
A process of its own, so that a deck that brings a run down does not take the night along.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from slidegen.errors import ExitCode
from slidegen.lint.document import Document
from slidegen.lint.images import images_in
from slidegen.script.history import Broken, NightOutcome, NightRow
from slidegen.script.night import Cell
from slidegen.script.own_kubectl import own_kubectl
from slidegen.script.report.jsonl import NAME as RESULTS
from slidegen.script.report.jsonl import read_run
from slidegen.script.result import StepResult, Verdict
from slidegen.script.workplace import look_at_cluster
from slidegen.source.program_path import program_path

OUTCOMES: Mapping[int, NightOutcome] = {
    ExitCode.CLEAN: NightOutcome.GREEN,
    ExitCode.FINDINGS: NightOutcome.RED,
    ExitCode.SUSPECT: NightOutcome.SUSPECT,
    ExitCode.NOTHING_RUNNABLE: NightOutcome.NOTHING,
}


def why_not_here(cell: Cell, environ: Mapping[str, str]) -> str:
    """What this machine lacks for the cell; `` when it can be run."""
    if not cell.version:
        return ""
    with _kubeconfig(cell.context, environ) as config:
        if config is None:
            return f"there is no context {cell.context} here"
        server = look_at_cluster({**environ, "KUBECONFIG": str(config)}).server
    if not server:
        return f"the cluster of {cell.context} does not answer"
    if not server.startswith((f"v{cell.version}.", f"v{cell.version}-")):
        return f"the cluster of {cell.context} is {server}"
    return ""


def run_cell(cell: Cell, folder: Path, reports: Path, environ: Mapping[str, str], commit: str) -> NightRow:
    """Run the deck in `folder`, with its reports below `reports`."""
    started = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    where = reports / cell.file_name
    shutil.rmtree(where, ignore_errors=True)
    words = [sys.executable, "-m", "slidegen", "run", cell.deck, "--yes", "--report", str(where)]
    with _kubeconfig(cell.context, environ) as config:
        around = {**environ, "KUBECONFIG": str(config)} if config else dict(environ)
        words += ["--context", cell.context] if config else []
        done = subprocess.run(
            [*words, *cell.bed.options], cwd=folder, env=around, stdin=subprocess.DEVNULL, check=False
        )
        server = look_at_cluster(around).server if config else ""
    outcome = OUTCOMES.get(done.returncode, NightOutcome.STOPPED)
    row = NightRow(started, cell.deck, cell.bed.name, cell.version, outcome, server=server, commit=commit)
    return _with_results(row, where / RESULTS)


def _with_results(row: NightRow, results: Path) -> NightRow:
    try:
        run = read_run(results)
    except OSError:
        return row
    bad = [step for step in run.results if step.is_unexpected or step.verdict is Verdict.SUSPECT]
    broken = tuple(Broken(step.id, step.place, step.why) for step in bad)
    return replace(row, summary=run.summary, broken=broken, images=tuple(sorted(_images(bad))))


def _images(steps: Iterable[StepResult]) -> set[str]:
    """The images that the steps name, as they write them."""
    found = set()
    for step in steps:
        document = Document.from_text("step.md", f"```bash\n{step.text}\n```\n")
        found |= {use.shown(document.text) for use in images_in(document) if use.name}
    return found


@contextmanager
def _kubeconfig(context: str, environ: Mapping[str, str]) -> Iterator[Path | None]:
    """A configuration that knows this context alone; None where there is none such, or none is asked for."""
    kubectl = program_path("kubectl", environ) if context else ""
    if not kubectl:
        yield None
        return
    words = [
        kubectl,
        *own_kubectl()[1:],
        "config",
        "view",
        "--context",
        context,
        "--minify",
        "--flatten",
        "--raw",
    ]
    done = subprocess.run(words, env=dict(environ), capture_output=True, text=True, check=False)
    if done.returncode or not done.stdout.strip():
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="slidegen-night-") as folder:
        path = Path(folder) / "kubeconfig"
        path.touch(mode=0o600)
        path.write_text(done.stdout, encoding="utf-8")
        yield path
