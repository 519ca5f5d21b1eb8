"""Reading manifests: YAML to a `Manifest`, and what is wrong with it, each at its place.

Knows how a value of each kind is written. Must not know whether fragments exist.
"""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath

from slidegen import lazy_re as re
from slidegen.finding import Finding, Rule
from slidegen.location import Span
from slidegen.memory import remembered
from slidegen.source import rules, yaml
from slidegen.source.deck_description import describes_a_deck, is_foreign, misspelt, parts_of
from slidegen.source.file import SourceFile
from slidegen.source.forms import FORMS, Form, language_of_brand
from slidegen.source.key_table import WrittenKey, read_table, with_values
from slidegen.source.manifest import (
    BY_KEY,
    FIELDS,
    KEYS,
    REMARK_KEYS,
    Entry,
    Field,
    FragmentEntry,
    InlineEntry,
    Kind,
    Manifest,
    ManifestReading,
    Pairs,
    RemarkOptions,
    in_utf8,
    page_name,
    stem_of,
)
from slidegen.source.markdown_extras import EXTRAS
from slidegen.source.overrides import overrides_of
from slidegen.source.planned_time import TAKES as MINUTES
from slidegen.source.planned_time import read_minutes
from slidegen.source.remark_values import by_attribute, decode_option
from slidegen.source.suggest import did_you_mean


def read_manifest(source: SourceFile, environ: Mapping[str, str] | None = None) -> ManifestReading:
    """What the YAML file `source` says about a deck.

    A file that does not describe a deck is no manifest: no complaint, unless a typo may be why.
    `OVERRIDE_<key>` in `environ` replaces a text.
    """
    said = ((field.key, (environ or {}).get(f"OVERRIDE_{field.key}", "")) for field in FIELDS)
    return _read_manifest(source, tuple((key, text) for key, text in said if text))


@remembered
def _read_manifest(source: SourceFile, overrides: Pairs) -> ManifestReading:
    """The same text is the same deck, whoever asks: the build, the linter, the dev server."""
    root, findings = yaml.compose_yaml(source)
    if root is None:
        return ManifestReading(None, findings)
    if not isinstance(root, yaml.Mapping) or not describes_a_deck(root):
        return ManifestReading(None, tuple(misspelt(source, root)))
    reader = ManifestReader(source)
    values = reader.read(root)
    if not values.get("html"):
        at = min((key.span for key, _ in root), key=lambda span: span.start, default=root.span)
        reader.findings += unfit_page(source, at, "Rename the manifest, or say `html: talk.html`")
    fitting, refused = overrides_of(source, overrides)
    manifest = _complete(source, values, tuple(reader.spans.items()), fitting)
    return ManifestReading(manifest, (*findings, *reader.findings, *refused))


def manifest_for_markdown(source: SourceFile) -> Manifest:
    """A Markdown file as a deck of its own: its slides, and nothing made for it."""
    whole = source.span(0, len(source.text))
    name = PurePosixPath(source.path)
    entry = FragmentEntry(source.path, name.name, whole, 1)
    return Manifest(
        name=stem_of(source.path),
        path=source.path,
        source=source,
        html=f"{stem_of(source.path)}.html",
        content=(entry,),
        sections=False,
        interstitials=None,
    )


def _complete(
    source: SourceFile,
    values: dict[str, object],
    spans: tuple[tuple[str, Span], ...],
    overrides: Pairs,
) -> Manifest:
    """The overrides, then the defaults that follow from other values."""
    for key, override in overrides:
        field = BY_KEY[key]
        values[field.name] = override
    path = PurePosixPath(source.path)
    name = page_name(str(values.get("html", ""))) or stem_of(source.path)
    slides = values.get("slides")
    if isinstance(slides, str) and slides:
        values.setdefault("zip", f"{slides.rstrip('/')}/slides.zip")
    values.setdefault("html", f"{in_utf8(path.name)}.html")
    values["lang"] = language_of_brand(values)
    return with_values(Manifest(name=name, path=source.path, source=source, spans=spans), values)


