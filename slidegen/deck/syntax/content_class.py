"""Content classes: `.a.b[text]` in a line, `.a.b[` … `]` over lines; nested, and around any Markdown.

A class that closes on its line is inline content only, and what it holds is parsed once; a class that starts
a block and closes on a later line is a block, and interrupts a paragraph, as remark has it. The brackets pair
up outside code only.
"""

from itertools import takewhile

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from slidegen import lazy_re as re
from slidegen.deck.syntax.escape import ESCAPED
from slidegen.deck.syntax.step import TURNS
from slidegen.text.blanked import blanked
from slidegen.text.brackets import CLASS_OPEN, CLASS_REST, match_brackets
from slidegen.text.heading import TIGHT_HEADING
from slidegen.text.html_tags import TAG_OR_COMMENT
from slidegen.text.margins import lone_item
from slidegen.text.verbatim import read_verbatim

_PAIRS = "slidegen.brackets"
_LITERAL = "slidegen.literal"  #: in the env: a text, and up to where classes in it are text
_CODE = 4  #: columns that make a line code (CommonMark 4.4)
_HEADING_INSIDE = re.compile(
    rf"(?:\.[a-zA-Z_\-][a-zA-Z\-_0-9.]{{0,200}}+\[)+[ \t]*(?:#{{1,6}}[ \t]+\S|{TIGHT_HEADING.pattern})",
    re.MULTILINE,
)
_HEADING_MARKS = re.compile(r"(#{1,6})[ \t]+")


def content_class(md: MarkdownIt) -> None:
    """Make `md` understand content classes."""
    interrupting: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("blockquote", "content_class_block", block_class, interrupting)
    md.block.ruler.before("heading", "content_class_heading", heading_class)
    md.block.ruler.before("paragraph", "content_class_midline", midline_class)
    md.inline.terminator_re = _with_class_openings(md.inline.terminator_re)
    md.inline.ruler.before("escape", "content_class", inline_class)
    md.core.ruler.push("content_class_html", html_classes)


def _with_class_openings(terminators: re.Pattern[str]) -> re.Pattern[str]:
    """Where text ends and rules are asked: also at a dot, but only at one that opens a class.

    `add_terminator_char(".")` would ask a dozen rules at each full stop.
    """
    return re.compile(rf"{terminators.pattern}|\.(?={CLASS_REST})")


def class_of(names: str) -> str:
    """`a b` for `.a.b`."""
    return " ".join(names.split(".")[1:])


def pairs_of(src: str, env: EnvType) -> dict[int, int]:
    """The bracket pairs of `src`, computed once for each text that is parsed."""
    known = env.get(_PAIRS)
    if not isinstance(known, tuple) or known[0] is not src:
        known = (src, match_brackets(src, read_verbatim(src)))
        env[_PAIRS] = known
    pairs: dict[int, int] = known[1]
    return pairs


# ---- blocks
def block_class(state: StateBlock, start_line: int, _end_line: int, silent: bool) -> bool:
    """A line that begins with `.a.b[`, whose `]` stands on a later line."""
    position = state.bMarks[start_line] + state.tShift[start_line]
    if state.src[position : position + 1] != "." or state.is_code_block(start_line):
        return False
    opening = CLASS_OPEN.match(state.src, position, state.eMarks[start_line])
    close = _later_close(state, opening, start_line) or _close_of_heading(state, position, start_line)
    if opening is None or close is None:
        return False
    if not silent:
        open_block(state, opening, start_line, close)
    return True


def _later_close(state: StateBlock, opening: re.Match[str] | None, start_line: int) -> int | None:
    """Where the class that `opening` starts closes, when that is on a later line of this text."""
    if opening is None or opening[1]:
        return None
    close = pairs_of(state.src, state.env).get(opening.end() - 1)
    return close if close is not None and close > state.eMarks[start_line] else None


def _close_of_heading(state: StateBlock, position: int, line: int) -> int | None:
    """Where `.center[## Title]` closes, when it is all of its line: a heading is one in a class, too."""
    heading = _HEADING_INSIDE.match(state.src, position, state.eMarks[line])
    if heading is None:
        return None
    close = pairs_of(state.src, state.env).get(state.src.index("[", position))
    return close if close is not None and close == state.eMarks[line] - 1 else None


def open_block(state: StateBlock, opening: re.Match[str], start_line: int, close: int) -> None:
    close_line = start_line
    while state.eMarks[close_line] < close:
        close_line += 1
    token = state.push("content_class_open", "div", 1)
    token.block = True
    token.attrs = {"class": class_of(opening[2])}
    token.map = [start_line, close_line + 1]
    token.info = opening[2]
    _parse_inside(state, opening.end(), start_line, close, close_line)
    closing = state.push("content_class_close", "div", -1)
    closing.block, closing.map = True, [start_line, close_line + 1]
    _continue_after(state, close + 1, close_line)


