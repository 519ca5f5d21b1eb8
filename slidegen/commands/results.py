"""The results of a run that an option or a verb names. No verb itself.

Knows that they must be there and be some. Must not know what is made of them.
"""

from pathlib import Path

from slidegen.commands.here import require_there
from slidegen.errors import UsageError


def require_results(path: Path) -> None:
    """Raises UsageError when a file holds no results of a run."""
    from slidegen.script.report.jsonl import read_results  # few builds show verdicts, and reports load Jinja

    file = path / "results.jsonl" if path.is_dir() else path
    require_there((file,), "name the results.jsonl of a `slidegen run`")
    if not read_results(file):
        raise UsageError(
            f"{file} holds no results of a run", hint="name the results.jsonl of a `slidegen run`"
        )
