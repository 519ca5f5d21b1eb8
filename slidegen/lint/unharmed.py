"""Whether edits did what they say and nothing else: a file read before and after, compared.

Every part of the file that no edit touches must be read as it was, at the place where the edits put it:
slides, fences, comments, exercises, the words of commands, the values of manifests. A fix within code must
keep the file's structure; one that mends the structure itself must leave no more syntax findings than it met.
Knows how to read each kind of file. Must not know what a fix is for.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from collections.abc import Sequence as Edits
from itertools import accumulate

from slidegen.finding import Edit
from slidegen.lint.as_written import as_shown
from slidegen.lint.commands import commands_in, places_in
from slidegen.lint.document import Document
from slidegen.lint.here_documents import escaped_manifests
from slidegen.lint.inline import code_spans_in
from slidegen.lint.slides import fragment_of
from slidegen.lint.yaml_block import yaml_blocks_in
from slidegen.source.nodes import Node, Scalar, Sequence

Part = tuple[object, ...]
JOINED = -1  #: in the place of a command's start: whichever command it is


def whats_wrong(before: Document, after: Document, edits: Edits[Edit]) -> str:
    """Why `after` is not `before` with `edits`; `` when all is well."""
    if after.written.text != Shift(edits).apply(before.written.text):
        return "the bytes would not be what the edits say"
    shift = Shift(as_shown(before, edits))
    if after.text != shift.apply(before.text):
        return "its markup would be read differently"
    if not _values(before, shift, shift.touches) <= _values(after, None, shift.made):
        return "another part of a manifest would be read differently"
    if _parsing(before) > _parsing(after):
        return "the YAML would not parse any more"
    if _breaks_a_line(before, shift):
        return "a text whose line ends are escaped would have others"
    if not _words(before, shift) <= _words(after, None):
        return "another command would be read differently"
    if _unsound(before) < _unsound(after):
        return "the commands would not parse any more"
    return _structure(before, after, shift)


class Shift:
    """Where offsets go when edits are applied. The edits must not overlap."""

    def __init__(self, edits: Edits[Edit]) -> None:
        self.edits = sorted(edits, key=lambda edit: (edit.span.start, edit.span.end))
        self.starts = [edit.span.start for edit in self.edits]
        self.ends = [edit.span.end for edit in self.edits]
        grown = (len(edit.replacement) - (edit.span.end - edit.span.start) for edit in self.edits)
        self.grown = [0, *accumulate(grown)]
        self.new_starts = [start + by for start, by in zip(self.starts, self.grown, strict=False)]
        self.new_ends = [end + by for end, by in zip(self.ends, self.grown[1:], strict=True)]

    def apply(self, text: str) -> str:
        parts, at = list[str](), 0
        for edit in self.edits:
            parts += (text[at : edit.span.start], edit.replacement)
            at = edit.span.end
        return "".join((*parts, text[at:]))

    def touches(self, start: int, end: int) -> bool:
        """Whether an edit changes some of `[start, end)`, or inserts inside of it."""
        first = bisect_right(self.ends, start)
        return first < len(self.edits) and self.starts[first] < end

    def made(self, start: int, end: int) -> bool:
        """Whether some of the new text's `[start, end)` is what an edit put there."""
        first = bisect_right(self.new_ends, start)
        return first < len(self.edits) and self.new_starts[first] < end

    def start(self, offset: int) -> int:
        """Where what starts at `offset` starts then: behind what is inserted there."""
        return offset + self.grown[bisect_right(self.ends, offset)]

    def end(self, offset: int) -> int:
        """Where what ends at `offset` ends then: before what is inserted there."""
        return offset + self.grown[bisect_left(self.starts, offset)]


# ---- structure
def _structure(before: Document, after: Document, shift: Shift) -> str:
    if before.kind != "markdown" or after.kind != "markdown":
        return ""
    if len(after.view(fragment_of).findings) > len(before.view(fragment_of).findings):
        return "the slides would have another syntax error"
    if _is_in_code(before, shift) and _parts(before, shift) != _parts(after, None):
        return "slides, fences or comments would move"
    return ""


