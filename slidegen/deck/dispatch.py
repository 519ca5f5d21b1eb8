"""Which of markdown-it's rules can find something: the others need not be asked.

markdown-it-py asks every rule of a chain at each line and at each mark. Most rules begin with a character or
two of their own, and some find nothing in a text that lacks what they are about. The rules and their order
stay markdown-it's; what is not in the tables is always asked. A law in the tests holds the tokens of both
ways to be equal.

Knows characters and the names of rules. Must not know what any rule does.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock, hr
from markdown_it.rules_core import StateCore, block, normalize
from markdown_it.rules_inline import StateInline

from slidegen import lazy_re as re
from slidegen.deck.fresh_token import BlockState, fresh_token
from slidegen.deck.syntax.indentation import indented
from slidegen.text.brackets import CLASS_REST

#: What a line must begin with, behind its indentation, for a block rule to match (CommonMark 4 and 5).
BLOCKS = {
    "math_block": "$\\`",
    "fence": "`~",
    "content_class_block": ".",
    "content_class_heading": "#",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "definition": "[",
    "footnote_def": "[",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}

#: The character at which an inline rule matches (CommonMark 2.4 and 6).
INLINES = {
    "bare_link": ":",
    "newline": "\n",
    "math_inline": "$\\`",
    "content_class": ".\\",
    "escape": "\\",
    "backticks": "`",
    "action": "{",
    "strikethrough": "~",
    "emphasis": "*_",
    "link": "[",
    "footnote_ref": "[",
    "image": "!",
    "odd_link": "![",
    "autolink": "<",
    "html_inline": "<",
    "odd_tag": "<",
    "entity": "&",
}

#: One of what must stand somewhere in a text for rules to find anything; most slides lack most of it.
NEEDS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("`{{",), ("action",)),
    (("|",), ("table",)),  # GFM 4.10: behind a cell of its header
    (("    ", "\t", "\r"), ("code",)),  # CommonMark 4.4; what follows a lone `\r` may be moved right yet
    # 4.3: the end of an underline, or blanks behind it; a `]` ends the lines of a content class
    (("-\n", "=\n", " \n", "-]", "=]", " ]", "\t", "\r"), ("lheading",)),
    (("*", "_", "~"), ("emphasis", "strikethrough", "balance_pairs", "fragments_join")),  # 6.2
    (("\\", "&"), ("text_join",)),  # 2.4 and 2.5: it joins escapes and entities with their text
)

#: What must follow the characters that are mostly punctuation.
FOLLOWED = {":": "//", ".": CLASS_REST}

Rule = Callable[..., bool]


def idle_rules(text: str) -> tuple[str, ...]:
    """The rules that would find nothing in `text`, nor in any part of it."""
    text = indented(text) + "\n"  # as the rules will see it; and its last line ends, too
    idle: tuple[str, ...] = ()
    for needed, rules in NEEDS:
        for piece in needed:
            if piece in text:
                break
        else:
            idle += rules
    return idle


def dispatch(md: MarkdownIt) -> None:
    """Let `md` ask by character. Its rules must all be there: those that come later are not seen."""
    md.block.ruler.at("hr", _rule_line, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.block.ruler = _ByCharacter(md.block.ruler, BLOCKS, _block_dispatcher)
    md.inline.ruler = _ByCharacter(md.inline.ruler, INLINES, _inline_dispatcher)
    md.inline.terminator_re = _terminators()
    md.core.ruler.at("normalize", _normalised)
    md.core.ruler.at("block", _blocks)
    md.core.ruler.at("inline", _inlines)


def _terminators() -> re.Pattern[str]:
    """Where text may end. markdown-it's own stops at any mark that some plugin might ask for.

    It begins with a set of characters, by which the search is fast: no other has to be looked at. A `]` ends
    the label of a link.
    """
    characters = "".join(sorted({*"".join(INLINES.values()), "]"}))
    free = f"(?<![{re.escape(''.join(FOLLOWED))}])"
    bound = (f"(?<={re.escape(character)})(?={what})" for character, what in FOLLOWED.items())
    return re.compile(f"[{re.escape(characters)}](?:{'|'.join((free, *bound))})")


class _ByCharacter(Ruler[Any]):
    """A ruler whose chains are of one rule each: that asks the rules of `ruler` that can match."""

    def __init__(
        self, ruler: Ruler[Any], characters: dict[str, str], make: Callable[["Candidates"], Rule]
    ) -> None:
        super().__init__()
        self.__rules__ = ruler.__rules__
        self._chains: dict[str, list[Rule]] = {}
        self._characters = characters
        self._make = make

    def getRules(self, chainName: str = "") -> list[Rule]:  # noqa: N802, N803 - as markdown-it calls it
        chain = self._chains.get(chainName)
        if chain is None:
            chain = self._chains[chainName] = [self._make(self._candidates(chainName))]
        return chain

    def _candidates(self, chain: str) -> "Candidates":
        rules = [
            (rule.fn, self._characters.get(rule.name))
            for rule in self.__rules__
            if rule.enabled and (not chain or chain in rule.alt)
        ]
        return cache(lambda character: tuple(fn for fn, own in rules if own is None or character in own))


Candidates = Callable[[str], tuple[Rule, ...]]  #: the rules that can match at a character, in order


def _block_dispatcher(candidates: Candidates) -> Rule:
    def ask(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:
        start = state.bMarks[line] + state.tShift[line]
        character = state.src[start] if start < state.eMarks[line] else "\n"
        for rule in candidates(character):  # noqa: SIM110 - this loop is the hottest of all
            if rule(state, line, end_line, silent):
                return True
        return False

    return ask


def _inline_dispatcher(candidates: Candidates) -> Rule:
    def ask(state: StateInline, silent: bool) -> bool:
        for rule in candidates(state.src[state.pos]):  # noqa: SIM110
            if rule(state, silent):
                return True
        return False

    return ask


def _rule_line(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:
    """markdown-it's `hr`, where the line ends as one: items of lists begin likewise."""
    return state.src[state.eMarks[line] - 1] in "*-_ \t" and hr(state, line, end_line, silent)


def _normalised(state: StateCore) -> None:
    """markdown-it's `normalize`, where there is something to do: it looks at each character."""
    if "\r" in state.src or "\0" in state.src:
        normalize(state)


def _blocks(state: StateCore) -> None:
    """markdown-it's `block`, by the state whose tokens take less time."""
    if state.inlineMode:  # one token, as ever
        block(state)
    elif state.src:
        blocks = BlockState(state.src, state.md, state.env, state.tokens)
        state.md.block.tokenize(blocks, blocks.line, blocks.lineMax)


def _inlines(state: StateCore) -> None:
    """markdown-it's `inline`; text in which nothing can begin is one token, as its rules would find."""
    inline = state.md.inline
    for token in state.tokens:
        if token.type != "inline":
            continue
        if token.content and not inline.terminator_re.search(token.content):
            token.children = [fresh_token("text", "", 0, 0, False, token.content)]
        else:
            token.children = inline.parse(token.content, state.md, state.env, token.children or [])
