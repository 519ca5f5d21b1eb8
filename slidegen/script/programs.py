"""The programs that matter to who runs an exercise: those that do not end, that ask, that harm.

Adding one: a row in `BLOCKING`, `INTERACTIVE` or `DANGERS`; what opens a place has its row in
`text/typed/openers.py`.

Knows programs and their options. Must not know shell syntax.
"""

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.shell.options import Predicate, all_of, always, has, no, sub

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


def _has_word(word: str) -> Predicate:
    """Whether one of the words is this: Go's programs have long options with one dash."""
    return lambda words: word in words[1:]


def _counts(words: tuple[str, ...]) -> bool:
    """`vmstat 1`, but not `vmstat 1 5`."""
    return len([word for word in words[1:] if word.isdigit()]) == 1


def _long_sleep(words: tuple[str, ...]) -> bool:
    return len(words) > 1 and bool(re.fullmatch(r"infinity|inf|\d{4,}|\d+[hd]", words[1]))


_KUBECTLS = ("kubectl", "k", "oc", "kubecolor")
_ENGINES = ("docker", "podman", "nerdctl", "crictl")

#: Programs that do not end by themselves. First match wins; names may stand more than once.
BLOCKING: tuple[tuple[str, Predicate], ...] = (
    ("watch", always),
    ("stern", no(has("--no-follow"))),
    *((name, always) for name in ("kubetail", "multitail", "watchexec", "entr", "mitmproxy", "mitmdump")),
    *((name, no(has("-b", "--batch"))) for name in ("top", "iotop", "atop")),
    *((name, always) for name in ("htop", "btop", "nvtop", "iftop", "nethogs", "glances")),
    *((name, all_of(sub("get", "events"), has("-w", "--watch", "--watch-only"))) for name in _KUBECTLS),
    *((name, all_of(sub("logs"), has("-f", "--follow"))) for name in _KUBECTLS),
    *((name, sub("port-forward", "proxy")) for name in _KUBECTLS),
    ("minikube", sub("tunnel")),
    ("minikube", all_of(sub("dashboard"), no(has("--url")))),
    ("tail", has("-f", "-F", "--follow")),
    ("journalctl", has("-f", "--follow")),
    ("dmesg", has("-w", "-W", "--follow", "--follow-new")),
    ("inotifywait", has("-m", "--monitor")),
    ("udevadm", sub("monitor")),
    ("ip", sub("monitor")),
    ("strace", has("-p", "--attach")),
    ("perf", sub("top")),
    ("docker", all_of(sub("compose up"), no(has("-d", "--detach", "--wait")))),
    ("docker-compose", all_of(sub("up"), no(has("-d", "--detach")))),
    *(
        (name, all_of(sub("logs", "compose logs", "service logs"), has("-f", "--follow")))
        for name in _ENGINES
    ),
    ("docker-compose", all_of(sub("logs"), has("-f", "--follow"))),
    *((name, all_of(sub("events"), no(has("--until")))) for name in _ENGINES),
    *((name, all_of(sub("stats"), no(has("--no-stream")))) for name in _ENGINES),
    ("docker", sub("compose watch")),
    ("ping", no(has("-c"))),
    ("fg", always),
    ("ssh", all_of(has("-N"), no(has("-f")))),
    *((name, _counts) for name in ("vmstat", "iostat", "mpstat", "pidstat", "sar")),
    ("nvidia-smi", has("-l", "--loop", "--loop-ms")),
    ("tcpdump", no(has("-c"))),
    ("ngrep", no(has("-n"))),
    ("nc", has("-l")),
    ("ncat", has("-l")),
    ("socat", lambda words: any("LISTEN" in word for word in words)),
    ("redis-cli", sub("monitor", "subscribe", "psubscribe", "MONITOR", "SUBSCRIBE", "PSUBSCRIBE")),
    ("mosquitto_sub", no(has("-C", "-W"))),
    ("nats", sub("sub", "subscribe")),
    ("kafka-console-consumer", no(has("--max-messages", "--timeout-ms"))),
    ("kafka-console-consumer.sh", no(has("--max-messages", "--timeout-ms"))),
    ("sleep", _long_sleep),
    ("yes", always),
    *((name, lambda words: "http.server" in words) for name in ("python", "python3")),
    *((name, sub("serve", "server")) for name in ("mkdocs", "jekyll", "hugo")),
    ("npx", sub("serve", "http-server")),
    *((name, all_of(sub("agent", "server"), _has_word("-dev"))) for name in ("vault", "consul", "nomad")),
    ("tilt", sub("up")),
    ("skaffold", sub("dev")),
    ("flux", all_of(sub("logs"), has("-f", "--follow"))),
    ("flux", all_of(sub("get"), has("-w", "--watch"))),
    ("kube-apiserver", always),
    ("kube-controller-manager", always),
    ("kube-scheduler", always),
    ("kubelet", always),
    ("etcd", always),
    ("dockerd", always),
    ("containerd", always),
)

