"""The prose of a Markdown document: its text without code and comments, and the links and images in it.

Offsets are those of the file, since what is no prose is blanked out, not cut out.
Knows how links, images and HTML tags are written. Must not know where they lead.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from slidegen.lint.document import Document
from slidegen.lint.inline import code_spans_in
from slidegen.lint.slides import fragment_of

# A label may hold one level of brackets; it is bounded, so that a lone `[` costs little.
_LABEL = r"(?P<label>(?:[^\[\]\n\\]|\\.|\[[^\[\]\n]{0,200}\]){0,500})"
_BARE = r"[^\s()]{0,2000}(?:\([^\s()]{0,500}\)[^\s()]{0,500}){0,4}"
_TARGET = rf"\(\s*(?:<(?P<angled>[^<>\n]{{0,2000}})>|(?P<plain>{_BARE}))"
INLINE = re.compile(rf"(?P<bang>!?)\[{_LABEL}\]{_TARGET}")
DEFINITION = re.compile(r"^ {0,3}\[(?P<label>[^\]\n]{1,200})\]:[ \t]*<?(?P<plain>[^\s<>]{1,2000})>?", re.M)
TAG = re.compile(r"<(?P<name>[a-zA-Z][\w-]{0,30})(?P<attributes>(?:\s[^<>]{0,4000})?)/?>")
ATTRIBUTE = re.compile(r"""(?P<name>[\w:-]{1,60})\s*(?:=\s*(?P<value>"[^"]*"|'[^']*'|[^\s"'>]+))?""")
LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image, `[start, end)` in the file; its target is `[target_start, target_end)`."""

    kind: Literal["link", "image", "definition"]
    start: int
    end: int
    target: str
    target_start: int
    target_end: int
    label: str


@dataclass(frozen=True, slots=True)
class Tag:
    """An HTML start tag: the values of its attributes, `` for those without one."""

    name: str
    start: int
    end: int
    attributes: tuple[tuple[str, str, int], ...]  #: name, value, where the value starts

    def get(self, name: str) -> tuple[str, int] | None:
        return next(((value, at) for key, value, at in self.attributes if key == name), None)


def prose_of(document: Document) -> str:
    """The text, with fences, comments and code spans blanked; as long as the file's."""
    if document.kind != "markdown":
        return ""
    fragment = document.view(fragment_of)
    fences = ((fence.span.start, fence.span.end) for fence in fragment.fences)
    comments = ((c.span.start, c.span.end) for slide in fragment.slides for c in slide.comments)
    codes = ((code.start, code.end) for code in document.view(code_spans_in))
    return blanked(document.text, sorted((*fences, *comments, *codes)))


def blanked(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    """`text` with blanks for all that lies in `ranges` (sorted by start) but newlines."""
    parts: list[str] = []
    at = 0
    for start, end in ranges:
        if end > at:
            start = max(start, at)
            parts += (text[at:start], LINE.sub(lambda line: " " * len(line[0]), text[start:end]))
            at = end
    return "".join((*parts, text[at:]))


def links_in(document: Document) -> tuple[Link, ...]:
    """The links, images and link definitions of a Markdown file."""
    return tuple(_links(document.view(prose_of)))


def _links(prose: str) -> Iterator[Link]:
    """Links, images and link definitions of Markdown, in order of each."""
    for match in INLINE.finditer(prose):
        group = "angled" if match["angled"] is not None else "plain"
        kind: Literal["link", "image"] = "image" if match["bang"] else "link"
        yield Link(kind, *match.span(), match[group], *match.span(group), match["label"])
        if not match["bang"] and "![" in match["label"]:  # a picture that is a link
            yield from _inner(prose, match)
    for match in DEFINITION.finditer(prose):
        yield Link("definition", *match.span(), match["plain"], *match.span("plain"), match["label"])


def _inner(prose: str, outer: re.Match[str]) -> Iterator[Link]:
    for match in INLINE.finditer(prose, outer.start("label"), outer.end("plain")):
        if match["bang"]:
            yield Link(
                "image",
                match.start(),
                match.end(),
                match["plain"] or "",
                *match.span("plain"),
                match["label"],
            )


def tags_in(document: Document) -> tuple[Tag, ...]:
    """The HTML tags of a Markdown file."""
    return tuple(_tags(document.view(prose_of)))


def _tags(prose: str) -> Iterator[Tag]:
    for match in TAG.finditer(prose):
        yield Tag(match["name"].lower(), match.start(), match.end(), tuple(_attributes(match)))


def _attributes(tag: re.Match[str]) -> Iterator[tuple[str, str, int]]:
    for match in ATTRIBUTE.finditer(tag.string, tag.start("attributes"), tag.end("attributes")):
        value = match["value"] or ""
        quoted = value[:1] in ("'", '"')
        start = match.start("value") + quoted if value else match.end()
        yield match["name"].lower(), value[1:-1] if quoted else value, start
