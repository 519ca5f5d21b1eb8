"""Manifests: the YAML files that describe a deck.

`FIELDS` is the one table of keys, with what each takes and means; parsing, checking and the reference in
the documentation come from it. A manifest of the reference workshop reads as it is; its keys' defaults are
those of the script that it was written for.

Knows what a manifest says. Must not know whether its fragments exist, nor what is in them.
"""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from slidegen.finding import Finding, Rule
from slidegen.location import Span
from slidegen.source import rules, yaml
from slidegen.source.file import SourceFile
from slidegen.source.suggest import did_you_mean

Pairs = tuple[tuple[str, str], ...]
Kind = Literal["text", "page", "boolean", "minutes", "texts", "pairs", "entries", "remark", "path-or-false"]


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
    def one_line_title(self) -> str:
        return " ".join(self.title.split())

    @property
    def entries(self) -> Iterator[FragmentEntry | InlineEntry]:
        """The entries of all parts, in the order of the talk."""
        return _flat(self.content)

    @property
    def fragments(self) -> Iterator[FragmentEntry]:
        return (entry for entry in self.entries if isinstance(entry, FragmentEntry))

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


FIELDS: tuple[Field, ...] = (
    Field("title", "text", "The deck's title; its lines are kept on title slides (`@@TITLE@@`)"),
    Field("content", "entries", "Fragment files, inline slides (multi-line strings) and nested lists: parts"),
    Field("chapters", "entries", "The older name of `content`", "content"),
    Field("exclude", "texts", "Slides that have one of these classes are left out"),
    Field("chat", "text", "Where to chat, as Markdown (`@@CHAT@@`)"),
    Field("gitrepo", "text", "The repository, without `https://` (`@@GITREPO@@`)"),
    Field("slides", "text", "The address of the slides (`@@SLIDES@@`)"),
    Field("zip", "text", "The address of the archive (`@@ZIP@@`); `slides.zip` below `slides` if not set"),
    Field("html", "page", "The name of the page (`@@HTML@@`); that of the manifest, and `.html`, if not set"),
    Field("slidenumberprefix", "text", "Markup that stands before each slide's number"),
    Field("variables", "pairs", "More variables: `name: value` makes `@@name@@` (and `@@NAME@@`)"),
    Field("theme", "text", "The theme: built-in, or a folder of the project's `themes/`"),
    Field("vars", "pairs", "What placeholders in exercises stand for when they are run"),
    Field("lang", "text", "The language of the deck, such as `en` or `fr-CA`"),
    Field("needs", "texts", "Programs that exercises call and that may be missing, such as `helm`"),
    Field("description", "text", "A sentence for the index, search engines and link previews"),
    Field("author", "text", "Who gives it"),
    Field("date", "text", "When it is given, as you write it"),
    Field("ratio", "text", "Width and height of slides, such as `4:3` (`16:9` if not set)"),
    Field("dir", "text", "The direction of the text, `ltr` or `rtl`; that of the language if not set"),
    Field("math", "boolean", "Whether `$…$`, `$$…$$`, `\\(…\\)` and `\\[…\\]` are formulas"),
    Field("brand", "pairs", "What all decks share: `logo`, `footer`, `accent`, `font`, `code-font`"),
    Field("kubernetes-version", "text", "The Kubernetes version that commands are checked against"),
    Field("exercise-classes", "texts", "The content classes that are exercises"),
    Field("sections", "boolean", "Whether title slides are made for sections (yes if not set)"),
    Field("switches", "texts", "Classes that readers can show and hide"),
    Field("minutes", "minutes", "How long the deck is to take, or a mapping: section title to minutes"),
    Field("macros", "pairs", "Macros of this deck: `name: template`, a Jinja template or the path of one"),
    Field("interstitials", "path-or-false", "The file that lists section pictures, or `false` for none"),
    Field("remark", "remark", "The options of `remark.create`, for those who migrate"),
)
BY_KEY: Mapping[str, Field] = {field.key: field for field in FIELDS}

