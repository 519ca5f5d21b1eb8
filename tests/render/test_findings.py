"""At which line an author is told what was seen of a slide."""

import pytest

from slidegen.render.check.findings import findings_of
from slidegen.render.check.look import DeckLook, SlideLook
from slidegen.source.file import SourceFile


@pytest.mark.parametrize(
    ("slide", "line"),
    [
        ("# Title\n\ntext\n", 1),
        ("class: big\n\n# Title\n", 3),
        ("```bash\n# a comment\n```\n\n# Title\n", 5),
        ("<!--\n# old\n-->\n\n# Title\n", 5),
        ("Title\n=====\n\n## more\n", 1),
        ("name: x\n<!-- note -->\n\nonly text\n", 4),
        ("```yaml\na: 1\n---\nb: 2\n```\n\n# Title\n", 7),
    ],
)
def test_it_is_told_at_the_title(slide: str, line: int) -> None:
    before = "# Before\n\n---\n"
    file = SourceFile.from_text("a.md", f"{before}{slide}---\n# Behind\n")
    look = DeckLook((SlideLook("x", "a.md:4", "Title", title_lines=2),))
    (finding,) = findings_of(look, "deck.yml", lambda path: file if path == "a.md" else None)
    assert finding.start.line == line + 3
