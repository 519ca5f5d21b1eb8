"""What of a deck's looks has no effect: keys of its brand, files that its theme lacks, unreadable formulas.

Knows where each is said. Must not know how pages are made.
"""

from collections.abc import Callable, Iterable, Iterator
from mimetypes import guess_type
from pathlib import Path
from typing import TYPE_CHECKING

from slidegen.assembly.loader import LoadedDeck
from slidegen.finding import Finding
from slidegen.lazy_module import lazy_module
from slidegen.location import Span
from slidegen.render.accent import legible
from slidegen.render.brand import KEYS, is_colour
from slidegen.render.theme_files import MissingFile
from slidegen.source.file import SourceFile
from slidegen.source.forms import FORMS
from slidegen.source.manifest import Manifest
from slidegen.source.rules import FAINT_ACCENT, MISSING_THEME_FILE, UNKNOWN_KEY, WRONG_TYPE
from slidegen.source.suggest import did_you_mean
from slidegen.text.rules import MISSING_IMAGE

if TYPE_CHECKING:
    from slidegen.deck import unreadable
    from slidegen.render import lexers, transcript
else:  # few decks have formulas, or say which language their code is in
    unreadable = lazy_module("slidegen.deck.unreadable")
    lexers = lazy_module("slidegen.render.lexers")
    transcript = lazy_module("slidegen.render.transcript")

_DRAWN = "mermaid"  #: nobody colours it


def brand_findings(manifest: Manifest, logo: Path | None) -> Iterator[Finding]:
    """What of the brand has no effect; a key of the settings is told at the manifest."""
    for key, value in manifest.brand:
        span = manifest.span_of("accent" if key == "accent" and manifest.accent else f"brand.{key}")
        if key not in KEYS:
            message, rule = f"a brand has no `{key}`; it has {', '.join(KEYS)}", UNKNOWN_KEY
        elif key == "accent" and not is_colour(value):
            message, rule = f"`{value}` is no colour", WRONG_TYPE
        elif key == "lang" and FORMS["language"].read(value) is None:
            message, rule = f"`{value}` is not {FORMS['language'].takes}", WRONG_TYPE
        elif key == "accent" and legible(value) != value.strip():
            yield _faint(manifest, span, value)
            continue
        elif key == "logo" and logo is None:
            message, rule = f"the logo {value} does not exist", MISSING_IMAGE
        elif key == "logo" and not _is_picture(value):
            message, rule = f"the logo {value} is no picture", WRONG_TYPE
        else:
            continue
        advice = "correct `brand` in the manifest or the settings"
        yield manifest.source.finding(rule, span.start, span.end, message, help=advice)


def language_findings(manifest: Manifest) -> Iterator[Finding]:
    """What `highlightLanguage` names, where nobody colours it: all code without a language stays plain."""
    name = manifest.remark.highlight_language
    if name and not transcript.is_coloured(name) and name.lower() != _DRAWN:
        span = manifest.span_of("remark.highlightLanguage")
        message = f"nobody colours the language `{name}`: code without a language of its own stays plain"
        close = did_you_mean(name.lower(), lexers.language_names())
        advice = f"did you mean `{close}`?" if close else "name a language that Pygments knows, or `text`"
        yield manifest.source.finding(WRONG_TYPE, span.start, span.end, message, help=advice)


def _is_picture(name: str) -> bool:
    return (guess_type(name)[0] or "").startswith("image/")


def _faint(manifest: Manifest, span: Span, colour: str) -> Finding:
    better = legible(colour)
    if better is None:
        message, advice = f"nobody can say how legible the accent {colour} is", "write it as `#rrggbb`"
    else:
        message = f"links and titles in the accent {colour} are too faint on white"
        advice = f"WCAG wants 4.5:1; `{better}` has it"
    return manifest.source.finding(FAINT_ACCENT, span.start, span.end, message, help=advice)


def minutes_findings(loaded: LoadedDeck) -> Iterator[Finding]:
    """The minutes that are planned for what the deck has not."""
    manifest = loaded.manifest
    titles = [section.title for section in loaded.deck.sections if section.title]
    known = {*titles, *(section.path for section in loaded.deck.sections)}
    for name, _ in manifest.minutes:
        if name and name not in known:
            span = manifest.span_of(f"minutes.{name}")
            close = did_you_mean(name, titles)
            advice = (
                f"did you mean `{close}`?" if close else "name a section's title, or the file that opens it"
            )
            message = f"no section of the deck is called `{name}`: its minutes have no effect"
            yield manifest.source.finding(UNKNOWN_KEY, span.start, span.end, message, help=advice)


def theme_findings(missing: Iterable[MissingFile], name: Callable[[Path], str]) -> Iterator[Finding]:
    """What the theme names and does not have, where its style sheet or template names it."""
    for each in missing:
        source = SourceFile.from_bytes(name(each.path), each.path.read_bytes())
        start = max(source.text.find(each.address), 0)
        message = f"the theme names {each.address}, which is not in its folder"
        advice = "add the file beside this one, or correct the path"
        yield source.finding(MISSING_THEME_FILE, start, start + len(each.address), message, help=advice)


def formula_findings(loaded: LoadedDeck, source_of: Callable[[str], SourceFile | None]) -> Iterator[Finding]:
    """The formulas of the deck that are shown as they are written."""
    for slide in loaded.deck.slides if loaded.manifest.math else ():
        source = source_of(slide.span.path)
        if source is not None:
            yield from unreadable.unreadable_formulas(
                (slide.text, slide.notes), source, slide.span, slide.commands
            )