def _parse_inside(state: StateBlock, open_at: int, start_line: int, close: int, close_line: int) -> None:
    """Parse what stands between the brackets as blocks of their own."""
    old_end, old_indent, old_parent, old_max = (
        state.eMarks[close_line],
        state.blkIndent,
        state.parentType,
        state.lineMax,
    )
    state.eMarks[close_line] = close
    state.blkIndent = _indent_inside(state, start_line, open_at, close_line)
    begin_line_at(state, start_line, open_at)
    state.parentType = "content_class"
    state.lineMax = close_line + 1
    state.md.block.tokenize(state, start_line, close_line + 1)
    state.eMarks[close_line] = old_end
    state.blkIndent, state.parentType, state.lineMax = old_indent, old_parent, old_max


def _indent_inside(state: StateBlock, start_line: int, open_at: int, close_line: int) -> int:
    """How far the lines of a class are indented, all of them; what is more may be code.

    What is written left of the list item that the class stands in still belongs to the class. Its first lines
    are no code however far they are indented: remark trims them.
    """
    lines = [line for line in range(start_line + 1, close_line + 1) if not state.isEmpty(line)]
    shared = min((state.sCount[line] for line in lines), default=state.blkIndent)
    if state.src[open_at : state.eMarks[start_line]].strip():
        return min(state.blkIndent, shared)
    if lines and state.sCount[lines[0]] - shared >= _CODE:
        _move_first_left(state, lines[0], close_line, shared)
    width = lone_item([state.src[state.bMarks[line] : state.eMarks[line]] for line in lines], shared)
    if width:  # the blanks are left out, as if they were not there
        state.bMarks[lines[0]] += width
        state.tShift[lines[0]] -= width
        state.sCount[lines[0]] -= width
    return shared - width


def _move_first_left(state: StateBlock, first: int, last: int, shared: int) -> None:
    """Take the lines up to the next blank one for text, as a whole where all of them would be code."""
    lines = list(takewhile(lambda line: not state.isEmpty(line), range(first, last + 1)))
    surplus = min(state.sCount[line] for line in lines) - shared
    if surplus < _CODE:
        lines, surplus = lines[:1], state.sCount[first] - shared
    for line in lines:
        state.sCount[line] -= surplus


def _continue_after(state: StateBlock, position: int, line: int) -> None:
    """Go on behind the `]`: on the next line, or on this one when more text follows."""
    if state.src[position : state.eMarks[line]].strip():
        begin_line_at(state, line, position)
        state.line = line
    else:
        state.line = line + 1


def begin_line_at(state: StateBlock, line: int, position: int) -> None:
    """Let the line begin at `position`, at the indentation of the block that it is part of."""
    text = state.src[position : state.eMarks[line]]
    blanks = len(text) - len(text.lstrip(" \t"))
    state.bMarks[line] = position
    state.tShift[line] = blanks
    state.sCount[line] = state.blkIndent + (blanks if blanks < 4 else 0)
    state.bsCount[line] = 0


def midline_class(state: StateBlock, start_line: int, _end_line: int, silent: bool) -> bool:
    """`text .box[` whose content is blocks: the text is a paragraph, and the class a block behind it."""
    position, end = state.bMarks[start_line] + state.tShift[start_line], state.eMarks[start_line]
    if silent or state.src.find("[", position, end) == -1:
        return False
    for opening in CLASS_OPEN.finditer(state.src, position, end):
        close = _later_close(state, opening, start_line)
        if close is None or not _holds_blocks(state.src[opening.end() : close]):
            continue
        _push_paragraph(state, state.src[position : opening.start()], start_line)
        begin_line_at(state, start_line, opening.start())
        open_block(state, opening, start_line, close)
        return True
    return False


def heading_class(state: StateBlock, start_line: int, _end_line: int, silent: bool) -> bool:
    """`### .center[` whose `]` stands on a later line: a block, whose paragraphs are headings."""
    position = state.bMarks[start_line] + state.tShift[start_line]
    marks = _HEADING_MARKS.match(state.src, position, state.eMarks[start_line])
    opening = CLASS_OPEN.match(state.src, marks.end(), state.eMarks[start_line]) if marks else None
    close = _later_close(state, opening, start_line)
    if silent or marks is None or opening is None or close is None or state.is_code_block(start_line):
        return False
    first = len(state.tokens)
    begin_line_at(state, start_line, opening.start())
    open_block(state, opening, start_line, close)
    for token in state.tokens[first:]:
        if token.type in ("paragraph_open", "paragraph_close") and token.level == state.level + 1:
            token.type = token.type.replace("paragraph", "heading")
            token.tag, token.markup = f"h{len(marks[1])}", marks[1]
            token.map = token.map and [start_line, token.map[1]]
    return True


