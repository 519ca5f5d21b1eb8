"""Values that the student must replace: finding them, filling them, and taking highlights away.

Knows the spellings of placeholders in slides. Must not know steps or shells.
"""

from collections.abc import Mapping

from slidegen import lazy_re as re
from slidegen.memory import remembered
from slidegen.shell import commands_of_text
from slidegen.text.marks import BACKTICKS, Marks, take_marks

#: What stands for words that are left out: nobody knows which, nor how many.
LEFT_OUT = ("...", "\u2026")
#: Spellings that are a placeholder wherever they stand.
_EVERYWHERE = re.compile(
    r"""
      \b(?:[A-Z]\.){3}[A-Z]\b                      # X.X.X.X, A.B.C.D
    | @@[A-Z_]+@@                                  # a variable that no manifest gave
    | <[A-Za-z](?:[\w .-]*\w)?>(?!\()             # <ID>, <node name>
    | (?:(?<![\w-])\w[\w-]*-|\b\w*-?)[xX]{4,}(?:-\w+)*   # kube-proxy-xxxxxxxxxx-yyyyy, 3xxxx, XXXXX
    | \b\w*-x{3,}-y{3,}\w*                         # web-xxx-yyy
    | \b\d+[xX]{3,}\b                              # 30xxx
    | \bYOUR[-_][A-Z][A-Z_-]*\b | \byour(?:[-_][a-z]+)+\b
    | [\[{]your[ -][a-z -]*[a-z][\]}]             # [your name]
    | \b(?:REPLACE|CHANGE)[-_]?ME\b
    | (?<![\w./%@-])X{3}(?![\w./%-])              # XXX
    | (?<![\w-])[a-z][a-z-]*-X{2,3}\b              # node-XX
    | (?:/|\b)path/to/[\w./-]*\w
    | \b(?:node|host|server|machine|vm)[XYZN]\b       # nodeX
    | (?<==)[\w-]*\.\.\.(?!\w|/|\.)                  # KEY=AKI...
    | (?<![\w.$/{*\[=-])\.\.\.(?![\w./)}\]-])         # an ellipsis standing alone
    """,
    re.VERBOSE,
)
#: One of these stands in each of them, or two capitals with dots, or one behind a machine's name: most texts
#: hold none, and a search tells that slowly, since a placeholder may begin with anything.
_SIGNS = ("<", "...", "xx", "X", "your", "YOUR", "@@", "path/to/", "REPLACE", "CHANGE")
_CAPITAL = re.compile(r"[A-Z](?:\.[A-Z]\.|(?<=[etrm][YZN])\b)")

