"""What is read of a project, and when."""

from pathlib import Path

from slidegen.lint.load import load_project
from slidegen.lint.manifests import manifests_of
from slidegen.source.left_out import LeftOut
from slidegen.source.settings import Settings
from slidegen.source.settings_reader import load_settings
from slidegen.source.texts import Texts
from slidegen.source.workspace import Workspace

FILES = {
    "a.md": "# A\n",
    "b.md": "# B\n",
    "deck.yml": "content: [a.md, b.md]\n",
    "other.json": '{"content": ["b.md"]}',
    "deploy.yaml": "kind: Deployment\n",
    "run.sh": "echo\n",
}


class Watched(Texts):
    """Texts that say which of them were read."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.asked: set[str] = set()

    def read(self, path: str):  # type: ignore[no-untyped-def]
        self.asked.add(path)
        return super().read(path)

    def with_texts(self, texts):  # type: ignore[no-untyped-def]
        assert not texts
        return self


def test_manifests_are_read_without_the_texts_of_the_project(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    texts = Watched(Workspace.at(tmp_path))
    left_out = LeftOut.of(load_settings(tmp_path))
    project = load_project(texts, [tmp_path / "a.md"], Settings(), excluded=left_out).project
    assert texts.asked == {"a.md"}
    assert {manifest.path for manifest in project.view(manifests_of)} == {"deck.yml", "other.json"}
    assert texts.asked.isdisjoint({"b.md", "run.sh"})
    yaml = {document.path: document for document in project.yaml_documents}
    assert {document.path for document in project.documents} == {*FILES} - {"other.json"} | {*yaml}
    assert all(document is yaml[document.path] for document in project.documents if document.path in yaml)
