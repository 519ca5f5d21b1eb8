"""What the rules about suppressions are called, and what every suppression comment holds.

Comments are read (`suppress`) only where the mark stands, which is in few files.
"""

from slidegen.finding import Rule, Severity

MARK = "slidegen:"

UNUSED = Rule("SG051", "unused-suppression", Severity.WARNING, "A suppression that suppresses nothing")
UNKNOWN = Rule("SG052", "unknown-suppression", Severity.WARNING, "A suppression of a rule that is not there")
UNREADABLE = Rule("SG053", "unreadable-suppression", Severity.WARNING, "A suppression that cannot be read")
