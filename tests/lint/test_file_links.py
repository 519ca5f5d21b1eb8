"""Links of slides to files: which lead nowhere, and what is advised."""

from pathlib import Path

import pytest
from fixture_files import Case, parametrize
from lint.workbench import project_of

from slidegen.finding import Severity
from slidegen.lint.rules.dead_file_link import check

FILES = {
    "talk.yml": "title: A talk\ncontent: [part/a.md]\n",
    "other.yml": "title: Another\ncontent: [part/b.md]\n",
    "part/b.md": "# B\n",
    "part/beside.yaml": "a: b\n",
    "labs/one.yaml": "a: b\n",
    "demo/index.html": "<p>",
    "notes.md": "# Notes\n",
}


@parametrize(Path(__file__).parent / "file_links.md")
def test_link(case: Case) -> None:
    project = project_of({**FILES, "part/a.md": f"# A\n\n{case.input}\n"})
    document = project.by_path["part/a.md"]
    found = [
        f"{document.text[f.span.start : f.span.end]}: {f.message} ({f.help})"
        for f in check(document, project)
    ]
    assert found == case.expected.splitlines()


@pytest.mark.parametrize(
    ("address", "severity"),
    [
        ("lab.html", Severity.INFO),
        ("talk.yml.html#toc-two", Severity.INFO),
        ("handout.PDF", Severity.INFO),
        ("ohter.html", Severity.WARNING),
        ("www.example.org/lab.html", Severity.WARNING),
        ("lab.zip", Severity.WARNING),
    ],
)
def test_a_page_may_be_another_programs(address: str, severity: Severity) -> None:
    project = project_of({**FILES, "part/a.md": f"# A\n\n[x]({address})\n"})
    (found,) = check(project.by_path["part/a.md"], project)
    assert found.rule.severity is severity


def test_every_deck_that_shows_it_needs_the_file() -> None:
    decks = {"one/deck.yml": "content: [../a.md]\n", "two/deck.yml": "content: [../a.md]\n", "one/x.zip": "x"}
    project = project_of({**decks, "a.md": "# A\n\n[x](x.zip)\n"})
    assert [finding.message for finding in check(project.by_path["a.md"], project)] == [
        "the file x.zip does not exist"
    ]
    project = project_of({**decks, "two/x.zip": "x", "a.md": "# A\n\n[x](x.zip)\n"})
    assert not list(check(project.by_path["a.md"], project))
