"""JUnit XML: a suite for each file, a failed case for each finding; one passed case when there is none.

The elements and attributes are those of Jenkins' `junit-10.xsd`, and `file` and `line` of a case, which
GitLab, CircleCI and pytest's family `xunit1` know beside them.
"""

from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from slidegen.finding import Finding
from slidegen.lint.report.contents import Result
from slidegen.source.printable import printable


def render(result: Result) -> str:
    return "\n".join(_document(result))


def _document(result: Result) -> Iterator[str]:
    count = len(result.findings)
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<testsuites name="slidegen lint" tests="{max(count, 1)}" failures="{count}" errors="0">'
    if not count:
        yield '  <testsuite name="slidegen lint" tests="1" failures="0" errors="0">'
        yield '    <testcase name="no findings" classname="slidegen"/>'
        yield "  </testsuite>"
    for path, group in groupby(result.findings, key=lambda finding: finding.path):
        yield from _suite(result, path, tuple(group))
    yield "</testsuites>"


def _suite(result: Result, path: str, findings: tuple[Finding, ...]) -> Iterator[str]:
    name = _attribute(result.name(path))
    yield f'  <testsuite name={name} tests="{len(findings)}" failures="{len(findings)}" errors="0">'
    for finding in findings:
        title = _attribute(f"{finding.rule.code} {finding.rule.name} at {finding.start}")
        where = f'classname={name} file={name} line="{finding.start.line}"'
        yield f"    <testcase name={title} {where}>"
        kind = _attribute(finding.rule.severity.value)
        yield f"      <failure type={kind} message={_attribute(finding.message)}>"
        told = (f"{result.name(path)}:{finding.start} {finding.message}", finding.help)
        yield escape(_text("\n".join(map(printable, told)).rstrip()))
        yield "      </failure>"
        yield "    </testcase>"
    yield "  </testsuite>"


def _attribute(text: str) -> str:
    return quoteattr(_text(text))


def _text(text: str) -> str:
    """Without what XML 1.0 cannot hold: control characters, surrogates, U+FFFE and U+FFFF."""
    return "".join(c if _allowed(ord(c)) and (c.isprintable() or c in "\t\n\r") else "\ufffd" for c in text)


def _allowed(code: int) -> bool:
    return code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
