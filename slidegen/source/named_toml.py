"""A TOML file that somebody named on a command line, such as a bed or a file of nights.

The first thing that is wrong in it ends the call, at its place. Knows files, tables of keys and places. Must
not know what any key means.
"""

from collections.abc import Mapping
from pathlib import Path

from slidegen.errors import UsageError
from slidegen.finding import Finding
from slidegen.lazy_dataclass import dataclass
from slidegen.source.file import SourceFile
from slidegen.source.key_table import KeyTable, read_table
from slidegen.source.rules import SETTINGS_UNKNOWN_KEY, SETTINGS_WRONG_TYPE
from slidegen.source.toml import TomlProblem, read_toml
from slidegen.source.toml_table import FROM_TOML, as_tables, find_key, toml_entries


@dataclass(frozen=True, slots=True)
class TomlKey:
    """A key of such a file."""

    key: str
    kind: str  #: of `FROM_TOML`
    takes: str


def table_of(what: str, *rows: TomlKey) -> KeyTable[TomlKey]:
    """The keys that `what` may say."""
    return KeyTable(
        {row.key: row for row in rows},
        SETTINGS_UNKNOWN_KEY,
        SETTINGS_WRONG_TYPE,
        f"{what} has no `{{key}}`",
        f"{what} has {{keys}}",
    )


@dataclass(frozen=True, slots=True)
class NamedToml:
    """What such a file says."""

    source: SourceFile
    content: Mapping[str, object]

    def values(
        self, table: KeyTable[TomlKey], content: Mapping[str, object], prefix: str = ""
    ) -> dict[str, object]:
        """What a table of the file says by key, as `FROM_TOML` has it. Raises UsageError."""
        entries = toml_entries(self.source, content.items(), prefix)
        return read_table(self.source, table, entries, _decoded, self._refuse)

    def tables(self, key: str) -> tuple[dict[str, object], ...]:
        """The tables of a list, which has been read already."""
        return as_tables(self.content.get(key, [])) or ()

    def wrong(self, key: str, message: str, advice: str) -> UsageError:
        """What is wrong with the value of `key`, at its place."""
        finding = self.source.finding(SETTINGS_WRONG_TYPE, *find_key(self.source, key), message, help=advice)
        return _error(finding)

    def _refuse(self, finding: Finding) -> None:
        raise _error(finding)


def read_named_toml(path: str, raw: bytes) -> NamedToml:
    """The file called `path`, of these bytes. Raises UsageError for what is no TOML."""
    source = SourceFile.from_bytes(path, raw)
    if not source.is_utf8:
        raise UsageError(f"{path} is not UTF-8", hint="save the file as UTF-8")
    content = read_toml(source.text)
    if isinstance(content, TomlProblem):
        place = source.position(content.offset)
        raise UsageError(f"{path}:{place.line}:{place.column} {content.message}", hint="correct the TOML")
    return NamedToml(source, content)


def _decoded(row: TomlKey, raw: object) -> object | None:
    return FROM_TOML[row.kind](raw)


def _error(finding: Finding) -> UsageError:
    place, span = finding.start, finding.span
    where = f":{place.line}:{place.column}" if span.end > span.start else ""  # nobody found it
    said = f"{finding.message[:1].lower()}{finding.message[1:]}"
    return UsageError(f"{span.path}{where} {said}", hint=finding.help)


def path_bytes(path: Path, advice: str) -> bytes:
    """The bytes of the file. Raises UsageError for one that cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"{path} does not exist", hint=advice) from None
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", hint=advice) from error
