"""A table of keys with what each takes: the one reader of what a file says by it.

Manifests, the options of remark in them, front matter, settings, themes, beds and nights are such tables.
What they are written in differs (nodes of YAML with places, values of TOML), so who has a table says how a
value of each kind is decoded, and where a key stands.

Knows tables, did-you-mean and findings. Must not know YAML, TOML, nor what any key means.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from slidegen.finding import Finding, Rule
from slidegen.lazy_dataclass import dataclass
from slidegen.source.file import SourceFile
from slidegen.source.suggest import did_you_mean

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Made = TypeVar("Made", bound=DataclassInstance)

Value = TypeVar("Value")
Place = tuple[int, int]  #: from, to: offsets in the text of a file


class Row(Protocol):
    """One line of a table."""

    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def takes(self) -> str:
        """What an author is told that it takes."""


RowType = TypeVar("RowType", bound=Row)


@dataclass(frozen=True, slots=True)
class WrittenKey(Generic[Value]):
    """A key as it is written. Where it stands is asked only when something is wrong."""

    key: str
    value: Value
    key_at: Callable[[], Place]
    value_at: Callable[[], Place]
    shown: Callable[[], str]  #: the value, as its author would call it


@dataclass(frozen=True, slots=True)
class KeyTable(Generic[RowType]):
    """The lines of a table, and what is said of keys that it has not."""

    rows: Mapping[str, RowType]
    unknown_key: Rule
    wrong_type: Rule
    unknown: str  #: `There is no setting `{key}``
    otherwise: str  #: `The settings are: {keys}`, where nothing is like the unknown one
    ignored: frozenset[str] = frozenset()  #: known, and nothing to us

    def unknown_finding(self, source: SourceFile, key: str, place: Place) -> Finding:
        guess = did_you_mean(key, self.rows)
        advice = f"Did you mean `{guess}`?" if guess else self.otherwise.format(keys=", ".join(self.rows))
        return source.finding(self.unknown_key, *place, self.unknown.format(key=key), help=advice)

    def wrong_finding(self, source: SourceFile, key: str, place: Place, takes: str, shown: str) -> Finding:
        message = f"`{key}` takes {takes}, and this is {shown}"
        return source.finding(self.wrong_type, *place, message, help=f"Write {takes}")


def read_table(
    source: SourceFile,
    table: KeyTable[RowType],
    entries: Iterable[WrittenKey[Value]],
    decode: Callable[[RowType, Value], object | None],
    report: Callable[[Finding], None],
) -> dict[str, object]:
    """The decoded values by key, in the order of the file. What does not fit is a finding, and left out.

    `decode` gives None for what is not of the row's kind.
    """
    values: dict[str, object] = {}
    for entry in entries:
        row = table.rows.get(entry.key)
        if row is None:
            if entry.key not in table.ignored:
                report(table.unknown_finding(source, entry.key, entry.key_at()))
            continue
        value = decode(row, entry.value)
        if value is None:
            report(table.wrong_finding(source, entry.key, entry.value_at(), row.takes, entry.shown()))
        else:
            values[entry.key] = value
    return values


def with_values(base: "Made", values: Mapping[str, object]) -> "Made":
    """`base` with what was read, by attribute.

    That a kind makes what the attributes of its rows hold is held by `tests/source/test_key_table.py`.
    """
    return replace(base, **values)
