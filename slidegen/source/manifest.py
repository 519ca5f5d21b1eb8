"""Manifests: the YAML files that describe a deck.

`FIELDS` is the one table of keys, with what each takes and means; parsing, checking and the reference in
the documentation come from it. A manifest of the reference workshop reads as it is; its keys' defaults are
those of the script that it was written for.

Knows what a manifest says. Must not know whether its fragments exist, nor what is in them.
"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Literal

from slidegen import lazy_re as re
from slidegen.finding import Finding
from slidegen.lazy_dataclass import dataclass
from slidegen.location import Span
from slidegen.source import rules, span_pattern
from slidegen.source.direction import direction_of
from slidegen.source.file import SourceFile
from slidegen.source.forms import FORMS, FormName
from slidegen.source.key_table import KeyTable
from slidegen.source.markdown_extras import EXTRAS
from slidegen.source.planned_time import MOST
from slidegen.source.settings import EXERCISE_CLASSES

Pairs = tuple[tuple[str, str], ...]
Kind = Literal[
    FormName,
    "text",
    "page",
    "boolean",
    "minutes",
    "texts",
    "pairs",
    "entries",
    "remark",
    "path-or-false",
]


# ---- what a manifest is made of
@dataclass(frozen=True, slots=True)
class FragmentEntry:
    """A fragment file in the list."""

    path: str  #: from the project's root, normalised: what the file is called everywhere
    written: str  #: as the manifest says it, from the manifest's folder
    span: Span
    line: int


@dataclass(frozen=True, slots=True)
class InlineEntry:
    """A multi-line string in the list: Markdown that stands in the manifest itself."""

    text: str
    span: Span
    line: int  #: of the first line of the text, for a block; else of the string


Entry = FragmentEntry | InlineEntry | tuple["Entry", ...]  #: a nested tuple is a part


@dataclass(frozen=True, slots=True)
class RemarkOptions:
    """The options of `remark.create`, by their own meaning; None where the manifest is silent."""

    ratio: str | None = None
    slide_number_format: str | None = None  #: `%current% / %total%`; empty for no number
    highlight_spans: bool | tuple[str, str] | None = None  #: or (regexp, flags)
    highlight_lines: bool | None = None
    highlight_language: str | None = None
    count_incremental_slides: bool | None = None
    disable_incremental_slides: bool | None = None
    include_presenter_notes: bool | None = None
    inherit_presenter_notes: bool | None = None
    excluded_classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """One deck's description."""

    name: str  #: the page is `<name>.html`
    path: str
    source: SourceFile
    title: str = ""  #: lines are kept: `<br/>` on slides, a blank in `<title>`
    chat: str = ""
    gitrepo: str = ""
    slides: str = ""
    zip: str = ""
    html: str = ""
    slidenumberprefix: str = ""
    exclude: tuple[str, ...] = ()
    content: tuple[Entry, ...] = ()
    variables: Pairs = ()
    theme: str | None = None
    lang: str | None = None
    description: str = ""
    needs: tuple[str, ...] = ()
    author: str = ""
    date: str = ""
    ratio: str | None = None
    dir: str | None = None
    math: bool | None = None
    scripts: bool | None = None
    extras: tuple[str, ...] | None = None
    accent: str = ""
    brand: Pairs = ()
    data: Pairs = ()  #: what front matter says that is nothing to us
    kubernetes_version: str | None = None
    exercise_classes: tuple[str, ...] | None = None
    sections: bool = True
    remark: RemarkOptions = RemarkOptions()
    macros: Pairs = ()
    switches: tuple[str, ...] | None = None
    minutes: tuple[tuple[str, float], ...] = ()  #: (section title or fragment, minutes); `` for the whole
    vars: Pairs = ()
    interstitials: str | None = "interstitials.txt"  #: None for no pictures; from the manifest's folder
    spans: tuple[tuple[str, Span], ...] = ()  #: where each value stands, also `macros.hi`
    is_whole: bool = True  #: whether `content` lists something, and all of it is understood

    @property
    def folder(self) -> str:
        """The folder of the manifest, `` for the root: what its paths are relative to."""
        return posixpath.dirname(self.path)

    @property
    def direction(self) -> str:
        """Which way its text runs, `rtl` or `ltr`."""
        return self.dir or direction_of(self.lang or "en")

    @property
    def classes_of_exercises(self) -> tuple[str, ...]:
        return self.exercise_classes or EXERCISE_CLASSES

    @property
    def one_line_title(self) -> str:
        return " ".join(self.title.split())

    @property
    def entries(self) -> Iterator[FragmentEntry | InlineEntry]:
        """The entries of all parts, in the order of the talk."""
        return _flat(self.content)

    @property
    def fragments(self) -> Iterator[FragmentEntry]:
        return (entry for entry in self.entries if isinstance(entry, FragmentEntry))

    @property
    def settled_remark(self) -> RemarkOptions:
        """The options of remark where the manifest is silent: with the key remark's own, else slidegen's."""
        remark = replace(self.remark, ratio=self.ratio or self.remark.ratio)
        if any(key == "remark" for key, _ in self.spans):
            return replace(remark, ratio=remark.ratio or "4:3")
        # The reference workshop asks remark for `highlightSpans: true`, and its manifests cannot say so.
        return replace(remark, highlight_spans=True) if remark.highlight_spans is None else remark

    def span_of(self, key: str) -> Span:
        """Where the value of `key` stands, or the start of the file."""
        return next((span for name, span in self.spans if name == key), self.source.span(0, 0))


