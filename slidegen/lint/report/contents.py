"""What a report is made from, and the little that several of them need.

Knows findings and the texts they are about. Must not know any format, nor the terminal.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from slidegen.finding import Edit, Finding, Fix, Rule
from slidegen.lazy_dataclass import dataclass
from slidegen.location import Position, Span
from slidegen.source.file import SourceFile


@dataclass(frozen=True, slots=True)
class Result:
    """The findings of one run, sorted, and how they are to be shown."""

    findings: tuple[Finding, ...]
    sources: Mapping[str, SourceFile]  #: the texts that findings and their edits are about
    target: str  #: the Kubernetes version
    name: Callable[[str], str] = str  #: a file's name as the reader would type it
    page: Callable[[Rule], str] | None = None  #: a rule's page as Markdown, for reports that carry it
    colour: bool = False
    show_fixes: bool = False
    fixed: int = 0  #: how many findings were mended before these

    def line(self, finding: Finding) -> str:
        """The line that the finding starts on, `` when there is no text of it."""
        source = self.sources.get(finding.path)
        return source.line(finding.start.line) if source else ""

    def positions(self, span: Span) -> tuple[Position, Position]:
        source = self.sources.get(span.path)
        if source is None:
            return Position(1, 1), Position(1, 1)
        return source.position(span.start), source.position(span.end)

    def shared_fixes(self) -> dict[int, int]:
        """Which findings, by their number, have the fix of an earlier one, and of which.

        What must change together is one fix of many findings: a report holds its edits once.
        """
        first: dict[Fix, int] = {}
        shared: dict[int, int] = {}
        for number, finding in enumerate(self.findings):
            if finding.fix and first.setdefault(finding.fix, number) != number:
                shared[number] = first[finding.fix]
        return shared

    def edits(self, finding: Finding) -> Iterator[tuple[Edit, str, Position, Position]]:
        """The edits of the finding's fix: `(edit, file's name, start, end)`."""
        for edit in finding.fix.edits if finding.fix else ():
            yield (edit, self.name(edit.span.path), *self.positions(edit.span))


def fingerprint(result: Result, finding: Finding, seen: Counter[str]) -> str:
    """What a finding is known by when lines move: path, code, and the text of its line.

    The same line may hold the same finding twice: `seen` counts them.
    """
    base = "\0".join((result.name(finding.path), finding.rule.code, result.line(finding).strip()))
    seen[base] += 1
    from hashlib import sha256  # it loads a library, and few forms of a report want this

    return sha256(f"{base}\0{seen[base]}".encode("utf-8", "replace")).hexdigest()
