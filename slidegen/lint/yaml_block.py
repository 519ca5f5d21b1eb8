"""YAML text inside a document: a whole file, or a fence of a slide; its nodes, and where they stand.

Knows how a fence was moved left. Must not know YAML's syntax (`slidegen.source.yaml` does), nor Kubernetes.
"""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, cached_property

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.document import Document
from slidegen.lint.slides import fragment_of
from slidegen.location import Span
from slidegen.source.file import SourceFile
from slidegen.source.nodes import Mapping, Node, Scalar, YamlReading
from slidegen.source.yaml import compose_documents
from slidegen.text.indents import line_starts
from slidegen.text.model import Fence
from slidegen.text.typed.shown import YAML, shown_word
from slidegen.text.unmarked_code import bare_fence

_HERE_DOCUMENT = re.compile(r"(?<!<)<<-?[ \t]*(?P<quote>['\"]?)(?P<word>\w++)(?P=quote)[^\n]*\n")
#: What a fence is called of which nothing is known.
_SAYS_NOTHING = frozenset(("", "text", "txt", "plain", "plaintext", "code", "none"))
_BEGINS = re.compile(r"(?:[ \t]*(?:#[^\n]*|---[ \t]*)?\n)*(?:apiVersion|kind):[ \t]+[\w\"']")
#: A word in quotes that begins as a manifest does, and has more than one line.
_QUOTED = re.compile(
    r"(?P<mark>[\"'](?<=[ \t(][\"']))(?=(?:[ \t]*\n)?(?:---[ \t]*\n)?apiVersion:[ \t]+[^\s\"']+[ \t]*\n)"
)
_MANIFEST = re.compile(r"^[ \t]*apiVersion:[ \t]", re.MULTILINE)


@dataclass(frozen=True)
class YamlBlock:
    """A piece of YAML. Not slotted: it is composed on first use."""

    source: SourceFile
    text: str  #: without the fence's indentation
    line: int  #: of its first line in the file, from 1
    column: int  #: how many columns each line was moved left
    fence: Fence | None  #: None for a whole file

    @cached_property
    def reading(self) -> YamlReading:
        return compose_documents(self.text, self.place)

    @property
    def documents(self) -> tuple[Node, ...]:
        """The root nodes; none when any part of the text is not YAML (templates, `...`)."""
        return self.reading.documents if self.parses else ()

    @property
    def parses(self) -> bool:
        return self.reading.problem is None

    def place(self, start: int, end: int) -> Span:
        """Where `text[start:end]` stands in the file."""
        if self.fence is None:
            return self.source.span(start, end)
        return self.source.span(self.offset(start), self.offset(end))

    def offset(self, at: int) -> int:
        """Where `text[at]` stands in the file's text."""
        line = bisect_right(self._starts, at) - 1
        if line >= len(self._places):
            return len(self.source.text)
        return min(self._places[line] + at - self._starts[line], len(self.source.text))

    @cached_property
    def _places(self) -> tuple[int, ...]:
        """Where each line of `text` begins in the file's text."""
        if self.fence is None:
            return self._starts
        span = self.fence.text_span
        return line_starts(self.source.text, span.start, span.end, self.text)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(SourceFile(self.source.path, self.text).line_starts)


def yaml_blocks_in(document: Document) -> tuple[YamlBlock, ...]:
    """The file itself when it is YAML; else its fences of YAML, and manifests in here-documents."""
    if document.kind == "yaml":
        return (YamlBlock(document.source, document.text, 1, 0, None),)
    marked = [
        YamlBlock(document.source, fence.text, fence.line + 1, fence.column, fence)
        for fence in document.view(fragment_of).fences
        if is_yaml(fence)
    ]
    here = document.view(here_manifests)
    if not here:
        return tuple(marked)
    found = [*marked, *(YamlBlock(document.source, each.text, each.line, each.column, each) for each in here)]
    return tuple(sorted(found, key=lambda block: block.offset(0)))


def is_yaml(fence: Fence) -> bool:
    """Whether a fence shows YAML: it says so, or says nothing, or `text`, and begins like a manifest. Of HTML
    the lines say what they can.
    """
    word = "" if fence.is_html else shown_word(fence)
    return word in YAML or (word in _SAYS_NOTHING and _BEGINS.match(fence.text) is not None)


def here_manifests(document: Document) -> tuple[Fence, ...]:
    """The manifests that a script or a code hands on: `kubectl apply -f - <<EOF`, `echo "apiVersion: …"`."""
    text = document.text
    if not ("<<" in text and _MANIFEST.search(text)) and not _QUOTED.search(text):
        return ()
    if document.kind in ("shell", "dockerfile"):
        return (*_here_manifests(document.source, 0, len(text)), *_quoted(document.source, 0, len(text)))
    spans = (f.text_span for f in document.view(fragment_of).fences if not is_yaml(f))
    return tuple(
        each
        for span in spans
        if text.find("apiVersion", span.start, span.end) != -1
        for found in (_here_manifests, _quoted)
        for each in found(document.source, span.start, span.end)
    )


def _quoted(source: SourceFile, start: int, end: int) -> Iterator[Fence]:
    """What a command is given as a word: `echo '…' | kubectl apply -f -`."""
    while opening := _QUOTED.search(source.text, start, end):
        start = source.text.find(opening["mark"], opening.end("mark"), end)
        if start == -1:
            return
        yield bare_fence(source, opening.end("mark"), start)


def _here_manifests(source: SourceFile, start: int, end: int) -> Iterator[Fence]:
    text = source.text
    while opening := _HERE_DOCUMENT.search(text, start, end):
        closing = _closing(opening["word"]).search(text, opening.end(), end)
        if closing is None:
            return
        start = closing.end()
        if _MANIFEST.search(text, opening.end(), closing.start()):
            yield bare_fence(source, opening.end(), max(opening.end(), closing.start() - 1))


@cache
def _closing(word: str) -> re.Pattern[str]:
    return re.compile(rf"^[ \t]*{word}[ \t]*$", re.MULTILINE)


def child(node: Node | None, *path: str | int) -> Node | None:
    """The node at `path` below `node`."""
    return node.at(*path) if isinstance(node, Mapping) else None


def scalar(node: Node | None) -> str:
    """The text of a scalar, `` for any other node."""
    return node.value if isinstance(node, Scalar) else ""


def pairs(node: Node | None) -> Iterator[tuple[Scalar, Node]]:
    """The entries of a mapping whose keys are scalars; nothing for other nodes."""
    return iter(node) if isinstance(node, Mapping) else iter(())
