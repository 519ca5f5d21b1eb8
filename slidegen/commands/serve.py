"""`slidegen serve`: decks in the browser, live."""

import os
import sys
from dataclasses import replace
from datetime import date
from io import FileIO
from pathlib import Path

import click

from slidegen.assembly.deck_builder import ThemeShelf
from slidegen.assembly.loader import DeckSources
from slidegen.cache import own_key
from slidegen.commands.here import decks_here, no_ignore, project_here, require_theme
from slidegen.commands.plain_line import say_line
from slidegen.commands.taken import takes
from slidegen.distribution import install
from slidegen.lazy_dataclass import dataclass
from slidegen.serve.addresses import own_addresses
from slidegen.serve.editor import Editor, EditorProgram, editor_command
from slidegen.serve.editor_link import EditorLink
from slidegen.serve.security import is_frame, new_token, token_of_the_day
from slidegen.serve.server import Server, Stand
from slidegen.serve.show import Show
from slidegen.serve.studio import Studio
from slidegen.source.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """What `serve` is asked."""

    paths: tuple[Path, ...]
    host: str | None
    port: int | None
    open_browser: bool
    follow: bool | None
    theme: str | None
    share: bool
    poll: bool | None
    no_ignore: bool
    quiet: bool
    stdio: bool
    framed_by: tuple[str, ...]


def _frames(_: click.Context, option: click.Parameter, words: tuple[str, ...]) -> tuple[str, ...]:
    for word in words:
        if not is_frame(word):
            raise click.BadParameter(f"{word!r} is no origin, such as https://wiki.example.com", param=option)
    return words


@click.command("serve")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[DECK]...")
@click.option("--host", help="The address to bind [127.0.0.1].")
@click.option(
    "--port", type=click.IntRange(0, 65535), help="The port; the next free one if it is taken [8000]."
)
@click.option("--open", "open_browser", is_flag=True, help="Open the browser.")
@click.option(
    "--follow/--no-follow", default=None, help="Move the browser to the slide that was edited [yes]."
)
@click.option("--theme", help="Use this theme, whatever manifests say.")
@click.option("--share", is_flag=True, help="Let an audience on the network follow this presenter.")
@click.option(
    "--poll/--no-poll", default=None, help="Look for changes, where the system does not tell of them."
)
@no_ignore
@click.option("-q", "--quiet", is_flag=True, help="Do not tell of each change.")
@click.option("--stdio", is_flag=True, help="Speak with an editor: JSON lines on standard input and output.")
@click.option(
    "--framed-by",
    multiple=True,
    callback=_frames,
    metavar="ORIGIN",
    help="Whose pages may show the decks in a frame, as `https://wiki.example.com`; for more, several times.",
)
@takes(ServeOptions)
def command(options: ServeOptions) -> None:
    """Show decks in the browser; save a file, and its slide has changed.

    DECKs are manifests, Markdown files or folders; without any, the whole project is shown.
    """

    loaded = project_here(options.paths, no_ignore=options.no_ignore)
    decks_here(loaded, options.paths, "serve")
    require_theme(loaded, options.theme)
    settings = loaded.settings.serve
    stand = Stand(
        host=options.host or ("0.0.0.0" if options.share else settings.host),
        port=settings.port if options.port is None else options.port,
        allowed_hosts=settings.allowed_hosts,
        addresses=own_addresses() if options.share else (),
        presenter_token=token_of_the_day(own_key(), loaded.root, date.today()) if options.share else "",
        poll=options.poll,
        framed_by=options.framed_by,
    )
    show = Show(
        loaded=loaded,
        paths=options.paths,
        theme=options.theme,
        token=new_token(),
        follow=settings.follow if options.follow is None else options.follow,
        shared=options.share,
        environ=dict(os.environ),
    )

    def ready(bound: int, studio: Studio) -> None:
        address = _announce(
            replace(stand, port=bound), studio, settings.port if options.port is None else options.port
        )
        if isinstance(editor, EditorLink):
            editor.tell("ready", {"address": address})
        if options.open_browser:
            import webbrowser

            webbrowser.open(address)

    _known_theme(show)
    editor: Editor = (
        EditorLink(FileIO(sys.stdin.fileno(), closefd=False), sys.stdout)
        if options.stdio
        else EditorProgram(editor_command(loaded.settings.editor, os.environ))
    )
    Server(show, stand, editor, (lambda _: None) if options.quiet else _say, ready).run()


def _known_theme(show: Show) -> None:
    """Raises UsageError for a theme that is not there, before anything is served with it."""
    if show.theme is not None:
        sources = DeckSources(Workspace.at(show.loaded.root), show.loaded.settings, show.environ)
        ThemeShelf(sources).get(show.theme)


def _say(line: str) -> None:
    say_line(line, err=True)


def _announce(stand: Stand, studio: Studio, wanted: int) -> str:
    """Says where everything is; the address to open."""
    here = f"http://{_name(stand.host)}:{stand.port}/"
    if wanted not in (stand.port, 0):
        _say(f"Port {wanted} is taken; using {stand.port}.")
    first = f"{here}present/{stand.presenter_token}" if stand.presenter_token else here
    _say(f"Presenter: {first}" if stand.presenter_token else f"Decks: {here}   (^C ends)")
    for deck in studio.decks:
        _say(f"  {here}{deck}.html")
    if stand.presenter_token:
        _invite(stand)
    return first


def _name(host: str) -> str:
    if host in ("0.0.0.0", "::", ""):
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _invite(stand: Stand) -> None:
    """The audience's address, and a code to point a phone at."""
    everywhere = stand.host in ("0.0.0.0", "::")
    addresses = stand.addresses if everywhere else (_name(stand.host),)
    for address in addresses[:1]:
        url = f"http://{address}:{stand.port}/"
        _say(f"Audience:  {url}")
        try:
            import segno
        except ModuleNotFoundError:
            _say(f"  (`{install('share')}` shows a QR code here)")
            return
        if sys.stderr.isatty():
            segno.make(url).terminal(out=sys.stderr, compact=True)
    if not addresses:
        _say("This machine has no address on a network; nobody else can follow.")
