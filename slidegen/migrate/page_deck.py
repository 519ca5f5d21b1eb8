"""Decks that stand in pages: each call of `remark.create` is one.

Knows where the parts of such a page are, its scripts and its styles. Must not know what else a folder holds.
"""

import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path

from slidegen import lazy_re as re
from slidegen.deck.formula_commands import written_out
from slidegen.lazy_dataclass import dataclass
from slidegen.migrate.deck import ImportedDeck
from slidegen.migrate.formula_macros import macros_of
from slidegen.migrate.import_files import (
    REMARK_ITSELF,
    local,
    looks_of_older_remark,
    read,
    site_of,
    with_modules,
)
from slidegen.migrate.javascript import (
    CreateCall,
    create_calls,
    lists_of_files,
    macros_in,
    objects_named,
    texts_named,
)
from slidegen.migrate.jekyll import of_site
from slidegen.migrate.jinja_macros import jinja_of
from slidegen.migrate.remark_options import take_option
from slidegen.migrate.remark_page import RemarkPage, read_page
from slidegen.migrate.style_imports import with_imports
from slidegen.migrate.text_deck import add_text
from slidegen.text.references import file_part

_ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_EMBEDDED = re.compile(r"data:", re.IGNORECASE)  #: remark itself and its like, in pages that stand alone
_FORMULAS = re.compile(r"katex|mathjax", re.IGNORECASE)
_DIAGRAMS = re.compile(r"\bmermaid\b", re.IGNORECASE)
_OUR_FORMULAS = "formulas are made at build time"
_BEHAVIOUR = re.compile(r"\.on\(|addEventListener|document\.|\bgtag\(|\bga\(|\$\(")


@dataclass(frozen=True, slots=True)
class _SourcePage:
    """A page, and the scripts that the folder has."""

    root: Path
    path: Path
    parts: RemarkPage
    beside: tuple[str, ...]  #: paths of its scripts, remark itself among them
    codes: Mapping[str, str]  #: what the others say, and the modules that they load, by path
    missing: tuple[str, ...]  #: scripts that it names and the folder lacks, but remark itself

    @property
    def scripts(self) -> list[str]:
        return [*self.codes.values(), *self.parts.scripts]

    @property
    def where(self) -> str:
        return self.path.relative_to(self.root).as_posix()

    def untold(self) -> tuple[CreateCall, ...]:
        """The call that stands in a script which is not here, or that the first remark made by itself."""
        has_text = any(name == "source" and text.strip() for name, text in self.parts.sources)
        loads_remark = any(REMARK_ITSELF.search(address) for address in self.parts.script_files)
        return (CreateCall({}, ()),) if has_text and loads_remark else ()

    def named(self, address: str) -> str:
        return _named(self.root, self.where, address)


def page_decks(root: Path, path: Path) -> Iterator[ImportedDeck]:
    """The decks that the page shows: one a call of `remark.create`, none where it calls nothing."""
    page = _read(root, path)
    said = ";\n".join(page.scripts)  # one may name what another says
    calls = tuple(create_calls(said))
    for number, call in enumerate(calls or page.untold(), 1):
        deck = ImportedDeck(path.stem if number == 1 else f"{path.stem}-{number}", page.where, is_remark=True)
        _take_head(deck, page)
        _take_call(deck, page, call)
        if not calls:
            deck.leave(
                "options of remark.create", "no script that is here calls it: say them in the manifest"
            )
        if not any(text.strip() for _, text in deck.texts):
            _take_fetched(deck, page)
        _write_out_formulas(deck, page)
        _take_scripts(deck, page)
        _take_styles(deck, page)
        yield deck


def _read(root: Path, path: Path) -> _SourcePage:
    parts = read_page(read(path))
    where = path.relative_to(root).as_posix()
    own = [each for each in parts.script_files if not _ELSEWHERE.match(each) and not _EMBEDDED.match(each)]
    named = tuple(_named(root, where, each) for each in own)
    beside = tuple(name for name in named if (root / name).is_file())
    missing = tuple(name for name in named if name not in beside and not REMARK_ITSELF.search(name))
    codes = with_modules(root, [name for name in beside if not REMARK_ITSELF.search(name)])
    return _SourcePage(root, path, parts, beside, codes, missing)


def _named(root: Path, where: str, address: str) -> str:
    """The path from the root of the file that the page `where` calls so: `/css/a.css` begins at its site."""
    path = file_part(of_site(address))
    folder = site_of(root, where) if path.startswith("/") else posixpath.dirname(where)
    return posixpath.normpath(posixpath.join(folder, path.lstrip("/")))


