"""What a glance shows of a saved file before the whole deck is composed: slides changed, come and gone."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from serve_live import applied

from slidegen.serve.glimpse import LONG
from slidegen.serve.reload import Patch, Snapshot
from slidegen.serve.show import Show
from slidegen.serve.studio import Studio
from slidegen.source.settings_reader import load_settings

DECK = "title: T\nsections: false\ncontent:\n- before.md\n- long.md\n"


def slides(count: int) -> list[str]:
    return [f"# Slide {number}\n\n- one\n--\n- two\n" for number in range(count)]


class Edited:
    """A deck whose long file is edited while somebody looks, and the page as that browser has it."""

    def __init__(self, root: Path, pieces: list[str], deck: str = DECK) -> None:
        self.root = root
        for name, text in (
            ("deck.yml", deck),
            ("before.md", "# Before\n"),
            ("slidegen.toml", "fonts = false\n"),
        ):
            (root / name).write_text(text)
        self.write(pieces)
        self.studio = Studio(Show(load_settings(root, {}), environ={}, shared=True))
        assert self.studio.page("deck", "1") is not None
        self.shown = self.page.slides

    @property
    def page(self) -> Snapshot:
        page = self.studio._kept["deck"].page
        assert page is not None
        return page

    def write(self, pieces: list[str]) -> None:
        (self.root / "long.md").write_text("\n---\n\n".join(pieces))

    def glance(self, pieces: list[str]) -> Patch:
        self.write(pieces)
        self.studio.saved(["long.md"])
        return self._taken(self.studio.glance(["long.md"], ["deck"]))

    def whole(self) -> Patch:
        return self._taken(self.studio.whole(["long.md"], ["deck"]))

    def _taken(self, updates: list) -> Patch:  # type: ignore[type-arg]
        patch = updates[0].patch if updates else Patch()
        html = applied(Snapshot("", self.shown, ""), patch)
        assert html == [slide.html for slide in self.page.slides]
        self.shown = self.page.slides
        return patch


def ids(patch: Patch) -> list[str]:
    return [slide.id for splice in patch.splices for slide in splice.insert]


@pytest.mark.parametrize("count", [20, LONG + 50])
def test_a_slide_that_comes_is_shown_as_the_whole_deck_has_it(tmp_path: Path, count: int) -> None:
    pieces = slides(count)
    edited = Edited(tmp_path, pieces)
    pieces.insert(10, "# New\n\nText.\n\n???\n\nNotes.\n")
    patch = edited.glance(pieces)
    assert ids(patch) == ["new"]
    assert not patch.slides
    (shown,) = patch.splices[0].insert
    (now,) = (slide for slide in edited.studio._kept["deck"].page.slides if slide.id == "new")  # type: ignore[union-attr]
    whole = edited.whole()
    assert not whole.splices
    assert shown == now
    assert {slide.id for slide in whole.tags} >= {"new", "slide-10", "slide-0"}  # of one more, and one on
    assert [slide.source for slide in edited.page.slides if slide.id == "new"] == [shown.source]


@pytest.mark.parametrize("count", [20, LONG + 50])
def test_a_slide_that_goes_is_gone_at_once(tmp_path: Path, count: int) -> None:
    pieces = slides(count)
    edited = Edited(tmp_path, pieces)
    del pieces[10]
    assert [splice.remove for splice in edited.glance(pieces).splices] == [("slide-10",)]
    assert not edited.whole().splices


def test_the_last_slide_may_be_the_new_one(tmp_path: Path) -> None:
    pieces = slides(LONG + 50)
    edited = Edited(tmp_path, pieces)
    assert ids(edited.glance([*pieces, "# New\n"]))[-1] == "new"
    assert not edited.whole().splices


def test_what_came_while_the_deck_was_composed_stays(tmp_path: Path) -> None:
    """The page that is made of the older text does not take the slide away again."""
    pieces = slides(LONG + 50)
    edited = Edited(tmp_path, pieces)
    pieces.insert(10, "# New\n")
    edited.glance(pieces)
    glanced = edited.studio._kept["deck"].preview.glanced
    assert [slide.id for slide in glanced.on(edited.page).slides] == [
        slide.id for slide in edited.page.slides
    ]
    built = edited.studio._kept["deck"].preview.built
    assert built is not None
    assert [slide.id for slide in glanced.on(built.snapshot).slides] == [s.id for s in edited.page.slides]


def test_a_second_of_a_name_has_another_until_the_deck_gives_it_one(tmp_path: Path) -> None:
    pieces = slides(20)
    edited = Edited(tmp_path, pieces)
    pieces.insert(10, "# Slide 3\n\nAgain.\n")
    assert ids(edited.glance(pieces)) == ["slide-3-2"]
    assert not edited.whole().splices


@pytest.mark.parametrize(
    "new",
    [
        pytest.param(("name: t\nlayout: true\nclass: pic\n", "# New\n"), id="under a layout of its own"),
        pytest.param(("exclude: true\n", "# New\n"), id="behind one that is left out"),
    ],
)
def test_hidden_slides_beside_it_are_heeded(tmp_path: Path, new: tuple[str, ...]) -> None:
    pieces = slides(LONG + 50)
    edited = Edited(tmp_path, pieces)
    pieces[10:10] = new
    edited.glance(pieces)
    edited.whole()
    assert "Slide" in edited.page.html


def test_under_a_layout_from_afar_nothing_is_shown(tmp_path: Path) -> None:
    pieces = ["layout: true\nclass: pic\n", *slides(LONG + 50)]
    edited = Edited(tmp_path, pieces)
    pieces.insert(60, "# New\n")
    assert edited.glance(pieces).is_empty
    assert ids(edited.whole()) == ["new"]


def test_what_opens_a_section_waits_for_the_contents(tmp_path: Path) -> None:
    pieces = [text.replace("# ", "## ") for text in slides(20)]
    edited = Edited(tmp_path, pieces, DECK.replace("sections: false\n", ""))
    pieces.insert(10, "# New\n")
    assert edited.glance(pieces).is_empty
    assert "new" in ids(edited.whole())
    pieces.insert(10, "## Newer\n")
    assert ids(edited.glance(pieces)) == ["newer"]
    assert not edited.whole().splices


edits = st.lists(
    st.tuples(
        st.integers(0, LONG + 30),
        st.sampled_from(["add", "remove", "change", "open fence"]),
        st.booleans(),  # whether the deck is composed before the next edit
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=25, deadline=None)
@given(edits)
def test_after_any_edits_the_page_is_that_of_the_files(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[int, str, bool]]
) -> None:
    pieces = slides(LONG + 20)
    root = tmp_path_factory.mktemp("edits")
    edited = Edited(root, pieces)
    for number, (at, kind, is_composed) in enumerate(edits):
        at = min(at, len(pieces) - 1)
        if kind == "remove":
            del pieces[at]
        elif kind == "add":
            pieces.insert(at, f"# Added {number}\n\nText.\n")
        else:
            pieces[at] += f"\nAnd {number}.\n" if kind == "change" else "\n```bash\nls\n"
        edited.glance(pieces)
        if is_composed:
            edited.whole()
    edited.whole()
    fresh = Studio(Show(load_settings(root, {}), environ={}, shared=True))
    assert fresh.page("deck", "1") is not None
    kept, made = edited.studio._kept["deck"], fresh._kept["deck"]
    assert kept.page is not None
    assert made.page is not None
    assert kept.audience is not None
    assert made.audience is not None
    assert [slide.html for slide in kept.page.slides] == [slide.html for slide in made.page.slides]
    assert [slide.html for slide in kept.audience.slides] == [slide.html for slide in made.audience.slides]
    assert json.loads(kept.page.data) == json.loads(made.page.data)
