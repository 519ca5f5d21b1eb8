"""A hook on one file says of it what a run over everything says: it only reads less."""

from pathlib import Path

import pytest

from slidegen.finding import Finding
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
