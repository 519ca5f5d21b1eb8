"""Which themes there are: the shipped ones, and the folders of the project's `themes/`.

Knows names and folders, so that whoever reads a manifest can judge its `theme`. Must not know what is in a
theme.
"""

from collections.abc import Iterator
from pathlib import Path

from slidegen.distribution import shipped_folder
from slidegen.finding import Finding
from slidegen.source import rules
from slidegen.source.manifest import Manifest
from slidegen.source.suggest import did_you_mean

ROOT_THEME = "base"  #: what every theme extends in the end; no deck is given it
SETTINGS = "theme.toml"
STYLE = "theme.css"


def builtin_themes() -> Path:
    """The folder of the shipped themes."""
    return shipped_folder("themes", "themes")


def project_themes(root: Path) -> Path | None:
    """The project's own themes; in slidegen's checkout the shipped ones are nobody's."""
    folder = root / "themes"
    is_own = folder.is_dir() and folder.resolve() != builtin_themes().resolve()
    return folder if is_own else None


def theme_names(own: Path | None = None) -> tuple[str, ...]:
    """What `theme:` may say; `own` is the folder of the project's themes."""
    folders = [folder for folder in (own, builtin_themes()) if folder and folder.is_dir()]
    names = {entry.name for folder in folders for entry in folder.iterdir() if _is_theme(entry)}
    return tuple(sorted(names - {ROOT_THEME}))


def _is_theme(folder: Path) -> bool:
    return folder.is_dir() and ((folder / SETTINGS).is_file() or (folder / STYLE).is_file())


def is_theme_name(name: str) -> bool:
    """Whether a name can be that of a theme's folder."""
    return bool(name) and "/" not in name and "\\" not in name and "\0" not in name and name[0] != "."


def is_theme(name: str, own: Path | None) -> bool:
    folders = [folder for folder in (own, builtin_themes()) if folder]
    return is_theme_name(name) and any((folder / name).is_dir() for folder in folders)


def theme_advice(wanted: str, own: Path | None) -> str:
    """Which theme may have been meant."""
    names = theme_names(own)
    close = did_you_mean(wanted, names)
    return f"did you mean {close!r}?" if close else f"there are: {', '.join(names)}"


def check_theme(root: Path, manifest: Manifest) -> Iterator[Finding]:
    """A finding when the manifest itself names a theme that there is not."""
    span = next((span for key, span in manifest.spans if key == "theme"), None)
    own = project_themes(root)
    if span is not None and manifest.theme and not is_theme(manifest.theme, own):
        message = f"There is no theme {manifest.theme!r}"
        advice = theme_advice(manifest.theme, own)
        yield manifest.source.finding(rules.UNKNOWN_THEME, span.start, span.end, message, help=advice)
