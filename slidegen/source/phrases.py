"""What slidegen says to the people in the room, by name and language: generated slides, buttons, help.

English stands here, since every deck needs it. Each other language is a file of `languages/`, and a project's
`phrases/<tag>.toml` says some of them in its own words, or all of them in a language of its own.

Knows phrases and tags of languages (BCP 47). Must not know where a phrase is shown. `{name}` is filled in
by who says it.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from slidegen import lazy_re as re
from slidegen.finding import Finding
from slidegen.lazy_dataclass import dataclass
from slidegen.source.file import SourceFile
from slidegen.source.rules import BAD_PHRASE
from slidegen.source.suggest import did_you_mean
from slidegen.source.toml import TomlProblem, read_toml

#: The kinds of callouts, GitHub's five.
CALLOUTS = ("note", "tip", "important", "warning", "caution")

FOLDER = "phrases"  #: of a project, beside its settings
_SHIPPED = Path(__file__).with_name("languages")

ENGLISH: Mapping[str, str] = {
    # commands (slidegen/render/keyboard.py)
    "next": "Next step or slide",
    "previous": "Previous step or slide",
    "first": "First slide",
    "last": "Last slide",
    "number": "Go to a number",
    "contents": "Contents",
    "search": "Search",
    "titles": "Go to a title",
    "overview": "Overview",
    "menu": "Menu",
    "help": "Keys",
    "dark-screen": "Dark screen",
    "full-screen": "Full screen",
    "scheme": "Light or dark",
    "enlarge": "Enlarge the picture",
    "enlarge-code": "Enlarge the code",
    "laser": "Laser pointer, while it is held",
    "read": "Read as one page",
    "mirror": "Mirror",
    "presenter": "Presenter view",
    "clone": "Clone this window",
    "timer": "Start or pause the timer",
    "restart": "Restart the timer",
    "countdown": "Countdown for this slide",
    "time-is-up": "Time is up",
    "take-minutes": "Minutes of today",
    "minutes-copied": "Copied, for the manifest: {slides} slides were shown, {labs} exercises ticked",
    "switch": "Show or hide: {name}",
    # groups of the help
    "moving": "Moving",
    "finding": "Finding",
    "showing": "Showing",
    "presenting": "Presenting",
    "overview-keys": "Where slides are small, arrows move among them, and Enter opens one.",
    # places
    "slide": "Slide {number} of {total}: {title}",
    "at-step": ", step {step} of {steps}",
    "slides": "Slides",
    "slides-found": "Slides found",
    "progress": "Progress",
    "previous-slide": "Previous",
    "next-slide": "Next",
    "continue": "Continue at “{title}”",
    "unknown-place": "There is no “{wanted}” here: this is “{title}”",
    "found-one": "1 slide",
    "found": "{count} slides",
    "found-cut": "{count} slides, the first {most} shown",
    "search-slides": "Search slides…",
    "search-titles": "Go to title…",
    "filter": "Show slides with…",
    "sections": "Sections",
    "before-first": "Before the first section",
    # what a reader without scripts meets, and a screen reader hears
    "skip-to-slides": "Skip to the slides",
    "all-decks": "All decks",
    "download": "Download",
    "exercises-script": "Exercises as a script",
    "source": "Source",
    "a-slide": "slide",
    "slide-number": "Slide {number}",
    # settings
    "dark": "Dark",
    "shortcuts": "Single-key shortcuts",
    "notes-while-reading": "Notes on the reading page",
    "close": "Close",
    "shown": "{name}: shown, {count} slides",
    "hidden": "{name}: hidden, {count} slides",
    "no-full-screen": "This browser refuses the full screen here",
    "is-full-screen": "The screen is full already; Ctrl+R loads the page again",
    "no-window": "The browser blocked the new window. Open this address in it: {address}",
    "room-only": "This window is the room's: notes stay with the presenter",
    # exercises
    "copied": "Copied",
    "copy-code": "Copy this code",
    "copy-exercise": "Copy all of this exercise",
    "code": "Code",
    "done": "Done",
    "picture": "Picture",
    # the presenter's desk
    "desk": "Presenter",
    "notes": "Notes",
    "no-notes": "No notes.",
    "the-end": "The end",
    "pause": "Pause",
    "start": "Start",
    "restart-timer": "Restart",
    "room-window": "Room window",
    "smaller": "A− Smaller notes",
    "larger": "A+ Larger notes",
    "room-is-dark": "The room is dark",
    "layout": "Layout",
    "layout-slides": "Slides and notes",
    "layout-notes": "Large notes",
    "layout-next": "Next slide only",
    "divide-columns": "Width of the slide",
    "divide-rows": "Height of the slide",
    "behind": "{minutes} min behind",
    "ahead": "{minutes} min ahead",
    "on-time": "on time",
    "this-section": "This section",
    "section-plan": "{title} — {planned} min planned, {spent} spent",
    "ends": "Ends {time}",
    "ends-over": "Ends {time}, {minutes} min over",
    "skip-these": "Skip these: {count} ({minutes} min)",
    "not-enough": "That is not enough: {minutes} min stay over",
    "skipped": "Skipped slides: {count}",
    "show-again": "Show them again",
    "skip": "Leave out what makes us late",
    # slides that are made, and words on slides
    "part": "Part {number}",
    "previous-part": "Previous part",
    "back-to-contents": "Back to table of contents",
    "next-part": "Next part",
    "separating-picture": "Image separating from the next part",
    "picture-before": "(picture) {title}",
    "exercise": "Exercise",
    "lab": "Lab",
    "extra-details": "Extra details",
    "last-run": "Last run",
    "replay": "Play the recording",
    "callout-note": "Note",
    "callout-tip": "Tip",
    "callout-important": "Important",
    "callout-warning": "Warning",
    "callout-caution": "Caution",
    "footnotes": "Footnotes",
    "back-to-text": "Back to the text",
    "variants": "Variants",
    # the list of decks
    "decks": "Decks",
    "search-decks": "Search all decks…",
    "nothing-found": "Nothing has these words",
    "one-exercise": "1 exercise",
    "exercises": "{count} exercises",
    "minutes": "{count} min",
    "hours": "{count} h",
    "changed": "changed {date}",
    # a room that follows
    "rejoin": "Back to the presenter",
    "labs-done": "{done} of {all} done",
    "phone-desk": "Desk on a phone",
    "scan-desk": "Point the phone's camera at it. Who has this address is the presenter: show it to nobody.",
    # paper
    "open-slide": "This slide in the browser",
}

#: What a style sheet says beside a slide's text, by its variable.
STYLE_WORDS: Mapping[str, str] = {
    "exercise": "--exercise-word",
    "lab": "--lab-word",
    "extra-details": "--extra-word",
    "last-run": "--last-run-word",
}

#: What becomes of Markdown: the heads of callouts, and what leads back from a footnote.
MARKDOWN_WORDS = (*(f"callout-{kind}" for kind in CALLOUTS), "footnotes", "back-to-text", "variants")

_FILLED = re.compile(r"\{(\w+)\}")


def fields_of(phrase: str) -> frozenset[str]:
    """The names that are filled in."""
    return frozenset(_FILLED.findall(phrase))


def said(phrase: str, **values: object) -> str:
    """The phrase, filled in; what nobody gives stays as it stands."""
    return _FILLED.sub(lambda found: str(values.get(found[1], found[0])), phrase)


def languages() -> tuple[str, ...]:
    """The tags of the languages that slidegen speaks, English first."""
    return ("en", *sorted(path.stem for path in _SHIPPED.glob("*.toml")))


#: Where a language is written in another script than elsewhere (CLDR's likely subtags).
_SCRIPTS = {"zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "zh-mo": "zh-Hant"}


def tags_of(lang: str) -> tuple[str, ...]:
    """The tag and what it falls back to: `fr-CA`, `fr`; `zh-TW`, `zh-Hant`, `zh`."""
    parts = lang.replace("_", "-").split("-")
    tags = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    script = _SCRIPTS.get("-".join(parts[:2]).lower())
    return tuple([*tags[:-1], script, tags[-1]] if script else tags)


def is_spoken(phrases: Mapping[str, str], lang: str) -> bool:
    """Whether these phrases of a language, or some of them, are in it."""
    return phrases is not ENGLISH or tags_of(lang)[-1].lower() == "en"


def phrases_of(lang: str, own: Mapping[str, str] = {}) -> Mapping[str, str]:
    """Every phrase in this language; English where it has none. `own` is what a project says itself."""
    shipped = _shipped(lang.lower())
    return {**shipped, **own} if own else shipped


def markdown_words(words: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The phrases that Markdown is made into, where they are not the English ones."""
    return tuple((name, words[name]) for name in MARKDOWN_WORDS if words[name] != ENGLISH[name])


