"""The rules whose findings come out of reading slides, since only the reader sees them.

Knows their identities. Their pages and examples live in `slidegen/lint/rules/`.
"""

from slidegen.finding import Rule, Severity

UNCLOSED_CLASS = Rule(
    "SG401", "unclosed-class", Severity.ERROR, "A content class is not closed before its slide ends"
)
UNCLOSED_FENCE = Rule("SG402", "unclosed-fence", Severity.ERROR, "A code fence is not closed")
UNCLOSED_COMMENT = Rule("SG403", "unclosed-comment", Severity.ERROR, "An HTML comment is not closed")
SHORT_FENCE = Rule(
    "SG404", "short-fence", Severity.WARNING, "A code fence is closed by fewer marks than opened it"
)
UNKNOWN_MACRO = Rule("SG405", "unknown-macro", Severity.ERROR, "A macro is called that nobody defined")
UNKNOWN_TEMPLATE = Rule(
    "SG406", "unknown-template", Severity.WARNING, "A slide names a template that no slide before it defines"
)
UNKNOWN_VARIABLE = Rule("SG407", "unknown-variable", Severity.WARNING, "An `@@NAME@@` that nobody defined")
BROKEN_DIAGRAM = Rule(
    "SG408", "broken-diagram", Severity.WARNING, "A diagram that mermaid does not understand"
)

RULES = (
    UNCLOSED_CLASS,
    UNCLOSED_FENCE,
    UNCLOSED_COMMENT,
    SHORT_FENCE,
    UNKNOWN_MACRO,
    UNKNOWN_TEMPLATE,
    UNKNOWN_VARIABLE,
    BROKEN_DIAGRAM,
)