_UNTOLD = r"\d{1,3}\.\d{1,3}\.\d{1,3}\.X|\d{1,3}\.\d{1,3}\.X\.X|\d{1,3}\.X\.X\.X"
_CAPITALS = r"[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)+\b"
#: What a synopsis says may be left out: `tool [-v] [--output FILE] [options]`; `tr [A-Z] [a-z]` is none.
_SYNOPSIS = re.compile(
    r"(?<= )\[(?:--?[A-Za-z][^\[\]\n]*|[A-Z]{2,}(?:[_-][A-Z]+)*|options?|flags|args|arguments)\]"
    r"(?=\.\.\.|\s|$)"
)
#: A part of an address: `[IP]:[NODE_PORT]`, `root@[SERVER IP]`, `http://[node-ip]/`; `s/[AB]/c/` holds none.
_BRACKETED = r"\[(?:[A-Z]{2}[A-Z0-9 _-]*|[A-Z][a-z]++[A-Z][A-Za-z]*|[a-z]{2,}+[-_][a-z_-]+)(?<![ _-])\]"
#: Further ones, each with a text that it cannot do without: most codes hold none of those.
_RARE = (
    ("[[", re.compile(r"\[\[[A-Z][A-Z0-9_]*\]\]")),  # Katacoda's [[HOST_IP]]
    ("{{", re.compile(r"\{\{[A-Z][A-Z0-9_]*\}\}")),  # Killercoda's {{TRAFFIC_HOST1_80}}
    (
        "_",
        re.compile(r"\{\{[ ]?(?:session|ingress|workshop|registry|environment)_[a-z]+[ ]?\}\}"),
    ),  # Educates'
    ("{{<", re.compile(r"\{\{<[ ]*param[ ]+\w+[ ]*>\}\}")),  # and Hugo's
    ("x.x.x", re.compile(r"\bx\.x\.x\.x\b")),
    ("://", re.compile(rf"(?<=://)(?:{_CAPITALS}|\.\.\.)")),  # http://NODE_IP
    ("@", re.compile(rf"(?<=@){_CAPITALS}")),  # root@MY_HOST
    *(
        (
            your,
            re.compile(
                rf"\b{your}_?(?i:(?:user|host|domain)?name|user|domain|password|email|ip|id|token|key)\b"
            ),
        )
        for your in ("your", "YOUR", "Your")
    ),
    ("__", re.compile(r"\b__(?:YOUR|REPLACE|CHANGE|INSERT)_[A-Z_]*[A-Z]__\b")),
    ("\u2026", re.compile(r"(?<!\S)\u2026(?!\S)")),
    *(
        (
            sign,
            re.compile(rf"(?<![\w.])(?:{address})(?![\w.-])"),
        )  # an address to complete; `1.x` is a release
        for sign, address in ((".x", _UNTOLD.replace("X", "x")), (".X", _UNTOLD))
    ),
    ("\u00ab", re.compile(r"\u00ab[^\u00ab\u00bb\n]+\u00bb")),  # «name»
    (" {", re.compile(r"(?<= ){[a-z]{2,}(?:-[a-z]{2,})+}(?=\s|$)")),  # {pod-name}
    (" [", re.compile(r"(?<= )\[[a-z]{2,}(?:[-_][a-z]{2,})+\](?=\s|$)")),  # [pod-name]
    (" [", _SYNOPSIS),
    (" [", re.compile(rf"(?<= ){_BRACKETED}(?=:)")),
    *((f"{sign}[", re.compile(rf"(?<={sign}){_BRACKETED}(?=[\s:/]|$)")) for sign in ("://", "@", ":")),
    ("=xxx", re.compile(r"(?<==)xxx\b")),
    ("=TODO", re.compile(r"(?<==)TODO\b")),
    ("***", re.compile(r"(?<=[=-])\*{3,}")),
)

#: Spellings that are one when they are highlighted.
HIGHLIGHTED = re.compile(r"^(?:<.*|[A-Z][A-Z0-9]*(?:[-_ ][A-Z0-9]+)*|.*[xX]{2,}.*|.*\b[xX]\b.*|\w+X)$")

#: What stands in `<…>` in a command for another reason: redirections never have a word right after both.
_HERE_STRING = re.compile(r"<<-?\s*['\"]?\w+")


def strip_highlights(text: str) -> str:
    """`curl http://`IP`` is `curl http://IP` to who runs it."""
    return take_marks(text, Marks(spans=BACKTICKS)).code


def everywhere(text: str) -> list[re.Match[str]]:
    """What is a placeholder of `text` wherever it stands, in order."""
    is_possible = any(sign in text for sign in _SIGNS) or _CAPITAL.search(text)
    return list(_EVERYWHERE.finditer(text)) if is_possible else []


@remembered  # two rules ask, and whoever makes scripts
def placeholders(data: str) -> tuple[str, ...]:
    """The placeholders in a snippet's data (backticks still in place), each once, in order."""
    found: dict[str, None] = {}
    for value in BACKTICKS.findall(data) if "`" in data else ():
        if HIGHLIGHTED.match(value) and not value.startswith("$"):
            found[value] = None
    plain = strip_highlights(data)
    searched = _HERE_STRING.sub(lambda found: " " * len(found.group()), plain) if "<<" in plain else plain
    matches = everywhere(searched)
    if rare := [match for sign, pattern in _RARE if sign in searched for match in pattern.finditer(searched)]:
        matches = sorted((*matches, *rare), key=re.Match.start)
    for match in matches:
        is_other = _in_comment(plain, match.start()) or _is_meant(plain, match) or _is_markup(plain, match)
        if not is_other:
            found[match.group()] = None
    return tuple(found)


#: What stands around a value's name, and goes with it.
_AROUND = "<>[]{}\u00ab\u00bb@_ "


