"""TOML as values, or where and why the text is none.

Knows what `tomllib` makes of a text that nobody wrote by hand. Must not know settings, themes or beds.
"""

from slidegen import lazy_re as re
from slidegen.json_values import TOO_DEEP
from slidegen.lazy_dataclass import dataclass

#: `tomllib` calls itself for each bracket, and keeps every front of a dotted key: both are bounded before.
MAX_DEPTH = 100
_DOTTED = re.compile(rf"(?m)^[ \t\[]*(?:[^\s.=\[\]#]+[ \t]*\.[ \t]*){{{MAX_DEPTH}}}")
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True, slots=True)
class TomlProblem:
    """Where and why the text stopped being TOML."""

    offset: int
    message: str


def read_toml(text: str) -> dict[str, object] | TomlProblem:
    """The values of `text`."""
    import tomllib  # only paid for where there is some

    if deep := _DOTTED.search(text):
        return TomlProblem(deep.start(), TOO_DEEP)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _problem(text, str(error))
    except RecursionError:
        return TomlProblem(0, TOO_DEEP)


def _problem(text: str, said: str) -> TomlProblem:
    """`Expected '=' after a key (at line 2, column 7)`: tomllib has no attributes before Python 3.14."""
    place = _PLACE.search(said)
    message = _PLACE.sub("", said)
    lines = text.split("\n")
    offset = len(text)
    if place and place[1]:
        offset = sum(len(line) + 1 for line in lines[: int(place[1]) - 1]) + int(place[2]) - 1
    return TomlProblem(min(offset, len(text)), f"{message[:1].lower()}{message[1:]}")
