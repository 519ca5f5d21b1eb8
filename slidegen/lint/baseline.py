"""The baseline: findings of an old workshop that are known and let be, so that only new ones are shown.

A finding is known by its path, its code and the text of its line: it stays known when lines move, and is
new when its line changes. A file that got another name takes along what was known of it. The file is JSON,
sorted, so that its changes can be reviewed.

Knows the file's form. Must not touch the disk, nor know any rule.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from slidegen.errors import UsageError
from slidegen.finding import Finding
from slidegen.lazy_dataclass import dataclass
from slidegen.source.file import SourceFile

VERSION = 1

Key = tuple[str, str, str]  #: path, code, the line without the blanks around it


@dataclass(frozen=True, slots=True)
class Baseline:
    """How often each finding is known."""

    known: Mapping[Key, int]

    def split(
        self, findings: Iterable[Finding], sources: Mapping[str, SourceFile], exists: Callable[[str], bool]
    ) -> tuple[tuple[Finding, ...], int]:
        """The findings that are new, and how many of the known ones are gone."""
        left = Counter(self.known)
        moved = self._of_files_without(exists)
        files = {path for path, _, _ in self.known}
        new = []
        for finding in findings:
            key = key_of(finding, sources)
            old = key if left[key] > 0 or key[0] in files else next(iter(moved.get(key[1:], ())), key)
            if left[old] > 0:
                left[old] -= 1
                if left[old] == 0 and old != key:
                    moved[key[1:]].remove(old)
            else:
                new.append(finding)
        return tuple(new), sum(left.values())

    def seen_from(self, folder: str) -> "Baseline":
        """What is known of the files below `folder`, which is named from the baseline's own."""
        inside = f"{folder}/"
        return Baseline(
            {
                (path.removeprefix(inside), code, line): count
                for (path, code, line), count in self.known.items()
                if path.startswith(inside)
            }
        )

    def _of_files_without(self, exists: Callable[[str], bool]) -> dict[tuple[str, str], list[Key]]:
        """What is known of files that are gone, by all but their names."""
        gone = {path for path in {path for path, _, _ in self.known} if not exists(path)}
        found: dict[tuple[str, str], list[Key]] = {}
        for key in self.known:
            if key[0] in gone:
                found.setdefault(key[1:], []).append(key)
        return found


def key_of(finding: Finding, sources: Mapping[str, SourceFile]) -> Key:
    source = sources.get(finding.path)
    line = source.line(finding.start.line).strip() if source else ""
    return (finding.path, finding.rule.code, line)


def write_baseline(findings: Iterable[Finding], sources: Mapping[str, SourceFile]) -> str:
    """The text of a baseline in which all `findings` are known."""
    counts = Counter(key_of(finding, sources) for finding in findings)
    files: dict[str, list[dict[str, object]]] = {}
    for (path, code, line), count in sorted(counts.items()):
        entry: dict[str, object] = {"code": code, "line": line}
        files.setdefault(path, []).append(entry | ({"count": count} if count > 1 else {}))
    return json.dumps({"version": VERSION, "files": files}, indent=2, ensure_ascii=False) + "\n"


def read_baseline(text: str, path: str) -> Baseline:
    """Raises UsageError when the text is no baseline of ours: it is never written by hand."""
    try:
        content: object = json.loads(text)
        if not isinstance(content, dict) or content["version"] != VERSION:
            raise ValueError
        known = {
            (str(name), str(entry["code"]), str(entry["line"])): int(entry.get("count", 1))
            for name, entries in content["files"].items()
            for entry in entries
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError(
            f"{path} is no baseline that this version reads", hint="write it anew with --write-baseline"
        ) from error
    return Baseline(known)
