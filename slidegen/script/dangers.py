"""What harms whoever runs it: refused unless `--allow NAME`.

Adding one: a row in `DANGERS`.

Knows programs and their options. Must not know shell syntax.
"""

from slidegen.lazy_dataclass import dataclass
from slidegen.shell.options import Predicate, all_of, has

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
