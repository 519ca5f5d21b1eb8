"""Themes: named folders of templates, styles and scripts that inherit from one another.

Knows where themes are and how they add up. Must not know what a page looks like.

A theme is a folder with a `theme.toml`:

    extends = "base"             # whose templates, styles and scripts come first
    styles = ["theme.css"]       # added after those
    scripts = []                 # likewise
    fonts = [{ family = "Source Sans 3", name = "Deck Sans", styles = ["normal", "italic"] }]

A project's `themes/<name>/` is a theme of its own, or, when `<name>` is built in, a layer over it that
needs no `theme.toml`: a `theme.css` there sets variables, a `slide.html` replaces a template.
"""

from pathlib import Path

from slidegen.errors import ExitCode, UsageError
from slidegen.finding import Finding
from slidegen.lazy_dataclass import dataclass
from slidegen.location import Position, Span
from slidegen.source.file import SourceFile
from slidegen.source.key_table import KeyTable, read_table, with_values
from slidegen.source.rules import BROKEN_THEME
from slidegen.source.theme_folders import (
    ROOT_THEME,
    SETTINGS,
    STYLE,
    builtin_themes,
    is_theme_name,
    theme_advice,
    theme_names,
)
from slidegen.source.toml import TomlProblem, read_toml
from slidegen.source.toml_table import FROM_TOML, as_texts, toml_entries
from slidegen.source.workspace import Workspace

__all__ = ["Font", "Layer", "Theme", "builtin_themes", "find_theme", "theme_names"]


class ThemeError(UsageError):
    """A theme's settings have a mistake, or one of its files is none that it may have."""

    exit_code = ExitCode.FINDINGS

    def __init__(self, path: Path, message: str, hint: str, place: Position | None = None) -> None:
        super().__init__(f"{path}:{place}: {message}" if place else f"{path}: {message}", hint=hint)
        self.path, self.text, self.place = path, message, place or Position(1, 1)

    def finding(self, workspace: Workspace) -> Finding:
        """The finding at its place. The file itself is not read: it may be the one that is refused."""
        span = Span(workspace.name(self.path), 0, 0)
        return Finding(BROKEN_THEME, span, self.place, self.place, self.text, self.hint)


@dataclass(frozen=True, slots=True)
class Font:
    """A font that a theme would like; without the `fonts` extra the system's take its place."""

    family: str  #: as its package calls it: `Source Sans 3`
    name: str  #: as the style sheet calls the subset: `Deck Sans`
    styles: tuple[str, ...] = ("normal",)
    weights: tuple[int, int] = (400, 700)
    features: tuple[str, ...] = ()  #: OpenType features kept beside the usual ones


