"""Steps: each block carries the step that it appears at, as `data-step`.

`--` does not split the text: the slide is parsed once, as the whole that remark shows at its last step. The
step of a block is that of the line it starts on, at the deepest level that fits (a list item, not its list).
"""

from bisect import bisect_right

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

STEP_LINES = "slidegen.step_lines"  #: in the env: the first line of each step after the first


def step(md: MarkdownIt) -> None:
    """Make `md` mark blocks with their steps, when `env` says where steps begin."""
    md.core.ruler.push("step", mark_steps)


def mark_steps(state: StateCore) -> None:
    lines = state.env.get(STEP_LINES)
    if not lines:
        return
    enclosing = [0]
    for token in state.tokens:
        if token.nesting == -1:
            enclosing.pop()
            continue
        own = bisect_right(lines, token.map[0]) if token.map else enclosing[-1]
        if own > enclosing[-1] and token.type != "inline":
            token.attrSet("data-step", str(own))
        if token.type == "inline":
            _mark_lines(token, lines, enclosing[-1])
        if token.nesting == 1:
            enclosing.append(max(own, enclosing[-1]))


def _mark_lines(inline: Token, lines: list[int], step: int) -> None:
    """Lines of a paragraph that a later step adds: what follows the break is wrapped in a span."""
    if inline.map is None or inline.children is None:
        return
    line, children, open_spans = inline.map[0], [], 0
    for child in inline.children:
        if child.type in ("softbreak", "hardbreak") and child.level == 0:
            line += 1
            children.append(child)
            own = bisect_right(lines, line)
            if own > step:
                children.append(Token("step_open", "span", 1, attrs={"data-step": str(own)}))
                step, open_spans = own, open_spans + 1
        else:
            children.append(child)
    children.extend(Token("step_close", "span", -1) for _ in range(open_spans))
    inline.children = children
