"""The programs that matter to who runs an exercise: those that do not end, that ask, that harm.

Adding one: a row in `BLOCKING`, `INTERACTIVE` or `DANGERS`.

Knows programs and their options. Must not know shell syntax.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

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

_EXEC = _all(_has("-t", "--tty"), _no_command)
_ENGINE_EXEC = _all(_sub("run", "exec", "container run", "container exec"), _EXEC)

#: Programs that open a place: what is typed next is typed in a container, or elsewhere, or as someone else.
PLACES: tuple[tuple[str, Predicate], ...] = (
    ("ssh", _host_only),
    ("su", lambda words: "-c" not in words),
    *((name, _alone) for name in ("bash", "sh", "zsh", "ash", "fish")),
    ("kubectl", _all(_sub("exec", "run", "debug"), _EXEC)),
    ("kubectl", _sub("attach")),
    *((name, _ENGINE_EXEC) for name in ("docker", "podman", "nerdctl")),
    ("docker", _all(_sub("compose exec", "compose run"), _no_command)),
    ("docker-compose", _all(_sub("exec", "run"), _no_command)),
    ("docker", _sub("attach")),
    *((name, _sub("ssh")) for name in ("docker-machine", "vagrant", "minikube", "limactl")),
    ("multipass", _sub("shell")),
    ("chroot", lambda words: len(words) <= 2 or words[-1] in SHELLS),
    ("nsenter", lambda words: words[-1] in SHELLS or words[-1].startswith("-")),
    ("unshare", lambda words: words[-1] in SHELLS or words[-1].startswith("-")),
    *(
        (name, _alone)
        for name in ("python", "python3", "irb", "node", "mysql", "redis-cli", "mongo", "mongosh")
    ),
    ("psql", lambda words: not _has("-c", "-l", "-f", "--command", "--list")(words)),
)
#: Those in which no shell reads what is typed.
NO_SHELLS = frozenset({"python", "python3", "irb", "node", "mysql", "redis-cli", "mongo", "mongosh", "psql"})

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
