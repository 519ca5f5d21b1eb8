"""What is wrong, as the overlay and the terminal show it: place, message, advice, and the lines around.

Knows findings and files' lines. Must not know how they are found or drawn.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict

from slidegen.errors import SlidegenError
from slidegen.finding import Finding, Severity, few_of_each_kind
from slidegen.lazy_dataclass import dataclass
from slidegen.source.file import SourceFile

LINES_AROUND = 2
MOST_LINES = 12
MOST_CHARACTERS = 200  #: of one line


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong."""

    message: str
    help: str = ""
    severity: str = "error"
    path: str = ""
    line: int = 0
    column: int = 0
    rule: str = ""
    excerpt: tuple[tuple[int, str], ...] = ()  #: lines with their numbers

    @property
    def place(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.path else ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.place, self.rule, self.message) if part)

    def as_data(self) -> dict[str, object]:
        return asdict(self)


def troubles_of(
    findings: Iterable[Finding], source_of: Callable[[str], SourceFile | None]
) -> tuple[Trouble, ...]:
    """Findings with the lines that they are about."""
    return tuple(_trouble(finding, source_of(finding.path)) for finding in few_of_each_kind(findings))


def trouble_of_error(error: Exception) -> Trouble:
    """What stopped a build as a whole, such as a theme that does not exist."""
    if isinstance(error, SlidegenError):
        return Trouble(error.message, error.hint)
    place = getattr(error, "filename", None) or getattr(error, "name", None) or ""
    return Trouble(f"{type(error).__name__}: {error}", path=str(place), line=getattr(error, "lineno", 0) or 0)


def is_error(trouble: Trouble) -> bool:
    return trouble.severity == Severity.ERROR.value


def _trouble(finding: Finding, source: SourceFile | None) -> Trouble:
    return Trouble(
        message=finding.message,
        help=finding.help,
        severity=finding.rule.severity.value,
        path=finding.path,
        line=finding.start.line,
        column=finding.start.column,
        rule=finding.rule.code,
        excerpt=_excerpt(source, finding.start.line, finding.end.line) if source else (),
    )


def _excerpt(source: SourceFile, first: int, last: int) -> tuple[tuple[int, str], ...]:
    count = len(source.line_starts)
    low, high = max(1, first - LINES_AROUND), min(count, last + LINES_AROUND, first + MOST_LINES)
    return tuple((number, source.line(number)[:MOST_CHARACTERS]) for number in range(low, high + 1))
