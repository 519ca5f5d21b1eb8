"""`slidegen scripts`: the exercises as shell scripts, or as a list.

Knows options and where files go. Must not know what a script looks like.
"""

from pathlib import Path

import click

from slidegen.cache import write_atomically
from slidegen.commands.exercises import Exercises, FenceOptions, data_pairs, fence_options
from slidegen.commands.here import no_ignore, out_here
from slidegen.commands.plain_line import say_line
from slidegen.commands.taken import takes
from slidegen.lazy_dataclass import dataclass
from slidegen.script.archive import ScriptFile
from slidegen.script.emit import outputs
from slidegen.script.listing import Fences, listed_in_deck, listed_in_file
from slidegen.script.model import Kind, ListedSnippet
from slidegen.source.counted import counted
from slidegen.source.file import SourceFile
from slidegen.source.likely import is_markdown
from slidegen.source.printable import printable, printable_json
from slidegen.source.single_deck import read_single_deck
from slidegen.text.front_matter import read_front_matter
from slidegen.text.marks import Marks, marks_of


@dataclass(frozen=True, slots=True)
class ScriptsOptions(FenceOptions):
    """What `scripts` is asked."""

    paths: tuple[Path, ...]
    out: Path | None
    only_list: bool
    form: str
    no_ignore: bool
    values: tuple[str, ...]


@click.command("scripts")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[DECK or FILE]...")
@click.option("--out", type=click.Path(path_type=Path), help="The folder for the scripts.  [default: dist]")
@click.option("--list", "only_list", is_flag=True, help="List the snippets and what each is; write nothing.")
@click.option(
    "--format", "form", type=click.Choice(["text", "jsonl"]), default="text", help="Form of the list."
)
@fence_options
@no_ignore
@click.option("--set", "values", multiple=True, metavar="NAME=VALUE", help="A placeholder's value.")
@takes(ScriptsOptions)
def command(options: ScriptsOptions) -> int:
    """Write the exercises of decks as plain shell scripts.

    One script a deck and one a section, a table of all steps (steps.jsonl), and a zip. With --list,
    Markdown files are listed by themselves.
    """
    exercises = Exercises.here(options.paths, no_ignore=options.no_ignore)
    given = data_pairs(options.values)
    decks = exercises.decks(options.paths, "scripts")
    if options.only_list:
        for path in decks:
            rows = _listed(exercises, path, given, options.fences)
            for row in rows:
                click.echo(_line(row, options.form))
            if not rows:
                others = 0 if options.all_fences else len(_listed(exercises, path, given, Fences(all=True)))
                say_line(f"{path}: {_no_exercise(others)}", err=True)
        return exercises.outcome
    folder = out_here(exercises.loaded, options.out)
    for path in decks:
        loaded = exercises.load(path, given, options.fences)
        if loaded is None:
            continue
        found = outputs(loaded.script)
        for output in found:
            write(folder, output)
        steps, scripts = sum(1 for _ in loaded.script.steps), sum(output.executable for output in found)
        say_line(f"{path}: {counted(steps, 'step')}, {counted(scripts, 'script')}", err=True)
    return exercises.outcome


def _listed(exercises: Exercises, path: Path, values: dict[str, str], fences: Fences) -> list[ListedSnippet]:
    if is_markdown(path.name):
        fragment, source = exercises.fragment(path)
        return list(listed_in_file(fragment, source, values, fences, _own_marks(source)))
    found = exercises.deck(path, fences)
    if found is None:
        return []
    deck, manifest = found
    return list(listed_in_deck(deck, {**dict(manifest.vars), **values}, marks_of(manifest.remark)))


def _no_exercise(others: int) -> str:
    """What is said of a text without any, of whose code so many pieces may well be typed."""
    are_there = f"; {counted(others, 'snippet')} outside of exercises: see `--all-fences`" if others else ""
    return f"no exercise{are_there}"


def _own_marks(source: SourceFile) -> Marks | None:
    """What a file's front matter says that highlights in its code; None where it leaves that to the code."""
    front = read_front_matter(source)
    manifest = read_single_deck(source, front.root).manifest if front else None
    is_said = manifest is not None and any(key == "remark" for key, _ in manifest.spans)
    return marks_of(manifest.settled_remark) if manifest and is_said else None


def _line(row: ListedSnippet, form: str) -> str:
    if form == "jsonl":
        return printable_json(row.as_dict())
    first = (row.data or "").split("\n")[0]
    why = f"  ({row.why})" if row.cls is Kind.UNKNOWN else ""  # it looks like something to run
    return printable(f"{row.cls:<12} {row.file}:{row.line}  {row.verb or '-'}  {first[:100]}{why}")


def write(folder: Path, output: ScriptFile) -> None:
    """The file whole; an equal one is left as it is."""
    path = folder / output.path
    if path.exists() and path.read_bytes() == output.data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, output.data, 0o755 if output.executable else 0o644)
