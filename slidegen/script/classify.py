"""What kind of thing a command is: does it end, does it ask, does it harm, is it meant to fail.

Knows programs, by tables. Must not know slides, nor run anything.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from slidegen.shell import Command, read_shell

Predicate = Callable[[tuple[str, ...]], bool]

SHELLS = frozenset({"sh", "bash", "ash", "zsh", "su", "/bin/sh", "/bin/bash"})
#: Programs that run what their words say: dangers are looked for in those too.
CARRIERS = frozenset(
    {"ssh", "sh", "bash", "eval", "xargs", "env", "nsenter", "timeout", "watch", "find", "exec"}
)


@dataclass(frozen=True, slots=True)
class Danger:
    """What is refused unless `--allow NAME`."""

    name: str
    what: str
    matches: Predicate


def _has(*options: str) -> Predicate:
    """Whether one of the long or short options is given; short ones also in a cluster: `-it`."""
    long = {option for option in options if option.startswith("--")}
    short = {option[1] for option in options if not option.startswith("--")}

    def given(words: tuple[str, ...]) -> bool:
        for word in words[1:]:
            if word == "--":
                return False
            if word.split("=")[0] in long and not word.endswith("=false"):
                return True
            if re.fullmatch(r"-[A-Za-z]+", word) and short & set(word[1:]):
                return True
        return False

    return given


def _sub(*names: str) -> Predicate:
    """Whether the first words that are no options are one of these: `compose up`."""
    wanted = [tuple(name.split()) for name in names]

    def is_called(words: tuple[str, ...]) -> bool:
        plain = tuple(word for word in words[1:] if not word.startswith("-"))
        return any(plain[: len(name)] == name or name == plain[1 : len(name) + 1] for name in wanted)

    return is_called


def _all(*tests: Predicate) -> Predicate:
    return lambda words: all(test(words) for test in tests)


def _any(*tests: Predicate) -> Predicate:
    return lambda words: any(test(words) for test in tests)


def _not(test: Predicate) -> Predicate:
    return lambda words: not test(words)


def _always(words: tuple[str, ...]) -> bool:
    return bool(words)


def _alone(words: tuple[str, ...]) -> bool:
    return len([word for word in words[1:] if not word.startswith("-")]) == 0


def _no_command(words: tuple[str, ...]) -> bool:
    """`docker run -it IMAGE`, `ssh HOST`: what runs there is a shell, or nobody says what."""
    if "--" in words:
        after = words[words.index("--") + 1 :]
        return not after or (after[0] in SHELLS and "-c" not in after)
    plain = [word for word in words[1:] if not word.startswith("-")]
    return len(plain) <= 2 or words[-1] in SHELLS


def _host_only(words: tuple[str, ...]) -> bool:
    """`ssh -p 22 user@host`: a host and no command."""
    plain: list[str] = []
    rest = iter(words[1:])
    for word in rest:
        if re.fullmatch(r"-[bcDEeFIiJLlmOopQRSWw]", word):
            next(rest, None)
        elif not word.startswith("-"):
            plain.append(word)
    return len(plain) <= 1


def _counts(words: tuple[str, ...]) -> bool:
    """`vmstat 1`, but not `vmstat 1 5`."""
    return len([word for word in words[1:] if word.isdigit()]) == 1


def _long_sleep(words: tuple[str, ...]) -> bool:
    return len(words) > 1 and bool(re.fullmatch(r"infinity|inf|\d{4,}|\d+[hd]", words[1]))


#: Programs that do not end by themselves. First match wins; names may stand more than once.
BLOCKING: tuple[tuple[str, Predicate], ...] = (
    ("watch", _always),
    ("stern", _not(_has("--no-follow"))),
    ("top", _not(_has("-b"))),
    ("htop", _always),
    ("kubectl", _all(_sub("get"), _has("-w", "--watch", "--watch-only"))),
    ("kubectl", _all(_sub("logs"), _has("-f", "--follow"))),
    ("kubectl", _sub("port-forward", "proxy")),
    ("kubectl", _all(_sub("events"), _has("-w", "--watch"))),
    ("tail", _has("-f", "-F", "--follow")),
    ("journalctl", _has("-f", "--follow")),
    ("docker", _all(_sub("compose up"), _not(_has("-d", "--detach", "--wait")))),
    ("docker-compose", _all(_sub("up"), _not(_has("-d", "--detach")))),
    ("docker", _all(_sub("logs", "compose logs", "service logs"), _has("-f", "--follow"))),
    ("docker-compose", _all(_sub("logs"), _has("-f", "--follow"))),
    ("docker", _sub("events")),
    ("docker", _all(_sub("stats"), _not(_has("--no-stream")))),
    ("ping", _not(_has("-c"))),
    ("vmstat", _counts),
    ("iostat", _counts),
    ("tcpdump", _not(_has("-c"))),
    ("ngrep", _not(_has("-n"))),
    ("nc", _has("-l")),
    ("sleep", _long_sleep),
    ("yes", _always),
    ("python3", lambda words: "http.server" in words),
    ("tilt", _sub("up")),
    ("skaffold", _sub("dev")),
    ("flux", _all(_sub("logs"), _has("-f", "--follow"))),
    ("flux", _all(_sub("get"), _has("-w", "--watch"))),
    ("kube-apiserver", _always),
    ("kube-controller-manager", _always),
    ("kube-scheduler", _always),
    ("kubelet", _always),
    ("etcd", _always),
    ("dockerd", _always),
    ("containerd", _always),
)

#: Programs that ask for keys.
INTERACTIVE: tuple[tuple[str, Predicate], ...] = (
    *((name, _always) for name in ("vim", "vi", "nvim", "nano", "emacs", "k9s", "visudo", "passwd", "tmux")),
    *((name, _always) for name in ("less", "more", "screen", "telnet", "htop", "read", "mc")),
    *((name, _alone) for name in ("python", "python3", "irb", "node", "mysql", "redis-cli", "mongo")),
    *((name, _alone) for name in ("bash", "sh", "zsh", "ash", "fish", "su")),
    ("psql", lambda words: not _has("-c", "-l", "-f", "--command", "--list")(words)),
    ("cat", lambda words: len(words) == 1),
    ("ssh", _host_only),
    ("kubectl", _sub("edit", "attach")),
    ("kubectl", _all(_sub("exec"), _has("-t", "--tty"), _no_command)),
    ("kubectl", _all(_sub("run"), _has("-t", "--tty"), _no_command)),
    ("kubectl", _all(_sub("debug"), _has("-t", "--tty"), _no_command)),
    (
        "docker",
        _all(_sub("run", "exec", "container run", "container exec"), _has("-t", "--tty"), _no_command),
    ),
    ("docker-compose", _all(_sub("exec", "run"), _no_command)),
    ("docker", _sub("attach")),
    ("docker", _all(_sub("login"), _not(_has("-p", "--password", "--password-stdin")))),
    ("crontab", _has("-e")),
    ("fdisk", _not(_has("-l"))),
    ("kubectl", _sub("create -f -", "apply -f -")),
)


def _removes_recursively(words: tuple[str, ...]) -> bool:
    return _has("-r", "-R", "--recursive")(words) and _has("-f", "--force")(words)


def _named(*names: str) -> Predicate:
    return lambda words: words[0].rsplit("/", 1)[-1] in names


DANGERS: tuple[Danger, ...] = (
    Danger("sudo", "acts as root", _named("sudo", "su", "doas")),
    Danger("rm", "removes whole trees", _all(_named("rm"), _removes_recursively)),
    Danger(
        "mkfs", "formats a disk", lambda words: words[0].startswith(("mkfs", "wipefs", "fdisk", "parted"))
    ),
    Danger(
        "dd",
        "writes to devices",
        lambda words: words[0] == "dd" and any(w.startswith("of=/dev") for w in words),
    ),
    Danger("iptables", "changes the firewall", _named("iptables", "ip6tables", "nft", "ufw")),
    Danger("systemctl", "changes the machine's services", _named("systemctl", "service")),
    Danger("kubeadm", "makes or resets a node", _named("kubeadm")),
    Danger("shutdown", "stops the machine", _named("shutdown", "reboot", "poweroff", "halt")),
    Danger(
        "prune",
        "removes what others may use",
        _all(_named("docker", "podman"), lambda words: "prune" in words),
    ),
)
PIPED_FROM_THE_NET = "curl | sh"


@dataclass(frozen=True, slots=True)
class Nature:
    """What is known of a text before it runs."""

    blocking: str  #: the command that does not end, `` when all do
    interactive: str  #: the command that asks for keys
    dangers: tuple[str, ...]  #: the names of `DANGERS` in it


@lru_cache(maxsize=4096)  # decks share exercises
def nature_of(text: str) -> Nature:
    """What the commands of `text` (highlights already taken away) are."""
    commands = read_shell(text, backticks="substitution").commands
    blocking = next((shown(c) for c in commands if _blocks(c)), "") or _endless_loop(text)
    interactive = next((shown(c) for c in commands if _asks(c)), "")
    return Nature(blocking, interactive, tuple(dict.fromkeys(_dangers(commands))))


def programs_of(text: str) -> tuple[str, ...]:
    """The first words of the commands of `text`, each once."""
    commands = read_shell(text, backticks="substitution").commands
    return tuple(dict.fromkeys(c.name for c in commands if re.fullmatch(r"[\w./+-]+", c.name)))


def shown(command: Command) -> str:
    return " ".join(word.raw for word in command.words[:4])


def words_of(command: Command) -> tuple[str, ...]:
    words = tuple(word.value for word in command.words)
    while words and words[0] in {"time", "nohup", "exec", "command", "env", "!"}:
        words = words[1:]
    return words


#: What makes any program say something and end.
ENDS_AT_ONCE = frozenset({"-version", "--version", "-V", "--help", "version"})


def _blocks(command: Command) -> bool:
    words = words_of(command)
    if not words or command.after == "&" or words[0] == "timeout" or ENDS_AT_ONCE & set(words[1:]):
        return False
    if words[0] == "sudo":
        words = words[1:]
    return any(words and words[0] == name and test(words) for name, test in BLOCKING)


def _asks(command: Command) -> bool:
    words = words_of(command)
    if not words or command.before == "|" or command.within == "$(" or _is_fed(command):
        return False
    if ENDS_AT_ONCE & set(words[1:]):
        return False
    if words[0] == "sudo":
        words = words[1:]
    return any(words and words[0] == name and test(words) for name, test in INTERACTIVE)


def _is_fed(command: Command) -> bool:
    return any(each.operator.lstrip("0").startswith("<") for each in command.redirections)


_LOOP = re.compile(r"\b(?:while|until)\s+(?:true|:|sleep\b[^;\n]*|\[ 1 \])\s*[;\n]|\bfor\s*\(\(\s*;\s*;")


def _endless_loop(text: str) -> str:
    match = _LOOP.search(text)
    return match.group().strip(" ;\n") if match and not re.search(r"done[^\n]*&\s*$|\bbreak\b", text) else ""


def _dangers(commands: tuple[Command, ...], depth: int = 3) -> Iterator[str]:
    for command in commands:
        words = tuple(word.value for word in command.words)
        if not words:
            continue
        starts = range(len(words)) if words[0] in CARRIERS | {"sudo", "time", "nohup", "command"} else (0,)
        yield from (d.name for d in DANGERS if any(d.matches(words[at:]) for at in starts))
        if words[0] in CARRIERS and depth:
            inner = (word for word in words[1:] if " " in word)
            yield from (name for text in inner for name in _dangers(read_shell(text).commands, depth - 1))
    for left, right in pairwise(commands):
        words = tuple(word for word in words_of(right) if word != "sudo")
        if right.before == "|" and left.name in {"curl", "wget"} and words and words[0] in SHELLS:
            yield PIPED_FROM_THE_NET


# ---- what the author says of the outcome
_TOLD = re.compile(
    r"\b(?:(?:an?|the following|this|our|these|some|terse) errors?\b|errors? message|getting errors|"
    r"(?:will|should|to) fail\b|fails\b|it's failing|won't work|does(?:n't| not) work|not work\b|"
    r"can't connect|permission error|forbidden|unauthorized|time out|complain|connection refused|"
    r"gives an error|\"AlreadyExists\"|can't be modified|doesn't pass)",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(r"\b(?:if|when|unless|may|might|in case|can't see)\b", re.IGNORECASE)
#: What a `wait` waits for when the author knows that the command fails.
_ERROR_TEXT = re.compile(
    r"error|forbidden|cannot|no such|not found|denied|refused|^-?bash:|\bnot an?\b|already", re.IGNORECASE
)


def told_to_fail(comments: str, prose: str) -> str:
    """The sentence that speaks of a failure, `` when none does."""
    for line in [*comments.split("\n"), *prose.split("\n")]:
        if _TOLD.search(line) and not (_SUPPOSED.search(line) and not line.rstrip().endswith("?")):
            return re.sub(r"^[\s#>*()-]+|[\s)]+$", "", line)
    return ""


def speaks_of_error(text: str) -> bool:
    return bool(_ERROR_TEXT.search(text))
