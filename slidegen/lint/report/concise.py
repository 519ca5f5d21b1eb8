"""One line a finding: `path:line:column: CODE warning: message`, with a mark when there is a fix."""

from slidegen.finding import Applicability, Finding
from slidegen.lint.report.contents import Result
from slidegen.lint.report.summary import NOUNS
from slidegen.source.printable import printable

MARKS = {Applicability.SAFE: " [fix]", Applicability.UNSAFE: " [unsafe fix]"}


def render(result: Result) -> str:
    return "\n".join(_line(result, finding) for finding in result.findings)


def _line(result: Result, finding: Finding) -> str:
    mark = MARKS[finding.fix.applicability] if finding.fix else ""
    name, message = printable(result.name(finding.path)), printable(finding.message)
    code = finding.rule.code
    if result.colour:
        name, code = f"\x1b[1m{name}\x1b[0m", f"\x1b[1;31m{code}\x1b[0m"
    return f"{name}:{finding.start}: {code} {NOUNS[finding.rule.severity]}: {message}{mark}"
