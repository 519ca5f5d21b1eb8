"""What others write behind a fence's language to say whether it is run, and whether it is meant to fail.

Adding a tool is a row. Knows the spellings of workshops that test themselves, of runme, and of R Markdown.
Must not know how anything is run.
"""

import re

from slidegen.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class AttributeRow:
    """One spelling, and what it says of its fence."""

    tool: str
    pattern: re.Pattern[str]
    fails: bool  #: True: it is meant to fail; False: it is not run


def _row(tool: str, pattern: str, *, fails: bool = False) -> AttributeRow:
    return AttributeRow(tool, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE), fails)


ROWS: tuple[AttributeRow, ...] = (
    _row("eks-workshop", r"test=(?:false|no|0)"),
    _row("eks-workshop", r"expectError=(?:true|yes|1)", fails=True),
    _row("runme", r"\"?excludeFromRunAll\"?\s*[:=]\s*\"?true\"?"),
    _row("R Markdown", r"eval\s*=\s*(?:FALSE|F)"),
    _row("R Markdown", r"error\s*=\s*(?:TRUE|T)", fails=True),
    _row("slidegen", r"(?<!=)fail(?!=)", fails=True),
)


def excluded_by(arguments: str) -> str:
    """What in a fence's arguments says that it is not run, as written; `` when nothing does."""
    return next((found[0] for row in ROWS if not row.fails and (found := row.pattern.search(arguments))), "")


def is_meant_to_fail(arguments: str) -> bool:
    return any(row.fails and row.pattern.search(arguments) for row in ROWS)
