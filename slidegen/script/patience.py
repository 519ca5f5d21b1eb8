"""Commands that came too early, and may be repeated: readers are slower than a runner.

Knows what a cluster tells of its pods. Must not know how anything is repeated, nor what an outcome means.
"""

import time
from collections.abc import Mapping

from slidegen.script.asked_early import only_asks, only_waits
from slidegen.script.pods import gone_meanwhile, ready_soon, runs_soon
from slidegen.shell.complete import split

GETS_READY = 20.0  #: seconds in which a pod that was asked may get ready


def too_early(text: str, said: str, environment: Mapping[str, str]) -> str:
    """What to say of doing it again, once that has a point; `` where it has none, or does more than ask."""
    if only_waits(text) and (pod := gone_meanwhile(said, environment)):
        return f"waited for the pod {pod}, which was being taken away, and again for the others"
    if only_asks(text) and (name := ready_soon(said, environment, GETS_READY)):
        time.sleep(1.0)
        return f"asked before the service {name} could answer, and again when it could"
    if len(split(text)) == 1 and (pod := runs_soon(text, said, environment, GETS_READY)):
        return f"came before the pod {pod} ran, and again when it did"
    return ""
