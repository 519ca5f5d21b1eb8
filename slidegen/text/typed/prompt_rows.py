"""The table of prompts: what stands in front of what is typed, and where it is typed then.

Adding one is a row; the first that matches a line wins. How much else must be true of a code, so that it
counts, its trust says. The rows were drawn from 3,000 transcripts of sixty public workshops and handbooks.

Knows the prompts of shells, and which rows are asked of a line. Must not know what follows from them.
"""

from functools import cache

from slidegen import lazy_re as re
from slidegen.text.typed.device_rows import DEVICE_ROWS
from slidegen.text.typed.languages import DialectName
from slidegen.text.typed.program_rows import DEBUGGERS, PROGRAM_ROWS
from slidegen.text.typed.prompt_row import END, PromptRow, of_a_program

_BEFORE = (
    r"(?:\[[INVR]\][ ])?(?:\([^()\n]{1,60}\)[ ]?){0,3}"  # fish's vi mode; `(venv) `, `(⎈|kind:default) `
)
#: ` (main)`, ` git:(main) ✗`, and how the last command ended, or what was entered: ` [1]`, ` [env]`
_GIT = r"(?:[ ]?(?:git:)?\([^()\n]{1,80}\))?(?:[ ][✗✔*±])?(?:[ ]\[[\w.-]{1,30}\])?"
_DIRTY = r"(?:[ ]+[✗✔])?(?:[ ][$%])?"  # in front of a second mark, perhaps
_AGAINST = r"(?=[a-z./~])"  #: what is typed stands against the mark
_ANGLE = rf"(?:>{END}|〉)"  # nushell's stands against what is typed
_POWERSHELL = r"(?:[\w.-]+\\)?(?:pwsh|PS(?:[ ][^\n>]{0,120})?)(?:>{1,2}(?=[ \t]|$|[A-Za-z.$])|❯(?=[ ]|$))"

#: What is typed on Windows only.
_OF_CMD = (
    r"ipconfig|cls|tasklist|taskkill|systeminfo|netsh|winget|choco|scoop|wsl|sfc|icacls|setx|schtasks"
    r"|(?:dir|cd|type|copy|del|md|rd)[ ]+[^ \n]*\\[^ \n]*|net[ ](?:user|start|stop|use)|sc[ ]query"
    r"|reg[ ](?:add|query)"
)
_VERBS_OF_POWERSHELL = (
    "Get|Set|New|Remove|Install|Import|Start|Stop|Restart|Invoke|Enable|Disable|Add|Test|Write|Update|Select"
    "|Connect|Out|Copy|Move|Clear|Expand"
)

PROMPTS: tuple[PromptRow, ...] = (
    # ---- a mark alone
    PromptRow(
        "$", rf"{_BEFORE}\$[>:]?(?:[ ]\$)?{END}(?![ ]+[\d.,]+(?:[ ]|$))", trust="bare", ends="both", needs="$"
    ),
    PromptRow("> $", rf"[>-]+[ ]?\$[>:]?{END}", trust="bare", ends="both", needs="$"),
    PromptRow(
        "%",
        rf"{_BEFORE}%>?{END}(?![ ](?:Total\b|\{{|[A-Z]\w+:?[ ](?!-)))",
        trust="bare",
        ends="both",
        needs="%",
    ),
    PromptRow("#", rf"\#{END}", "root", trust="bare", needs="#"),
    PromptRow("#>", rf"\#(?:[ ]?>|\$){END}", "root", trust="likely", ends="both", needs="#"),
    PromptRow("(…)#", rf"(?:\([^()\n]{{1,60}}\)[ ]?){{1,3}}\#{END}", trust="likely", needs="#"),
    PromptRow("$$", rf"(?:\$\$|\$-+>|-+>\$){END}", trust="likely", ends="both", needs="$"),
    PromptRow("$x", r"\$(?=[a-z][\w-]*(?:[ ]|$))", trust="unset", needs="$"),
    *DEVICE_ROWS,
    # ---- a user, a host
    PromptRow("no name", rf"I[ ]have[ ]no[ ]name!@\S{{1,80}}[$#]{END}", "pod", needs="@"),
    of_a_program("cockroach", r"\w*@[\w.-]*:\d{4,5}/\w+>", needs="@"),
    PromptRow(
        "user@host",
        rf"{_BEFORE}\[?[\w.+-]{{1,64}}@(?:[\w.+-]{{1,80}}|<[\w -]{{1,40}}>|(?=:[~/]))(?:[ ]MINGW\d+)?"
        rf"(?:[ :][^\s$#%>❯➜\]〉]{{0,100}})?"
        rf"\]?{_GIT}\]?(?:(?:[ ]?[$#%❯➜]|:[$#]/|>){END}|〉)",
        ends="both",
        needs="@",
    ),
    PromptRow(
        "user@host in",
        rf"{_BEFORE}[\w.-]{{1,64}}@[\w.-]{{1,80}}[ ]in[ ][~/]\S*(?:[ ][^\n]{{0,40}})?[ ][$#%❯➜λ]{END}",
        needs="@",
    ),
    PromptRow("codespace", rf"@?[\w.-]+[ ]➜[ ][~/]\S*{_GIT}[ ]\${END}", needs="➜"),
    PromptRow("[ … ]$", rf"[\w.-]{{1,64}}[ ]\[[ ][~/]\S{{0,80}}[ ]\][$#]{END}", needs="["),
    PromptRow(
        "[…:~]",
        rf"\[[\w-]{{1,64}}@[\w.-]{{1,80}}:[~/][^\]\s]{{0,80}}\]{END}",
        "pod",
        trust="likely",
        needs="[",
    ),
    PromptRow("[…]$", rf"{_BEFORE}\[[^\[\]\s][^\[\]\n]{{0,79}}\][ ]?[$#%➤]{END}", needs="["),
    PromptRow("<…>$", rf"<[^<>\n]{{1,60}}>[ ]?[$#%]{END}", needs="<"),
    PromptRow(
        "host:path",
        rf"{_BEFORE}[\w.-]{{1,60}}:(?!//)[~/][^\s$#%>]{{0,100}}{_GIT}(?:[ ]?[$#%❯]|>){END}",
        ends="both",
        needs=":",
    ),
    # ---- a directory
    PromptRow(
        "~", rf"{_BEFORE}:?~[^\s$#%>〉]{{0,100}}{_GIT}(?:[ ]?[$#%❯➜λ>]{END}|〉)", ends="both", needs="~"
    ),
    PromptRow("/ #", rf"{_BEFORE}:?/[ ]?[$#]{END}", "pod", needs="/"),
    PromptRow("/path $", rf"{_BEFORE}:?/[\w./~-]{{1,100}}\$(?=[ ][a-z./~]|[ ]*$)", "pod", needs="/"),
    PromptRow(
        "/path #", rf"{_BEFORE}:?/[^\s$#%>]{{1,100}}{_GIT}[ ]?[$#%]{END}", "pod", trust="likely", needs="/"
    ),
    PromptRow(
        "/path >",
        rf"{_BEFORE}[/…][^\s$#%>〉]{{0,100}}{_GIT}[ ]?{_ANGLE}",
        trust="faint",
        ends="angle",
        needs="/…",
    ),
    # ---- a shell's own name
    PromptRow("bash-5.1#", rf"{_BEFORE}-?(?:ba|a|da|z|k)?sh-[\d.]+\w*[$#%]{END}", "pod", needs="-"),
    PromptRow("sh $", rf"(?:ba|a|da|z|k)?sh[ ]?[$%]{END}", trust="likely"),
    # ---- without a blank behind it: PS1='\u@\h \W>'
    PromptRow(
        "u@h:~$x",
        rf"{_BEFORE}\[?[\w.+-]{{1,64}}@[\w.+-]{{1,80}}(?:[ :][^\s$#%>❯\]〉]{{0,100}})?\]?"
        rf"{_GIT}[$#%❯>]{_AGAINST}",
        trust="likely",
        ends="both",
        needs="@",
    ),
    PromptRow("[…]$x", rf"{_BEFORE}\[[^\[\]\s][^\[\]\n]{{0,79}}\][$#%]{_AGAINST}", trust="likely", needs="["),
    PromptRow(
        "h:~$x",
        rf"{_BEFORE}[\w.-]{{1,60}}:(?!//)[~/][^\s$#%>]{{0,100}}[$#%>]{_AGAINST}",
        trust="likely",
        ends="both",
        needs=":",
    ),
    PromptRow(
        "sh-5.1#x",
        rf"{_BEFORE}-?(?:ba|a|da|z|k)?sh-[\d.]+\w*[$#%]{_AGAINST}",
        "pod",
        trust="likely",
        needs="-",
    ),
    # ---- arrows, as themes of zsh and starship draw them
    PromptRow("❯", rf"(?!PS[ ❯])[^\n❯]{{0,80}}❯+{END}", needs="❯"),
    PromptRow("└─$", rf"[└╰][─╼╴]+[ ]?[$#%❯➤>λ○]{END}", needs="└╰"),
    PromptRow("└──╼ $x", r"[└╰]─+╼[ ]?(?:\[[^\]\n]\])?[$#]", needs="╼"),
    PromptRow("╰─", rf"[└╰]─+{END}", trust="headed", needs="└╰"),
    PromptRow(
        "➜ ~",
        rf"{_BEFORE}➜[ \t]+(?:[~/]\S*|[\w.-]+(?=[ ]+git:\())(?:[ ]+git:\([^()\n]*\))?{_DIRTY}{END}",
        needs="➜",
    ),
    PromptRow(
        "➜  dir",
        rf"{_BEFORE}➜[ ]{{2,4}}(?P<dir>[\w.-]+)(?:[ ][$%](?![^ ]))?(?=[ ]|$)",
        trust="likely",
        needs="➜",
    ),
    PromptRow("➜", rf"{_BEFORE}➜{END}", trust="likely", needs="➜"),
    PromptRow("… ➜", rf"[^\n➜]{{0,80}}[ ]➜{END}", trust="likely", needs="➜"),
    PromptRow("… →", rf"[^\n'\"=;|&<>`$#/]{{0,40}}[ ]→{END}", trust="faint", needs="→"),
    PromptRow("λ alone", rf"λ>?{END}", ends="both", needs="λ"),
    PromptRow(
        "λ",
        rf"{_BEFORE}(?:[~/]\S*[ ])?[λ⚡▶»⟩→❱►▲›⟫▷➤⇒∴]>?(?:[ ]+[~/][^\s$#%]*)?{END}",
        trust="likely",
        needs="λ⚡▶»⟩→❱►▲›⟫▷➤⇒∴○",
    ),
    # ---- Windows
    PromptRow(  # entered from here: `[Server01]: PS C:\>`; `[Process:12]:` and `[DBG]:` are on this machine
        "[…]: PS>",
        rf"{_BEFORE}\[(?!DBG\])[^\]:\n]{{1,60}}\]:[ ]?(?:\[DBG\]:[ ]?)?{_POWERSHELL}",
        "pod",
        "powershell",
        ends="both",
        needs="[",
    ),
    PromptRow(
        "PS>",
        rf"{_BEFORE}(?:\*[\w-]{{1,30}}\*[ ])?(?:\[[^\]\n]{{1,60}}\]:[ ]?){{0,2}}{_POWERSHELL}",
        dialect="powershell",
        ends="both",
        needs=">❯",
    ),
    PromptRow(
        "C:\\>",
        rf"{_BEFORE}(?:[\w.+-]+@[\w.-]+[ ])?(?:[A-Za-z]:\\|\\\\\w)[^\n>|\"*?<〉]{{0,120}}>(?!>)",
        dialect="cmd",
        ends="angle",
        needs="\\",
    ),
    PromptRow("C:\\〉", r"[A-Za-z]:\\[^\n>|\"*?<〉]{0,120}〉", dialect="nu", ends="angle", needs="〉"),
    PromptRow(
        "> of cmd",
        rf">(?=[ ]+(?:{_OF_CMD})(?:[ ]|$))",
        dialect="cmd",
        trust="arrow",
        ends="angle",
        first=">",
        beside=">",
    ),
    PromptRow(
        "> of PowerShell",
        rf">(?=[ ]+(?:\$env:\w|(?:{_VERBS_OF_POWERSHELL})-[A-Z][A-Za-z]))",
        dialect="powershell",
        trust="arrow",
        ends="angle",
        first=">",
        beside=">",
    ),
    # ---- programs that read commands of their own
    *PROGRAM_ROWS,
    # ---- a name and a mark
    PromptRow("shell>", rf"shell>{END}", ends="angle"),
    PromptRow(
        "root #x", rf"(?:\([\w-]{{1,30}}\)[ ])?(?:root|user)[ ][#$]{_AGAINST}", trust="likely", needs="#$"
    ),
    PromptRow(
        "host$",
        rf"{_BEFORE}[A-Za-z][\w.-]{{0,40}}(?:[ ][~/][^\s$#%>]{{0,80}})?{_GIT}[ ]?[$%]{END}",
        trust="likely",
        needs="$%",
    ),
    PromptRow(
        "host#",
        rf"{_BEFORE}[A-Za-z][\w.-]{{0,40}}(?:[ ][~/][^\s$#%>]{{0,80}}[ ]?)?{_GIT}\#{END}",
        trust="likely",
        needs="#",
    ),
    PromptRow("host #", rf"[A-Za-z][\w.-]{{0,40}}[ ]\#{END}", trust="faint", needs="#"),
    PromptRow(
        "name>",
        rf"{_BEFORE}[\w~][\w.@:~/\\-]{{0,60}}(?:\([^()\n]*\))?{_GIT}[ ]?=*>{END}",
        trust="faint",
        ends="angle",
        needs=">",
    ),
    # ---- anything else in front of a mark
    PromptRow("… $", rf"[^\n'\"=;|&<>`$#]{{1,70}}[ ]?[$❯➜λ]{END}", trust="likely", needs="$❯➜λ"),
    PromptRow("… %", rf"[^\n'\"=;|&<>`$#%]{{0,70}}[A-Za-z~/)\]][ ]?%{END}", trust="faint", needs="%"),
    PromptRow(
        "… >",
        rf"[^\n'\"=;|&<>`$#]{{0,60}}[^\n'\"=;|&<>`$#\w -][ ]?>{END}",
        trust="faint",
        ends="angle",
        needs=">",
    ),
    # ---- an arrow, or a picture, alone
    PromptRow("=>", rf"(?:[-=~]*>{END}|>(?=[a-z]))", trust="arrow", ends="angle", needs=">"),
    PromptRow("🚀", r"[☁♥✗✔♦◆●↳⎈☸⚙\U0001F300-\U0001FAFF]\uFE0F?(?=[ ][^ ]|$)", trust="arrow"),
)

#: Without one of these no line holds a prompt.
SIGN = re.compile(
    r"[$#%❯➜➤λ⚡▶»⟩→❱►▲*›⟫▷⇒∴○☁♥✗✔♦◆●↳⎈☸⚙\U0001F300-\U0001FAFF\uFE0F](?=[ \t]|$)"
    r"|^[ \t]*(?:\$[a-z]|\w+ [#$](?=[a-z./~])|\[\w[\w-]*@[^\s\]]*\])"
    r"|[\w~/\])][$#%❯](?=[a-z./~])"
    r"|➜|In \[|[└╰]|\[zk: |\((?:Pdb|" + DEBUGGERS + r")|:[):]? |\$:"
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
        return (*others, PromptRow(">", rf">{END}", dialect=dialect, ends="angle"))
    if not is_hash:
        return PROMPTS
    hashes = (
        ("#", "#>") if dialect == "sh" else ("ocaml", "#", "#>")
    )  # a script may have `# x ;;` of a `case`
    return tuple(row for row in (*PROGRAM_ROWS, *PROMPTS) if row.name in hashes)


#: A line that is the upper half of a prompt, whatever follows: drawn corners, play-with-docker, Git Bash.
HEADS = re.compile(
    r"[ \t]*(?:[┌╭]─[^\n]*[\w~/].*|\[\w+\][ ]\(local\)[ ]\S+@\S+[ ]\S+|"
    r"[\w.+-]+@[\w.+-]+[ ](?:MINGW\d+|MSYS\d?|UCRT\d+|CLANG\d+)[ ].*|"
    r"(?:\{\w+(?::\w+)?\})?\[edit[^\]\n]*\]|--\{[^}\n]{1,80}\}--\[[^\]\n]{0,80}\]--|\[(?:\w{2}:)?/[^\]\n]{0,80}\]|"
    r"#[ ]\w+[ ](?:@|at)[ ]\S+[ ]in[ ].*)$"
)
#: One that is where it stands above the first prompt of a code, whose prompts are marks alone.
PATH_HEADS = re.compile(
    r"[ \t]*(?:\(\S+\)[ ])?(?:[\w.-]+(?:@|[ ]in[ ]|[ ]at[ ]|[ ]on[ ])[\w.-]+[: ](?:in[ ])?)?"
    r"[~/][^\s'\"|;&<>]*(?:[ ](?:\(\S+\)|on[ ].*|via[ ].*|in[ ].*|git:\S+|\S+\*?))?[ ]*$"
    r"|[ \t]*[\w.-]+[ ](?:on|via)[ ](?:[ ]|[^\x00-\x7f]).*$"  # starship's, whose signs a copy may have lost
)
