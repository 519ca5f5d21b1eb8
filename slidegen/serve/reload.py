"""Which slides changed: two snapshots of a page in, the patch that leads from one to the other out.

Knows slides as markup with an id. Must not know files, decks, sockets or browsers.
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher

from slidegen.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class SlideMarkup:
    """One `section.slide`, as it stands in the page."""

    id: str
    html: str
    source: str = ""  #: `path:line`

    @property
    def tag(self) -> str:
        """The opening tag; in markup that was escaped, the first `>` ends it."""
        return self.html[: self.html.index(">") + 1]

    @property
    def rest(self) -> str:
        return self.html[self.html.index(">") + 1 :]


@dataclass(frozen=True, slots=True)
class Splice:
    """Slides to take out and to put in after the slide `after` (`` for the front)."""

    after: str
    remove: tuple[str, ...]
    insert: tuple[SlideMarkup, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A page in pieces: what stands before and after its slides, and the slides."""

    head: str
    slides: tuple[SlideMarkup, ...]
    tail: str
    title: str = ""
    contents: str = ""  #: the table of contents, with the element that it is in
    data: str = "{}"  #: the viewer's data, as JSON
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()

    @property
    def html(self) -> str:
        return self.head + "".join(slide.html for slide in self.slides) + self.tail

    def with_slides(self, changed: Iterable[SlideMarkup]) -> "Snapshot":
        """The same page, where slides of these ids look like this."""
        by_id = {slide.id: slide for slide in changed}
        if not by_id:
            return self
        return replace(self, slides=tuple(by_id.get(slide.id, slide) for slide in self.slides))

    def spliced(self, splices: Iterable[Splice]) -> "Snapshot":
        """The same page with what a glance saw come and go; it may have it already."""
        page = self
        for splice in splices:
            out = {*splice.remove, *(slide.id for slide in splice.insert)}
            slides = [slide for slide in page.slides if slide.id not in out]
            at = next((at for at, slide in enumerate(slides, 1) if slide.id == splice.after), 0)
            slides[at:at] = splice.insert if at else ()
            page = replace(page, slides=tuple(slides)) if at else page
        return page


@dataclass(frozen=True, slots=True)
class Patch:
    """What a page must do to become the next one. Empty fields mean: as it is."""

    splices: tuple[Splice, ...] = ()
    slides: tuple[SlideMarkup, ...] = ()  #: to be replaced whole, by id
    tags: tuple[SlideMarkup, ...] = ()  #: whose opening tag alone differs: a number, a source line
    title: str | None = None
    contents: str | None = None
    data: str | None = None
    styles: tuple[str, ...] | None = None
    reload: bool = False  #: only for what cannot be swapped: scripts and templates of a theme

    @property
    def is_empty(self) -> bool:
        return self == Patch()

    @property
    def edited(self) -> tuple[str, ...]:
        """The slides that look different now, in order of the change."""
        inserted = (slide.id for splice in self.splices for slide in splice.insert)
        return tuple(dict.fromkeys([*inserted, *(slide.id for slide in self.slides)]))

    def as_data(self) -> dict[str, object]:
        """As the page's script reads it; what is empty is left out."""
        data: dict[str, object] = {
            "splices": [
                {"after": s.after, "remove": s.remove, "insert": [slide.html for slide in s.insert]}
                for s in self.splices
            ],
            "slides": [[slide.id, slide.html] for slide in self.slides],
            "tags": [[slide.id, slide.tag] for slide in self.tags],
        }
        data = {key: value for key, value in data.items() if value}
        if self.title is not None:
            data["title"] = self.title
        if self.contents is not None:
            data["contents"] = self.contents
        if self.data is not None:
            viewer_data = json.loads(self.data)
            data["data"] = {key: value for key, value in viewer_data.items() if key != "generation"}
        if self.styles is not None:
            data["styles"] = self.styles
        return data | ({"reload": True} if self.reload else {})


def difference(old: Snapshot, new: Snapshot) -> Patch:
    """The patch from `old` to `new`."""
    slides, tags = _changed(old.slides, new.slides)
    return Patch(
        splices=tuple(_splices(old.slides, new.slides)),
        slides=slides,
        tags=tags,
        title=new.title if new.title != old.title else None,
        contents=new.contents if new.contents != old.contents else None,
        data=new.data if new.data != old.data else None,
        styles=new.styles if new.styles != old.styles else None,
        reload=new.scripts != old.scripts or _frame(new) != _frame(old),
    )


def _frame(snapshot: Snapshot) -> str:
    """What is around the slides, without the pieces that can be swapped."""
    frame = snapshot.head + snapshot.tail
    for piece in (snapshot.contents, snapshot.data, *snapshot.styles, *snapshot.scripts, snapshot.title):
        frame = frame.replace(piece, "") if piece else frame
    return frame


def _changed(
    old: tuple[SlideMarkup, ...], new: tuple[SlideMarkup, ...]
) -> tuple[tuple[SlideMarkup, ...], tuple[SlideMarkup, ...]]:
    """The slides in both whose markup differs: whole, and in their opening tag alone."""
    before = {slide.id: slide for slide in old}
    both = [(before[slide.id], slide) for slide in new if slide.id in before]
    different = [(was, now) for was, now in both if was.html != now.html]
    whole = tuple(now for was, now in different if was.rest != now.rest)
    return whole, tuple(now for was, now in different if was.rest == now.rest)


def _splices(old: tuple[SlideMarkup, ...], new: tuple[SlideMarkup, ...]) -> Iterable[Splice]:
    """Where ids come, go or move; what both share at the front and the end is not even looked at."""
    before, after = [slide.id for slide in old], [slide.id for slide in new]
    if before == after:
        return
    start = next((at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), None)
    start = min(len(before), len(after)) if start is None else start
    end = _common_end(before[start:], after[start:])
    middle = before[start : len(before) - end], after[start : len(after) - end]
    matcher = SequenceMatcher(a=middle[0], b=middle[1], autojunk=False)
    for kind, low, high, new_low, new_high in matcher.get_opcodes():
        if kind != "equal":
            anchor = after[start + new_low - 1] if start + new_low else ""
            yield Splice(anchor, tuple(middle[0][low:high]), new[start + new_low : start + new_high])


def _common_end(a: list[str], b: list[str]) -> int:
    count = 0
    while count < min(len(a), len(b)) and a[-1 - count] == b[-1 - count]:
        count += 1
    return count