#: remark's name -> (attribute, what it takes)
REMARK_OPTIONS: Mapping[str, tuple[str, Literal["text", "boolean", "texts", "spans"]]] = {
    "ratio": ("ratio", "text"),
    "slideNumberFormat": ("slide_number_format", "text"),
    "highlightSpans": ("highlight_spans", "spans"),
    "highlightLines": ("highlight_lines", "boolean"),
    "highlightLanguage": ("highlight_language", "text"),
    "countIncrementalSlides": ("count_incremental_slides", "boolean"),
    "disableIncrementalSlides": ("disable_incremental_slides", "boolean"),
    "includePresenterNotes": ("include_presenter_notes", "boolean"),
    "inheritPresenterNotes": ("inherit_presenter_notes", "boolean"),
    "excludedClasses": ("excluded_classes", "texts"),
}
#: What file systems take is 255 bytes; what goes beside a page has its name and an ending.
MAX_NAME_BYTES = 200
_NO_NAME = re.compile(r"[/\\:\x00-\x1f\x7f]")

#: options that are remark's and mean nothing here: known, so that nobody is asked to mend them
REMARK_IGNORED = frozenset(
    {"source", "sourceUrl", "container", "navigation", "highlightStyle", "highlightInlineCode", "timer"}
) | {"externalHighlighter", "slideNumber", "controller"}


# ---- which files are manifests
def describes_a_deck(root: yaml.Node | None) -> bool:
    """Whether a file's root is a manifest's: `content` (or `chapters`) is a list of paths, texts and lists.

    Other programs have files with a `content`, too: a text, a list of mappings. What is nearly a manifest
    is one, so that its author is told: a single path instead of a list, a mapping among the paths. An empty
    list says nothing by itself: then all the other keys must be a manifest's.
    """
    if not isinstance(root, yaml.Mapping):
        return False
    node = root.get("content") or root.get("chapters")
    match node:
        case yaml.Sequence(items=items) if items:
            return any(isinstance(item, yaml.Scalar | yaml.Sequence) for item in items)
        case yaml.Scalar() if not node.is_null:
            return node.value.endswith(".md") and "\n" not in node.value
        case None | yaml.Mapping():
            return False
    return all(key.value in BY_KEY for key, _ in root)


def _misspelt(source: SourceFile, root: yaml.Node | None) -> Iterator[Finding]:
    """In a file that describes no deck: the key that is nearly `content`, and lists Markdown files."""
    for key, node in root if isinstance(root, yaml.Mapping) else ():
        guess = did_you_mean(key.value, ("content", "chapters"), cutoff=0.8)
        if guess and isinstance(node, yaml.Sequence) and _lists_files(node):
            message = f"The key `{key.value}` is none of a manifest's, so this file is no deck"
            start, end = key.span.start, key.span.end
            yield source.finding(rules.UNKNOWN_KEY, start, end, message, help=f"Did you mean `{guess}`?")


def _lists_files(node: yaml.Sequence) -> bool:
    return any(isinstance(item, yaml.Scalar) and item.value.endswith(".md") for item in node.items)


# ---- reading
def read_manifest(source: SourceFile, environ: Mapping[str, str] | None = None) -> ManifestReading:
    """What the YAML file `source` says about a deck.

    A file that does not describe a deck is no manifest: no complaint, unless a typo may be why.
    `OVERRIDE_<key>` in `environ` replaces a text.
    """
    root, findings = yaml.compose_yaml(source)
    if root is None:
        return ManifestReading(None, findings)
    if not isinstance(root, yaml.Mapping) or not describes_a_deck(root):
        return ManifestReading(None, tuple(_misspelt(source, root)))
    reader = ManifestReader(source)
    values = reader.read(root)
    manifest = _complete(source, values, tuple(reader.spans.items()), environ or {})
    return ManifestReading(manifest, (*findings, *reader.findings))


def manifest_for_markdown(source: SourceFile) -> Manifest:
    """A Markdown file as a deck of its own: its slides, and nothing made for it."""
    whole = source.span(0, len(source.text))
    name = PurePosixPath(source.path)
    entry = FragmentEntry(source.path, name.name, whole, 1)
    return Manifest(
        name=name.stem,
        path=source.path,
        source=source,
        html=f"{name.stem}.html",
        content=(entry,),
        sections=False,
        interstitials=None,
    )


