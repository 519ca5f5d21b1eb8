"""From files to decks: a page of remark, a text, or a folder of either.

Knows what a folder may hold, and which of it is a deck. Must not know how one is read or where it is written.
Nothing of what is read is changed.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

from slidegen import lazy_re as re
from slidegen.lint.decks import PAPERS
from slidegen.migrate.deck import ImportedDeck
from slidegen.migrate.import_files import is_skipped, natural, read, root_of
from slidegen.migrate.jekyll import LAYOUTS, PARTS, layouts_of
from slidegen.migrate.markdown_dialects import read_dialect
from slidegen.migrate.page_deck import page_decks
from slidegen.migrate.text_deck import layout_of, text_deck

PAGES = (".html", ".htm")
TEXTS = (".md", ".markdown", ".rmd", ".qmd")
_HOLE = re.compile(r"\s*+(?:(?:\{\{.*\}\}|\{%.*%\}|<%.*%>|\$\w+\$)\s*+)?", re.DOTALL)
_SEPARATOR = re.compile(r"^---\s*$", re.MULTILINE)
_ONLY_REMARK = re.compile(
    r"^(?:class|layout|template|name|count|background-image): ?\S|^\.[a-z][\w.-]*\[", re.MULTILINE
)


def read_decks(source: Path) -> tuple[Path, list[ImportedDeck]]:
    """The folder that `source` stands in, and the decks that it is or holds."""
    if source.is_dir():
        return source, _without_parts(list(_in_folder(source)))
    root = root_of(source)
    return root, list(_in_file(root, source))


def _without_parts(decks: list[ImportedDeck]) -> list[ImportedDeck]:
    """The decks without those whose slides another one shows (`src:` of Slidev's)."""
    parts = {part for deck in decks for part in deck.parts - {deck.path}}
    whole = [deck for deck in decks if deck.path not in parts]
    return whole or decks


def _in_file(root: Path, path: Path) -> Iterator[ImportedDeck]:
    if _is_page(path):
        yield from page_decks(root, path)
    else:
        yield text_deck(root, [path], path.stem)


def _in_folder(root: Path) -> Iterator[ImportedDeck]:
    files = [
        path for path in sorted(root.rglob("*"), key=natural) if path.is_file() and not is_skipped(root, path)
    ]
    pages = [path for path in files if _is_page(path) and "remark" in read(path)]
    shown = [deck for path in pages for deck in page_decks(root, path)]
    decks = [deck for deck in shown if not _is_template(deck)]
    layouts = layouts_of(deck for deck in shown if _is_template(deck))
    taken = {where for deck in decks for where, _ in deck.texts}
    texts = [path for path in files if _may_be_slides(root, path, taken)]
    laid_out = [path for path in texts if layouts and layout_of(path) in layouts]
    if decks or laid_out:
        others = [path for path in texts if path not in laid_out and _is_deck(path)]
        yield from (text_deck(root, [path], path.stem, layouts) for path in laid_out)
        yield from decks
        yield from (text_deck(root, [path], path.stem) for path in others)
        return
    waiting = next((deck for deck in shown if not deck.path.startswith(LAYOUTS)), None)
    yield from _of_texts(root, texts, waiting)


def _of_texts(root: Path, texts: list[Path], page: ImportedDeck | None) -> Iterator[ImportedDeck]:
    """The decks of a folder whose pages, if there are any, hold no slides of their own."""
    slides = [path for path in texts if _is_deck(path)] if page else []
    if page and slides:  # it shows the one that it is asked for
        yield from (text_deck(root, [path], path.stem, {"": page}) for path in slides)
    elif any(read(path).startswith("---\n") for path in texts):  # backslide's, Jekyll's: each is a deck
        yield from (text_deck(root, [path], path.stem) for path in texts)
    elif texts:
        yield text_deck(root, texts, root.resolve().name)


def _is_page(path: Path) -> bool:
    return path.suffix.lower() in PAGES


def _may_be_slides(root: Path, path: Path, taken: Collection[str]) -> bool:
    """Whether a file may be a text of slides that no page has taken."""
    where = path.relative_to(root)
    return (
        path.suffix.lower() in TEXTS
        and where.parts[0] not in PARTS
        and not PAPERS.match(path.name)
        and where.with_suffix(".md").as_posix() not in taken
    )


def _is_template(deck: ImportedDeck) -> bool:
    """Whether the page waits for its slides: `<textarea>{{ content }}</textarea>`."""
    return all(_HOLE.fullmatch(text) for _, text in deck.texts)


def _is_deck(path: Path) -> bool:
    """Whether a text beside pages is a deck of its own: slides, and something that only remark reads."""
    text = read(path)
    body = read_dialect(path.name, text).text
    enough = 0 if text.startswith("---\n") else 1
    return len(_SEPARATOR.findall(body)) > enough and _ONLY_REMARK.search(body) is not None
