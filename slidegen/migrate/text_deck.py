"""Decks that stand in texts: Markdown, xaringan's, backslide's, Jekyll's.

Knows what the head of a text says of its deck, and which styles lie beside it. Must not know pages, nor how
a text is told from other papers.
"""

import posixpath
from collections.abc import Mapping
from pathlib import Path

from slidegen.migrate.deck import ImportedDeck
from slidegen.migrate.import_files import local, read
from slidegen.migrate.javascript import Value
from slidegen.migrate.jekyll import take_layout, without_liquid
from slidegen.migrate.markdown_dialects import read_dialect
from slidegen.migrate.remark_options import take_option
from slidegen.migrate.scss import as_css
from slidegen.source import yaml


def text_deck(
    root: Path, paths: list[Path], name: str, layouts: Mapping[str, ImportedDeck] = {}
) -> ImportedDeck:
    deck = ImportedDeck(name, paths[0].relative_to(root).as_posix(), is_remark=True)
    for path in paths:
        add_text(deck, root, path)
    if layout := layouts.get(layout_of(paths[0])):
        take_layout(deck, layout)
    for style in sorted((root / "template").glob("*.css")):
        deck.styles.append((style.relative_to(root).as_posix(), read(style)))
    for style in sorted((root / "template").glob("*.scss")):
        if style.with_suffix(".css").exists():
            continue  # what it was compiled to
        left: list[tuple[str, str]] = []
        where = style.relative_to(root).as_posix()
        deck.styles.append((where, as_css(read(style), left)))
        for what, advice in left:
            deck.leave(what, advice, where)
    deck.title = deck.title or name.replace("-", " ").replace("_", " ").strip().capitalize()
    return deck


def add_text(deck: ImportedDeck, root: Path, path: Path) -> None:
    where = path.relative_to(root).as_posix()
    dialect = read_dialect(where, read(path))
    text = dialect.text
    if "layout" in dialect.front:
        page = {key: yaml.as_text(node) or "" for key, node in dialect.front.items()}
        text = without_liquid(deck, where, text, page, lambda name: local(root, name))
    deck.texts.append((posixpath.splitext(where)[0] + ".md", text))
    for what, advice in dialect.left:
        deck.leave(what, advice, where)
    deck.math = deck.math or dialect.has_formulas
    if dialect.ratio:
        deck.remark.setdefault("ratio", dialect.ratio)
    for key, node in dialect.front.items():
        _take_front(deck, root, key, node)


def layout_of(path: Path) -> str:
    layout = read_dialect(path.name, read(path)).front.get("layout")
    return (layout and yaml.as_text(layout)) or ""


def _take_front(deck: ImportedDeck, root: Path, key: str, node: yaml.Node) -> None:
    """One key of front matter: ours, xaringan's, or nobody's."""
    text = yaml.as_text(node)
    if key in ("title", "lang", "author", "date", "description") and text:
        setattr(deck, key, text)
    elif key == "math" and text:
        deck.math = yaml.as_boolean(node) is True or "katex" in text or "mathjax" in text
    elif key == "output" and isinstance(node, yaml.Mapping):
        for _, options in node:
            if isinstance(options, yaml.Mapping):
                _take_xaringan(deck, root, options)
    elif key == "footer" and text:
        deck.brand["footer"] = text
    elif key == "paginate" and yaml.as_boolean(node) is True:
        return  # slides have their numbers
    elif key not in ("marp", "output", "layout", "permalink", "subtitle", "institute"):
        deck.leave(f"front matter `{key}`", "it says nothing to slidegen")


def _take_xaringan(deck: ImportedDeck, root: Path, options: yaml.Mapping) -> None:
    deck.math = True  # xaringan loads MathJax unless told not to
    for key, node in options:
        if key.value == "css":
            for name in yaml.as_texts(node) or ():
                path = root / name
                if path.is_file():
                    deck.styles.append((name, read(path)))
                else:
                    deck.leave(
                        f"style `{name}`", "a style sheet of xaringan: copy what you need into the theme"
                    )
        elif key.value == "nature" and isinstance(node, yaml.Mapping):
            for option, value in node:
                take_option(deck, option.value, _plain(value))
        elif key.value == "mathjax" and yaml.as_text(node) in ("null", "~", ""):
            deck.math = False


def _plain(node: yaml.Node) -> Value:
    if isinstance(node, yaml.Scalar):
        flag = yaml.as_boolean(node) if node.style == "plain" else None
        return node.value if flag is None else flag
    return (
        [item.value for item in node.items if isinstance(item, yaml.Scalar)]
        if isinstance(node, yaml.Sequence)
        else None
    )
