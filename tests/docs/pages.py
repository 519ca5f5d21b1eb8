"""The manual's pages, and what stands in them: fences with their language, links, and a deck to run."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from conftest import ROOT
from markdown_it import MarkdownIt

DOCS = ROOT / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.md") if not path.relative_to(DOCS).parts[0].startswith("_"))
SHELL = frozenset({"console", "bash", "sh", "shell"})
_MARKDOWN = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True, slots=True)
class Block:
    """A fence of a page."""

    language: str
    info: str
    text: str
    line: int  #: of its opening, from 1
    end: int


def name_of(page: Path) -> str:
    return page.relative_to(DOCS).as_posix()


def blocks(page: Path) -> Iterator[Block]:
    for token in _MARKDOWN.parse(page.read_text(encoding="utf-8")):
        if token.type == "fence" and token.map and token.level == 0:
            words = token.info.split()
            yield Block(words[0] if words else "", token.info, token.content, token.map[0] + 1, token.map[1])


def runs(block: Block) -> bool:
    """Whether a reader is to do something: type it, or save it."""
    return block.language in SHELL or "file=" in block.info


def as_exercise(page: Path) -> str:
    """The page as one exercise of a deck: what is to be done stands on its own lines, all else is blank.

    Comments stay, since they hold what drives a step; so a verdict's line is the page's.
    """
    lines = page.read_text(encoding="utf-8").split("\n")
    kept = [""] * len(lines)
    for block in blocks(page):
        if runs(block):
            kept[block.line - 1 : block.end] = lines[block.line - 1 : block.end]
    for token in _MARKDOWN.parse("\n".join(lines)):
        if token.type == "html_block" and token.map and token.content.startswith("<!--"):
            kept[token.map[0] : token.map[1]] = lines[token.map[0] : token.map[1]]
    return "\n".join([".lab[", *kept[1:], "]", ""])


def links(page: Path) -> Iterator[str]:
    for token in _MARKDOWN.parse(page.read_text(encoding="utf-8")):
        for child in token.children or ():
            if child.type in ("link_open", "image"):
                yield str(child.attrs.get("href") or child.attrs.get("src"))
