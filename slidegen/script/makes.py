"""What commands make: files, variables, objects, images, programs, jobs in the background.

Knows programs' words. Must not know verdicts, nor what programs print.
"""

from collections.abc import Callable, Iterator
from typing import Literal

from slidegen import lazy_re as re
from slidegen.kept_answers import kept
from slidegen.lazy_dataclass import dataclass
from slidegen.memory import remembered
from slidegen.script.classify import words_of
from slidegen.shell import ShellCommand, commands_of_text

Sort = Literal["file", "value", "object", "image", "job", "program", "port"]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that a command leaves behind."""

    sort: Sort
    name: str

    def serves(self, wanted: "Thing") -> bool:
        """Whether who wants `wanted` is helped by this: the same, what lies in it, or what it began."""
        if self.sort != wanted.sort:
            return False
        if self.name == wanted.name or self.sort == "job":
            return True
        if self.sort == "file":
            return wanted.name.startswith(self.name.rstrip("/") + "/")
        return self.sort == "object" and wanted.name.startswith(self.name + "-")


JOB = Thing("job", "")
PATH = Thing("value", "PATH")
PROJECT = Thing("object", "the project of a compose file")


@kept("made", tuple[Thing, ...])
def made_by(text: str) -> tuple[Thing, ...]:
    """What the commands of `text` leave behind when they work, each once."""
    job = (JOB,) if _LEFT.search(text) else ()
    return tuple(
        dict.fromkeys((*(t for command in commands_of_text(text) for t in things_made(command, text)), *job))
    )


#: What is left in the background: also a whole loop or subshell.
_LEFT = re.compile(r"(?<![&>|<])&(?![&>\d])[ \t]*(?:#.*)?$", re.MULTILINE)


_FROM_A_FILE = frozenset({"-f", "-k", "--filename", "--kustomize"})
_MAKING = frozenset({"apply", "create", "replace"})  #: `kubectl logs -f` makes nothing


@remembered
def makes_unnamed_objects(text: str) -> bool:
    """Whether it makes objects that its words do not name: `kubectl apply -f URL`, a chart."""
    return any(
        (words[:1] == ("helm",) and {"install", "upgrade"} & set(words[1:3]))
        or (words[:1] == ("kubectl",) and _FROM_A_FILE & set(words) and _MAKING & set(words))
        for words in map(words_of, commands_of_text(text))
    )


@remembered
def makes_any(text: str, command: str) -> bool:
    """Whether it makes objects of the kind that `command` lists, or such as its words do not name."""
    made = {words[2] for words in map(words_of, commands_of_text(text)) if words[:2] == _CREATE and words[2:]}
    asked = [
        kind.rstrip("s")
        for words in map(words_of, commands_of_text(command))
        for kinds in plain_words(words[1:], KUBECTL_VALUED)[1:2]
        for kind in kinds.split(",")
    ]
    return makes_unnamed_objects(text) or any(
        kind.startswith(word) for kind in made for word in asked if word
    )


_CREATE = ("kubectl", "create")


# ---- what is made
def things_made(command: ShellCommand, text: str) -> Iterator[Thing]:
    words = words_of(command)
    yield from _variables(command, words)
    for redirection in command.redirections:
        if ">" in redirection.operator and redirection.target and "&" not in redirection.operator[-1:]:
            yield file_named(redirection.target.value)
    if words and (maker := _MAKERS.get(words[0].rsplit("/", 1)[-1])):
        yield from maker(words)
    if words[:1] == ("kubectl",):
        yield from _in_here_document(command, text)


def _variables(command: ShellCommand, words: tuple[str, ...]) -> Iterator[Thing]:
    bound = [word.value for word in command.assignments] if not words else []
    if words and words[0] in {"export", "declare", "local", "readonly", "typeset"}:
        bound += words[1:]
    if words and words[0] == "read":
        bound += [f"{word}=" for word in words[1:] if not word.startswith("-")]
    for each in bound:
        name, equals, _ = each.partition("=")
        if equals:
            yield Thing("value", name.rstrip("+"))


def file_named(name: str) -> Thing:
    """A file by the name that a command gives it: `~/a`, `./a` and `a` are one, in the run's HOME."""
    name = re.sub(r"^(?:~|\$HOME|\$\{HOME\})/", "", name.strip("'\""))
    return Thing("file", re.sub(r"^(?:\./)+", "", name).rstrip("/"))