@dataclass(frozen=True, slots=True)
class ManifestReading:
    """A manifest, or why it is none."""

    manifest: Manifest | None  #: None when the file is no manifest, or cannot be read as one
    findings: tuple[Finding, ...]


# ---- the keys
@dataclass(frozen=True, slots=True)
class Field:
    """One line of the table of keys."""

    key: str
    kind: Kind
    doc: str
    attribute: str = ""

    @property
    def name(self) -> str:
        return self.attribute or self.key.replace("-", "_")

    @property
    def takes(self) -> str:
        return EXPECTED[self.kind]


FIELDS: tuple[Field, ...] = (
    Field("title", "text", "The deck's title; its lines are kept on title slides (`@@TITLE@@`)"),
    Field("content", "entries", "Fragment files, inline slides (multi-line strings) and nested lists: parts"),
    Field("chapters", "entries", "The older name of `content`", "content"),
    Field("exclude", "texts", "Slides that have one of these classes are left out"),
    Field("chat", "text", "Where to chat, as Markdown (`@@CHAT@@`)"),
    Field("gitrepo", "repository", "The repository, without `https://` (`@@GITREPO@@`)"),
    Field("slides", "address", "The address of the slides (`@@SLIDES@@`)"),
    Field("zip", "address", "The address of the archive (`@@ZIP@@`); `slides.zip` below `slides` if not set"),
    Field("html", "page", "The name of the page (`@@HTML@@`); that of the manifest, and `.html`, if not set"),
    Field("slidenumberprefix", "text", "Markup that stands before each slide's number"),
    Field("variables", "pairs", "More variables: `name: value` makes `@@name@@` (and `@@NAME@@`)"),
    Field("theme", "text", "The theme: built-in, or a folder of the project's `themes/`"),
    Field("vars", "pairs", "What placeholders in exercises stand for when they are run"),
    Field("lang", "language", "The language of the deck, such as `en` or `fr-CA`"),
    Field("needs", "texts", "Programs that exercises call and that may be missing, such as `helm`"),
    Field("description", "text", "A sentence for the index, search engines and link previews"),
    Field("author", "text", "Who gives it"),
    Field("date", "text", "When it is given, as you write it"),
    Field("ratio", "ratio", "Width and height of slides, such as `4:3` (`16:9` if not set)"),
    Field("dir", "direction", "The direction of the text, `ltr` or `rtl`; that of the language if not set"),
    Field("math", "boolean", "Whether `$…$`, `$$…$$`, `\\(…\\)` and `\\[…\\]` are formulas"),
    Field(
        "scripts",
        "boolean",
        "Whether a build writes the exercises as shell scripts, and the page offers them",
    ),
    Field(
        "extras",
        "texts",
        f"Markdown beyond CommonMark: {', '.join(f'`{name}`' for name in EXTRAS)}; `callouts` if not set",
    ),
    Field("accent", "text", "The colour of titles, links and marks, `#rrggbb`; short for `brand: accent:`"),
    Field("brand", "pairs", "What decks share: `logo`, `footer`, `accent`, `font`, `code-font`, `lang`"),
    Field("kubernetes-version", "version", "The Kubernetes version that commands are checked against"),
    Field("exercise-classes", "texts", "The content classes that are exercises"),
    Field("sections", "boolean", "Whether title slides are made for sections (yes if not set)"),
    Field("switches", "texts", "Classes that readers can show and hide"),
    Field("minutes", "minutes", "How long the deck is to take, or a mapping: section title to minutes"),
    Field("macros", "pairs", "Macros of this deck: `name: template`, a Jinja template or the path of one"),
    Field("interstitials", "path-or-false", "The file that lists section pictures, or `false` for none"),
    Field("remark", "remark", "The options of `remark.create`, for those who migrate"),
)
BY_KEY: Mapping[str, Field] = {field.key: field for field in FIELDS}

