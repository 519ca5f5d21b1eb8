"""Readers take time in proportion: of what repeats, eight times as much takes about eight times as long.

What Python calls is counted, the same on each machine: the exponent that fits it is 1. What a regular
expression does within one call no counter of Python's sees: for that, processor time is looked at as well, at
two sizes far apart. A reader that is quadratic would take 64 times as long.
"""

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from deck.workbench import compose_markdown, fragment, source
from growth import exponent_of_operations

from slidegen import memory
from slidegen.lint.session import Session, excluded_by, selection_of
from slidegen.render.html import SlideRenderer
from slidegen.source.manifest_reader import manifest_for_markdown
from slidegen.source.settings import Settings
from slidegen.source.texts import Texts

pytestmark = pytest.mark.usefixtures("no_collector")

COUNTED = (1_000, 4_000)  #: characters at which calls are counted
MOST = 1.2  #: the exponent; the largest of all that stand below was 1.07 when they were first counted
FEW, MANY = 4_000, 32_000
MARGIN, FLOOR = 24, 0.15  #: three times what is fair; and what a busy machine takes for nothing

CONSTRUCTS = (
    ".a", ".a.b", ".a[", ".a[`", ".lab[\n```bash\nls\n```\n]\n\n", "://", "http://", "a@b.c ", "\\[",
    "\\[[", "[", "]", "[a]", "[[a]", "[a](", "![", "![:", "![:m](", "![:m a](b)", "[a]: b '",
    "[a]: b '\n", "{{", "{{a}}", "{{a", "@@A", "@@A@@ ", "@@INCLUDE[", "@@LINK[",
    "template: t\n\ntext\n\n---\n", "name: x\n", "layout: true\n\nx\n\n---\n", "--\n", "???\n", "`",
    "`a", "```a\n", "~~~\n", "<", "<!--", "<a ", "<b>", "</a>", "<?", "<![CDATA[", "&", "*a_ ", "**a",
    "~~a", "$x", "# a\n", "> ", "- ", "1. ", "| ", "x: y\n", "\\", "((",
)  # fmt: skip


def slides(text: str) -> None:
    options = manifest_for_markdown(source(text)).remark
    renderer = SlideRenderer()
    for slide in compose_markdown(text).slides:
        renderer.slide(slide, options)


def seconds(piece: str, size: int, work: object) -> float:
    memory.forget()
    text = piece * (size // len(piece))
    start = process_time()
    work(text)  # type: ignore[operator]
    return process_time() - start


def is_linear(piece: str, work: object) -> bool:
    """A second look, when the first was slow: other processes take their time, too."""
    for _ in range(2):
        few, many = (seconds(piece, size, work) for size in (FEW, MANY))
        if many <= FLOOR + MARGIN * few:
            return True
    return False


def lints_in(root: Path) -> Callable[[str], None]:
    """The whole linter, of a deck with one text."""
    settings = Settings()
    selection, excluded = selection_of(settings.lint), excluded_by(settings)
    (root / "d.yml").write_text("content: [a.md]\n", encoding="utf-8")

    def lint(text: str) -> None:
        (root / "a.md").write_text(text, encoding="utf-8")
        Session(Texts.at(root), settings, (root,), selection, excluded).look()

    return lint


@pytest.mark.parametrize("piece", CONSTRUCTS)
def test_calls_are_in_proportion(piece: str, tmp_path: Path) -> None:
    for work in (fragment, slides, lints_in(tmp_path)):
        assert exponent_of_operations(work, piece, COUNTED) < MOST


@pytest.mark.parametrize("piece", CONSTRUCTS)
def test_what_repeats_is_read_and_shown_in_proportion(piece: str) -> None:
    assert is_linear(piece, fragment)
    assert is_linear(piece, slides)


@pytest.mark.parametrize("piece", CONSTRUCTS)
def test_what_repeats_is_linted_in_proportion(piece: str, tmp_path: Path) -> None:
    assert is_linear(piece, lints_in(tmp_path))