def _complete(
    source: SourceFile,
    values: dict[str, object],
    spans: tuple[tuple[str, Span], ...],
    environ: Mapping[str, str],
) -> Manifest:
    """The overrides, then the defaults that follow from other values."""
    for field in FIELDS:
        override = environ.get(f"OVERRIDE_{field.key}")
        if override and (field.kind == "text" or (field.kind == "page" and page_name(override))):
            values[field.name] = override
    path = PurePosixPath(source.path)
    name = page_name(str(values.get("html", ""))) or path.stem
    slides = values.get("slides")
    if isinstance(slides, str) and slides:
        values.setdefault("zip", f"{slides.rstrip('/')}/slides.zip")
    values.setdefault("html", f"{path.name}.html")
    return Manifest(name=name, path=source.path, source=source, spans=spans, **values)  # type: ignore[arg-type]


def page_name(html: str) -> str:
    """`talk` for `talk.html`; nothing when that is no name of a page in the output folder."""
    name = html.strip().removesuffix(".html")
    fits = html.strip().endswith(".html") and 0 < len(name.encode("utf-8", "replace")) <= MAX_NAME_BYTES
    return name if fits and not name.startswith(".") and not _NO_NAME.search(name) else ""


class ManifestReader:
    """Nodes in, values by attribute out; what does not fit becomes a finding and keeps its default."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.findings: list[Finding] = []
        self.spans: dict[str, Span] = {}
        self.is_whole = True

    def read(self, root: yaml.Mapping) -> dict[str, object]:
        values: dict[str, object] = {}
        for key, node in root:
            field = BY_KEY.get(key.value)
            if field is None:
                self._unknown(key, BY_KEY, "manifest")
                continue
            self.spans[field.key] = node.span
            if field.kind == "pairs" and isinstance(node, yaml.Mapping):
                self.spans |= {f"{field.key}.{name.value}": value.span for name, value in node}
            if isinstance(node, yaml.Scalar) and node.is_null:
                values |= {field.name: ()} if field.kind == "entries" else {}
                continue
            value = self._decode(field, node)
            if value is not None:
                values[field.name] = value if value is not _ABSENT else None
        values["is_whole"] = self.is_whole and bool(values.get("content"))
        if values.get("content") == ():
            self._report(rules.EMPTY_DECK, root.span, "The deck has no content", "List fragment files")
        return values

    def _decode(self, field: Field, node: yaml.Node) -> object | None:
        value = _DECODERS[field.kind](self, node)
        if value is None:
            self._wrong_type(field.key, node, EXPECTED[field.kind])
        return value

    # ---- one method a kind that is more than a scalar
    def entries(self, node: yaml.Node) -> tuple[Entry, ...] | None:
        if not isinstance(node, yaml.Sequence):
            return None
        found = (self._entry(item) for item in node.items)
        return tuple(entry for entry in found if entry is not None)

    def _entry(self, node: yaml.Node) -> Entry | None:
        match node:
            case yaml.Sequence():
                return self.entries(node)
            case yaml.Scalar() if node.is_null:
                return None  # `-` whose files are all commented out
            case yaml.Scalar() if node.is_block or "\n" in node.value:
                line = self.source.line_at(node.span.start) + node.is_block
                return InlineEntry(node.value, node.span, line)
            case yaml.Scalar():
                return self._fragment(node)
        self._wrong_type("content", node, "fragment files, multi-line strings and lists of them")
        self.is_whole = False
        return None

    def _fragment(self, node: yaml.Scalar) -> FragmentEntry:
        written = node.value.strip()
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.source.path), written))
        return FragmentEntry(path, written, node.span, self.source.line_at(node.span.start))

    def pairs(self, node: yaml.Node) -> Pairs | None:
        if not isinstance(node, yaml.Mapping):
            return None
        pairs = [(key.value, yaml.as_text(value)) for key, value in node]
        for (name, text), (_, value) in zip(pairs, node, strict=True):
            if text is None and not (isinstance(value, yaml.Scalar) and value.is_null):
                self._wrong_type(name, value, "a text")
        return tuple((name, text or "") for name, text in pairs)

    def minutes(self, node: yaml.Node) -> tuple[tuple[str, float], ...] | None:
        whole = yaml.as_number(node)
        if whole is not None:
            return (("", whole),)
        if not isinstance(node, yaml.Mapping):
            return None
        planned = []
        for key, value in node:
            number = yaml.as_number(value)
            if number is None:
                self._wrong_type(key.value, value, "a number of minutes")
            else:
                planned.append((key.value, number))
        return tuple(planned)

    def remark(self, node: yaml.Node) -> RemarkOptions | None:
        if not isinstance(node, yaml.Mapping):
            return None
        values: dict[str, object] = {}
        for key, value in node:
            if key.value in REMARK_OPTIONS:
                attribute, kind = REMARK_OPTIONS[key.value]
                decoded = _REMARK_DECODERS[kind](value)
                if decoded is None:
                    self._wrong_type(key.value, value, _EXPECTED_REMARK[kind])
                else:
                    values[attribute] = decoded
            elif key.value not in REMARK_IGNORED:
                self._unknown(key, REMARK_OPTIONS, "`remark` mapping")
        return RemarkOptions(**values)  # type: ignore[arg-type]

    # ---- findings
    def _unknown(self, key: yaml.Scalar, known: Mapping[str, object], place: str) -> None:
        guess = did_you_mean(key.value, known)
        advice = f"Did you mean `{guess}`?" if guess else f"Remove it, or use one of: {', '.join(known)}"
        self._report(rules.UNKNOWN_KEY, key.span, f"The {place} has an unknown key `{key.value}`", advice)

    def _wrong_type(self, key: str, node: yaml.Node, expected: str) -> None:
        message = f"`{key}` takes {expected}, and this is {yaml.kind_of(node)}"
        self._report(rules.WRONG_TYPE, node.span, message, f"Write {expected}")

    def _report(self, rule: Rule, span: Span, message: str, help: str) -> None:
        self.findings.append(self.source.finding(rule, span.start, span.end, message, help=help))


_ABSENT = object()  #: a value that says "none", where None says "wrong"


def _path_or_false(_: ManifestReader, node: yaml.Node) -> object | None:
    match yaml.as_boolean(node):
        case None:
            return yaml.as_text(node)
        case flag:
            return None if flag else _ABSENT


def _highlight_spans(node: yaml.Node) -> bool | tuple[str, str] | None:
    """`true`, a regular expression, or `{regexp: …, flags: …}`: what YAML can say of remark's option."""
    if isinstance(node, yaml.Mapping):
        regexp = yaml.as_text(node.get("regexp"))
        return None if regexp is None else (regexp, yaml.as_text(node.get("flags")) or "")
    flag, text = yaml.as_boolean(node), yaml.as_text(node)
    return flag if flag is not None else (text, "") if text else None


