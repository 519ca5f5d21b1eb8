"""Real workshops, built whole: every manifest becomes a deck, and its author's mistakes are findings."""

import re
from pathlib import Path

import pytest
from conftest import Slidegen
from workshops import parse, slides

pytestmark = [pytest.mark.shared, pytest.mark.slow]


def built(slidegen: Slidegen, tree: Path, out: Path, *names: str) -> tuple[str, list[Path]]:
    """What a build says, and its pages."""
    env = {"SLIDEGEN_FONTS": "false"}
    done = slidegen("build", *names, "--out", out, cwd=tree, env=env, timeout=300)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr + done.stdout, sorted(out.glob("*.html"))


def manifests(tree: Path) -> set[str]:
    """The YAML files that list content."""
    files = (path for path in tree.glob("*.yml") if path.is_file())
    return {path.stem for path in files if re.search(r"^(content|chapters):", path.read_text(), re.MULTILINE)}


def check_pages(tree: Path, pages: list[Path]) -> None:
    assert {page.stem for page in pages} == manifests(tree) | {"index"}
    for page in pages:
        if page.stem == "index":
            continue
        sections = slides(parse(page.read_text(encoding="utf-8")))
        ids = [section.get("id") for section in sections]
        assert len(ids) > 10, page.name
        assert len(ids) == len(set(ids)), page.name


def test_every_manifest_of_2026_becomes_a_deck(slidegen: Slidegen, corpus: Path, tmp_path: Path) -> None:
    said, pages = built(slidegen, corpus, tmp_path / "out")
    check_pages(corpus, pages)
    assert "containers/Working_With_Volumes.md:172:1 SG404" in said  # four backticks, closed by three
    assert "SG407" not in said  # `@@HOSTNAME@@` in code shows how such a name is written


def test_a_fence_that_its_author_never_closed(slidegen: Slidegen, corpus: Path, tmp_path: Path) -> None:
    said, pages = built(slidegen, corpus, tmp_path / "out", "flux/kyverno.md")
    assert "flux/kyverno.md:60:1 SG402" in said
    assert [page.stem for page in pages] == ["index", "kyverno"]


def test_every_manifest_of_2018_becomes_a_deck(slidegen: Slidegen, corpus_2018: Path, tmp_path: Path) -> None:
    _, pages = built(slidegen, corpus_2018, tmp_path / "out")
    check_pages(corpus_2018, pages)
