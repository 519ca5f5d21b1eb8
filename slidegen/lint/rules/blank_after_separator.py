r"""Separators with blanks behind them.

What: a line `---`, `--` or `???` that ends with spaces or tabs.

Why: it separates nothing: remark and slidegen want the marks alone on their line. `---` becomes a ruler, or
makes a heading of the paragraph above it, and two slides are one.

Bad:

    # Nodes

    Some text.

    ---␠␠

    # Next

Good:

    # Nodes

    Some text.

    ---

    # Next

Fix: unsafe. The blanks are removed, and with them what the slides look like.

Since: 0.1
"""

import re
from collections.abc import Iterator

from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.prose import prose_of

RULE = Rule("SG417", "blank-after-separator", Severity.WARNING, "A separator with blanks behind it")
LINE = re.compile(r"^(---?|\?\?\?)([ \t]+)$", re.M)


def check(document: Document, _project: Project) -> Iterator[Finding]:
    for match in LINE.finditer(document.view(prose_of)):
        edit = Edit(document.source.span(*match.span(2)), "")
        yield document.source.finding(
            RULE,
            *match.span(),
            f"`{match[1]}` with blanks behind it separates nothing",
            help="remove the blanks, or write `***` for a ruler",
            fix=Fix("Remove the blanks", (edit,), Applicability.UNSAFE),
        )
