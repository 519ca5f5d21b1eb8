"""Slides are slides: rules about them are silent on documentation, and rot is told everywhere."""

import pytest
from lint.workbench import findings_in, listing

ROT = "\n```bash\nkubectl exec web ls\n```\n"
#: What rules about slides would say much of.
BODY = "\n![](https://example.com/a.png)\n\n[dead](#nowhere)\n\n#### Deep\n" + ROT
DOCUMENTS = {
    "front matter of a site": "---\ntitle: A\nweight: 20\nlayout: post\n---\n\n# A\n" + BODY,
    "rulers between its sections": "# Guide\n" + BODY + "\n---\n\n## More\n\n---\n\n## Still more\n",
    "front matter, and a second title": "---\ntitle: A\nweight: 20\n---\n\n# A\n" + BODY + "\n---\n\n# B\n",
    "manifests without a fence": "# Guide\n"
    + BODY
    + "\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n",
    "front matter behind blank lines, with some in it": (
        "\n---\ntitle: A\naliases:\n\n- /a/\n\n---\n" + BODY + BODY
    ),
    "front matter behind blank lines": "\n---\ntitle: A\nlinkTitle: >\n B\n---\n\n# A\n"
    + BODY
    + "\n---\n\n# B\n",
    "heads of another program's slides": "---\ntheme: x\n---\n\n# A\n"
    + BODY
    + "\n---\nlayout: two-cols\nhideInToc: true\n---\n\n# B\n",
    "heads that only name a layout": "# A\n" + BODY + "\n---\nlayout: center\n---\n\n# B\n\n---\n\n# C\n",
    "heads that nothing closes": "# A\n" + BODY + "\n---\n\ntransition: fade\nlayout: center\n\n# B\n",
    "a head that nests": "# A\n"
    + BODY
    + "\n---\nlayout: center\nfonts:\n  sans: x\n---\n\n# B\n\n---\n\n# C\n",
    "a deck of included pages": "---\ntheme: x\n---\n\n# A\n"
    + BODY
    + "\n---\nsrc: ./b.md\n---\n\n---\n\n# B\n",
    "chapters between rulers": "# A\n" + BODY + "\nmore\n" * 40 + "\n---\n\n# B\n" + "\nmore\n" * 40,
    "chapters that no ruler parts": "# A\n" + BODY + "\n# B\n\n---\n\n# C\n\n---\n\n# D\n",
    "a task, and its solution to unfold": "# A\n" + BODY + "\n---\n\n# B\n\n<details>\n\nC\n\n</details>\n",
    "rows of marks": "# ####\n" + BODY + "\n---\n\n# ####\n\n---\n\n# A\n",
    "the path of a field": "# A\n" + BODY + "\n.items[*].name\n\n.status.conditions[x].reason\n",
    "a page of Hugo's slides": "\n+++\n\ntitle = 1\n+++\n\n# A\n" + BODY + "\n???\n\nwords\n\n---\n\n# B\n",
    "a query": "# A\n" + BODY + "\n- .items[?(@.kind=='Pod')]\n- .items[0]\n",
    "a plain page": "# Guide\n" + BODY,
    "underlined titles": "Guide\n=====\n" + BODY + "\nMore\n--\n\ntext\n\nEven more\n---\n",
}
DECKS = {
    "a property": "class: center\n\n# A\n" + BODY + "\n---\n\n# B\n",
    "a step": "# A\n" + BODY + "\n--\n\nmore\n",
    "notes": "# A\n" + BODY + "\n???\n\nwords\n\n---\n\n## B\n",
    "a class": "# A\n" + BODY + "\n.small[x]\n",
    "an exercise": "# A\n" + BODY + "\n.lab[\n\n- do it\n]\n",
    "a misspelt value": "# A\n" + BODY + "\n---\n\nlayout: ture\n\n# B\n",
    "a slide of a misspelt property": "# A\n" + BODY + "\n---\ntempalte: x\n---\n\n# B\n",
    "prose with a colon": "# A\n" + BODY + "\n---\n\nReminder: all\n\n---\n\n# B\n",
    "layouts": "name: a\nlayout: true\n\n---\ntemplate: a\nclass: b\n---\n\n# A\n" + BODY,
    "front matter of a deck, and two titles": "---\ntitle: A\nauthor: B\nlang: en\n---\n\n# A\n"
    + BODY
    + "\n---\n\n# B\n",
    "two titles": "# A\n" + BODY + "\n---\n\n# B\n",
}
CONTENTS = "# A\n" + BODY + "- [B](#b)\n- [C d](#c-d)\n- [E](#e)\n\n# B\n\n## C d\n\n# E\n\n???\n\n---\n\nF\n"


