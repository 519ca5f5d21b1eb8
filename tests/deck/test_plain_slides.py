"""A slide that is known without being read is what it is when it is read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields

import pytest
from deck.workbench import compose
from hypothesis import given
from hypothesis import strategies as st

from slidegen import kept_answers, memory
from slidegen.deck.draft import Draft
from slidegen.deck.drafting import DeckReader, ListedText
from slidegen.deck.kept_drafts import pack_drafts, unpack_drafts
from slidegen.deck.model import Slide
from slidegen.ghost import is_ghost
from slidegen.render.html import SlideRenderer
from slidegen.render.minutes import estimated_minutes
from slidegen.render.views import density_on
from slidegen.set_aside import ROOM, Aside
from slidegen.source.file import SourceFile
from slidegen.source.manifest import RemarkOptions

PLAIN = (
    "# One\n\nSome words.\n",
    "class: lab, title\n\nWords\n\n???\n\nsaid\n",
    "count: false\n\n.lab[\n- Do:\n```bash\nls\n```\n]\n",
    "minutes: 3\n\n[link][label]\n\n???\n \n",
    "exclude: true\n\n# Nobody sees it\n",
)
ASKING = (
    "name: kept\n\n# Named\n",
    "layout: true\n\n# Above {{content}}\n",
    "template: kept\n\nmore\n",
    "continued: true\n\n- goes on\n",
    "- a\n\n--\n\n- b\n",
    "# @@NAME@@\n",
    "{{name}}\n",
    "![:unknown]\n",
)
TEXTS = st.lists(st.sampled_from((*PLAIN, *ASKING)), min_size=1, max_size=6).map("\n---\n".join)
MANIFESTS = st.sampled_from(
    (
        "sections: false",
        "exclude: [lab]",
        "sections: false\nremark: {includePresenterNotes: false}",
        "sections: false\nmath: true",
    )
)


@contextmanager
def process(*, builds: bool, room: int = ROOM) -> Iterator[None]:
    """A process of its own, which hands on what it learns, or does not; it has so much room for drafts."""
    memory.forget()
    kept_answers._table("drafts").aside = Aside(room)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept_answers, "_builds", builds)
        yield
    memory.forget()


def drafts(text: str) -> tuple[Draft, ...]:
    listed = ListedText(SourceFile.from_text("deck.md", text))
    with process(builds=True):
        return unpack_drafts(pack_drafts(DeckReader().drafts(listed, {}, ("lab",)))).drafts


def said(slide: Slide) -> list[object]:
    return [getattr(slide, field.name) for field in fields(Slide) if field.name != "plain"]


def asked(slide: Slide, source: SourceFile) -> tuple[object, ...]:
    exercises = len(slide.exercises) if slide.plain is None else slide.plain.exercises
    return estimated_minutes(slide), exercises, density_on(slide, lambda _: source, 1210)


@given(TEXTS, MANIFESTS, st.sampled_from((0, ROOM)))
def test_decks_are_the_same_whether_their_slides_are_read_or_not(text: str, yaml: str, room: int) -> None:
    source = SourceFile.from_text("deck.md", text)
    with process(builds=True, room=room):
        unread = list(compose(text, yaml).slides)
        known = [asked(slide, source) for slide in unread]
    with process(builds=False):
        read = list(compose(text, yaml).slides)
        assert not any(slide.plain for slide in read)
        assert known == [asked(slide, source) for slide in read]
    assert [said(slide) for slide in unread] == [said(slide) for slide in read]


def test_what_lies_aside_is_read_for_who_asks_and_goes_with_him() -> None:
    with process(builds=True, room=0):
        (slide,) = compose("# One\n\n- two\n", "sections: false").slides
    assert SlideRenderer().slide(slide, RemarkOptions()).body == "<h1>One</h1>\n<ul>\n<li>two</li>\n</ul>\n"
    assert density_on(slide, lambda path: SourceFile.from_text(path, "# One\n\n- two\n"), 1210)
    assert is_ghost(slide)
    assert slide.text == "# One\n\n- two\n"


@pytest.mark.parametrize("text", PLAIN)
def test_what_asks_nothing_of_its_deck_is_known_unread(text: str) -> None:
    (draft,) = drafts(text)
    assert draft.plain is not None
    assert draft.is_one_step
    assert draft.value("class") == dict(draft.plain.properties).get("class")
    assert is_ghost(draft)


@pytest.mark.parametrize("text", ASKING)
def test_what_asks_something_of_its_deck_is_read(text: str) -> None:
    found = drafts(text) if "@@" not in text else ()  # that is told, and kept by no build
    assert not any(draft.plain for draft in found)
