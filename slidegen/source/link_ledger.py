"""The ledger of links: what each address answered, and on which day, in a file kept with the workshop.

Knows its form. Must not know how an address is asked.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path

from slidegen.cache import write_atomically
from slidegen.errors import UsageError
from slidegen.json_values import parsed
from slidegen.lazy_dataclass import dataclass

NAME = "links.json"
VERSION = 1


@dataclass(frozen=True, slots=True)
class LinkAnswer:
    """What an address said when it was last asked."""

    day: str  #: `2026-11-25`
    status: int  #: HTTP's; 0 when nobody answered
    final: str  #: where it led in the end; the address itself when nowhere else
    problem: str  #: `` when it is fine

    @property
    def is_dead(self) -> bool:
        return bool(self.problem)

    def is_fresh(self, today: date, days: int) -> bool:
        return (today - date.fromisoformat(self.day)).days < days


def read_ledger(path: Path) -> dict[str, LinkAnswer]:
    """What is known; nothing when there is no ledger yet. Raises UsageError for a file that is none."""
    if not path.is_file():
        return {}
    try:
        content = parsed(path.read_text(encoding="utf-8"))
        if content["version"] != VERSION:
            raise ValueError(content["version"])
        return {address: _answer(each) for address, each in content["links"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise UsageError(
            f"{path} is no ledger of links", hint="name another with --ledger, or delete it"
        ) from error


def _answer(each: Mapping[str, str | int]) -> LinkAnswer:
    answer = LinkAnswer(str(each["day"]), int(each["status"]), str(each["final"]), str(each["problem"]))
    date.fromisoformat(answer.day)
    return answer


def write_ledger(path: Path, answers: Mapping[str, LinkAnswer]) -> None:
    links = {address: asdict(answers[address]) for address in sorted(answers)}
    text = json.dumps({"version": VERSION, "links": links}, indent=1, ensure_ascii=False)
    write_atomically(path, f"{text}\n".encode())
