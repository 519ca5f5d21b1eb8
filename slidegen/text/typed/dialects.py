"""The table of dialects: how each asks for more lines, and which lines go on in the next.

Adding one is a row. Knows line ends and second prompts. Must not know first prompts, nor programs.
"""

from collections.abc import Callable

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.text.typed.languages import DialectName

#: zsh says in its second prompt what is open: `quote> `, `for> `, `pipe heredoc> `.
_ZSH = (
    "quote dquote bquote heredoc heredocd pipe cmdand cmdor if then else elif elif-then for foreach while "
    "until repeat do case select function cursh subsh braceparam mathsubst cmdsubst array".replace(" ", "|")
)
_OPEN_BRACKETS = re.compile(r"[({\[]")
_CLOSED_BRACKETS = re.compile(r"[)}\]]")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a reader of commands asks for the rest of one."""

    second_prompt: re.Pattern[str]  #: matched behind the indentation of the first
    goes_on: Callable[[str], bool]  #: whether it needs more lines than this text
    always_asks: bool = False  #: whether a second prompt is one even when the text seems whole


def _ends(*marks: str) -> Callable[[str], bool]:
    return lambda text: text.endswith(marks)


def open_brackets(text: str) -> int:
    """How many more brackets are opened in it than closed."""
    return len(_OPEN_BRACKETS.findall(text)) - len(_CLOSED_BRACKETS.findall(text))


def _is_nested(text: str) -> bool:
    return open_brackets(text) > 0


def _powershell(text: str) -> bool:
    return (
        text.endswith(("`", "|", ",", "&&", "||"))
        or _is_nested(text)
        or text.count('@"') > text.count('\n"@')
    )


_FISH_OPEN = re.compile(r"(?:^|[;\n])\s*(?:if|for|while|function|begin|switch)\b")
_FISH_END = re.compile(r"(?:^|[;\n])\s*end\b")


def _fish(text: str) -> bool:
    blocks = len(_FISH_OPEN.findall(text)) - len(_FISH_END.findall(text))
    return blocks > 0 or text.endswith(("\\", "|", "&&", "||"))


def is_block_of_fish(lines: list[str]) -> bool:
    """Whether a command that begins `lines` opens a block as fish has them, which one of them ends."""
    return _FISH_OPEN.match(lines[0]) is not None and any(line.strip() == "end" for line in lines[1:])


def _python(text: str) -> bool:
    return text.endswith((":", "\\")) or _is_nested(text)


#: The dialect `sh` asks `slidegen.shell` whether a command is whole; here is only its second prompt.
DIALECTS: dict[DialectName, Dialect] = {
    "sh": Dialect(re.compile(rf"(?:>|(?:{_ZSH})(?: (?:{_ZSH}))*>)(?: |$)"), _ends("\\", "|", "&&", "||")),
    "fish": Dialect(re.compile(r"(?!)"), _fish),
    "nu": Dialect(re.compile(r":::(?: |$)"), lambda text: _is_nested(text) or text.endswith("|")),
    "powershell": Dialect(re.compile(r">>(?: |$)"), _powershell),
    "cmd": Dialect(
        re.compile(r"More\? ?"), lambda text: text.endswith("^") or text.count("(") > text.count(")")
    ),
    "python": Dialect(re.compile(r"(?:\.\.\.:?|   ...:)(?: |$)"), _python, always_asks=True),
    "program": Dialect(
        re.compile(
            r"(?: +->| *\.\.\.| *(?:\.\.\.>|['\"`]>|\w+[-('\"][#>]|irb\([^)\n]*\):\d+(?::\d+)?\*)"
            r"|\.\.\.\([^()\s]{1,60}\)>|\d{1,3}>|\+|>>"  # Elixir's, sqlcmd's, R's, Lua's
            r"| *\|(?! .*\|[ ]*$)| *\#_=>"  # Scala's, which is no row of a table, Clojure's
            r"|(?:ghci|Prelude)\||php [{(\"'*]| {1,2}\d{1,2} (?= \S))(?: |$)"  # Haskell's, PHP's, Oracle's
        ),
        lambda _: False,
        always_asks=True,
    ),
}
