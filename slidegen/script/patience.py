"""Commands that came too early, and may be repeated: readers are slower than a runner.

Knows what a cluster tells of its pods. Must not know how anything is repeated, nor what an outcome means.
"""

import time
from collections.abc import Mapping

from slidegen import lazy_re as re
from slidegen.script.asked_early import only_asks, only_waits
from slidegen.script.pods import gone_meanwhile, ready_soon, runs_soon
from slidegen.shell.complete import split

GETS_READY = 60.0  #: seconds in which a pod that was asked may get ready
GOES_AWAY = (
    180.0  #: seconds in which it may be gone: a kubelet that missed its end looks again after a minute
)
#: What a `wait` says that selects, when those who make pods have not come to it yet.
NOTHING_YET = re.compile(r"^error: no matching resources found", re.M)


def too_early(text: str, said: str, environment: Mapping[str, str]) -> str:
    """What to say of doing it again, once that has a point; `` where it has none, or does more than ask."""
    if only_waits(text) and (pod := gone_meanwhile(text, said, environment, GOES_AWAY)):
        return f"waited for the pod {pod}, which was being taken away, and again for the others"
    if only_waits(text) and NOTHING_YET.search(said):
        time.sleep(2.0)
        return "came before there was anything to wait for, and again"
    if only_asks(text) and (name := ready_soon(said, environment, GETS_READY)):
        time.sleep(1.0)
        return f"asked before the service {name} could answer, and again when it could"
    if len(split(text)) == 1 and (pod := runs_soon(text, said, environment, GETS_READY)):
        return f"came before the pod {pod} ran, and again when it did"
    return ""
