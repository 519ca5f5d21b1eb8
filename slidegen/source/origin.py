"""Where each setting has its value from: the environment, a line of the file, or nowhere: the default.

Knows the layers of settings. Must not know what a setting does.
"""

from collections.abc import Iterator, Mapping

from slidegen.lazy_dataclass import dataclass
from slidegen.source.file import SourceFile
from slidegen.source.settings import SETTINGS, LoadedSettings, Setting, value_of
from slidegen.source.settings_reader import read_settings
from slidegen.source.toml_table import find_key

DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Origin:
    """A setting as it holds here."""

    setting: Setting
    value: object
    where: str  #: `SLIDEGEN_OUT`, `slidegen.toml:3`, or `default`


def origins(loaded: LoadedSettings, environ: Mapping[str, str]) -> Iterator[Origin]:
    """All settings, in the order of the table."""
    source = SourceFile.read(loaded.root, loaded.path.name) if loaded.path else None
    written = read_settings(source)[0] if source else {}
    for setting in SETTINGS:
        yield Origin(setting, value_of(loaded.settings, setting), _where(setting, source, written, environ))


def _where(
    setting: Setting, source: SourceFile | None, written: Mapping[str, object], environ: Mapping[str, str]
) -> str:
    if setting.variable in environ and setting.is_in_environment:
        return setting.variable
    if source and setting.key in written:
        prefix = "tool.slidegen." if source.path.endswith("pyproject.toml") else ""
        return f"{source.path}:{source.line_at(find_key(source, prefix + setting.key)[0])}"
    return DEFAULT
