"""What harms whoever runs it: refused unless `--allow NAME`.

Adding one: a row in `DANGERS`.

Knows programs and their options. Must not know shell syntax.
"""

from slidegen.lazy_dataclass import dataclass
from slidegen.shell.options import Predicate, all_of, has

#: Programs that run what their words say: dangers are looked for in those too.
CARRIERS = frozenset(
    """ssh sh bash eval xargs env nsenter timeout watch find exec sudo doas time nohup command nice ionice
    setsid stdbuf winpty busybox""".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Danger:
    """What is refused unless `--allow NAME`."""

    name: str
    what: str
    matches: Predicate  #: of words whose first is a program's name, without its folder

    def is_in(self, words: tuple[str, ...]) -> bool:
        """Whether a command with these words does that, wherever its program lies."""
        return self.matches((program_name(words[0]), *words[1:]))


def program_name(word: str) -> str:
    """`mkfs.ext4` of `/sbin/mkfs.ext4`."""
    return word.rpartition("/")[2]


def _removes_recursively(words: tuple[str, ...]) -> bool:
    return has("-r", "-R", "--recursive")(words) and has("-f", "--force")(words)


def _named(*names: str) -> Predicate:
    return lambda words: words[0] in names


DANGERS: tuple[Danger, ...] = (
    Danger("sudo", "acts as root", _named("sudo", "su", "doas")),
    Danger("rm", "removes whole trees", all_of(_named("rm"), _removes_recursively)),
    Danger("find", "removes all that it finds", all_of(_named("find"), lambda words: "-delete" in words)),
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
