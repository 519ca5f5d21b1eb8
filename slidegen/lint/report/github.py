"""Annotations of GitHub Actions: workflow commands, one line a finding.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions#setting-an-error-message
"""

from slidegen.finding import Finding, Severity
from slidegen.lint.report.contents import Result
from slidegen.source.printable import printable

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(result: Result) -> str:
    return "\n".join(_command(result, finding) for finding in result.findings)


def _command(result: Result, finding: Finding) -> str:
    rule = finding.rule
    properties = {
        "title": f"{rule.code} {rule.name}",
        "file": result.name(finding.path),
        "line": str(finding.start.line),
        "col": str(finding.start.column),
        "endLine": str(finding.end.line),
    }
    if finding.end.line == finding.start.line:  # elsewhere GitHub refuses the columns
        properties["endColumn"] = str(finding.end.column)
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    message = f"{finding.message}: {finding.help}" if finding.help else finding.message
    return f"::{LEVELS[rule.severity]} {written}::{_data(message)}"


def _data(text: str) -> str:
    return printable(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