def plain_words(words: tuple[str, ...], valued: frozenset[str] = frozenset()) -> list[str]:
    """The words that are no options, nor the values of those in `valued`."""
    found, rest = list[str](), iter(words)
    for word in rest:
        if word == "--":
            break
        if word in valued:
            next(rest, None)
        elif not word.startswith("-"):
            found.append(word)
    return found


def option_values(words: tuple[str, ...], *names: str) -> Iterator[str]:
    """The values of an option, as `-o x` or `--output=x`."""
    for word, following in zip(words, (*words[1:], ""), strict=True):
        if word in names:
            yield following
        elif "=" in word and word.split("=")[0] in names:
            yield word.partition("=")[2]


def _all_files(words: tuple[str, ...]) -> Iterator[Thing]:
    yield from map(file_named, plain_words(words[1:]))


def _last_file(words: tuple[str, ...]) -> Iterator[Thing]:
    plain = plain_words(words[1:])
    if len(plain) > 1:
        target = file_named(plain[-1])
        yield target
        if words[0] in {"cp", "mv"}:  # into a folder
            yield from (
                Thing("file", f"{target.name}/{source.rstrip('/').rsplit('/', 1)[-1]}")
                for source in plain[:-1]
            )


def _git(words: tuple[str, ...]) -> Iterator[Thing]:
    plain = plain_words(words[1:], frozenset({"-b", "--branch", "--depth", "-C", "-c"}))
    if plain[:1] == ["clone"] and len(plain) > 1:
        name = plain[2] if len(plain) > 2 else plain[1].rstrip("/").rsplit("/", 1)[-1].removesuffix(".git")
        yield file_named(name)
    if plain[:1] == ["init"] and len(plain) > 1:
        yield file_named(plain[1])


def _download(words: tuple[str, ...]) -> Iterator[Thing]:
    yield from map(file_named, option_values(words, "-o", "--output", "-O" if words[0] == "wget" else "-o"))
    by_its_name = words[0] == "wget" or any(re.fullmatch(r"-[a-zA-NP-Z]*O[a-zA-Z]*", w) for w in words)
    if by_its_name or "--remote-name" in words:
        yield from (file_named(w.rsplit("/", 1)[-1]) for w in words[1:] if "://" in w)


def _helm(words: tuple[str, ...]) -> Iterator[Thing]:
    plain = plain_words(words[1:], HELM_VALUED)
    spaces = option_values(words, "-n", "--namespace") if "--create-namespace" in words else ()
    yield from (Thing("object", space) for space in spaces)
    match plain:
        case ["create", name, *_]:
            yield file_named(name)
        case ["repo", "add", name, *_]:
            yield Thing("object", f"repo/{name}")
        case ["pull" | "fetch", chart, *_]:
            yield file_named(chart.rsplit("/", 1)[-1])
        case ["install" | "upgrade", name, *rest]:
            yield Thing("object", name)
            yield from (Thing("object", chart.rstrip("/").rsplit("/", 1)[-1]) for chart in rest[:1])


HELM_VALUED = frozenset({"-n", "--namespace", "--version", "--set", "-f", "--values", "--repo", "--timeout"})
KUBECTL_VALUED = frozenset(
    {"-n", "--namespace", "-o", "--output", "-l", "--selector", "-f", "--filename", "-c", "--container"}
    | {"--image", "--replicas", "--port", "--context", "--as", "--type", "-p", "--tail", "--since"}
)


def _kubectl(words: tuple[str, ...]) -> Iterator[Thing]:
    plain = plain_words(words[1:], KUBECTL_VALUED)
    match plain:
        case ["create", "service" | "secret" as kind, _, name, *_]:
            yield from (Thing("object", name), Thing("object", f"{kind}/{name}"))
        case ["create", _, name, *_] | ["run", name, *_]:
            yield Thing("object", name)
        case ["expose", *named]:
            given = list(option_values(words, "--name"))
            yield from (Thing("object", name) for name in given or [n.rsplit("/", 1)[-1] for n in named[-1:]])
        case ["port-forward", _, *forwarded]:
            yield from (Thing("port", each.partition(":")[0]) for each in forwarded)
    yield from map(file_named, option_values(words, "--output-file"))


