"""Formulas that cannot be shown as such, at their places.

Knows which tokens are formulas. Must not know who asks, the build or the linter.
"""

from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from slidegen import lazy_re as re
from slidegen.deck import rules
from slidegen.deck.formula import UnreadableFormulaError, mathml
from slidegen.deck.formula_commands import Commands
from slidegen.deck.markdown import parse
from slidegen.finding import Finding
from slidegen.location import Span
from slidegen.source.file import SourceFile


def unreadable_formulas(
    texts: Iterable[str], source: SourceFile, span: Span, commands: Commands
) -> Iterator[Finding]:
    """The findings about the formulas in the `texts` of a slide, which stands at `span` of `source`."""
    at = span.start
    for text in texts:
        if "$" not in text and "\\" not in text:
            continue
        for token in _formulas(parse(text, formulas=True)):
            reason = _reason(token, commands)
            if reason is None:
                continue
            found = _lines_in_a_row(token.markup).search(source.text, at, span.end)
            start, end = found.span() if found else (span.start, span.start)
            message = f"this formula is shown as it is written: {reason}"
            yield source.finding(rules.UNREADABLE_FORMULA, start, end, message, help=_HELP)
            at = max(at, end)


_HELP = "write it in plain TeX (https://github.com/roniemartinez/latex2mathml), or as a picture"


def _lines_in_a_row(markup: str) -> re.Pattern[str]:
    """The lines of a formula as they may stand in a file: in an item, in a quotation."""
    return re.compile(r"[ \t]*\n[ \t>]*".join(re.escape(line.strip()) for line in markup.split("\n")))


def _formulas(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type in ("math_inline", "math_block"):
            yield token
        yield from _formulas(token.children or ())


def _reason(token: Token, commands: Commands) -> str | None:
    try:
        mathml(token.content, token.block, commands)
    except UnreadableFormulaError as error:
        return str(error)
    return None
