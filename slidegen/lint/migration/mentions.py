"""Prose that says how an object came to be: inline code such as `kubectl run`, near what changes with it.

Knows lists, paragraphs and captions by their indentation. Must not know whether anything is stale.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from slidegen.lazy_dataclass import dataclass
from slidegen.lint.commands import commands_in
from slidegen.lint.document import Document
from slidegen.lint.inline import CodeSpan, code_spans_in
from slidegen.lint.kubectl import read_kubectl
from slidegen.lint.migration.label_use import LabelUse
from slidegen.lint.migration.runs import KubectlRun
from slidegen.lint.project import Project
from slidegen.lint.slides import fragment_of
from slidegen.text.model import Fence

BARE = "kubectl run"
CREATE = "create deployment"


@dataclass(frozen=True, slots=True)
class Mention:
    """Inline code `[start, end)` whose verb is to follow a command."""

    document: Document
    start: int
    end: int
    verb_start: int
    verb_end: int
    replacement: str


class Mentions:
    """The mentions in a project's prose, read document by document when they are first asked for."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._by_name: dict[str, dict[str, list[Mention]]] = {}
        self._bare: dict[str, list[Mention]] = {}
        self._fences: dict[str, tuple[Fence, ...]] = {}

    def following(
        self, names: tuple[str, ...], runs: tuple[KubectlRun, ...], uses: tuple[LabelUse, ...]
    ) -> tuple[Mention, ...]:
        """What follows when `names` move: mentions by name, and those under or above a label that changes."""
        found: dict[tuple[str, int], Mention] = {}
        named = names if all(run.judgement and run.judgement.wanted == "deployment" for run in runs) else ()
        for mention in (*self._of(named), *(each for use in uses for each in self._near(use))):
            found.setdefault((mention.document.path, mention.start), mention)
        return tuple(found.values())

    # ---- by name
    def _of(self, names: tuple[str, ...]) -> Iterator[Mention]:
        """`kubectl run web …` in the prose of a project in which `web` moves."""
        for name in names:
            for document in self._project.documents_with(f"run {name}"):
                if document.path not in self._by_name:
                    self._by_name[document.path] = _named(document)
                yield from self._by_name[document.path].get(name, ())

    # ---- by place
    def _near(self, use: LabelUse) -> Iterator[Mention]:
        document = use.document
        if document.path not in self._bare:
            fences = document.view(fragment_of).fences
            self._fences[document.path] = tuple(fences)
            self._bare[document.path] = list(_bare(document))
        bare = self._bare[document.path]
        if not bare:
            return
        start, end = _surroundings(document, self._fences[document.path], use.start)
        yield from bare[bisect_left(bare, start, key=_start) : bisect_left(bare, end, key=_start)]


def _named(document: Document) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = {}
    for command in document.view(commands_in):
        if command.program != "kubectl" or command.context != "inline":
            continue
        kubectl = command.view(read_kubectl)
        if kubectl.verb == "run" and kubectl.positionals and not kubectl.flags:
            verb = kubectl.verb_words[0]
            mention = Mention(document, command.span.start, verb.end, verb.start, verb.end, CREATE)
            found.setdefault(kubectl.positionals[0].value, []).append(mention)
    return found


def _bare(document: Document) -> Iterator[Mention]:
    for code in document.view(code_spans_in):
        if code.text.strip() == BARE and not code.verb:
            yield _mention(document, code)


def _start(mention: Mention) -> int:
    return mention.start


def _surroundings(document: Document, fences: tuple[Fence, ...], offset: int) -> tuple[int, int]:
    """The caption of the fence that `offset` is in, or else its list item or paragraph."""
    index = bisect_right(fences, offset, key=lambda fence: fence.span.start) - 1
    if index >= 0 and offset < fences[index].span.end:
        return _caption(document, fences[index])
    return _item(document, offset)


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
    source, line = document.source, document.source.line_at(offset)
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
