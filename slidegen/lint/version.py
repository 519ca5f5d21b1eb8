"""Kubernetes versions as the tables and settings write them: `1.12`, `v1.32`, `1.32.4`.

Knows how versions are read and compared (major and minor only: flags do not change in a patch release).
Must not know what changed in which.
"""

from slidegen import lazy_re as re
from slidegen.errors import UsageError
from slidegen.lazy_dataclass import dataclass

FORM = re.compile(r"v?(?P<major>\d{1,3})\.(?P<minor>\d{1,4})(?:\.\d+)?(?:[-+].*)?")


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A release of Kubernetes, `1.32`."""

    major: int
    minor: int

    @classmethod
    def parse(cls, text: str) -> "Version":
        """Raises UsageError: a version comes from a setting or a flag, never from content."""
        match = FORM.fullmatch(text.strip())
        if match and int(match["major"]) == 1 and int(match["minor"]) <= NEWEST.minor + YEARS_AHEAD * 3:
            return cls(int(match["major"]), int(match["minor"]))
        if match:
            raise UsageError(
                f"there is no Kubernetes {text.strip()}", hint=f"the newest that slidegen knows is {NEWEST}"
            )
        raise UsageError(
            f"{text!r} is no Kubernetes version",
            hint="write it as 1.32, wherever it comes from: a flag, the settings or the manifest",
        )

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"


#: What is assumed when nobody says: the newest release that the tables in `data/` know.
NEWEST = Version(1, 37)
#: What may have come out since, at three releases a year; more is a slip of the keyboard.
YEARS_AHEAD = 3
