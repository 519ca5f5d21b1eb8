"""A few lines that ask for gigabytes: each kind of growth ends with a finding at its culprit, and soon."""

import tracemalloc
from collections.abc import Mapping
from itertools import pairwise
from time import process_time

import pytest
from workshops import Workshop

pytestmark = pytest.mark.usefixtures("no_collector")

TWICE = "{{content}}{{content}}\n\n---\n"
LINES = "word\n" * 20_000
BOMBS: dict[str, tuple[Mapping[str, str], str]] = {
    "includes that double": (
        {f"i{n}.md": f"@@INCLUDE[i{n + 1}.md]\n" * 2 for n in range(18)}
        | {"i18.md": "x\n", "d.yml": "content: [i0.md]\n"},
        "i7.md:2:1",
    ),
    "one include, many times": (
        {"a.md": "@@INCLUDE[b.md]\n" * 5000, "b.md": LINES, "d.yml": "content: [a.md]\n"},
        "a.md:",
    ),
    "includes in a row": (
        {f"i{n}.md": f"@@INCLUDE[i{n + 1}.md]\n" for n in range(2000)}
        | {"i2000.md": "x\n", "d.yml": "content: [i0.md]\n"},
        "i32.md:1:1",
    ),
    "an include that is indented far": (
        {"a.md": " " * 10_000 + "@@INCLUDE[b.md]\n", "b.md": LINES, "d.yml": "content: [a.md]\n"},
        "a.md:1:10001",
    ),
    "templates that double": (
        {
            "a.md": f"name: t0\n{TWICE}"
            + "".join(f"name: t{n + 1}\ntemplate: t{n}\n{TWICE}" for n in range(24)),
            "d.yml": "content: [a.md]\n",
        },
        "a.md:",
    ),
    "layouts that double": (
        {
            "a.md": f"name: t0\nlayout: true\n{TWICE}"
            + "".join(f"layout: true\nname: t{n + 1}\ntemplate: t{n}\n{TWICE}" for n in range(24))
            + "text\n",
            "d.yml": "content: [a.md]\n",
        },
        "a.md:",
    ),
    "a layout of thousands of places": (
        {"a.md": "layout: true\n" + "{{content}}" * 5000 + "\n\n---\n" + LINES, "d.yml": "content: [a.md]\n"},
        "a.md:",
    ),
    "macros that double": (
        {"a.md": "![:r]\n", "d.yml": 'macros: {r: "![:r a]![:r a]"}\ncontent: [a.md]\n'},
        "a.md:1:1",
    ),
    "a macro that multiplies": (
        {"a.md": "![:r]\n", "d.yml": "macros: {r: \"{{ 'x' * 10**9 }}\"}\ncontent: [a.md]\n"},
        "a.md:1:1",
    ),
    "a macro that is called often": (
        {"a.md": "![:r]\n" * 5000, "d.yml": "macros: {r: \"{{ 'x' * 10**4 }}\"}\ncontent: [a.md]\n"},
        "a.md:1:1",
    ),
    "aliases": (
        {
            "a.md": "# A\n",
            "d.yml": "a: &a [x,x,x,x,x,x,x,x,x]\n"
            + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in pairwise("abcdefghij"))
            + "content: *j\n",
        },
        "d.yml:5:",
    ),
    "an alias of a long text": (
        {"d.yml": "content:\n- &a |\n  " + "x " * 5000 + "\n" + "- *a\n" * 5000},
        "d.yml:",
    ),
    "a file that is listed often": (
        {"a.md": LINES, "d.yml": "content:\n" + "- a.md\n" * 5000},
        "d.yml:",
    ),
    "a variable that is named often": (
        {"a.md": "@@V@@ " * 9999, "d.yml": f"variables: {{V: {'x' * 9999}}}\ncontent: [a.md]\n"},
        "a.md:1:1",
    ),
    "a property that is named often": (
        {"a.md": f"p: {'x' * 9999}\n\n" + "{{p}} " * 9999, "d.yml": "content: [a.md]\n"},
        "a.md:",
    ),
    "a link that is named often": (
        {"a.md": f"[a]: /{'x' * 9999}\n\n" + "[a] " * 9999, "d.yml": "content: [a.md]\n"},
        "a.md:1:1",
    ),
    "tables of contents": (
        {"a.md": "# T\n\n---\n" * 1500 + "@@TOC@@\n\n---\n" * 1500, "d.yml": "content: [a.md]\n"},
        "a.md:4504:1",
    ),
    "a template of the project": (
        {
            "themes/default/deck.html": "{% for a in range(9999) %}" * 2 + "{% endfor %}" * 2,
            "a.md": "# A\n",
            "d.yml": "content: [a.md]\n",
        },
        "themes/default/deck.html:1:",
    ),
    "a text of ends of lines": ({"a.md": "a\n" * 600_000, "d.yml": "content: [a.md]\n"}, "d.yml:1:11"),
    "one line of links": ({"a.md": "[a](b) " * 600_000, "d.yml": "content: [a.md]\n"}, "d.yml:1:11"),
    "many files": (
        {f"{n}.md": "*a* " * 20_000 for n in range(70)}
        | {"d.yml": "content:\n" + "".join(f"- {n}.md\n" for n in range(70))},
        "d.yml:64:3",
    ),
    "many slides": (
        {"a.md": "# A\n---\n" * 60_000, "b.md": "b\n--\n" * 60_000, "d.yml": "content: [a.md, b.md]\n"},
        "d.yml:1:17",
    ),
    "words that become markup": (
        {
            "a.md": "word " * 300_000 + "![:r]\n\n" * 250,
            "d.yml": "macros: {r: \"{{ '- a\\n' * 3000 }}\"}\ncontent: [a.md]\n",
        },
        "a.md:",
    ),
}  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS)
def test_what_grows_without_measure_is_a_finding_at_its_culprit(workshop: Workshop, bomb: str) -> None:
    files, place = BOMBS[bomb]
    for name in ("first.yml", "second.yml", "intro.md", "shared.md", "last.md", "notes.yaml"):
        (workshop.root / name).unlink()
    workshop.write(files)
    tracemalloc.start()
    start = process_time()
    result = workshop.build()
    spent, (_, peak) = process_time() - start, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    found = [str(finding) for finding in result.findings if finding.rule.code in ("SG062", "SG409")]
    assert found, result.findings
    assert any(each.startswith(place) for each in found), found
    assert len(found) <= 2
    assert result.decks == ()
    assert not (workshop.out / "d.html").exists()
    assert spent < 20  # under tracemalloc, which takes its time; without, a second
    assert peak < 100 << 20


