"""The rules whose findings come out of composing a deck, since only the parser sees them.

Knows their identities. Their pages and examples live in `slidegen/lint/rules/`.
"""

from slidegen.finding import Rule, Severity
from slidegen.source import rules as source_rules

UNKNOWN_MACRO = Rule("SG405", "unknown-macro", Severity.ERROR, "A macro is called that nobody defined")
UNKNOWN_TEMPLATE = Rule(
    "SG406", "unknown-template", Severity.WARNING, "A slide names a template that no slide before it defines"
)
UNKNOWN_VARIABLE = Rule("SG407", "unknown-variable", Severity.WARNING, "An `@@NAME@@` that nobody defined")
BROKEN_DIAGRAM = Rule("SG408", "broken-diagram", Severity.WARNING, "A diagram that is shown as code")
FAILED_MACRO = Rule("SG409", "failed-macro", Severity.ERROR, "A macro is called that cannot be expanded")

UNPLAYED_RECORDING = Rule(
    "SG436", "unplayed-recording", Severity.WARNING, "A recording of a terminal that is not played as it is"
)
UNREADABLE_FORMULA = Rule("SG434", "unreadable-formula", Severity.WARNING, "A formula that cannot be read")

#: What stops a deck: its page would not be what the author meant, and what stands there now stays.
STOPPING = frozenset(
    {FAILED_MACRO, source_rules.BROKEN_TEMPLATE, source_rules.UNSAFE_TEMPLATE, source_rules.OVER_BUDGET}
)

RULES = (
    UNKNOWN_MACRO,
    UNKNOWN_TEMPLATE,
    UNKNOWN_VARIABLE,
    BROKEN_DIAGRAM,
    FAILED_MACRO,
    UNPLAYED_RECORDING,
    UNREADABLE_FORMULA,
)
