"""Prose that says how an object came to be: inline code such as `kubectl run`, near what changes with it.

Knows lists, paragraphs and captions by their indentation. Must not know whether anything is stale.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from slidegen.deck.model import Fence
from slidegen.lint.document import Document, Project
from slidegen.lint.inline import CodeSpan
from slidegen.lint.run.judgement import is_run

if TYPE_CHECKING:
    from slidegen.lint.run.labels import LabelUse
    from slidegen.lint.run.migration import Run

BARE = "kubectl run"
CREATE = "create deployment"


@dataclass(frozen=True)
class Mention:
    """Inline code `[start, end)` whose verb is to follow a command."""

    document: Document
    start: int
    end: int
    verb_start: int
    verb_end: int
    replacement: str


def mentions_of(
    project: Project, names: tuple[str, ...], runs: tuple["Run", ...], uses: tuple["LabelUse", ...]
) -> Iterator[Mention]:
    """The mentions that follow: those by name, those under or above a label that changes."""
    found: dict[tuple[str, int], Mention] = {}
    for mention in (*_by_name(project, names, runs), *_near(uses)):
        found.setdefault((mention.document.path, mention.start), mention)
    yield from found.values()


# ---- by name
def _by_name(project: Project, names: tuple[str, ...], runs: tuple["Run", ...]) -> Iterator[Mention]:
    """`kubectl run web …` in the prose of a project in which `web` moves."""
    if not all(run.judgement and run.judgement.wanted == "deployment" for run in runs):
        return
    for document in {d.path: d for name in names for d in project.documents_with(f"run {name}")}.values():
        for command in document.commands:
            kubectl = (
                command.kubectl if command.program == "kubectl" and command.context == "inline" else None
            )
            if kubectl is None or kubectl.verb != "run" or not kubectl.positionals:
                continue
            if kubectl.positionals[0].value in names and not is_run(kubectl) and not kubectl.flags:
                verb = kubectl.verb_words[0]
                yield Mention(document, command.span.start, verb.end, verb.start, verb.end, CREATE)


# ---- by place
def _near(uses: tuple["LabelUse", ...]) -> Iterator[Mention]:
    by_document: dict[str, list[LabelUse]] = {}
    for use in uses:
        by_document.setdefault(use.document.path, []).append(use)
    for mine in by_document.values():
        document = mine[0].document
        bare = [code for code in document.code_spans if code.text.strip() == BARE and not code.verb]
        if bare and document.fragment is not None:
            fences = tuple(document.fragment.fences)
            for use in mine:
                yield from _near_use(document, use, bare, fences)


def _near_use(
    document: Document, use: "LabelUse", bare: list[CodeSpan], fences: tuple[Fence, ...]
) -> Iterator[Mention]:
    index = bisect_right(fences, use.start, key=lambda fence: fence.span.start) - 1
    fence = fences[index] if index >= 0 and use.start < fences[index].span.end else None
    start, end = _caption(document, fence) if fence else _item(document, use.start)
    for code in bare[bisect_left(bare, start, key=lambda code: code.start) :]:
        if code.start >= end:
            return
        yield _mention(document, code)


def _mention(document: Document, code: CodeSpan) -> Mention:
    start = code.start + code.text.index(BARE)
    end = start + len(BARE)
    return Mention(document, start, end, end - len("run"), end, CREATE)


def _caption(document: Document, fence: Fence) -> tuple[int, int]:
    """The lines right above a fence, up to a blank one."""
    source, first = document.source, fence.line
    while first > 1 and source.line(first - 1).strip():
        first -= 1
    return source.line_starts[first - 1], source.line_starts[fence.line - 1]


def _item(document: Document, offset: int) -> tuple[int, int]:
    """The list item that `offset` stands in, with all below it; outside a list its line's paragraph."""
    source, line = document.source, document.source.position(offset).line
    first, count = line, len(source.line_starts)
    while first > 1 and not _is_item(source.line(first)) and source.line(first - 1).strip():
        first -= 1
    in_list = _is_item(source.line(first))
    margin = _indent(source.line(first))
    last = line
    while last < count and _goes_on(source.line(last + 1), margin, in_list):
        last += 1
    return source.line_starts[first - 1], source.line_starts[last] if last < count else len(source.text)


def _goes_on(line: str, margin: int, in_list: bool) -> bool:
    if not line.strip():
        return in_list
    return _indent(line) > margin if in_list else not _is_item(line)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_item(line: str) -> bool:
    return line.lstrip().startswith(("- ", "* ", "+ "))
