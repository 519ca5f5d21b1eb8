"""Pygments' lexers, of which each state is compiled when a text first gets there.

A lexer has dozens of states, and Pygments compiles all of them for one line. What it compiles, and how, stays
its own; a Pygments that keeps its states otherwise is left to compile them all. A law in the tests holds the
tokens of both ways to be equal.

Knows how Pygments keeps states. Must not know languages.
"""

# ruff: noqa: SLF001 - there is no other way in
from functools import cache
from typing import Any

from pygments.lexer import Lexer, RegexLexer, RegexLexerMeta
from pygments.lexers import LEXERS, find_lexer_class_by_name
from pygments.util import ClassNotFound

_IS_KNOWN = hasattr(RegexLexerMeta, "_process_state") and hasattr(RegexLexerMeta, "get_tokendefs")


def make_lexer(language: str) -> Lexer:
    """The lexer of a language, by one of its names. Raises pygments.util.ClassNotFound.

    Only Pygments' own: what else is installed here must not change a page, and to look for it takes longer
    than to colour a hundred slides.
    """
    if language.lower() not in language_names():
        raise ClassNotFound(f"Pygments knows no language {language}")
    kind: Any = find_lexer_class_by_name(language)
    if _IS_KNOWN and issubclass(kind, RegexLexer) and _is_untouched(kind):
        kind._all_tokens, kind._tmpname = {}, 0  # as `RegexLexerMeta.__call__` begins
        kind._tokens = _States(kind)
    # not `ensurenl=False`: without a last newline, shell sessions lose their last line of output
    lexer: Lexer = kind(stripnl=False)
    return lexer


@cache
def language_names() -> frozenset[str]:
    """By what names Pygments' own lexers are known, in lower case."""
    return frozenset(alias.lower() for _, _, aliases, _, _ in LEXERS.values() for alias in aliases)


def _is_untouched(kind: Any) -> bool:
    """Whether nobody has compiled its states, and it has but one set of them."""
    return "_tokens" not in kind.__dict__ and not getattr(kind, "token_variants", False)


class _States(dict[str, list[Any]]):
    """The rules of a lexer's states, by their names."""

    def __init__(self, kind: Any) -> None:
        self._kind, self._definitions = kind, kind.get_tokendefs()

    def __missing__(self, state: str) -> list[Any]:
        if state not in self._definitions:
            raise KeyError(state)
        whole = dict(self)  # another thread must not meet a state that is half compiled
        rules: list[Any] = self._kind._process_state(self._definitions, whole, state)
        self.update(whole)
        return rules
