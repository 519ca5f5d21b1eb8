"""Which rules apply: `select`, `extend-select`, `ignore`, `per-file-ignores`.

A rule goes by its code, by the front of it (`SG4` for all of SG4xx), or by its name; `ALL` is every rule.
Knows codes and names. Must not know what any rule does.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol

from slidegen import lazy_re as re
from slidegen.errors import UsageError
from slidegen.lazy_dataclass import dataclass
from slidegen.source.patterns import Patterns
from slidegen.source.suggest import did_you_mean

PREFIX = "SG"
_CODE = re.compile(rf"{PREFIX}\d*")


class Named(Protocol):
    """A rule, as far as it is called something."""

    @property
    def code(self) -> str: ...

    @property
    def name(self) -> str: ...


def matches(rule: Named, selector: str) -> bool:
    if selector == "ALL" or selector == rule.name:
        return True
    return selector.startswith(PREFIX) and rule.code.startswith(selector)


@dataclass(frozen=True, slots=True)
class Selection:
    """The rules that apply, and those that do not in some files."""

    codes: frozenset[str]
    per_file: tuple[tuple[Patterns, frozenset[str]], ...] = ()

    def applies(self, rule: Named, path: str) -> bool:
        return rule.code in self.codes and not self.ignored_in(rule.code, path)

    def ignored_in(self, code: str, path: str) -> bool:
        return any(code in codes and patterns.match(path) for patterns, codes in self.per_file)


def make_selection(
    rules: Sequence[Named],
    *,
    select: Iterable[str] = (),
    extend_select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    per_file_ignores: Iterable[tuple[str, tuple[str, ...]]] = (),
) -> Selection:
    """The selection, by default of all rules. Raises UsageError for a selector that no rule answers to."""
    chosen = codes_of(rules, select or ("ALL",), "select") | codes_of(rules, extend_select, "extend-select")
    left_out = codes_of(rules, ignore, "ignore")
    kept = codes_of(rules, (s for s in (*select, *extend_select) if s in {r.code for r in rules}), "select")
    per_file = tuple(
        (Patterns.of((pattern,)), codes_of(rules, selectors, "per-file-ignores"))
        for pattern, selectors in per_file_ignores
    )
    return Selection(chosen - (left_out - (kept - _exact(rules, ignore))), per_file)


def _exact(rules: Sequence[Named], selectors: Iterable[str]) -> frozenset[str]:
    """The rules that `selectors` call by their whole code or name."""
    wanted = set(selectors)
    return frozenset(rule.code for rule in rules if rule.code in wanted or rule.name in wanted)


def codes_of(rules: Sequence[Named], selectors: Iterable[str], option: str) -> frozenset[str]:
    codes: set[str] = set()
    for selector in selectors:
        found = [rule.code for rule in rules if matches(rule, selector)]
        if not found and selector != "ALL":
            raise UsageError(f"{option}: no rule is called {selector!r}", hint=_advice(rules, selector))
        codes.update(found)
    return frozenset(codes)


def _advice(rules: Sequence[Named], selector: str) -> str:
    if _CODE.fullmatch(selector):  # a number next to another means something else
        return "`slidegen rule` lists them"
    known = [name for rule in rules for name in (rule.code, rule.name)]
    guess = did_you_mean(selector, known)
    return f"did you mean {guess}?" if guess else "`slidegen rule` lists them"