@dataclass(frozen=True, slots=True)
class Layer:
    """One folder of a theme."""

    name: str
    folder: Path
    project: bool  #: whether it lies in the project
    extends: str  #: `` for the last
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    fonts: tuple[Font, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeKey:
    """A key of `theme.toml`."""

    key: str
    kind: str
    takes: str


THEME_KEYS: tuple[ThemeKey, ...] = (
    ThemeKey("extends", "text", "the name of a theme"),
    ThemeKey("styles", "texts", 'a list of files such as `["theme.css"]`'),
    ThemeKey("scripts", "texts", 'a list of files such as `["more.js"]`'),
    ThemeKey("fonts", "fonts", 'a list of tables such as `{ family = "…", name = "…" }`'),
    ThemeKey("description", "text", "a text"),
)
KEYS = KeyTable(
    {each.key: each for each in THEME_KEYS},
    BROKEN_THEME,
    BROKEN_THEME,
    "A theme has no key `{key}`",
    "It may say: {keys}",
)


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with all that it inherits: `layers[0]` wins."""

    name: str
    layers: tuple[Layer, ...]

    @property
    def styles(self) -> tuple[Path, ...]:
        """Style sheets in the order of the cascade: what is inherited first."""
        return tuple(layer.folder / name for layer in reversed(self.layers) for name in layer.styles)

    @property
    def scripts(self) -> tuple[Path, ...]:
        return tuple(layer.folder / name for layer in reversed(self.layers) for name in layer.scripts)

    @property
    def fonts(self) -> tuple[Font, ...]:
        """Fonts of the nearest layer that names any."""
        return next((layer.fonts for layer in self.layers if layer.fonts), ())

    @property
    def folders(self) -> tuple[Path, ...]:
        """What to watch, and what a build depends on."""
        return tuple(layer.folder for layer in self.layers)


def find_theme(name: str, project_themes: Path | None = None) -> Theme:
    """The theme called `name`; `project_themes` is the project's own `themes/`, looked at first."""
    layers: list[Layer] = []
    wanted = name
    while wanted:
        found = _layers_named(wanted, project_themes)
        if not found:
            raise _unknown(wanted, layers, project_themes)
        if any(layer.name == wanted for layer in layers):
            settings = layers[-1].folder / SETTINGS
            message = f"theme {name!r} extends itself, by way of {wanted!r}"
            raise ThemeError(settings, message, "change `extends`")
        layers += found
        wanted = found[-1].extends
    return Theme(name, tuple(layers))


def _layers_named(name: str, project_themes: Path | None) -> list[Layer]:
    """The project's layer and the built-in one, those that there are."""
    if not is_theme_name(name):
        return []
    folders = [(project_themes / name, True)] if project_themes else []
    builtin = builtin_themes() / name
    if builtin.is_dir() and (not folders or builtin.resolve() != folders[0][0].resolve()):
        folders.append((builtin, False))
    if project_themes:
        _require_inside(project_themes / name)
    return [_read_layer(name, folder, project) for folder, project in folders if folder.is_dir()]


def _require_inside(folder: Path) -> None:
    """What a theme's links lead to goes into pages. Raises ThemeError for what lies out of the repository."""
    workspace = Workspace.at(folder.parent.parent)
    for path in (folder, *sorted(folder.rglob("*"))):
        if path.exists() and workspace.locate(workspace.name(path)) is None:
            message = "it leads out of the repository, and nothing from there goes into a page"
            raise ThemeError(path, message, "copy what is meant into the theme")


def _read_layer(name: str, folder: Path, project: bool) -> Layer:
    path = folder / SETTINGS
    said = _read_settings(path) if path.is_file() else {}
    said.pop("description", None)
    plain = Layer(
        name=name,
        folder=folder,
        project=project,
        styles=(STYLE,) if (folder / STYLE).is_file() else (),
        extends="" if name == ROOT_THEME else ROOT_THEME,
    )
    layer = with_values(plain, said)
    for file in (*layer.styles, *layer.scripts):
        if not _is_in(folder / file, folder):
            advice = "correct `styles` or `scripts`, or add the file"
            raise ThemeError(path, f"there is no {file!r} beside it", advice)
    return layer


def _is_in(file: Path, folder: Path) -> bool:
    """Whether it is a file below the folder, by its name: where links lead was asked before."""
    return file.is_relative_to(folder) and ".." not in file.parts and file.is_file()


def _read_settings(path: Path) -> dict[str, object]:
    """What a `theme.toml` says, by key. Raises UsageError for the first thing that is wrong."""
    source = SourceFile.from_bytes(str(path), path.read_bytes())
    table = read_toml(source.text) if source.is_utf8 else TomlProblem(0, "it is not UTF-8")
    if isinstance(table, TomlProblem):
        place = source.position(table.offset)
        raise ThemeError(path, table.message, "correct the theme's settings", place)
    return read_table(source, KEYS, toml_entries(source, table.items()), _decoded, _refuse)


def _decoded(key: ThemeKey, raw: object) -> object | None:
    return _fonts(raw) if key.kind == "fonts" else FROM_TOML[key.kind](raw)


def _refuse(finding: Finding) -> None:
    raise ThemeError(Path(finding.path), finding.message, finding.help, finding.start)


def _fonts(raw: object) -> tuple[Font, ...] | None:
    if not isinstance(raw, list):
        return None
    fonts = [_font(entry) for entry in raw]
    whole = tuple(font for font in fonts if font is not None)
    return whole if len(whole) == len(fonts) else None


def _font(entry: object) -> Font | None:
    match entry:
        case {"family": str(family), "name": str(name), **more}:
            styles, features = as_texts(more.get("styles", "normal")), as_texts(more.get("features", []))
            weights = more.get("weights", [400, 700])
            if styles is None or features is None:
                return None
            match weights:
                case [int(low), int(high)]:
                    return Font(family, name, styles, (low, high), features)
    return None


def _unknown(wanted: str, layers: list[Layer], project_themes: Path | None) -> UsageError:
    message, advice = f"there is no theme {wanted!r}", theme_advice(wanted, project_themes)
    if not layers:
        return UsageError(message, hint=advice)
    return ThemeError(layers[-1].folder / SETTINGS, f"{message}, which this theme extends", advice)
