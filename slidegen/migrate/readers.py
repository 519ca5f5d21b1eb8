"""From files to decks: a page of remark, a text, a folder of either.

Knows what a folder may hold and where a page's parts are. Must not know where a deck is written. Nothing of
what is read is changed.
"""

import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path

from slidegen import lazy_re as re
from slidegen.deck.formula_commands import written_out
from slidegen.lint.decks import PAPERS
from slidegen.migrate.code_style import is_dark
from slidegen.migrate.deck import ImportedDeck
from slidegen.migrate.formula_macros import macros_of
from slidegen.migrate.import_files import (
    REMARK_ITSELF,
    is_skipped,
    local,
    looks_of_older_remark,
    natural,
    read,
    root_of,
    with_modules,
)
from slidegen.migrate.javascript import (
    CreateCall,
    Pattern,
    Value,
    create_calls,
    lists_of_files,
    macros_in,
    objects_named,
    texts_named,
)
from slidegen.migrate.jekyll import LAYOUTS, PARTS, layouts_of, of_site, take_layout, without_liquid
from slidegen.migrate.jinja_macros import jinja_of
from slidegen.migrate.markdown_dialects import read_dialect
from slidegen.migrate.remark_page import RemarkPage, read_page
from slidegen.migrate.scss import as_css
from slidegen.migrate.style_imports import with_imports
from slidegen.source import yaml
from slidegen.source.manifest import REMARK_KEYS

PAGES = (".html", ".htm")
TEXTS = (".md", ".markdown", ".rmd", ".qmd")
_ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_EMBEDDED = re.compile(r"data:", re.IGNORECASE)  #: remark itself and its like, in pages that stand alone
_FORMULAS = re.compile(r"katex|mathjax", re.IGNORECASE)
_DIAGRAMS = re.compile(r"\bmermaid\b", re.IGNORECASE)
_HOLE = re.compile(r"\s*+(?:(?:\{\{.*\}\}|\{%.*%\}|<%.*%>|\$\w+\$)\s*+)?", re.DOTALL)
_SEPARATOR = re.compile(r"^---\s*$", re.MULTILINE)
_ONLY_REMARK = re.compile(
    r"^(?:class|layout|template|name|count|background-image): ?\S|^\.[a-z][\w.-]*\[", re.MULTILINE
)
_BEHAVIOUR = re.compile(r"\.on\(|addEventListener|document\.|\bgtag\(|\bga\(|\$\(")


def read_decks(source: Path) -> tuple[Path, list[ImportedDeck]]:
    """The folder that `source` stands in, and the decks that it is or holds."""
    if source.is_dir():
        return source, list(_folder(source))
    root = root_of(source)
    return root, list(_file(root, source))


def _file(root: Path, path: Path) -> Iterator[ImportedDeck]:
    if path.suffix.lower() in PAGES:
        yield from _page(root, path)
    else:
        yield _text_deck(root, [path], path.stem)


def _folder(root: Path) -> Iterator[ImportedDeck]:
    files = [
        path for path in sorted(root.rglob("*"), key=natural) if path.is_file() and not is_skipped(root, path)
    ]
    pages = [path for path in files if path.suffix.lower() in PAGES and "remark" in read(path)]
    shown = [deck for path in pages for deck in _page(root, path)]
    decks = [deck for deck in shown if not _is_template(deck)]
    layouts = layouts_of(deck for deck in shown if _is_template(deck))
    taken = {where for deck in decks for where, _ in deck.texts}
    texts = [
        path
        for path in files
        if path.suffix.lower() in TEXTS
        and path.relative_to(root).parts[0] not in PARTS
        and not PAPERS.match(path.name)
        and path.relative_to(root).with_suffix(".md").as_posix() not in taken
    ]
    laid_out = [path for path in texts if layouts and _layout_of(path) in layouts]
    if laid_out:
        yield from (_text_deck(root, [path], path.stem, layouts) for path in laid_out)
        texts = [path for path in texts if path not in laid_out]
    if decks or laid_out:
        yield from decks
        yield from (_text_deck(root, [path], path.stem) for path in texts if _is_deck(path))
        return
    page = next((deck for deck in shown if not deck.path.startswith(LAYOUTS)), None)
    if page and (its := [path for path in texts if _is_deck(path)]):  # it shows the one that it is asked for
        yield from (_text_deck(root, [path], path.stem, {"": page}) for path in its)
    elif any(read(path).startswith("---\n") for path in texts):  # backslide's, Jekyll's: each is a deck
        for path in texts:
            yield _text_deck(root, [path], path.stem)
    elif texts:
        yield _text_deck(root, texts, root.resolve().name)


