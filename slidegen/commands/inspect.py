"""`slidegen inspect`: what slidegen understood of a file."""

import os
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import click

from slidegen.assembly.deck_builder import DeckBuilder
from slidegen.assembly.loader import DeckSources, Loader
from slidegen.commands.here import decks_here, project_here
from slidegen.commands.plain_line import say_line
from slidegen.deck.description import Data, describe_deck, describe_fragment
from slidegen.errors import ExitCode, MachineError, UsageError
from slidegen.finding import few_of_each
from slidegen.render.html import SlideRenderer
from slidegen.source.counted import counted
from slidegen.source.likely import is_markdown
from slidegen.source.printable import printable_json
from slidegen.source.rules import OVER_BUDGET
from slidegen.source.workspace import FileReading, Workspace
from slidegen.text.fragment import read_fragment
from slidegen.text.typed.described import describe_typed


@click.command("inspect")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="[text]")
@click.option("--typed", is_flag=True, help="Print what is typed in a Markdown file: copied, run and linted.")
@click.option("--schema", is_flag=True, help="Print the JSON schema of the output instead.")
def command(file: Path | None, form: str, typed: bool, schema: bool) -> None:
    """Print what slidegen understood of FILE: a manifest's deck, or a Markdown file's slides."""
    if schema:
        room, name = ("slidegen.text.typed", "typed") if typed else ("slidegen.deck", "inspect")
        click.echo(files(room).joinpath(f"{name}.schema.json").read_text(encoding="utf-8"), nl=False)
        return
    if file is None:
        raise UsageError(
            "inspect needs a file", hint="name a manifest or a Markdown file, or ask for --schema"
        )
    data = _describe(file, typed)
    if form == "json":
        click.echo(printable_json(data, indent=1))
    else:
        for line in _typed_lines(data) if typed else _outline(data):
            say_line(line)
    if data["findings"]:
        raise click.exceptions.Exit(ExitCode.FINDINGS)


def _describe(file: Path, typed: bool) -> Data:
    loaded = project_here((file,))
    if file.is_dir():
        raise UsageError(f"{file} is a folder", hint="name a manifest or a Markdown file")
    workspace = Workspace.at(loaded.root)
    loader = Loader(DeckSources(workspace, loaded.settings, os.environ))
    path = workspace.called(file)
    if is_markdown(path):
        return _describe_markdown(loader.read(path), loaded.settings.exercise_classes, typed=typed)
    if typed:
        raise UsageError("--typed reads one Markdown file", hint="name a fragment (.md) of the deck")
    decks_here(loaded, (file,), "inspect")
    read = loader.manifest(path)
    if read.manifest is None:
        raise UsageError(str(read.findings[0]), hint=read.findings[0].help)
    deck = DeckBuilder(loader, SlideRenderer(), lambda _, make: make()).load(read.manifest)
    if deck.is_cut:
        told = next(str(finding) for finding in deck.findings if finding.rule is OVER_BUDGET)
        raise MachineError(told, hint="repeat less of what others repeat")
    sources = loader.texts.known(deck.inputs)
    return describe_deck(deck.deck, (*read.findings, *deck.findings), sources.__getitem__)


def _describe_markdown(reading: FileReading, exercise_classes: tuple[str, ...], *, typed: bool) -> Data:
    """A file by itself; what is wrong with its bytes has no place among what is typed."""
    if reading.source is None:
        raise UsageError(reading.findings[0].message, hint=reading.findings[0].help)
    fragment = read_fragment(reading.source, exercise_classes)
    if not typed:
        return describe_fragment(fragment, reading.source, reading.findings)
    for finding in reading.findings:
        say_line(f"{finding} ({finding.help})", err=True)
    return describe_typed(fragment, reading.source)


def _outline(data: Data) -> Iterator[str]:
    """The same for people: a line a slide."""
    if data["kind"] == "fragment":
        yield f"{data['path']}: {counted(len(data['slides']), 'slide')}"
        yield from (
            _slide_line(slide, str(slide["ordinal"]), len(slide["steps"]) - 1) for slide in data["slides"]
        )
    else:
        slides = [slide for section in data["sections"] for slide in section["slides"]]
        sections = counted(len(data["sections"]), "section")
        yield f"{data['title']} ({data['path']}): {counted(len(slides), 'slide')}, {sections}"
        for section in data["sections"]:
            if section["title"]:
                yield ""
                yield f"{section['title']}  #{section['id']}"
            yield from (_slide_line(slide, slide["number"], slide["steps"]) for slide in section["slides"])
    told = few_of_each(
        data["findings"],
        lambda finding: (finding["path"], finding["code"]),
        lambda finding, more: {**finding, "message": finding["message"] + more},
    )
    for finding in told:
        place = f"{finding['path']}:{finding['line']}:{finding['column']}"
        yield f"{place} {finding['code']} {finding['message']}"


def _typed_lines(data: Data) -> Iterator[str]:
    """What is typed, for people: each block, its commands behind where they are typed, and the output."""
    for block in data["blocks"]:
        if not block["commands"]:
            continue
        uses = [use for use in ("linted", "run") if block[f"is_{use}"]]
        told = ", ".join(uses) or "only copied"
        yield f"{data['path']}:{block['line']}  {block['info'] or '(no language)'}  [{told}]"
        shown = [(row["lines"][0]["start"], row["at"], row["text"]) for row in block["commands"]]
        shown += [(row["start"], "output", row["text"]) for row in block["output"]]
        for _, where, text in sorted(shown):
            first, *more = text.split("\n")
            yield f"  {where:<8} {first}"
            yield from (f"{'':<11}{line}" for line in more)


def _slide_line(slide: Data, number: str, steps: int) -> str:
    facts = [
        " ".join(f".{name}" for name in slide["classes"]),
        counted(steps, "more step") if steps else "",
        counted(len(slide["exercises"]), "exercise") if slide["exercises"] else "",
    ]
    told = ", ".join(fact for fact in facts if fact)
    place = f"{slide['span']['path']}:{slide['line']}"
    return f"{number:>5}  {slide['title'] or '(no title)'}{f'  [{told}]' if told else ''}  {place}"
