"""Spans of what was read from a composed text lead to the files that it came from."""

from deck.workbench import nodes

from slidegen.finding import Finding
from slidegen.source.composed import ComposedText
from slidegen.source.file import SourceFile
from slidegen.text.fragment import read_fragment
from slidegen.text.model import Fence, SlideSource
from slidegen.text.relocate import relocate

OUTER = SourceFile.from_text("outer.md", "# One\n\n@@INCLUDE[inner.md]\n\n---\n\n# Two\n\n.red[x\n")
INNER = SourceFile.from_text("inner.md", "text\n\n```bash\nls\n```\n\n---\n\n# Middle\n")


def composed() -> ComposedText:
    start = OUTER.text.index("@@INCLUDE")
    end = OUTER.text.index("\n", start)
    return ComposedText.join(
        [
            ComposedText.whole("outer.md", OUTER.text[:start]),
            ComposedText.whole("inner.md", INNER.text.rstrip("\n")),
            ComposedText.whole("outer.md", OUTER.text[end:], end),
        ]
    )


def test_nodes_stand_in_the_files_that_they_come_from() -> None:
    text = composed()
    files = {"outer.md": OUTER, "inner.md": INNER}
    read = read_fragment(SourceFile.from_text("outer.md", text.text))
    moved = relocate(read, text, files.__getitem__)
    found = [
        (type(node).__name__, node.span.path, node.line)
        for node in nodes(moved)
        if isinstance(node, SlideSource | Fence)
    ]
    assert found == [
        ("SlideSource", "outer.md", 1),
        ("Fence", "inner.md", 3),
        ("SlideSource", "inner.md", 8),
        ("SlideSource", "outer.md", 6),
    ]
    (finding,) = moved.findings
    assert str(finding).startswith("outer.md:9:1 SG401")
    assert all(node.span.path == finding.path for node in nodes(finding) if isinstance(node, Finding))
