"""`slidegen stats`: what is in decks, and what they share."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, field
from pathlib import Path

import click

from slidegen.assembly.deck_builder import DeckBuilder
from slidegen.assembly.loader import DeckSources, LoadedDeck, Loader
from slidegen.commands.here import decks_here, no_ignore, project_here
from slidegen.commands.plain_line import say_line
from slidegen.deck.model import Deck, Section, Slide
from slidegen.errors import ExitCode
from slidegen.finding import few_of_each_kind
from slidegen.lazy_dataclass import dataclass
from slidegen.render.html import SlideRenderer
from slidegen.source.content import find_markdown
from slidegen.source.left_out import LeftOut
from slidegen.source.printable import printable_json
from slidegen.source.rules import OF_BYTES
from slidegen.source.settings import LoadedSettings
from slidegen.source.workspace import Workspace
from slidegen.text.words_said import count_words


@dataclass(frozen=True, slots=True)
class Count:
    """What some slides amount to."""

    slides: int = 0
    steps: int = 0
    exercises: int = 0
    snippets: int = 0
    words: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(*(a + b for a, b in zip(self.numbers, other.numbers, strict=True)))

    @property
    def numbers(self) -> tuple[int, ...]:
        return (self.slides, self.steps, self.exercises, self.snippets, self.words)


@dataclass(frozen=True, slots=True)
class DeckRow:
    """A line of the table: a deck, a part or a section."""

    kind: str
    title: str
    count: Count


@dataclass(frozen=True, slots=True)
class DeckStatistics:
    deck: str
    total: Count
    rows: tuple[DeckRow, ...]
    fragments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    decks: tuple[DeckStatistics, ...]
    shared: Mapping[str, Sequence[str]] = field(default_factory=dict)  #: fragment -> the decks that list it
    orphans: tuple[str, ...] = ()


@click.command("stats")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[DECK]...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to show it.")
@click.option("--sections", is_flag=True, help="Show each section, too.")
@no_ignore
def command(paths: tuple[Path, ...], form: str, sections: bool, no_ignore: bool) -> int:
    """Count slides, steps, exercises, snippets and words; show which files decks share.

    DECKs are manifests or Markdown files; without any, the whole project is counted, and fragment files
    that no deck lists are named.
    """
    loaded = project_here(paths, no_ignore=no_ignore)
    broken: dict[str, None] = {}
    statistics = _statistics(loaded, paths, broken)
    outcome = ExitCode.FINDINGS if broken else ExitCode.CLEAN
    if form == "json":
        data = {"version": 1, **asdict(statistics)}
        click.echo(printable_json(data, indent=2))
        return outcome
    for line in _lines(statistics, sections):
        say_line(line)
    return outcome


def _statistics(loaded: LoadedSettings, paths: tuple[Path, ...], broken: dict[str, None]) -> Statistics:
    """The numbers; decks that cannot be read whole are told, and go to `broken`."""
    workspace = Workspace.at(loaded.root)
    builder = DeckBuilder(
        Loader(DeckSources(workspace, loaded.settings, dict(os.environ))),
        SlideRenderer(),
        lambda _, make: make(),
    )
    decks = tuple(_decks(builder, decks_here(loaded, paths, "stats"), broken))
    users: dict[str, list[str]] = {}
    for deck in decks:
        for fragment in deck.fragments:
            users.setdefault(fragment, []).append(deck.deck)
    orphans = () if paths else tuple(_orphans(workspace, loaded, users))
    shared = {path: names for path, names in sorted(users.items()) if len(names) > 1}
    return Statistics(decks, shared, orphans)


def _decks(builder: DeckBuilder, paths: Iterable[Path], broken: dict[str, None]) -> Iterator[DeckStatistics]:
    for path in paths:
        name = builder.loader.project.workspace.called(path)
        read = builder.loader.manifest(name)
        loaded = builder.load(read.manifest) if read.manifest is not None else None
        findings = dict.fromkeys((*read.findings, *(loaded.findings if loaded else ())))
        is_whole = loaded is not None and loaded.complete and not loaded.is_stopped
        for finding in few_of_each_kind(each for each in findings if not is_whole or each.rule in OF_BYTES):
            say_line(f"{finding} ({finding.help})", err=True)
            broken[name] = None
        if loaded is not None and not loaded.is_stopped:
            yield _deck(name, loaded)


def _deck(name: str, loaded: LoadedDeck) -> DeckStatistics:
    deck = loaded.deck
    sections = [
        DeckRow("section", section.title or "(before the first title)", _section(section))
        for section in deck.sections
    ]
    fragments = tuple(dict.fromkeys(entry.path for entry in loaded.manifest.fragments))
    total = sum((row.count for row in sections), Count())
    return DeckStatistics(name, total, tuple(_with_parts(deck, sections)), fragments)


def _with_parts(deck: Deck, sections: list[DeckRow]) -> Iterator[DeckRow]:
    """Each part before its sections."""
    part = None
    for section, row in zip(deck.sections, sections, strict=True):
        if section.part != part and section.part:
            part = section.part
            mine = (r.count for s, r in zip(deck.sections, sections, strict=True) if s.part == part)
            title = next((p.title for p in deck.parts if p.number == part and p.title), f"Part {part}")
            yield DeckRow("part", title, sum(mine, Count()))
        yield row


def _section(section: Section) -> Count:
    return sum((_slide(slide) for slide in section.slides), Count())


def _slide(slide: Slide) -> Count:
    snippets = sum(len(exercise.snippets) for exercise in slide.exercises)
    return Count(1, slide.steps, len(slide.exercises), snippets, count_words(slide.text))


def _orphans(workspace: Workspace, loaded: LoadedSettings, users: dict[str, list[str]]) -> Iterator[str]:
    """Markdown files in the folders of fragments that no deck lists; a README elsewhere is none."""
    folders = {path.rpartition("/")[0] for path in users if "/" in path}
    for path in find_markdown(loaded.root, left_out=LeftOut.of(loaded)):
        name = workspace.name(path)
        if name not in users and name.rpartition("/")[0] in folders:
            yield name


# ---- text
_HEADS = ("slides", "steps", "exercises", "snippets", "words")


def _lines(statistics: Statistics, sections: bool) -> Iterator[str]:
    yield _line("", _HEADS)
    for deck in statistics.decks:
        yield _line(deck.deck, deck.total.numbers)
        for row in deck.rows:
            if row.kind == "part" or sections:
                indent = "  " if row.kind == "part" else "    "
                yield _line(indent + row.title, row.count.numbers)
    if statistics.shared:
        yield ""
        yield "Files in more than one deck:"
        yield from (f"  {path}: {', '.join(decks)}" for path, decks in statistics.shared.items())
    if statistics.orphans:
        yield ""
        yield "Files in no deck:"
        yield from (f"  {path}" for path in statistics.orphans)


def _line(title: str, cells: Iterable[object]) -> str:
    shown = title if len(title) <= 48 else f"{title[:47]}…"
    return (shown.ljust(48) + "".join(str(cell).rjust(11) for cell in cells)).rstrip()
