"""Asking the pods of a cluster what they wait for, when a command has waited for them in vain.

Knows kubectl. Must not know steps, nor what an answer means.
"""

import json
import subprocess
from collections.abc import Mapping
from typing import Any

from slidegen import lazy_re as re

WAITED_IN_VAIN = re.compile(
    r"timed out waiting for the condition|exceeded its progress deadline|timed out waiting for", re.I
)
#: Commands that wait for pods, and may take longer than a step may.
WAITS = re.compile(r"\bkubectl\b.*\b(?:wait|rollout status|run)\b")
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


_ASKED = re.compile(r"(?:connect to|address:|dial tcp) \(?((?:\d{1,3}\.){3}\d{1,3})[): ]")


def why_nobody_answers(output: str, environment: Mapping[str, str]) -> tuple[str, ...]:
    """Where a service did not answer: what the pods behind it wait for, if none of them is ready."""
    if not (asked := _ASKED.search(output)):
        return ()
    for service in _items("services", environment):
        spec = service.get("spec", {})
        if spec.get("clusterIP") == asked[1] and spec.get("selector"):
            chosen = ",".join(f"{key}={value}" for key, value in spec["selector"].items())
            space = service["metadata"]["namespace"]
            return _unready(service["metadata"]["name"], space, chosen, environment)
    return ()


def _unready(name: str, space: str, chosen: str, environment: Mapping[str, str]) -> tuple[str, ...]:
    pods = [
        p for p in _items("pods", environment, f"--selector={chosen}") if p["metadata"]["namespace"] == space
    ]
    states = [each for pod in pods for each in pod.get("status", {}).get("containerStatuses", ())]
    if not pods or any(each.get("ready") for each in states):
        return ()
    waiting = (each.get("state", {}).get("waiting", {}) for each in states)
    told = dict.fromkeys(f"{w.get('reason')}: {w.get('message')}" for w in waiting if w.get("message"))
    return (f"no pod of the service {name} is ready", *tuple(told)[:MOST])


def _items(kind: str, environment: Mapping[str, str], *more: str) -> list[dict[str, Any]]:
    words = ["kubectl", "get", kind, "--all-namespaces", "--request-timeout=8s", "-o", "json", *more]
    try:
        done = subprocess.run(
            words, env=dict(environment), stdin=subprocess.DEVNULL, capture_output=True, text=True,
            errors="replace", check=False, timeout=12,
        )  # fmt: skip
        return list(json.loads(done.stdout or "{}").get("items", ()))
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return []