KEYS = KeyTable(
    BY_KEY,
    rules.UNKNOWN_KEY,
    rules.WRONG_TYPE,
    "The manifest has an unknown key `{key}`",
    "Remove it, or use one of: {keys}",
)

RemarkKind = Literal["text", "ratio", "number-format", "boolean", "texts", "spans"]


@dataclass(frozen=True, slots=True)
class RemarkOption:
    """One line of the table of remark's options."""

    key: str  #: remark's name
    kind: RemarkKind
    name: str  #: the attribute

    @property
    def takes(self) -> str:
        return _EXPECTED_OF_REMARK[self.kind]


REMARK_OPTIONS: tuple[RemarkOption, ...] = (
    RemarkOption("ratio", "ratio", "ratio"),
    RemarkOption("slideNumberFormat", "number-format", "slide_number_format"),
    RemarkOption("highlightSpans", "spans", "highlight_spans"),
    RemarkOption("highlightLines", "boolean", "highlight_lines"),
    RemarkOption("highlightLanguage", "text", "highlight_language"),
    RemarkOption("countIncrementalSlides", "boolean", "count_incremental_slides"),
    RemarkOption("disableIncrementalSlides", "boolean", "disable_incremental_slides"),
    RemarkOption("includePresenterNotes", "boolean", "include_presenter_notes"),
    RemarkOption("inheritPresenterNotes", "boolean", "inherit_presenter_notes"),
    RemarkOption("excludedClasses", "texts", "excluded_classes"),
)
#: What file systems take is 255 bytes; what goes beside a page has its name and an ending.
MAX_NAME_BYTES = 200
_NO_NAME = re.compile(r"[/\\:*?\"<>|\x00-\x1f\x7f]|[. ]$")
#: What Windows takes for a device, whatever stands behind the first dot.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)

#: options that are remark's and mean nothing here: known, so that nobody is asked to mend them
REMARK_IGNORED = frozenset(
    {"source", "sourceUrl", "container", "navigation", "highlightStyle", "highlightInlineCode", "timer"}
) | {"externalHighlighter", "slideNumber", "controller"}

REMARK_KEYS = KeyTable(
    {option.key: option for option in REMARK_OPTIONS},
    rules.UNKNOWN_KEY,
    rules.WRONG_TYPE,
    "The `remark` mapping has an unknown key `{key}`",
    "Remove it, or use one of: {keys}",
    REMARK_IGNORED,
)


def stem_of(path: str) -> str:
    """The name of a page after its manifest; what is no UTF-8 in it has no address."""
    return in_utf8(PurePosixPath(path).stem)


def in_utf8(name: str) -> str:
    return re.sub("[\ud800-\udfff]", "_", name)


def page_name(html: str) -> str:
    """`talk` for `talk.html`; nothing when that is no name of a page in the output folder."""
    name = html.strip().removesuffix(".html")
    fits = html.strip().endswith(".html") and 0 < len(name.encode("utf-8", "replace")) <= MAX_NAME_BYTES
    is_odd = name.startswith(".") or _NO_NAME.search(name) or _DEVICE.match(name)
    return name if fits and not is_odd else ""


EXPECTED: Mapping[Kind, str] = {
    **{name: form.takes for name, form in FORMS.items()},
    "text": "a text",
    "page": "a file name such as `talk.html`",
    "boolean": "`true` or `false`",
    "minutes": f"a number of minutes above 0 and up to {MOST}, or a mapping of section titles to them",
    "texts": "a list of texts",
    "pairs": "a mapping of names to texts",
    "entries": "a list of fragment files",
    "remark": "a mapping of remark's options",
    "path-or-false": "a path or `false`",
}


_EXPECTED_OF_REMARK: Mapping[RemarkKind, str] = {
    "text": "a text",
    "ratio": FORMS["ratio"].takes,
    "number-format": "a text with `%current%` and `%total%`",
    "boolean": "`true` or `false`",
    "texts": "a list of texts",
    "spans": f"`true`, or a mapping with `regexp` ({span_pattern.TAKES}) and `flags`",
}


def _flat(entries: tuple[Entry, ...]) -> Iterator[FragmentEntry | InlineEntry]:
    for entry in entries:
        if isinstance(entry, tuple):
            yield from _flat(entry)
        else:
            yield entry