def _page(node: yaml.Node) -> str | None:
    text = yaml.as_text(node)
    return text if text and page_name(text) else None


_DECODERS: Mapping[Kind, Callable[[ManifestReader, yaml.Node], object | None]] = {
    "text": lambda _, node: yaml.as_text(node),
    "page": lambda _, node: _page(node),
    "boolean": lambda _, node: yaml.as_boolean(node),
    "minutes": ManifestReader.minutes,
    "texts": lambda _, node: yaml.as_texts(node),
    "pairs": ManifestReader.pairs,
    "entries": ManifestReader.entries,
    "remark": ManifestReader.remark,
    "path-or-false": _path_or_false,
}
EXPECTED: Mapping[Kind, str] = {
    "text": "a text",
    "page": "a file name such as `talk.html`",
    "boolean": "`true` or `false`",
    "minutes": "a number of minutes, or a mapping of section titles to them",
    "texts": "a list of texts",
    "pairs": "a mapping of names to texts",
    "entries": "a list of fragment files",
    "remark": "a mapping of remark's options",
    "path-or-false": "a path or `false`",
}
_REMARK_DECODERS: Mapping[str, Callable[[yaml.Node], object | None]] = {
    "text": lambda node: node.value if isinstance(node, yaml.Scalar) else None,
    "boolean": yaml.as_boolean,
    "texts": yaml.as_texts,
    "spans": _highlight_spans,
}
_EXPECTED_REMARK: Mapping[str, str] = {
    "text": "a text",
    "boolean": "`true` or `false`",
    "texts": "a list of texts",
    "spans": "`true`, or a mapping with `regexp` and `flags`",
}


def _flat(entries: tuple[Entry, ...]) -> Iterator[FragmentEntry | InlineEntry]:
    for entry in entries:
        if isinstance(entry, tuple):
            yield from _flat(entry)
        else:
            yield entry