def codes(text: str, path: str, *more: str) -> set[str]:
    found = findings_in({path: text} | listing(*more), "ALL", asked=[path])
    return {finding.rule.code for finding in found}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documentation_gets_the_rules_of_rot_only(name: str) -> None:
    assert codes(DOCUMENTS[name], "docs/page.md") == {"SG104"}


@pytest.mark.parametrize("name", DECKS)
def test_what_is_plainly_a_deck_gets_all(name: str) -> None:
    assert {"SG104", "SG413", "SG415"} <= codes(DECKS[name], "talk.md")


def test_a_list_of_chapters_is_documentations() -> None:
    """A forge makes addresses of all headings, a deck of its slides' names alone."""
    assert codes(CONTENTS, "page.md") == {"SG104"}
    assert "SG413" in codes(CONTENTS.replace("\n- [E](#e)", ""), "page.md")
    assert "SG413" in codes(CONTENTS, "page.md", "page.md")


def test_so_are_steps_below_a_list_of_chapters() -> None:
    page = CONTENTS.replace("\n???\n", "\n--\n\nmore\n")
    assert codes(page, "page.md") == {"SG104"}
    assert "SG413" in codes(page.replace("\n- [E](#e)", ""), "page.md")


def test_an_address_of_another_program_is_no_slide_of_ours() -> None:
    deck = "# A\n\n[b](#/c)\n\n---\n\n# B\n"
    assert "SG413" not in codes(deck, "talk.md")
    assert "SG413" in codes(deck.replace("#/c", "#c"), "talk.md")


@pytest.mark.parametrize("path", ["README.md", "AGENTS.md", "docs/1.6-NOTES.md"])
@pytest.mark.parametrize("name", DECKS)
def test_a_paper_is_none(name: str, path: str) -> None:
    assert codes(DECKS[name], path) == {"SG104"}


@pytest.mark.parametrize("path", ["a/intro.md", "a/step1.md", "a/finish.md"])
def test_a_step_of_a_scenario_is_none(path: str) -> None:
    """Killercoda shows it beside a terminal; without an `index.json` it is what it looks like."""
    for name in DECKS:
        found = findings_in({path: DECKS[name], "a/index.json": "{}"}, "ALL", asked=[path])
        assert {each.rule.code for each in found} == {"SG104"}
        assert "SG413" in codes(DECKS[name], path)


@pytest.mark.parametrize("path", ["README.md", "page.md"])
def test_what_a_manifest_lists_is_a_deck_whatever_it_looks_like(path: str) -> None:
    assert {"SG104", "SG413", "SG415"} <= codes(DOCUMENTS["a plain page"], path, path)


@pytest.mark.parametrize(("path", "is_told"), [("b.md", True), ("b.html", False), ("b.Rmd", False)])
def test_a_page_that_was_built_of_slides_is_listed_by_no_manifest(path: str, is_told: bool) -> None:
    deck = "# A\n\n---\n\n# B\n"
    page = f'<textarea id="source">\n{deck}</textarea>\n' if path == "b.html" else deck
    found = findings_in({"a.md": "# A\n", path: page} | listing("a.md"), "SG418")
    assert bool(found) is is_told


BROKEN = "---\ntitle: Pods: what they are\nweight: 20\n---\n\n# A\n"


@pytest.mark.parametrize("path", ["README.md", "docs/page.mdx", "talk.md"])
def test_front_matter_that_nobody_reads_is_told_of_a_page_as_of_a_deck(path: str) -> None:
    text = BROKEN + "\n???\n\nwords\n\n---\n\n# B\n" * (path == "talk.md")
    (found,) = (each for each in findings_in({path: text}, "ALL") if each.rule.code == "SG010")
    assert (found.start.line, found.start.column) == (2, 12)


@pytest.mark.parametrize("mark", ['{{ replace .Name "-" " " }}', "{% now %}", "<%= title %>"])
def test_front_matter_that_a_program_fills_in_is_none_yet(mark: str) -> None:
    assert codes(BROKEN.replace("what", mark), "archetypes/default.md") == set()