def _is_template(deck: ImportedDeck) -> bool:
    """Whether the page waits for its slides: `<textarea>{{ content }}</textarea>`."""
    return all(_HOLE.fullmatch(text) for _, text in deck.texts)


def _is_deck(path: Path) -> bool:
    """Whether a text beside pages is a deck of its own: slides, and something that only remark reads."""
    text = read(path)
    body = read_dialect(path.name, text).text
    enough = 0 if text.startswith("---\n") else 1
    return len(_SEPARATOR.findall(body)) > enough and _ONLY_REMARK.search(body) is not None


# ---- texts
def _text_deck(
    root: Path, paths: list[Path], name: str, layouts: Mapping[str, ImportedDeck] = {}
) -> ImportedDeck:
    deck = ImportedDeck(name, paths[0].relative_to(root).as_posix(), is_remark=True)
    for path in paths:
        _add_text(deck, root, path)
    if layout := layouts.get(_layout_of(paths[0])):
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


def _add_text(deck: ImportedDeck, root: Path, path: Path) -> None:
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


def _layout_of(path: Path) -> str:
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
                _take_option(deck, option.value, _plain(value))
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


# ---- pages
def _page(root: Path, path: Path) -> Iterator[ImportedDeck]:
    page = read_page(read(path))
    where = path.relative_to(root).as_posix()
    local = [name for name in page.script_files if not _ELSEWHERE.match(name) and not _EMBEDDED.match(name)]
    there = [name for name in local if (path.parent / name).is_file()]
    codes = with_modules(path.parent, [name for name in there if not REMARK_ITSELF.search(name)])
    scripts = [*codes.values(), *page.scripts]
    calls = list(create_calls(";\n".join(scripts)))  # one may name what another says
    for number, call in enumerate(calls, 1):
        deck = ImportedDeck(path.stem if number == 1 else f"{path.stem}-{number}", where, is_remark=True)
        deck.title, deck.lang = page.title, page.lang
        deck.math = bool(_FORMULAS.search(" ".join((*page.script_files, *page.scripts, *page.style_files))))
        deck.diagrams = bool(_DIAGRAMS.search(" ".join((*page.script_files, *page.scripts))))
        _take_call(deck, root, path, page, call)
        if not deck.texts:
            named = next((names for script in scripts for names in lists_of_files(script)), None)
            fetched = [each for each in texts_named(scripts) if (path.parent / each).is_file()]
            for name in named or fetched[:1]:
                _take_source(deck, root, path, name)
                deck.left = [left for left in deck.left if not left.what.startswith("`source")]
        _write_out_formulas(deck, [each for script in scripts for each in objects_named(script, "macros")])
        if older := looks_of_older_remark(path.parent, there):
            deck.styles.insert(0, ("an older remark", older))
        _take_scripts(deck, page, scripts, list(codes))
        _take_styles(deck, root, path, page)
        yield deck


