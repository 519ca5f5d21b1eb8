"""Names that a step wants to give, and that something had before the run began.

Knows what programs say of a name that is taken. Must not know verdicts.
"""

from collections.abc import Collection, Sequence

from slidegen import lazy_re as re
from slidegen.script.makes import made_by
from slidegen.script.result import StepResult

#: A name that is taken, and before it of what kind, where the API server says so: `services "web"`.
_TAKEN = re.compile(
    r"(?:\b([a-z]+)(?:\.[\w.]+)? )?\"([^\"]+)\" already exists"
    r"|container name \"/?([^\"]+)\" is already in use"
    r"|network with name (\S+) already exists",
    re.I,
)
_RUNS_A_POD = re.compile(r"\bkubectl\s+run\b")


def was_there(command: str, output: str, before: Sequence[StepResult], taken: Collection[str]) -> str:
    """The name that `command` could not give, as it was `taken` before the run; `` if that is not why."""
    for match in _TAKEN.finditer(output):
        name = next(filter(None, match.groups()[1:]), "")
        if name in taken and not _is_made(name, match[1] or "", command, before):
            return name
    return ""


def _is_made(name: str, kind: str, command: str, before: Sequence[StepResult]) -> bool:
    """Whether another step has made it: `kubectl run web` makes a pod, and no deployment `web`."""
    return any(
        any(thing.name == name for thing in made_by(result.text))
        for result in before
        if result.text != command and (kind in {"", "pods"} or not _RUNS_A_POD.search(result.text))
    )
