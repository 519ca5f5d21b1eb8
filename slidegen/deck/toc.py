"""Sections and parts: the table of contents, and the slides that are made for them.

Knows titles, numbers and links. Must not know how slides are laid out or rendered. The made slides say the
same words as the reference workshop's in English, with two differences: no link dangles, and equal titles get
anchors of their own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from slidegen import lazy_re as re
from slidegen.deck.draft import Draft, StepDraft
from slidegen.deck.variables import TOC
from slidegen.lazy_dataclass import dataclass
from slidegen.location import Span
from slidegen.memory import remembered
from slidegen.source.phrases import ENGLISH, said
from slidegen.text.heading import Slugs, plain_text, slug

_TOC_MARK = re.compile(rf"(?<!\\)@@{TOC}@@")


@dataclass(frozen=True, slots=True)
class Entry:
    """A section as the table of contents lists it."""

    title: str  #: Markdown
    anchor: str
    part: int  #: from 1


def entries_of(titles: list[tuple[str, int]]) -> list[Entry]:
    """The contents: one entry for each (title, part), each with an anchor of its own."""
    slugs = Slugs()
    return [Entry(title, slugs.unique(f"toc-{slug(plain_text(title))}"), part) for title, part in titles]


def part_anchor(part: int) -> str:
    return f"toc-part-{part}"


# ---- the table of contents
def with_contents(draft: Draft, entries: Sequence[Entry], words: Mapping[str, str] = ENGLISH) -> list[Draft]:
    """`draft`, with `@@TOC@@` in its text replaced: one slide a part. `words` are the deck's phrases."""
    if not _speaks_of_contents(draft):
        return [draft]
    step = next((step for step in draft.steps if _asks_for_contents(step)), None)
    if step is None:
        return [_unescaped(draft)]
    before, after = _TOC_MARK.split(step.text, 1)
    pages = _contents_pages(entries, words) or [((), "")]
    drafts = [_made(draft.span, draft.line, properties, text) for properties, text in pages]
    first = drafts[0].steps[0]
    drafts[0] = replace(drafts[0], steps=(replace(first, properties=(*step.properties, *first.properties)),))
    drafts[0] = _with_text(drafts[0], before + first.text)
    last = drafts[-1].steps[0]
    drafts[-1] = _with_text(drafts[-1], last.text + after)
    return drafts


def has_contents(draft: Draft) -> bool:
    """Whether the draft asks for the table of contents."""
    return _speaks_of_contents(draft) and any(_asks_for_contents(step) for step in draft.steps)


def _speaks_of_contents(draft: Draft) -> bool:
    return draft.plain is None and _says_its_name(draft)


@remembered
def _says_its_name(draft: Draft) -> bool:
    return any(f"@@{TOC}@@" in step.text for step in draft.steps)


def _asks_for_contents(step: StepDraft) -> bool:
    return _TOC_MARK.search(step.text) is not None


def _unescaped(draft: Draft) -> Draft:
    """`\\@@TOC@@` shows how it is written."""
    escaped = f"\\@@{TOC}@@"
    if not any(escaped in step.text for step in draft.steps):
        return draft
    steps = (replace(step, text=step.text.replace(escaped, escaped[1:])) for step in draft.steps)
    return draft.with_steps(tuple(steps))


def _contents_pages(
    entries: Sequence[Entry], words: Mapping[str, str]
) -> list[tuple[tuple[tuple[str, str], ...], str]]:
    parts: dict[int, list[Entry]] = {}
    for entry in entries:
        parts.setdefault(entry.part, []).append(entry)
    return [((("name", part_anchor(part)),), _contents_page(own, part, words)) for part, own in parts.items()]


def _contents_page(entries: Sequence[Entry], part: int, words: Mapping[str, str]) -> str:
    lines = [f"- [{entry.title}](#{entry.anchor})\n\n" for entry in entries]
    return f"## {said(words['part'], number=part)}\n\n{''.join(lines)}"


# ---- title slides
@dataclass(frozen=True, slots=True)
class Surroundings:
    """What title slides link to and show besides other sections."""

    introduction: str | None  #: the name of the slide that the deck begins with
    end: str | None  #: the name of the slide that it ends with
    has_contents: bool  #: whether there are slides of contents to go back to
    pictures: tuple[str, ...]  #: one before each title, again from the first when they run out
    words: Mapping[str, str] = field(default_factory=lambda: ENGLISH)


def title_slides(
    entries: Sequence[Entry], number: int, span: Span, line: int, around: Surroundings
) -> list[Draft]:
    """The slides before section `number` (from 0 in `entries`): a picture if there is one, and the title."""
    entry = entries[number]
    slides = []
    if around.pictures:
        picture = around.pictures[number % len(around.pictures)]
        text = f".interstitial[![{around.words['separating-picture']}]({picture})]\n"
        slides.append(_made(span, line, (("class", "pic"),), text))
    previous = entries[number - 1].anchor if number else around.introduction
    following = entries[number + 1].anchor if number + 1 < len(entries) else around.end
    links = [
        f"[{around.words['previous-part']}](#{previous})" if previous else None,
        f"[{around.words['back-to-contents']}](#{part_anchor(entry.part)})" if around.has_contents else None,
        f"[{around.words['next-part']}](#{following})" if following else None,
    ]
    navigation = "\n|\n".join(link for link in links if link)
    text = f" {entry.title}\n\n.nav[\n{navigation}\n]\n"
    slides.append(_made(span, line, (("name", entry.anchor), ("class", "title")), text))
    return slides


def _made(span: Span, line: int, properties: tuple[tuple[str, str], ...], text: str) -> Draft:
    return Draft((StepDraft(text, "", properties),), span, line, None, True)


def _with_text(draft: Draft, text: str) -> Draft:
    return draft.with_steps((replace(draft.steps[0], text=text),))
