"""The table of prompts: what stands in front of what is typed, and where it is typed then.

Adding one is a row; the first that matches a line wins. A row that is `likely` counts in a code only where
a line behind it begins with a program's name, since `node1 # ` may as well be a word and a comment.

Knows the prompts of shells and of a few programs. Must not know what follows from them.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from slidegen.text.typed.languages import DialectName, Language
from slidegen.text.typed.model import At
from slidegen.text.typed.openers import opens_a_place
from slidegen.text.typed.program_names import begins_a_program

Trust: TypeAlias = Literal["sure", "likely", "bare"]

_BEFORE = r"(?:\([^()\n]{1,60}\)[ ]?){0,3}"  # `(venv) `, `(⎈|kind:default) `
_GIT = r"(?:[ ]?(?:git:)?\([^()\n]{1,80}\))?(?:[ ][✗✔*±])?"  # ` (main)`, ` git:(main) ✗`
_END = r"(?=[ \t]|$)"


@dataclass(frozen=True, slots=True)
class PromptRow:
    """One kind of prompt. `bare` marks are prompts in the column where the code's first one stands."""

    name: str
    pattern: str
    at: At = "here"  #: unless it ends with `#`
    dialect: DialectName = "sh"
    trust: Trust = "sure"

    def match(self, line: str) -> re.Match[str] | None:
        return _compiled(self.pattern).match(line)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when a line first asks for it: most files, and so most of a commit hook's, hold no prompt."""
    return re.compile(rf"(?P<indent>[ \t]*)(?P<prompt>{pattern})[ \t]*")


def _row(
    name: str, pattern: str, at: At = "here", dialect: DialectName = "sh", trust: Trust = "sure"
) -> PromptRow:
    return PromptRow(name, pattern, at, dialect, trust)


PROMPTS: tuple[PromptRow, ...] = (
    # ---- a mark alone
    _row("$", rf"{_BEFORE}\$>?{_END}", trust="bare"),
    _row("%", rf"{_BEFORE}%>?{_END}(?![ ]Total\b)", trust="bare"),
    _row("#", rf"\#{_END}", "root", trust="bare"),
    # ---- a user, a host
    _row("no name", rf"I[ ]have[ ]no[ ]name!@\S{{1,80}}[$#]{_END}", "pod"),
    _row(
        "user@host",
        rf"{_BEFORE}\[?[\w.+-]{{1,64}}@[\w.+-]{{1,80}}(?:[ ]MINGW\d+)?(?:[ :][^\s$#%>❯➜\]]{{0,100}})?"
        rf"\]?{_GIT}\]?(?:[ ]?[$#%❯➜]|>){_END}",
    ),
    _row("codespace", rf"@?[\w.-]+[ ]➜[ ][~/]\S*{_GIT}[ ]\${_END}"),
    _row("[…]$", rf"{_BEFORE}\[[^\[\]\s][^\[\]\n]{{0,79}}\][ ]?[$#%]{_END}"),
    _row("host:path", rf"{_BEFORE}[\w.-]{{1,60}}:(?!//)[~/][^\s$#%>]{{0,100}}{_GIT}[ ]?[$#%❯]{_END}"),
    # ---- a directory
    _row("~", rf"{_BEFORE}:?~[^\s$#%>]{{0,100}}{_GIT}(?:[ ]?[$#%❯➜λ]|>){_END}"),
    _row("/ #", rf"{_BEFORE}:?/[ ]?[$#]{_END}", "pod"),
    _row("/path #", rf"{_BEFORE}:?/[^\s$#%>]{{1,100}}{_GIT}[ ]?[$#%]{_END}", "pod", trust="likely"),
    # ---- a shell's own name
    _row("bash-5.1#", rf"-?(?:ba|a|da|z|k)?sh-[\d.]+\w*[$#%]{_END}", "pod"),
    _row("sh $", rf"(?:ba|a|da|z|k)?sh[ ]?[$%]{_END}", trust="likely"),
    # ---- arrows, as themes of zsh and starship draw them
    _row("❯", rf"[^\n❯]{{0,80}}❯+{_END}"),
    _row("└─$", rf"[└╰]─+[ ]?[$#%❯➤>]{_END}"),
    _row(
        "➜ ~",
        rf"{_BEFORE}➜[ \t]+(?:[~/]\S*|[\w.-]+(?=[ ]+git:\())(?:[ ]+git:\([^()\n]*\))?(?:[ ]+[✗✔])?{_END}",
    ),
    _row("➜  dir", rf"{_BEFORE}➜[ ]{{2,4}}[\w.-]+(?=[ ])", trust="likely"),
    _row("➜", rf"{_BEFORE}➜{_END}", trust="likely"),
    _row("… ➜", rf"[^\n➜]{{0,80}}[ ]➜{_END}", trust="likely"),
    _row("λ", rf"{_BEFORE}(?:[~/]\S*[ ])?[λ⚡▶»⟩→❱►▲](?:[ ]+[~/][^\s$#%]*)?{_END}", trust="likely"),
    # ---- Windows
    _row(
        "PS>",
        rf"{_BEFORE}(?:\[[^\]\n]{{1,60}}\]:[ ])?PS(?:[ ][^\n>]{{0,120}})?>(?=[ \t]|$|[A-Za-z.$])",
        dialect="powershell",
    ),
    _row("C:\\>", rf"{_BEFORE}[A-Za-z]:\\[^\n>|\"*?<]{{0,120}}>(?!>)", dialect="cmd"),
    # ---- programs that read commands of their own
    _row(">>>", rf">>>{_END}", "program", "python"),
    _row("In [1]:", rf"In[ ]\[\d+\]:{_END}", "program", "python"),
    _row("irb", rf"irb\([^)\n]{{0,60}}\):\d+(?::\d+)?[>*]{_END}", "program", "program"),
    _row(
        "mysql>",
        r"(?:mysql|MariaDB[ ]\[[^\]\n]{1,60}\]|sqlite|cqlsh(?::\w+)?|redis|[\w.-]+:\d{4,5}(?:\[\d+\])?|"
        r"mongosh?|test|admin|rs\d*:\w+|etcd|s?ftp|nslookup|spark-sql|scala|jshell|ksql|influx|vault|telnet|"
        rf"node|consul)>{_END}",
        "program",
        "program",
    ),
    _row(
        "psql",
        r"\w{1,40}=[#>](?=[ ](?i:\\|select|create|insert|show|update|drop|alter|delete|grant|begin|with|"
        r"explain|table|set|copy|call|vacuum|analyze)|[ ]*$)",
        "program",
        "program",
    ),
    # ---- a name and a mark
    _row(
        "host$",
        rf"{_BEFORE}[A-Za-z][\w.-]{{0,40}}(?:[ ][~/][^\s$#%>]{{0,80}})?{_GIT}[ ]?[$%]{_END}",
        trust="likely",
    ),
    _row(
        "host#",
        rf"{_BEFORE}[A-Za-z][\w.-]{{0,40}}(?:[ ][~/][^\s$#%>]{{0,80}}[ ]?)?{_GIT}\#{_END}",
        trust="likely",
    ),
    # ---- anything else in front of a mark
    _row("… $", rf"[^\n'\"=;|&<>`$#]{{1,70}}[ ]?[$❯➜]{_END}", trust="likely"),
)

