"""A text of Marp's as remark has it: its directives, pictures, rulers, lists that come item by item.

Knows what Marp reads in Markdown, and asks a parser like its own, of plain CommonMark, where a line ends a
slide. Must not know pages or files. What has no counterpart is listed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import field

import tinycss2
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tinycss2.ast import QualifiedRule

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.migrate.deck import Left
from slidegen.migrate.slide_texts import COLOUR, joined, side_by_side, slides_of, with_notes, with_properties
from slidegen.source import yaml
from slidegen.text.verbatim import read_verbatim

_COMMENT = re.compile(
    r"^[ \t]*<!--(?P<block>.*?)-->[ \t]*(?:\n|\Z)|(?<!`)<!--(?P<inline>.*?)-->", re.DOTALL | re.MULTILINE
)
_DIRECTIVE = re.compile(r"(?P<name>_?[A-Za-z]\w*+)[ \t]*+:[ \t]*+(?P<value>.*)")
_BACKGROUND = re.compile(r"^!\[(?P<words>[^\]\n]*)\]\((?P<url>[^)\s]++)[^)\n]*\)[ \t]*\n?", re.MULTILINE)
_SIZE = re.compile(r"(?P<fit>fit)$|cover$|contain$|auto$|[\d.]+%$")
_SIDE = re.compile(r"(?P<side>left|right)(?::[\d.]+%)?$")
_SIZED = re.compile(r"!\[(?P<words>[^\]\n]*)\]\((?P<url>[^)\s]++)[^)\n]*\)")
_LENGTH = re.compile(r"(?P<side>w|h)(?:idth|eight)?:(?P<length>[\d.]+(?P<unit>[a-z%]*)|auto)$")
_STYLE = re.compile(r"<style(?P<scoped>[^>]*)>(?P<css>.*?)</style>[ \t]*\n?", re.DOTALL)
_SECTION = re.compile(r"(?<![\w.#-])section(?![\w-])(?=[^{}]*\{)")
_DIVIDER = re.compile(r"<!--\s*+headingDivider\s*+:(?P<value>[^\n>]*+)>\n?")
_ATX = re.compile(r"^(?P<marks>#{1,6})[ \t]", re.MULTILINE)
#: What holds from a slide on, or with `_` for one slide alone, and the property that says it here.
_PROPERTIES = {
    "class": "class",
    "backgroundColor": "background-color",
    "backgroundImage": "background-image",
    "backgroundSize": "background-size",
    "backgroundPosition": "background-position",
    "backgroundRepeat": "background-repeat",
}
#: What only Marp's front matter says: its own program reads any Markdown, also without `marp: true`.
KEYS = frozenset(("paginate", "headingDivider", *_PROPERTIES)) - {"class"}
#: What classes of Marp's own themes look like: those of gaia, those of all.
_LOOKS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("gaia", "lead"): ("center", "middle"),
    ("", "invert"): ("inverse",),
}
_MARGINS = ("header", "footer")
#: What else comments may direct.
_OTHERS = frozenset(
    ("color", "footer", "header", "headingDivider", "lang", "math", "paginate", "size", "style", "theme")
) | {"transition", "title", "author", "description", "keywords", "url", "image"}


@dataclass(slots=True)
class MarpText:
    """A text on its way, slide by slide, hence not frozen."""

    left: Left
    theme: str = ""
    lasting: dict[str, str] = field(default_factory=dict)  #: properties that hold from here on
    margins: dict[str, str] = field(default_factory=dict)  #: what stands above and below slides from here on
    styles: list[str] = field(default_factory=list)


def is_marp(front: Mapping[str, yaml.Node]) -> bool:
    if (said := front.get("marp")) is not None:
        return isinstance(said, yaml.Scalar) and yaml.as_boolean(said) is True
    return any(key.lstrip("_") in KEYS for key in front)


def from_marp(text: str, front: dict[str, yaml.Node], left: Left) -> tuple[str, tuple[str, ...]]:
    """The text, and its style sheets; what the front matter says of slides is taken out of it."""
    theme = front.get("theme")
    deck, first = MarpText(left, (yaml.as_text(theme) or "") if theme else ""), dict[str, str]()
    for key in [key for key in front if key.lstrip("_") in _PROPERTIES]:
        value = " ".join(yaml.as_texts(front.pop(key)) or ())
        if not value:
            left.append((f"front matter `{key}`", "it says nothing: put what stands behind it in quotes"))
        (first if key.startswith("_") else deck.lasting)[_PROPERTIES[key.lstrip("_")]] = value
    if (style := front.pop("style", None)) is not None:
        deck.styles.append(_of_slides(yaml.as_text(style) or "", left))
    slides = slides_of(_as_remark_reads(_divided(text, front), left))
    told = [_slide(deck, slide, first if number == 0 else {}) for number, slide in enumerate(slides)]
    return joined(told), tuple(deck.styles)


# ---- where slides begin, and what a line end is
def _divided(text: str, front: dict[str, yaml.Node]) -> str:
    """The text with a `---` above each heading that `headingDivider` makes begin a slide."""
    here, said = _DIVIDER.search(text), _levels(front.pop("headingDivider", None))
    text = _DIVIDER.sub("", text)
    named = [int(level) for level in re.findall(r"[1-6]", here["value"])] if here else said
    levels = named if len(named) != 1 or (here and "[" in here["value"]) else list(range(1, named[0] + 1))
    verbatim, out, at = read_verbatim(text), "", 0
    for heading in _ATX.finditer(text):
        if len(heading["marks"]) not in levels or verbatim.covers(heading.start()):
            continue
        out += text[at : heading.start()]
        before = _COMMENT.sub("", out).rstrip()
        out += "---\n\n" if before and not before.endswith("\n---") else ""
        at = heading.start()
    return out + text[at:]


def _levels(node: yaml.Node | None) -> list[int]:
    """The levels that the front matter names: one, or a list of them."""
    each = node.items if isinstance(node, yaml.Sequence) else [node] if node is not None else []
    return [int(text) for text in map(yaml.as_text, each) if text and text in "123456"]


def _as_remark_reads(text: str, left: Left) -> str:
    """Rulers as `---`, titles above dashes as behind `##`, line ends as breaks, as Marp has them."""
    lines = text.split("\n")
    is_free, steps = _is_free(text), 0
    for token in reversed(MarkdownIt("commonmark").enable("table").parse(text)):
        if token.map is None:
            continue
        start, end = token.map
        if token.type == "hr" and token.level == 0:
            lines[start] = "---"
        elif token.type == "heading_open" and token.markup == "-":
            lines[start:end] = ["## " + " ".join(line.strip() for line in lines[start : end - 1])]
        elif token.type == "inline":
            _break(lines, token, start)
        elif token.type == "list_item_open" and token.level == 1 and token.markup in ("*", ")"):
            steps += 1
            lines[start:start] = ["--"] if is_free else []
    if steps and not is_free:
        left.append(("lists that come item by item", "they stand beside HTML: put `--` above an item"))
    return "\n".join(lines)


def _is_free(text: str) -> bool:
    """Whether its lists are in no HTML element, which a step would cut in two."""
    return "<div" not in text and "<section" not in text


def _break(lines: list[str], token: Token, start: int) -> None:
    """Two blanks at the end of each line that another follows in its paragraph."""
    number = start
    for child in token.children or ():
        if child.type == "softbreak":
            lines[number] += "  "
        number += child.type in ("softbreak", "hardbreak")
        number += child.content.count("\n") if child.type in ("html_inline", "code_inline") else 0


# ---- one slide
def _slide(deck: MarpText, slide: str, first: Mapping[str, str]) -> str:
    own, margins, notes = dict(first), dict[str, str](), list[str]()
    verbatim = read_verbatim(slide)

    def comment(found: re.Match[str]) -> str:
        if verbatim.in_fence(found.start()):
            return found.group()
        text = (found["block"] or found["inline"] or "").strip()
        said = [_DIRECTIVE.match(line.strip()) for line in text.splitlines() if line.strip()]
        if said and all(each and _name(each) in _PROPERTIES.keys() | _OTHERS for each in said):
            _direct(deck, own, margins, [each for each in said if each])
            return ""
        if text and text != "fit":  # a title that fills its line
            notes.append(text)
        return ""

    def style(found: re.Match[str]) -> str:
        if verbatim.in_fence(found.start()):
            return found.group()
        name = f"styled-{len(deck.styles) + 1}" if "scoped" in found["scoped"] else ""
        own["class"] = f"{own.get('class', deck.lasting.get('class', ''))} {name}".strip()
        deck.styles.append(_of_slides(found["css"], deck.left, name))
        return ""

    body = _COMMENT.sub(comment, slide)
    verbatim = read_verbatim(body)
    body = _STYLE.sub(style, body)
    properties = {key: value for key, value in {**deck.lasting, **own}.items() if value not in ("", "none")}
    if "class" in properties:
        names = properties["class"].replace(",", " ").split()
        looks = [
            look for name in names for look in _LOOKS.get((deck.theme, name), _LOOKS.get(("", name), ()))
        ]
        properties["class"] = ", ".join(dict.fromkeys([*names, *looks]))
    body = _with_margins(_with_pictures(body, properties, deck.left), {**deck.margins, **margins}, deck.left)
    return with_properties(properties, with_notes(body, "\n\n".join(notes)))


def _name(found: re.Match[str]) -> str:
    return found["name"].lstrip("_")


def _with_margins(body: str, margins: Mapping[str, str], left: Left) -> str:
    """A header as the title of a slide that has none, a footer in its corner."""
    verbatim = read_verbatim(body)
    header, footer = margins.get("header", ""), margins.get("footer", "")
    if header and any(not verbatim.in_fence(each.start()) for each in _ATX.finditer(body)):
        left.append((f"`header: {header}` above a title", "write it into the title, or into the footer"))
    elif header:
        body = f"## {header}\n\n{body.lstrip()}"
    return f"{body.rstrip()}\n\n.footer[{footer}]\n" if footer else body


def _direct(deck: MarpText, own: dict[str, str], margins: dict[str, str], said: list[re.Match[str]]) -> None:
    """What the directives of a comment change: this slide, or it and all that follow."""
    for each in said:
        name, value = _name(each), each["value"].strip("\"' ")
        if name in _MARGINS and (value or name in deck.margins):
            (margins if each["name"].startswith("_") else deck.margins)[name] = value
            continue
        if name not in _PROPERTIES:
            deck.left.append((f"`{each['name']}: {each['value']}`", "there is no such directive here"))
            continue
        value = value.strip("[]").replace(",", " ") if name == "class" else value
        own[_PROPERTIES[name]] = value
        if not each["name"].startswith("_"):
            deck.lasting[_PROPERTIES[name]] = value


def _of_slides(css: str, left: Left, name: str = "") -> str:
    """A style sheet of Marp's, for slides of the class `name` alone where there is one."""
    css = _SECTION.sub(".slide", css.strip())
    if not name:
        return css
    return "\n".join(_scoped(css, left, f".{name}"))


