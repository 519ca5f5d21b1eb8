"""Findings in a line, and as counts by rule.

Knows findings. Must not know which report they stand in, nor where this is printed.
"""

import json
from collections import Counter

from slidegen.finding import Applicability, Finding, Rule, Severity
from slidegen.lazy_dataclass import dataclass
from slidegen.source.counted import counted

NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
#: From the worst on.
ORDER = tuple(NOUNS)
FLAGS = {Applicability.SAFE: "--fix", Applicability.UNSAFE: "--fix --unsafe-fixes"}


def summary(findings: tuple[Finding, ...], fixed: int, files: int) -> str:
    """How many of what severity in so many files, and which flag mends how many."""
    mended = f"{counted(fixed, 'finding')} mended; " if fixed else ""
    if not findings:
        return f"{mended}no findings in {counted(files, 'file')}"
    by_severity = Counter(finding.rule.severity for finding in findings)
    shares = ", ".join(counted(by_severity[s], noun) for s, noun in NOUNS.items() if by_severity[s])
    fixes = Counter(finding.fix.applicability for finding in findings if finding.fix)
    offers = [f"{fixes[a]} with {flag}" for a, flag in FLAGS.items() if fixes[a]]
    offer = f"; fixable: {', '.join(offers)}" if offers else ""
    worst = min(findings, key=lambda finding: ORDER.index(finding.rule.severity)).rule.code
    found = f"{counted(len(findings), 'finding')} ({shares}) in {counted(files, 'file')}"
    return f"{mended}{found}{offer}; explained by `slidegen rule {worst}`"


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often one rule found something."""

    rule: Rule
    count: int
    fixable: int


def counts_by_rule(findings: tuple[Finding, ...]) -> tuple[RuleCount, ...]:
    """Most often first; a rule that also gives notes is counted once, by its worst."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.rule.code, []).append(finding)
    counts = (
        RuleCount(
            min((f.rule for f in each), key=lambda rule: ORDER.index(rule.severity)),
            len(each),
            sum(finding.fix is not None for finding in each),
        )
        for each in found.values()
    )
    return tuple(sorted(counts, key=lambda count: (-count.count, count.rule.code)))


def statistics(findings: tuple[Finding, ...]) -> str:
    """A line a rule."""
    return "\n".join(
        f"{each.count:6} {each.rule.code} {each.rule.name} ({NOUNS[each.rule.severity]}"
        + (f", {each.fixable} fixable)" if each.fixable else ")")
        for each in counts_by_rule(findings)
    )


def statistics_json(findings: tuple[Finding, ...]) -> str:
    rows = [
        {
            "code": each.rule.code,
            "name": each.rule.name,
            "severity": each.rule.severity.value,
            "count": each.count,
            "fixable": each.fixable,
        }
        for each in counts_by_rule(findings)
    ]
    return json.dumps({"version": 1, "statistics": rows}, indent=2)


def at_least(findings: tuple[Finding, ...], severity: Severity) -> tuple[Finding, ...]:
    """Those that matter as much as `severity`, or more."""
    kept = ORDER[: ORDER.index(severity) + 1]
    return tuple(finding for finding in findings if finding.rule.severity in kept)
