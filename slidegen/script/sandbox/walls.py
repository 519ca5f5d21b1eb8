"""What a sandbox lets through: the folder that may be written, what may be read, the network or none.

Knows paths. Must not know any program that makes a sandbox.
"""

import os
from pathlib import Path

from slidegen.lazy_dataclass import dataclass

#: Of the caller's home, what holds secrets: there it is empty.
SECRET_PLACES = (
    ".ssh", ".gnupg", ".aws", ".azure", ".config", ".kube", ".docker", ".terraform.d", ".password-store",
    ".local/share/keyrings", ".mozilla", ".netrc", ".git-credentials", ".gitconfig", ".terraformrc", ".npmrc",
    ".pypirc", ".pgpass", ".my.cnf", ".vault-token", ".bash_history", ".zsh_history", ".python_history",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Walls:
    """The walls of one run's sandbox."""

    folder: Path  #: the run's own: it is seen, since command files are in it
    home: Path  #: the run's, in that folder: this is written to
    state: Path  #: and so is this: what the shells keep of themselves
    readable: tuple[Path, ...] = ()  #: folders that stay readable even where others are hidden
    given: tuple[Path, ...] = ()  #: of those what is no program's: all that a container with its own gets
    network: bool = False  #: whether it has the network of this machine
    image: str = ""  #: for engines
    run: str = ""  #: the run's name
    variables: tuple[str, ...] = ()  #: names of what exercises are given beside what any shell needs
    callers_home: Path = Path()

    @property
    def temporary(self) -> Path:
        """What `/tmp` is: all shells of a run share it."""
        return self.folder / "tmp"

    def written(self) -> tuple[Path, ...]:
        """All that may be written, and is there then.

        Not the whole folder: to the rest of it the run itself writes, and a link would lead that elsewhere.
        """
        found = (self.temporary, self.home, self.state)
        for path in found:
            path.mkdir(parents=True, exist_ok=True)
        return found

    def hidden(self) -> tuple[Path, ...]:
        """The secret places that are there."""
        homes = dict.fromkeys((self.callers_home, Path("/root")))
        found = (home / name for home in homes for name in SECRET_PLACES)
        return tuple(path for path in found if os.path.lexists(path) and not self.folder.is_relative_to(path))

    def kept(self) -> tuple[Path, ...]:
        """Of what is to be read that which stands in `/tmp`, where the run has a place of its own."""
        return tuple(path for path in self.readable if path.is_relative_to("/tmp"))
