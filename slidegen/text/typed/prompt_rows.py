"""The table of prompts: what stands in front of what is typed, and where it is typed then.

Adding one is a row; the first that matches a line wins. How much else must be true of a code, so that it
counts, its trust says. The rows were drawn from 3,000 transcripts of sixty public workshops and handbooks.

Knows the prompts of shells and of programs. Must not know what follows from them.
"""

from functools import cache
from typing import Literal, TypeAlias

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.text.typed.languages import DialectName
from slidegen.text.typed.model import At

#: `sure` wherever it stands · `likely` where a line behind it begins with a program's name · `faint` where
#: that name is no English word either · `bare` a mark in the column where the code's first one stands ·
#: `arrow` where the code begins with it, has no other prompts, and each stands before a program · `headed`
#: below the upper half of a prompt
Trust: TypeAlias = Literal["sure", "likely", "faint", "bare", "arrow", "headed"]
#: With which of `SIGN` and `ANGLE` a prompt ends: what holds neither is not looked at twice.
Ends: TypeAlias = Literal["sign", "angle", "both"]

_BEFORE = (
    r"(?:\[[INVR]\][ ])?(?:\([^()\n]{1,60}\)[ ]?){0,3}"  # fish's vi mode; `(venv) `, `(⎈|kind:default) `
)
#: ` (main)`, ` git:(main) ✗`, and how the last command ended: ` [1]`
_GIT = r"(?:[ ]?(?:git:)?\([^()\n]{1,80}\))?(?:[ ][✗✔*±])?(?:[ ]\[\d{1,3}\])?"
_DIRTY = r"(?:[ ]+[✗✔])?(?:[ ][$%])?"  # in front of a second mark, perhaps
_END = r"(?=[ \t]|$)"
_AGAINST = r"(?=[a-z./~])"  #: what is typed stands against the mark
_ANGLE = rf"(?:>{_END}|〉)"  # nushell's stands against what is typed


@dataclass(frozen=True, slots=True)
class PromptRow:
    """One kind of prompt."""

    name: str
    pattern: str
    at: At = "here"  #: unless it ends with `#`
    dialect: DialectName = "sh"
    trust: Trust = "sure"
    ends: Ends = "sign"
    needs: str = ""  #: one of these characters stands in whatever it matches; where it is empty, who knows

    def match(self, line: str) -> re.Match[str] | None:
        if self.needs and not _holds_one(line, self.needs):
            return None
        return _compiled(self.pattern).match(line)


def _holds_one(line: str, characters: str) -> bool:
    for character in characters:  # noqa: SIM110 - `any` takes as long again
        if character in line:
            return True
    return False


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when a line first asks for it: most files, and so most of a commit hook's, hold no prompt."""
    return re.compile(rf"(?P<indent>[ \t]*)(?P<prompt>{pattern})[ \t]*")


def _row(
    name: str,
    pattern: str,
    at: At = "here",
    dialect: DialectName = "sh",
    trust: Trust = "sure",
    ends: Ends = "sign",
    needs: str = "",
) -> PromptRow:
    return PromptRow(name, pattern, at, dialect, trust, ends, needs)


def _program(
    name: str, pattern: str, dialect: DialectName = "program", ends: Ends = "angle", needs: str = ""
) -> PromptRow:
    return PromptRow(name, pattern + _END, "program", dialect, ends=ends, needs=needs)


#: What programs that read commands of their own put before `>`.
_PROGRAM_NAMES = "|".join(
    (
        r"mysql|MariaDB[ ]\[[^\]\n]{1,60}\]|sqlite|duckdb|cqlsh(?::\w+)?|SQL",
        r"hive|presto(?::\w+)?|trino(?::\w+)?|spark-sql|ksql|influx",
        r"redis(?:-cli)?|(?:redis[ ])?[\w.-]+:\d{4,5}(?:\[\d+\])?|mongosh?|test|rs\d*:\w+|lua[ ]debugger",
        r"(?:[\w -]{1,60}[ ])?\[(?:direct:[ ])?(?:primary|secondary|mongos)\][ ]\w+|neo4j(?:@\w+)?|cypher",
        r"etcd|s?ftp|smb:[ ]\\|nslookup|telnet|grub|vault|consul|gremlin",
        r"irb|pry|ghci|Prelude(?:[ ][A-Z][\w.]*){0,8}",
        r"node|scala|jshell|iex(?:\([^()\s]{1,60}\))?|julia|octave:\d+|R|php[ ]|ipdb|bpython",
        r"(?:\[\d+\][ ])?pry\(\w+\)",
        r"(?:\(@?[\w.#-]{1,40}\)[ ])?pkg|help\?",  # Julia's
        r"nix-repl|ipmitool|gnuplot|db2[ ]=|user=",
        r"not[ ]connected|tarantool|msf\d?(?:[ ]\w+\([\w/.-]+\))?[ ]?|meterpreter[ ]",
        r"hbase(?:\(main\))?:\d{3}(?::\d)?|\d:[ ]jdbc:[^\s>]+|scheme@\([\w -]+\)",
        r"1(?=>[ ](?i:select|create|insert|update|drop|alter|use|exec)[ ])",  # sqlcmd's
        r"\d{1,3}(?=>[ ][^\n]*[=(+][^\n]*\.$)",  # Erlang's
    )
)

PROMPTS: tuple[PromptRow, ...] = (
    # ---- a mark alone
    _row("$", rf"{_BEFORE}\$[>:]?{_END}(?![ ]+[\d.,]+(?:[ ]|$))", trust="bare", ends="both", needs="$"),
    _row("> $", rf"[>-]+[ ]?\$[>:]?{_END}", trust="bare", ends="both", needs="$"),
    _row("%", rf"{_BEFORE}%>?{_END}(?![ ](?:Total\b|\{{))", trust="bare", ends="both", needs="%"),
    _row("#", rf"\#{_END}", "root", trust="bare", needs="#"),
    _row("#>", rf"\#(?:[ ]?>|\$){_END}", "root", trust="likely", ends="both", needs="#"),
    _row("(…)#", rf"(?:\([^()\n]{{1,60}}\)[ ]?){{1,3}}\#{_END}", trust="likely", needs="#"),
    _row("$$", rf"(?:\$\$|\$[ ]\$|\$-+>|-+>\$){_END}", trust="likely", ends="both", needs="$"),
    _row("$x", r"\$(?=[a-z][\w-]*(?:[ ]|$))", trust="likely", needs="$"),
    # ---- a user, a host
    _row("no name", rf"I[ ]have[ ]no[ ]name!@\S{{1,80}}[$#]{_END}", "pod", needs="@"),
    _program("cockroach", r"\w*@[\w.-]*:\d{4,5}/\w+>", needs="@"),
    _row(
        "user@host",
        rf"{_BEFORE}\[?[\w.+-]{{1,64}}@(?:[\w.+-]{{1,80}}|<[\w -]{{1,40}}>)(?:[ ]MINGW\d+)?"
        rf"(?:[ :][^\s$#%>❯➜\]〉]{{0,100}})?"
        rf"\]?{_GIT}\]?(?:(?:[ ]?[$#%❯➜]|:[$#]/|>){_END}|〉)",
        ends="both",
        needs="@",
    ),
    _row(
        "user@host in",
        rf"{_BEFORE}[\w.-]{{1,64}}@[\w.-]{{1,80}}[ ]in[ ][~/]\S*(?:[ ][^\n]{{0,40}})?[ ][$#%❯➜λ]{_END}",
        needs="@",
    ),
    _row("codespace", rf"@?[\w.-]+[ ]➜[ ][~/]\S*{_GIT}[ ]\${_END}", needs="➜"),
    _row("[ … ]$", rf"[\w.-]{{1,64}}[ ]\[[ ][~/]\S{{0,80}}[ ]\][$#]{_END}", needs="["),
    _row(
        "[…:~]",
        rf"\[[\w-]{{1,64}}@[\w.-]{{1,80}}:[~/][^\]\s]{{0,80}}\]{_END}",
        "pod",
        trust="likely",
        needs="[",
    ),
    _row("[…]$", rf"{_BEFORE}\[[^\[\]\s][^\[\]\n]{{0,79}}\][ ]?[$#%➤]{_END}", needs="["),
    _row("<…>$", rf"<[^<>\n]{{1,60}}>[ ]?[$#%]{_END}", needs="<"),
    _row(
        "host:path",
        rf"{_BEFORE}[\w.-]{{1,60}}:(?!//)[~/][^\s$#%>]{{0,100}}{_GIT}(?:[ ]?[$#%❯]|>){_END}",
        ends="both",
        needs=":",
    ),
    # ---- a directory
    _row("~", rf"{_BEFORE}:?~[^\s$#%>〉]{{0,100}}{_GIT}(?:[ ]?[$#%❯➜λ>]{_END}|〉)", ends="both", needs="~"),
    _row("/ #", rf"{_BEFORE}:?/[ ]?[$#]{_END}", "pod", needs="/"),
    _row("/path $", rf"{_BEFORE}:?/[\w./~-]{{1,100}}\$(?=[ ][a-z./~]|[ ]*$)", "pod", needs="/"),
    _row(
        "/path #", rf"{_BEFORE}:?/[^\s$#%>]{{1,100}}{_GIT}[ ]?[$#%]{_END}", "pod", trust="likely", needs="/"
    ),
    _row(
        "/path >",
        rf"{_BEFORE}[/…][^\s$#%>〉]{{0,100}}{_GIT}[ ]?{_ANGLE}",
        trust="faint",
        ends="angle",
        needs="/…",
    ),
    # ---- a shell's own name
    _row("bash-5.1#", rf"-?(?:ba|a|da|z|k)?sh-[\d.]+\w*[$#%]{_END}", "pod", needs="-"),
    _row("sh $", rf"(?:ba|a|da|z|k)?sh[ ]?[$%]{_END}", trust="likely"),
    # ---- without a blank behind it: PS1='\u@\h \W>'
    _row(
        "u@h:~$x",
        rf"{_BEFORE}\[?[\w.+-]{{1,64}}@[\w.+-]{{1,80}}(?:[ :][^\s$#%>❯\]〉]{{0,100}})?\]?"
        rf"{_GIT}[$#%❯>]{_AGAINST}",
        trust="likely",
        ends="both",
        needs="@",
    ),
    _row("[…]$x", rf"{_BEFORE}\[[^\[\]\s][^\[\]\n]{{0,79}}\][$#%]{_AGAINST}", trust="likely", needs="["),
    _row(
        "h:~$x",
        rf"{_BEFORE}[\w.-]{{1,60}}:(?!//)[~/][^\s$#%>]{{0,100}}[$#%>]{_AGAINST}",
        trust="likely",
        ends="both",
        needs=":",
    ),
    _row("sh-5.1#x", rf"-?(?:ba|a|da|z|k)?sh-[\d.]+\w*[$#%]{_AGAINST}", "pod", trust="likely", needs="-"),
    # ---- arrows, as themes of zsh and starship draw them
    _row("❯", rf"(?!PS[ ❯])[^\n❯]{{0,80}}❯+{_END}", needs="❯"),
    _row("└─$", rf"[└╰][─╼╴]+[ ]?[$#%❯➤>λ○]{_END}", needs="└╰"),
    _row("└──╼ $x", r"[└╰]─+╼[ ]?(?:\[[^\]\n]\])?[$#]", needs="╼"),
    _row("╰─", rf"[└╰]─+{_END}", trust="headed", needs="└╰"),
    _row(
        "➜ ~",
        rf"{_BEFORE}➜[ \t]+(?:[~/]\S*|[\w.-]+(?=[ ]+git:\())(?:[ ]+git:\([^()\n]*\))?{_DIRTY}{_END}",
        needs="➜",
    ),
    _row(
        "➜  dir",
        rf"{_BEFORE}➜[ ]{{2,4}}(?P<dir>[\w.-]+)(?:[ ][$%](?![^ ]))?(?=[ ]|$)",
        trust="likely",
        needs="➜",
    ),
    _row("➜", rf"{_BEFORE}➜{_END}", trust="likely", needs="➜"),
    _row("… ➜", rf"[^\n➜]{{0,80}}[ ]➜{_END}", trust="likely", needs="➜"),
    _row("… →", rf"[^\n'\"=;|&<>`$#/]{{0,40}}[ ]→{_END}", trust="faint", needs="→"),
    _row("λ alone", rf"λ>?{_END}", ends="both", needs="λ"),
    _row(
        "λ",
        rf"{_BEFORE}(?:[~/]\S*[ ])?[λ⚡▶»⟩→❱►▲›⟫▷➤⇒∴]>?(?:[ ]+[~/][^\s$#%]*)?{_END}",
        trust="likely",
        needs="λ⚡▶»⟩→❱►▲›⟫▷➤⇒∴○",
    ),
    # ---- Windows
    _row(
        "PS>",
        rf"{_BEFORE}(?:\[[^\]\n]{{1,60}}\]:[ ]?){{0,2}}(?:[\w.-]+\\)?(?:pwsh|PS(?:[ ][^\n>]{{0,120}})?)"
        r"(?:>{1,2}(?=[ \t]|$|[A-Za-z.$])|❯(?=[ ]|$))",
        dialect="powershell",
        ends="both",
        needs=">❯",
    ),
    _row(
        "C:\\>",
        rf"{_BEFORE}(?:[\w.+-]+@[\w.-]+[ ])?(?:[A-Za-z]:\\|\\\\\w)[^\n>|\"*?<〉]{{0,120}}>(?!>)",
        dialect="cmd",
        ends="angle",
        needs="\\",
    ),
    _row("C:\\〉", r"[A-Za-z]:\\[^\n>|\"*?<〉]{0,120}〉", dialect="nu", ends="angle", needs="〉"),
    # ---- programs that read commands of their own
    # `>>> Emerging (1 of 2)` is said by Gentoo's emerge
    _program(">>>", r">>>(?![ ](?:[A-Z][a-z]+ing(?:[ ]|$)|Jobs:))", "python", needs=">"),
    _program("In [1]:", r"In[ ]\[\d+\]:", "python", ends="sign", needs="["),
    _program("(Pdb)", r"\(Pdb\+*\)", "python", ends="sign", needs="("),
    _program("irb", r"irb\([^)\n]{0,60}\):\d+(?::\d+)?>", needs="("),
    _program("rvm", r"(?:j?ruby-)?\d[\d.]*(?:-p\d+)?[ ]:\d{3}[ ]>", needs=":"),
    _program("(gdb)", r"\((?:gdb|lldb|dlv|parted)\)", ends="sign", needs="("),
    _program("virsh", r"virsh[ ]\#", ends="sign", needs="#"),
    _program("zookeeper", r"\[zk:[ ][^\]\n]{1,80}\]", ends="sign", needs="["),
    _program("fdisk", r"Command[ ]\(m[ ]for[ ]help\):", ends="sign", needs="("),
    _program("clickhouse", r"(?:[\w.-]+[ ])?:\)", ends="sign", needs=")"),
    _program("mysql>", rf"(?:{_PROGRAM_NAMES})>", needs=">"),
    _row(
        "psql",
        r"(?![A-Z][A-Z0-9_]*=\#)"  # `TOKEN=# insert yours here`
        r"\w{1,40}=[#>](?=[ ](?i:\\|select|create|insert|show|update|drop|alter|delete|grant|begin|with|"
        r"explain|table|set|copy|call|vacuum|analyze|truncate|commit|rollback|reindex|listen|exit|quit|revoke|"
        r"refresh|do|lock|declare|prepare|execute|reset|values)|[ ]*$)",
        "program",
        "program",
        ends="both",
        needs="=",
    ),
    # ---- a name and a mark
    _row("shell>", rf"shell>{_END}", ends="angle"),
    _row("root #x", rf"(?:\([\w-]{{1,30}}\)[ ])?(?:root|user)[ ][#$]{_AGAINST}", trust="likely", needs="#$"),
    _row(
        "host$",
        rf"{_BEFORE}[A-Za-z][\w.-]{{0,40}}(?:[ ][~/][^\s$#%>]{{0,80}})?{_GIT}[ ]?[$%]{_END}",
        trust="likely",
        needs="$%",
    ),
    _row(
        "host#",
        rf"{_BEFORE}[A-Za-z][\w.-]{{0,40}}(?:[ ][~/][^\s$#%>]{{0,80}}[ ]?)?{_GIT}\#{_END}",
        trust="likely",
        needs="#",
    ),
    _row("host #", rf"[A-Za-z][\w.-]{{0,40}}[ ]\#{_END}", trust="faint", needs="#"),
    _row(
        "name>",
        rf"{_BEFORE}[\w~][\w.@:~/\\-]{{0,60}}(?:\([^()\n]*\))?{_GIT}[ ]?=*>{_END}",
        trust="faint",
        ends="angle",
        needs=">",
    ),
    # ---- anything else in front of a mark
    _row("… $", rf"[^\n'\"=;|&<>`$#]{{1,70}}[ ]?[$❯➜λ]{_END}", trust="likely", needs="$❯➜λ"),
    _row("… %", rf"[^\n'\"=;|&<>`$#%]{{0,70}}[A-Za-z~/)\]][ ]?%{_END}", trust="faint", needs="%"),
    _row(
        "… >",
        rf"[^\n'\"=;|&<>`$#]{{0,60}}[^\n'\"=;|&<>`$#\w -][ ]?>{_END}",
        trust="faint",
        ends="angle",
        needs=">",
    ),
    # ---- an arrow, or a picture, alone
    _row("=>", rf"(?:[-=~]*>{_END}|>(?=[a-z]))", trust="arrow", ends="angle", needs=">"),
    _row("🚀", r"[☁♥✗✔♦◆●↳⎈☸⚙\U0001F300-\U0001FAFF]\uFE0F?(?=[ ][^ ]|$)", trust="arrow"),
)

#: What node and R ask with, and mongo behind a database's name: only behind a command that opened a program.
PROGRAM_ARROW = _program("> of a program", r"(?:\w[\w.-]{0,39}(?<!-))?>", needs=">")
#: Julia's prompt for one command of a shell.
SHELL_OF_A_PROGRAM = _row("shell> of a program", rf"shell>{_END}", "program", ends="angle")
#: A program's own name, or none: where a session begins with it and knows no other prompt.
PROGRAM_NAME = _program("name of a program", r"(?:[A-Za-z][\w.-]{0,40}(?<!-)|>?)>", needs=">")

#: Without one of these no line holds a prompt.
SIGN = re.compile(
    r"[$#%❯➜➤λ⚡▶»⟩→❱►▲*›⟫▷⇒∴○☁♥✗✔♦◆●↳⎈☸⚙\U0001F300-\U0001FAFF\uFE0F](?=[ \t]|$)"
    r"|^[ \t]*(?:\$[a-z]|\w+ [#$](?=[a-z./~])|\[\w[\w-]*@[^\s\]]*\])"
    r"|[\w~/\])][$#%❯](?=[a-z./~])"
    r"|➜|In \[|[└╰]|\[zk: |\((?:Pdb|gdb|lldb|dlv|parted)|:[):]? |\$:"
)
ANGLE = re.compile("[>〉]")
_FAR = 200  #: a prompt's mark stands among the first characters of its line


