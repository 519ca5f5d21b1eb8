"""Commands of formulas that a page's settings define (`macros: {RR: …}`), and no text says.

Knows how MathJax and KaTeX spell them. Must not know TeX.
"""

from collections.abc import Iterator, Mapping

from slidegen import lazy_re as re
from slidegen.deck.formula_commands import FormulaMacro
from slidegen.migrate.javascript import Value

_PARAMETER = re.compile(r"#([1-9])")


def macros_of(settings: Mapping[str, Value]) -> Iterator[tuple[str, FormulaMacro]]:
    """By name, as MathJax (`name: [body, count]`) and KaTeX (`"\\\\name": body`) say them."""
    for name, value in settings.items():
        body = value[0] if isinstance(value, list) and value else value
        if isinstance(body, str):
            count = max((int(number) for number in _PARAMETER.findall(body)), default=0)
            yield name.lstrip("\\"), FormulaMacro(body, count)
