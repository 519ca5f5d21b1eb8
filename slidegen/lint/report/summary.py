"""Findings in a line, and as counts by rule.

Knows findings. Must not know which report they stand in, nor where this is printed.
"""

from collections import Counter

from slidegen.finding import Applicability, Finding, Severity
from slidegen.lint.report.contents import counted

NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
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
    return f"{mended}{counted(len(findings), 'finding')} ({shares}) in {counted(files, 'file')}{offer}"


def statistics(findings: tuple[Finding, ...]) -> str:
    """How often each rule found something, most often first."""
    counts = Counter(f"{finding.rule.code} {finding.rule.name}" for finding in findings)
    fixable = Counter(f"{finding.rule.code} {finding.rule.name}" for finding in findings if finding.fix)
    rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    marks = {rule: f" ({fixable[rule]} fixable)" if fixable[rule] else "" for rule in counts}
    return "\n".join(f"{count:6} {rule}{marks[rule]}" for rule, count in rows)