def _holds_blocks(text: str) -> bool:
    first, _, rest = text.partition("\n")
    return (not first.strip() and bool(rest.strip())) or "\n\n" in text


def _push_paragraph(state: StateBlock, text: str, line: int) -> None:
    opening = state.push("paragraph_open", "p", 1)
    opening.map = [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = text.strip(), [line, line + 1], []
    state.push("paragraph_close", "p", -1)


# ---- inline
def inline_class(state: StateInline, silent: bool) -> bool:
    """`.a.b[text]` in a line of text."""
    if state.src[state.pos] == "\\":
        return _escaped_class(state, silent)
    if state.src[state.pos] != ".":
        return False
    opening = CLASS_OPEN.match(state.src, state.pos, state.posMax)
    if opening is None or _is_literal(state):
        return False
    close = pairs_of(state.src, state.env).get(opening.end() - 1)
    if close is None or close >= state.posMax or state.level >= state.md.options["maxNesting"]:
        return False
    if not silent:
        _push_inline(state, opening, close)
    state.pos = close + 1
    return True


def _push_inline(state: StateInline, opening: re.Match[str], close: int) -> None:
    end = state.posMax
    token = state.push("content_class_open", "span", 1)
    token.attrs = {"class": class_of(opening[2])}
    inside = state.src[opening.end() : close]
    state.pos = opening.end() + len(inside) - len(inside.lstrip())
    state.posMax = close
    first = len(state.tokens)
    state.md.inline.tokenize(state)
    _unescape_again(state, first)
    state.push("content_class_close", "span", -1)
    state.posMax = end


def _unescape_again(state: StateInline, first: int) -> None:
    """Take a backslash that was escaped for one that escapes: remark reads what a class holds once more.

    Authors who want `$R_1$` in a class write `$R\\\\\\_1$` for it. Code and emphasis stay as they are.
    """
    marks = {each.token for each in state.delimiters}
    at = first
    while at < len(state.tokens) - 1:
        token, after = state.tokens[at], state.tokens[at + 1]
        is_text = after.type == "text_special" or (after.type == "text" and at + 1 not in marks)
        if (
            token.type == "text_special"
            and token.content == "\\"
            and is_text
            and after.content[:1] in ESCAPED
        ):
            token.content = ""
            at += 1
        at += 1


def _escaped_class(state: StateInline, silent: bool) -> bool:
    """`\\.a[b .c[d]]` holds no class up to its `]`: the backslash takes the meaning of all of them."""
    opening = CLASS_OPEN.match(state.src, state.pos, state.posMax)
    if opening is None or not opening[1]:
        return False
    close = pairs_of(state.src, state.env).get(opening.end() - 1)
    if close is not None and close < state.posMax:
        state.env[_LITERAL] = (state.src, close)
    if not silent:
        state.pending += state.src[state.pos + 1 : opening.end()]
    state.pos = opening.end()
    return True


def _is_literal(state: StateInline) -> bool:
    """Whether this place stands in a class that is escaped."""
    text, end = state.env.get(_LITERAL, ("", 0))
    return text is state.src and state.pos < end


# ---- in raw HTML
def html_classes(state: StateCore) -> None:
    """One-line classes in the text of raw HTML blocks, which CommonMark leaves alone and remark does not."""
    for token in state.tokens:
        if token.type == "html_block" and CLASS_OPEN.search(token.content):
            token.content = _with_classes(token, state)


def _with_classes(token: Token, state: StateCore) -> str:
    """The raw HTML with its classes as elements; none begins or ends in a tag, and one may hold tags."""
    content = token.content
    text = blanked(content, (tag.span() for tag in TAG_OR_COMMENT.finditer(content)))
    pairs = match_brackets(text, read_verbatim(text))
    out, at = list[str](), 0
    for opening in CLASS_OPEN.finditer(text):
        close = pairs.get(opening.end() - 1)
        if opening.start() < at or close is None or opening[1]:
            continue
        out += [content[at : opening.start()], _element(content[opening.end() : close], opening[2], state)]
        at = close + 1
    return "".join([*out, content[at:]])


def _element(inside: str, names: str, state: StateCore) -> str:
    """What a class in raw HTML is: blocks when it runs over lines."""
    tag, render = ("div", state.md.render) if "\n" in inside else ("span", state.md.renderInline)
    env = {name: value for name, value in state.env.items() if name != TURNS}
    return f'<{tag} class="{class_of(names)}">{render(inside, env)}</{tag}>'
