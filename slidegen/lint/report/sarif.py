"""SARIF 2.1.0, which code scanning services read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; its columns count code points when
`columnKind` says so, and its files are URI references. A fix of several findings stands at the first; the
property `sameFixAs` of the others is the index of that result.
"""

from collections import Counter
from urllib.parse import quote

from slidegen import __version__
from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.report.contents import Result, fingerprint
from slidegen.location import Position
from slidegen.source.printable import printable_json

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(result: Result) -> str:
    rules = sorted({finding.rule for finding in result.findings}, key=lambda rule: rule.code)
    index = {rule: number for number, rule in enumerate(rules)}
    seen: Counter[str] = Counter()
    shared = result.shared_fixes()
    results = [
        _result(result, finding, index[finding.rule], seen) | _fixes(result, finding, shared.get(number))
        for number, finding in enumerate(result.findings)
    ]
    run = {
        "tool": {"driver": _driver(rules, result)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "where slidegen was called"}}},
        "results": results,
    }
    return printable_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _driver(rules: list[Rule], result: Result) -> dict[str, object]:
    return {
        "name": "slidegen",
        "version": __version__,
        "rules": [
            {
                "id": rule.code,
                "name": rule.name,
                "shortDescription": {"text": rule.summary},
                "help": _help(rule, result),
                "defaultConfiguration": {"level": LEVELS[rule.severity]},
            }
            for rule in rules
        ],
    }


def _help(rule: Rule, result: Result) -> dict[str, str]:
    text = {"text": f"{rule.summary}. `slidegen rule {rule.code}` says more."}
    return text | ({"markdown": result.page(rule)} if result.page else {})


def _result(result: Result, finding: Finding, rule_index: int, seen: Counter[str]) -> dict[str, object]:
    text = f"{finding.message}: {finding.help}" if finding.help else finding.message
    location = {
        "artifactLocation": _artifact(result.name(finding.path)),
        "region": _region(finding.start, finding.end),
    }
    return {
        "ruleId": finding.rule.code,
        "ruleIndex": rule_index,
        "level": LEVELS[finding.rule.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"slidegen/v1": fingerprint(result, finding, seen)},
    }


def _fixes(result: Result, finding: Finding, same: int | None) -> dict[str, object]:
    if finding.fix is None:
        return {}
    if same is not None:
        return {"properties": {"sameFixAs": same}}
    changes = _changes(result, finding)
    return {"fixes": [{"description": {"text": finding.fix.title}, "artifactChanges": changes}]}


def _changes(result: Result, finding: Finding) -> list[dict[str, object]]:
    """The edits of a fix, file by file."""
    files: dict[str, list[dict[str, object]]] = {}
    for edit, name, start, end in result.edits(finding):
        files.setdefault(name, []).append(
            {"deletedRegion": _region(start, end), "insertedContent": {"text": edit.replacement}}
        )
    return [{"artifactLocation": _artifact(name), "replacements": edits} for name, edits in files.items()]


def _artifact(name: str) -> dict[str, str]:
    return {"uri": quote(name.encode("utf-8", "replace"), safe="/~"), "uriBaseId": "SRCROOT"}


def _region(start: Position, end: Position) -> dict[str, int]:
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }
