"""Styles, scripts and fonts of a theme as files with fingerprinted names, or as texts to inline.

Knows how to join, name and embed. Must not know what a style or script does, nor where files go.
Scripts are classic ones, each in a block of its own: browsers refuse modules on `file://`.
"""

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from markupsafe import Markup

from slidegen import lazy_re as re
from slidegen.kept_answers import kept
from slidegen.lazy_dataclass import dataclass
from slidegen.render.accent import accent_variables
from slidegen.render.brand import brand_style, css_string
from slidegen.render.fonts import FontFace, Remember, font_faces, remember_nothing
from slidegen.render.page import CANVASES, USUAL_RATIO, PageAssets
from slidegen.render.shipped import FOLDER, Asset, fingerprinted
from slidegen.render.theme import Theme, ThemeError, builtin_themes
from slidegen.render.theme_files import MissingFile, as_data, carried_css, carried_template
from slidegen.source.phrases import ENGLISH, STYLE_WORDS
from slidegen.source.theme_folders import ROOT_THEME

#: A comment that has its lines for itself: for those who read the theme, not for each who opens a deck.
COMMENT = re.compile(r"^[ \t]*/\*[^*]*\*+(?:[^/*][^*]*\*+)*/[ \t]*\n", re.MULTILINE)

#: A type that is said inside of a line of a script, for who checks it.
CAST = re.compile(r"/\*\* @type [^*\n]*\*/ ")

#: Of a style sheet, breaks, blanks around its marks, the nought of `0.5em`: for readers, and a fifth of it.
INDENTATION = re.compile(
    r"(?=[ \t\n;0])(?:^[ \t]+|(?<=[{;,])\n(?!\n)[ \t]*| (?=\{\n)|;?\n[ \t]*(?=\})|(?<=\})\n+"
    r"|(?<=(?:[a-z]:|.,)) (?=[^\n\"']*[;{]$)|(?<=[ (,-])0(?=\.\d[^\n\"']*[;{]$)"
    r"| (?=[>~] [^\n\"']*[{,]$)|(?<= [>~]) (?=[^\n\"']*[{,]$)| (?=!important;$)|(?<=\tcontent:) (?=\")"
    r"| (?=/ [^\n\"']*;$)|(?<= /) (?=[^\n\"']*;$))",
    re.MULTILINE,
)

#: Of a selector, a value that is a name and needs no quotes.
QUOTED_NAME = re.compile(r"(?m)=\"([a-z][a-z0-9-]*)\"\](?=[^\n;]*[{,]$)")

#: What may stand in `:lang()`; the `lang:` of a slide may be anything.
_TAG = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)*")

#: What the viewer adds to slides, and paper: the list of decks has neither.
FOR_SLIDES = frozenset(
    builtin_themes() / ROOT_THEME / f"css/{name}.css"
    for name in (
        "code",
        "evidence",
        "extras",
        "formulas",
        "corners",
        "viewer",
        "panels",
        "presenter",
        "print",
    )
)

BOOT = "boot.js"  #: of a theme; like a template, the nearest one counts


@dataclass(frozen=True, slots=True)
class Bundle:
    """What the pages of a theme need: files to write, and what to tell the templates."""

    files: tuple[Asset, ...]
    page: PageAssets


@dataclass(frozen=True, slots=True)
class ThemeTexts:
    """A theme's styles as one, and its scripts: the same for all of its decks."""

    style: str
    script: str
    boot: str  #: the script before the first paint, as it stands in a page
    index_style: str = ""  #: of the list of decks
    index_script: str = ""
    files: tuple[Asset, ...] = ()  #: what its style sheets and templates name
    missing: tuple[MissingFile, ...] = ()

    def with_data(self, text: str) -> str:
        """`text` with the theme's own files inside it."""
        for file in self.files:
            if file.name in text:
                data = as_data(Path(file.path).suffix, file.data)
                text = text.replace(file.path, data).replace(file.name, data)
        return text


def theme_texts(theme: Theme) -> ThemeTexts:
    """Raises ThemeError when one of the files cannot be read."""
    sheets, files, missing = _carried_files(theme)
    boot = _safe_script(CAST.sub("", _nearest(theme, BOOT)))
    return ThemeTexts(
        "".join(text for _, text in sheets),
        _joined_scripts(boot, theme.scripts),
        boot,
        "".join(text for path, text in sheets if path not in FOR_SLIDES)
        + _packed(_nearest(theme, "index.css")),
        _nearest(theme, "index.js"),
        tuple(files),
        tuple(missing),
    )


def _nearest(theme: Theme, name: str) -> str:
    """The text of a file that stands in a theme once, like a template."""
    path = next((layer.folder / name for layer in theme.layers if (layer.folder / name).is_file()), None)
    return _text(path).strip() if path else ""


def _carried_files(theme: Theme) -> tuple[list[tuple[Path, str]], list[Asset], list[MissingFile]]:
    """A theme's styles, the files that they and the project's templates name, and those that it lacks."""
    files: dict[str, Asset] = {}
    missing: list[MissingFile] = []

    def ship(stem: str, suffix: str, data: bytes) -> str:
        asset = fingerprinted(stem, suffix, data)
        files[asset.path] = asset
        return asset.name

    styles: list[tuple[Path, str]] = []
    for layer in reversed(theme.layers):
        for path in (layer.folder / name for name in layer.styles):
            found = carried_css(_packed(_text(path)).strip(), path, layer.folder, ship)
            styles.append((path, f"{found.text}\n"))
            missing += found.missing
        for path in sorted(layer.folder.rglob("*.html")) if layer.project else ():
            missing += carried_template(_text(path), path, layer.folder, ship).missing
    return styles, list(files.values()), missing


def bundle(
    theme: Theme,
    texts: ThemeTexts | None = None,
    *,
    characters: str = "",
    canvas: tuple[int, int] | None = CANVASES[USUAL_RATIO],
    standalone: bool = False,
    remember: Remember = remember_nothing,
    brand: Mapping[str, str] = {},
    logo: Path | None = None,
    words: Mapping[str, Mapping[str, str]] = {},
    cards: Mapping[str, str] = {},
) -> Bundle:
    """All assets of `theme`, whose `texts` need not be read again when they are known.

    `characters` is every character that the pages show: fonts are cut down to them, and left out when
    it is empty. `canvas` is that of the slides, None for a page without any. With `standalone` nothing is a
    file. `remember` keeps what is slow to make. `brand` is what decks share, `logo` its picture.
    `words` are the phrases of each language that the pages are in, `cards` the accents of the decks that a
    list shows, by their addresses.
    """
    size, said = _canvas_style(canvas), style_of_words(words)
    faces = font_faces(theme.fonts, characters, remember) if characters else ()
    texts = texts or theme_texts(theme)
    if canvas is None:
        texts = replace(texts, style=texts.index_style, script=texts.index_script, boot="")
        said += "".join(_card_style(url, accent) for url, accent in cards.items())
    if standalone:
        rules = "".join(face.rule(_data_url(face.data)) for face in faces)
        address = as_data(logo.suffix, logo.read_bytes()) if logo else None
        style = texts.with_data(texts.style) + brand_style(brand, address)
        return Bundle((), _inlined(rules + said + style + size, texts))
    made = _as_files(faces, texts, (said, size), "index" if canvas is None else "deck")
    return _with_brand(made, brand, logo)


def _with_brand(made: Bundle, brand: Mapping[str, str], logo: Path | None) -> Bundle:
    """The brand has the last word."""
    picture = [fingerprinted("logo", logo.suffix, logo.read_bytes())] if logo else []
    style = brand_style(brand, picture[0].path.removeprefix(f"{FOLDER}/") if picture else None)
    if not style:
        return made
    sheet = fingerprinted("brand", ".css", style.encode())
    page = replace(made.page, styles=(*made.page.styles, sheet.path))
    return Bundle((*made.files, *picture, sheet), page)


