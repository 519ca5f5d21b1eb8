"""What a slide's properties and its place say of it, whatever deck it is in.

Must not know decks, nor what slides say.
"""

from slidegen.deck.draft import Properties
from slidegen.deck.layout import LaidOut, properties_of
from slidegen.lazy_dataclass import dataclass
from slidegen.memory import remembered
from slidegen.read_later import read_apart
from slidegen.text.heading import slug
from slidegen.text.model import split_classes


@dataclass(frozen=True, slots=True)
class OwnFacts:
    """What a slide's properties say of it, whatever deck it is in."""

    name: str | None
    classes: tuple[str, ...]
    properties: Properties
    counted: bool


_NOTHING_SAID = OwnFacts(None, (), (), True)


def own_facts(slide: LaidOut) -> OwnFacts:
    is_bare = slide.plain is not None and not slide.plain.properties  # most are
    return _NOTHING_SAID if is_bare else _own_facts(slide)


@remembered
def _own_facts(slide: LaidOut) -> OwnFacts:
    return OwnFacts(slide.draft.value("name"), _classes_of(slide), properties_of(slide), any(slide.counts))


def _classes_of(slide: LaidOut) -> tuple[str, ...]:
    """The classes of the slide's element; remark turns `highlight-style: x` into one too."""
    names = split_classes(slide.properties.get("class", ""))
    style = slide.properties.get("highlight-style")
    return tuple(dict.fromkeys([*names, f"hljs-{style}"] if style else names))


def stem(slide: LaidOut) -> str:
    """What an untitled slide is called: its file, and its place there."""
    file = slide.draft.span.path.rpartition("/")[2].partition(".")[0]
    source = read_apart(slide.draft).source
    ordinal = source.ordinal if source else 0
    return slug(f"{file} {ordinal}" if ordinal else file)
