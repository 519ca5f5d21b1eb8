"""Standing in a place: entering the shell of a container or of another machine, typing there, leaving it.

Knows panes that a place was opened in. Must not know steps, nor what an outcome means.
"""

from slidegen.script.drivers.shell import Shell

ANSWER = 5.0  #: seconds that a shell may take to answer after ^C


def enter(shell: Shell, seconds: float, moment: float, *, asked: bool) -> bool:
    """Wait for the place to open; whether a shell answers in it, if it is `asked`."""
    shell.wait_until(lambda: shell.began, ANSWER)
    shell.wait_until(lambda: not shell.running, moment)  # a prompt, or an end
    return asked and shell.running and typed(shell, ":", seconds)


def typed(shell: Shell, text: str, seconds: float) -> bool:
    """Have `text` run in the place; whether it came to its end there."""
    shell.type_in_place(text)
    shell.wait_until(lambda: shell.inner_status is not None or not shell.running, seconds)
    return shell.running and shell.inner_status is not None


def answers_again(shell: Shell) -> bool:
    """^C for what does not end there; whether the place is at its prompt again."""
    shell.interrupt()
    shell.wait_until(lambda: not shell.running, 0.3)
    return typed(shell, ":", ANSWER)


def leave(shell: Shell) -> None:
    """Out of it, as a person would."""
    shell.place = ""
    for keys in (b"\x03", b"exit\n", b"\x04"):
        if shell.running:
            shell.press(keys)
            shell.wait_until(lambda: not shell.running, 1.0)