#: Programs that go on for ever where what they run does: whether it does is seen only then.
IN_FRONT: tuple[tuple[str, Predicate], ...] = (
    *((name, all_of(sub("run"), no(has("-d", "--detach")))) for name in ("docker", "podman", "nerdctl")),
    ("docker", all_of(sub("start"), has("-a", "--attach"))),
    *((name, sub("start", "run start", "run dev", "run serve")) for name in ("npm", "yarn", "pnpm")),
    *((name, lambda words: len(words) > 1) for name in ("python", "python3", "node")),
    *((name, sub("run")) for name in ("flask", "go")),
    ("rails", sub("server", "s")),
    *((name, always) for name in ("nginx", "rackup", "gunicorn", "uvicorn", "caddy", "traefik", "hugo")),
    ("java", has("-jar")),
)

#: Programs that take minutes where all is well.
SLOW: tuple[tuple[str, Predicate], ...] = (
    *((name, sub("build", "image build", "buildx build")) for name in ("docker", "podman", "nerdctl")),
    *((name, sub("compose build", "compose pull", "pull")) for name in ("docker", "podman")),
    ("docker-compose", sub("build", "pull")),
    *((name, sub("install", "upgrade", "update", "add")) for name in ("apt", "apt-get", "apk", "yum", "dnf")),
    *((name, sub("install", "ci")) for name in ("pip", "pip3", "npm", "yarn", "gem", "bundle", "cargo")),
    *((name, sub("apply", "destroy", "init")) for name in ("terraform", "tofu")),
    *((name, sub("create", "create cluster", "cluster create")) for name in ("kind", "k3d", "eksctl")),
    ("minikube", sub("start")),
    ("kubeadm", sub("init", "join")),
    *((name, always) for name in ("mvn", "gradle", "ansible-playbook", "packer")),
    *((name, has("--wait")) for name in ("helm",)),
)

#: Programs that ask for keys, beside those that open a place (`slidegen.text.typed.openers`).
INTERACTIVE: tuple[tuple[str, Predicate], ...] = (
    *((name, always) for name in ("vim", "vi", "nvim", "nano", "emacs", "k9s", "visudo", "passwd", "tmux")),
    *((name, always) for name in ("less", "more", "screen", "telnet", "htop", "read", "mc")),
    ("cat", lambda words: len(words) == 1),
    ("kubectl", sub("edit")),
    ("docker", all_of(sub("login"), no(has("-p", "--password", "--password-stdin")))),
    ("crontab", has("-e")),
    ("fdisk", no(has("-l"))),
    ("kubectl", sub("create -f -", "apply -f -")),
)


def _removes_recursively(words: tuple[str, ...]) -> bool:
    return has("-r", "-R", "--recursive")(words) and has("-f", "--force")(words)


def _named(*names: str) -> Predicate:
    return lambda words: words[0].rsplit("/", 1)[-1] in names


DANGERS: tuple[Danger, ...] = (
    Danger("sudo", "acts as root", _named("sudo", "su", "doas")),
    Danger("rm", "removes whole trees", all_of(_named("rm"), _removes_recursively)),
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
        all_of(_named("docker", "podman"), lambda words: "prune" in words),
    ),
)
PIPED_FROM_THE_NET = "curl | sh"
