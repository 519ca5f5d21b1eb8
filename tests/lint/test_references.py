"""The linter's list of references is the page's: the short way finds what the parser finds."""

from pathlib import Path

import pytest
from deck.workbench import fragment
from hypothesis import given, settings
from hypothesis import strategies as st
from lint.workbench import findings_in

from slidegen.deck.markdown import parse
from slidegen.deck.references import references_of
from slidegen.lint.document import Document
from slidegen.lint.references import is_plain, references_in, without_code

PIECES = (
    *(
        "[a](b.md)",
        "![a](b.png)",
        "![](c.png)",
        "[a] (b)",
        "[a](b c.png)",
        "![x](d e.png)",
        "[a][b]",
        "[b]: c",
    ),
    *(
        r"\[a](b)",
        r"\![a](b.png)",
        "`[a](b)`",
        "``![a](b)``",
        "`",
        "    ![a](b.png)",
        "- [a](b)",
        "> ![a](b)",
    ),
    *("<img src=a.png>", "<!-- [a](b) -->", "```", "~~~", ".x[![a](b.png)]", ".x[a](b)", "[a [b](c)](d)"),
    *("![*a*](b)", "[a](<b c>)", '[a](b "t")', "[a](b)[c](d)", "x[a](b)", "]", "[", "", "text", "![:m a](b)"),
    *("[a](#b)", "<https://x.y>", "https://x.y", "[a](b(c))", "| [a](b) |\n|---|", "# ![a](b.png)"),
)


def by_the_parser(text: str) -> list[object]:
    return list(references_of(parse(text)))


@settings(max_examples=500)
@given(st.lists(st.sampled_from(PIECES), max_size=5).map("\n".join))
def test_the_short_way_finds_what_the_parser_finds(text: str) -> None:
    if is_plain(without_code(text)):
        short = [placed.reference for placed in Document.from_text("a.md", f"{text}\n").view(references_in)]
        assert short == by_the_parser(text)


@pytest.mark.shared
def test_so_in_real_workshops(corpus: Path) -> None:
    plain = 0
    for path in sorted(corpus.glob("*/*.md")):
        text = path.read_text(encoding="utf-8")
        for step in (step for slide in fragment(text).slides for step in slide.steps):
            body = text[step.body.start : step.body.end]
            if "](" in body and is_plain(without_code(body)):
                document = Document.from_text("a.md", f"name: x\n\n{body}")
                plain += 1
                assert [p.reference for p in document.view(references_in)] == by_the_parser(body)
    assert plain > 100


def test_each_address_stands_where_it_is_written() -> None:
    text = "![a](it's.png) ![b](ü.png)\n\n<img src='x&amp;y.png'>\n\n[![c](p.png)](q.png)\n"
    text += "\n???\n\n![d](n.png)\n"
    document = Document.from_text("a.md", text)
    found = [text[placed.start : placed.end] for placed in document.view(references_in)]
    assert found == ["it's.png", "ü.png", "x&amp;y.png", "q.png", "p.png", "n.png"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("![](a.png)", 1),
        ("![ ](a.png)", 1),
        ("<img src=a.png>", 1),
        ("<IMG SRC=a.png>", 1),
        ('<img src="a.png" alt>', 0),
        ('<img src="a.png" srcset="b.png 2x">', 1),
        ("<video poster=a.png></video>", 0),
        ("background-image: url(a.png)\n\ntext", 0),
        ("text\n\n    ![](a.png)", 0),
        ("<pre>![](a.png)</pre>", 0),
        ("![:icon](a)", 0),
    ],
)
def test_which_pictures_have_no_text(text: str, count: int) -> None:
    assert len(findings_in({"a.md": f"{text}\n\n.lab[x]\n", "a.png": ""}, "SG415")) == count


def test_pictures_of_an_author_who_never_says_what_they_show_are_one_finding() -> None:
    for pictures, messages in ((9, 9), (10, 1)):
        text = "![](a.png)\n\n" * pictures + ".lab[x]\n"
        found = findings_in({"a.md": text, "a.png": ""}, "SG415")
        assert len(found) == messages
    assert found[0].message == "the image a.png has no alternative text, nor have 9 others of this file"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("![x](https://x.y/a.png)", 1),
        ("<img alt=x src=//x.y/a.png>", 1),
        ('<img alt=x src=a.png srcset="https://x.y/b.png 2x">', 1),
        ("<iframe src='https://x.y/'></iframe>", 1),
        ("<style>@import url(https://x.y/a.css);</style>", 1),
        ("background-image: url('https://x.y/a.png')\n\ntext", 1),
        ("[x](https://x.y/a.png) https://x.y/b.png <https://x.y/>", 0),
        ("`![x](https://x.y/a.png)`", 0),
        ("<!-- <img src=https://x.y/a.png> -->", 0),
    ],
)
def test_what_is_loaded_from_the_network(text: str, count: int) -> None:
    assert len(findings_in({"a.md": f"{text}\n\n.lab[x]\n"}, "SG420")) == count