#: `> ` is a first prompt where the language says so; programs have their own prompts only.
_ROWS: dict[DialectName | None, tuple[PromptRow, ...]] = {
    "powershell": (*PROMPTS, _row(">", rf">{_END}", dialect="powershell")),
    "cmd": (*PROMPTS, _row(">", rf">{_END}", dialect="cmd")),
    "fish": (*PROMPTS, _row(">", rf">{_END}", dialect="fish")),
    "python": tuple(row for row in PROMPTS if row.dialect == "python"),
    "program": tuple(row for row in PROMPTS if row.dialect == "program"),
}
_SAYING = frozenset({"echo", "printf", "grep", "sed", "awk"})  #: a lone `$` may be what they are given
_NAME = re.compile(r"[\w.-]*")
#: Without one of these no line holds a prompt.
_MARK = re.compile(r"[$#%>❯➜➤λ⚡▶»⟩→❱►▲*](?=[ \t]|$)|>|➜|In \[")
_ANGLE = _row(">", rf">{_END}")
_HASH = (next(row for row in PROMPTS if row.name == "#"),)
#: `# ` in a script may be a comment; that something like this stands below it says that it is none.
_ANSWER = re.compile(
    r"[A-Z][A-Z0-9 ()/%-]*(?: {2,}[A-Z][A-Z0-9()/% -]*)+\s*$|.*\b(?:created|configured|unchanged|deleted|"
    r"labeled|annotated|scaled|patched|exposed)\s*$"
)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt at the beginning of a line."""

    row: PromptRow
    indent: str
    text: str  #: as written, without the blanks around it
    end: int  #: where in the line begins what is typed

    @property
    def kind(self) -> tuple[str, str]:
        """What prompts of one session share: the row, and the name that they begin with."""
        return self.row.name, _NAME.match(self.text)[0]  # type: ignore[index]

    @property
    def at(self) -> At:
        """A `#` says root, and a root who is no user of a host is one of a container."""
        return "root" if self.row.at == "here" and self.text.endswith("#") else self.row.at


def prompts_in(lines: list[str], language: Language) -> dict[int, Prompt]:
    """The prompts of a code by the numbers of their lines."""
    if not language.has_prompts:
        return {}
    found = {n: prompt for n, line in enumerate(lines) if (prompt := _prompt_of(line, language))}
    likely = {p.kind for n, p in found.items() if p.row.trust == "likely" and _is_confirmed(p, lines[n])}
    sure = {n: p for n, p in found.items() if p.row.trust == "sure" or p.kind in likely}
    all_of_them = sure | _bare(found, sure, lines, language) or _angles(lines, language)
    return dict(sorted(all_of_them.items()))


def _angles(lines: list[str], language: Language) -> dict[int, Prompt]:
    """Of a shell's code without other prompts `> `, where each stands before a program and one comes first.

    To redirect nothing into a file called `kubectl` is no use to anybody.
    """
    if language.dialect != "sh" or not any(map(str.strip, lines)):
        return {}
    first = next(n for n, line in enumerate(lines) if line.strip())
    matches = {n: match for n, line in enumerate(lines) if (match := _ANGLE.match(line))}
    found = {n: Prompt(_ANGLE, m["indent"], m["prompt"], m.end()) for n, m in matches.items()}
    is_typed = first in found and all(_is_confirmed(p, lines[n]) for n, p in found.items())
    return found if is_typed else {}


def _prompt_of(line: str, language: Language) -> Prompt | None:
    if not _MARK.search(line, 0, 200):
        return None
    rows = _HASH if line.lstrip().startswith("#") else PROMPTS
    for row in _ROWS.get(language.dialect, rows):
        if (match := row.match(line)) and not _is_command(row, match):
            return Prompt(row, match["indent"], match["prompt"], match.end())
    return None


def _is_command(row: PromptRow, match: re.Match[str]) -> bool:
    """`make # all of it` is a command with a comment, `/usr/bin/make # all` too; `minikube$ ` is none."""
    prompt = match["prompt"]
    if row.trust != "likely" or prompt[0] == "➜" or prompt[-2:-1] != " ":
        return False
    name = prompt[:-2]
    if prompt.endswith("$"):
        return name.split()[0] in _SAYING
    return "/bin/" in name or begins_a_program(name.rpartition("/")[2] if name.startswith("/") else name)


def _is_confirmed(prompt: Prompt, line: str) -> bool:
    return begins_a_program(line[prompt.end :])


def _bare(
    found: dict[int, Prompt], sure: dict[int, Prompt], lines: list[str], language: Language
) -> dict[int, Prompt]:
    """The `$ `, `% ` and `# ` that are prompts: one mark a code, in the column of its first."""
    bare = {n: p for n, p in found.items() if p.row.trust == "bare"}
    kept = _users({n: p for n, p in bare.items() if p.row.at != "root"}, lines, language)
    roots = {n: p for n, p in bare.items() if p.row.at == "root" and _is_confirmed(p, lines[n])}
    if not roots:
        return kept
    if (opened := _opening(lines, sure | kept)) is not None:
        return kept | {n: p for n, p in roots.items() if n > opened}
    only = {n: p for n, p in bare.items() if p.row.at == "root"}
    return only if not kept and not sure and _are_roots(only, lines, language) else kept


def _users(marks: dict[int, Prompt], lines: list[str], language: Language) -> dict[int, Prompt]:
    if not marks:
        return {}
    first = marks[min(marks)]
    kept = {n: p for n, p in marks.items() if p.row is first.row and p.indent == first.indent}
    is_known = language.dialect is not None or any(_is_confirmed(p, lines[n]) for n, p in kept.items())
    return kept if first.row.name == "$" or is_known else {}


def _opening(lines: list[str], prompts: dict[int, Prompt]) -> int | None:
    """The first line that is typed and opens another shell."""
    first = min(prompts, default=len(lines))
    for number, line in enumerate(lines):
        start = prompts[number].end if number in prompts else 0
        if (number in prompts or number < first) and opens_a_place(line[start:]):
            return number
    return None


def _are_roots(roots: dict[int, Prompt], lines: list[str], language: Language) -> bool:
    """Whether lines that begin with `# ` are typed by root; they may be comments."""
    if any(p.end < len(lines[n]) and not _is_told(p, lines[n]) for n, p in roots.items()):
        return False
    first = min(roots)
    below = lines[first + 1] if first + 1 < len(lines) else ""
    if language.dialect is not None and not language.is_session:
        return _ANSWER.match(below) is not None
    return not any(begins_a_program(line) for n, line in enumerate(lines) if n not in roots)


def _is_told(prompt: Prompt, line: str) -> bool:
    """Whether it tells what to do, and does not speak about it."""
    return _is_confirmed(prompt, line) and not line.rstrip().endswith((".", ":"))
