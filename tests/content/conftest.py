"""Our own decks, read: every test of this folder asks the same few values."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import Slidegen

from slidegen.deck.headings import headings_of, title_of
from slidegen.source.file import SourceFile
from slidegen.source.manifest import Manifest
from slidegen.source.manifest_reader import read_manifest
from slidegen.text.fragment import read_fragment
from slidegen.text.heading import Heading
from slidegen.text.model import Fragment, SlideSource

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"
DECKS = ("services-halfday", "services-selfpaced", "tour")


@dataclass(frozen=True)
class Material:
    """Everything below `content/`."""

    manifests: dict[str, Manifest]  #: by file name
    sources: dict[str, SourceFile]  #: Markdown, by path from the repository's root
    fragments: dict[str, Fragment]

    @property
    def slides(self) -> Iterator[tuple[str, SlideSource]]:
        """Each slide of each file, with its `path:line`."""
        for path, fragment in self.fragments.items():
            for slide in fragment.slides:
                yield f"{path}:{slide.line}", slide

    def text_of(self, slide: SlideSource) -> str:
        """What the audience sees: the bodies of its steps."""
        source = self.sources[slide.span.path]
        return "".join(source.slice(step.body) for step in slide.steps)

    def heading_of(self, slide: SlideSource) -> Heading | None:
        """The first heading that the page shows of it."""
        return next(iter(headings_of(self.text_of(slide))), None)

    def title_of(self, slide: SlideSource) -> str:
        return title_of(self.text_of(slide))[0]


@pytest.fixture(scope="session")
def built(slidegen: Slidegen, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All decks, without a single finding."""
    out = tmp_path_factory.mktemp("dist")
    done = slidegen("build", "content", "--strict", "-o", out, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="session")
def material() -> Material:
    manifests = {}
    for path in sorted(CONTENT.glob("*.yml")):
        reading = read_manifest(SourceFile.read(ROOT, path.relative_to(ROOT).as_posix()))
        assert reading.manifest is not None
        assert reading.findings == (), path
        manifests[path.name] = reading.manifest
    files = sorted(path.relative_to(ROOT).as_posix() for path in CONTENT.rglob("*.md"))
    sources = {path: SourceFile.read(ROOT, path) for path in files}
    return Material(manifests, sources, {path: read_fragment(source) for path, source in sources.items()})
