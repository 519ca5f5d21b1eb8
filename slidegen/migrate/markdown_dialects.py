"""Markdown that other slide programs read, as remark writes it: Marp, Slidev, reveal-md, R Markdown.

Knows how their texts are told apart, and what R Markdown spells in another way. Must not know pages or files.
What has no counterpart stays, and is listed.
"""

from collections.abc import Mapping

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.migrate.deck import Left
from slidegen.migrate.marp import from_marp, is_marp
from slidegen.migrate.reveal import from_reveal, is_reveal
from slidegen.migrate.slidev import ReadFile, from_slidev, is_slidev
from slidegen.migrate.utility_classes import utilities
from slidegen.source import yaml
from slidegen.source.file import SourceFile
from slidegen.text.emoji_names import EMOJI_NAME
from slidegen.text.front_matter import read_front_matter
from slidegen.text.verbatim import read_verbatim

_CHUNK = re.compile(r"^(?P<indent>[ \t]*```)\{(?P<engine>[A-Za-z]\w*+)(?P<options>[^}\n]*)\}", re.MULTILINE)
#: Marp takes front matter between longer lines, too.
_LONG_MARKS = re.compile(r"-{4,}+[ \t]*+\n(?P<yaml>(?>(?:(?!----)[^\n]*\n)*))-{4,}+[ \t]*+\n")
_INLINE_CODE = re.compile(r"`r [^`\n]+`")
#: Both read formulas unless told not to.
_FORMULA = re.compile(r"\$\$[^$]+\$\$|\$(?![\s$])[^$\n]*[^\s$\\]\$(?!\d)")
_COLOURED = re.compile(r"(?<![\w-])color[ \t]*:")
_WIDE = "16:9"  #: what the slides of both are, unless they say something else


@dataclass(frozen=True, slots=True)
class TranslatedText:
    """A text as remark has it, what its front matter says, and what could not be said."""

    text: str
    front: Mapping[str, yaml.Node]
    left: tuple[tuple[str, str], ...]
    ratio: str = ""  #: of its slides, where that is not remark's
    has_formulas: bool = False
    has_emoji: bool = False  #: by their names, which Marp knows
    styles: tuple[str, ...] = ()  #: what its theme says beside its files
    is_light: bool = False  #: whether they say colours for a light ground alone, as Marp's do


def read_dialect(
    path: str, text: str, read: ReadFile = lambda _: None, options: Mapping[str, str] = {}
) -> TranslatedText:
    """What the text of the file `path` becomes; `read` gives the texts that it names.

    `options` are those of reveal-md, where its file lies beside the text.
    """
    text = _LONG_MARKS.sub(r"---\n\g<yaml>---\n", text, 1) if _LONG_MARKS.match(text) else text
    source = SourceFile.from_text(path, text)
    front = read_front_matter(source)
    body = text[front.span.end :] if front else text
    said = {key.value: value for key, value in front.root} if front and front.root else {}
    left: Left = []
    ratio = ""
    if path.lower().endswith((".rmd", ".qmd")):
        body = _with_plain_chunks(body, left)
    styles: tuple[str, ...] = ()
    is_marps = is_marp(said)
    if is_marps:
        ratio = _said(said, "size") or _WIDE
        body, styles = from_marp(body, said, left)
    elif front and is_slidev(said, body):
        ratio = (_said(said, "aspectRatio") or _WIDE).replace("/", ":")
        body = from_slidev(body, said, left, read)
        styles = tuple(filter(None, (utilities(body),)))
    elif options or is_reveal(said, body):
        body = from_reveal(body, said, left, options)
    has_formulas = bool(ratio) and _has(_FORMULA, body)
    has_emoji = is_marps and _has(EMOJI_NAME, body)
    is_light = is_marps and any(map(_COLOURED.search, styles))
    return TranslatedText(
        body.lstrip("\n"), said, tuple(left), ratio, has_formulas, has_emoji, styles, is_light
    )


def _has(pattern: re.Pattern[str], text: str) -> bool:
    """Whether it stands outside of code."""
    verbatim = read_verbatim(text)
    return any(not verbatim.covers(each.start()) for each in pattern.finditer(text))


def _said(front: dict[str, yaml.Node], key: str) -> str:
    """What a key says, which then is no key of front matter any more."""
    node = front.pop(key, None)
    return (yaml.as_text(node) or "") if node is not None else ""


# ---- R Markdown
def _with_plain_chunks(text: str, left: Left) -> str:
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
