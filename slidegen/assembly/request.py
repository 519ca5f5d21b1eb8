"""What one build is asked for. Must not know how it is done."""

from pathlib import Path

from slidegen.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to build, and how."""

    out: Path
    paths: tuple[Path, ...] = ()  #: manifests, Markdown files or folders; none means the whole project
    theme: str | None = None
    standalone: bool = False
    fresh: bool = False  #: whether to make again what has not changed
    jobs: int = 1  #: how many processes share the work; 0: as many as the machine is worth
    run_report: Path | None = None
    record_ids: bool = False  #: whether to write down the slides' ids beside each manifest
