"""What colours mean in shell text: the command, its flags, variables, and what a student must replace.

Pygments colours each digit and lets a command's name stand as any other word; here a number is a word, and
words have the parts that they play. Knows Pygments' tokens of shells. Must not know colours.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from pygments.filter import Filter
from pygments.lexer import Lexer
from pygments.lexers.shell import BashLexer, ShellSessionBaseLexer
from pygments.token import Comment, Generic, Keyword, Literal, Name, Operator, Text, Token, _TokenType

from slidegen.memory import remembered
from slidegen.text.placeholder import everywhere

COMMAND, FLAG, VARIABLE, PLACEHOLDER = Name.Function, Name.Attribute, Name.Variable, Name.Entity

#: Words behind which a command begins, as after the start of a line.
_OPENERS = frozenset({"|", "||", "&&", "&", ";", "(", "$(", "`", "{", "|&", "!"})
_PREFIXES = frozenset({"sudo", "time", "exec", "env", "nohup", "watch", "xargs"})
_NO_OPENERS = frozenset({"in", "for", "case", "select", "function"})

_Tokens = Iterator[tuple[_TokenType, str]]


def is_shell(lexer: Lexer) -> bool:
    return isinstance(lexer, BashLexer | ShellSessionBaseLexer)


@cache  # a kind is a tuple, and whose child it is takes a copy of it to see
def _is(kind: _TokenType, family: _TokenType) -> bool:
    return kind in family  # type: ignore[comparison-overlap]  # Pygments means kinship by it


class ShellParts(Filter):
    """Words of commands by the part that they play."""

    def filter(self, lexer: Lexer | None, stream: Iterable[tuple[_TokenType, str]]) -> _Tokens:  # noqa: ARG002 - as Pygments calls it
        begins, is_value = True, False
        tokens = [*stream, (Token, "")]
        for (kind, text), (_, following) in pairwise(tokens):
            is_value = is_value and not _is(kind, Text.Whitespace)
            part = _part(kind, text, following, begins=begins and not is_value)
            if found := _placeholders(text):
                yield from _with_placeholders(part, text, found)
            elif text:
                yield part, text
            if is_value:
                continue  # what is assigned ends with the word, and a command may follow
            is_value = begins and text == "="
            begins = _begins_next(kind, text, part, begins=begins)


def _part(kind: _TokenType, text: str, following: str, *, begins: bool) -> _TokenType:
    if _is(kind, Literal.Number):
        return Text
    if kind is Name.Variable and not text.startswith("$"):
        return VARIABLE if begins and following == "=" else Text
    if (not _is(kind, Text) and not _is(kind, Name.Builtin)) or not text.strip():
        return kind
    if begins:
        return COMMAND
    return FLAG if text.startswith("-") and len(text) > 1 else Text


def _begins_next(kind: _TokenType, text: str, part: _TokenType, *, begins: bool) -> bool:
    """Whether the next word is a command."""
    if _is(kind, Generic.Prompt) or (_is(kind, Text.Whitespace) and "\n" in text) or _is(kind, Comment):
        return True
    if _is(kind, Keyword):
        return text.strip() not in _NO_OPENERS
    if text.strip() in _OPENERS:
        return True
    if part is COMMAND:
        return text in _PREFIXES
    if _is(kind, Text.Whitespace) or part is VARIABLE or (begins and _is(kind, Operator)):
        return begins
    return False


def _with_placeholders(kind: _TokenType, text: str, found: tuple[tuple[int, int], ...]) -> _Tokens:
    """`text` with what is to be replaced told apart, in words that are no comment."""
    at = 0
    for start, end in found if not _is(kind, Comment) and not _is(kind, Generic) else ():
        if at < start:
            yield kind, text[at:start]
        yield PLACEHOLDER, text[start:end]
        at = end
    if at < len(text):
        yield kind, text[at:]


@remembered
def _placeholders(text: str) -> tuple[tuple[int, int], ...]:
    """Where they are; the words of commands come again and again."""
    return tuple(match.span() for match in everywhere(text))