def _take_call(deck: ImportedDeck, root: Path, path: Path, page: RemarkPage, call: CreateCall) -> None:
    for name in call.unread:
        deck.leave(f"`{name or 'an option'}` of remark.create, which is computed", "say it in the manifest")
    own = call.options.get("source")
    urls = call.options.get("sourceUrl")
    if isinstance(own, str):
        deck.texts.append((deck.beside(f"{deck.name}.md"), own))
    elif urls:
        for url in urls if isinstance(urls, list) else [urls]:
            _take_source(deck, root, path, str(url))
    else:
        named = [text for name, text in page.sources if name == "source"]
        for number, text in enumerate(named[:1] or [text for _, text in page.sources], 1):
            name = deck.name if number == 1 else f"{deck.name}-{number}"
            deck.texts.append((deck.beside(f"{name}.md"), text))
    for name, value in call.options.items():
        _take_option(deck, name, value)


def _take_source(deck: ImportedDeck, root: Path, page: Path, url: str) -> None:
    found = (page.parent / url.partition("?")[0].partition("#")[0]).resolve()
    if _ELSEWHERE.match(url):
        deck.leave(f"slides at {url}", "fetch the file, put it beside the page, and name it in `sourceUrl`")
    elif not found.is_file() or not found.is_relative_to(root.resolve()):
        deck.leave(f"slides in {url}", "the file is not there: give the folder that holds page and slides")
    else:
        _add_text(deck, root.resolve(), found)


def _take_option(deck: ImportedDeck, name: str, value: Value) -> None:
    if name in REMARK_KEYS.rows and value is not None:
        kind = REMARK_KEYS.rows[name].kind
        if isinstance(value, list) and len(value) == 1 and kind == "text":
            value = value[0]  # JavaScript makes that text of a list
        if value in ("true", "false") or (isinstance(value, str) and kind == "boolean"):
            value = True  # to JavaScript every text is true
        known = {"regexp": value.source, "flags": value.flags} if isinstance(value, Pattern) else value
        deck.remark[name] = known
    elif name == "highlightStyle" and value not in (None, "default"):
        deck.has_dark_code = is_dark(str(value))
        ground = "it is dark, as there, in" if deck.has_dark_code else "it has"
        deck.leave(f"the colours of code, `{value}`", f"{ground} the theme's: give `.slide pre` others there")
    elif name not in REMARK_KEYS.ignored and value is not None:
        deck.leave(f"`{name}` of remark.create", "remark has no such option, or slidegen none")


def _write_out_formulas(deck: ImportedDeck, settings: list[dict[str, Value]]) -> None:
    """Commands of formulas that the page's settings define, which no text says."""
    if deck.math:
        macros = dict(macro for each in settings for macro in macros_of(each))
        deck.texts = [(where, written_out(text, macros)) for where, text in deck.texts]


def _take_scripts(deck: ImportedDeck, page: RemarkPage, scripts: list[str], files: list[str]) -> None:
    for script in scripts:
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
    for name in files:
        deck.leave(f"script {name}", "slides have no scripts; the viewer may do it already")
    for address in page.script_files:
        if _ELSEWHERE.match(address) and not REMARK_ITSELF.search(address):
            advice = (
                "formulas are made at build time"
                if _FORMULAS.search(address)
                else "nothing is loaded from elsewhere"
            )
            deck.leave(f"script {address}", advice)


def _take_styles(deck: ImportedDeck, root: Path, path: Path, page: RemarkPage) -> None:
    where = path.relative_to(root).as_posix()
    for address in page.style_files:
        site = of_site(address).partition("?")[0]
        name = posixpath.relpath(site[1:], posixpath.dirname(where) or ".") if site[:1] == "/" else site
        file = path.parent / name
        if _ELSEWHERE.match(address):
            deck.leave(
                f"style {address}", "nothing is loaded from elsewhere: put what it says into the theme"
            )
        elif file.is_file():
            deck.styles.append(
                (posixpath.normpath(posixpath.join(posixpath.dirname(where), name)), read(file))
            )
        else:
            deck.leave(f"style {address}", "the file is not there")
    deck.styles += [(where, style) for style in page.styles]
    deck.styles = [
        sheet
        for name, css in deck.styles
        for sheet in with_imports(name, css, lambda path: local(root, path))
    ]
