"""The results of a run that an option or a verb names. No verb itself.

Knows that they must be there and be some. Must not know what is made of them.
"""

from pathlib import Path

from slidegen.commands.here import require_there
from slidegen.errors import UsageError


def require_results(path: Path, *, some: bool = True) -> None:
    """Raises UsageError when a file holds no results of a run; a shard may have had none to find."""
    from slidegen.script.report.jsonl import read_run  # few builds show verdicts, and reports load Jinja

    file = path / "results.jsonl" if path.is_dir() else path
    require_there((file,), "name the results.jsonl of a `slidegen run`")
    found = read_run(file)
    if not (found.results or (found.info.deck and not some)):
        raise UsageError(
            f"{file} holds no results of a run", hint="name the results.jsonl of a `slidegen run`"
        )