def _scoped(css: str, left: Left, name: str) -> Iterator[str]:
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "error":
            left.append((f"a style of a slide: {rule.message}", "mend the style sheet by hand"))
            continue
        if not isinstance(rule, QualifiedRule):
            yield rule.serialize()
            continue
        each = (one.strip() for one in tinycss2.serialize(rule.prelude).split(","))
        told = (
            f"{one}{name}" if one == ".slide" else f"{name} {one.removeprefix('.slide ')}" for one in each
        )
        yield f"{', '.join(told)} {{{tinycss2.serialize(rule.content)}}}"


def _with_pictures(body: str, properties: dict[str, str], left: Left) -> str:
    """The pictures of a slide: behind it as properties, beside it as a column, in it with their size."""
    beside = list[tuple[str, str]]()
    had = "background-image" in properties

    def background(found: re.Match[str]) -> str:
        nonlocal had
        if "bg" not in found["words"].split():
            return found.group()
        words = [word for word in found["words"].split() if word != "bg"]
        sides = [side["side"] for word in words if (side := _SIDE.match(word))]
        if COLOUR.match(found["url"]):
            properties["background-color"] = found["url"]
        elif sides and not beside:
            beside.append((found["url"], sides[0]))
            _tell(found, [word for word in words if not (_SIDE.match(word) or _SIZE.match(word))], left)
        elif beside or ("background-image" in properties and not had):
            left.append((f"`{found.group().strip()}`", "a slide has one background: it stands in the text"))
            return f"![]({found['url']})\n"
        else:
            had = False
            properties["background-image"] = f"url({found['url']})"
            sizes = [word for word in words if _SIZE.match(word)]
            for word in sizes:
                properties["background-size"] = "contain" if word == "fit" else word
            _tell(found, [word for word in words if word not in sizes], left)
        return ""

    body = _SIZED.sub(_sized, _BACKGROUND.sub(background, body))
    return side_by_side(body, *beside[0]) if beside else body


def _tell(found: re.Match[str], words: list[str], left: Left) -> None:
    for word in words:
        left.append((f"`{word}` of `{found.group().strip()}`", "the picture is shown as it is"))


def _sized(found: re.Match[str]) -> str:
    words = found["words"].split()
    sizes = {word: size for word in words if (size := _LENGTH.match(word))}
    if not sizes:
        return found.group()
    lengths = {size["side"]: size["length"] + ("" if size["unit"] else "px") for size in sizes.values()}
    if set(lengths) == {"w"}:
        return f"![:image {lengths['w']}]({found['url']})"
    style = "; ".join(f"{'width' if side == 'w' else 'height'}: {value}" for side, value in lengths.items())
    alt = " ".join(word for word in words if word not in sizes).replace('"', "&quot;")
    return f'<img src="{found["url"]}" alt="{alt}" style="{style}">'
