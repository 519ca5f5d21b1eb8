"""Applying fixes: sets of edits over several files, each whole or not at all.

Edits are made in bytes, so that newlines, byte order marks and all that nobody looked at stay. Each result
is read again and compared (`moved`); a fix that moves anything else is refused. Fixing goes on until nothing
is left to fix, so that a second run changes nothing.
Knows texts and their bytes. Must not know rules, nor write to the disk.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from slidegen import lazy_re as re
from slidegen.finding import Applicability, Edit, Finding, Fix, Rule
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.unharmed import Shift, whats_wrong
from slidegen.source.file import SourceFile

MOST_ROUNDS = 10
LINE = re.compile(r"[^\n]*\n|[^\n]+")

#: A look at the project as it is with these files changed: its documents, and what there is to say.
Look = Callable[[Mapping[str, SourceFile]], tuple[Project, tuple[Finding, ...]]]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A fix that was not applied, and why."""

    fix: Fix
    reason: str


@dataclass(frozen=True, slots=True)
class Mended:
    """What fixing came to."""

    before: Mapping[str, SourceFile]  #: the changed files as they were
    after: Mapping[str, SourceFile]  #: the same as they are to be
    fixes: tuple[Fix, ...]  #: those that were applied, in order
    fixed: int  #: how many findings they answered
    refusals: tuple[Refusal, ...]
    findings: tuple[Finding, ...]  #: what is left to say

    def diff(self) -> str:
        """A unified diff; `` when nothing changes."""
        return "".join(
            unified_diff(path, self.before[path].raw, self.after[path].raw) for path in sorted(self.after)
        )


def mend(
    look: Look, allowed: frozenset[Applicability], is_writable: Callable[[str], bool] = lambda _: True
) -> Mended:
    """Apply the allowed fixes, look again, and so on until there are none. What is not writable stays.

    A fix whose finding is still there afterwards is not applied, nor one that leads back to a text that there
    was already: neither would come to an end.
    """
    mending = _Mending(look, allowed, is_writable)
    for _ in range(MOST_ROUNDS):
        if not mending.round():
            break
    return mending.result()


class _Mending:
    """The texts so far, and what is left to say of them."""

    def __init__(
        self, look: Look, allowed: frozenset[Applicability], is_writable: Callable[[str], bool]
    ) -> None:
        self.look = look
        self.is_writable = is_writable
        self.allowed = allowed
        self.before: dict[str, SourceFile] = {}
        self.after: dict[str, SourceFile] = {}
        self.applied: list[Fix] = []
        self.fixed = 0
        self.refusals: dict[Fix, Refusal] = {}
        self.project, self.findings = look(self.after)
        self.seen = {self._state(self.after)}

    def round(self) -> bool:
        """Whether anything was fixed."""
        while True:
            wanted = [fix for fix in self._wanted() if fix not in self.refusals]
            result = apply_fixes(documents_of(self.project, wanted), wanted, self.is_writable)
            self.refusals |= {refusal.fix: refusal for refusal in result.refusals}
            if not result.fixes:
                return False
            after = {**self.after, **result.sources}
            project, findings = self.look(after)
            useless = self._useless(result, after, findings)
            if not useless:
                self._take(result, after, project, findings)
                return True
            self.refusals |= {fix: Refusal(fix, reason) for fix, reason in useless.items()}

    def _wanted(self) -> Iterator[Fix]:
        return (each.fix for each in self.findings if each.fix and each.fix.applicability in self.allowed)

    def _useless(
        self, result: "Applied", after: Mapping[str, SourceFile], findings: tuple[Finding, ...]
    ) -> dict[Fix, str]:
        """The fixes of this round that change nothing for the better, and why."""
        if self._state(after) in self.seen:
            return dict.fromkeys(result.fixes, "it leads back to a text that there was before")
        there = {(finding.rule, finding.path, finding.span.start, finding.message) for finding in findings}
        shifts = {path: Shift(edits) for path, edits in edits_of(result.fixes).items()}
        made = frozenset(result.fixes)
        return {
            each.fix: "what it is to mend would still be there"
            for each in self.findings
            if each.fix in made and _moved(each, shifts) in there
        }

    def _take(
        self, result: "Applied", after: dict[str, SourceFile], project: Project, findings: tuple[Finding, ...]
    ) -> None:
        for path in result.sources:
            self.before.setdefault(path, self.project.by_path[path].written)
        self.applied += result.fixes
        made = frozenset(result.fixes)
        self.fixed += sum(finding.fix in made for finding in self.findings)
        self.refusals = {}
        self.seen.add(self._state(after))
        self.after, self.project, self.findings = after, project, findings

    def _state(self, texts: Mapping[str, SourceFile]) -> frozenset[tuple[str, bytes]]:
        """What differs from the texts as they were."""
        now = ((path, source.raw, self.before.get(path)) for path, source in texts.items())
        first = ((path, raw, before or self.project.by_path[path].written) for path, raw, before in now)
        return frozenset((path, raw) for path, raw, before in first if raw != before.raw)

    def result(self) -> Mended:
        changed = {path: text for path, text in self.after.items() if text.raw != self.before[path].raw}
        refusals = tuple(self.refusals.values())
        return Mended(self.before, changed, tuple(self.applied), self.fixed, refusals, self.findings)


