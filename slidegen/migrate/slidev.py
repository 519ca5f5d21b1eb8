"""A text of Slidev's as remark has it: the YAML at the top of its slides, columns, the slides of other files.

Knows what Slidev reads in Markdown. Must not know pages, nor where files are: who asks gives their texts.
What has no counterpart is listed.
"""

import posixpath
from collections.abc import Callable, Iterator, Mapping

from slidegen import lazy_re as re
from slidegen.migrate.deck import Left
from slidegen.migrate.slide_texts import (
    joined,
    side_by_side,
    slides_of,
    with_addresses,
    with_notes,
    with_properties,
)
from slidegen.migrate.slidev_clicks import with_steps
from slidegen.migrate.slidev_toc import with_contents
from slidegen.source import yaml
from slidegen.text.properties import read_properties
from slidegen.text.verbatim import in_code, read_verbatim

#: What only Slidev's front matter says.
KEYS = frozenset(
    (
        *("aspectRatio", "canvasWidth", "codeCopy", "colorSchema", "comark", "drawings", "favicon"),
        *("highlighter", "htmlAttrs", "lineNumbers", "mdc", "monaco", "routerMode", "selectable"),
        *("themeConfig", "transition", "twoslash"),
    )
)
_LAYOUT = re.compile(r"^---\n(?:[\w-]+:[^\n]*\n)*?(?:layout: *(?!true\b|false\b)|src: *)[\w.]", re.MULTILINE)
#: Directly below a `---` stands a key, or the other `---`; behind it there may be empty lines and comments.
_SLIDE_YAML = re.compile(
    r"^---\n(?P<yaml>(?:[\w-]+:[^\n]*\n(?:[\w-]+:[^\n]*\n|[ \t][^\n]*\n|#[^\n]*\n|\n)*)?)---\n", re.MULTILINE
)
_SHOWN_LINES = re.compile(r"^(?P<opening>[ \t]*\$\$)[ \t]*\{[\d|,\-* alno]+\}[ \t]*$", re.MULTILINE)
_COLUMN = re.compile(r"^::(?P<name>left|right|default)::[ \t]*\n?", re.MULTILINE)
_COMPONENT = re.compile(r"<(?:v-[\w-]+|[A-Z]\w*)\b")
#: What stands behind words in brackets, without their brackets, or behind anything else.
_ATTRIBUTES = re.compile(
    r"(?:(?<![!\]\\])\[(?P<words>[^\[\]\n]+)\]|(?<=[^\s{])[ \t]*)(?P<said>\{[.#][A-Za-z][^{}\n]*\})"
)
#: Layouts whose text stands in the middle.
_MIDDLE = {
    **dict.fromkeys(("cover", "intro", "quote", "image", "none"), ("middle",)),
    **dict.fromkeys(("center", "section", "statement", "fact", "end"), ("center", "middle")),
}
_FIRST = "cover"  #: the layout of a first slide that says none (sli.dev/guide/layout)
_DEEP = 8  #: so many files in one another at most: one that names itself ends

#: The text of a file by its path from the text that names it, None where there is none.
ReadFile = Callable[[str], str | None]


def is_slidev(front: Mapping[str, yaml.Node], body: str) -> bool:
    return bool(KEYS & front.keys()) or _LAYOUT.search(body) is not None


def from_slidev(text: str, front: dict[str, yaml.Node], left: Left, read: ReadFile) -> str:
    """The YAML at the top of its slides as properties, the last comment of a slide as notes."""
    if any(_plain(front[key]) == "true" for key in ("mdc", "comark") if key in front):
        text = _without_attributes(text, left)
    first = {key: _plain(front.pop(key)) for key in _OF_A_SLIDE if key in front}
    head = "".join(f"{key}: {value}\n" for key, value in first.items() if value)
    whole = f"---\n{head}---\n{text.lstrip()}" if head else text.lstrip("\n")
    slides = [each for each in _with_files(whole, "", read, left) if not _hides(each[0])]
    if slides and "defaults" not in front:
        slides[0] = ({"layout": _FIRST, **slides[0][0]}, slides[0][1])
    shown = joined(_slide(said, body, left) for said, body in with_contents(slides, left))
    verbatim = read_verbatim(shown)
    found = {each.group() for each in _COMPONENT.finditer(shown) if not verbatim.covers(each.start())}
    if parts := sorted(found):
        left.append((f"components: {', '.join(parts[:6])}", "they are shown as HTML that does nothing"))
    return shown


def _without_attributes(text: str, left: Left) -> str:
    """The text without the classes and ids in braces behind its words, pictures and titles."""
    is_code, told = in_code(text), dict[str, None]()

    def words(found: re.Match[str]) -> str:
        if is_code(found.start("said")):
            return found.group()
        told[found["said"]] = None
        return found["words"] or ""

    text = _ATTRIBUTES.sub(words, text)
    if told:
        left.append((f"attributes: {', '.join(list(told)[:6])}", "their words are shown as they are"))
    return text


#: What front matter says of the first slide.
_OF_A_SLIDE = ("layout", "class", "background", "image", "src", "hide", "disabled", "routeAlias")


def _plain(node: yaml.Node) -> str:
    return yaml.as_text(node) or ""


def _hides(said: Mapping[str, str]) -> bool:
    return any(said.get(key) == "true" for key in ("hide", "disabled"))


