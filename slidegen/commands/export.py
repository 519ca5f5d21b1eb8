"""`slidegen export`: decks to PDF and PNG, by an installed Chromium.

Knows options, and what files are called. Must not know how anything is drawn.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import click

from slidegen.cache import write_atomically
from slidegen.commands.built_deck import PageOnDisk, asked_decks, page_of, target_of
from slidegen.commands.export_pptx import write_pptx
from slidegen.commands.here import no_ignore
from slidegen.commands.in_threads import in_threads
from slidegen.commands.lint_options import split_codes
from slidegen.commands.plain_line import say_line
from slidegen.commands.progress import Tell, progress_bar
from slidegen.commands.taken import option_list, takes
from slidegen.errors import UsageError
from slidegen.lazy_dataclass import dataclass
from slidegen.render.browser import find_chromium, open_browser, require_playwright
from slidegen.render.export.address import DeckAddress
from slidegen.render.export.paper import PAPERS, Layout, PdfOptions, Printed, Touched, print_deck
from slidegen.render.export.picture import Camera, PictureOptions, Shot
from slidegen.render.glyphs import shown
from slidegen.source.counted import counted
from slidegen.source.way_out import require_no_way_out

_DECKS = click.argument("decks", nargs=-1, type=click.Path(path_type=Path), metavar="[DECK]...")
_OUT = click.option(
    "-o", "--out", type=click.Path(path_type=Path), help="The file to write, or the folder to write to."
)
_THEME = click.option("--theme", help="Use this theme, whatever manifests say.")
_HIDE = click.option(
    "--hide", multiple=True, callback=split_codes, metavar="CLASSES", help="Switch these classes off."
)
_SHOW = click.option(
    "--show", multiple=True, callback=split_codes, metavar="CLASSES", help="Switch these classes on."
)
_ONLINE = click.option("--online", is_flag=True, help="Let slides fetch pictures from other machines.")
_JOBS = click.option("-j", "--jobs", type=click.IntRange(min=1), default=1, help="Browsers at once [1].")
_QUIET = click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What every form is asked."""

    decks: tuple[Path, ...]
    out: Path | None
    theme: str | None
    no_ignore: bool
    steps: bool
    hide: tuple[str, ...]
    show: tuple[str, ...]
    online: bool
    quiet: bool


@dataclass(frozen=True, slots=True)
class PdfOrder(ExportOrder):
    """What `export pdf` is asked."""

    layout: Layout | None
    paper: str | None
    qr: bool
    jobs: int


@dataclass(frozen=True, slots=True)
class PngOrder(ExportOrder):
    """What `export png` is asked."""

    slide: str
    scale: float
    dark: bool
    jobs: int


@dataclass(frozen=True, slots=True)
class PptxOrder(ExportOrder):
    """What `export pptx` is asked."""

    scale: float
    dark: bool


@click.group("export")
def command() -> None:
    """Print decks to PDF, PNG or PPTX with an installed Chromium.

    A DECK is a manifest, a Markdown file, or a page that `slidegen build` wrote; without any, the whole
    project is printed. Needs the extra `browser`; SLIDEGEN_CHROMIUM says which browser to use.
    """


