"""Fences right behind one another, each with a label: the same for several shells or systems, in one place.

    ```bash [Linux]
    sudo apt install jq
    ```
    ```bash [macOS]
    brew install jq
    ```

It is how VitePress and Slidev write labels. One fence with a label alone has it for a caption. Nothing of it
needs a script: tabs are radio buttons, and on paper all of them are shown, each below its label.

Knows fences. Must not know how tabs look.
"""

import hashlib
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from slidegen import lazy_re as re
from slidegen.deck.syntax.callout import EXTRAS
from slidegen.source.markdown_extras import TABS

_LABEL = re.compile(r"\[([^\[\]]+)\]")


def tabs(md: MarkdownIt) -> None:
    """Let `md` group fences with labels, where `env` says so."""
    md.core.ruler.push("tabs", grouped)


def label_of(info: str) -> str:
    """What stands in brackets behind a fence's language; `` when nothing does."""
    found = _LABEL.search(info)
    return found[1].strip() if found else ""


def grouped(state: StateCore) -> None:
    if TABS not in state.env.get(EXTRAS, ()):
        return
    out: list[Token] = []
    run: list[Token] = []
    for token in [*state.tokens, None]:
        if token is not None and token.type == "fence" and label_of(token.info):
            run.append(token)
            continue
        out += _group(run) if len(run) > 1 else run
        run = []
        out += [token] if token is not None else []
    state.tokens = out


def _group(fences: Sequence[Token]) -> list[Token]:
    """The fences in one box, which is there from the step at which the first of them is."""
    first = fences[0]
    box = Token("tabs_open", "div", 1, {"class": "tabs"}, first.map, first.level, block=True)
    step = first.attrGet("data-step")
    if step:
        box.attrSet("data-step", str(step))
    group = hashlib.sha256(repr([fence.content for fence in fences]).encode()).hexdigest()[:8]
    out = [box]
    for at, fence in enumerate(fences):
        out.append(
            Token("tab", "", 0, meta={"label": label_of(fence.info), "group": group, "first": at == 0})
        )
        fence.attrs.pop("data-step", None)
        out.append(fence)
    return [*out, Token("tabs_close", "div", -1, level=first.level, block=True)]
