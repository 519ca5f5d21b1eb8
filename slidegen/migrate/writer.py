"""An imported deck as files of a project: manifest, fragments, theme.

Knows names of files and what stands in them. Must not know pages, nor the disk. Equal decks give equal bytes.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from typing import TypeAlias

import yaml as pyyaml

from slidegen import lazy_re as re
from slidegen.deck.macro import BUILT_IN
from slidegen.lazy_dataclass import dataclass
from slidegen.migrate.code_style import DARK_CODE
from slidegen.migrate.deck import ImportedDeck
from slidegen.migrate.stylesheet import StyleReport, root_size, translated
from slidegen.source.markdown_extras import DEFAULT_EXTRAS, DIAGRAMS, EMOJI
from slidegen.text.references import file_part

_LOOK = files("slidegen.migrate").joinpath("remark_look.css")
#: In a dark scheme the deck's own colours would stand on a ground that they were not chosen for.
_LIGHT = ":root { color-scheme: light; }"
#: What remark's default style has and slidegen's options need not say.
_WITHOUT_MEANING = frozenset({"slideNumber"})


@dataclass(frozen=True, slots=True)
class ImportedFile:
    path: str  #: in the new project
    data: bytes


@dataclass(frozen=True, slots=True)
class CopiedFile:
    path: str  #: in the new project
    source: str  #: from the folder of the import


Themes: TypeAlias = "dict[tuple[ImportedFile | CopiedFile, ...], str]"  #: what decks had so far, and its name


def deck_files(deck: ImportedDeck, themes: Themes) -> Iterator[ImportedFile | CopiedFile]:
    """The files of the deck but the pictures that its slides name; `themes` gains one that is new."""
    for path, text in deck.texts:
        yield ImportedFile(path, _with_end(text).encode())
    theme = tuple(_theme(deck))
    name = themes.setdefault(theme, deck.name) if theme else ""
    for file in theme if name == deck.name else ():
        yield replace(file, path=f"themes/{name}/{file.path}")
    yield ImportedFile(deck.beside(f"{deck.name}.yml"), _manifest(deck, name).encode())


def _with_end(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"


def _manifest(deck: ImportedDeck, theme: str) -> str:
    more = [extra for extra, is_used in ((DIAGRAMS, deck.diagrams), (EMOJI, deck.emoji)) if is_used]
    said: dict[str, object] = {
        "title": deck.title or deck.name,
        "author": deck.author,
        "date": deck.date,
        "description": deck.description,
        "lang": deck.lang,
        "theme": theme,
        "brand": deck.brand,
        "sections": False,
        "math": deck.math or None,
        "extras": [*DEFAULT_EXTRAS, *more] if more else None,
        "exclude": deck.exclude,
        "macros": {name: text for name, text in deck.macros.items() if name not in BUILT_IN},
        "interstitials": False,
        "remark": {name: value for name, value in deck.remark.items() if name not in _WITHOUT_MEANING},
        "content": [posixpath.relpath(path, deck.folder or ".") for path, _ in deck.texts],
    }
    kept = {
        key: value
        for key, value in said.items()
        if value or value is False or (key == "remark" and deck.is_remark)
    }
    return pyyaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=100)


#: The faces that stand in for those of a page, by what asks for them.
_FACES = {
    "var(--sans)": '{ family = "Source Sans 3", name = "Deck Sans", styles = ["normal", "italic"] }',
    "var(--mono)": '{ family = "JetBrains Mono", name = "Deck Mono" }',
    "var(--serif)": '{ family = "Source Serif 4", name = "Deck Serif", styles = ["normal", "italic"] }',
}


def _theme(deck: ImportedDeck) -> Iterator[ImportedFile | CopiedFile]:
    """The page's styles as files of a theme's folder, over what remark's own style sheet says."""
    if not deck.styles and not deck.has_dark_code:
        return
    is_remarks = bool(deck.styles) and not deck.has_own_look
    css = [_LOOK.read_text(encoding="utf-8")] if is_remarks else []
    css += [_LIGHT] if deck.is_light else []
    css += [DARK_CODE] if deck.has_dark_code else []
    copies: dict[str, str] = {}
    sizes = [size for _, text in deck.styles if (size := root_size(text))]
    for where, text in deck.styles:
        report = StyleReport(counts_rems=bool(sizes))
        css.append(f"/* {where} */\n{_carried(translated(text, report), where, report, copies)}")
        for what, advice in report.left:
            deck.leave(f"`{what}`", advice, where)
        for address in report.remote:
            deck.leave(f"`{address}`", "nothing is loaded from elsewhere: put the file into the theme", where)
        for address in report.imports:
            deck.leave(f"`@import {address}`", "the file is not there", where)
    css += [f"#slides .slide {{ --root-size: {sizes[-1]}; }}"] if sizes else []
    under = "base" if is_remarks else "default"
    sheet = "\n".join(css)
    faces = "".join(f"  {face},\n" for name, face in _FACES.items() if is_remarks and name in sheet)
    fonts = f"fonts = [\n{faces}]\n" if faces else ""
    yield ImportedFile("theme.toml", f'extends = "{under}"\nstyles = ["theme.css"]\n{fonts}'.encode())
    yield ImportedFile("theme.css", sheet.encode())
    yield from (CopiedFile(name, source) for name, source in sorted(copies.items()))


def _carried(css: str, where: str, report: StyleReport, copies: dict[str, str]) -> str:
    """`css` with the addresses of its files as they are in the theme."""
    for address in dict.fromkeys(report.files):
        plain = file_part(address)
        source = posixpath.normpath(posixpath.join(posixpath.dirname(where), plain))
        name = f"files/{posixpath.basename(plain)}"
        while copies.setdefault(name, source) != source:  # another file of that name
            name = f"files/other-{posixpath.basename(name)}"
        css = re.sub(rf"url\(\s*([\"']?){re.escape(address)}\1\s*\)", f'url("{name}")', css)
    return css
