"""Decks that stand in texts: Markdown, xaringan's, backslide's, Jekyll's.

Knows what the head of a text says of its deck, and which styles lie beside it. Must not know pages, nor how
a text is told from other papers.
"""

import json
import posixpath
from collections.abc import Mapping
from pathlib import Path
from typing import TypeGuard

from slidegen.migrate.deck import ImportedDeck, Left
from slidegen.migrate.import_files import local, read, site_of
from slidegen.migrate.javascript import Value
from slidegen.migrate.jekyll import take_layout, without_liquid
from slidegen.migrate.markdown_dialects import read_dialect
from slidegen.migrate.remark_options import take_option
from slidegen.migrate.reveal import OPTIONS, SEPARATORS
from slidegen.migrate.scss import as_css
from slidegen.migrate.slide_texts import with_addresses
from slidegen.source import yaml

#: What xaringan's title slide says, and by which headings.
_TITLES = {"title": "#", "subtitle": "##", "author": "###", "institute": "###", "date": "###"}
#: Options of xaringan's that say how its page is made, or that are read elsewhere.
_OF_KNITR = ("lib_dir", "mathjax", "seal", "self_contained", "yolo", "chakra", "keep_md")


def text_deck(
    root: Path, paths: list[Path], name: str, layouts: Mapping[str, ImportedDeck] = {}
) -> ImportedDeck:
    deck = ImportedDeck(name, paths[0].relative_to(root).as_posix(), is_remark=True)
    for path in paths:
        add_text(deck, root, path)
    if layout := layouts.get(layout_of(paths[0])):
        take_layout(deck, layout)
    template = paths[0].parent / "template"  # backslide's, beside its decks
    for style in sorted(template.glob("*.css")):
        deck.styles.append((style.relative_to(root).as_posix(), read(style)))
    for style in sorted(template.glob("*.scss")):
        if style.with_suffix(".css").exists():
            continue  # what it was compiled to
        left: Left = []
        where = style.relative_to(root).as_posix()
        deck.styles.append((where, as_css(read(style), left)))
        for what, advice in left:
            deck.leave(what, advice, where)
    deck.title = deck.title or name.replace("-", " ").replace("_", " ").strip().capitalize()
    return deck


def add_text(deck: ImportedDeck, root: Path, path: Path) -> None:
    where = path.relative_to(root).as_posix()
    beside = posixpath.dirname(where)

    def named(name: str) -> str | None:
        part = posixpath.normpath(posixpath.join(beside, name))
        deck.parts.add(part)
        return local(root, part)

    dialect = read_dialect(where, read(path), named, _reveal_options(deck, root, beside))
    text = dialect.text
    if "layout" in dialect.front:
        page = {key: yaml.as_text(node) or "" for key, node in dialect.front.items()}
        site = site_of(root, where)
        text = without_liquid(deck, where, text, page, lambda name: local(root, name), site)
    text = with_addresses(text, lambda name: _as_file(name, path)) if dialect.ratio else text
    title = _title_slide(dialect.front)
    deck.texts.append((posixpath.splitext(where)[0] + ".md", f"{title}{text}"))
    for what, advice in dialect.left:
        deck.leave(what, advice, where)
    deck.styles += [(f"{where}, style {number}", css) for number, css in enumerate(dialect.styles, 1)]
    deck.has_own_look = deck.has_own_look or bool(dialect.styles)
    deck.is_light = deck.is_light or dialect.is_light
    deck.math = deck.math or dialect.has_formulas
    deck.emoji = deck.emoji or dialect.has_emoji
    if dialect.ratio:
        deck.remark.setdefault("ratio", dialect.ratio)
    for key, node in dialect.front.items():
        _take_front(deck, path.parent, root, key, node)


def _reveal_options(deck: ImportedDeck, root: Path, folder: str) -> Mapping[str, str]:
    """What `reveal-md.json` says of the texts of a folder, or of all: it is started where that lies."""
    found = local(root, posixpath.join(folder, OPTIONS)) or local(root, OPTIONS)
    try:
        said = json.loads(found or "{}")
    except ValueError as error:
        deck.leave(f"it is no JSON ({error})", "say its separators in the front matter", OPTIONS)
        return {}
    options = {key: str(value) for key, value in said.items()} if isinstance(said, dict) else {}
    if others := sorted(options.keys() - SEPARATORS):
        deck.leave(", ".join(f"`{key}`" for key in others), "it says nothing to slidegen", OPTIONS)
    return options