def _is_in_code(document: Document, shift: Shift) -> bool:
    """Whether all edits are within fences, code spans and comments."""
    fragment = document.view(fragment_of)
    code = [(fence.text_span.start, fence.text_span.end) for fence in fragment.fences]
    code += [(c.span.start + 4, c.span.end - 3) for slide in fragment.slides for c in slide.comments]
    code += [(span.start, span.end) for span in document.view(code_spans_in)]
    return all(any(start <= e.span.start and e.span.end <= end for start, end in code) for e in shift.edits)


def _parts(document: Document, shift: Shift | None) -> list[Part]:
    fragment = document.view(fragment_of)
    found = list[Part]()
    for slide in fragment.slides:
        spans = [slide.span, *(each.span for each in slide.properties), *(each.span for each in slide.fences)]
        spans += [*(each.span for each in slide.comments), *(each.span for each in slide.exercises)]
        for span in spans:
            start = shift.start(span.start) if shift else span.start
            found.append((start, shift.end(span.end) if shift else span.end))
    return found


# ---- commands and values
def _words(document: Document, shift: Shift | None) -> set[Part]:
    """The words that no edit touches, each with the place where its command starts.

    An edit right before a command may be there to join it to the one before (a `\\` at the end of a line):
    its words are to be read as they were, in whichever command.
    """
    found: set[Part] = set()
    for command in document.view(commands_in):
        if command.wrappers:
            continue  # its words are those of the command around it
        first = command.words[0].start
        begins = first if shift is None else _beginning(document, first, shift)
        for word in command.words:
            if shift is None:
                found |= {(first, word.start, word.value), (JOINED, word.start, word.value)}
            elif not shift.touches(word.start, word.end):
                found.add((begins, shift.start(word.start), word.value))
    return found


def _beginning(document: Document, start: int, shift: Shift) -> int:
    """Where the command at `start` begins then; `JOINED` when an edit changes what is between it and the text
    before it.
    """
    text, gap = document.text, start
    while gap and text[gap - 1] in " \t\n\\":
        gap -= 1
    is_joined = text.find("\n", gap, start) != -1 and shift.touches(gap - 1, start)
    return JOINED if is_joined else shift.start(start)


def _unsound(document: Document) -> int:
    return sum(bool(place.script.unclosed) for place in document.view(places_in))


def _parsing(document: Document) -> int:
    return sum(block.parses for block in document.view(yaml_blocks_in))


def _breaks_a_line(document: Document, shift: Shift) -> bool:
    """Whether an edit adds or takes lines where `\\n` stands for their ends."""
    breaking = Shift(
        [e for e in shift.edits if "\n" in e.replacement or "\n" in document.source.slice(e.span)]
    )
    spans = (each.fence.span for each in document.view(escaped_manifests))
    return any(breaking.touches(span.start, span.end + 1) for span in spans)


def _values(document: Document, shift: Shift | None, edited: Callable[[int, int], bool]) -> set[Part]:
    return {
        value
        for block in document.view(yaml_blocks_in)
        for root in block.documents
        for value in _leaves(root, shift, edited)
    }


def _leaves(root: Node, shift: Shift | None, edited: Callable[[int, int], bool]) -> Iterator[Part]:
    """The scalars that no edit touches: where, what, and below which keys (`*` for those that are edited)."""
    waiting: list[tuple[Node, tuple[str, ...]]] = [(root, ())]
    while waiting:
        node, path = waiting.pop()
        if isinstance(node, Scalar):
            if not edited(node.span.start, node.span.end):
                yield (shift.start(node.span.start) if shift else node.span.start, node.value, path)
        elif isinstance(node, Sequence):
            waiting.extend((item, path) for item in node.items)
        else:
            for key, value in node:
                waiting.append((value, _below(path, key, edited)))


def _below(path: tuple[str, ...], key: Scalar, edited: Callable[[int, int], bool]) -> tuple[str, ...]:
    if not edited(key.span.start, key.span.end):
        return (*path, key.value)
    return path if path and path[-1] == "*" else (*path, "*")
