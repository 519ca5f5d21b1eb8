"""A text of reveal-md's as remark has it: its two separators, notes, attributes in comments.

Knows what they spell in another way. Must not know pages or files. What has no counterpart is listed.
"""

from collections.abc import Iterator, Mapping

from slidegen import lazy_re as re
from slidegen.migrate.deck import Left
from slidegen.migrate.slide_texts import COLOUR, joined, slides_of, with_notes, with_properties
from slidegen.source import yaml
from slidegen.text.list_item import ITEM
from slidegen.text.verbatim import read_verbatim

#: What only reveal-md's front matter says.
SEPARATORS = ("separator", "verticalSeparator", "notesSeparator")
KEYS = frozenset((*SEPARATORS, "revealOptions", "highlightTheme", "preprocessor"))
OPTIONS = "reveal-md.json"  #: where options of all texts stand
_ATTRIBUTES = re.compile(
    r"[ \t]*<!--[ \t]*\.(?P<of>slide|element):?[ \t]*(?P<said>[^\n>]*?)[ \t]*-->(?P<end>[ \t]*\n?)"
)
_SAID = re.compile(r"(?P<name>[\w-]+)(?:=(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'))?")
_NOTES = re.compile(r"^notes?:[ \t]*", re.MULTILINE | re.IGNORECASE)
_BELOW = re.compile(r"^----[ \t]*$", re.MULTILINE)
#: A separator of empty lines alone, as `^\n\n\n`.
_EMPTY_LINES = re.compile(r"(?P<at_start>\^?)(?P<ends>(?:(?:\\r|\r)?\??(?:\\n|\n))+)\$?")
_LINE_END = re.compile(r"\\n|\n")
_GRADIENT = re.compile(r"[\w-]*gradient\(")
_AROUND = re.compile(r"\\r\??|\\n[?*+]?|\\s[*+]|[\^$]|\s")
_IS_PLAIN = re.compile(r"[^\\()\[\]{}|*+?.]+")
_NAMES = {"class": "class", "id": "name", "data-state": "class"}
_BACKGROUNDS = (
    "data-background",
    "data-background-image",
    "data-background-color",
    "data-background-gradient",
)
_SIZES = {
    "data-background-size": "background-size",
    "data-background-position": "background-position",
    "data-background-repeat": "background-repeat",
}


def is_reveal(front: dict[str, yaml.Node], body: str) -> bool:
    return bool(KEYS & front.keys()) or any(
        not read_verbatim(body).in_fence(found.start()) for found in _ATTRIBUTES.finditer(body)
    )


def from_reveal(text: str, front: dict[str, yaml.Node], left: Left, options: Mapping[str, str] = {}) -> str:
    """`options` are those of all texts (`reveal-md.json`); the front matter of this one outweighs them."""
    said = {key: _taken(front, key) or options.get(key, "") for key in SEPARATORS}
    if said["separator"]:
        text = "".join(_with_rulers(text))
    marks = [_separator(said[key], key, left) for key in SEPARATORS[:2]]
    for mark in filter(None, (marks[0], marks[1] or _BELOW)):
        text = _replaced(text, mark)
    notes = _mark(said["notesSeparator"], "notesSeparator", left)
    begins = re.compile(rf"^[ \t]*{re.escape(notes)}[ \t]*", re.MULTILINE) if notes else _NOTES
    return joined(_slide(slide, begins, left) for slide in slides_of(text))


def _with_rulers(text: str) -> Iterator[str]:
    """Where another line separates slides, `---` is a ruler, and below a line of text it makes a title."""
    *above, last = slides_of(text)
    for part in above:
        before, _, line = part.rpartition("\n")
        yield f"{before}\n## {line}\n" if line.strip() else f"{part}\n***\n"
    yield last


def _taken(front: dict[str, yaml.Node], key: str) -> str:
    node = front.pop(key, None)
    return (yaml.as_text(node) or "") if node is not None else ""


def _separator(said: str, key: str, left: Left) -> re.Pattern[str] | None:
    """The lines that separate two slides: so many empty ones, or one that says something."""
    if empty := _EMPTY_LINES.fullmatch(said):
        lines = len(_LINE_END.findall(empty["ends"])) - (not empty["at_start"])
        return re.compile(rf"(?:^[ \t]*\n){{{max(lines, 1) - 1}}}^[ \t]*$", re.MULTILINE)
    mark = _mark(said, key, left)
    return re.compile(rf"^[ \t]*{re.escape(mark)}[ \t]*$", re.MULTILINE) if mark else None


def _mark(said: str, key: str, left: Left) -> str:
    """What a separator's pattern asks for, where that is one text on a line of its own."""
    mark = _AROUND.sub("", said)
    if mark and not _IS_PLAIN.fullmatch(mark):
        left.append((f"`{key}: {said}`", "write `---` where it matched"))
        return ""
    return mark


def _replaced(text: str, mark: re.Pattern[str]) -> str:
    """`---` for each such line outside of code; many marks are comments."""
    verbatim = read_verbatim(text)
    return mark.sub(lambda found: found[0] if verbatim.in_fence(found.start()) else "---", text)


def _slide(slide: str, begins: re.Pattern[str], left: Left) -> str:
    properties, verbatim = dict[str, str](), read_verbatim(slide)
    start = next((each for each in begins.finditer(slide) if not verbatim.covers(each.start())), None)
    body, notes = (slide[: start.start()], slide[start.end() :].strip()) if start else (slide, "")

    def said(found: re.Match[str]) -> str:
        if verbatim.in_fence(found.start()):
            return found[0]
        for each in _SAID.finditer(found["said"]):
            value = each["double"] or each["single"] or ""
            if found["of"] == "slide":
                _property(properties, each["name"], value, left)
            elif "fragment" not in value:
                left.append((f"`{each[0]}` of an element", "give the text a class: `.name[…]`"))
        return f"{_STEP}{found['end']}" if "fragment" in found["said"] else found["end"]

    return with_properties(properties, with_notes(_with_steps(_ATTRIBUTES.sub(said, body)), notes))


_STEP = "\0"  #: behind what comes a step later, until its block is known


def _with_steps(text: str) -> str:
    """A `--` above each item or paragraph that was a fragment."""
    out = list[str]()
    for line in text.split("\n"):
        if _STEP in line:
            is_item = not line[0].isspace() and ITEM.match(line) is not None
            if is_item or (line.strip(_STEP) and (not out or not out[-1].strip())):
                out += ["--"] if is_item else ["--", ""]
        out.append(line.replace(_STEP, ""))
    return "\n".join(out)


def _property(properties: dict[str, str], name: str, value: str, left: Left) -> None:
    if name in _NAMES:
        key = _NAMES[name]
        before = f"{properties[key]}, " if key in properties and key == "class" else ""
        properties[key] = before + ", ".join(value.split())
    elif name in _SIZES:
        properties[_SIZES[name]] = value
    elif name in _BACKGROUNDS:
        is_named = "image" in name
        if not is_named and COLOUR.match(value):
            properties["background-color"] = value
        elif not is_named and _GRADIENT.match(value):
            properties["background-image"] = value
        else:
            address = value.replace("\\", "/")  # as browsers read it, and CSS does not
            properties["background-image"] = f"url({address})"
    else:
        left.append((f"`{name}` of a slide", "there is no such property here"))