@cache
def _shipped(lang: str) -> Mapping[str, str]:
    import tomllib  # only paid for where a deck is not in English

    tags = (tag.lower() for tag in tags_of(lang))
    place = next((path for tag in tags if (path := _SHIPPED / f"{tag}.toml").is_file()), None)
    if place is None:
        return ENGLISH
    return {**ENGLISH, **tomllib.loads(place.read_text(encoding="utf-8"))}


@dataclass(frozen=True, slots=True)
class OwnPhrases:
    """What a project's file says."""

    phrases: Mapping[str, str]
    findings: tuple[Finding, ...] = ()


def read_phrases(source: SourceFile) -> OwnPhrases:
    """The phrases of a project's `phrases/<tag>.toml`; what cannot be one is told, and left out."""
    read = read_toml(source.text)
    if isinstance(read, TomlProblem):
        at = min(read.offset, len(source.text))
        return OwnPhrases({}, (source.finding(BAD_PHRASE, at, at, read.message, help="correct the TOML"),))
    wrong = {name: trouble for name, value in read.items() if (trouble := _trouble(name, value))}
    good = {name: str(value) for name, value in read.items() if name not in wrong}
    return OwnPhrases(good, tuple(_findings(source, wrong)))


def _trouble(name: str, value: object) -> tuple[str, str] | None:
    """What is wrong with a phrase, and what to do about it."""
    if name not in ENGLISH:
        return f"there is no phrase `{name}`", did_you_mean(name, ENGLISH) or "leave it out"
    if not isinstance(value, str):
        return f"the phrase `{name}` is no text", "put it in quotes"
    unknown = fields_of(value) - fields_of(ENGLISH[name])
    if unknown:
        known = ", ".join(f"`{{{each}}}`" for each in sorted(fields_of(ENGLISH[name]))) or "nothing"
        return f"nobody fills in `{{{min(unknown)}}}` of `{name}`", f"what is filled in here: {known}"
    return None


def _findings(source: SourceFile, wrong: Mapping[str, tuple[str, str]]) -> Iterator[Finding]:
    for name, (message, advice) in wrong.items():
        found = re.search(rf"(?m)^[ \t]*[\"']?{re.escape(name)}", source.text)
        start, end = found.span() if found else (0, 0)
        yield source.finding(BAD_PHRASE, start, end, message, help=advice)
