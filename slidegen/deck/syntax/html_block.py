"""Blocks of raw HTML: which tags begin one, and where it ends.

    <br>
    ## A heading

To CommonMark 4.6 (condition 7) any tag alone on its line begins a block, so that the heading is shown as it
was typed. remark's parser knows tags that never do; authors put them above headings, lists and classes. And
a block whose elements are all closed (`<hr>`, `<div>…</div>`) ends before a line that begins a heading, a
list or another block of Markdown; CommonMark goes on to the next blank line.
"""

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import html_block as any_html_block

#: The tags that remark's parser of 2013 takes for part of a line (its `block._tag`).
INLINE_TAGS = (
    *("a", "em", "strong", "small", "s", "cite", "q", "dfn", "abbr", "data", "time", "code", "var", "samp"),
    *("kbd", "sub", "sup", "i", "b", "u", "mark", "ruby", "rt", "rp", "bdi", "bdo", "span", "br", "wbr"),
    *("ins", "del", "img"),
)
_INLINE = re.compile(rf"</?(?:{'|'.join(INLINE_TAGS)})(?![\w:-])", re.IGNORECASE)
#: The tags that have no end tag (HTML, 13.1.2).
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_TAG = re.compile(r"<(?P<slash>/?)(?P<name>[A-Za-z][\w:-]*)(?:\"[^\"]*\"|'[^']*'|[^'\"<>])*?(?P<closed>/?)>")
# Conditions 1 to 5 have ends of their own.
_ENDS_ELSEWHERE = re.compile(
    r"<(?:(?:script|pre|style|textarea)(?=[\s>]|$)|[!?])", re.IGNORECASE | re.MULTILINE
)
_MARKDOWN = re.compile(r"#{1,6}[ \t]+\S|#{1,6}(?=[^\W\d_])|[-*+][ \t]+\S|\d{1,9}[.)][ \t]+\S|>[ \t]|```|~~~")
#: What is shown in a line, and is a block to remark all the same.
_MEDIA = re.compile(r"<(video|audio|svg|picture|object|canvas)(?=[\s>])", re.IGNORECASE)


def is_inline_tag(src: str, at: int) -> bool:
    """Whether an inline tag begins at `at`."""
    return _INLINE.match(src, at) is not None


def html_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A block of raw HTML, as CommonMark has it, unless it would begin with an inline tag."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    is_media = _media(state, start_line, end_line)
    if is_media is False:
        return False
    if not is_inline_tag(state.src, start):
        found = is_media or any_html_block(state, start_line, end_line, silent)
        if is_media and not silent:
            _push_until_blank(state, start_line, end_line)
        if found and not silent:
            _end_before_markdown(state, start_line)
            state.tokens[-1].content = lines_of(state, start_line, state.line)
        return found
    return False


def _push_until_blank(state: StateBlock, start_line: int, end_line: int) -> None:
    line = start_line
    while line < end_line and not state.isEmpty(line):
        line += 1
    state.line = line
    state.push("html_block", "", 0).map = [start_line, line]


def _media(state: StateBlock, start_line: int, end_line: int) -> bool | None:
    """Whether `<video …></video>` is a block: when nothing follows its end, as in remark. None: no media."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    tag = _MEDIA.match(state.src, start, state.eMarks[start_line])
    if tag is None or state.is_code_block(start_line):
        return None
    line = start_line
    while line < end_line and not state.isEmpty(line):
        line += 1
    last = state.src[state.bMarks[start_line] : state.eMarks[line - 1]].rstrip()
    return last.lower().endswith(f"</{tag[1].lower()}>")


def _end_before_markdown(state: StateBlock, start_line: int) -> None:
    """Cut the block at the first line that begins Markdown while no element is open."""
    if _ENDS_ELSEWHERE.match(state.src, state.bMarks[start_line] + state.tShift[start_line]):
        return
    depth = 0
    for line in range(start_line, state.line - 1):
        depth += _opened(state.src, state.bMarks[line], state.eMarks[line])
        following = state.bMarks[line + 1] + state.tShift[line + 1]
        if depth <= 0 and _MARKDOWN.match(state.src, following, state.eMarks[line + 1]):
            state.line = line + 1
            state.tokens[-1].map = [start_line, state.line]
            return


def _opened(src: str, start: int, end: int) -> int:
    """How many more elements these characters open than they close."""
    tags = _TAG.finditer(src, start, end)
    return sum(
        0 if tag["name"].lower() in VOID or tag["closed"] else -1 if tag["slash"] else 1 for tag in tags
    )


def lines_of(state: StateBlock, start_line: int, end_line: int) -> str:
    """The text of these lines; markdown-it's own takes the `]` that cuts the last line short for its end."""
    return state.getLines(start_line, end_line, state.blkIndent, False) + "\n"
