"""From files to decks: a page of remark, a text, or a folder of either.

Knows what a folder may hold, and which of it is a deck. Must not know how one is read or where it is written.
Nothing of what is read is changed.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from slidegen import lazy_re as re
from slidegen.lint.decks import PAPERS
from slidegen.migrate.deck import ImportedDeck
from slidegen.migrate.import_files import is_skipped, natural, read, root_of, site_of
from slidegen.migrate.jekyll import PARTS, is_layout, layouts_of, part_beside
from slidegen.migrate.markdown_dialects import read_dialect
from slidegen.migrate.page_deck import page_decks
from slidegen.migrate.text_deck import layout_of, said_in_front, text_deck
from slidegen.source.likely import MARKDOWN_SUFFIXES, OTHER_TEXTS, PAGE_SUFFIXES

TEXTS = (*MARKDOWN_SUFFIXES, *OTHER_TEXTS)
_HOLE = re.compile(r"\s*+(?:(?:\{\{.*\}\}|\{%.*%\}|<%.*%>|\$\w+\$)\s*+)?", re.DOTALL)
_SEPARATOR = re.compile(r"^---\s*$", re.MULTILINE)
_ONLY_REMARK = re.compile(
    r"^(?:class|layout|template|name|count|background-image): ?\S|^\.[a-z][\w.-]*\[", re.MULTILINE
)


def read_decks(source: Path) -> tuple[Path, list[ImportedDeck]]:
    """The folder that `source` stands in, and the decks that it is or holds."""
    if source.is_dir():
        files = _files(source)
        pages = list(_of_remark(files))
        root = _root_of(source, pages)
        return root, _without_parts(_in_folder(root, files, pages))
    root = root_of(source)
    return root, list(_in_file(root, source))


def first_of_others(folder: Path) -> Path | None:
    """The first file below the folder that holds slides of another program, as it says itself."""
    files = _files(folder)
    page = next((path for path in _of_remark(files) if any(page_decks(folder, path))), None)
    return page or next(filter(_is_of_others, files), None)


def _of_remark(files: Iterable[Path]) -> Iterator[Path]:
    """The pages that name remark: only such may hold its slides."""
    return (path for path in files if _is_page(path) and "remark" in read(path))


def _is_of_others(path: Path) -> bool:
    """Whether it is Marp's or Slidev's, whose slides alone have a ratio of their own."""
    text = read(path) if path.suffix.lower() in TEXTS else ""
    return text.startswith("---") and bool(read_dialect(path.name, text).ratio)


def _root_of(folder: Path, pages: list[Path]) -> Path:
    """The folder, or the one above it that its pages name files in: `../css/talk.css`."""
    above = (root for root in map(root_of, pages) if folder.is_relative_to(root))
    return min((folder, *above), key=lambda path: len(path.parts))


def _files(folder: Path) -> list[Path]:
    found = sorted(folder.rglob("*"), key=natural)
    return [path for path in found if path.is_file() and not is_skipped(folder, path)]


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


def _in_folder(root: Path, files: list[Path], pages: list[Path]) -> list[ImportedDeck]:
    shown = [deck for path in pages for deck in page_decks(root, path)]
    decks = [deck for deck in shown if not _is_template(deck)]
    templates = [deck for deck in shown if _is_template(deck)]
    layouts = layouts_of(templates)
    taken = {where for deck in decks for where, _ in deck.texts}
    texts = [path for path in files if _may_be_slides(root, path, taken)]
    laid_out = list(_laid_out(root, files, texts, layouts))
    if not decks and not laid_out:
        waiting = next((deck for deck in templates if not is_layout(deck.path)), None)
        return list(_of_texts(root, texts, waiting))
    shown_so = {where for deck in laid_out for where, _ in deck.texts}
    others = [path for path in texts if _may_be_slides(root, path, shown_so) and _is_deck(path)]
    found = [*laid_out, *decks, *(text_deck(root, [path], path.stem) for path in others)]
    _tell_waiting(found[0], templates)
    return found


def _laid_out(
    root: Path, files: list[Path], texts: list[Path], layouts: Mapping[tuple[str, str], ImportedDeck]
) -> Iterator[ImportedDeck]:
    """The texts and the pages of a site whose front matter names one of the layouts."""
    if not layouts:
        return
    for path in files:
        site = site_of(root, path.relative_to(root).as_posix())
        layout = layouts.get((site, layout_of(path))) if path in texts or _is_page(path) else None
        text = path.parent / part if layout and (part := part_beside(layout)) else path
        if layout and text.is_file() and not _is_page(text):
            deck = text_deck(root, [text], path.stem, {layout_of(text): layout})
            deck.title = said_in_front(path, "title") or deck.title
            yield deck


def _tell_waiting(deck: ImportedDeck, templates: list[ImportedDeck]) -> None:
    """Pages that show slides of nobody here. Layouts are for whoever names them."""
    for page in templates:
        if not is_layout(page.path):
            deck.leave("slides that the page waits for", "name their files with `import` yourself", page.path)


def _of_texts(root: Path, texts: list[Path], page: ImportedDeck | None) -> Iterator[ImportedDeck]:
    """The decks of a folder whose pages, if there are any, hold no slides of their own."""
    slides = [path for path in texts if _is_deck(path)] if page else []
    if page and slides:  # it shows the one that it is asked for
        yield from (text_deck(root, [path], path.stem, {"": page}) for path in slides)
    elif any(read(path).startswith("---\n") for path in texts):  # backslide's, Jekyll's: each is a deck
        yield from (text_deck(root, [path], path.stem) for path in texts)
    else:  # chapters that lie together
        for folder in dict.fromkeys(path.parent for path in texts):
            chapters = [path for path in texts if path.parent == folder]
            yield text_deck(root, chapters, folder.resolve().name)


def _is_page(path: Path) -> bool:
    return path.suffix.lower() in PAGE_SUFFIXES


def _may_be_slides(root: Path, path: Path, taken: Collection[str]) -> bool:
    """Whether a file may be a text of slides that no page has taken."""
    where = path.relative_to(root)
    return (
        path.suffix.lower() in TEXTS
        and not set(where.parts[:-1]).intersection(PARTS)
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
