"""How a run's own questions call kubectl: they leave nothing in the caller's `~/.kube/cache`.

What a server has is kept in the cache of slidegen: up to 1.20 kubectl asks for all of it again for each kind
that it is to list, five times a second at the most, where it can keep nothing. Who asks `api-resources` has
it renewed.

Knows one option, that every kubectl has. Must not know what is asked.
"""

import contextlib
import os
from functools import cache

from slidegen.cache import kept_for_user


@cache
def own_kubectl() -> tuple[str, ...]:
    """The words that a question of our own begins with."""
    place = os.devnull  # it works without what it would keep
    with contextlib.suppress(RuntimeError):  # nobody's home
        place = str(kept_for_user() / "slidegen" / "kubectl")
    return ("kubectl", f"--cache-dir={place}")
