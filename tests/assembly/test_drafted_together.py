"""Files drafted by several processes: the same decks, and nothing is drafted twice or in vain."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from slidegen import kept_answers, memory
from slidegen.assembly import drafted_together
from slidegen.assembly.drafted_together import draft_together
from slidegen.assembly.loader import DeckSources, Loader
from slidegen.assembly.workers import processes_of_this_machine
from slidegen.budget import SIGNS_OF_A_SLIDE
from slidegen.source.file import SourceFile
from slidegen.source.manifest import Manifest
from slidegen.source.workspace import Workspace
from slidegen.text.fragment import read_fragment
from slidegen.text.model import Fragment

FILES = {
    "one.yml": "title: One\nvariables: {WHO: you}\n"
    "content:\n- a.md\n- |\n  # Again\n- b.md\n- |\n  # Again\n",
    "two.yml": "title: Two\nvariables: {WHO: all}\ncontent: [b.md, c.md]\n",
    "a.md": "# A\n\nHello, @@WHO@@.\n",
    "b.md": "# B\n\n```bash\nkubectl get pods\n```\n\n---\n\n## More\n",
    "c.md": "# C\n\nHello, @@WHO@@ and @@NOBODY@@.\n",
}

pytestmark = pytest.mark.skipif(
    processes_of_this_machine() < 2, reason="a machine with one processor, or without `fork`, makes no copies"
)


@pytest.fixture
def loader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Loader:
    monkeypatch.setattr(drafted_together, "CHARACTERS_A_PROCESS", 1)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return new_loader(tmp_path)


def new_loader(root: Path) -> Loader:
    memory.forget()
    kept_answers.know(None)
    return Loader(DeckSources(Workspace.at(root)))


def manifests(loader: Loader) -> list[Manifest]:
    found = [loader.manifest(name).manifest for name in ("one.yml", "two.yml")]
    return [each for each in found if each is not None]


def test_decks_are_the_same_as_of_one_process(loader: Loader) -> None:
    draft_together(loader, manifests(loader), 3)
    together = [loader.deck(each, {}) for each in manifests(loader)]
    alone = new_loader(loader.project.workspace.root)
    assert [alone.deck(each, {}) for each in manifests(alone)] == together


def test_equal_texts_of_a_manifest_stand_where_they_are_written(loader: Loader) -> None:
    draft_together(loader, manifests(loader), 3)
    one = manifests(loader)[0]
    spans = [slide.span for slide in loader.deck(one, {}).deck.slides]
    places = dict.fromkeys(span.start for span in spans if span.path == "one.yml")  # each has its title, too
    assert [*places] == [FILES["one.yml"].index("# Again"), FILES["one.yml"].rindex("# Again")]


def test_what_a_copy_drafted_is_not_drafted_again(loader: Loader, monkeypatch: pytest.MonkeyPatch) -> None:
    draft_together(loader, manifests(loader), 3)
    read: list[str] = []

    def noted(source: SourceFile, classes: tuple[str, ...]) -> Fragment:
        read.append(source.path)
        return read_fragment(source, classes)

    monkeypatch.setattr("slidegen.deck.drafting.read_fragment", noted)
    for each in manifests(loader):
        loader.deck(each, {})
    assert set(read) <= {"c.md"}  # what has findings is read again for them


def test_what_is_known_is_not_drafted(loader: Loader, monkeypatch: pytest.MonkeyPatch) -> None:
    draft_together(loader, manifests(loader), 3)
    shares: list[int] = []

    def counted(dealt: Sequence[object], _: object) -> list[object]:
        shares.append(len(dealt))
        return []

    monkeypatch.setattr(drafted_together, "together", counted)
    draft_together(loader, [each for each in manifests(loader) if each.title == "One"], 3)
    assert shares == []


def test_a_deck_that_is_more_than_it_may_be_is_not_begun(loader: Loader) -> None:
    large = loader.project.workspace.root / "a.md"
    large.write_text("*" * (SIGNS_OF_A_SLIDE + 1), encoding="utf-8")
    fresh = new_loader(loader.project.workspace.root)
    one, two = manifests(fresh)
    assert list(fresh.texts_of(one)) == []
    assert [listed.source.path for listed in fresh.texts_of(two)] == ["b.md", "c.md"]
