"""A blank line beside a step loosens no list.

    - one
    --

    - two

Authors set the blank line off for the eye. remark takes one newline of each side away, so that the items
stand together at each step; with a blank line above the marks and one below, they are apart.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from slidegen.deck.syntax.step import TURNS

_LISTS = ("bullet_list_open", "ordered_list_open")


def step_gap(md: MarkdownIt) -> None:
    """Make `md` read such lists as tight."""
    md.core.ruler.after("block", "step_gap", tighten_lists)


def tighten_lists(state: StateCore) -> None:
    turns = {line for line, _ in state.env.get(TURNS) or ()}
    if not turns:
        return
    lines: list[str] = []
    for at, token in enumerate(state.tokens):
        if token.type in _LISTS:
            lines = lines or state.src.split("\n")
            blocks = list(_blocks(state.tokens, at))
            pairs = pairwise(state.tokens[block] for block in blocks)
            if not any(_is_parted(lines, above, below, turns) for above, below in pairs):
                _tighten(state.tokens, blocks)


def _blocks(tokens: Sequence[Token], at: int) -> Iterator[int]:
    """Where what the items of the list hold begins, in order."""
    level = tokens[at].level
    for place in range(at + 1, len(tokens)):
        token = tokens[place]
        if token.level == level and token.nesting == -1:
            return
        if token.level == level + 2 and token.nesting >= 0 and token.map:
            yield place


def _is_parted(lines: Sequence[str], above: Token, below: Token, turns: set[int]) -> bool:
    """Whether blank lines stand between the two that are not that of a step."""
    end, first = (above.map or [0, 0])[1], (below.map or [0])[0]
    while end > 0 and not lines[end - 1].strip():
        end -= 1
    return first - end > 1 or (first - end == 1 and turns.isdisjoint((end, first)))


def _tighten(tokens: Sequence[Token], blocks: Sequence[int]) -> None:
    for place in blocks:
        if tokens[place].type == "paragraph_open":
            tokens[place].hidden = tokens[place + 2].hidden = True
