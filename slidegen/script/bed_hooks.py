"""Running the hooks of a bed, and laying its files into a run's HOME.

Hooks are the caller's own commands: they run on this machine, with the caller's environment and the bed's
variables. Knows processes. Must not know steps, nor what a bed lacks.
"""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from slidegen.errors import MachineError, UsageError
from slidegen.script.bed import Bed
from slidegen.script.facts import Facts
from slidegen.script.laid_file import lay_file

MOST = 900  #: seconds that a hook may take


class Hooks:
    """The hooks of one run."""

    def __init__(self, bed: Bed, environment: Mapping[str, str]) -> None:
        self.bed, self.environment = bed, dict(environment)

    def before(self, moment: str, section: str = "") -> None:
        self._run("before", self.bed.before.get(moment, ""), section)

    def after(self, moment: str, section: str = "") -> None:
        self._run("after", self.bed.after.get(moment, ""), section)

    def _run(self, when: str, command: str, section: str) -> None:
        """Raises MachineError where it fails: what comes next would be judged on another bed."""
        if not command:
            return
        environment = {**self.environment, "SLIDEGEN_SECTION": section}
        try:
            done = subprocess.run(
                ["bash", "-c", command], env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                text=True, errors="replace", check=False, timeout=MOST,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise MachineError(f"bed {self.bed.name}: `{command}` did not end in {MOST} s") from error
        if done.returncode:
            told = (done.stderr or done.stdout).strip().split("\n")[-1]
            raise MachineError(
                f"bed {self.bed.name}: {when}, `{command}` ended with status {done.returncode}: {told}",
                hint="mend the bed's file, or make the bed by hand and use `--bed real`",
            )


def lay_files(bed: Bed, home: Path) -> None:
    """Copies of the bed's files where the exercises look for them."""
    for name, source in bed.files:
        path = bed.folder / source
        if not path.is_file():
            raise UsageError(f"bed {bed.name}: there is no file {path}")
        lay_file(home, name, path.read_bytes(), path.stat().st_mode & 0o777)


def require(bed: Bed, facts: Facts) -> None:
    """Raises UsageError where the bed lacks what it says it has."""
    if missing := [name for name in bed.needs if facts.has(name) is False]:
        raise UsageError(
            f"bed {bed.name}: the probe found no {', '.join(missing)}",
            hint="start it, or name another bed: `--bed real` takes what is here",
        )
