"""What a text calls a command by a name of its own:

    alias kc=kubectl          alias kr='kc run'          Set-Alias kc kubectl
    k() { kubectl -n web "$@"; }                         function k { kubectl @args }

Knows how shells give such names. Must not know what any command means.
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.lint.unwrap import ALIASES
from slidegen.shell import Word

_PROGRAMS = frozenset(("kubectl", "helm", "docker", "docker-compose", "minikube", "kubeadm"))
#: What an alias stands for, as far as it is plain words: a program, verbs and flags.
_BODY = r"[a-z][\w.-]*+(?>(?:[ ](?!-{1,2}[\"'\s])[\w./:@=-]+)*)"
_ALIAS = re.compile(
    r"(?:alias(?<!\walias)[ \t]+|(?:Set|New)-Alias(?<!\w...-Alias)[ \t]+(?:-Name[ \t]+)?)"
    r"(?P<name>[a-z][\w-]*)(?:=|[ \t]+(?:-Value[ \t]+)?)"
    rf"(?:(?P<quote>[\"'])(?P<quoted>{_BODY})(?P=quote)|(?P<plain>[a-z][\w.-]*+))(?![^\s;#)`])"
)
#: A function that hands all its words on, and does nothing else.
_FUNCTION = re.compile(
    r"(?P<name>[a-z][\w-]*+)[ \t]*+(?>(?:\(\)\s*+)?)\{\s*+(?>(?:command[ \t]++)?)"
    r"(?P<body>[a-z][\w.-]*+(?>(?:[ \t]+[\w./:=-]+)*))[ \t]+(?:\"\$@\"|\$[@*]|[@$]args)[ \t]*+;?+\s*+\}"
)
#: How such a function ends: looked for first, since each word may be the name of one.
_HANDED_ON = re.compile(r"[$@](?:(?<=\$)[@*]\"?|args)[ \t]*+;?+\s*+\}")
#: Flags of aliases whose value stands behind them.
_VALUED = frozenset((
    "-n", "--namespace", "--context", "--kubeconfig", "--cluster", "--user", "-f", "-o", "-p",
    "--net", "--network", "--name", "-v", "--volume", "-e", "--env", "-w", "--workdir", "-u", "--entrypoint",
))  # fmt: skip
_DEEPEST = 4

OwnNames = dict[str, tuple[str, ...]]


def may_give_names(text: str) -> bool:
    """Whether a text may give a name to a command: the word "aliases" does not. A yes may be wrong."""
    return next(_bodies(text), None) is not None


def _may_alias(text: str) -> bool:
    return "lias" in text


def _may_hand_on(text: str) -> bool:
    return "}" in text and _HANDED_ON.search(text) is not None


def own_names(text: str) -> OwnNames:
    """The program and the verbs that each name stands for, from somewhere on."""
    bodies = dict(_bodies(text))
    found = ((name, _resolved(body, bodies)) for name, body in bodies.items())
    return {name: words for name, words in found if words}


def _bodies(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if _may_alias(text):
        for each in _ALIAS.finditer(text):
            yield each["name"], tuple(_verbs((each["quoted"] or each["plain"]).split()))
    if _may_hand_on(text):
        for each in _FUNCTION.finditer(text):
            yield each["name"], tuple(_verbs(each["body"].split()))


def _verbs(words: list[str]) -> Iterator[str]:
    """The words without flags: these hold for all that is asked by the name."""
    before = ""
    for word in words:
        if not word.startswith("-") and before not in _VALUED:
            yield word
        before = word


def _resolved(words: tuple[str, ...], bodies: OwnNames) -> tuple[str, ...]:
    """`words` from a program on that is no other name of the text's; none when there is none such."""
    for _ in range(_DEEPEST):
        program = ALIASES.get(words[0], words[0])
        if program in _PROGRAMS:
            return (program, *words[1:])
        if words[0] not in bodies:
            break
        words = (*bodies[words[0]], *words[1:])
    return ()


def spelled_out(word: Word, words: tuple[str, ...]) -> tuple[Word, ...]:
    """The verbs that a name brings along, all of them where the name stands."""
    return tuple(Word(word.start, word.end, word.raw, each, quoted=False) for each in words)
