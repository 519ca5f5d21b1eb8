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
from slidegen.source.rules import BROKEN_THEME
from slidegen.source.suggest import did_you_mean
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
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    fonts: tuple[Font, ...]
    extends: str  #: `` for the last


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
    table = _read_settings(path) if path.is_file() else {}
    default_styles = [STYLE] if (folder / STYLE).is_file() else []
    layer = Layer(
        name=name,
        folder=folder,
        project=project,
        styles=_names(table, "styles", default_styles, path),
        scripts=_names(table, "scripts", [], path),
        fonts=_fonts(table, path),
        extends=_text(table, "extends", "" if name == ROOT_THEME else ROOT_THEME, path),
    )
    for file in (*layer.styles, *layer.scripts):
        if not _is_in(folder / file, folder):
            advice = "correct `styles` or `scripts`, or add the file"
            raise ThemeError(path, f"there is no {file!r} beside it", advice)
    return layer


def _is_in(file: Path, folder: Path) -> bool:
    """Whether it is a file below the folder, by its name: where links lead was asked before."""
    return file.is_relative_to(folder) and ".." not in file.parts and file.is_file()


def _read_settings(path: Path) -> dict[str, object]:
    source = SourceFile.from_bytes(str(path), path.read_bytes())
    table = read_toml(source.text) if source.is_utf8 else TomlProblem(0, "it is not UTF-8")
    if isinstance(table, TomlProblem):
        place = source.position(table.offset)
        raise ThemeError(path, table.message, "correct the theme's settings", place)
    known = ("extends", "styles", "scripts", "fonts", "description")
    for key in table:
        if key not in known:
            close = did_you_mean(key, known)
            hint = f"did you mean `{close}`?" if close else f"it may say: {', '.join(known)}"
            raise ThemeError(path, f"unknown key `{key}`", hint)
    return table


def _text(table: dict[str, object], key: str, default: str, path: Path) -> str:
    value = table.get(key, default)
    if not isinstance(value, str):
        raise ThemeError(path, f"`{key}` must be a text", f'write {key} = "…"')
    return value


def _names(table: dict[str, object], key: str, default: list[str], path: Path) -> tuple[str, ...]:
    value = table.get(key, default)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ThemeError(path, f"`{key}` must be a list of texts", f'write {key} = ["…"]')
    return tuple(value)


def _fonts(table: dict[str, object], path: Path) -> tuple[Font, ...]:
    value = table.get("fonts", [])
    try:
        assert isinstance(value, list)
        return tuple(
            Font(
                family=str(entry["family"]),
                name=str(entry["name"]),
                styles=tuple(entry.get("styles", ("normal",))),
                weights=(int(entry.get("weights", (400, 700))[0]), int(entry.get("weights", (400, 700))[1])),
                features=tuple(entry.get("features", ())),
            )
            for entry in value
        )
    except (AssertionError, AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        advice = 'write fonts = [{ family = "…", name = "…" }]'
        raise ThemeError(path, "`fonts` must be a list of tables", advice) from error


def _unknown(wanted: str, layers: list[Layer], project_themes: Path | None) -> UsageError:
    message, advice = f"there is no theme {wanted!r}", theme_advice(wanted, project_themes)
    if not layers:
        return UsageError(message, hint=advice)
    return ThemeError(layers[-1].folder / SETTINGS, f"{message}, which this theme extends", advice)
