"""The manual's pages, as a wheel or a checkout carries them, and those that are made from tables.

Knows where pages are and how they are called. Must not know how they are shown.
"""

from collections.abc import Callable
from pathlib import Path

import click

from slidegen import lazy_re as re
from slidegen.commands.generated_pages import PAGES
from slidegen.distribution import shipped_folder
from slidegen.lazy_dataclass import dataclass
from slidegen.source.suggest import did_you_mean

#: the folders, and what people look for in them
KINDS = {
    "tutorial": "Learn",
    "how-to": "Do",
    "reference": "Look up",
    "explanation": "Understand",
}
_DIRECTIVE = re.compile(r"^(`{3,}|:{3,})\{[\w-]+\}.*?^\1\s*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class ManualPage:
    """A page and the word by which it is asked for."""

    kind: str
    name: str
    text: Callable[[], str]

    @property
    def title(self) -> str:
        first = self.text().lstrip().partition("\n")[0]
        return first.lstrip("# ").strip()


def manual_folder() -> Path:
    return shipped_folder("manual", "docs")


def manual_pages(root: click.Group) -> tuple[ManualPage, ...]:
    """All pages, kind by kind. `root` is the command line, whose page is made from itself."""
    folder = manual_folder()
    written = [
        ManualPage(kind, path.stem, _reader(path))
        for kind in KINDS
        for path in sorted((folder / kind).glob("*.md"))
    ]
    tables = ManualPage("reference", "reference", _reader(folder / "reference.md"))
    made = [ManualPage("reference", name, _maker(make, root)) for name, make in PAGES.items()]
    return tuple(sorted((*written, tables, *made), key=lambda page: list(KINDS).index(page.kind)))


def find_page(pages: tuple[ManualPage, ...], topic: str) -> ManualPage | None:
    """The page called so, or of that kind, or whose name begins so: where only one can be meant."""
    wanted = topic.lower().removesuffix(".md").rpartition("/")[2]
    called = [page for page in pages if page.name == wanted] or [
        page for page in pages if page.kind == wanted
    ]
    begins = sorted((page for page in pages if page.name.startswith(wanted)), key=lambda page: len(page.name))
    found = called or begins
    return found[0] if found and all(page.name.startswith(found[0].name) for page in found) else None


def nearest(pages: tuple[ManualPage, ...], topic: str) -> str | None:
    return did_you_mean(topic, [*(page.name for page in pages), "tutorial"])


def _reader(path: Path) -> Callable[[], str]:
    return lambda: _DIRECTIVE.sub("", path.read_text(encoding="utf-8"))


def _maker(make: Callable[[click.Group], str], root: click.Group) -> Callable[[], str]:
    return lambda: make(root)