def test_a_deck_of_many_thousand_slides_is_one(workshop: Workshop) -> None:
    slide = "# Slide\n\n- a `command`, [a link](x.html) and *three* words\n- and so on\n\n???\n\nSay it.\n"
    workshop.write({"a.md": "\n---\n".join([slide] * 60_000), "d.yml": "sections: false\ncontent: [a.md]\n"})
    result = workshop.build("d.yml")
    assert not [finding for finding in result.findings if finding.rule.code == "SG062"]
    assert (workshop.out / "d.html").stat().st_size > 60_000 * len(slide)


def test_honest_workshops_are_far_from_the_limits(workshop: Workshop) -> None:
    layout = "layout: true\n.footer[A workshop]\n\n{{content}}\n\n---\n"
    slides = "".join(f"# {n}\n\nSee [docs] and @@GITREPO@@.\n\n---\n" for n in range(300))
    workshop.write(
        {
            "a.md": f"{layout}@@TOC@@\n\n---\n{slides}\n[docs]: https://example.com/docs\n",
            "d.yml": "gitrepo: github.com/example/workshop\ncontent: [a.md, shared.md, shared.md]\n",
        }
    )
    result = workshop.build()
    assert "d.yml" in result.decks
    assert not [finding for finding in result.findings if finding.rule.code == "SG062"]