def _inlined(style: str, texts: ThemeTexts) -> PageAssets:
    return PageAssets(
        inline_style=Markup(_safe_style(style)),
        inline_script=Markup(_safe_script(texts.script)),
        inline_boot=Markup(texts.boot),
    )


def _canvas_style(canvas: tuple[int, int] | None) -> str:
    """The size of the slides, on the screen and on paper, where it is not that of the theme itself."""
    if canvas in (None, CANVASES[USUAL_RATIO]):
        return ""
    width, height = canvas
    size = f"--canvas-width: {width}px; --canvas-height: {height}px"
    ratio = f"--canvas-columns: {width}; --canvas-rows: {height}"
    return f":root {{ {size}; {ratio} }}\n@page {{ size: {width}px {height}px; margin: 0 }}\n"


def _card_style(url: str, accent: str) -> str:
    """A deck's colour on its card."""
    said = "; ".join(f"{name}: {value}" for name, value in accent_variables(accent))
    return f"[data-deck={css_string(url)}] {{ {said} }}\n"


def style_of_words(words: Mapping[str, Mapping[str, str]]) -> str:
    """What style sheets say beside a slide's text, where it is not the English that they hold themselves."""
    rules = []
    for lang, phrases in words.items():
        own = [
            f"{variable}: {css_string(phrases[name])}"
            for name, variable in STYLE_WORDS.items()
            if phrases[name] != ENGLISH[name]
        ]
        # An identifier: browsers of today do not know a string here.
        rules += [f":lang({lang}) {{ {'; '.join(own)} }}\n"] if own and _TAG.fullmatch(lang) else []
    return "".join(rules)


def _as_files(faces: Sequence[FontFace], texts: ThemeTexts, around: tuple[str, str], stem: str) -> Bundle:
    """`around` are the page's own styles: what a theme may say better, and what it may not."""
    fonts = [fingerprinted(face.stem, ".woff2", face.data) for face in faces]
    rules = "".join(
        face.rule(font.path.removeprefix(f"{FOLDER}/")) for face, font in zip(faces, fonts, strict=True)
    )
    sheet = fingerprinted(stem, ".css", (rules + texts.style).encode())
    first, last = ([fingerprinted("canvas", ".css", own.encode())] if own else [] for own in around)
    code = fingerprinted(stem, ".js", texts.script.encode())
    styles = tuple(each.path for each in (*first, sheet, *last))
    return Bundle(
        (*fonts, *texts.files, *first, sheet, *last, code),
        PageAssets(styles, scripts=(code.path,), inline_boot=Markup(texts.boot)),
    )


def _joined_scripts(boot: str, paths: Iterable[Path]) -> str:
    """One strict script behind that of before the first paint; each part is a block of its own names.

    What the first of several makes the others know as `deck`.
    """
    parts = [f"{{\n{CAST.sub('', _text(path)).strip()}\n}}\n" for path in paths]
    first, others = "".join(parts[:1]), "".join(parts[1:])
    return f'"use strict";\n{boot}\n{first}{{\nconst deck = window.slidegen;\n{others}}}\n'


def _text(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror or str(error)
        raise ThemeError(path, f"it cannot be read: {why}", "correct the theme") from error
    return COMMENT.sub("", text.replace("\r\n", "\n"))


@kept("packed style sheets", str)
def _packed(style: str) -> str:
    return INDENTATION.sub("", QUOTED_NAME.sub(r"=\1]", style))


def _data_url(data: bytes) -> str:
    return f"data:font/woff2;base64,{base64.b64encode(data).decode('ascii')}"


def _safe_style(text: str) -> str:
    r"""No `</style>` in the text may end the element: in CSS, `\/` in a string is `/`."""
    return text.replace("</", "<\\/")


def _safe_script(text: str) -> str:
    r"""Likewise `</script>`: in JavaScript's strings and patterns `<\/` is `</`; nor may `<!--` stand."""
    return text.replace("</", "<\\/").replace("<!--", "<\\!--")
