"""`slidegen links`: whether what slides link to, and what their commands fetch, is still there.

It asks the network, so it is no part of `lint`: a build must not depend on other people's machines.
Knows options and messages. Must not know how an address is found or asked.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import click

from slidegen.commands.asking import Manners, answers, host_of
from slidegen.commands.plain_line import say_line
from slidegen.commands.taken import takes
from slidegen.errors import ExitCode, UsageError
from slidegen.finding import few_of_each_kind
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.decks import decks_by_path
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.session import Session, excluded_by, selection_of
from slidegen.lint.web_addresses import WebAddress, is_public, web_addresses_in
from slidegen.source.counted import counted
from slidegen.source.link_ledger import NAME, LinkAnswer, read_ledger, write_ledger
from slidegen.source.printable import printable
from slidegen.source.rules import OF_BYTES, UNREAD
from slidegen.source.settings_reader import load_settings
from slidegen.source.texts import Texts
from slidegen.source.way_out import require_no_way_out


@dataclass(frozen=True, slots=True)
class AddressPlace:
    """Where an address stands."""

    document: Document
    found: WebAddress


@dataclass(frozen=True, slots=True)
class LinksOptions:
    """What `links` is asked."""

    paths: tuple[Path, ...]
    ledger: Path | None
    max_age: int
    timeout: float
    offline: bool
    private: bool
    all_dead: bool


@click.command()
@click.argument(
    "paths", nargs=-1, type=click.Path(path_type=Path, exists=True), metavar="[FILES_OR_FOLDERS]..."
)
@click.option(
    "--ledger", type=click.Path(path_type=Path), help=f"The file of answers ({NAME} beside the settings)."
)
@click.option(
    "--max-age", default=7, show_default=True, metavar="DAYS", help="Ask again what was asked before that."
)
@click.option("--offline", is_flag=True, help="Ask nobody; say what the ledger knows.")
@click.option("--private", is_flag=True, help="Ask addresses of this machine and of private networks, too.")
@click.option(
    "--all-dead", is_flag=True, help="Fail for every dead address, not only for those that died since."
)
@click.option(
    "--timeout", default=15.0, show_default=True, metavar="SECONDS", help="How long an answer may take."
)
@takes(LinksOptions)
def command(options: LinksOptions) -> int:
    """Ask whether the addresses in slides and commands are still there.

    Answers are kept in a ledger, to be committed: CI fails only for what died since it was last written.
    Addresses of examples, placeholders and the reader's own machine are not asked.
    """
    session = session_for(options.paths)
    loaded, root = session.load({}), session.workspace.root
    project = loaded.project
    for finding in few_of_each_kind(each for each in loaded.findings if each.rule in UNREAD | OF_BYTES):
        say_line(f"{finding} ({finding.help})", err=True)
    if not project.asked:
        raise UsageError("There is no file here that can name an address", hint="name files or folders")
    places = places_in(project, private=options.private)
    file = options.ledger or root / NAME
    known = read_ledger(file)
    if options.offline:
        return told(project, places, known, known, all_dead=options.all_dead)
    now = asked(places, known, Manners(timeout=options.timeout, private=options.private), options.max_age)
    require_no_way_out(file.parent)
    if places or known:
        kept = now if options.paths else places  # who names files has not looked for the others
        write_ledger(file, {address: now[address] for address in kept if address in now})
    return told(project, places, known, now, all_dead=options.all_dead)


def session_for(paths: tuple[Path, ...]) -> Session:
    loaded = load_settings(Path.cwd()).require_valid()
    settings = loaded.settings
    named = tuple(Path.cwd() / path for path in paths) or (Path.cwd(),)
    return Session(Texts.at(loaded.root), settings, named, selection_of(settings.lint), excluded_by(settings))


def places_in(project: Project, *, private: bool) -> dict[str, list[AddressPlace]]:
    """Where each address stands, in the order of the files."""
    found: dict[str, list[AddressPlace]] = {}
    for document in project.asked:
        for each in document.view(web_addresses_in):
            if private or is_public(each.address):
                found.setdefault(each.address, []).append(AddressPlace(document, each))
    return found


def asked(
    places: Mapping[str, list[AddressPlace]], known: Mapping[str, LinkAnswer], manners: Manners, max_age: int
) -> dict[str, LinkAnswer]:
    today = date.today()
    due = [
        address for address in places if address not in known or not known[address].is_fresh(today, max_age)
    ]
    if due:
        click.echo(f"asking {_addresses(len(due))}", err=True)
    said = dict(answers(due, manners, today))
    _say_left(address for address, answer in said.items() if answer is None)
    return dict(known) | {address: answer for address, answer in said.items() if answer is not None}


def _say_left(addresses: Iterable[str]) -> None:
    """Of which hosts some were not asked, and why."""
    for host, number in Counter(map(host_of, addresses)).items():
        told = f"{printable(host)} has enough of us (429): {_addresses(number)} not asked this time"
        click.echo(f"{told}; what the ledger knows of them stays", err=True)


def _addresses(number: int) -> str:
    return counted(number, "address", "addresses")


def told(
    project: Project,
    places: Mapping[str, list[AddressPlace]],
    before: Mapping[str, LinkAnswer],
    now: Mapping[str, LinkAnswer],
    *,
    all_dead: bool,
) -> int:
    dead = [address for address in places if address in now and now[address].is_dead]
    fresh = [address for address in dead if address not in before or not before[address].is_dead]
    for address in dead:
        for line in _lines(project, address, now[address], places[address], is_new=address in fresh):
            say_line(line)
    unknown = sum(address not in now for address in places)
    moved = sum(
        1 for a in places if a in now and not now[a].is_dead and now[a].final.rstrip("/") != a.rstrip("/")
    )
    asked_of = (
        f"{_addresses(len(places))}, {len(dead)} dead ({len(fresh)} of them new), {moved} led elsewhere"
    )
    click.echo(asked_of + (f", {unknown} never asked" if unknown else ""), err=True)
    return ExitCode.FINDINGS if fresh or (all_dead and dead) else ExitCode.CLEAN


def _lines(
    project: Project, address: str, answer: LinkAnswer, places: list[AddressPlace], *, is_new: bool
) -> Iterator[str]:
    age = "new" if is_new else "known"
    yield f"{printable(address)}  {printable(answer.problem)} ({answer.day}, {age})"
    for place in places:
        where = f"{place.document.path}:{place.document.position(place.found.start)}"
        decks = [deck.name for deck in project.view(decks_by_path).get(place.document.path, ())]
        how = "a command fetches it" if place.found.is_fetched else "a link"
        yield f"  {printable(where)} {how}" + (f", in {', '.join(decks)}" if decks else "")
