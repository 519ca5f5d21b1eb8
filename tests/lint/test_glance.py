"""A hook on one file says of it what a run over everything says: it only reads less."""

from pathlib import Path

import pytest

from slidegen.finding import Finding
from slidegen.lint.decks import decks_by_path, decks_listing, is_listed
from slidegen.lint.load import Known
from slidegen.lint.session import Session, excluded_by, selection_of
from slidegen.source.settings import Settings
from slidegen.source.texts import Texts

#: The families whose rules look beyond the file, or search before they read.
FAMILIES = ("SG1", "SG2", "SG4", "SG5")


def words(finding: Finding) -> tuple[object, ...]:
    edits = frozenset((e.span, e.replacement) for e in finding.fix.edits) if finding.fix else None
    return (*finding.sort_key, finding.help, edits)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("tree", "version"), [("container.training-2018-before", "1.12"), ("container.training-2026", "1.32")]
)
def test_one_file_is_judged_as_in_the_whole(shared: Path, tree: str, version: str) -> None:
    root, known = shared / "corpus" / tree, Known()
    texts = Texts.at(root)
    selection = selection_of(Settings().lint, select=FAMILIES)

    def look(path: Path) -> tuple[Finding, ...]:
        excluded = excluded_by(Settings())
        session = Session(texts, Settings(), (path,), selection, excluded, version, _known=known)
        return session.look()[1]

    whole = look(root)
    by_path: dict[str, list[tuple[object, ...]]] = {}
    for finding in whole:
        by_path.setdefault(finding.path, []).append(words(finding))
    assert by_path
    clean = sorted(set(known) - set(by_path))[::12]  # each with a finding, and some without
    for path in (*by_path, *clean):
        found: dict[str, list[tuple[object, ...]]] = {path: []}
        for finding in look(root / path):  # a manifest stands for what it lists, too
            found.setdefault(finding.path, []).append(words(finding))
        assert found == {name: by_path.get(name, []) for name in found}, path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.md", "- a.md"),
        ("a.md", "- b.md\n- [b.md, ['a.md']]"),
        ("a.md", '- "\\x61.md"'),
        ("a.md", '- "a\\\n  .md"'),
        ("a.md", "- &it a.md\n- *it"),
        ("a.md", "- ../slides/./a.md"),
        ("o'clock.md", "- 'o''clock.md'"),
        ("two words.md", "- two\n  words.md"),
        ("# a.md", "- '# a.md'"),
        ("größe.md", '- "gr\\xf6\\xdfe.md"'),
        ("a.md", "# - a.md\n- b.md"),  # it is not listed
        ("a.md", "- aa.md"),
    ],
)
def test_a_glance_knows_the_decks_that_list_a_file_however_they_write_it(
    tmp_path: Path, name: str, content: str
) -> None:
    folder = tmp_path / "slides"
    folder.mkdir()
    (folder / name).write_text("# A\n\n---\n\n# B\n")
    (folder / "one.yml").write_text(f"title: x\ncontent:\n{content}\n")
    (folder / "two.yml").write_text("title: y\ncontent:\n- b.md\n")
    selection = selection_of(Settings().lint)
    excluded = excluded_by(Settings())
    project, _ = Session(Texts.at(tmp_path), Settings(), (folder / name,), selection, excluded).look()
    (asked,) = project.asked
    known = project.view(decks_by_path).get(asked.path, ())
    assert decks_listing(asked, project) == known
    assert is_listed(asked, project) == bool(known)
