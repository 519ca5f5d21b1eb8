"""Commands inside commands: what `sudo`, `watch`, `ssh host`, `kubectl exec … --` are asked to run, and what
`alias` makes a name stand for.

Knows the words in front of the inner command. Must not know where commands stand in a document.
"""

from collections.abc import Iterator
from itertools import pairwise

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.shell import ShellCommand, Word, read_shell
from slidegen.text.typed import openers


@dataclass(frozen=True, slots=True)
class Wrapper:
    """A program that runs the words that follow its own."""

    options: frozenset[str] = frozenset()  #: that take the next word
    skipped: int = 0  #: words of its own before the command: a host, a duration
    elsewhere: bool = False  #: the command runs on another machine or in a container
    separated: bool = False  #: the command starts behind `--`


def wrapper(
    options: str = "", skipped: int = 0, *, elsewhere: bool = False, separated: bool = False
) -> Wrapper:
    return Wrapper(frozenset(options.split()), skipped, elsewhere, separated)


IN_CONTAINER = wrapper("-e --env -u --user -w --workdir --index", 1, elsewhere=True)
BEHIND_DASHES = wrapper(elsewhere=True, separated=True)

WRAPPERS: dict[tuple[str, ...], Wrapper] = {
    ("sudo",): wrapper("-u -g -h -p -C -D -R -T -U"),
    ("doas",): wrapper("-u -C"),
    ("time",): wrapper("-f -o"),
    ("watch",): wrapper("-n --interval -q"),
    ("env",): wrapper("-u -C -S"),
    ("nohup",): wrapper(),
    ("exec",): wrapper("-a"),
    ("command",): wrapper(),
    ("builtin",): wrapper(),
    ("eval",): wrapper(),
    ("nice",): wrapper("-n"),
    ("ionice",): wrapper("-c -n"),
    ("setsid",): wrapper(),
    ("stdbuf",): wrapper("-i -o -e"),
    ("timeout",): wrapper("-k -s", 1),
    ("retry",): wrapper(),
    ("xargs",): wrapper("-I -n -P -L -d -E -s -a"),
    ("ssh",): wrapper("-b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -Q -R -S -W -w", 1, elsewhere=True),
    ("kubectl", "exec"): BEHIND_DASHES,
    ("kubectl", "run"): BEHIND_DASHES,
    ("kubectl", "debug"): BEHIND_DASHES,
    ("docker", "exec"): IN_CONTAINER,
    ("docker", "container", "exec"): IN_CONTAINER,
    ("docker", "compose", "exec"): IN_CONTAINER,
    ("docker-compose", "exec"): IN_CONTAINER,
    ("podman", "exec"): IN_CONTAINER,
    ("minikube", "ssh"): wrapper("-n --node -p --profile", elsewhere=True),
    ("multipass", "exec"): wrapper("-d --working-directory", 1, elsewhere=True),
    ("limactl", "shell"): wrapper("--shell --workdir", 1, elsewhere=True),
}
SHELLS = openers.SHELLS - {"fish"}  #: fish reads what it is given by rules of its own
#: Programs that give a command a name, and their options that take the next word. Nobody runs it there.
DEFINERS = {
    "alias": wrapper(skipped=1),
    "abbr": wrapper("-p --position -r --regex -f --function -c --command", 1),
    "doskey": wrapper(),
}
NAMED = re.compile(r"[\w.@-]+=")
QUOTES = ("'", '"')
#: Programs that bring their own kubectl: the next word is the command's name.
DISTRIBUTIONS = frozenset(("k3s", "microk8s", "k0s", "rke2"))
ALIASES = {
    "k": "kubectl",
    "kubectl.exe": "kubectl",
    **dict.fromkeys(("$KUBECTL", "${KUBECTL}", "$kubectl", "${kubectl}"), "kubectl"),
    "kubecolor": "kubectl",
    "oc": "kubectl",  # OpenShift's, made of kubectl
    "microk8s.kubectl": "kubectl",
    "docker.exe": "docker",
}
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class InnerCommand:
    """A command as it is run: `program` and its words, however many wrappers stand around it."""

    program: str  #: its name without a path: `kubectl` of `./kubectl` and of `k`
    words: tuple[Word, ...]  #: from the program's name on
    wrappers: tuple[str, ...]  #: from the outside in
    elsewhere: bool  #: not run by the shell that reads it
    whole: ShellCommand  #: the simple command that it is, or is a part of


def program_of(word: Word) -> str:
    name = word.value.rstrip("/").rpartition("/")[2]
    return ALIASES.get(name, name)


def unwrap(text: str, command: ShellCommand) -> Iterator[InnerCommand]:
    """`command` itself, then what it runs, then what that runs."""
    yield from _unwrap(text, command, command.words, (), False)


