"""`@@NAME@@` of the manifest, and `{{name}}` of a slide's properties."""

from pathlib import Path

import pytest
from deck.workbench import compose, manifest, told
from fixture_files import Case, parametrize

from slidegen.deck.variables import (
    expand_manifest,
    expand_properties,
    fill_content,
    link_target,
    manifest_variables,
)

HERE = Path(__file__).parent
MANIFEST = manifest("title: A\ngitrepo: example.com/r\nvariables: {me: Ann}\ncontent: [a.md]\n")


@parametrize(HERE / "variables.md")
def test_names_of_the_manifest(case: Case) -> None:
    assert expand_manifest(case.input, manifest_variables(MANIFEST)) == case.expected


def test_a_title_of_two_lines_breaks_on_slides() -> None:
    described = manifest("title: |\n  One\n  Two\ncontent: [a.md]\n")
    assert manifest_variables(described)["TITLE"] == "One<br/>Two<br/>"


def test_without_a_repository_a_link_is_the_path() -> None:
    assert link_target("a/b", {}) == "a/b"


def test_a_name_that_nobody_defined_is_a_finding_at_its_place_but_in_code() -> None:
    deck = compose("# One\n\ntext @@WHO@@, mail@@host, \\@@OK@@, `@@X@@`\n---\n@@TITLE@@\n")
    assert [str(finding).partition(";")[0] for finding in deck.findings] == [
        "deck.md:3:6 SG407 nobody defines `@@WHO@@`",
    ]
    assert "variables:" in told(deck.findings)


def test_names_stand_in_exercises_notes_and_properties_too() -> None:
    yaml = "sections: false\nvariables: {NS: blue}"
    (slide,) = compose("class: @@NS@@\n.lab[\n```bash\nget @@NS@@\n```\n]\n???\nin @@NS@@\n", yaml).slides
    assert slide.classes == ("blue",)
    assert slide.exercises[0].snippets[0].data == "get blue"
    assert slide.notes == "in blue\n"


@pytest.mark.parametrize(
    ("text", "expanded"),
    [
        ("{{who}}!", "Ann!"),
        ("{{ who }}!", "Ann!"),
        ("{{nobody}}", "{{nobody}}"),
        (r"\{{who}}", "{{who}}"),
        ("a{{content}}b", "ab"),
        ("{{ two\nlines }}", "{{ two\nlines }}"),
    ],
)
def test_names_of_properties(text: str, expanded: str) -> None:
    assert expand_properties(text, {"who": "Ann"}) == expanded


def test_the_place_of_the_content() -> None:
    assert fill_content("a\n", "x\n") is None
    assert fill_content("a\n{{content}}\nb\n", "x\n\ny\n") == "a\nx\n\ny\n\nb\n"
    assert fill_content("a {{ content }} b", "x\n") == "a x b"
    assert fill_content("a {{ content }} b", "\nx\n", "\n") == "a \n\nx b"
    assert fill_content("a {{ content }} b", "x\n```\ny\n```\n", "\n") == "a \nx\n```\ny\n```\n b"
    assert fill_content("\\{{content}}", "x") is None