class ManifestReader:
    """Nodes in, values by attribute out; what does not fit becomes a finding and keeps its default."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.findings: list[Finding] = []
        self.spans: dict[str, Span] = {}
        self.is_whole = True

    def read(self, root: yaml.Mapping) -> dict[str, object]:
        """By attribute; what is left empty is as good as not written."""
        for key, node in root:
            if key.value in BY_KEY and not _is_empty(key, node):
                self.spans[key.value] = node.span
                if BY_KEY[key.value].kind in _WITH_PARTS and isinstance(node, yaml.Mapping):
                    self.spans |= {f"{key.value}.{name.value}": value.span for name, value in node}
        written = ((key, node) for key, node in root if not _is_empty(key, node))
        found = read_table(self.source, KEYS, _entries_of(written), self._decode, self.findings.append)
        values = {BY_KEY[key].name: None if value is _ABSENT else value for key, value in found.items()}
        values["is_whole"] = self.is_whole and bool(values.get("content"))
        self._odd_keys(root)
        if values.get("content") == ():
            self._report(rules.EMPTY_DECK, root.span, "The deck has no content", "List fragment files")
        return values

    def _decode(self, field: Field, node: yaml.Node) -> object | None:
        self._foreign_tags(node)
        value = _DECODERS[field.kind](self, node)
        if field.key in CALLED_BY and isinstance(node, yaml.Mapping):
            self._names(field.key, node)
        if field.key == "extras" and isinstance(value, tuple):
            self._unknown_extras(value, node)
        return value

    def _foreign_tags(self, node: yaml.Node) -> None:
        """`!include x.yml` and the like mean something to other programs."""
        if is_foreign(node):
            message = f"The tag `{node.tag}` means nothing here: what stands behind it is taken as it is"
            self._report(rules.WRONG_TYPE, node.span, message, "Remove the tag; `@@INCLUDE[…]` includes")
        for each in parts_of(node):
            self._foreign_tags(each)

    def _odd_keys(self, root: yaml.Mapping) -> None:
        for key, _ in root.entries:
            if not isinstance(key, yaml.Scalar):
                message = f"A key of a manifest is a word, and this is {yaml.kind_of(key)}"
                self._report(rules.UNKNOWN_KEY, key.span, message, "Remove it; `?` begins such a key")
        older, newer = root.get("chapters"), root.get("content")
        if older is not None and newer is not None:
            message = "`chapters` is the older name of `content`, and both stand here; the last one counts"
            self._report(rules.DUPLICATE_KEY, older.span, message, "Put both lists into `content`")

    def _names(self, key: str, node: yaml.Mapping) -> None:
        """The names that cannot be called: nothing would ever stand for them."""
        pattern, how = CALLED_BY[key]
        for name, _ in node:
            if not re.fullmatch(pattern, name.value):
                message = f"`{name.value}` can never be called: {how}"
                self._report(rules.UNKNOWN_KEY, name.span, message, "Give it another name")

    def _unknown_extras(self, names: tuple[object, ...], node: yaml.Node) -> None:
        for name in names:
            if name not in EXTRAS:
                self._report(
                    rules.WRONG_TYPE, node.span, f"`extras` knows no `{name}`", _advice_on_extra(str(name))
                )

    # ---- one method a kind that is more than a scalar
    def entries(self, node: yaml.Node) -> tuple[Entry, ...] | None:
        if isinstance(node, yaml.Scalar) and node.is_null:
            return ()
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
        written = node.value  # quotes keep the blanks of a name
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
        if not isinstance(node, yaml.Mapping):
            whole = read_minutes(yaml.as_text(node))
            return (("", whole),) if whole else None  # a deck that takes no time has no plan
        planned = []
        for key, value in node:
            number = read_minutes(yaml.as_text(value))
            if number is None or not key.value:
                self._wrong_type(key.value, value, f"{MINUTES}, and has the name of a section")
            else:
                planned.append((key.value, number))
        return tuple(planned)

    def remark(self, node: yaml.Node) -> RemarkOptions | None:
        if not isinstance(node, yaml.Mapping):
            return None
        found = read_table(self.source, REMARK_KEYS, _entries_of(node), decode_option, self.findings.append)
        return with_values(RemarkOptions(), by_attribute(found))

    # ---- findings
    def _wrong_type(self, key: str, node: yaml.Node, expected: str) -> None:
        place, shown = (node.span.start, node.span.end), yaml.kind_of(node)
        self.findings.append(KEYS.wrong_finding(self.source, key, place, expected, shown))

    def _report(self, rule: Rule, span: Span, message: str, help: str) -> None:
        self.findings.append(self.source.finding(rule, span.start, span.end, message, help=help))


def unfit_page(source: SourceFile, at: Span, advice: str) -> Iterator[Finding]:
    """Where `html` is silent, a page is called as its file is: a finding for what not every system takes."""
    page = f"{stem_of(source.path)}.html"
    if not page_name(page):
        message = f"The page would be called `{page}`, and not every system takes that name"
        yield source.finding(rules.WRONG_TYPE, at.start, at.end, message, help=advice)


def _is_empty(key: yaml.Scalar, node: yaml.Node) -> bool:
    """Whether nothing stands behind the key; for the list of files, and for a plan, that says something."""
    is_null = isinstance(node, yaml.Scalar) and node.is_null
    return is_null and key.value in BY_KEY and BY_KEY[key.value].kind not in ("entries", "minutes")


def _entries_of(pairs: Iterable[tuple[yaml.Scalar, yaml.Node]]) -> Iterator[WrittenKey[yaml.Node]]:
    for key, node in pairs:
        places = partial(_place, key), partial(_place, node)
        yield WrittenKey(key.value, node, *places, partial(yaml.kind_of, node))


def _place(node: yaml.Node) -> tuple[int, int]:
    return node.span.start, node.span.end


#: The kinds of which each part has a place of its own: `macros.hi`.
_WITH_PARTS = ("pairs", "minutes", "remark")
#: What a name must be like for what calls it.
CALLED_BY: Mapping[str, tuple[str, str]] = {
    "macros": (r"[^\s\]]+", "in `![:name arguments](text)` a name has no blank and no `]`"),
    "variables": (r"[A-Za-z][\w-]*", "`@@name@@` begins with a letter; letters, digits, - and _ follow"),
}
_ABSENT = object()  #: a value that says "none", where None says "wrong"


def _path_or_false(_: ManifestReader, node: yaml.Node) -> object | None:
    match yaml.as_boolean(node):
        case None:
            return yaml.as_text(node)
        case flag:
            return None if flag else _ABSENT


def _page(node: yaml.Node) -> str | None:
    text = yaml.as_text(node)
    return text if text and page_name(text) else None


def _decoder_of(form: Form) -> Callable[[ManifestReader, yaml.Node], str | None]:
    return lambda _, node: form.read(yaml.as_text(node))


_DECODERS: Mapping[Kind, Callable[[ManifestReader, yaml.Node], object | None]] = {
    **{name: _decoder_of(form) for name, form in FORMS.items()},
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


def _advice_on_extra(name: str) -> str:
    if name in BY_KEY and BY_KEY[name].kind == "boolean":
        return f"It is a key of its own: `{name}: true`"
    near = did_you_mean(name, EXTRAS)
    return f"Did you mean `{near}`?" if near else f"There are {', '.join(EXTRAS)}"
