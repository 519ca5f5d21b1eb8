"""The baseline file of `slidegen lint`: findings that are known, and not to be said again.

Knows where the file is. Must not know how findings are recognised (`slidegen.lint.baseline` does).
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from slidegen.commands.reports import write_ordered
from slidegen.errors import UsageError
from slidegen.finding import Finding
from slidegen.lazy_module import lazy_module
from slidegen.source.file import SourceFile
from slidegen.source.workspace import Workspace, repository_of

if TYPE_CHECKING:
    from slidegen.lint import baseline
else:  # most projects have none
    baseline = lazy_module("slidegen.lint.baseline")

BASELINE = "slidegen-baseline.json"

Findings = tuple[Finding, ...]
Sources = Mapping[str, SourceFile]


def save_known(path: Path, findings: Findings, sources: Sources) -> Path:
    """Make `findings` known, and say where."""
    write_ordered(path, baseline.write_baseline(findings, sources))
    return path


def without_known(
    path: Path, findings: Findings, sources: Sources, exists: Callable[[str], bool], folder: str = ""
) -> tuple[Findings, int]:
    """Those of `findings` that the baseline at `path` does not know, and how many it knows in vain.

    With a `folder` the baseline was written above it, and names its files from there.
    Raises UsageError when it is no baseline.
    """
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", hint="make it with --write-baseline") from error
    known = baseline.read_baseline(text, str(path))
    return (known.seen_from(folder) if folder else known).split(findings, sources, exists)


def baseline_above(workspace: Workspace) -> Path | None:
    """The baseline that `--write-baseline` wrote here, or further up in the repository."""
    root, top = workspace.root, repository_of(workspace.root)
    above = [folder for folder in root.parents if top and folder.is_relative_to(top)]
    return next((folder / BASELINE for folder in (root, *above) if (folder / BASELINE).is_file()), None)
