r"""Formulas, kept from Markdown: `$x_1$`, `\(x_1\)`, and on display `$$x_1$$`, `\[x_1\]`.

xaringan writes them as code (`` `$x_1$` ``), authors who know remark escape the marks (`\\(x_1\\)`). A dollar
opens before a character that is no blank, and closes behind one and before no digit, so that `$5 and $10` are
prices (pandoc's rule); `\$` is a dollar. To Markdown `\[` is a bracket, so that brackets in a text stay what
they are: `\[0\]`, `\[[a link](there.html)\]`. Only decks that ask for it have formulas.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from slidegen import lazy_re as re

MATH = "slidegen.math"  #: in the env: whether there are formulas

_INLINE = re.compile(
    r"""\$\$(?P<display>(?:[^$\\]|\\.)+?)\$\$
      | \$(?![\s$])(?P<dollar>(?:[^$\\]|\\.)*?(?:[^\s$\\]|\\.))\$(?!\d)
      | \\{1,2}\((?P<round>.+?)\\{1,2}\)
      | \\{1,2}\[(?P<square>.+?)\\{1,2}\]
      | `\$\$(?P<code_display>[^`]+)\$\$`
      | `\$(?P<code_dollar>[^`$]+)\$`
      | `\\\((?P<code_round>[^`]+)\\\)`
      | `\\\[(?P<code_square>[^`]+)\\\]`""",
    re.VERBOSE | re.DOTALL,
)
#: What only a formula says: a command, an exponent, an index, an operator behind one letter, own lines.
_SAYS_FORMULA = re.compile(r"\\[A-Za-z,;!]|\^|\b\w\s?[_=+<>-]|\A[ \t]*\n")
_LINK = re.compile(r"\[[^]\\]*\]\(")
_OPENS = re.compile(r"`?\$\$|`?\\{1,2}\[")
_CLOSES = {"$": re.compile(r"\$\$`?[ \t]*$"), "\\": re.compile(r"\\{1,2}\]`?[ \t]*$")}


def math(md: MarkdownIt) -> None:
    """Let `md` keep formulas, where `env` says that there are any."""
    md.block.ruler.before(
        "fence", "math_block", block_formula, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    md.inline.ruler.before("content_class", "math_inline", inline_formula)


def inline_formula(state: StateInline, silent: bool) -> bool:
    """A formula in a line of text, or a dollar that is none."""
    if not state.env.get(MATH):
        return False
    if state.src.startswith("\\$", state.pos):
        return _escaped_dollar(state, silent)
    found = _INLINE.match(state.src, state.pos, state.posMax)
    if found is None or found.lastgroup is None or _are_escaped(found.group()):
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content, token.markup = found[found.lastgroup], found.group()
        token.block = found.lastgroup.endswith(("display", "square"))
    state.pos = found.end()
    return True


def _are_escaped(text: str) -> bool:
    """Whether `text`, as it is written, is words in brackets that Markdown does not read."""
    if not text.startswith(("\\[", "\\(")):
        return False
    inside = text[2:-2]
    return bool(_LINK.search(inside)) or (text[1] == "[" and not _SAYS_FORMULA.search(inside))


def _escaped_dollar(state: StateInline, silent: bool) -> bool:
    if not silent:
        state.pending += "$"
    state.pos += 2
    return True


def block_formula(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Lines from one that begins with the opening marks to one that ends with the closing ones."""
    if not state.env.get(MATH):
        return False
    start = state.bMarks[start_line] + state.tShift[start_line]
    opening = _OPENS.match(state.src, start, state.eMarks[start_line])
    if opening is None or state.is_code_block(start_line):
        return False
    last = _last_line(state, start_line, end_line, opening)
    if last is None:
        return False
    text = state.getLines(start_line, last + 1, state.blkIndent, False).strip()
    if _are_escaped(text):
        return False
    if silent:
        return True
    token = state.push("math_block", "math", 0)
    closing = _closing(opening).search(text)
    assert closing is not None
    token.content, token.markup = text[opening.end() - start : closing.start()], text
    token.block, token.map = True, [start_line, last + 1]
    state.line = last + 1
    return True


def _closing(opening: re.Match[str]) -> re.Pattern[str]:
    return _CLOSES["$" if "$" in opening.group() else "\\"]


def _last_line(state: StateBlock, start_line: int, end_line: int, opening: re.Match[str]) -> int | None:
    """The line at whose end the formula closes, before a blank line; what closes in between is inline."""
    closing, at = _closing(opening), opening.end()
    for line in range(start_line, end_line):
        if state.isEmpty(line) or (line > start_line and state.sCount[line] < state.blkIndent):
            return None
        if closing.search(state.src, at, state.eMarks[line]):
            return line
        at = state.eMarks[line]
    return None