def _as_file(name: str, path: Path) -> str:
    """An address of Slidev's: what begins with a slash lies in the folder `public`."""
    is_served = name.startswith("/") and (path.parent / "public" / name.lstrip("/")).is_file()
    return f"public{name}" if is_served else name


def _title_slide(front: Mapping[str, yaml.Node]) -> str:
    """The slide that xaringan makes of the front matter, unless its deck is not sealed."""
    output = front.get("output")
    formats = [value for key, value in output if "moon_reader" in key.value] if _is_mapping(output) else []
    options = {key.value: value for key, value in formats[0]} if formats and _is_mapping(formats[0]) else {}
    is_open = "seal" in options and yaml.as_boolean(options["seal"]) is False
    if "title" not in front or is_open or not (formats or "moon_reader" in (yaml.as_text(output) or "")):
        return ""
    nature = options.get("nature")
    named = {key.value: value for key, value in nature} if _is_mapping(nature) else {}
    classes = yaml.as_texts(named.get("titleSlideClass")) or ("center", "middle", "inverse")
    lines = [
        f"{marks} {', '.join(said)}"
        for key, marks in _TITLES.items()
        if (said := yaml.as_texts(front.get(key)))
    ]
    return f"class: {', '.join(classes)}, title-slide\n\n" + "\n".join(lines) + "\n\n---\n"


def _is_mapping(node: yaml.Node | None) -> TypeGuard[yaml.Mapping]:
    return isinstance(node, yaml.Mapping)


def layout_of(path: Path) -> str:
    return said_in_front(path, "layout")


def said_in_front(path: Path, key: str) -> str:
    """What the front matter of a text or a page says of `key`, or nothing."""
    node = read_dialect(path.name, read(path)).front.get(key)
    return (node and yaml.as_text(node)) or ""


def _take_front(deck: ImportedDeck, beside: Path, root: Path, key: str, node: yaml.Node) -> None:
    """One key of front matter: ours, xaringan's, or nobody's."""
    text = yaml.as_text(node)
    if key in ("title", "lang", "author", "date", "description") and text:
        setattr(deck, key, text)
    elif key == "math" and text:
        deck.math = yaml.as_boolean(node) is True or "katex" in text or "mathjax" in text
    elif key == "output" and isinstance(node, yaml.Mapping):
        for _, options in node:
            if isinstance(options, yaml.Mapping):
                _take_xaringan(deck, beside, root, options)
    elif key == "footer" and text:
        deck.brand["footer"] = text
    elif key == "paginate" and yaml.as_boolean(node) is True:
        return  # slides have their numbers
    elif key not in ("marp", "output", "layout", "permalink", "subtitle", "institute"):
        deck.leave(f"front matter `{key}`", "it says nothing to slidegen")


def _take_xaringan(deck: ImportedDeck, beside: Path, root: Path, options: yaml.Mapping) -> None:
    deck.math = True  # xaringan loads MathJax unless told not to
    for key, node in options:
        if key.value == "css":
            for name in yaml.as_texts(node) or ():
                path = beside / name  # it may lie above the folder
                if path.is_file():
                    where = posixpath.join(beside.relative_to(root).as_posix(), name)
                    deck.styles.append((posixpath.normpath(where), read(path)))
                else:
                    deck.leave(
                        f"style `{name}`", "a style sheet of xaringan: copy what you need into the theme"
                    )
        elif key.value == "nature" and isinstance(node, yaml.Mapping):
            for option, value in (each for each in node if each[0].value != "titleSlideClass"):
                take_option(deck, option.value, _plain(value))
        elif key.value == "mathjax" and yaml.as_text(node) in ("null", "~", ""):
            deck.math = False
        elif key.value not in _OF_KNITR:
            deck.leave(f"`{key.value}` of xaringan", "slidegen has no such option: look at what it brought")


def _plain(node: yaml.Node) -> Value:
    if isinstance(node, yaml.Scalar):
        flag = yaml.as_boolean(node) if node.style == "plain" else None
        return node.value if flag is None else flag
    return (
        [item.value for item in node.items if isinstance(item, yaml.Scalar)]
        if isinstance(node, yaml.Sequence)
        else None
    )
