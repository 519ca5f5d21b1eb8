r"""Markdown that is shown as text.

What: marks of headings, bold, links, tables or classes that an audience gets to see in what a slide
becomes, outside of code.

Why: the author meant what the marks make, and something around them keeps it from being made: raw HTML that
is still open, a blank too few or too many.

Bad:

    # Nodes

    <div class="wide">
    ## What they are
    **Virtual** machines
    </div>

    ???

    Say so.

Good:

    # Nodes

    <div class="wide">

    ## What they are
    **Virtual** machines

    </div>

    ???

    Say so.

Fix: none. Write a blank line behind the tag, or a class (`.wide[…]`) instead of it; write a backslash before
marks that are meant as text.

Since: 0.2
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from slidegen import lazy_re as re
from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.slides import fragment_of, tokens_of
from slidegen.text.html_tags import INLINE_TAG, TAG_OR_COMMENT, start_tags
from slidegen.text.model import StepSource

if TYPE_CHECKING:
    from markdown_it.token import Token  # a type only: few documents need the parser

RULE = Rule("SG430", "markdown-as-text", Severity.WARNING, "Markdown that is shown as text")

#: what is seen -> what it looks like; a backslash before it says that it is meant
_SIGNS = (
    ("a heading", re.compile(r"^[ \t]*#{1,6}[ \t]+\S", re.MULTILINE)),
    ("bold", re.compile(r"\*\*(?=[^\s*])[^*\n]*[^\s*]\*\*")),
    ("a link", re.compile(r"(?<!\\)\[[^\]\n]+\]\([^\s)]+\)")),
    ("a table", re.compile(r"\|[ \t]*:?-{3,}:?[ \t]*\|")),
    ("a class", re.compile(r"(?<![\w\\`])(?:\.[a-z][\w-]*)+\[(?=[^\]\d])")),
)
_SUSPECT = re.compile(r"\*\*|\]\(|\.[a-z][\w-]*\[|\|[ \t]*:?-{3}|^[ \t]*#{1,6}[ \t]", re.MULTILINE)
#: A line that begins a block of HTML, with more right below it, or with something to say behind it.
_ABOVE = re.compile(
    rf"^[ \t]*</?(?!{INLINE_TAG})[A-Za-z][^\n]*(?:\n[ \t]*[^\s<]|>[^<>\n]*(?:\*\*|\]\())", re.MULTILINE
)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")  #: where such a block ends
_RAW = frozenset({"pre", "code", "script", "style", "textarea", "svg", "math", "kbd", "samp"})


def check(document: Document, _project: Project) -> Iterator[Finding]:
    for slide in document.view(fragment_of).slides:
        for step in slide.steps:
            yield from _in_step(document, step)


def _in_step(document: Document, step: StepSource) -> Iterator[Finding]:
    text = document.text[step.body.start : step.body.end]
    if not _SUSPECT.search(text) or not _may_hide(text):
        return
    for what, sign in _shown(tokens_of(text)):
        at = _outside_tags(text, sign)
        start = step.body.start + at
        if at == -1 or document.text[start - 1 : start] == "\\":
            continue
        message = f"{what} is shown as it is written: `{sign.strip()[:40]}`"
        advice = "write a blank line behind the tag above it, or a backslash before what is meant as text"
        yield document.source.finding(RULE, start, start + len(sign), message, help=advice)


def _outside_tags(text: str, sign: str) -> int:
    """Where `sign` stands first, but for attributes, such as the text of a picture; -1 where nowhere."""
    tags = [tag.span() for tag in TAG_OR_COMMENT.finditer(text)]
    at = text.find(sign)
    while at != -1 and any(start <= at < end for start, end in tags):
        at = text.find(sign, at + 1)
    return at


def _may_hide(text: str) -> bool:
    """Whether raw HTML stands above a sign, or a table's dashes: elsewhere Markdown is read as such."""
    if "| --" in text or "|--" in text:
        return True
    return "<" in text and _ABOVE.search(text) is not None and any(map(_hides, _BLANK_LINE.split(text)))


def _hides(lines: str) -> bool:
    above = _ABOVE.search(lines)
    return above is not None and _SUSPECT.search(lines, above.start()) is not None


def _shown(tokens: "Iterable[Token]") -> Iterator[tuple[str, str]]:
    """What of it an audience sees as marks."""
    for token in tokens:
        if token.type == "html_block" and not _is_raw(token.content):
            yield from _signs(TAG_OR_COMMENT.sub("", token.content))
        elif token.type == "inline":
            text = "".join(
                "\n" if child.type in ("softbreak", "hardbreak") else child.content
                for child in token.children or ()
                if child.type in ("text", "softbreak", "hardbreak")
            )
            yield from _signs(text)


def _is_raw(html: str) -> bool:
    return any(tag.name in _RAW for tag in start_tags(html))


def _signs(text: str) -> Iterator[tuple[str, str]]:
    for what, sign in _SIGNS:
        if found := sign.search(text):
            yield what, found.group().strip("\n")
