"""The bed before and after a run: what was there, and whether what the run made is taken away.

Knows the inventory and its file. Must not know steps, nor how anything is asked.
"""

from collections.abc import Mapping
from pathlib import Path

from slidegen.script.inventory import Inventory, read, take, take_away
from slidegen.script.presence import Presence
from slidegen.script.workplace import Cluster, is_throw_away

_KEPT = "nothing was taken away: {why}; `--fresh` takes away what this one has left"


class BedState:
    """What one run found, and left. The file stays until what was made is gone: also after a kill."""

    def __init__(self, path: Path, environment: Mapping[str, str], cluster: Cluster, *, engine: bool) -> None:
        self._path, self._environment, self._cluster, self._engine = path, environment, cluster, engine
        self._found = Inventory()
        self._is_first = True
        self.taken: frozenset[str] = frozenset()  #: names that something else had before
        self._presence = Presence(f"{cluster.address}\n{environment.get('DOCKER_HOST', '')}")

    def begin(self, *, fresh: bool, resumed: bool) -> None:
        """Look, after taking away what an earlier run left, if that is asked."""
        earlier = read(self._path)
        if earlier and resumed:
            self._found, self.taken = earlier, earlier.names
            return
        if earlier and fresh:
            self._take_away(earlier, engine=self._engine)
        self._found = take(self._environment, cluster=bool(self._cluster.server), engine=self._engine)
        self.taken = self._found.names
        self._is_first = fresh or not earlier
        if self._is_first:
            self._found.save(self._path)

    def end(self, clean_up: bool | None) -> str:
        """Take away what came since; unasked in a cluster to throw away only. Why not, where it was to be."""
        if clean_up is False or (clean_up is None and not is_throw_away(self._cluster)):
            return ""
        if why := self._presence.others():
            return _KEPT.format(why=why)
        left = self._take_away(self._found, engine=self._engine and clean_up is True)
        if not left and self._is_first:  # else what an earlier run left is still there, for `--fresh`
            self._path.unlink(missing_ok=True)
        self._presence.end()
        return ""

    def _take_away(self, earlier: Inventory, *, engine: bool) -> bool:
        """Whether something is left."""
        return take_away(earlier, self._environment, cluster=bool(self._cluster.server), engine=engine)
