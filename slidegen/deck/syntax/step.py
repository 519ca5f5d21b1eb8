"""Steps: each block carries the step that it appears at, as `data-step`.

`--` does not split the text: the slide is parsed once, as the whole that remark shows at its last step. The
step of a block is that of the line it starts on, at the deepest level that fits (a list item, not its list).
"""

from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from slidegen import lazy_re as re

_START_TAG = re.compile(r"<[A-Za-z][\w-]*")
TURNS = "slidegen.turns"  #: in the env: from which line on the text is of which step


def step(md: MarkdownIt) -> None:
    """Make `md` mark blocks with their steps, when `env` says where steps begin."""
    md.core.ruler.push("step", mark_steps)


def mark_steps(state: StateCore) -> None:
    turns = state.env.get(TURNS)
    if not turns:
        return
    enclosing = [0]
    for token in state.tokens:
        if token.nesting == -1:
            enclosing.pop()
            continue
        own = _step_of(token.map[0], turns) if token.map else enclosing[-1]
        if own > enclosing[-1] and token.type != "inline" and not token.hidden:
            token.attrSet("data-step", str(own))
        if token.type == "inline":
            _mark_lines(token, turns, enclosing[-1])
        if token.nesting == 1:
            enclosing.append(enclosing[-1] if token.hidden else max(own, enclosing[-1]))


def _step_of(line: int, turns: Sequence[tuple[int, int]]) -> int:
    turn = bisect_right(turns, line, key=itemgetter(0))
    return turns[turn - 1][1] if turn else 0


def _mark_lines(inline: Token, turns: Sequence[tuple[int, int]], shown: int) -> None:
    """Lines of a paragraph that a later step than `shown` adds; what breaks them stands before the step."""
    if inline.map is None or inline.children is None:
        return
    first = _step_of(inline.map[0], turns)
    parts: list[tuple[int, list[Token]]] = [(max(first, shown), [])]
    line = inline.map[0]
    for child in inline.children:
        parts[-1][1].append(child)
        if child.type in ("softbreak", "hardbreak") and child.level == 0:
            line += 1
            own = max(_step_of(line, turns), shown)
            if own != parts[-1][0]:
                parts.append((own, []))
    if any(own > shown for own, _ in parts):
        inline.children = [
            token
            for own, children in parts
            for token in (_at_step(children, own) if own > shown else children)
        ]


def _at_step(children: list[Token], step: int) -> list[Token]:
    """`children`, marked with their step: each element where there is nothing else, one around them else."""
    tops = [child for child in children if child.level == 0 and child.nesting >= 0]
    starts = [_START_TAG.match(child.content) if child.type == "html_inline" else None for child in tops]
    if not all(
        start or _is_element(child) or not child.content.strip() or child.content.startswith("</")
        for child, start in zip(tops, starts, strict=True)
    ):
        wrapper = Token("step_open", "span", 1, attrs={"data-step": str(step)})
        return [wrapper, *children, Token("step_close", "span", -1)]
    for child, start in zip(tops, starts, strict=True):
        if start:
            child.content = f'{start.group()} data-step="{step}"{child.content[start.end() :]}'
        elif _is_element(child):
            child.attrSet("data-step", str(step))
    return children


def _is_element(child: Token) -> bool:
    return child.nesting == 1 or child.type in ("image", "code_inline")
