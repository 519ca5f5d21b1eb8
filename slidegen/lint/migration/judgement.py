"""One `kubectl run`: what it makes at a version of Kubernetes, and whether that has gone stale.

Knows what kubectl 1.12 to 1.37 do with it. Must not know labels, other documents, or fixes.
"""

from typing import Literal, TypeAlias

from slidegen.lazy_dataclass import dataclass
from slidegen.lint.kubectl import Kubectl
from slidegen.lint.migration.releases import NO_GENERATORS, PODS_ONLY
from slidegen.lint.version import Version

Made: TypeAlias = Literal["deployment", "job", "cronjob", "pod"]

#: What a generator that is asked for makes, by the front of its name.
GENERATORS: tuple[tuple[str, Made], ...] = (
    ("deployment/", "deployment"),
    ("job/", "job"),
    ("cronjob/", "cronjob"),
    ("run-pod/", "pod"),
)
ONE_SHOT = ("--rm", "--stdin", "--attach", "--tty", "--leave-stdin-open")


@dataclass(frozen=True, slots=True)
class RunJudgement:
    """Why a `kubectl run` is stale, and what its author wants to be made."""

    kubectl: Kubectl
    reason: str
    wanted: Made | None  #: None when nobody can say
    only_a_note: bool = False


def is_one_shot(kubectl: Kubectl) -> bool:
    """A pod in every version: interactive, or never restarted."""
    restart = kubectl.flag("--restart")
    if restart is not None and restart.value == "Never":
        return True
    return any(flag.name in ONE_SHOT and flag.value != "false" for flag in kubectl.flags)


def judge(kubectl: Kubectl, target: Version, is_used_as_deployment: bool) -> RunJudgement | None:
    """What is stale about `kubectl`; None when nothing is.

    `is_used_as_deployment`: later commands name it as a deployment, and nothing else makes that.
    """
    generator = kubectl.flag("--generator")
    if generator is not None and target >= PODS_ONLY:
        return RunJudgement(kubectl, gone("--generator", target), generated(generator.value))
    if is_one_shot(kubectl):
        is_refused = kubectl.has("--replicas") and target >= NO_GENERATORS
        return RunJudgement(kubectl, gone("--replicas", target), "pod") if is_refused else None
    if target < PODS_ONLY:
        return judge_by_generator(kubectl)
    return judge_pod(kubectl, target, is_used_as_deployment)


def judge_by_generator(kubectl: Kubectl) -> RunJudgement | None:
    """Up to 1.17: deprecated, unless it asks for the generator that makes pods."""
    made = made_before(kubectl)
    if made == "pod":
        return None
    what = {"deployment": "a Deployment", "job": "a Job", "cronjob": "a CronJob"}.get(made or "", "an object")
    return RunJudgement(kubectl, f"`kubectl run` makes {what} here by a deprecated generator", made)


def made_before(kubectl: Kubectl) -> Made | None:
    """What it makes up to 1.17 (kubectl 1.12: `run.go`, DefaultRunGenerator)."""
    if (generator := kubectl.flag("--generator")) is not None:
        return generated(generator.value)
    if kubectl.has("--schedule"):
        return "cronjob"
    restart = kubectl.flag("--restart")
    return "job" if restart is not None and restart.value == "OnFailure" else "deployment"


def generated(name: str | None) -> Made | None:
    return next((made for front, made in GENERATORS if (name or "").startswith(front)), None)


def judge_pod(kubectl: Kubectl, target: Version, is_used_as_deployment: bool) -> RunJudgement | None:
    """From 1.18: fine, unless it says or needs more than a pod."""
    if kubectl.has("--schedule"):
        return RunJudgement(kubectl, gone("--schedule", target), "cronjob")
    if kubectl.has("--replicas"):
        return RunJudgement(kubectl, gone("--replicas", target), "deployment")
    if is_used_as_deployment:
        reason = f"`kubectl run` makes a Pod from {PODS_ONLY}, yet it is used as a Deployment"
        return RunJudgement(kubectl, reason, "deployment")
    restart = kubectl.flag("--restart")
    if restart is not None and restart.value == "OnFailure":
        reason = f"`--restart=OnFailure` made a Job up to 1.17 and makes a Pod from {PODS_ONLY}"
        return RunJudgement(kubectl, reason, None, only_a_note=True)
    return None


def gone(flag: str, target: Version) -> str:
    if target >= NO_GENERATORS:
        return f"`kubectl run` refuses `{flag}` from {NO_GENERATORS}"
    return f"`kubectl run` ignores `{flag}` from {PODS_ONLY}"
