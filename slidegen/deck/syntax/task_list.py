"""`- [ ] to do` and `- [x] done`: items of a list with a box before them.

Knows items of lists. Must not know how a box looks.
"""

from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from slidegen.deck.syntax.callout import EXTRAS
from slidegen.source.markdown_extras import TASK_LISTS

_STATES = {"[ ] ": "open", "[x] ": "done", "[X] ": "done"}


def task_list(md: MarkdownIt) -> None:
    """Let `md` make boxes, where `env` says so."""
    md.core.ruler.before("inline", "task_lists", task_lists)


def task_lists(state: StateCore) -> None:
    if TASK_LISTS not in state.env.get(EXTRAS, ()) or not any(box in state.src for box in _STATES):
        return
    tokens = state.tokens
    for (at, item), (_, paragraph) in pairwise(enumerate(tokens)):
        if item.type != "list_item_open" or paragraph.type != "paragraph_open":
            continue
        text = tokens[at + 2]
        task = _STATES.get(text.content[:4])
        if task:
            text.content = text.content[4:]
            item.attrSet("data-task", task)
