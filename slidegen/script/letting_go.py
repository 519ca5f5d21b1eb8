"""Leaving a container running that was started in front, as who goes on in another terminal does.

Knows programs' words and shells. Must not know steps, nor verdicts.
"""

from slidegen.script.classify import ENGINES, stays_in_front
from slidegen.script.drivers.shell import Shell
from slidegen.script.processes import kill_under


def let_go(shell: Shell, text: str) -> str:
    """Have the shell back, with the container that it started left running; what was done, `` when nothing.

    A client that is interrupted has its container stopped, one that is killed has not.
    """
    if not stays_in_front(text) or not kill_under(shell.pid, ENGINES):
        return ""
    return "its container is left running" if shell.wait_until(lambda: not shell.running, 1.5) else ""
