"""The releases of kubectl in which `run` and `create` came to do another thing.

Knows versions alone, so that a rule can ask for one without all that judges a command.
"""

from slidegen.lint.version import Version

#: From here on `kubectl run` makes a Pod, and nothing else.
PODS_ONLY = Version(1, 18)
#: From here on `--dry-run` says whose: `--dry-run=client`.
DRY_RUN_VALUES = Version(1, 18)
#: From here on `kubectl create deployment` takes `--replicas`, `--port` and `-- command`.
MORE_FLAGS = Version(1, 19)
#: From here on the flags of the generators of `kubectl run` are unknown.
NO_GENERATORS = Version(1, 21)
