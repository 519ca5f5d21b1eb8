"""A GitLab code quality report.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

import json
from collections import Counter

from slidegen.finding import Finding, Severity
from slidegen.lint.report.contents import Result, fingerprint

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(result: Result) -> str:
    seen: Counter[str] = Counter()
    return json.dumps([_issue(result, finding, seen) for finding in result.findings], indent=2)


def _issue(result: Result, finding: Finding, seen: Counter[str]) -> dict[str, object]:
    name = result.name(finding.path)
    return {
        "description": f"{finding.rule.code} {finding.message}",
        "check_name": finding.rule.name,
        "fingerprint": fingerprint(result, finding, seen),
        "severity": SEVERITIES[finding.rule.severity],
        "location": {"path": name, "lines": {"begin": finding.start.line, "end": finding.end.line}},
    }
