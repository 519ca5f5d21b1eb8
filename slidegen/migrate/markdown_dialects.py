"""Markdown that other slide programs read, as remark writes it: Marp, Slidev, R Markdown.

Knows what they spell in another way. Must not know pages or files. What has no counterpart stays, and is
listed.
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.source import yaml
from slidegen.source.file import SourceFile
from slidegen.text.front_matter import read_front_matter
from slidegen.text.properties import read_properties
from slidegen.text.verbatim import read_verbatim

_DIRECTIVE = re.compile(r"<!--\s*+(?P<name>_?\w++)\s*+:\s*+(?P<value>(?:[^\n]*?[^\s])?)\s*-->\n?")
_MARP_BACKGROUND = re.compile(
    r"^!\[bg(?P<words>[^\]\n]*)\]\((?P<url>[^)\s]++)[^)\n]*\)[ \t]*\n?", re.MULTILINE
)
_COLOUR = re.compile(r"#[0-9A-Fa-f]{3,8}$|[A-Za-z]+$|(?:rgb|hsl)a?\(")
_SIZE = re.compile(r"(?P<fit>fit)$|cover$|contain$|auto$|[\d.]+%$")
_DIVIDER = re.compile(r"<!--\s*+headingDivider\s*+:(?P<value>[^\n>]*+)>\n?")
_ATX = re.compile(r"^(?P<marks>#{1,6})[ \t]", re.MULTILINE)
_COLUMN = re.compile(r"^::(?P<name>left|right|default)::[ \t]*\n?", re.MULTILINE)
_CHUNK = re.compile(r"^(?P<indent>[ \t]*```)\{(?P<engine>[A-Za-z]\w*+)(?P<options>[^}\n]*)\}", re.MULTILINE)
_INLINE_CODE = re.compile(r"`r [^`\n]+`")
_SLIDE_YAML = re.compile(r"^---\n(?P<yaml>(?:[\w-]+:[^\n]*\n|[ \t][^\n]*\n)+)---\n", re.MULTILINE)
_COMPONENT = re.compile(r"<(?:v-[\w-]+|[A-Z]\w*)\b")
#: What comments of Marp's may direct, beside what properties of a slide say.
_MARP = frozenset(
    (
        *("backgroundPosition", "backgroundRepeat", "backgroundSize", "color", "footer", "header"),
        *("headingDivider", "lang", "math", "paginate", "size", "style", "theme", "transition"),
    )
)
#: What only Slidev's front matter says.
_SLIDEV = frozenset(
    (
        *("aspectRatio", "canvasWidth", "codeCopy", "colorSchema", "comark", "drawings", "favicon"),
        *("highlighter", "htmlAttrs", "lineNumbers", "mdc", "monaco", "routerMode", "selectable"),
        *("themeConfig", "transition", "twoslash"),
    )
)
_SLIDEV_LAYOUT = re.compile(r"^---\n(?:[\w-]+:[^\n]*\n)*?layout: *(?!true\b|false\b)\w", re.MULTILINE)
_SIZED = re.compile(r"!\[(?:[^\]\n]* )?w(?:idth)?:(?P<width>[\w.%]++)[^\]\n]*\]\((?P<url>[^)\s]++)\)")
_COMMENT = re.compile(r"^<!--(?P<text>.*?)-->[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL)
#: Both read formulas unless told not to.
_FORMULA = re.compile(r"\$\$[^$]+\$\$|\$(?![\s$])[^$\n]*[^\s$\\]\$(?!\d)")
_SHOWN_LINES = re.compile(r"^(?P<opening>[ \t]*\$\$)[ \t]*\{[\d|,\-* alno]+\}[ \t]*$", re.MULTILINE)
_WIDE = "16:9"  #: what the slides of both are, unless they say something else


@dataclass(frozen=True, slots=True)
class TranslatedText:
    """A text as remark has it, what its front matter says, and what could not be said."""

    text: str
    front: dict[str, yaml.Node]
    left: tuple[tuple[str, str], ...]
    ratio: str = ""  #: of its slides, where that is not remark's
    has_formulas: bool = False


def read_dialect(path: str, text: str) -> TranslatedText:
    """What the text of the file `path` becomes."""
    source = SourceFile.from_text(path, text)
    front = read_front_matter(source)
    body = text[front.span.end :] if front else text
    said = {key.value: value for key, value in front.root} if front and front.root else {}
    left: list[tuple[str, str]] = []
    ratio = ""
    if path.lower().endswith((".rmd", ".qmd")):
        body = _with_plain_chunks(body, left)
    if _is_true(said.get("marp")):
        body, ratio = _from_marp(_divided(body, said), left), _said(said, "size") or _WIDE
    elif front and (_SLIDEV & said.keys() or _SLIDEV_LAYOUT.search(body)):
        ratio = (_said(said, "aspectRatio") or _WIDE).replace("/", ":")
        body = _from_slidev(_first_properties(said) + body.lstrip("\n"), left)
    return TranslatedText(body.lstrip("\n"), said, tuple(left), ratio, bool(ratio) and _has_formulas(body))


def _has_formulas(text: str) -> bool:
    """Whether some stand outside of code."""
    verbatim = read_verbatim(text)
    return any(not verbatim.covers(each.start()) for each in _FORMULA.finditer(text))


def _said(front: dict[str, yaml.Node], key: str) -> str:
    """What a key says, which then is no key of front matter any more."""
    node = front.pop(key, None)
    return (yaml.as_text(node) or "") if node is not None else ""


def _is_true(node: yaml.Node | None) -> bool:
    return isinstance(node, yaml.Scalar) and yaml.as_boolean(node) is True


# ---- R Markdown
def _with_plain_chunks(text: str, left: list[tuple[str, str]]) -> str:
    """```` ```{r plot, echo=FALSE} ```` as ```` ```r ````: slidegen shows code and runs none of it."""
    text, gone = _without_hidden_chunks(text)
    if gone:
        left.append((f"{gone} chunks of code that say `include=FALSE`", "knitr shows nothing of them"))
    if chunks := list(_CHUNK.finditer(text)):
        hidden = sum("echo=F" in each["options"].replace(" ", "") for each in chunks)
        what = f"{len(chunks)} chunks of code, of which {hidden} say `echo=FALSE`"
        left.append(
            (what, "they are shown as code and not run: import the page that knitr made for their output")
        )
    if inline := _INLINE_CODE.findall(text):
        left.append((f"{len(inline)} values such as {inline[0]}", "they are shown as they stand"))
    return _CHUNK.sub(lambda chunk: f"{chunk['indent']}{chunk['engine'].lower()}", text)


def _without_hidden_chunks(text: str) -> tuple[str, int]:
    kept, at, gone = list[str](), 0, 0
    for fence in read_verbatim(text).fences:
        chunk = _CHUNK.match(text, fence.start)
        if chunk and fence.closing == "closed" and "include=F" in chunk["options"].replace(" ", ""):
            kept.append(text[at : fence.start])
            at, gone = text.find("\n", fence.end) + 1 or len(text), gone + 1
    return ("".join([*kept, text[at:].lstrip("\n")]), gone) if gone else (text, 0)


# ---- Marp
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


def _from_marp(text: str, left: list[tuple[str, str]]) -> str:
    """Its directives as properties, slide by slide: both separate slides by `---`."""
    return "\n---\n".join(_marp_slide(slide, left) for slide in _slides(text))


def _marp_slide(slide: str, left: list[tuple[str, str]]) -> str:
    properties: dict[str, str] = {}

    def directive(found: re.Match[str]) -> str:
        name = found["name"].lstrip("_")
        known = {
            "class": "class",
            "backgroundColor": "background-color",
            "backgroundImage": "background-image",
        }
        if name not in known:
            if name not in _MARP:
                return found.group()  # words, which are a note
            left.append((f"`{found['name']}: {found['value']}`", "there is no such directive here"))
            return ""
        properties[known[name]] = found["value"].strip("\"'")
        return ""

    def background(found: re.Match[str]) -> str:
        if _COLOUR.match(found["url"]):
            properties["background-color"] = found["url"]
            return ""
        if "background-image" in properties:
            left.append((f"`{found.group().strip()}`", "a slide has one background: it stands in the text"))
            return f"![]({found['url']})\n"
        properties["background-image"] = f"url({found['url']})"
        for word in found["words"].split():
            if size := _SIZE.match(word):
                properties["background-size"] = "contain" if size["fit"] else word
            else:
                left.append((f"`{word}` of `{found.group().strip()}`", "the picture fills the slide"))
        return ""

    body = _MARP_BACKGROUND.sub(background, _DIRECTIVE.sub(directive, slide))
    body = _SIZED.sub(lambda found: f"![:image {found['width']}]({found['url']})", body)
    return _with_properties(properties, _with_comments_as_notes(body))


def _with_comments_as_notes(slide: str) -> str:
    """A slide whose comments, which are its notes in Marp, stand behind `???`."""
    code = read_verbatim(slide).fences
    notes = [
        comment
        for comment in _COMMENT.finditer(slide)
        if not any(fence.start <= comment.start() < fence.end for fence in code)
    ]
    for comment in reversed(notes):
        slide = slide[: comment.start()] + slide[comment.end() :]
    said = "\n\n".join(comment["text"].strip() for comment in notes)
    return f"{slide.rstrip()}\n\n???\n\n{said}\n" if said else slide


# ---- Slidev
def _from_slidev(text: str, left: list[tuple[str, str]]) -> str:
    """The YAML at the top of its slides as properties, the last comment of a slide as notes."""
    text = _SHOWN_LINES.sub(r"\g<opening>", text)  # which lines are lit, one step after another
    text = _SLIDE_YAML.sub(lambda found: f"---\n{_slide_yaml(found['yaml'], left)}", f"---\n{text}")
    slides = [_with_notes(_with_columns(slide)) for slide in _slides(text.removeprefix("---\n"))]
    verbatim = read_verbatim(text)
    if parts := sorted(
        {each.group() for each in _COMPONENT.finditer(text) if not verbatim.covers(each.start())}
    ):
        left.append((f"components: {', '.join(parts[:6])}", "they are shown as HTML that does nothing"))
    return "\n---\n".join(slides)


def _first_properties(front: dict[str, yaml.Node]) -> str:
    """What the front matter says of the first slide, as its YAML."""
    said = {key: _said(front, key) for key in ("layout", "class", "background") if key in front}
    lines = "".join(f"{key}: {value}\n" for key, value in said.items() if value)
    return f"{lines}---\n" if lines else ""


def _slide_yaml(text: str, left: list[tuple[str, str]]) -> str:
    names = {"class": "class", "layout": "class", "background": "background-image", "name": "name"}
    properties: dict[str, str] = {}
    for line in text.splitlines():
        key, value = (part.strip().strip("\"'") for part in (*line.split(":", 1), "")[:2])
        if key not in names or not value:
            left.append((f"`{line.strip()}` on a slide", "there is no such property here"))
        elif key == "background":
            properties["background-image"] = value if value.startswith("url(") else f"url({value})"
        else:
            name = names[key]
            properties[name] = f"{properties[name]}, {value}" if name in properties else value
    return _with_properties(properties, "")


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


def _with_notes(slide: str) -> str:
    body = slide.rstrip()
    start = body.rfind("<!--")
    if not body.endswith("-->") or start == -1:
        return slide
    return f"{body[:start].rstrip()}\n\n???\n\n{body[start + 4 : -3].strip()}\n"


def _slides(text: str) -> Iterator[str]:
    """The text between the `---` lines outside code."""
    verbatim = read_verbatim(text)
    at = 0
    for line in re.finditer(r"^---[ \t]*$", text, re.MULTILINE):
        if not verbatim.covers(line.start()):
            yield text[at : line.start()].removeprefix("\n").removesuffix("\n")
            at = line.end()
    yield text[at:].removeprefix("\n")


def _with_properties(properties: dict[str, str], body: str) -> str:
    lines = "".join(f"{name}: {value}\n" for name, value in properties.items())
    return f"{lines}\n{body.lstrip()}" if lines and body else lines + body
