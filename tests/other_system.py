"""slidegen as on a system that lacks what POSIX has: run as a script, with a verb and its arguments.

What Windows' Python does not have is taken away before slidegen is imported. Not a test itself.
"""

import errno
import os
import select
import signal
import sys

#: Functions and flags that Python documents as "Availability: Unix"; `fchmod` came to Windows in 3.13.
OS = (
    "fchmod",
    "fchown",
    "chown",
    "lchown",
    "getuid",
    "geteuid",
    "getgid",
    "getegid",
    "fork",
    "forkpty",
    "setsid",
    "killpg",
    "getpgid",
    "getpgrp",
    "setpgid",
    "mkfifo",
    "openpty",
    "ttyname",
    "uname",
    "statvfs",
    "nice",
    "sched_getaffinity",
    "register_at_fork",
    "O_NONBLOCK",
    "O_CLOEXEC",
    "O_NOFOLLOW",
)
#: How to wait: Windows has `select` alone, and that for sockets.
SELECT = ("poll", "epoll", "kqueue", "devpoll")
SIGNALS = (
    "SIGKILL",
    "SIGHUP",
    "SIGWINCH",
    "SIGUSR1",
    "SIGUSR2",
    "SIGQUIT",
    "SIGTSTP",
    "SIGCHLD",
    "SIGALRM",
    "SIGPIPE",
    "SIGSTOP",
    "SIGCONT",
    "alarm",
    "setitimer",
    "pthread_kill",
    "pthread_sigmask",
)
MODULES = ("fcntl", "grp", "pty", "pwd", "resource", "syslog", "termios", "tty")


def hide_proc() -> None:
    """No file of `/proc` is there: Linux alone has it, and a container may hide it."""

    def see(event: str, arguments: tuple[object, ...]) -> None:
        if event in ("open", "os.listdir", "os.scandir") and str(arguments[0]).startswith("/proc"):
            raise FileNotFoundError(errno.ENOENT, "No such file or directory", arguments[0])

    sys.addaudithook(see)


def take_away() -> None:
    hide_proc()
    for module, names in ((os, OS), (signal, SIGNALS), (select, SELECT)):
        for name in names:
            if hasattr(module, name):
                delattr(module, name)
    for name in MODULES:
        sys.modules[name] = None  # type: ignore[assignment]


if __name__ == "__main__":
    take_away()
    from slidegen import cli

    cli.main(sys.argv[1:])
