"""Asking the pods of a cluster what they wait for, when a command has waited for them in vain.

Knows kubectl. Must not know steps, nor what an answer means.
"""

import json
import subprocess
import time
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from slidegen import lazy_re as re
from slidegen.script.own_kubectl import own_kubectl

_Object: TypeAlias = dict[str, Any]

WAITED_IN_VAIN = re.compile(
    r"timed out waiting for the condition|exceeded its progress deadline|timed out waiting for", re.I
)
#: Commands that wait for pods, and may take longer than a step may.
WAITS = re.compile(r"\bkubectl\b.*\b(?:wait|rollout status|run)\b")
MOST = 3
ASKED = 2  #: how often a cluster that does not answer is asked
ANSWERS = 2.0  #: seconds in which a cluster under load may tell of a service
BEGINS = 20.0  #: seconds in which a pod that begins may say why it does not


def why_pods_wait(command: str, environment: Mapping[str, str]) -> tuple[str, ...]:
    """The reasons that waiting containers give, each once: of the pods that `command` means, else of all.

    Another pod that waits for its image is no excuse for one that crashes.
    """
    pods = _items("pods", environment)
    return tuple(_waiting(_meant(command, pods, environment) or pods, environment))[:MOST]


_AWAITED = re.compile(
    r"timed out waiting for the condition on pods?/([\w.-]+)|\bpods? \"([\w.-]+)\" not found"
)


def gone_meanwhile(command: str, output: str, environment: Mapping[str, str], seconds: float) -> str:
    """The pod that was waited for in vain since it was being taken away, as soon as it is gone.

    `` where that is not why. Who names a pod that is not there waits for nobody else.
    """
    named = command.replace("/", " ").split()
    found = _AWAITED.findall(output)
    awaited = [timed_out or missing for timed_out, missing in found if timed_out or missing not in named]
    told, end = "", time.monotonic() + seconds
    while awaited and time.monotonic() < end and (pods := _answer("pods", environment)) is not None:
        going = {pod["metadata"]["name"]: "deletionTimestamp" in pod["metadata"] for pod in pods}
        told = told or next((name for name in awaited if going.get(name, True)), "")
        if not any(going.get(name) for name in awaited):
            return told
        time.sleep(0.5)
    return ""


_NAME = re.compile(r"(?<![\w./=-])(?:[a-z.]+/)?([a-z0-9][a-z0-9.-]*)(?![\w/=])")
_SELECTOR = re.compile(r"(?:\s-l[ =]?|--selector[ =])(\S+)")


def _meant(command: str, pods: Sequence[_Object], environment: Mapping[str, str]) -> list[_Object]:
    """The pods that a command names, themselves or by what made them, or selects."""
    if chosen := _SELECTOR.search(command):
        return _items("pods", environment, f"--selector={chosen[1]}")
    names = set(_NAME.findall(command))
    return [p for p in pods if any(_is_of(p["metadata"]["name"], name) for name in names)]


def _is_of(pod: str, name: str) -> bool:
    return pod == name or pod.startswith(f"{name}-")


#: What is said of a pod in which nothing runs that could be entered, and how it was named.
_NOT_RUNNING = re.compile(
    r"container not found \(|unable to upgrade connection|does not have a host assigned"
    r"|is not running|is waiting to start|cannot exec into a container in a completed pod"
)
_ENTERS = re.compile(r"\bkubectl\b[^|;&\n]*?\b(?:exec|attach|logs|cp|port-forward)\b[^|;&\n]*")


def why_not_entered(command: str, output: str, environment: Mapping[str, str]) -> tuple[str, ...]:
    """What the pod waits for that a command could not enter, or read of."""
    entered = _ENTERS.search(command) if _NOT_RUNNING.search(output) else None
    if entered is None:
        return ()
    end = time.monotonic() + BEGINS
    while True:
        pods = _meant(entered[0], _items("pods", environment), environment)
        told = tuple(_waiting(pods, environment))[:MOST]
        if told or not any(map(_is_beginning, pods)) or time.monotonic() >= end:
            return told
        time.sleep(0.5)


def runs_soon(command: str, output: str, environment: Mapping[str, str], seconds: float) -> str:
    """The pod that a command could not enter, as soon as it runs; `` where that is not to come."""
    entered = _ENTERS.search(command) if _NOT_RUNNING.search(output) else None
    end = time.monotonic() + seconds
    while entered:
        pods = _meant(entered[0], _items("pods", environment), environment)
        if running := [pod for pod in pods if _is_ready(pod)]:
            return str(running[0]["metadata"]["name"])
        if not any(map(_is_beginning, pods)) or _waiting(pods, environment) or time.monotonic() >= end:
            break
        time.sleep(0.5)
    return ""