def _take_head(deck: ImportedDeck, page: _SourcePage) -> None:
    parts = page.parts
    deck.title, deck.lang = parts.title, parts.lang
    loaded = " ".join((*parts.script_files, *parts.scripts))
    deck.math = _FORMULAS.search(" ".join((loaded, *parts.style_files))) is not None
    deck.diagrams = _DIAGRAMS.search(loaded) is not None


def _take_call(deck: ImportedDeck, page: _SourcePage, call: CreateCall) -> None:
    for name in call.unread:
        deck.leave(f"`{name or 'an option'}` of remark.create, which is computed", "say it in the manifest")
    own = call.options.get("source")
    urls = call.options.get("sourceUrl")
    if isinstance(own, str):
        deck.texts.append((deck.beside(f"{deck.name}.md"), own))
    elif urls:
        for url in urls if isinstance(urls, list) else [urls]:
            _take_source(deck, page, str(url))
    else:
        named = [text for name, text in page.parts.sources if name == "source"]
        for number, text in enumerate(named[:1] or [text for _, text in page.parts.sources], 1):
            name = deck.name if number == 1 else f"{deck.name}-{number}"
            deck.texts.append((deck.beside(f"{name}.md"), text))
    for name, value in call.options.items():
        take_option(deck, name, value)


def _take_fetched(deck: ImportedDeck, page: _SourcePage) -> None:
    """The texts that the page's scripts fetch by themselves, where no option names one."""
    named = next((names for script in page.scripts for names in lists_of_files(script)), None)
    fetched = [each for each in texts_named(page.scripts) if (page.root / page.named(each)).is_file()]
    if names := named or fetched[:1]:
        deck.texts.clear()  # of a `<textarea>` that a script fills
    for name in names:
        _take_source(deck, page, name)
        deck.left = [left for left in deck.left if not left.what.startswith("`source")]


def _take_source(deck: ImportedDeck, page: _SourcePage, url: str) -> None:
    root = page.root.resolve()
    found = (root / page.named(url)).resolve()
    if _ELSEWHERE.match(url):
        deck.leave(f"slides at {url}", "fetch the file, put it beside the page, and name it in `sourceUrl`")
    elif not found.is_file() or not found.is_relative_to(root):
        deck.leave(f"slides in {url}", "the file is not there: give the folder that holds page and slides")
    else:
        add_text(deck, root, found)


def _write_out_formulas(deck: ImportedDeck, page: _SourcePage) -> None:
    """Commands of formulas that the page's settings define, which no text says."""
    if deck.math:
        settings = (each for script in page.scripts for each in objects_named(script, "macros"))
        macros = dict(macro for each in settings for macro in macros_of(each))
        deck.texts = [(where, written_out(text, macros)) for where, text in deck.texts]


def _take_scripts(deck: ImportedDeck, page: _SourcePage) -> None:
    for script in page.scripts:
        for name, code in macros_in(script):
            template = jinja_of(code)
            if template is None:
                deck.leave(
                    f"macro `{name}`: {' '.join(code.split())[:120]}",
                    "write it as a template under `macros:`",
                )
            else:
                deck.macros[name] = template
        if _BEHAVIOUR.search(script):
            deck.leave("JavaScript of the page", "slides have no scripts; the viewer may do it already")
    for name in page.codes:
        deck.leave(f"script {name}", "slides have no scripts; the viewer may do it already")
    for name in page.missing:
        deck.leave(f"script {name}", _OUR_FORMULAS if _FORMULAS.search(name) else "the file is not there")
    for address in page.parts.script_files:
        if _ELSEWHERE.match(address) and not REMARK_ITSELF.search(address):
            advice = _OUR_FORMULAS if _FORMULAS.search(address) else "nothing is loaded from elsewhere"
            deck.leave(f"script {address}", advice)


def _take_styles(deck: ImportedDeck, page: _SourcePage) -> None:
    if older := looks_of_older_remark(page.root, page.beside):
        deck.styles.insert(0, ("an older remark", older))
    for address in page.parts.style_files:
        name = page.named(address)
        file = page.root / name
        if _FORMULAS.search(address):
            deck.leave(f"style {address}", _OUR_FORMULAS)
        elif _ELSEWHERE.match(address):
            deck.leave(
                f"style {address}", "nothing is loaded from elsewhere: put what it says into the theme"
            )
        elif file.is_file():
            deck.styles.append((name, read(file)))
        else:
            deck.leave(f"style {address}", "the file is not there")
    deck.styles += [(page.where, style) for style in page.parts.styles]
    deck.styles = [
        sheet
        for name, css in deck.styles
        for sheet in with_imports(name, css, lambda path: local(page.root, path))
    ]
