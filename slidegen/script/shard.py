"""Sharing a run among machines: sections are independent, so each goes to one shard, whole.

Knows durations and sections. Must not know CI engines.
"""

from collections.abc import Iterable, Mapping, Sequence

from slidegen import lazy_re as re
from slidegen.errors import UsageError
from slidegen.lazy_dataclass import dataclass
from slidegen.script.model import Kind, ScriptSection
from slidegen.script.result import StepResult

#: What a step takes that was never measured, in seconds.
GUESSES = {Kind.BLOCKING: 5.0, Kind.SCRIPTED: 8.0, Kind.PLAIN: 1.5, Kind.TRANSCRIPT: 1.5, Kind.XFAIL: 1.5}
START = 0.5  #: what fresh shells and a restored kubeconfig take


@dataclass(frozen=True, slots=True)
class Shard:
    """`2/5`: the second of five."""

    number: int
    count: int

    @classmethod
    def parse(cls, text: str) -> "Shard":
        match = re.fullmatch(r"(\d+)/(\d+)", text)
        if not match or not 1 <= int(match[1]) <= int(match[2]):
            raise UsageError(f"`{text}` is no shard", hint="write `--shard 2/5` for the second of five")
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"


def durations(results: Iterable[StepResult]) -> dict[str, float]:
    """Measured seconds by step id."""
    return {result.id: result.seconds for result in results}


def cost(section: ScriptSection, measured: Mapping[str, float]) -> float:
    return START + sum(measured.get(step.id, GUESSES.get(step.kind, 0.1)) for step in section.steps)


def share(
    sections: Sequence[ScriptSection], shard: Shard, measured: Mapping[str, float]
) -> tuple[ScriptSection, ...]:
    """The sections of one shard, in the order of the deck.

    The longest section goes to the shard that has least so far (LPT: never more than 4/3 of the best).
    """
    loads = [0.0] * shard.count
    chosen: list[list[int]] = [[] for _ in loads]
    costs = [cost(section, measured) if section.steps else 0.0 for section in sections]
    for index in sorted(range(len(sections)), key=lambda i: (-costs[i], i)):
        least = loads.index(min(loads))
        loads[least] += costs[index]
        chosen[least].append(index)
    return tuple(sections[index] for index in sorted(chosen[shard.number - 1]))