def _moved(finding: Finding, shifts: Mapping[str, Shift]) -> tuple[Rule, str, int, str]:
    """The finding as it would be if it were still there."""
    shift = shifts.get(finding.path)
    start = finding.span.start
    return finding.rule, finding.path, shift.start(start) if shift else start, finding.message


def edits_of(fixes: Iterable[Fix]) -> dict[str, list[Edit]]:
    """The edits of all of them, by path, each once."""
    found: dict[str, list[Edit]] = {}
    for edit in dict.fromkeys(edit for fix in fixes for edit in fix.edits):
        found.setdefault(edit.span.path, []).append(edit)
    return found


def documents_of(project: Project, fixes: Iterable[Fix]) -> dict[str, Document]:
    """The documents that `fixes` are about, by path; all of the project is read only when one is missing."""
    paths = {path for fix in fixes for path in paths_of(fix)}
    asked = {document.path: document for document in project.asked}
    return asked if paths <= asked.keys() else project.by_path


# ---- one round
@dataclass(frozen=True, slots=True)
class Applied:
    """What one round changed."""

    sources: Mapping[str, SourceFile]  #: the changed files
    fixes: tuple[Fix, ...]
    refusals: tuple[Refusal, ...]


def apply_fixes(
    documents: Mapping[str, Document],
    fixes: Iterable[Fix],
    is_writable: Callable[[str], bool] = lambda _: True,
) -> Applied:
    """Each of `fixes` that fits with those before it. What touches the same text waits for the next round."""
    taken: Taken = {}
    chosen: list[Fix] = []
    refusals: list[Refusal] = []
    for fix in dict.fromkeys(fixes):
        if reason := impossible(documents, fix) or locked(fix, is_writable):
            refusals.append(Refusal(fix, reason))
        elif fits(taken, fix):
            chosen.append(fix)
            take(taken, fix)
    sources, reasons = edited(documents, edits_by_path(chosen))
    if not reasons:
        return Applied(sources, tuple(chosen), tuple(refusals))
    suspects = [fix for fix in chosen if not reasons.keys().isdisjoint(paths_of(fix))]
    kept = [fix for fix in chosen if fix not in set(suspects)]
    harmful = admit(documents, kept, suspects)
    sources, reasons = edited(documents, edits_by_path(kept))
    assert not reasons, "what was admitted does no harm"
    return Applied(sources, tuple(kept), (*refusals, *harmful))


def admit(documents: Mapping[str, Document], kept: list[Fix], suspects: list[Fix]) -> list[Refusal]:
    """Add to `kept` those of `suspects` that do no harm beside it; why the others do.

    Together first, then half by half: few are harmful, and each try reads whole files again.
    """
    touched = {path for fix in suspects for path in paths_of(fix)}
    together = [fix for fix in (*kept, *suspects) if not touched.isdisjoint(paths_of(fix))]
    edits = {path: mine for path, mine in edits_by_path(together).items() if path in touched}
    _, reasons = edited(documents, edits)
    if not reasons:
        kept += suspects
        return []
    if len(suspects) == 1:
        return [Refusal(suspects[0], next(iter(reasons.values())))]
    half = len(suspects) // 2
    return [
        *admit(documents, kept, suspects[:half]),
        *admit(documents, kept, suspects[half:]),
    ]


def paths_of(fix: Fix) -> set[str]:
    return {edit.span.path for edit in fix.edits}


