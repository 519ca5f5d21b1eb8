"""A terminal's session in colours: its prompts, what is typed behind them, and the output.

Each command is read by its own shell's lexer, and output is only output: Pygments' lexers for sessions know
fewer prompts than slides hold. Also which lexer a language has.

Knows which lexer is whose. Must not know prompts (`slidegen.text.typed` does), nor HTML.
"""

from collections.abc import Iterator
from functools import cache

from pygments.lexer import Lexer
from pygments.token import Token, _TokenType
from pygments.util import ClassNotFound

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.render.lexers import make_lexer
from slidegen.render.shell_colours import ShellParts, is_shell
from slidegen.text.typed import TypedCode, TypedCommand, info_word, language_of
from slidegen.text.typed.languages import LANGUAGES

Tokens = Iterator[tuple[_TokenType, str]]  #: Pygments' kinds and texts

_LINES = re.compile(r"[^\n]*\n|[^\n]+")  # `splitlines` knows more line ends than a shell does
#: The lexer of each dialect; a program's own language is not known.
_LEXERS = {"sh": "bash", "fish": "fish", "powershell": "powershell", "cmd": "batch", "python": "python"}
#: Names that authors use and Pygments does not, by the lexer that they mean; most are highlight.js's.
_NAMES = {
    "docker": "dockerfile",
    "terraform": "hcl",
    "text": "jsonpath",
    "markdown": "remark mkdown mkd",
    "xml": "xhtml rss atom xjb xsd plist",
    "xslt": "xsl",
    "c": "h",
    "cpp": "cc hpp hh h++ hxx",
    "diff": "patch",
    "make": "mk mak",
    "handlebars": "hbs",
    "http": "https",
    "fsharp": "fs",
    "vb.net": "vb",
    "vbscript": "vbs",
    "ocaml": "ml",
    "ruby": "gemspec podspec",
    "perl": "pm",
    "nginx": "nginxconf",
    "gherkin": "feature",
    "coffeescript": "cson iced",
    "fortran": "f95",
    "applescript": "osascript",
}
_ALIASES = {name: lexer for lexer, names in _NAMES.items() for name in names.split()}


@dataclass(frozen=True, slots=True)
class CodeRegion:
    """`[start, end)` of a code, and what it is: `prompt`, `typed`, `output`, or `` for line ends."""

    name: str
    start: int
    end: int
    tokens: tuple[tuple[_TokenType, str], ...]


def regions_of(code: str, typed: TypedCode) -> Iterator[CodeRegion]:
    """All of a transcript, in order."""
    known = [region for command in typed.commands for region in _typed_regions(command)]
    known += [CodeRegion("output", *place, ((Token.Text, code[slice(*place)]),)) for place in typed.output]
    at = 0
    for region in sorted(known, key=lambda region: region.start):
        yield from _between(code, at, region.start)
        yield region
        at = region.end
    yield from _between(code, at, len(code))


def _between(code: str, start: int, end: int) -> Iterator[CodeRegion]:
    """Line ends, and what stands in front of what is typed."""
    for line in _LINES.findall(code[start:end]):
        name = "prompt" if line.strip() else ""
        length = len(line.rstrip("\n")) if name else len(line)
        for piece, kind in ((line[:length], name), (line[length:], "")):
            if piece:
                yield CodeRegion(kind, start, start + len(piece), ((Token.Text, piece),))
                start += len(piece)


def _typed_regions(command: TypedCommand) -> Iterator[CodeRegion]:
    """The lines of a command, coloured as the whole that it is."""
    lexer = lexer_for(_LEXERS.get(command.dialect, ""))
    tokens = lexer.get_tokens(command.text) if lexer else iter([(Token.Text, command.text)])
    lines: list[list[tuple[_TokenType, str]]] = [[] for _ in command.pieces]
    number = 0
    for kind, text in tokens:
        for part in _LINES.findall(text):
            if number < len(lines) and part.rstrip("\n"):
                lines[number].append((kind, part.rstrip("\n")))
            number += part.endswith("\n")
    for (start, end), line in zip(command.pieces, lines, strict=True):
        yield CodeRegion("typed", start, end, tuple(line))


def is_coloured(language: str) -> bool:
    """Whether anybody knows the language, perhaps as one that is shown as it is."""
    return lexer_for(language) is not None or info_word(language) in LANGUAGES


@cache
def lexer_for(language: str) -> Lexer | None:
    """Pygments' lexer for the language, None when it has none: the code is shown plain."""
    if not language:
        return None
    known = language_of(language)
    name = _LEXERS.get(known.dialect or "") or info_word(language)
    try:
        lexer = make_lexer(_ALIASES.get(name, name))
    except ClassNotFound:
        return None
    if is_shell(lexer):
        lexer.add_filter(ShellParts())
    return lexer
