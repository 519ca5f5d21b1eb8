"""A line of the list of decks.

Must not know how the list is shown: a build with nothing to do loads no templates."""

from slidegen.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class DeckEntry:
    """A deck in the list of decks."""

    title: str
    url: str
    description: str = ""
    author: str = ""
    slides: int = 0
    exercises: int = 0
    minutes: float = 0.0
    changed: str = ""  #: an ISO date from git, `` when there is none
    lang: str = ""
    script_url: str = ""
    folder: str = ""  #: of its manifest
    accent: str = ""  #: its colour, `` for the theme's
    cover: tuple[str, ...] = ()  #: what its first slide says: the title, then other lines
    titles: str = ""  #: the script with the titles of its slides