@command.command("pdf")
@option_list(_DECKS, _OUT, _THEME, no_ignore)
@click.option("--steps", is_flag=True, help="A page for each step, not one for each slide.")
@click.option("--notes", "layout", flag_value="notes", help="Each slide on a sheet with its notes.")
@click.option("--handout", "layout", flag_value="handout", help="Slides and notes, two or so a sheet.")
@click.option(
    "--paper",
    type=click.Choice(tuple(PAPERS)),
    help="Sheets of this size [a4]; slides lie on it.",
)
@click.option("--qr", is_flag=True, help="On each slide a QR code that leads to it, online.")
@option_list(_HIDE, _SHOW, _ONLINE, _JOBS, _QUIET)
@takes(PdfOrder)
def pdf(order: PdfOrder) -> None:
    """Print decks to PDF: one page a slide, with an outline and links."""
    asked = asked_decks(order.decks, "export pdf", no_ignore=order.no_ignore)
    _require_browser()
    options = PdfOptions(
        order.layout or "slides",
        order.steps,
        order.hide,
        order.show,
        order.online,
        order.qr,
        order.paper or "",
    )
    with ExitStack() as stack:
        pages = [stack.enter_context(page_of(deck, order.theme)) for deck in asked]
        targets = [target_of(page, order.out, len(pages), ".pdf") for page in pages]
        tell = stack.enter_context(progress_bar("Printing", order.quiet))

        def one(page: PageOnDisk) -> Printed:
            with open_browser() as browser:
                return print_deck(browser, DeckAddress(page.path), options, lambda what: tell(what, 0, 0))

        for target, printed in zip(targets, in_threads(one, pages, order.jobs), strict=True):
            _write(target, printed.data)
            _say_pdf(target, printed, order.quiet)


@command.command("png")
@option_list(_DECKS, _OUT, _THEME, no_ignore)
@click.option("--slide", default="", metavar="ID_OR_NUMBER", help="This slide only.")
@click.option("--steps", is_flag=True, help="A picture for each step, not of the last only.")
@click.option(
    "--scale", type=click.FloatRange(0.1, 8), default=1.0, help="Pixels for each of the canvas [1]."
)
@click.option("--dark", is_flag=True, help="In the dark scheme.")
@option_list(_HIDE, _SHOW, _ONLINE, _JOBS, _QUIET)
@takes(PngOrder)
def png(order: PngOrder) -> None:
    """Draw slides as pictures."""
    asked = asked_decks(order.decks, "export png", no_ignore=order.no_ignore)
    _require_browser()
    options = PictureOptions(
        order.slide,
        order.steps,
        order.scale,
        "dark" if order.dark else "light",
        order.hide,
        order.show,
        order.online,
    )
    with progress_bar("Drawing", order.quiet) as tell:
        for deck in asked:
            with page_of(deck, order.theme) as page:
                written = _draw(page, order.out, options, order.jobs, tell)
            if not order.quiet:
                one, many = str(written[0]), f"{written[0].parent}: {len(written)} pictures"
                say_line(one if len(written) == 1 else many)


@command.command("pptx")
@option_list(_DECKS, _OUT, _THEME, no_ignore)
@click.option("--steps", is_flag=True, help="A slide for each step, not for the last only.")
@click.option(
    "--scale", type=click.FloatRange(0.1, 8), default=2.0, help="Pixels for each of the canvas [2]."
)
@click.option("--dark", is_flag=True, help="In the dark scheme.")
@option_list(_HIDE, _SHOW, _ONLINE, _QUIET)
@takes(PptxOrder)
def pptx(order: PptxOrder) -> None:
    """Write files for PowerPoint: a picture a slide, with its title and its notes.

    For conferences that ask for such a file. Needs the extra `pptx`, too.
    """
    asked = asked_decks(order.decks, "export pptx", no_ignore=order.no_ignore)
    _require_browser()
    scheme = "dark" if order.dark else "light"
    options = PictureOptions("", order.steps, order.scale, scheme, order.hide, order.show, order.online)
    for deck in asked:
        with page_of(deck, order.theme) as page:
            target = target_of(page, order.out, len(asked), ".pptx")
            line = write_pptx(page, target, options)
            if not order.quiet:
                click.echo(line)


