"""What stands in markup that is not read is told, with its place."""

from pathlib import Path

import pytest
from conftest import Slidegen

from slidegen.commands.unread_texts import unread
from slidegen.text.markup.unread_snippets import unread_snippets

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


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("= A\n:source-language: console\n\n[source]\n----\n$ ls\n----\n", [4]),
        ("= A\n\n[,sh]\nls\n\n[source,python]\n----\nx\n----\n\n```bash\nls\n```\n", [3, 11]),
        ("= A\n\n////\n[source,bash]\n----\nls\n----\n////\n\n----\n[source,bash]\n----\n", []),
    ],
)
def test_snippets_of_asciidoc_are_those_that_the_linter_reads(text: str, lines: list[int]) -> None:
    assert list(unread_snippets("a.adoc", text)) == lines


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.adoc").symlink_to("nowhere.adoc")
    assert unread(tmp_path / "a.adoc").endswith(
        "nobody knows what AsciiDoc has there: No such file or directory"
    )
    assert unread(tmp_path / "a.md") == ""
