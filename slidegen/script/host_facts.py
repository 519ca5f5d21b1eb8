"""Asking what shells may do with the machine on which they stand: its folders, devices, systemd, servers.

A sandbox keeps most of that from them, which says nothing about a deck. Without one, who runs the exercises
as a user may have been meant to be root: then nothing is said.

Knows walls, sockets and files that tell. Must not know steps, nor what an answer means for a verdict.
"""

import os
import socket
from collections.abc import Callable, Iterable, Iterator, Sequence

from slidegen import lazy_re as re
from slidegen.script.facts import Answer, Fact
from slidegen.script.sandbox import Enclosure

#: Runs words in the sandbox, and says whether they went well.
Ask = Callable[[Sequence[str]], bool]

_INSTALLERS = r"(?:apt|apt-get|dpkg|dnf|yum|rpm|apk|zypper|pacman|snap|pip3?|npm|gem|make)\b"
#: By what a deck speaks of it.
_FOLDERS = re.compile(rf"(?<![\w.~$}}-])/(?:etc|usr|opt|var|srv|root|lib|boot|mnt)\b|\b{_INSTALLERS}")
_DEVICES = re.compile(
    rf"\b(?:{_INSTALLERS}|(?:ip|u?mount|sysctl|(?:user|group)(?:add|mod|del)|adduser|addgroup|deluser|passwd|chpasswd"
    r"|chown|chgrp|mknod|modprobe|insmod|rmmod|brctl|bridge|tc|nft|ufw|setcap|swapo(?:n|ff)|mkswap|losetup|chroot"
    r"|tcpdump|strace|dmesg|nsenter|unshare|renice|hostname|fdisk|parted|find|setfacl|ping|cryptsetup"
    r"|(?:lv|pv|vg)\w+)\b)"
)
_SYSTEMD = re.compile(
    r"\b(?:(?:system|journal|hostname|timedate|login|locale|network|resolve|bus)ctl|systemd-\w+)\b"
)


def of_the_machine(texts: Sequence[str], sandbox: Enclosure, ask: Ask) -> Iterator[Answer]:
    """The answers to what `texts` speak of."""
    if _spoken_of(_FOLDERS, texts) and (sandbox.walls or os.geteuid() == 0):
        yield Answer(Fact.SYSTEM, ask(["test", "-w", "/etc", "-a", "-w", "/usr"]))
    if _spoken_of(_DEVICES, texts) and sandbox.walls:
        yield Answer(Fact.PRIVILEGES, False, "the sandbox gives none")
    if _spoken_of(_SYSTEMD, texts):
        yield Answer(Fact.SYSTEMD, ask(["test", "-d", "/run/systemd/system"]))


def _spoken_of(what: re.Pattern[str], texts: Iterable[str]) -> bool:
    return any(map(what.search, texts))


Ports = tuple[tuple[frozenset[str], int], ...]
#: Where the servers of databases answer when nobody says otherwise, by their clients.
PORTS: Ports = (
    (frozenset(("psql", "pg_dump", "pg_restore", "pgbench", "createdb", "dropdb", "pg_isready")), 5432),
    (frozenset(("mysql", "mysqladmin", "mysqldump", "mariadb")), 3306),
    (frozenset(("redis-cli", "redis-benchmark")), 6379),
    (frozenset(("mongo", "mongosh", "mongoimport", "mongodump")), 27017),
)


def servers(programs: Sequence[str], *, reachable: bool = True, ports: Ports = PORTS) -> list[Answer]:
    """Whether each server answers; that one does not is no lack, since the deck may start it."""
    asked = [port for clients, port in ports if clients & set(programs)]
    there = [port for port in asked if reachable and _answers(port)]
    return [Answer(Fact.SERVERS, True if there == asked else None, _said(asked, there))] if asked else []


def _said(ports: Sequence[int], there: Sequence[int]) -> str:
    return ", ".join(f"{port} {'answers' if port in there else 'does not answer'}" for port in ports)


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False
