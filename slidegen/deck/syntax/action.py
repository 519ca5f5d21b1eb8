"""`` `kubectl get pods`{{execute}} ``: Katacoda's and Killercoda's word for what happens at a click.

A page has no terminal to send it to: the code stays, the word goes.

Knows what stands behind inline code. Must not know what is run (`slidegen.text.exercise` does).
"""

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from slidegen.text.fence_end import ACTION


def action(md: MarkdownIt) -> None:
    """Make `md` drop the actions behind inline code."""
    md.inline.ruler.after("backticks", "action", read_action)


def read_action(state: StateInline, silent: bool) -> bool:
    """`{{execute}}`, `{{copy}}` and the like, right behind the backticks of inline code."""
    found = ACTION.match(state.src, state.pos, state.posMax)
    if found is None or state.src[state.pos - 1 : state.pos] != "`":
        return False
    if not silent and (state.pending or not state.tokens or state.tokens[-1].type != "code_inline"):
        return False
    state.pos = found.end()
    return True
