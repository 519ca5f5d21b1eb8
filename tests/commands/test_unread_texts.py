"""What stands in markup that is not read is told, with its place."""

from pathlib import Path

import pytest
from conftest import Slidegen

OTHERS = {
    "a.adoc": "= A\n\n[source,bash]\n----\n$ kubectl get nodes\n----\n",
    "b.rst": "A\n=\n\n.. code-block:: console\n\n   $ kubectl get nodes\n\n.. code:: python\n\n   x\n",
    "c.org": "* A\n#+BEGIN_SRC sh\nkubectl get nodes\n#+END_SRC\n#+begin_src sh\nls\n#+end_src\n",
    "d.rst": "A\n=\n\n.. code:: python\n\n   x = 1\n",
}
DECK = "# A\n\n.lab[\n```bash\nls\n```\n]\n"


@pytest.mark.parametrize("place", [".", "docs dir"])
def test_snippets_of_other_markup_beside_a_deck_are_told(
    slidegen: Slidegen, tmp_path: Path, place: str
) -> None:
    folder = tmp_path / place
    folder.mkdir(exist_ok=True)
    for name, text in OTHERS.items():
        (folder / name).write_text(text)
    (folder / "deck.md").write_text(DECK)
    (folder / "deck.yml").write_text("title: D\ncontent: [deck.md]\n")
    done = slidegen("scripts", "--list", place, cwd=tmp_path)
    at = "" if place == "." else f"{place}/"
    told = [line for line in done.stderr.split("\n") if "only Markdown is read" in line]
    assert [line.split(" in ")[0] for line in told] == [
        f"{at}a.adoc:3: 1 snippet",
        f"{at}b.rst:4: 1 snippet",
        f"{at}c.org:2: 2 snippets",
    ]
    assert done.returncode == 0
    assert "deck.md:4" in done.stdout


@pytest.mark.parametrize("verb", ["scripts", "run"])
@pytest.mark.parametrize("name", ["a.adoc", "b.rst", "c.org"])
def test_one_that_is_named_is_refused_with_what_can_be_done(
    slidegen: Slidegen, tmp_path: Path, verb: str, name: str
) -> None:
    (tmp_path / name).write_text(OTHERS[name])
    done = slidegen(verb, name, cwd=tmp_path)
    assert done.returncode == 2
    assert f"-o {name.partition('.')[0]}.md" in done.stderr
