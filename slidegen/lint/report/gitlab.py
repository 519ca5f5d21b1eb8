"""A GitLab code quality report.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
A fingerprint must not change when lines move: it is made of path, code, and the text of the line.
"""

import json
from collections import Counter
from hashlib import sha256

from slidegen.finding import Finding, Severity
from slidegen.lint.report.contents import Result

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(result: Result) -> str:
    seen: Counter[str] = Counter()
    return json.dumps([_issue(result, finding, seen) for finding in result.findings], indent=2)


def _issue(result: Result, finding: Finding, seen: Counter[str]) -> dict[str, object]:
    name = result.name(finding.path)
    return {
        "description": f"{finding.rule.code} {finding.message}",
        "check_name": finding.rule.name,
        "fingerprint": _fingerprint(name, finding, result.line(finding), seen),
        "severity": SEVERITIES[finding.rule.severity],
        "location": {"path": name, "lines": {"begin": finding.start.line, "end": finding.end.line}},
    }


def _fingerprint(name: str, finding: Finding, line: str, seen: Counter[str]) -> str:
    """The same line may hold the same finding twice: they are counted."""
    base = "\0".join((name, finding.rule.code, line.strip()))
    seen[base] += 1
    return sha256(f"{base}\0{seen[base]}".encode("utf-8", "replace")).hexdigest()
