"""What commands use: files, variables, objects, images, programs, jobs in the background.

A step that uses what an earlier one was to make, and did not, says nothing of its own.

Knows programs' words. Must not know verdicts, nor what programs print.
"""

from collections.abc import Callable, Iterator, Mapping

from slidegen import lazy_re as re
from slidegen.kept_answers import kept
from slidegen.script.classify import words_of
from slidegen.script.error_pages import ASKING
from slidegen.script.makes import (
    DOCKER_VALUED,
    HELM_VALUED,
    JOB,
    KUBECTL_VALUED,
    PROJECT,
    Thing,
    file_named,
    image_named,
    option_values,
    plain_words,
    things_made,
)
from slidegen.shell import ShellCommand, commands_of_text


@kept("used", tuple[Thing, ...])
def used_by(text: str) -> tuple[Thing, ...]:
    """What the commands of `text` need, and do not make themselves before."""
    found: dict[Thing, None] = {}
    made: list[Thing] = []
    for command in commands_of_text(text):
        found |= {t: None for t in _used(command) if not any(own.serves(t) for own in made)}
        made += things_made(command, text)
    return tuple(found)


#: Programs whose words are files, however they look.
_READS_FILES = frozenset(
    """cat cp mv ls rm cd pushd head tail less sed grep diff chmod chown source . ln tar unzip sort wc
    stat file du""".split()  # noqa: SIM905
)
_OF_OBJECTS = frozenset(
    """get describe delete logs exec scale rollout edit expose port-forward wait label annotate patch set
    attach cp debug autoscale top cordon taint""".split()  # noqa: SIM905
)
_OF_CONTAINERS = frozenset(
    """exec logs stop start rm inspect attach
    kill restart port top diff commit cp wait""".split()  # noqa: SIM905
)
_OF_RELEASES = frozenset(("get", "status", "uninstall", "delete", "rollback", "history", "upgrade"))
_CHART = re.compile(r"[\w-]+/\w")  #: of a repository
#: `${X:-1}` has a value without anybody.
_VALUE = re.compile(r"(?<!\\)\$(?:([A-Za-z_]\w*)|\{[#!]?([A-Za-z_]\w*)(?!\w|:?[-=+?]))")
_JOBS = re.compile(r"^%(?:\d+|[+%-])?$")


def _used(command: ShellCommand) -> Iterator[Thing]:
    words = words_of(command)
    raw = [word.raw for word in (*command.assignments, *command.words) if not word.raw.startswith("'")]
    yield from (
        Thing("value", name) for text in raw for pair in _VALUE.findall(text) for name in pair if name
    )
    yield from _files_used(command, words)
    if not words:
        return
    if words[0] in {"fg", "bg", "disown"} or any(_JOBS.match(word) for word in words[1:]) or "$!" in raw:
        yield JOB
    if words[0] in ASKING:
        yield from (Thing("port", port[1]) for word in words[1:] if (port := _OF_THIS_MACHINE.match(word)))
    if words[0] in _OF_PROGRAMS:
        yield from _OF_PROGRAMS[words[0]](words)
    elif words[0] == "grep" and command.before == "|":
        yield from (Thing("object", word) for word in plain_words(words[1:])[:1])


def _files_used(command: ShellCommand, words: tuple[str, ...]) -> Iterator[Thing]:
    for redirection in command.redirections:
        if redirection.operator.lstrip("0123456789") == "<" and redirection.target:
            yield file_named(redirection.target.value)
    reads = bool(words) and words[0] in _READS_FILES
    for word in words[1:]:
        name = word.partition("=")[2] if word.startswith("--") else word
        if not name or name.rstrip("/") in {".", ".."}:
            continue
        if not name.startswith("-") and "://" not in name and (reads or re.search(r"[/.]", name)):
            yield file_named(name.removeprefix("@"))
    if words and words[0].startswith(("./", "~/")):
        yield file_named(words[0])


def _objects_used(words: tuple[str, ...]) -> Iterator[Thing]:
    yield from (Thing("object", name) for name in option_values(words, "-n", "--namespace"))
    for selector in option_values(words, "-l", "--selector"):
        yield from (Thing("object", name) for name in re.findall(r"=([\w.-]+)", selector))
    plain = plain_words(words[1:], KUBECTL_VALUED)
    if plain[:1] and plain[0] in _OF_OBJECTS:
        names = (
            part for word in plain[1:] for each in word.split(",") for part in (each, each.rsplit("/", 1)[-1])
        )
        yield from (Thing("object", name) for name in dict.fromkeys(names))


def _of_engine(words: tuple[str, ...]) -> Iterator[Thing]:
    valued = DOCKER_VALUED - {"-t", "-f", "-p"} if "exec" in words else DOCKER_VALUED - {"-t"}
    plain = plain_words(words[1:], valued)
    if plain[:1] in (["container"], ["image"]):
        plain = plain[1:]
    for name in option_values(words, "--net", "--network", "--volumes-from"):
        yield Thing("object", name)
    match plain:
        case ["compose", "ps" | "logs" | "exec" | "kill" | "stop" | "rm" | "top" | "port", *_]:
            yield PROJECT
        case ["network" | "volume", "connect" | "disconnect" | "rm" | "inspect", *names]:
            yield from (Thing("object", name) for name in names)
        case [verb, *names] if verb in _OF_CONTAINERS:
            yield from (Thing("object", name.partition(":")[0]) for name in names)
        case ["run" | "push" | "tag" | "history", image, *typed]:
            yield image_named(image)
            yield from (Thing("object", host[1]) for word in typed if (host := _HOST.match(word)))


def _of_compose(words: tuple[str, ...]) -> Iterator[Thing]:
    return _of_engine(("docker", "compose", *words[1:]))


def _of_helm(words: tuple[str, ...]) -> Iterator[Thing]:
    plain = plain_words(words[1:], HELM_VALUED)
    if plain[:1] and plain[0] in _OF_RELEASES:
        yield from (Thing("object", name) for name in plain[1:3])
    yield from (Thing("object", f"repo/{name.split('/')[0]}") for name in plain[1:] if _CHART.match(name))


#: What each program is told of the things that it uses.
_OF_PROGRAMS: Mapping[str, Callable[[tuple[str, ...]], Iterator[Thing]]] = {
    "kubectl": _objects_used,
    "helm": _of_helm,
    "docker": _of_engine,
    "podman": _of_engine,
    "nerdctl": _of_engine,
    "docker-compose": _of_compose,
}

#: `curl localhost:8000`
_OF_THIS_MACHINE = re.compile(r"(?:https?://)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]):(\d+)(?:/|$)")
#: A container by its name, in what another one runs: `curl es:9200`, `ping es`.
_HOST = re.compile(r"(?:https?://)?([a-z][\w-]*)(?::\d+)?(?:/\S*)?$")
