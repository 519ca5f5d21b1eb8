"""Places: what `kubectl exec -it`, `ssh`, `su` or `docker run -it` opens, and which steps stand in it.

What is meant for a container must never run on the machine of who tries the deck. So each step between the
one that opens a place and the one that leaves it knows where it stands; it runs there, or not at all.

Knows steps. Must not know how a place is entered.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from slidegen.script.classify import nature_of, programs_of
from slidegen.script.kinds import AT_ROOTS_PROMPT, at_its_place
from slidegen.script.model import Kind, Step
from slidegen.text.typed.openers import leaves_a_place, opens_a_place


def placed(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps of one section, each knowing the place in which it stands."""
    found: list[Step] = []
    open_places: list[Step] = []
    for number, step in enumerate(steps):
        open_places = [each for each in open_places if _lasts(each, step, steps[number:], found)]
        if open_places and _is_beside(step, open_places[-1], steps):
            step = replace(step, beside=open_places[-1].id)
        elif open_places:
            step = _standing(step, open_places[-1])
        if opens := opens_place(step):
            step = replace(step, opens=opens)
            if not _is_left_again(step.text):
                open_places.append(step)
        elif open_places and not step.beside and leaves(step):
            open_places.pop()
        found.append(step)
    return tuple(found)


def opens_place(step: Step) -> str:
    """The command of `step` that opens a place and does not leave it again."""
    if step.kind in {Kind.SAVE, Kind.OPEN, Kind.UNKNOWN, Kind.EXCLUDED, Kind.CAPTURE}:
        return ""
    command = nature_of(step.text).place
    typed = "\n".join(act.data for act in step.acts if act.verb in {"key", "keys"})
    return "" if leaves_a_place(typed) else command


def _is_left_again(text: str) -> bool:
    """Whether a transcript shows the whole visit: `python3`, something in it, `exit()`."""
    deep = opened = 0
    for line in text.split("\n"):
        if opens_a_place(line):
            deep, opened = deep + 1, opened + 1
        elif deep and leaves_a_place(line):
            deep -= 1
    return bool(opened) and not deep


def leaves(step: Step) -> bool:
    typed = "\n".join(act.data for act in step.acts if act.verb in {"key", "keys"})
    return leaves_a_place(step.text) or leaves_a_place(typed)


def _lasts(opener: Step, step: Step, rest: Sequence[Step], before: Sequence[Step]) -> bool:
    """For the rest of its slide; further, where a later step leaves it, or shows the prompt that is there.

    Further, too, for clients of the server that a step in it has asked: here they would ask another one.
    """
    if opener.slide == step.slide or _asks_as(step, (s for s in before if s.inside == opener.id)):
        return True
    for each in rest:
        if leaves(each) or each.prompted in _ELSEWHERE:
            return True
        if opens_place(each):
            return False
    return False


#: Programs that speak to one server each, by server.
_CLIENTS = (
    frozenset({"psql", "pgbench", "pg_dump", "pg_dumpall", "pg_restore", "pg_isready", "vacuumdb"})
    | {"createdb", "dropdb", "createuser", "dropuser"},
    frozenset({"mysql", "mysqladmin", "mysqldump", "mysqlshow", "mariadb", "mariadb-admin", "mariadb-dump"}),
    frozenset({"redis-cli", "redis-benchmark", "valkey-cli"}),
    frozenset({"mongo", "mongosh", "mongodump", "mongorestore", "mongoimport", "mongoexport"}),
    frozenset({"cqlsh", "nodetool"}),
    frozenset({"rabbitmqctl", "rabbitmqadmin", "rabbitmq-diagnostics"}),
)


def _asks_as(step: Step, inside: Iterable[Step]) -> bool:
    """Whether `step` calls a client of a server that one of `inside` calls a client of."""
    called = set(programs_of(step.text))
    family = next((clients for clients in _CLIENTS if called & clients), None)
    return family is not None and any(family & set(programs_of(each.text)) for each in inside)


#: Prompts of a place, not of who reads the slide.
_ELSEWHERE = frozenset({"root", "pod"})


def _is_beside(step: Step, opener: Step, steps: Sequence[Step]) -> bool:
    """Whether a step is typed in another terminal while the place stays open: by its prompt.

    That tells only where those in the place have another one, in what opens it or behind.
    """
    if step.prompted != "here":
        return False
    behind = steps[steps.index(opener) + 1 :] if opener in steps else steps
    return opener.left_at in _ELSEWHERE or any(each.prompted in _ELSEWHERE for each in behind)


def _standing(step: Step, opener: Step) -> Step:
    """`step` in that place; a root's prompt is where it ought to be."""
    step = replace(step, inside=opener.id)
    if step.why == AT_ROOTS_PROMPT:
        return at_its_place(step)
    return step
