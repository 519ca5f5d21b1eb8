"""In how many ways a pattern may divide one text, told from the pattern alone. Not a test itself.

A backtracking engine that fails tries every way. A pattern is an automaton; it has exponentially many ways
where one of its states comes back to itself by two paths over the same text, and a power of them where a
loop leads into another one that reads the same (A. Weber, H. Seidl, "On the degree of ambiguity of finite
automata", 1991). What stands behind a way that always succeeds is never tried again, and so does not count.

What it does not follow is taken for possible: look-arounds and back references hold everywhere, so that
what it refuses may be harmless; what is bounded is read as up to three times, so that a bounded excess is
not seen.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

#: Characters that stand for all of their kind; those that a pattern names come beside them.
KINDS = "aZ0_ \t\n-.é,"
END = ""  #: what is read where a pattern asks for an end: only once, and nothing is behind it
MOST_COPIES = 3

Chars = frozenset[str]


@dataclass
class Automaton:
    """States with what they read and where that leads, and steps that read nothing."""

    steps: dict[int, list[tuple[Chars, int]]] = field(default_factory=dict)
    free: dict[int, list[int]] = field(default_factory=dict)
    rounds: set[tuple[int, int]] = field(default_factory=set)  #: free steps that end a round of a loop
    inner: list[Any] = field(default_factory=list)  #: the patterns of look-arounds, asked by themselves
    decided: set[int] = field(default_factory=set)  #: states whose way is not tried again

    def state(self) -> int:
        number = len(self.steps)
        self.steps[number], self.free[number] = [], []
        return number


class Builder:
    """A parsed pattern as an automaton over the characters that stand for all."""

    def __init__(self, text: str, flags: int) -> None:
        parsed = parser.parse(text, flags)
        self.flags = parsed.state.flags
        self.alphabet = frozenset(KINDS) | frozenset(_named(parsed))
        self.made = Automaton()
        self.is_decided = False
        self.short: dict[int, Any] = {}  #: groups of a character or of none, by number
        self.start = self.made.state()
        self.accept = self.sequence(parsed, self.start)

    def sequence(self, nodes: Iterable[Any], at: int) -> int:
        for operator, argument in nodes:
            at = self.node(operator, argument, at)
        return at

    def node(self, operator: Any, argument: Any, at: int) -> int:  # noqa: C901 - a case an operator
        match operator:
            case c.LITERAL | c.NOT_LITERAL | c.ANY | c.IN | c.CATEGORY | c.RANGE:
                return self.read(self.chars(operator, argument), at)
            case c.SUBPATTERN:
                if argument[3].getwidth()[1] == 1:
                    self.short[argument[0]] = argument[3]
                return self.sequence(argument[3], at)
            case c.ATOMIC_GROUP:
                return self.decided(lambda: self.sequence(argument, at))
            case c.BRANCH:
                end = self.made.state()
                for branch in argument[1]:
                    self.made.free[self.sequence(branch, at)].append(end)
                return end
            case c.MAX_REPEAT | c.MIN_REPEAT:
                least, most, body = argument
                return self.repeat(least, most, body, at)
            case c.POSSESSIVE_REPEAT:
                least, most, body = argument
                return self.decided(lambda: self.repeat(least, most, body, at))
            case c.ASSERT | c.ASSERT_NOT:
                self.made.inner.append(argument[1])
                return at
            case c.AT if argument in (c.AT_END, c.AT_END_STRING):
                return self.read(frozenset({END} | ({"\n"} if self.flags & re.MULTILINE else set())), at)
            case c.GROUPREF if argument in self.short:
                return self.sequence(self.short[argument], at)
            case c.GROUPREF:
                return self.repeat(0, c.MAXREPEAT, [(c.ANY, None)], at)
            case c.GROUPREF_EXISTS:
                return self.node(c.BRANCH, (None, [argument[1], argument[2] or []]), at)
        return at  # a beginning, the edge of a word

    def decided(self, make: Any) -> int:
        before, self.is_decided = self.is_decided, True
        end: int = make()
        self.is_decided = before
        return end

    def read(self, chars: Chars, at: int) -> int:
        end = self.made.state()
        self.made.steps[at].append((chars, end))
        if self.is_decided:
            self.made.decided.add(end)
        return end

    def repeat(self, least: int, most: int, body: Any, at: int) -> int:
        for _ in range(min(least, MOST_COPIES)):
            at = self.sequence(body, at)
        if most is not c.MAXREPEAT:
            end = self.made.state()
            for _ in range(min(most, MOST_COPIES) - min(least, MOST_COPIES)):
                self.made.free[at].append(end)
                at = self.sequence(body, at)
            self.made.free[at].append(end)
            return end
        loop, end = self.made.state(), self.made.state()
        self.made.free[at].append(loop)
        self.made.free[loop].append(end)
        last = self.sequence(body, loop)
        self.made.free[last].append(loop)
        self.made.rounds.add((last, loop))
        return end

    def chars(self, operator: Any, argument: Any) -> Chars:
        return frozenset(char for char in self.alphabet if self.holds(operator, argument, char))

    def holds(self, operator: Any, argument: Any, char: str) -> bool:
        match operator:
            case c.ANY:
                return bool(self.flags & re.DOTALL) or char != "\n"
            case c.LITERAL:
                return self.same(chr(argument), char)
            case c.NOT_LITERAL:
                return not self.same(chr(argument), char)
            case c.RANGE:
                low, high = argument
                return any(low <= ord(each) <= high for each in self.cases(char))
            case c.CATEGORY:
                return _in_category(argument, char)
        is_not = bool(argument) and argument[0][0] is c.NEGATE
        return any(self.holds(kind, one, char) for kind, one in argument[is_not:]) != is_not

    def same(self, one: str, other: str) -> bool:
        return one in self.cases(other)

    def cases(self, char: str) -> set[str]:
        return {char, char.lower(), char.upper()} if self.flags & re.IGNORECASE else {char}


def _named(nodes: Any) -> Iterator[str]:
    """The characters that a pattern names, and those at the edges of its ranges."""
    if isinstance(nodes, tuple) and nodes and nodes[0] in (c.LITERAL, c.NOT_LITERAL):
        yield chr(nodes[1])
    elif isinstance(nodes, tuple) and nodes and nodes[0] is c.RANGE:
        yield from (chr(nodes[1][0]), chr(nodes[1][1]))
    elif isinstance(nodes, tuple | list | parser.SubPattern):
        for each in nodes:
            yield from _named(each)


def _in_category(category: Any, char: str) -> bool:
    name = str(category).removeprefix("CATEGORY_")
    answer = {
        "DIGIT": char.isdigit(),
        "SPACE": char.isspace(),
        "WORD": char.isalnum() or char == "_",
    }[name.removeprefix("NOT_")]
    return answer != name.startswith("NOT_")


# ---- the ways through it
Moves = dict[int, list[tuple[str, int]]]


def _moves(made: Automaton) -> tuple[Moves, dict[int, set[int]]]:
    """What each state reads next, steps that read nothing taken; and what it comes to without reading."""
    near = {state: _reached({state}, made.free) for state in made.steps}
    found: Moves = {
        state: [
            (char, target)
            for each in _walks(made, state, ())
            for chars, target in made.steps[each]
            for char in chars
        ]
        for state in made.steps
    }
    return found, near


def _walks(made: Automaton, state: int, before: tuple[int, ...]) -> Iterator[int]:
    """The states to which free steps lead, each as often as there are ways; no empty round is made."""
    yield state
    for target in made.free[state]:
        is_empty = (state, target) in made.rounds and target in before
        if not is_empty and before.count(target) < 2:
            yield from _walks(made, target, (*before, state))


def _reached(states: set[int], free: dict[int, list[int]]) -> set[int]:
    found, left = set(states), list(states)
    while left:
        new = set(free[left.pop()]) - found
        found |= new
        left += new
    return found


def _after(by_place: Sequence[Moves], starts: Iterable[tuple[int, ...]]) -> set[tuple[int, ...]]:
    """The tuples of states to which one text leads from these, each of them by the moves of its place."""
    found, left = set[tuple[int, ...]](), list(starts)
    while left:
        targets = [_by_char(moves.get(state, ())) for moves, state in zip(by_place, left.pop(), strict=True)]
        for char in set.intersection(*(set(each) for each in targets)):
            new = set(product(*(each[char] for each in targets))) - found
            found |= new
            left += new
    return found


def _by_char(moves: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for char, target in moves:
        found.setdefault(char, set()).add(target)
    return found


def degree(text: str, flags: int = 0) -> str:
    """`exponential`, `polynomial`, or nothing where the ways do not grow, or grow by one loop at most."""
    built = Builder(text, flags)
    verdicts = [_degree(built), *(_inner(part, built.flags) for part in built.made.inner)]
    return next((each for each in ("exponential", "polynomial") if each in verdicts), "")


def _inner(part: Any, flags: int) -> str:
    built = Builder("", flags)
    built.alphabet = frozenset(KINDS) | frozenset(_named(part))
    built.accept = built.sequence(part, built.start)
    verdicts = [_degree(built), *(_inner(each, flags) for each in built.made.inner)]
    return next((each for each in ("exponential", "polynomial") if each in verdicts), "")


def _degree(built: Builder) -> str:
    moves, near = _moves(built.made)
    open_ended = {state for state in moves if built.accept not in near[state]} - built.made.decided
    behind = {state: _reached({target for _, target in moves[state]}, _targets(moves)) for state in moves}
    there = behind[built.start] | {built.start}
    rings = {
        state: {each: [m for m in moves[each] if state in behind[m[1]] | {m[1]}] for each in behind[state]}
        for state in open_ended & there
        if state in behind[state]
    }
    if any(_comes_back_twice(ring, state) for state, ring in rings.items()):
        return "exponential"
    pairs = ((one, two) for one in rings for two in rings if one != two and two in behind[one])
    return "polynomial" if any(_feeds(moves, rings, one, two) for one, two in pairs) else ""


def _targets(moves: Moves) -> dict[int, list[int]]:
    return {state: [target for _, target in each] for state, each in moves.items()}


def _comes_back_twice(ring: Moves, state: int) -> bool:
    """Whether two paths over one text lead from the state to itself: they part, and meet there again."""
    if any(len(set(moves)) < len(moves) for moves in ring.values()):
        return True
    parted = {pair for pair in _after((ring, ring), [(state, state)]) if pair[0] < pair[1]}
    return any((state, state) in _after((ring, ring), [pair]) for pair in parted)


def _feeds(moves: Moves, rings: Mapping[int, Moves], one: int, two: int) -> bool:
    """Whether one text leads from each of the two to itself, and from the first to the second."""
    return (one, two, two) in _after((rings[one], moves, rings[two]), [(one, one, two)])
