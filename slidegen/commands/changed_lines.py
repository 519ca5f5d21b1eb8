"""Which lines differ from a revision of git: what a pull request is about.

Knows git's command line, and the hunks of a diff. Must not know findings' rules.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from slidegen import lazy_re as re
from slidegen.errors import UsageError
from slidegen.finding import Finding
from slidegen.lazy_dataclass import dataclass
from slidegen.source.asked_git import ask_git

_HUNK = re.compile(r"@@ -\S+ \+(?P<first>\d+)(?:,(?P<count>\d+))? @@")
#: What a `git diff` is asked for: the state of the files against the point where the branch left.
_DIFF = (
    *("diff", "--src-prefix=a/", "--dst-prefix=b/", "--no-color", "--no-ext-diff", "--no-textconv"),
    *("--unified=0", "--relative", "--diff-filter=d"),
)

Lines = tuple[tuple[int, int], ...]  #: ranges of line numbers, from 1, both ends in them


@dataclass(frozen=True, slots=True)
class ChangedLines:
    """By file, named from the project's root; all of a file that git does not know yet."""

    lines: Mapping[str, Lines]
    new: frozenset[str]

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(sorted({*self.lines, *self.new}))

    def touch(self, finding: Finding) -> bool:
        """Whether the finding's own text was changed, or an edge of it that a removal left."""
        if finding.path in self.new:
            return True
        first, last = finding.start.line, max(finding.start.line, finding.end.line)
        return any(first <= high and low <= last for low, high in self.lines.get(finding.path, ()))


def changed_since(root: Path, revision: str) -> ChangedLines:
    """What changed since the branch of `revision` was left. Raises UsageError when git cannot say."""
    base = _git(root, "merge-base", "--", revision, "HEAD", revision=revision).strip()
    diff = _git(root, *_DIFF, base, "--", ".", revision=revision)
    untracked = _git(root, "ls-files", "-z", "--others", "--exclude-standard", revision=revision)
    return ChangedLines(dict(_hunks(diff)), frozenset(name for name in untracked.split("\0") if name))


def _hunks(diff: str) -> Iterator[tuple[str, Lines]]:
    for part in ("\n" + diff).split("\ndiff --git ")[1:]:
        _, _, rest = part.partition("\n+++ ")
        name = rest.partition("\n")[0].partition("\t")[0].strip('"').removeprefix("b/")
        if rest:
            yield name, tuple(_range(hunk) for hunk in _HUNK.finditer(rest))


def _range(hunk: re.Match[str]) -> tuple[int, int]:
    """Where lines only went, those on both sides of the place."""
    first, count = int(hunk["first"]), int(hunk["count"] or 1)
    return (first, first + count - 1) if count else (first, first + 1)


def _git(root: Path, *arguments: str, revision: str) -> str:
    from subprocess import SubprocessError  # a commit hook mostly asks nobody

    try:
        done = ask_git(root, *arguments, seconds=60)
    except (OSError, SubprocessError) as error:
        raise UsageError(f"git cannot be asked: {error}", hint="name files instead") from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise UsageError(
            f"git does not know what changed since {revision}: {said or 'no commit is common to both'}",
            hint="name a branch or commit of this repository; in CI, fetch its history (`fetch-depth: 0`)",
        )
    return done.stdout.decode("utf-8", "replace")
