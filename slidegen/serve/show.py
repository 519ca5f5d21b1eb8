"""What a server was asked to show, and to whom.

Knows settings and paths. Must not know decks.
"""

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from slidegen.lazy_dataclass import dataclass
from slidegen.source.settings import LoadedSettings


@dataclass(frozen=True, slots=True)
class Show:
    """What to show, and to whom."""

    loaded: LoadedSettings
    paths: tuple[Path, ...] = ()
    theme: str | None = None
    token: str = ""  #: what an author's page proves its actions with
    follow: bool = True
    shared: bool = False  #: whether there is an audience
    environ: Mapping[str, str] = field(default_factory=dict)
