"""`> [!NOTE]` at the head of a quotation makes it a callout, as on the forges: a box with a word at its head.

The kinds are GitHub's five; `> [!TIP] Words of your own` has those for a head.

Knows quotations. Must not know colours.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from slidegen import lazy_re as re
from slidegen.source.markdown_extras import CALLOUTS
from slidegen.source.phrases import CALLOUTS as KINDS

EXTRAS = "slidegen.extras"  #: in the env: which Markdown beyond CommonMark the deck asks for
WORDS = "slidegen.words"  #: likewise: the phrases of its language

_HEAD = re.compile(rf"\[!({'|'.join(KINDS)})\][ \t]*([^\n]*)(?:\n|\Z)", re.I)


def callout(md: MarkdownIt) -> None:
    """Let `md` make callouts, where `env` says so."""
    md.core.ruler.before("inline", "callouts", callouts)


def callouts(state: StateCore) -> None:
    if CALLOUTS not in state.env.get(EXTRAS, ()) or "[!" not in state.src:
        return
    out: list[Token] = []
    boxes: list[bool] = []  # of each quotation that is open, whether it is a callout
    for at, token in enumerate(state.tokens):
        out.append(token)
        if token.type == "blockquote_open":
            paragraph, text = [*state.tokens[at + 1 : at + 3], token, token][:2]
            head = _HEAD.match(text.content) if text.type == "inline" else None
            boxes.append(head is not None)
            if head is not None:
                kind = head[1].lower()
                word = state.env[WORDS][f"callout-{kind}"]
                _open(token, kind, word)
                out += _heading(paragraph, head[2].strip() or word)
                text.content = text.content[head.end() :]
        elif token.type == "blockquote_close" and boxes.pop():
            token.tag = "div"
    state.tokens = _without_empty_paragraphs(out)


def _open(quotation: Token, kind: str, word: str) -> None:
    """Its kind is said, too, where it has a head of its own: a colour alone would show it to some."""
    quotation.tag = "div"
    quotation.attrJoin("class", f"callout callout-{kind}")
    quotation.attrSet("role", "note")
    quotation.attrSet("aria-label", word)


def _heading(like: Token, words: str) -> list[Token]:
    level = like.level
    opening = Token("paragraph_open", "p", 1, {"class": "callout-title"}, like.map, level, block=True)
    inline = Token("inline", "", 0, map=like.map, level=level + 1, children=[], content=words, block=True)
    return [opening, inline, Token("paragraph_close", "p", -1, level=level, block=True)]


def _without_empty_paragraphs(tokens: list[Token]) -> list[Token]:
    """What a head that stood alone in its paragraph leaves behind is nothing."""
    kept: list[Token] = []
    for token in tokens:
        if token.type == "paragraph_close" and kept[-1].type == "inline" and not kept[-1].content.strip():
            del kept[-2:]
        else:
            kept.append(token)
    return kept