def _is_beginning(pod: _Object) -> bool:
    """Whether it is not known yet if the pod's containers can run: an image may be on its way."""
    return bool(pod.get("status", {}).get("phase") == "Pending")


_ASKED = re.compile(r"(?:connect to|address:|dial tcp|Connecting to) (?:remote host )?\(?([\w.-]+)")
_PORT = re.compile(r"(?:\bport |:)(\d{2,5})\b")


def why_nobody_answers(output: str, environment: Mapping[str, str]) -> tuple[str, ...]:
    """Where a service did not answer: what the pods behind it wait for, if none of them is ready."""
    name, pods = _behind(output, environment)
    if not pods or any(map(_is_ready, pods)):
        return ()
    return (f"no pod of the service {name} is ready", *tuple(_waiting(pods, environment))[:MOST])


def ready_soon(output: str, environment: Mapping[str, str], seconds: float) -> str:
    """The service that did not answer, as soon as a pod of it is ready; `` where that is not to come."""
    begun = time.monotonic()
    while True:
        name, pods = _behind(output, environment)
        if any(map(_is_ready, pods)):
            return name
        patience = seconds if pods else min(seconds, ANSWERS)
        if _waiting(pods, environment) or time.monotonic() >= begun + patience:
            return ""
        time.sleep(0.5)


def _behind(output: str, environment: Mapping[str, str]) -> tuple[str, list[_Object]]:
    """The service that was asked in vain, by its address or by a port of each node, and its pods."""
    if not (asked := _ASKED.search(output)):
        return "", []
    ports = {int(port) for port in _PORT.findall(output)}
    for service in _items("services", environment):
        spec = service.get("spec", {})
        at_nodes = {port.get("nodePort") for port in spec.get("ports", ())} & ports
        if spec.get("selector") and (spec.get("clusterIP") == asked[1] or at_nodes):
            space, name = service["metadata"]["namespace"], service["metadata"]["name"]
            chosen = ",".join(f"{key}={value}" for key, value in spec["selector"].items())
            pods = _items("pods", environment, f"--selector={chosen}")
            return name, [pod for pod in pods if pod["metadata"]["namespace"] == space]
    return "", []


def _is_ready(pod: _Object) -> bool:
    return any(each.get("ready") for each in pod.get("status", {}).get("containerStatuses", ()))


def _waiting(pods: Sequence[_Object], environment: Mapping[str, str]) -> dict[str, None]:
    """The reasons that containers of `pods` give why they wait, each once."""
    told: dict[str, None] = {}
    for pod in pods:
        states = pod.get("status", {})
        for condition in states.get("conditions", ()):
            if condition.get("type") == "PodScheduled" and condition.get("message"):
                told[f"{condition.get('reason')}: {condition['message']}"] = None
        for each in (*states.get("initContainerStatuses", ()), *states.get("containerStatuses", ())):
            waiting = each.get("state", {}).get("waiting", {})
            if waiting.get("message"):
                why = _why_no_image(pod, environment) if waiting["reason"] == "ImagePullBackOff" else ""
                told[f"{waiting['reason']}: {waiting['message']}{why}"] = None
    return told


def _why_no_image(pod: _Object, environment: Mapping[str, str]) -> str:
    """What the last try to pull an image came to: who waits for the next says it no more."""
    ours = f"involvedObject.uid={pod['metadata']['uid']},reason=Failed"
    events = _items("events", environment, f"--field-selector={ours}")
    tried = [e for e in events if str(e.get("message", "")).startswith("Failed to pull image")]
    return f"; {max(tried, key=_when)['message']}" if tried else ""


def _when(event: _Object) -> str:
    return str(event.get("lastTimestamp") or event.get("eventTime") or "")


def _items(kind: str, environment: Mapping[str, str], *more: str) -> list[_Object]:
    return _answer(kind, environment, *more) or []


def _answer(kind: str, environment: Mapping[str, str], *more: str) -> list[_Object] | None:
    """All of a kind; None where nobody answers: a busy cluster is asked again before it is believed."""
    words = [*own_kubectl(), "get", kind, "--all-namespaces", "--request-timeout=8s", "-o", "json", *more]
    for _ in range(ASKED):
        try:
            done = subprocess.run(
                words, env=dict(environment), stdin=subprocess.DEVNULL, capture_output=True, text=True,
                errors="replace", check=False, timeout=12,
            )  # fmt: skip
            return list(json.loads(done.stdout)["items"])
        except OSError:
            break
        except (subprocess.TimeoutExpired, ValueError, KeyError):
            continue
    return None
