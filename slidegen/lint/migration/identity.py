"""What the two rules about `kubectl run` are called. All else of this room is loaded when a text has to do
with them, which few have.
"""

from slidegen.finding import Rule, Severity

GENERATOR = Rule(
    "SG101",
    "kubectl-run-generator",
    Severity.WARNING,
    "`kubectl run` where a Deployment, Job or CronJob is meant",
)
LABEL = Rule(
    "SG102",
    "run-label",
    Severity.WARNING,
    "A `run` label of an object that `kubectl create` makes, or should",
)