# ---- PDF
def _say_pdf(target: Path, printed: Printed, quiet: bool) -> None:
    if printed.warning:
        say_line(f"{target}: {printed.warning}", err=True)
    if printed.remote and not quiet:
        some = counted(printed.remote, "picture")
        say_line(f"{target}: {some} on other machines left out; --online fetches them", err=True)
    for line in _losses(printed):
        say_line(f"{target}: {line}", err=True)
    if not quiet:
        for line in _changes(printed.touched):
            say_line(f"{target}: {line}", err=True)
        size = (
            f"{len(printed.data) / 1e6:.1f} MB"
            if len(printed.data) >= 1e5
            else f"{len(printed.data) // 1000} KB"
        )
        pages, lines = counted(printed.pages, "page"), counted(printed.bookmarks, "line")
        say_line(f"{target}: {pages}, {lines} of outline, {size}")


def _losses(printed: Printed) -> Iterator[str]:
    """What is not on paper as it was written."""
    for each in printed.touched:
        if each.cut:
            yield f"{each.slide} (page {each.page}) is cut even at {each.zoom} %: split the slide"
    for missing in printed.glyphs:
        yield f"no font here has {shown(missing.characters)} of {missing.slide}: boxes stand in their place"


def _changes(touched: Sequence[Touched]) -> Iterator[str]:
    """Which slides had to be changed to fit, each kind in a line."""
    kinds = (
        ("lines of code are wrapped on", [(each, "") for each in touched if each.wrapped]),
        ("code is smaller on", [(each, "") for each in touched if each.shrunk]),
        ("all is smaller on", [(each, f", {each.zoom} %") for each in touched if each.zoom < 100]),
    )
    for what, slides in kinds:
        if slides:
            names = ", ".join(f"{each.slide} (page {each.page}{more})" for each, more in slides)
            yield f"{what} {counted(len(slides), 'slide')}: {names}"


# ---- PNG
def _draw(page: PageOnDisk, out: Path | None, options: PictureOptions, jobs: int, tell: Tell) -> list[Path]:
    """Write the pictures of one deck, by as many browsers as there are jobs; returns their paths."""
    address = DeckAddress(page.path)
    with open_browser() as browser:
        camera = Camera(browser, address, options)
        shots = camera.shots()
        if jobs == 1 or len(shots) == 1:
            return _take(camera, shots, page, out, options, _counting(tell, len(shots)))
    count = _counting(tell, len(shots))

    def one(mine: Sequence[Shot]) -> list[Path]:
        with open_browser() as browser:
            return _take(Camera(browser, address, options), mine, page, out, options, count)

    shares = [shots[start::jobs] for start in range(min(jobs, len(shots)))]
    return sorted(path for paths in in_threads(one, shares, jobs) for path in paths)


def _take(
    camera: Camera,
    shots: Sequence[Shot],
    page: PageOnDisk,
    out: Path | None,
    options: PictureOptions,
    count: Callable[[Shot], None],
) -> list[Path]:
    written = []
    for picture in camera.take(shots, count):
        target = _png_target(page, out, picture.shot, alone=bool(options.slide) and not options.steps)
        _write(target, picture.data)
        written.append(target)
    return written


def _png_target(page: PageOnDisk, out: Path | None, shot: Shot, *, alone: bool) -> Path:
    """One picture stands beside us; many stand in a folder called like the deck."""
    if alone:
        name = f"{page.name}-{shot.name}.png"
        if out is None:
            return Path(name)
        return out if out.suffix.lower() == ".png" and not out.is_dir() else out / name
    if out is not None and out.suffix.lower() == ".png":
        raise UsageError(f"many pictures do not fit into one file, {out}", hint="name a folder with --out")
    return (Path(f"{page.name}-slides") if out is None else out) / f"{shot.name}.png"


def _counting(tell: Tell, total: int) -> Callable[[Shot], None]:
    done = 0

    def count(shot: Shot) -> None:
        nonlocal done
        tell(shot.name, done, total)
        done += 1

    return count


# ---- both
def _require_browser() -> None:
    """What is missing is said at once, not after the deck was built."""
    require_playwright()
    find_chromium()


def _write(target: Path, data: bytes) -> None:
    require_no_way_out(target.parent)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(target, data)