def fill(data: str, values: Mapping[str, str]) -> str:
    """`data` with every placeholder that `values` names replaced, but no variable; longest names first.

    `<name>` is named by `name`, too.
    """
    if any(name in data for name in values):
        whole = {each: values[bare] for each in placeholders(data) if (bare := each.strip(_AROUND)) in values}
        values = {**whole, **values}
    for name in sorted(values, key=len, reverse=True):
        if name in data:
            data = re.sub(
                rf"(?<![\w$-])(?<!\$\{{)`?{re.escape(name)}`?(?![\w-])",
                lambda _: values[name],  # noqa: B023
                data,
            )
    return data


def _in_comment(text: str, at: int) -> bool:
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return re.search(r"(?:^|\s)#", line) is not None


#: Characters that a shell does not take for themselves.
_READ_BY_SHELLS = re.compile(r"[;&|<>()$`\"'\\*?{}\[\]#!~\x00-\x1f\x7f]")


def is_data(value: str) -> bool:
    """Whether a value stays one text wherever a command has its placeholder."""
    return not _READ_BY_SHELLS.search(value)


#: Elements of HTML: in quotes or in a here-document they are what they look like, and no value is asked for.
_ELEMENTS = frozenset(
    """a b big blockquote body br center code dd div dl dt em figure footer form h1 h2 h3 h4 h5 h6 head header
    hr html i iframe img input li link main meta nav ol option p pre script section select small span strong
    style sub sup svg table tbody td textarea th thead title tr tt u ul""".split()  # noqa: SIM905
)
_TAG = re.compile(r"<([A-Za-z][\w-]*)[ >]")


#: What programs print where there is nothing to tell.
_PRINTED = frozenset(("<none>", "<unknown>", "<pending>", "<nil>", "<invalid>", "<unset>", "<no value>"))
#: `List<String>`, `Vec<T>`, `vector<int>`, `fn first<T>(`: a type with those that it is made of.
_GENERIC = re.compile(
    r"(?:\b[A-Z]\w*<[A-Z]?\w+|::\w+<\w+|\b(?:fn|func|fun|def|class|struct|impl|interface|type)[ ]*\w*<\w+"
    r"|\w<(?:int|long|short|char|bool|boolean|byte|float|double|void|string|str|number|any|unknown|[iu]\d+))>$"
)
_MADE_UP = re.compile(r"\bmktemp\b[^|;&\n()]*$")  #: it puts letters for the last X of what follows


def _is_meant(text: str, match: re.Match[str]) -> bool:
    """Whether what looks like a value's name is what is meant: a type, a template, what programs print."""
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.end()]
    if match.group().endswith(("XXX", "XX")) and _MADE_UP.search(line):
        return True
    if match.group() in LEFT_OUT and _is_said(text, match.start()):
        return True
    if _SYNOPSIS.match(text, match.start()):  # `echo [INFO] ready` says it with its first word, too
        return _is_quoted(text, match.start()) or _is_said(text, match.start() + 1)
    return match.group() in _PRINTED or _GENERIC.search(line) is not None


def _is_said(text: str, at: int) -> bool:
    """Whether the word at `at` is what `echo "Waiting for the pods ..."` says, and no value of its own."""
    return any(
        command.name in ("echo", "printf", "read") and command.words[-1].end > at > command.words[1].start
        for command in commands_of_text(text)
        if len(command.words) > 1
    )


def _is_markup(text: str, match: re.Match[str]) -> bool:
    """Whether `<h1>` is a page's, not a value's name: it is closed, or quoted and an element of HTML.

    A shell takes a bare `<h1>` for a redirection, so nobody types it.
    """
    tag = _TAG.match(match.group())
    if tag is None:
        return False
    if re.search(rf"</{re.escape(tag[1])}\s*>", text, re.I):
        return True
    return tag[1].lower() in _ELEMENTS and _is_quoted(text, match.start())


def _is_quoted(text: str, at: int) -> bool:
    """Whether the shell takes what stands at `at` for a text: in a quoted word, or in a here-document."""
    for command in commands_of_text(text):
        if any(
            word.start <= at < word.end and word.quoted for word in (*command.words, *command.assignments)
        ):
            return True
        if any(each.body and each.body[0] <= at < each.body[1] for each in command.redirections):
            return True
    return False


def shown_placeholders(code: str, marks: Marks | None) -> tuple[str, ...]:
    """Those of `code` as its deck shows it: what the deck's own pattern takes away was a highlight."""
    return placeholders(take_marks(code, marks).code if marks is not None and marks.is_own else code)
