"""The rules whose findings come out of reading one file's slides, since only the reader sees them.

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

#: Not of one file's reading: the build says it of a page, the linter of a document.
MISSING_IMAGE = Rule("SG414", "missing-image", Severity.ERROR, "An image that is not there")

RULES = (UNCLOSED_CLASS, UNCLOSED_FENCE, UNCLOSED_COMMENT, SHORT_FENCE)
