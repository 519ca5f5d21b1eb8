"""Whatever was edited, built and kept before: a build writes what a first one would, byte for byte."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slidegen import memory
from slidegen.assembly import drafted_together, handed_on, workshop
from slidegen.assembly.driver import build
from slidegen.assembly.request import BuildRequest
from slidegen.source.settings_reader import load_settings

PIECES = (
    "# One\n\nSome words.\n",
    "class: title\n\nWords of a title\n",
    "Words of a title\n",
    "## Two\n\n- a\n\n--\n\n- b\n\n???\n\nsaid\n",
    "class: lab\n\n.lab[\n- Do:\n```bash\necho @@NAME@@\n```\n]\n",
    "class: lab\n\n```bash\necho hello\n```\n",
    "class: lab\n\n```bash\n$ docker build -t web .\nDone\n$ docker run -it web\n```\n```output\nup\n```\n",
    "Write this `Dockerfile`:\n\n```dockerfile\nFROM alpine\nCOPY run.sh .\n```\n",
    "class: lab\n\n```bash\nvim Dockerfile\ncurl web:80\n```\n```key ^C```\n",
    "Title\n===\n\n[link]\n\n[link]: https://example.org\n",
    "name: kept\n\n# One\n\n<div>\n\n# Two\n\n</div>\n",
    "- " + "long line " * 40 + "\n",
    "layout: true\n\n# Above\n\n{{content}}\n",
    "# Shown\n\n@@INCLUDE[inner.md]\n",
    "@@INCLUDE[inner.md]\n\n- a\n",
    "class: lab\ncount: false\n\n# Not counted\n\n???\n \n",
    "exclude: true\n\n# Nobody sees it\n",
    "continued: true\n\n- goes on\n",
    "template: kept\n\n{{name}} ![:unknown]\n",
)
FILES = ("a.md", "b.md", "c.md", "inner.md")
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("\n---\n".join)
DECKS = {
    "first.yml": "title: First\nscripts: true\nvariables: {NAME: one}\ncontent: [a.md, b.md]\n",
    "second.yml": "title: Second\nvariables: {NAME: two}\nexclude: [lab]\ncontent: [b.md, [c.md, a.md]]\n",
}
MANIFESTS = (
    *DECKS.values(),
    "title: Other\nscripts: true\nvariables: {NAME: two}\nvars: {NAME: x}\ncontent: [b.md, a.md, b.md]\n",
    "title: Other\nsections: false\nremark: {highlightLines: true}\ncontent: [c.md]\n",
    "title: Other\nmath: true\nremark: {includePresenterNotes: false}\ncontent: [a.md, b.md]\n",
)
PAGES = ("../kept/first.html", "../kept/second.html")  #: that somebody wrote over
EDITS = st.lists(
    st.tuples(st.sampled_from(FILES), TEXTS)
    | st.tuples(st.sampled_from([*DECKS]), st.sampled_from(MANIFESTS))
    | st.tuples(st.sampled_from(PAGES), TEXTS),
    max_size=3,
)
WORKSHOPS = st.fixed_dictionaries(dict.fromkeys(FILES, TEXTS))


def built(root: Path, name: str, jobs: int = 1) -> dict[str, bytes]:
    """All files of a build into the folder `name`, with the cache of that name."""
    memory.forget()  # as a process of its own
    out = root.parent / name
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SLIDEGEN_CACHE_DIR", str(root.parent / f"{name}-cache"))
        patch.setattr(handed_on, "PART", 1)  # so that something stands beside what is kept here, too
        patch.setattr(drafted_together, "CHARACTERS_A_PROCESS", 1)  # and that several processes have work
        patch.setattr(workshop, "SLIDES_A_PROCESS", 1)
        build(load_settings(root), BuildRequest(out=out, jobs=jobs), environ={})
    files = (path for path in sorted(out.rglob("*")) if path.is_file())
    return {str(path.relative_to(out)): path.read_bytes() for path in files}


@settings(max_examples=15, deadline=None)
@given(WORKSHOPS, st.lists(EDITS, min_size=1, max_size=3))
def test_any_history_gives_the_same_bytes(
    start: dict[str, str], history: list[list[tuple[str, str]]]
) -> None:
    with tempfile.TemporaryDirectory(prefix="slidegen-history-") as folder:
        root = Path(folder) / "workshop"
        root.mkdir()
        (root / "slidegen.toml").write_text("fonts = false\n", encoding="utf-8")
        for name, text in {**DECKS, **start}.items():
            (root / name).write_text(text, encoding="utf-8")
        built(root, "kept")
        for number, edits in enumerate(history):
            for name, text in edits:
                end = "" if name in DECKS else f"\n<!-- {number} -->\n"
                (root / name).write_text(f"{text}{end}", encoding="utf-8")
            kept = built(root, "kept")
            assert kept == built(root, f"fresh-{number}", jobs=4 if number == 0 else 1)
