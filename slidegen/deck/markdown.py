"""The one Markdown parser: CommonMark with tables and strikethrough, and the dialect's syntaxes.

Knows how a slide's text becomes tokens. Must not know slides, decks or HTML pages.
"""

from collections.abc import Callable, Mapping
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType

from slidegen import lazy_re as re
from slidegen.deck.dispatch import dispatch, idle_rules
from slidegen.deck.syntax.action import action
from slidegen.deck.syntax.bare_link import bare_link, with_percents
from slidegen.deck.syntax.bare_paragraph import bare_paragraph
from slidegen.deck.syntax.callout import EXTRAS, WORDS, callout
from slidegen.deck.syntax.comment import comment
from slidegen.deck.syntax.content_class import content_class
from slidegen.deck.syntax.dedent import dedent
from slidegen.deck.syntax.definition import definition
from slidegen.deck.syntax.definition_list import definition_list
from slidegen.deck.syntax.emoji import emoji
from slidegen.deck.syntax.escape import escape
from slidegen.deck.syntax.fence import fence
from slidegen.deck.syntax.flanking import flanking
from slidegen.deck.syntax.footnote import footnote
from slidegen.deck.syntax.indentation import indentation
from slidegen.deck.syntax.letters_from_the_right import letters_from_the_right
from slidegen.deck.syntax.lone_marker import lone_marker
from slidegen.deck.syntax.mark import mark
from slidegen.deck.syntax.math import MATH, math
from slidegen.deck.syntax.media import media
from slidegen.deck.syntax.odd_link import odd_link
from slidegen.deck.syntax.odd_tag import odd_tag
from slidegen.deck.syntax.quote import quote
from slidegen.deck.syntax.step import TURNS, step
from slidegen.deck.syntax.step_gap import step_gap
from slidegen.deck.syntax.table import table
from slidegen.deck.syntax.tabs import tabs
from slidegen.deck.syntax.task_list import task_list
from slidegen.deck.syntax.tight_heading import tight_heading
from slidegen.source.markdown_extras import DEFINITION_LISTS, FOOTNOTES
from slidegen.source.phrases import ENGLISH
from slidegen.text.references import with_slashes

Syntax = Callable[[MarkdownIt], None]

SYNTAXES: tuple[Syntax, ...] = (
    flanking,
    indentation,
    dedent,
    fence,
    comment,
    lone_marker,
    table,
    tight_heading,
    quote,
    escape,
    odd_tag,
    odd_link,
    content_class,
    bare_paragraph,
    definition,
    bare_link,
    math,
    step,
    step_gap,
    callout,
    task_list,
    mark,
    emoji,
    action,
    media,
    tabs,
    letters_from_the_right,
)

#: Those that a parser has only where a deck asks for them: they read what is text or a link elsewhere.
ASKED_FOR: Mapping[str, Syntax] = {FOOTNOTES: footnote, DEFINITION_LISTS: definition_list}

# Most addresses are of characters that stand for themselves (RFC 3986, 2.2 and 2.3), behind a host in lower
# case or none. mdurl takes each apart and looks at every character to find that out. It takes 63 characters
# for a part of a host and 255 for all: up to four parts need no count.
_CLEAN = re.compile(
    r"(?:https?://[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,3}(?![^/?#])|(?!//|[\w.+-]*:))"
    r"[\w;/?:@&=+$,.!~*()#-]*\Z",
    re.ASCII,
)

Definition = tuple[str, str]  #: the address and the title of a link definition


class _Parser(MarkdownIt):
    """markdown-it, which leaves alone the addresses that it would leave as they are, and takes what we hand
    it for what it is: to ask whether a dictionary is a mapping is a hundredth of a slide's time."""

    def parse(self, src: str, env: EnvType | None = None) -> list[Token]:
        state = StateCore(src, self, {} if env is None else env)
        self.core.process(state)
        return state.tokens

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - as markdown-it calls it
        if _CLEAN.match(url):
            return url
        url = with_slashes(url)
        return with_percents(super().normalizeLink(url), url)


def make_parser(asked: tuple[str, ...] = ()) -> MarkdownIt:
    """A parser of the dialect, and of what of `ASKED_FOR` is asked for."""
    md = _Parser("commonmark", {"maxNesting": 60}).enable(["table", "strikethrough"])
    for syntax in (*SYNTAXES, *(ASKED_FOR[name] for name in asked)):
        md.use(syntax)
    return md


@cache
def parser(idle: tuple[str, ...] = (), asked: tuple[str, ...] = ()) -> MarkdownIt:
    """The parser without the rules that have nothing to find, made once; parsing leaves nothing in it."""
    return make_parser(asked).disable(idle).use(dispatch)


def parse(
    text: str,
    definitions: Mapping[str, Definition] = {},
    turns: tuple[tuple[int, int], ...] = (),
    formulas: bool = False,
    extras: tuple[str, ...] = (),
    words: tuple[tuple[str, str], ...] = (),
) -> list[Token]:
    """The tokens of one slide's text. Never raises for content.

    `definitions` are the link definitions of the whole deck by label; `turns` from which line (from 0) on the
    text is of which step; `formulas` whether dollars may hold some; `extras` which
    Markdown beyond CommonMark there is; `words` what it says in another language than English.
    """
    references = {label: {"href": href, "title": title} for label, (href, title) in definitions.items()}
    env: dict[str, object] = {
        "references": references,
        TURNS: turns,
        MATH: formulas,
        EXTRAS: extras,
        WORDS: {**ENGLISH, **dict(words)} if words else ENGLISH,
    }
    asked = tuple(name for name in ASKED_FOR if name in extras)
    return parser(idle_rules(text), asked).parse(text, env)