def _in_here_document(command: ShellCommand, text: str) -> Iterator[Thing]:
    """The objects of `kubectl apply -f- <<EOF`."""
    bodies = (text[r.body[0] : r.body[1]] for r in command.redirections if r.body)
    yield from (Thing("object", name) for body in bodies for name in names_in_yaml(body))


def names_in_yaml(text: str) -> tuple[str, ...]:
    """`metadata: name:` of each document, by its lines: what is shown on slides is not always YAML."""
    return tuple(re.findall(r"^metadata:[^\n]*\n(?:[ \t][^\n]*\n)*?[ \t]+name: *['\"]?([\w.-]+)", text, re.M))


DOCKER_VALUED = frozenset(
    {
        "-p",
        "--publish",
        "-v",
        "--volume",
        "-e",
        "--env",
        "--name",
        "--net",
        "--network",
        "-w",
        "--mount",
        "-f",
    }
    | {"-t", "--tag", "--driver", "-d_", "--link", "--hostname", "-h", "-u", "--user", "--label", "--restart"}
    | {"--net-alias", "--network-alias", "--ip", "--subnet", "--entrypoint", "--platform", "--cpus", "-m"}
)


def _docker(words: tuple[str, ...]) -> Iterator[Thing]:
    named = option_values(words, "--name", "--net-alias", "--network-alias", "-h", "--hostname")
    yield from (Thing("object", name) for name in named)
    plain = plain_words(words[1:], DOCKER_VALUED if "build" in words else DOCKER_VALUED - {"-t"})
    match plain:
        case ["build", *_] | ["image", "build", *_] | ["buildx", "build", *_]:
            yield from (image_named(tag) for tag in option_values(words, "-t", "--tag"))
        case ["network" | "volume" | "secret" | "config", "create", *rest] if rest:
            yield Thing("object", rest[0] if plain[0] in {"secret", "config"} else rest[-1])
        case ["tag", _, new, *_] | ["commit", _, new, *_]:
            yield image_named(new)
        case ["pull", image, *_]:
            yield image_named(image)
        case ["cp", source, target, *_] if ":" not in target:
            yield file_named(source.rsplit("/", 1)[-1] if target.rstrip("/") == "." else target)
        case ["compose", "up" | "create" | "start" | "run", *_]:
            yield PROJECT
    for published in option_values(words, "-p", "--publish"):
        yield from (Thing("port", port) for port in published.split(":")[-2:-1] if port.isdigit())


def image_named(name: str) -> Thing:
    return Thing("image", name.removesuffix(":latest"))


def _keys(words: tuple[str, ...]) -> Iterator[Thing]:
    for name in option_values(words, "-out", "-keyout", "-f"):
        yield from (file_named(name), file_named(f"{name}.pub"))


def _installed(words: tuple[str, ...]) -> Iterator[Thing]:
    """Programs, as far as they bear the names of their packages."""
    plain = plain_words(words[1:])
    if plain[:1] and plain[0] in {"install", "add", "i"}:
        yield from (Thing("program", re.split(r"[=@<>\[]", name)[0]) for name in plain[1:])


_MAKERS: dict[str, Callable[[tuple[str, ...]], Iterator[Thing]]] = {
    **dict.fromkeys(("tee", "touch", "mkdir"), _all_files),
    **dict.fromkeys(("cp", "mv", "ln"), _last_file),
    **dict.fromkeys(("curl", "wget"), _download),
    **dict.fromkeys(("openssl", "ssh-keygen"), _keys),
    **dict.fromkeys(("docker", "podman", "nerdctl"), _docker),
    **dict.fromkeys(
        "apt apt-get aptitude apk yum dnf microdnf zypper brew snap pip pip3 npm gem pipx".split(),  # noqa: SIM905
        _installed,
    ),
    "docker-compose": lambda words: _docker(("docker", "compose", *words[1:])),
    "git": _git,
    "helm": _helm,
    "kubectl": _kubectl,
}
