"""Blocks of raw HTML: which tags begin one, and where it ends.

    <br>
    ## A heading

To CommonMark 4.6 (condition 7) any tag alone on its line begins a block, so that the heading is shown as it
was typed. remark's parser knows tags that never do; authors put them above headings, lists and classes. And
a block whose elements are all closed (`<hr>`, `<div>…</div>`) ends before a line that begins a heading, a
list or another block of Markdown; CommonMark goes on to the next blank line. So does any before a fence:
whoever puts code right below `<details>` means code, and it is run and judged as such. And so does any before
a class that goes on behind the blank line, be it on the line of a tag: remark reads classes first.

A drawing, a film and their like hold no Markdown: they go on behind a blank line. And where an element is
open, a tag is one however far it is indented: it is code to CommonMark behind a blank line.
"""

from bisect import bisect_left

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import code as any_code
from markdown_it.rules_block import html_block as any_html_block

from slidegen import lazy_re as re
from slidegen.deck.syntax.content_class import begin_line_at, open_block, pairs_of
from slidegen.text.brackets import CLASS_OPEN
from slidegen.text.fence_line import marks_a_fence
from slidegen.text.html_tags import INLINE_TAG

_INLINE = re.compile(f"</?{INLINE_TAG}")
#: The tags that have no end tag (HTML, 13.1.2).
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_TAG = re.compile(r"<(?P<slash>/?)(?P<name>[A-Za-z][\w:-]*+)(?:\"[^\"]*\"|'[^']*'|[^'\"<>])*?(?P<closed>/?)>")
# Conditions 1 to 5 have ends of their own.
_ENDS_ELSEWHERE = re.compile(
    r"<(?:(?:script|pre|style|textarea)(?=[\s>]|$)|[!?])", re.IGNORECASE | re.MULTILINE
)
_MARKDOWN = re.compile(r"#{1,6}[ \t]+\S|#{1,6}(?=[^\W\d_])|[-*+][ \t]+\S|\d{1,9}[.)][ \t]+\S|>[ \t]|```|~~~")
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
#: What begins a block or breaks a paragraph; what films and sounds consist of does not.
_START = re.compile(r"<(?P<slash>/?)(?!(?:source|track|param)\b)[A-Za-z][\w-]*(?=[\s/>]|$)", re.MULTILINE)
_DRAWING = re.compile(r"<(svg|math|video|audio|object|map)(?=[\s>])")
_ENDED = re.compile(r"[ \t]*+(?:\n[ \t]*+\n|\s*+\Z)")
_ENDS = "slidegen.html_ends"  #: in the env: by name, where the end tags stand that a blank line follows
_CONTAINER = "slidegen.html_container"  #: in the env: the first line and the last of an item
#: What ends a paragraph that is open (HTML, 13.2.6.4.7), and so never stands in one.
ENDS_PARAGRAPH = frozenset(
    (
        *("address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir"),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2"),
        *("h3", "h4", "h5", "h6", "header", "hgroup", "hr", "li", "listing", "main", "menu", "nav"),
        *("ol", "p", "plaintext", "pre", "search", "section", "summary", "table", "ul", "xmp"),
    )
)


def ends_paragraph(src: str, at: int) -> bool:
    """Whether a tag begins at `at` that no paragraph can hold."""
    tag = _NAME.match(src, at)
    return tag is not None and tag[1].lower() in ENDS_PARAGRAPH


def is_inline_tag(src: str, at: int) -> bool:
    """Whether an inline tag begins at `at`."""
    return _INLINE.match(src, at) is not None


def html_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A block of raw HTML, as CommonMark has it, where remark has one, too."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    is_deep = state.is_code_block(start_line)
    if (silent or not _is_within(state, start)) if is_deep else is_inline_tag(state.src, start):
        return False
    if _ENDS_ELSEWHERE.match(state.src, start):
        return any_html_block(state, start_line, end_line, silent)
    if silent:  # a paragraph ends before any start tag but inline ones, be it a block or not
        tag = _START.match(state.src, start)
        if tag is None or state.sCount[start_line] != state.blkIndent:
            return False
        return not tag["slash"] or any_html_block(state, start_line, end_line, True)
    if (
        not _START.match(state.src, start)
        or not (is_deep or _is_block(state, start, _end_of_container(state, start_line, end_line)))
        or not _push_until_blank(state, start_line, end_line)
    ):
        return False
    _end_before_markdown(state, start_line)
    if not _go_on_with_class(state, start_line):
        state.tokens[-1].content = lines_of(state, start_line, state.line)
    return True


