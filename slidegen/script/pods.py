"""Asking the pods of a cluster what they wait for, when a command has waited for them in vain.

Knows kubectl. Must not know steps, nor what an answer means.
"""

import re
import subprocess
from collections.abc import Mapping

WAITED_IN_VAIN = re.compile(
    r"timed out waiting for the condition|exceeded its progress deadline|timed out waiting for", re.I
)
#: Commands that wait for pods, and may take longer than a step may.
WAITS = re.compile(r"\bkubectl\b.*\b(?:wait|rollout status)\b")
_WAITING = "{range .items[*].status.containerStatuses[*].state.waiting}{.reason}: {.message}{'\\n'}{end}"
MOST = 3


def why_pods_wait(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The reasons that waiting containers give, each once."""
    words = [
        "kubectl",
        "get",
        "pods",
        "--all-namespaces",
        "--request-timeout=8s",
        "-o",
        f"jsonpath={_WAITING}",
    ]
    try:
        done = subprocess.run(
            words, env=dict(environment), stdin=subprocess.DEVNULL, capture_output=True, text=True,
            errors="replace", check=False, timeout=12,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ()
    lines = (line.strip(": ") for line in done.stdout.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line and "ContainerCreating" not in line))[:MOST]