def _unwrap(
    text: str, command: ShellCommand, words: tuple[Word, ...], wrappers: tuple[str, ...], elsewhere: bool
) -> Iterator[InnerCommand]:
    if not words or len(wrappers) > DEEPEST:
        return
    program = program_of(words[0])
    yield InnerCommand(program, words, wrappers, elsewhere, command)
    inside = (*wrappers, program)
    if program in SHELLS:
        yield from _shell_text(text, command, words, inside, elsewhere)
    elif program in DEFINERS:
        yield from _definitions(text, command, words, inside)
    elif program in DISTRIBUTIONS and len(words) > 1 and words[1].value == "kubectl":
        yield from _unwrap(text, command, words[1:], inside, elsewhere)
    elif program == "minikube" and len(words) > 1 and words[1].value == "kubectl":
        behind = words_inside(BEHIND_DASHES, words) or words[2:]
        yield from _unwrap(text, command, (words[1], *behind), inside, elsewhere)
    elif found := wrapper_of(program, words):
        rest = words_inside(found[0], words[found[1] :])
        if not rest and program == "ssh":  # the login shell reads what comes in
            yield from _bodies(text, command, inside, elsewhere=True)
        yield from _rest(text, command, rest, inside, elsewhere or found[0].elsewhere)


def _rest(
    text: str, command: ShellCommand, rest: tuple[Word, ...], wrappers: tuple[str, ...], elsewhere: bool
) -> Iterator[InnerCommand]:
    """The words behind a wrapper; a single quoted one is a command line (`watch "kubectl get pods"`)."""
    if len(rest) == 1 and rest[0].quoted and " " in rest[0].value:
        yield from _quoted(text, rest[0], wrappers, elsewhere)
    else:
        yield from _unwrap(text, command, rest, wrappers, elsewhere)


def _shell_text(
    text: str, command: ShellCommand, words: tuple[Word, ...], wrappers: tuple[str, ...], elsewhere: bool
) -> Iterator[InnerCommand]:
    """`bash -c '…'`, and the here-document that a shell reads."""
    for option, line in pairwise(words):
        if option.value.startswith("-") and option.value.endswith("c") and line.quoted:
            yield from _quoted(text, line, wrappers, elsewhere)
    if len(words) == 1 or all(word.value.startswith("-") for word in words[1:]):
        yield from _bodies(text, command, wrappers, elsewhere)


def _definitions(
    text: str, command: ShellCommand, words: tuple[Word, ...], wrappers: tuple[str, ...]
) -> Iterator[InnerCommand]:
    """`alias x='…' y='…'`, `alias x '…'` and `abbr -a x …` of fish, `doskey x=…`."""
    program, last = wrappers[-1], words[-1]
    named = [word for word in words[1:] if NAMED.match(word.raw)] if program != "abbr" else []
    if not named:
        rest = words_inside(DEFINERS[program], words[1:])
        yield from _rest(text, command, rest, wrappers, elsewhere=True)
    for word in named[:1] if program == "doskey" else named:
        start, end = word.start + word.raw.find("=") + 1, word.end
        if program == "doskey":
            yield from _lines(text, start, last.end, wrappers)
        elif word.raw[-1] in QUOTES and word.value.endswith(text[start + 1 : end - 1]):
            yield from _lines(text, start + 1, end - 1, wrappers)


def _lines(text: str, start: int, end: int, wrappers: tuple[str, ...]) -> Iterator[InnerCommand]:
    """Commands that are written here, and run wherever somebody asks for them."""
    for command in read_shell(text, start, end).commands:
        yield from _unwrap(text, command, command.words, wrappers, elsewhere=True)


def _quoted(text: str, word: Word, wrappers: tuple[str, ...], elsewhere: bool) -> Iterator[InnerCommand]:
    """The commands in a quoted word. Only where what stands there is what will be read."""
    if word.value != word.raw[1:-1]:
        return
    for command in read_shell(text, word.start + 1, word.end - 1).commands:
        yield from _unwrap(text, command, command.words, wrappers, elsewhere)


def _bodies(
    text: str, command: ShellCommand, wrappers: tuple[str, ...], elsewhere: bool
) -> Iterator[InnerCommand]:
    for redirection in command.redirections:
        if redirection.body is not None:
            for inner in read_shell(text, *redirection.body).commands:
                yield from _unwrap(text, inner, inner.words, wrappers, elsewhere)


def wrapper_of(program: str, words: tuple[Word, ...]) -> tuple[Wrapper, int] | None:
    """The wrapper that `words` begin with, and how many words name it."""
    if found := WRAPPERS.get((program,)):
        return found, 1
    if program not in SUBCOMMANDS:
        return None
    verbs = [at for at, word in enumerate(words) if at and not word.value.startswith("-")][:4]
    for length in (1, 2):
        for at in range(len(verbs) - length + 1):
            named = tuple(words[index].value for index in verbs[at : at + length])
            if found := WRAPPERS.get((program, *named)):
                return found, verbs[at + length - 1] + 1
    return None


SUBCOMMANDS = frozenset(names[0] for names in WRAPPERS if len(names) > 1)


def words_inside(found: Wrapper, words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of the inner command."""
    if found.separated:
        dashes = next((at for at, word in enumerate(words) if word.value == "--"), len(words))
        return words[dashes + 1 :]
    at, skipped = 0, 0
    while at < len(words):
        value = words[at].value
        if value == "--":
            at += 1
        elif value.startswith("-") and len(value) > 1:
            at += 2 if value in found.options else 1
        elif skipped < found.skipped:
            at, skipped = at + 1, skipped + 1
        elif "=" in value and value.partition("=")[0].isidentifier():
            at += 1
        else:
            break
    return words[at:]
