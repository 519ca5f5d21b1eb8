"""A finding as an editor takes it.

Knows the language server protocol. Must not know any rule, nor when findings are sent.
"""

from functools import cache

from lsprotocol import types as lsp

from slidegen.distribution import project_address
from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.bump import ROT
from slidegen.lint.open_texts import Units
from slidegen.source.file import SourceFile

SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}


def diagnostic(units: Units, source: SourceFile, finding: Finding) -> lsp.Diagnostic:
    message = f"{finding.message}\n{finding.help}" if finding.help else finding.message
    return lsp.Diagnostic(
        units.range(source, finding.span),
        message,
        SEVERITIES[finding.rule.severity],
        finding.rule.code,
        code_description=page_on_the_web(finding.rule),
        source="slidegen",
        tags=[lsp.DiagnosticTag.Deprecated] if finding.rule.code.startswith(ROT) else None,
    )


def page_on_the_web(rule: Rule) -> lsp.CodeDescription | None:
    """Where the link on a code leads; hovering shows the page itself, with or without an address."""
    rules = _rules_address()
    return lsp.CodeDescription(f"{rules}#{rule.code.lower()}-{rule.name}") if rules else None


@cache
def _rules_address() -> str:
    return project_address("Rules")