def edits_by_path(fixes: Iterable[Fix]) -> dict[str, list[Edit]]:
    found: dict[str, list[Edit]] = {}
    for edit in (edit for fix in fixes for edit in fix.edits):
        found.setdefault(edit.span.path, []).append(edit)
    return found


def impossible(documents: Mapping[str, Document], fix: Fix) -> str:
    """Why `fix` cannot be applied to these texts; `` when it can."""
    for path in paths_of(fix):
        document = documents.get(path)
        if document is None:
            return f"{path} is not among the files of the project"
        if not document.written.is_utf8:
            return f"{path} is not UTF-8 throughout"
    if not fits({}, fix):
        return "its edits overlap"
    return ""


def locked(fix: Fix, is_writable: Callable[[str], bool]) -> str:
    """Which file of the fix its owner has made read-only; `` when none is."""
    paths = sorted({edit.span.path for edit in fix.edits})
    return next((f"{path} is not writable" for path in paths if not is_writable(path)), "")


#: The edits that were taken, file by file, in the order of the text: none overlaps its neighbours.
Taken = dict[str, list[Edit]]


def fits(taken: Taken, fix: Fix) -> bool:
    """Whether no edit of `fix` touches another's text, nor one of those already taken."""
    for path, mine in edits_by_path((fix,)).items():
        mine.sort(key=_place)
        if any(overlap(one, other) for one, other in pairwise(mine)):
            return False
        others = taken.get(path, [])
        if any(overlap(edit, other) for edit in mine for other in _neighbours(others, edit)):
            return False
    return True


def _neighbours(edits: list[Edit], edit: Edit) -> list[Edit]:
    at = bisect_left(edits, _place(edit), key=_place)
    return edits[max(at - 2, 0) : at + 2]


def take(taken: Taken, fix: Fix) -> None:
    for edit in fix.edits:
        insort(taken.setdefault(edit.span.path, []), edit, key=_place)


def _place(edit: Edit) -> tuple[int, int]:
    return edit.span.start, edit.span.end


def overlap(one: Edit, other: Edit) -> bool:
    """Whether both change the same text. Two insertions at one place have no order, so they do, too."""
    if one.span.start == other.span.start:
        return one.span.end == other.span.end or one.span.end > one.span.start < other.span.end
    first, second = sorted((one.span, other.span))
    return second.start < first.end


# ---- bytes
def edited(
    documents: Mapping[str, Document], edits: Mapping[str, list[Edit]]
) -> tuple[dict[str, SourceFile], dict[str, str]]:
    """The changed files, and for those that must not be changed, why."""
    sources: dict[str, SourceFile] = {}
    reasons: dict[str, str] = {}
    for path, mine in edits.items():
        document = documents[path]
        source = with_edits(document.written, mine)
        if reason := whats_wrong(document, replace(document, written=source), mine):
            reasons[path] = f"{path}: {reason}"
        else:
            sources[path] = source
    return sources, reasons


def with_edits(source: SourceFile, edits: Iterable[Edit]) -> SourceFile:
    """`source` with non-overlapping `edits`, made in its bytes, with the newlines of the file."""
    newline = b"\r\n" if b"\r\n" in source.raw else b"\n"
    parts, at = list[bytes](), 0
    for edit in sorted(edits, key=lambda each: (each.span.start, each.span.end)):
        start, end = source.byte_range(edit.span)
        parts += (source.raw[at:start], edit.replacement.encode("utf-8").replace(b"\n", newline))
        at = end
    return SourceFile.from_bytes(source.path, b"".join((*parts, source.raw[at:])))


# ---- showing
def quoted(name: str) -> str:
    """A file's name in a diff: as git writes it, in quotes when it holds what no line should."""
    if name.isprintable() and not set('"\\') & set(name):
        return name
    written = name.encode("utf-8", "surrogateescape")
    plain = (chr(b) if 0x20 <= b < 0x7F and chr(b) not in '"\\' else f"\\{b:03o}" for b in written)
    return f'"{"".join(plain)}"'


def unified_diff(path: str, before: bytes, after: bytes) -> str:
    """One file's part of a diff that `patch -p1` and `git apply` take."""
    from difflib import unified_diff as difference

    old, new = (LINE.findall(raw.decode("utf-8", "replace")) for raw in (before, after))
    lines: list[str] = []
    for line in difference(old, new, quoted(f"a/{path}"), quoted(f"b/{path}")):
        lines.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(lines)
