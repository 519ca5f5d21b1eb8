"""The texts that stand in a manifest itself, as texts of which each character knows where it stands there.

Must not know what Markdown is, nor who lists what.
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen.finding import Finding
from slidegen.source.composed import ComposedText
from slidegen.source.file import SourceFile
from slidegen.source.include import Composition, compose, may_include
from slidegen.source.manifest import InlineEntry
from slidegen.source.texts import Texts


def compose_inline(texts: Texts, source: SourceFile, entry: InlineEntry, base: str) -> Composition:
    """The text of `entry`, in the manifest `source`, with its includes in place."""
    own = inline_text(source, entry)
    if not may_include(own.text):
        return Composition(own, (), ())
    alone = compose(texts, SourceFile(source.path, own.text), base)
    findings = tuple(_in_manifest(finding, own, source) for finding in alone.findings)
    return Composition(ComposedText.join(_in_place(alone.text, own, source.path)), findings, alone.files)


def inline_text(source: SourceFile, entry: InlineEntry) -> ComposedText:
    """The text of a multi-line string in the manifest `source`, each line mapped to where it stands there."""
    lines = entry.text.splitlines(keepends=True)
    pieces: list[ComposedText] = []
    for number, line in enumerate(lines, entry.line):
        start, bare = entry.span.start, line.rstrip("\n")
        if number <= len(source.line_starts) and source.line(number).endswith(bare):
            start = source.line_starts[number - 1] + len(source.line(number)) - len(bare)
        pieces.append(ComposedText.whole(source.path, line, start))
    return ComposedText.join(pieces)


def _in_place(text: ComposedText, own: ComposedText, path: str) -> Iterator[ComposedText]:
    """The pieces of `text`: those of the inline text where it stands, those of other files as they are."""
    for piece in text.segments:
        if piece.path == path:
            yield own.part(piece.origin, piece.origin + piece.length)
        else:
            said = text.text[piece.start : piece.start + piece.length]
            yield ComposedText.whole(piece.path, said, piece.origin)


def _in_manifest(finding: Finding, own: ComposedText, source: SourceFile) -> Finding:
    if finding.path != source.path:
        return finding
    span = own.span(finding.span.start, finding.span.end)
    return replace(finding, span=span, start=source.position(span.start), end=source.position(span.end))
