"""What the variables of a shell text may be, as far as the text says.

Knows assignments, loops and braces. Must not know how a text is read.
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.shell.values import Scope

MOST_BINDINGS = 200
MOST_EXPANSIONS = 100
LONGEST_VALUE = 400
VARIABLE = re.compile(r"\$(?:(\w+)|\{(\w+)\})")


def values_of(scope: Scope | None, name: str) -> tuple[str, ...]:
    """What variable `name` may be; nothing when the text does not say."""
    for _ in range(MOST_BINDINGS):
        if scope is None:
            return ()
        if scope.name == name:
            return scope.values
        scope = scope.parent
    return ()


def expand(text: str, scope: Scope | None) -> tuple[str, ...]:
    """`text` with its variables replaced, once for each value that a loop gives them."""
    found = [text]
    if len(text) > LONGEST_VALUE:
        return (text,)
    for name in dict.fromkeys(match[1] or match[2] for match in VARIABLE.finditer(text)):
        if values := values_of(scope, name):
            pattern = re.compile(rf"\$(?:{name}(?!\w)|\{{{name}\}})")
            found = [value.join(pattern.split(one)) for one in found for value in values][:MOST_EXPANSIONS]
    return tuple(found)


def braces(value: str) -> Iterator[str]:
    """`{1..3}` as 1, 2, 3 and `{a,b}` as a, b, as a loop's values; anything else as it is."""
    match = re.fullmatch(r"([^{}]*)\{([^{}]+)\}([^{}]*)", value)
    if match and "," in match[2]:
        yield from (f"{match[1]}{part}{match[3]}" for part in match[2].split(","))
    elif match and (numbers := re.fullmatch(r"(\d{1,3})\.\.(\d{1,3})", match[2])):
        first, last = int(numbers[1]), int(numbers[2])
        yield from (f"{match[1]}{number}{match[3]}" for number in range(first, last + 1))
    else:
        yield value