def code(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Code by its indentation, but for a tag in an element that is open."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if state.is_code_block(start_line) and _is_within(state, start):
        return False
    return any_code(state, start_line, end_line, silent)


def _is_within(state: StateBlock, start: int) -> bool:
    """Whether a tag stands here, in an element that a block above has left open."""
    if not _START.match(state.src, start):
        return False
    above = (each.content for each in state.tokens if each.type == "html_block" and each.level == state.level)
    return sum(_opened(text, 0, len(text)) for text in above) > 0


def _is_block(state: StateBlock, start: int, end: int) -> bool:
    """Whether the element ends, or its first tag stands alone, before a blank line: else it is Markdown.

    remark's parser looks for the end tag beyond blank lines, too, but for none of an element of one's own
    (`<my-card>`): it takes the name up to the hyphen for all of it.
    """
    tag = _TAG.match(state.src, start, end)
    if tag is None:
        return False
    if _ENDED.match(state.src, tag.end(), end):
        return True
    if tag["slash"] or "-" in tag["name"]:
        return False
    last = state.src.rfind(f"</{tag['name']}>", tag.end(), end)
    if last == -1:
        return False
    is_last = not state.src[last + len(tag["name"]) + 3 : end].strip()
    return is_last or _ends_between(state, tag["name"], tag.end(), last)


def _end_of_container(state: StateBlock, start_line: int, end_line: int) -> int:
    """Where the item, class or text ends that the line stands in; of each item it is looked for once."""
    first, last = state.env.get(_CONTAINER, (0, 0)) if state.blkIndent else (start_line, end_line)
    if not first <= start_line < last:
        last = start_line + 1
        while last < end_line and (state.isEmpty(last) or state.sCount[last] >= state.blkIndent):
            last += 1
        state.env[_CONTAINER] = (start_line, last)
    return state.eMarks[last - 1]


def _ends_between(state: StateBlock, name: str, start: int, stop: int) -> bool:
    """Whether an end tag of this name that a blank line follows stands there; each name is sought once."""
    ends = state.env.setdefault(_ENDS, {})
    if name not in ends:
        ended = re.compile(rf"</{re.escape(name)}>[ \t]*\n[ \t]*\n")
        ends[name] = [tag.start() for tag in ended.finditer(state.src)]
    at = bisect_left(ends[name], start)
    return at < len(ends[name]) and int(ends[name][at]) <= stop


def _push_until_blank(state: StateBlock, start_line: int, end_line: int) -> bool:
    line = start_line
    while line < end_line:
        if state.isEmpty(line):
            last = _end_of_drawing(state, start_line, line, end_line)
            if last == line:
                break
            line = last
        elif state.sCount[line] < state.blkIndent:
            break
        line += 1
    state.line = line
    state.push("html_block", "", 0).map = [start_line, line]
    return line > start_line


def _end_of_drawing(state: StateBlock, start_line: int, line: int, end_line: int) -> int:
    """The last line of the element that holds no Markdown and this blank line, or the line itself."""
    start, end = state.bMarks[start_line], state.bMarks[line]
    opened = max(_DRAWING.finditer(state.src, start, end), key=lambda each: each.start(), default=None)
    close = state.src.find(f"</{opened[1]}>", opened.end(), state.eMarks[end_line - 1]) if opened else -1
    while close > state.eMarks[line]:
        line += 1
    return line


def _end_before_markdown(state: StateBlock, start_line: int) -> None:
    """Cut the block at the first line that begins Markdown while no element is open, or code in any case."""
    if _ENDS_ELSEWHERE.match(state.src, state.bMarks[start_line] + state.tShift[start_line]):
        return
    depth, last = 0, state.line - 1
    for line in range(start_line, last):
        depth += _opened(state.src, state.bMarks[line], state.eMarks[line])
        start, end = state.bMarks[line + 1] + state.tShift[line + 1], state.eMarks[line + 1]
        is_markdown = (
            (depth <= 0 and _MARKDOWN.match(state.src, start, end))
            or marks_a_fence(state.src[start:end])
            or _opens_class(state, start, state.eMarks[last])
        )
        if is_markdown and not state.is_code_block(line + 1):
            state.line = line + 1
            state.tokens[-1].map = [start_line, state.line]
            return


def _opens_class(state: StateBlock, start: int, end: int) -> bool:
    """Whether a class that closes only behind the block opens on a line, which no tag begins."""
    first_line = state.src.find("\n", start, end)
    openings = CLASS_OPEN.finditer(state.src, start, end if first_line == -1 else first_line)
    if state.src[start] == "<":
        return False
    pairs = pairs_of(state.src, state.env)
    return any(not each[1] and pairs.get(each.end() - 1, 0) > end for each in openings)


def _go_on_with_class(state: StateBlock, start_line: int) -> bool:
    """Cut the block where a class that closes only behind it opens on the line of a tag, and read that."""
    end, pairs = state.eMarks[state.line - 1], pairs_of(state.src, state.env)
    for line in range(start_line, state.line):
        start = state.bMarks[line] + state.tShift[line]
        if state.src[start] != "<":
            continue
        for opening in CLASS_OPEN.finditer(state.src, start, state.eMarks[line]):
            close, tags = pairs.get(opening.end() - 1, 0), state.src[start : opening.start()]
            if close > end and not opening[1] and tags.rfind("<") < tags.rfind(">"):
                token = state.tokens[-1]
                token.content, token.map = lines_of(state, start_line, line) + tags, [start_line, line + 1]
                begin_line_at(state, line, opening.start())
                open_block(state, opening, line, close)
                return True
    return False


def _opened(src: str, start: int, end: int) -> int:
    """How many more elements these characters open than they close."""
    tags = _TAG.finditer(src, start, end)
    return sum(
        0 if tag["name"].lower() in VOID or tag["closed"] else -1 if tag["slash"] else 1 for tag in tags
    )


def lines_of(state: StateBlock, start_line: int, end_line: int) -> str:
    """The text of these lines; markdown-it's own takes the `]` that cuts the last line short for its end."""
    return state.getLines(start_line, end_line, state.blkIndent, False) + "\n"
