"""The programs that a deck calls and that are not here: missing, mistyped, or known to nobody.

Knows names of programs. Must not know what else a machine lacks, nor verdicts.
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.script.facts import Facts
from slidegen.source.program_path import program_path
from slidegen.source.suggest import did_you_mean, is_a_slip

NOT_FOUND = re.compile(r"(?:^|[\s:])([\w./+-]+): (?:command )?not found", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Excuse:
    """Why an outcome may say nothing about the deck."""

    why: str
    sure: bool  #: whether the probe confirms it; else it is a doubt


@cache
def known_programs() -> frozenset[str]:
    """Programs that workshops ask for: who names one did not mistype it."""
    text = files("slidegen.script").joinpath("known_programs.txt").read_text(encoding="utf-8")
    lines = (line for line in text.split("\n") if not line.startswith("#"))
    return frozenset(name for line in lines for name in line.split())


@dataclass(frozen=True, slots=True)
class Programs:
    """The first words of a deck's commands, and those that its manifest says it needs."""

    used: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()  #: `needs:` of the manifest

    def excuse(self, command: str, output: str, facts: Facts) -> Excuse | None:
        """For a program that is not here. One that nobody knows is in doubt: it may be mistyped."""
        for name in NOT_FOUND.findall(output):
            if not re.search("[A-Za-z]", name) or name not in command or self.meant(name):
                continue
            known = name in self.needed or name.rsplit("/", 1)[-1] in known_programs()
            if known and name in facts.missing:
                return Excuse(f"`{name}` is not installed here", True)
            return Excuse(f"`{name}` is not installed here{_HINT if not known else ''}", False)
        return None

    def slips(self, output: str) -> str:
        """What to say of the first program that was not found and is mistyped; `` when none is."""
        for name in NOT_FOUND.findall(output):
            if meant := self.meant(name):
                return f"`{name}` is not a command: did you mean `{meant}`?"
        return ""

    def meant(self, name: str) -> str:
        """The program that `name` was meant to be."""
        return "" if name in self.needed else mistyped(name, self.used)


_HINT = ", and nobody knows it: is it mistyped? `needs:` in the manifest names what must be there"


def mistyped(name: str, programs: Iterable[str]) -> str:
    """The program that `name` was meant to be: nearly the same, and here, or used elsewhere in the deck."""
    if name in known_programs() | COMMON | BUILTINS:
        return ""
    used = [each for each in programs if each != name and len(each) > 2]
    near = did_you_mean(name, used, cutoff=0.82)
    if near and (program_path(near) or near in known_programs()):
        return near
    return next((each for each in sorted(known_programs() | COMMON) if _is_mistyped(name, each)), "")


#: Programs that stand on any machine and that no list of what may be missing holds.
COMMON = frozenset(
    """awk bash cat chmod chown cp cut date df diff du echo env export find grep head hostname kill ln ls
    mkdir mktemp mv printf ps pwd rm rmdir sed seq sleep sort tail tee test touch tr uname uniq wc which
    xargs""".split()  # noqa: SIM905
)

#: The words of bash itself that look like a slip of a program's name.
BUILTINS = frozenset(("bind", "hash", "help", "read", "shift", "true"))


def _is_mistyped(name: str, meant: str) -> bool:
    """Whether a slip made `name` of `meant`; of a short one only letters that are swapped or doubled.

    `pip3` and `kubectl2` are programs of their own.
    """
    if len(name) < 3 or (name[-1].isdigit() and name[:-1] == meant) or not is_a_slip(name, meant):
        return False
    is_doubled = name[-1] == name[-2] and name[:-1] == meant
    return len(meant) > 3 or is_doubled or (len(name) == len(meant) and sorted(name) == sorted(meant))
