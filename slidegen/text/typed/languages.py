"""The table of info strings: which fence is which shell, whether it is linted, and whether it is run.

Adding a language is a row. Knows info strings as several tools write them. Must not know prompts or commands.
"""

from dataclasses import replace
from functools import cache
from typing import Literal, TypeAlias

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.memory import remembered

DialectName: TypeAlias = Literal["sh", "fish", "nu", "powershell", "cmd", "python", "program"]


@dataclass(frozen=True, slots=True)
class Language:
    """What an info string says of a fence."""

    name: str  #: its word, in small letters: `bash` of `.small[Bash`, `` for a bare fence
    dialect: DialectName | None = None  #: of what stands there without a prompt; None when that is no command
    is_session: bool = False  #: a terminal's session, where `# ` may be a root's prompt
    is_linted: bool = False
    is_run: bool = False
    has_prompts: bool = True  #: whether prompts are looked for
    has_roots: bool = True  #: whether `# ` may be a prompt there, and not always a comment
    is_verb: bool = False  #: an exercise's word for what is to be done, and no language that others know


_SCRIPTS = (
    "bash sh shell zsh ksh dash ash bsh posix shellscript shell-script azurecli azurecli-interactive gitbash "
    "git-bash ssh linux macos"
)
#: Katacoda's and Killercoda's ```` ```{{execute}} ````, and the terminals of older workshops of Educates.
_EXECUTES = "execute exec execute-1 execute-2 execute-3 execute-all"
_VERBS = "hide capture"
_SESSIONS = (
    "console terminal term shell-session shellsession sh-session bash-session zsh-session session prompt cli "
    "command-line commandline cmdline interactive tty sshell bash-terminal consol trycmd scrut cram "
    "term1 term2 term3 term4 term5 term6"  # one for each terminal of play-with-docker
)
_OTHER_SHELLS = "fish fish-session csh tcsh"
_POWERSHELL = (
    "powershell pwsh ps1 posh powershell-interactive azurepowershell azurepowershell-interactive "
    "pwsh-session ps1con ps pwsh-interactive powershell-session powershell-console"
)
_CMD = "cmd bat batch batchfile dos dosbatch winbatch doscon"
_NU = "nu nushell"
_PYTHON = "python py python3 py3 pycon python-console ipython ipythonconsole"
_PROGRAMS = (
    "sql mysql pgsql psql postgres postgresql sqlite redis mongo irb ruby elixir iex erlang erl julia "
    "julia-repl jldoctest ghci cisco ios ios-xe ios-xr nxos eos junos srl sros vtysh frr routeros"
)
#: What their consoles ask with is `> `, with which none of them begins.
ASKS_WITH_AN_ANGLE = frozenset("r rscript js javascript node lua hcl terraform".split())  # noqa: SIM905
#: Dockerfiles, and sessions with docker as often; a `# ` there is the file's comment.
_FILES = "docker"
#: They say nothing of what they show; what stands behind a prompt there is typed all the same.
_PLAIN_TEXTS = "text txt plain plaintext none raw nohighlight no-highlight"
_TEXTS = f"{_PLAIN_TEXTS} output out result log"
#: What code is called that may be anything, and is no answer: only its looks say whether it is typed.
SAYING_NOTHING = frozenset(("", *_PLAIN_TEXTS.split()))


def _rows() -> dict[str, Language]:
    table: dict[str, Language] = {"": Language("", is_linted=True, is_run=True)}
    table |= {n: Language(n, is_linted=True, is_run=True) for n in _TEXTS.split()}
    table |= {n: Language(n, "sh", is_linted=True, is_run=True) for n in f"{_SCRIPTS} {_EXECUTES}".split()}
    table |= {n: Language(n, "sh", is_linted=True, is_run=True, is_verb=True) for n in _VERBS.split()}
    table |= {n: Language(n, "sh", True, is_linted=True, is_run=True) for n in _SESSIONS.split()}
    table |= {n: Language(n, is_linted=True, is_run=True, has_roots=False) for n in _FILES.split()}
    table |= {n: Language(n, "fish", is_linted=True) for n in _OTHER_SHELLS.split()}
    table |= {n: Language(n, "powershell", is_linted=True) for n in _POWERSHELL.split()}
    table |= {n: Language(n, "cmd", is_linted=True) for n in _CMD.split()}
    table |= {n: Language(n, "nu") for n in _NU.split()}
    table |= {n: Language(n, "python") for n in _PYTHON.split()}
    table |= {n: Language(n, "program") for n in _PROGRAMS.split()}
    return table


LANGUAGES: dict[str, Language] = _rows()

#: MyST and Sphinx name the language behind the directive: `{code-block} bash`.
_DIRECTIVES = frozenset({"code-block", "code-cell", "sourcecode", "code", "prompt"})
_WORD = re.compile(
    r"(?:\$ (?=\S+$))?(?:[\w.-]+\[)*[{\s]*\.?(?:language-|lang-)?(?P<word>[\w+#-]*)\}?(?P<rest>.*)", re.DOTALL
)
_ENGINE = re.compile(r"\bengine\s*=\s*['\"]?(\w+)")
_EXECUTED = re.compile(r"\{\{\s*(?:execute|exec)\b")


@remembered  # the fences of a workshop say a few words again and again
def info_word(info: str) -> str:
    """The language that an info string names: `bash` of `.small[Bash`, `{.bash #id}` and `bash,editable`."""
    if not info:
        return ""
    found = _WORD.match(info)
    assert found is not None  # every part of it may be empty
    word, rest = found["word"].lower(), found["rest"]
    if word in _DIRECTIVES and rest.strip():
        return info_word(rest.strip(" }"))
    if word == "r" and (engine := _ENGINE.search(rest)):
        return engine[1].lower()
    return word


def is_directive(info: str) -> bool:
    """Whether it is MyST's or Sphinx' word for code: `{code-block} bash`."""
    found = _WORD.match(info)
    return found is not None and info.lstrip().startswith("{") and found["word"].lower() in _DIRECTIVES


@cache
def as_session(language: Language) -> Language:
    """The language of a code that is called what its output is, and begins with a shell's prompt."""
    return replace(LANGUAGES[""], name=language.name, is_session=language.name in ASKS_WITH_AN_ANGLE)


@remembered
def language_of(info: str) -> Language:
    """What the info string says; of a language that no row knows nothing is typed."""
    word = info_word(info)
    if _EXECUTED.search(info) and word not in LANGUAGES:
        word = "execute"
    known = LANGUAGES.get(word) or LANGUAGES.get(word.rstrip("+#") or "-")
    if known is not None and known.dialect is None and _EXECUTED.search(info):
        known = LANGUAGES["execute"]
    return known or Language(word, has_prompts=False)
