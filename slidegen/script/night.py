"""What is run each night: decks on beds with versions of Kubernetes, from the file that says so.

Knows the file's form. Must not know how a deck is run, nor what this machine has.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from slidegen.errors import UsageError
from slidegen.lazy_dataclass import dataclass
from slidegen.source.file import normalise
from slidegen.source.suggest import did_you_mean
from slidegen.source.toml import TomlProblem, read_toml


@dataclass(frozen=True, slots=True)
class NightBed:
    """Where decks are run: this machine as it is, or with a cluster of some versions."""

    name: str
    versions: tuple[str, ...] = ()  #: of Kubernetes; none: it needs no cluster
    context: str = ""  #: of such a cluster; `{version}` is filled in
    image: str = "kindest/node:v{version}.0"  #: from which kind makes one where this machine has none
    options: tuple[str, ...] = ()  #: further words for `slidegen run`


@dataclass(frozen=True, slots=True)
class Cell:
    """One run of a night."""

    deck: str
    bed: NightBed
    version: str  #: `` without a cluster

    @property
    def name(self) -> str:
        return name_of(self.deck, self.bed.name, self.version)

    @property
    def file_name(self) -> str:
        return self.name.replace("/", "-").replace(" ", "-")

    @property
    def context(self) -> str:
        return self.bed.context.replace("{version}", self.version)

    @property
    def image(self) -> str:
        return self.bed.image.replace("{version}", self.version)


def name_of(deck: str, bed: str, version: str) -> str:
    """What people call one run: `day1.yml on kind 1.34`."""
    return " ".join(filter(None, (deck, "on", bed, version)))


@dataclass(frozen=True, slots=True)
class Night:
    """A file of nights; paths are relative to it."""

    path: Path
    decks: tuple[str, ...]
    beds: tuple[NightBed, ...]
    history: Path
    page: Path

    def cells(self) -> Iterator[Cell]:
        for bed in self.beds:
            for version in bed.versions or ("",):
                for deck in self.decks:
                    yield Cell(deck, bed, version)


_KEYS = ("decks", "history", "page", "bed")
_BED_KEYS = ("name", "versions", "context", "image", "options")


def read_night(path: Path) -> Night:
    """The file at `path`. Raises UsageError, with the place and what to write, for one that says no night."""
    text = _text_of(path)
    told = read_toml(text)
    if isinstance(told, TomlProblem):
        line = text.count("\n", 0, told.offset) + 1
        raise UsageError(f"{path}:{line} {told.message}", hint="correct the TOML")
    _only(told, _KEYS, path, "the file")
    decks = _texts(told, "decks", path)
    if not decks:
        raise UsageError(f"{path} names no deck", hint='`decks = ["workshop.yml"]`')
    tables = told.get("bed", [{"name": "here"}])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise UsageError(f"{path}: `bed` is a table that may come more than once", hint="write it `[[bed]]`")
    beds = tuple(_bed(table, path) for table in tables)
    folder = path.parent
    history, page = (_text(told, key, path) for key in ("history", "page"))
    return Night(
        path,
        decks,
        beds,
        folder / (history or f"{path.stem}.jsonl"),
        folder / (page or f"{path.stem}.html"),
    )


def _text_of(path: Path) -> str:
    try:
        return normalise(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8", hint="save the file as UTF-8") from error


def _bed(table: Mapping[str, object], path: Path) -> NightBed:
    _only(table, _BED_KEYS, path, "a bed")
    name, versions = _text(table, "name", path), _texts(table, "versions", path)
    context = _text(table, "context", path)
    if not name:
        raise UsageError(f"{path}: a bed has no name", hint='`name = "laptop"`')
    if versions and "{version}" not in context:
        advice = '`context = "kind-{version}"`: each version has a cluster of its own'
        raise UsageError(f"{path}: bed {name} does not say where its versions are", hint=advice)
    image = _text(table, "image", path) or NightBed("").image
    return NightBed(name, versions, context, image, _texts(table, "options", path))


def _only(table: Mapping[str, object], keys: tuple[str, ...], path: Path, what: str) -> None:
    for key in table:
        if key not in keys:
            hint = did_you_mean(key, keys) or f"{what} has {', '.join(keys)}"
            raise UsageError(f"{path}: {what} has no `{key}`", hint=hint)


def _text(table: Mapping[str, object], key: str, path: Path) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise UsageError(f"{path}: `{key}` is a text", hint=f'`{key} = "…"`')
    return value


def _texts(table: Mapping[str, object], key: str, path: Path) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise UsageError(f"{path}: `{key}` is a list of texts", hint=f'`{key} = ["…"]`')
    return tuple(value)