def may_be_a_head(line: str) -> bool:
    """Whether the line looks like the upper half of a prompt."""
    return HEADS.match(line) is not None or PATH_HEADS.match(line) is not None


def may_prompt(line: str) -> bool:
    return any(mark.search(line, 0, _FAR) for mark in (SIGN, ANGLE))


def rows_for(line: str, dialect: DialectName | None) -> tuple[PromptRow, ...]:
    """The rows that may match `line`, in the code of a language with this dialect."""
    signs, angles = SIGN.search(line, 0, _FAR) is not None, ANGLE.search(line, 0, _FAR) is not None
    if not signs and not angles:
        return ()
    return _chosen(dialect, line.lstrip().startswith("#"), signs, angles)


@cache
def _chosen(dialect: DialectName | None, is_hash: bool, signs: bool, angles: bool) -> tuple[PromptRow, ...]:
    wanted = {"both"} | ({"sign"} if signs else set()) | ({"angle"} if angles else set())
    return tuple(row for row in _rows_of(dialect, is_hash) if row.ends in wanted)


def _rows_of(dialect: DialectName | None, is_hash: bool) -> tuple[PromptRow, ...]:
    """In other shells `> ` is a first prompt; programs have their own prompts only; `#` begins a comment."""
    if dialect in ("python", "program"):
        shared = ("shell>", "=>") if dialect == "program" else ()
        return tuple(row for row in PROMPTS if row.dialect == dialect or row.name in shared)
    if dialect in ("powershell", "cmd", "fish", "nu"):
        others = (row for row in PROMPTS if row.trust != "arrow" and row.name != "$x")
        return (*others, _row(">", rf">{_END}", dialect=dialect, ends="angle"))
    return tuple(row for row in PROMPTS if row.name in ("#", "#>")) if is_hash else PROMPTS


