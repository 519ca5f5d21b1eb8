"""What is run each night: decks on beds with versions of Kubernetes, from the file that says so.

Knows the file's form. Must not know how a deck is run, nor what this machine has.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from slidegen.lazy_dataclass import dataclass
from slidegen.source.key_table import with_values
from slidegen.source.named_toml import NamedToml, TomlKey, path_bytes, read_named_toml, table_of
from slidegen.source.workspace import Workspace


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


_TEXTS, _TEXT = 'a list of texts, such as `["…"]`', "a text in quotes"
KEYS = table_of(
    "A file of nights",
    TomlKey("decks", "texts", _TEXTS),
    TomlKey("history", "text", _TEXT),
    TomlKey("page", "text", _TEXT),
    TomlKey("bed", "tables", "tables that may come more than once, each `[[bed]]`"),
)
BED_KEYS = table_of(
    "A bed",
    TomlKey("name", "text", _TEXT),
    TomlKey("versions", "texts", _TEXTS),
    TomlKey("context", "text", _TEXT),
    TomlKey("image", "text", _TEXT),
    TomlKey("options", "texts", _TEXTS),
)


#: What is wrong with words for `slidegen run` in a folder; `` if nothing is.
Objection = Callable[[Sequence[str], Path], str]


def read_night(path: Path, objection: Objection | None = None) -> Night:
    """The file at `path`. Raises UsageError, with the place and what to write, for one that says no night."""
    file = read_named_toml(str(path), path_bytes(path, "name a file of nights"))
    said = file.values(KEYS, file.content)
    said.pop("bed", None)
    folder = path.parent
    beds = tuple(_beds(file, folder, objection)) or (NightBed("here"),)
    night = Night(path, (), beds, folder / f"{path.stem}.jsonl", folder / f"{path.stem}.html")
    places = {key: folder / str(said[key]) for key in ("history", "page") if said.get(key)}
    night = with_values(night, {**said, **places})
    boundary = Workspace.at(folder.resolve()).boundary
    for key, place in (("history", night.history), ("page", night.page)):
        if not place.resolve().is_relative_to(boundary):
            raise file.wrong(key, f"{place} lies outside of {boundary}", "nothing is written there")
    if not night.decks:
        raise file.wrong("decks", "it names no deck", '`decks = ["workshop.yml"]`')
    return night


def _beds(file: NamedToml, folder: Path, objection: Objection | None) -> Iterator[NightBed]:
    for number, table in enumerate(file.tables("bed")):
        bed = _bed(file, table, number)
        if objection and (said := objection(bed.options, folder)):
            raise file.wrong(f"bed[{number}].options", f"bed {bed.name}: {said}", "`slidegen run --help`")
        yield bed


def _bed(file: NamedToml, table: Mapping[str, object], number: int) -> NightBed:
    prefix = f"bed[{number}]."
    bed = with_values(NightBed(""), file.values(BED_KEYS, table, prefix))
    if not bed.name:
        raise file.wrong(prefix[:-1], "a bed has no name", '`name = "laptop"`')
    if bed.versions and "{version}" not in bed.context:
        advice = '`context = "kind-{version}"`: each version has a cluster of its own'
        raise file.wrong(f"{prefix}versions", f"bed {bed.name} does not say where its versions are", advice)
    return bed
