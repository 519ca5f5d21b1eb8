"""The report for programs. `version` changes when a field changes its meaning or goes, not when one comes.

Lines and columns are from 1, columns in code points; an end is where the text no longer belongs to it.
Several findings may have one fix: its edits stand at the first, and `same-as` of the others is the number of
that one in `findings`, from 0.
"""

from slidegen import __version__
from slidegen.finding import Finding
from slidegen.lint.report.contents import Result
from slidegen.location import Position
from slidegen.source.printable import printable_json

VERSION = 1


def render(result: Result) -> str:
    shared = result.shared_fixes()
    document = {
        "version": VERSION,
        "tool": {"name": "slidegen", "version": __version__},
        "kubernetes-version": result.target,
        "fixed": result.fixed,
        "findings": [
            _finding(result, finding, shared.get(number)) for number, finding in enumerate(result.findings)
        ],
    }
    return printable_json(document, indent=2)


def _finding(result: Result, finding: Finding, same: int | None) -> dict[str, object]:
    return {
        "code": finding.rule.code,
        "name": finding.rule.name,
        "severity": finding.rule.severity.value,
        "path": result.name(finding.path),
        "line": finding.start.line,
        "column": finding.start.column,
        "end": _position(finding.end),
        "message": finding.message,
        "help": finding.help,
        "fix": _fix(result, finding, same),
    }


def _fix(result: Result, finding: Finding, same: int | None) -> dict[str, object] | None:
    if finding.fix is None:
        return None
    known = {"title": finding.fix.title, "applicability": finding.fix.applicability.value}
    if same is not None:
        return {**known, "edits": [], "same-as": same}
    edits = [
        {
            "path": name,
            "line": start.line,
            "column": start.column,
            "end": _position(end),
            "replacement": edit.replacement,
        }
        for edit, name, start, end in result.edits(finding)
    ]
    return {**known, "edits": edits}


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}
