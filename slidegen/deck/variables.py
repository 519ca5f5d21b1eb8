"""`@@NAME@@` and `@@LINK[path]` of the manifest, `{{name}}` of a slide's properties.

Knows how names are written and what they stand for. Must not know slides or decks.
"""

from collections.abc import Iterator, Mapping

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.source.manifest import Manifest
from slidegen.text.heading import heading_on
from slidegen.text.list_item import ITEM

_MANIFEST_NAME = re.compile(r"(?:\\@|@)@(?:(?P<name>[A-Za-z][\w-]*)@@|LINK\[(?P<link>[^\]\n]{0,1000})\])")
# remark's `(\\)?(\{\{([^\}\n]+)\}\})`
# remark's, but that a name holds no other `{{`: else each of many is looked from to the end of the line
_PROPERTY_NAME = re.compile(r"(?P<escape>\\?)\{\{(?P<name>(?:[^{}\n]|\{(?!\{))+)\}\}")
_CONTENT = re.compile(r"(?<!\\)\{\{[ \t]*content[ \t]*\}\}")

TOC = "TOC"
_REPOSITORY = "GITREPO"


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that nobody defined, by its offsets in the text that was given."""

    name: str
    start: int
    end: int


def manifest_variables(manifest: Manifest) -> dict[str, str]:
    """The values of the seven names of the reference workshop, and of the manifest's own."""
    values = {
        "TITLE": manifest.title.replace("\n", "<br/>"),
        "CHAT": manifest.chat,
        _REPOSITORY: manifest.gitrepo,
        "SLIDES": manifest.slides,
        "ZIP": manifest.zip,
        "HTML": manifest.html,
        "SLIDENUMBERPREFIX": manifest.slidenumberprefix,
    }
    for name, value in manifest.variables:
        values[name] = values[name.upper()] = value
    return values


def named_in(text: str, values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Those of the values that the text may name, by name; a link into the repository names that."""
    return tuple(
        (name, value)
        for name, value in sorted(values.items())
        if f"@@{name}@@" in text or (name == _REPOSITORY and "@@LINK[" in text)
    )


def growth_by_manifest(text: str, values: Mapping[str, str]) -> int:
    """No less than what `expand_manifest` makes the text grow by."""
    if "@@" not in text:
        return 0
    names = (match["name"] for match in _MANIFEST_NAME.finditer(text))
    return sum(len(values.get(name or _REPOSITORY, "")) for name in names)


def expand_manifest(text: str, values: Mapping[str, str]) -> str:
    """`text` with the manifest's names replaced; `\\@@NAME@@` and unknown names stay."""
    if "@@" not in text:
        return text

    def value(match: re.Match[str]) -> str:
        if match.group().startswith("\\"):
            # The table of contents comes later, and must still see that it is not meant.
            return match.group() if match["name"] == TOC else match.group()[1:]
        if match["link"] is not None:
            return f"[{match['link']}]({link_target(match['link'], values)})"
        return values.get(match["name"], match.group())

    return _MANIFEST_NAME.sub(value, text)


def link_target(path: str, values: Mapping[str, str]) -> str:
    """Where `@@LINK[path]` leads: the file on the forge, or the path itself when there is none."""
    repository = values.get(_REPOSITORY, "")
    return f"https://{repository}/tree/main/{path}" if repository else path


def unknown_names(text: str, values: Mapping[str, str]) -> Iterator[Unknown]:
    """The `@@NAME@@` in capitals that have no value: other text between `@@` is nobody's variable."""
    if "@@" not in text:
        return
    for match in _MANIFEST_NAME.finditer(text):
        name = match["name"]
        if name and name.isupper() and name != TOC and name not in values and match.group()[0] != "\\":
            yield Unknown(name, match.start(), match.end())


def growth_by_properties(text: str, properties: Mapping[str, str]) -> int:
    """No less than what `expand_properties` makes the text grow by."""
    return text.count("{{") * max(map(len, properties.values()), default=0)


def expand_properties(text: str, properties: Mapping[str, str]) -> str:
    """`text` with `{{name}}` replaced by the property; an unknown name stays, `{{content}}` disappears."""
    if "{{" not in text:
        return text

    def value(match: re.Match[str]) -> str:
        if match["escape"]:
            return match.group()[1:]
        name = match["name"].strip()
        return properties.get(name, "" if name == "content" else match.group())

    return _PROPERTY_NAME.sub(value, text)


@dataclass(frozen=True, slots=True)
class ContentHole:
    """The first `{{content}}` of a slide, which what a step adds goes into; others are gone."""

    before: str
    after: str
    is_line: bool  #: whether it has a line for itself

    def filled(self, content: str, step: int) -> str:
        """What stands in its place: in a line, words that say themselves when they appear."""
        if self.is_line:
            return content
        words = "\n".join(line for line in content.strip().split("\n") if line.strip())
        is_code = self.before.rpartition("\n")[2].count("`") % 2 == 1
        return words if is_code else f'<span data-step="{step}">{words}</span>'


def content_hole(text: str) -> ContentHole | None:
    match = _CONTENT.search(text) if "{{" in text else None
    if match is None:
        return None
    before, after = text[: match.start()], _CONTENT.sub("", text[match.end() :])
    is_line = not before.rpartition("\n")[2].strip() and not after.partition("\n")[0].strip()
    return ContentHole(before, after, is_line)


def fill_content(template: str, content: str, lead: str = "") -> str | None:
    """`template` with `{{content}}` replaced, None when it has no such place.

    In a sentence the content begins as its author wrote it, with `lead` and its blank lines, so that blocks
    stay blocks; in a class, a heading or a cell they would tear apart what holds them.
    """
    if not _CONTENT.search(template):
        return None

    def place(match: re.Match[str]) -> str:
        line_start = template.rfind("\n", 0, match.start()) + 1
        line_end = template.find("\n", match.end())
        before = template[line_start : match.start()]
        after = template[match.end() : len(template) if line_end == -1 else line_end]
        if not before.strip() and not after.strip():
            return content
        if not _is_sentence(before, after):
            return content.strip()
        inserted = lead + content.rstrip()
        return f"{inserted}\n" if "\n" in content.strip() else inserted  # a fence's last line stays one

    return _CONTENT.sub(place, template)


def _is_sentence(before: str, after: str) -> bool:
    """Whether what stands between is a word among words."""
    apart = (not before or before[-1].isspace()) and (not after or after[0].isspace() or after[0] in ".,;:!?")
    return apart and not _begins_no_sentence(before)


def _begins_no_sentence(line: str) -> bool:
    """Whether it begins a heading, an item, a quote or a row of a table."""
    is_marked = ITEM.match(line) is not None or heading_on(line) is not None
    return is_marked or line.lstrip(" \t").startswith((">", "|"))
