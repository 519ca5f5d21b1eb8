"""Paths of a run in what its commands print, and what an author's text says in their place.

Knows where a run has its things. Must not know how outputs are compared.
"""

from pathlib import Path

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.script.workplace import Workplace

#: Somebody's home, as commands print it.
SOMEBODYS_HOME = r"(?<![\w.~/-])(?:/home/[\w.-]+|/Users/[\w.-]+|/root|~)(?![\w.~-])"
_HOME = re.compile(SOMEBODYS_HOME)


@dataclass(frozen=True, slots=True)
class OwnPaths:
    """Those of one run."""

    folder: str = ""  #: with all that the run has; `` where no run is known
    homes: tuple[str, ...] = ()  #: where its exercises are at home
    copies: tuple[str, ...] = ()  #: of the workshop's repository, as they are cloned from
    address: str = ""  #: where it is cloned from by those who read the slides

    def for_author(self, now: str, shown: str) -> str:
        """`now`, with the home that the author's own text shows, and the repository's address."""
        seen = _HOME.search(shown)
        for copy in self.copies:
            now = now.replace(copy, self.address)
        for home in self.homes:
            now = now.replace(home, seen[0] if seen else "~")
        return now

    def are_in(self, text: str) -> bool:
        """Whether there is still one of them, for which the author's text has nothing to say."""
        return bool(self.folder) and self.folder in text

    def told(self, why: str, now: str) -> str:
        """Why an output is stale, and that nobody writes it anew."""
        return f"{why} (with a path of this run: renew it by hand)" if self.are_in(now) else why


def own_paths(place: Workplace, repository: Path | None, address: str) -> OwnPaths:
    """Those of a run at `place`, of a workshop in `repository` that says where it is cloned from."""
    home = place.home
    sources = (repository, place.folder / "repository.git") if repository and address else ()
    return OwnPaths(
        str(place.folder),
        tuple(dict.fromkeys((str(home.resolve()), str(home)))),
        tuple(f"file://{source}" for source in sources),
        f"https://{address}",
    )