#: A line that is the upper half of a prompt, whatever follows: drawn corners, play-with-docker, Git Bash.
HEADS = re.compile(
    r"[ \t]*(?:[┌╭]─[^\n]*[\w~/].*|\[\w+\][ ]\(local\)[ ]\S+@\S+[ ]\S+|"
    r"[\w.+-]+@[\w.+-]+[ ](?:MINGW\d+|MSYS\d?|UCRT\d+|CLANG\d+)[ ].*|#[ ]\w+[ ](?:@|at)[ ]\S+[ ]in[ ].*)$"
)
#: One that is where it stands above the first prompt of a code, whose prompts are marks alone.
PATH_HEADS = re.compile(
    r"[ \t]*(?:\(\S+\)[ ])?(?:[\w.-]+(?:@|[ ]in[ ]|[ ]at[ ]|[ ]on[ ])[\w.-]+[: ](?:in[ ])?)?"
    r"[~/][^\s'\"|;&<>]*(?:[ ](?:\(\S+\)|on[ ].*|via[ ].*|in[ ].*|git:\S+|\S+\*?))?[ ]*$"
    r"|[ \t]*[\w.-]+[ ](?:on|via)[ ](?:[ ]|[^\x00-\x7f]).*$"  # starship's, whose signs a copy may have lost
)
