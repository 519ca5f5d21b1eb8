"""The recordings of terminals that authors show (`![…](demo.cast)`), played in the page; else as before.

Knows where they stand on a slide, and what of one cannot be played. Must not know how a terminal is painted.
What was made of a recording is remembered by its bytes, so only a new one is played through.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from functools import partial
from importlib import import_module
from importlib.util import find_spec

from markupsafe import Markup

from slidegen import __version__
from slidegen.assembly.loader import LoadedDeck, Loader
from slidegen.assembly.missing_pictures import Shown, beside, named_at
from slidegen.deck.rules import UNPLAYED_RECORDING
from slidegen.distribution import install
from slidegen.finding import Finding, Rule
from slidegen.json_values import as_bytes, from_bytes
from slidegen.lazy_dataclass import dataclass
from slidegen.render.holes import Filler, HtmlHole
from slidegen.script.plain_output import plain
from slidegen.script.report.authors_cast import Asciicast, UnreadCastError, read_asciicast
from slidegen.source.markdown_extras import MEDIA
from slidegen.text.references import Reference

Remember = Callable[[str, Callable[[], bytes]], bytes]

LARGEST = 1 << 20  #: bytes of a recording: more takes seconds to play through
SPARSE = 1.0  #: seconds between two frames; from there on something may be missed
WIDE = 130  #: columns, which every theme has room for; a wider screen is set smaller
#: All of it may stand in a paragraph, where a picture may.
_PLAYER = Markup(
    '<span class="media media-cast">'
    '<span tabindex="0" role="group" aria-label="{label}"{size}>'
    "<samp>{screen}</samp></span>{frames}{caption}</span>"
)
_CAPTION = Markup('<span class="media-caption">{}</span>')
_FRAMES = Markup('<script type="application/json">{}</script>')


@dataclass(frozen=True, slots=True)
class ShownCast:
    """What a page has of a recording: the last screen, the frames before it as JSON, and what is wrong."""

    screen: str = ""
    frames: str = ""
    message: str = ""
    advice: str = ""


@dataclass(slots=True)
class Casts:
    """The recordings of one project, by their bytes. Not frozen: it keeps what it has read."""

    loader: Loader
    remember: Remember
    _known: dict[bytes, ShownCast] = field(default_factory=dict)

    def players(self, folder: str) -> Filler:
        """What has a player for each recording that a deck in `folder` shows, if it can be played."""
        return partial(self._player, folder)

    def findings(self, loaded: LoadedDeck, shown: Shown) -> Iterator[Finding]:
        """What of the deck's recordings is not played, where it is named.

        What is not there, or holds nothing of its own, is told with the pictures.
        """
        if MEDIA not in (loaded.manifest.extras or ()):
            return
        for slide, references in shown:
            for reference in references:
                wrong = self._wrong(reference, loaded.manifest.folder) if _is_cast(reference) else None
                place = named_at(reference, slide, self.loader, loaded) if wrong else None
                if wrong and place:
                    rule, message, advice = wrong
                    yield place[0].finding(rule, *place[1:], message, help=advice)

    def _wrong(self, reference: Reference, folder: str) -> tuple[Rule, str, str] | None:
        path = beside(folder, reference)
        cast = self._shown(path)
        if cast is None or not cast.message or self.loader.why_hollow(path):
            return None
        return UNPLAYED_RECORDING, f"{reference.address}: {cast.message}", cast.advice

    def _player(self, folder: str, hole: HtmlHole, _holes: Sequence[HtmlHole]) -> Markup | None:
        reference = Reference("media", hole.text)
        cast = self._shown(beside(folder, reference)) if reference.is_local else None
        if cast is None or not cast.screen or (hole.has_poster and not cast.frames):
            return None
        return _PLAYER.format(
            label=hole.caption or reference.address,
            size=" data-wide" if max(map(len, cast.screen.split("\n"))) > WIDE else "",
            screen=cast.screen,
            frames=_FRAMES.format(Markup(cast.frames)) if cast.frames else "",
            caption=_CAPTION.format(hole.caption) if hole.caption else "",
        )

    def _shown(self, path: str) -> ShownCast | None:
        """What is shown of the recording at `path`; None where there is no such file."""
        file = self.loader.project.workspace.locate(path)
        if file is None or not self.loader.exists(path):
            return None
        size = file.stat().st_size
        if size > LARGEST:
            return _too_large(size)
        data = file.read_bytes()
        if data not in self._known:
            self._known[data] = self._made(data)
        return self._known[data]

    def _made(self, data: bytes) -> ShownCast:
        try:
            cast = read_asciicast(data.decode("utf-8"))
        except UnicodeDecodeError:
            return _unread("it is not UTF-8")
        except UnreadCastError as error:
            return _unread(str(error))
        if find_spec("pyte") is None:
            return _still(cast)
        key = f"recording {__version__} {hashlib.sha256(data).hexdigest()}"
        kept = self.remember(key, lambda: as_bytes(_moving(cast)))
        return from_bytes(ShownCast, kept) or _moving(cast)


def _is_cast(reference: Reference) -> bool:
    return reference.use == "media" and reference.is_local and reference.path.lower().endswith(".cast")


def _moving(cast: Asciicast) -> ShownCast:
    player = import_module("slidegen.script.replay")
    try:
        frames, step = player.frames_of(cast)
    except player.UnplayedError as error:
        return _unread(f"what it says to its terminal is not understood ({error})")
    if not frames or not any(frame.text for frame in frames):
        return _unread(cast.fault or "it shows nothing")
    last = next(frame.text for frame in reversed(frames) if frame.text)  # many end with an empty screen
    moving = player.as_json(player.as_high(frames)) if len(frames) >= player.FEWEST else ""
    return ShownCast(last, moving, *_told(cast.fault, step))


def _told(fault: str, step: float) -> tuple[str, str]:
    if fault:
        return f"{fault}: it is played up to there", "record it again, or take out what is broken"
    if step > SPARSE:
        return (
            f"it is so long that a page shows one screen in {step:.1f} seconds",
            "cut it, or show it as several",
        )
    return "", ""


def _still(cast: Asciicast) -> ShownCast:
    """Without a terminal: the last lines of what was printed."""
    text = plain("".join(event.text for event in cast.events if event.kind == "o").encode())
    last = "\n".join(line.rstrip() for line in text.strip().split("\n")[-cast.lines :])
    return ShownCast(last, "", "it is not played, since what plays it is not installed", install("run"))


def _unread(why: str) -> ShownCast:
    return ShownCast(message=f"{why}: it is not played", advice="record it anew (`asciinema rec`)")


def _too_large(size: int) -> ShownCast:
    message = f"it has {size / LARGEST:.1f} MiB, of which a page plays 1: it is not played"
    return ShownCast(message=message, advice="cut it, or show a film of it (`.mp4`)")