def _slides(text: str) -> Iterator[tuple[dict[str, str], str]]:
    """What each slide says by its YAML, and the rest of it."""
    text = _SHOWN_LINES.sub(r"\g<opening>", text)  # which lines are lit, one step after another
    verbatim, said, at = read_verbatim(text), dict[str, str](), 0
    for found in _SLIDE_YAML.finditer(text):
        if found.start() < at or verbatim.covers(found.start()):
            continue
        if before := text[at : found.start()].strip("\n"):
            yield from _plain_slides(said, before)
        elif at:
            yield said, ""
        said, at = _keys(found["yaml"]), found.end()
    yield from _plain_slides(said, text[at:])


def _plain_slides(said: dict[str, str], text: str) -> Iterator[tuple[dict[str, str], str]]:
    for slide in slides_of(text.removeprefix("---\n")):
        yield said, slide
        said = {}


def _keys(text: str) -> dict[str, str]:
    lines = (line.split(":", 1) for line in text.splitlines() if line[:1].strip() and ":" in line)
    return {key.strip(): value.strip().strip("\"'") for key, value in lines}


def _with_files(
    text: str, folder: str, read: ReadFile, left: Left, deep: int = 0
) -> Iterator[tuple[dict[str, str], str]]:
    """The slides, and in place of one that says `src:` those of that file."""
    for said, body in _slides(text):
        if "src" not in said or _hides(said):
            yield said, body
            continue
        name, _, wanted = said.pop("src").partition("#")
        path = name[1:] if name.startswith("/") else posixpath.normpath(posixpath.join(folder, name))
        found = read(path) if deep < _DEEP else None
        if found is None:
            left.append((f"`src: {name}` on a slide", "there is no such file: the slide is empty"))
            yield said, body
            continue
        beside = posixpath.dirname(path)
        inner = list(_with_files(_moved(found, beside, read).lstrip("\n"), beside, read, left, deep + 1))
        for number, (own, slide) in enumerate(_chosen(inner, wanted)):
            yield {**own, **said} if number == 0 else own, slide


def _moved(text: str, folder: str, read: ReadFile) -> str:
    """A text of that folder whose files are named from where it is shown."""

    def moved(path: str) -> str:
        full = posixpath.normpath(posixpath.join(folder, path))
        return path if path.startswith("/") or read(full) is None else full

    return with_addresses(text, moved) if folder else text


def _chosen(slides: list[tuple[dict[str, str], str]], wanted: str) -> list[tuple[dict[str, str], str]]:
    """Those whose numbers `1,3-5` names, all where it is empty."""
    spans = [part.partition("-") for part in wanted.split(",") if part[:1].isdigit()]
    named = [number for first, _, last in spans for number in range(int(first), int(last or first) + 1)]
    return [slides[number - 1] for number in named if number <= len(slides)] if named else slides


def _slide(said: Mapping[str, str], body: str, left: Left) -> str:
    properties, beside = dict[str, str](), ""
    layout, image = said.get("layout", ""), said.get("image", "")
    classes = [layout, *_MIDDLE.get(layout, ())] if layout not in ("", "default") else []
    classes += said.get("class", "").replace(",", " ").split()
    if classes:
        properties["class"] = ", ".join(dict.fromkeys(classes))
    if image and layout in ("image-left", "image-right"):
        beside = layout.removeprefix("image-")
    elif picture := said.get("background", "") or image:
        properties["background-image"] = picture if picture.startswith("url(") else f"url({picture})"
    for key in ("name", "routeAlias"):
        if said.get(key):
            properties["name"] = said[key]
    for key, value in said.items():
        if key not in ("name", "hideInToc", *_OF_A_SLIDE):
            left.append((f"`{key}: {value}` on a slide", "there is no such property here"))
    body = with_steps(body, left, in_columns=bool(beside) or "::right::" in body or "<div" in body)
    text, notes = _notes(_with_columns(body))
    text = side_by_side(text, image, beside) if beside else text
    return with_properties(properties, with_notes(text, notes))


def _with_columns(slide: str) -> str:
    """What stands behind `::right::` as a class beside what stands before it; the notes stay behind both."""
    marks = list(_COLUMN.finditer(slide))
    right = next((mark for mark in marks if mark["name"] == "right"), None)
    if right is None or read_verbatim(slide).covers(right.start()):
        return slide
    body = slide[read_properties(slide, 0, len(slide))[1] :].lstrip("\n")
    start = next((mark.end() for mark in marks if mark["name"] == "left"), len(slide) - len(body))
    end = slide.rfind("<!--") if slide.rstrip().endswith("-->") else len(slide)
    end = end if end > right.end() else len(slide)
    left, beside = slide[start : right.start()].strip(), slide[right.end() : end].strip()
    head = _COLUMN.sub("", slide[:start])
    return f"{head}.pull-left[\n{left}\n]\n\n.pull-right[\n{beside}\n]\n\n{slide[end:]}"


def _notes(slide: str) -> tuple[str, str]:
    """A slide without the comment at its end, and what that says."""
    body = slide.rstrip()
    start = body.rfind("<!--")
    if not body.endswith("-->") or start == -1:
        return slide, ""
    return f"{body[:start].rstrip()}\n", body[start + 4 : -3].strip()
