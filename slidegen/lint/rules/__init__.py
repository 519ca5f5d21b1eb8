"""The one visible list of rules, by code. A new rule is one new file here, and one line in `RULES`.

The docstring of a rule's module is its page for users; `slidegen.lint.page` says in which form.
"""

from slidegen.lint.document import RuleModule

RULES: tuple[RuleModule, ...] = (
    # SG1xx  kubectl commands
    # SG2xx  Kubernetes manifests
    # SG3xx  docker, compose, helm, registries
    # SG4xx  slides
    # SG5xx  exercises
)
