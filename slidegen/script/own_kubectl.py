"""How a run's own questions call kubectl: they leave nothing in the caller's `~/.kube/cache`.

Knows one option, that every kubectl has. Must not know what is asked.
"""

import os

OWN_KUBECTL = ("kubectl", f"--cache-dir={os.devnull}")  #: it works without what it would keep
