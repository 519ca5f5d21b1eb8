"""Reviewdog Diagnostic Format, as one JSON object.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
Its columns count bytes of UTF-8, and each of its suggestions stands by itself, so that only a fix of a
single edit can be one.
"""

from slidegen.finding import Finding, Severity
from slidegen.lint.report.contents import Result
from slidegen.location import Position, Span
from slidegen.source.printable import printable_json

SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def render(result: Result) -> str:
    document = {
        "source": {"name": "slidegen"},
        "severity": "WARNING",
        "diagnostics": [_diagnostic(result, finding) for finding in result.findings],
    }
    return printable_json(document, indent=2)


def _diagnostic(result: Result, finding: Finding) -> dict[str, object]:
    shown: dict[str, object] = {
        "message": f"{finding.message}: {finding.help}" if finding.help else finding.message,
        "location": {"path": result.name(finding.path), "range": _range(result, finding.span)},
        "severity": SEVERITIES[finding.rule.severity],
        "code": {"value": finding.rule.code},
    }
    if finding.fix and len(finding.fix.edits) == 1 and finding.fix.edits[0].span.path == finding.path:
        edit = finding.fix.edits[0]
        shown["suggestions"] = [{"range": _range(result, edit.span), "text": edit.replacement}]
    return shown


def _range(result: Result, span: Span) -> dict[str, object]:
    start, end = result.positions(span)
    return {"start": _position(result, span, start), "end": _position(result, span, end)}


def _position(result: Result, span: Span, position: Position) -> dict[str, int]:
    source = result.sources.get(span.path)
    before = source.line(position.line)[: position.column - 1] if source else ""
    return {"line": position.line, "column": len(before.encode("utf-8", "replace")) + 1}
