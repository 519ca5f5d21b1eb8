"""Build, lint and `--standalone` agree on what a slide refers to: they read one list."""

import pytest
from workshops import Workshop

PNG = b"\x89PNG\r\n\x1a\n"

#: Markdown, the files that are there, those that are copied beside the page, and those that are missing.
CASES: dict[str, tuple[str, list[str], list[str], list[str]]] = {
    "an apostrophe": ("![it is](it's.png)", ["it's.png"], ["it's.png"], []),
    "an entity": ('<img alt="x" src="it&#39;s.png">', ["it's.png"], ["it's.png"], []),
    "an ampersand": ("![x](a&b.png)", ["a&b.png"], ["a&b.png"], []),
    "letters beyond ASCII": ("![x](été.png)", ["été.png"], ["été.png"], []),
    "percent signs": ("![x](a%20b.png)", ["a b.png"], ["a b.png"], []),
    "angle brackets": ("![x](<a b.png>)", ["a b.png"], ["a b.png"], []),
    "parentheses": ("![x](a(1).png)", ["a(1).png"], ["a(1).png"], []),
    "by a label": ("![x][r]\n\n[r]: a.png", ["a.png"], ["a.png"], []),
    "without quotes": ("<img alt=x src=a.png>", ["a.png"], ["a.png"], []),
    "several sizes": (
        '<img alt="x" srcset="a.png 1x, b.png 2x">',
        ["a.png", "b.png"],
        ["a.png", "b.png"],
        [],
    ),
    "a poster": ('<video poster="p.png" src="v.mp4"></video>', ["p.png", "v.mp4"], ["p.png", "v.mp4"], []),
    "a style": ("<div style=\"background: url('a.png')\">x</div>", ["a.png"], ["a.png"], []),
    "a picture that is a link": ("[![x](a.png)](b.pdf)", ["a.png", "b.pdf"], ["a.png", "b.pdf"], []),
    "in the notes": ("text\n\n???\n\n![x](a.png)", ["a.png"], ["a.png"], []),
    "a missing one": ("![x](gone.png)", [], [], ["gone.png"]),
    "a missing one with letters and a blank": ("![x](été%20b.png)", [], [], ["été b.png"]),
    "a missing one with an entity": ('<img alt="x" src="a&amp;b.png">', [], [], ["a&b.png"]),
    "a missing size": ('<img alt="x" src="a.png" srcset="b.png 2x">', ["a.png"], ["a.png"], ["b.png"]),
    "a missing poster": ('<video poster="p.png"></video>', [], [], ["p.png"]),
    "a missing film": ('<video src="v.mp4"></video>', [], [], ["v.mp4"]),
    "a missing track": ('<video src="v.mp4"><track src="de.vtt"></video>', ["v.mp4"], ["v.mp4"], ["de.vtt"]),
    "a comment": ('<!-- <img src="z.png"> ![old](z.png) -->\n\ntext', [], [], []),
    "indented code": ("text\n\n    ![x](z.png)", [], [], []),
    "an escape": (r"\!\[x](z.png)", [], [], []),
    "preformatted": ("<pre>![x](z.png)</pre>", [], [], []),
    "a code span": ("`![x](z.png)` and ``<img src=z.png>``", [], [], []),
    "a fence": ("```\n![x](z.png)\n```", [], [], []),
    "a script": ("<script>const x = '<img src=\"z.png\">'</script>", [], [], []),
}


@pytest.mark.parametrize(("text", "there", "copied", "missing"), CASES.values(), ids=CASES)
def test_what_is_copied_and_what_is_missing(
    workshop: Workshop, text: str, there: list[str], copied: list[str], missing: list[str]
) -> None:
    workshop.write({"first.yml": "title: T\ncontent:\n- deck.md\n", "deck.md": f"# One\n\n{text}\n"})
    workshop.write(dict.fromkeys(there, PNG))
    result = workshop.build("first.yml")
    beside = {name for name in workshop.files() if not name.endswith(".html") and "/" not in name}
    assert {name for name in beside if name.endswith((".png", ".mp4", ".pdf"))} == set(copied)
    told = [f.message for f in result.findings if f.rule.code == "SG414"]
    assert told == [f"the file {name} does not exist" for name in missing]
    assert [f.message for f in workshop.lint("SG414")] == told


def test_lint_and_build_say_where_a_missing_picture_is_named(workshop: Workshop) -> None:
    text = '# One\n\n<img alt="x" src="a&amp;b.png"> and ![x](ü.png)\n'
    workshop.write({"first.yml": "title: T\ncontent:\n- deck.md\n", "deck.md": text})
    for findings in (workshop.build("first.yml").findings, workshop.lint("SG414")):
        named = [text[f.span.start : f.span.end] for f in findings if f.rule.code == "SG414"]
        assert named == ["a&amp;b.png", "ü.png"]


def test_a_picture_may_have_a_blank_in_its_name(workshop: Workshop) -> None:
    files = {"first.yml": "title: T\ncontent:\n- deck.md\n", "deck.md": "# One\n\n![x](more banana.png)\n"}
    workshop.write({**files, "more banana.png": PNG})
    result = workshop.build("first.yml")
    assert not [f for f in (*result.findings, *workshop.lint("SG414")) if f.rule.code == "SG414"]
    assert "more banana.png" in result.written


def test_a_tab_that_ends_an_address_is_told_with_what_to_write(workshop: Workshop) -> None:
    deck = "# One\n\n![x](more\tbanana.png)\n"
    workshop.write({"first.yml": "title: T\ncontent:\n- deck.md\n", "deck.md": deck})
    for findings in (workshop.build("first.yml").findings, workshop.lint("SG414")):
        [told] = [f for f in findings if f.rule.code == "SG414"]
        assert told.message == "a blank ends the address more\tbanana.png: this is no image"
        assert told.help == "write `<more\tbanana.png>` or `more%20banana.png`"


def test_one_file_holds_what_it_shows_however_that_is_written(workshop: Workshop) -> None:
    text = (
        "background-image: url('back ground.png')\n\n# One\n\n![it is](it's.png) "
        '<img alt="x" src=plain.png srcset="one.png 1x, two.png 2x"> <img alt="y" src="it&#39;s.png">\n\n'
        "<div style=\"background: url('style.png')\">x</div>\n\n"
        '<style>.a { background: url(sheet.png) }</style>\n\n[a link](linked.yaml)\n\n`src="code.png"`\n'
    )
    shown = ["it's.png", "plain.png", "one.png", "two.png", "style.png", "sheet.png", "back ground.png"]
    workshop.write({"first.yml": "title: T\ncontent:\n- deck.md\n", "deck.md": text})
    workshop.write({name: PNG + name.encode() for name in (*shown, "code.png")} | {"linked.yaml": b"a: 1\n"})
    workshop.build("first.yml", standalone=True)
    html = (workshop.out / "first.html").read_text(encoding="utf-8")
    assert html.count("data:image/png;base64,") == 8, "it's.png twice, code.png never"
    assert not [name for name in shown[1:] if name in html]
    assert 'href="linked.yaml"' in html


def test_a_missing_film_of_markdown_is_told_by_both(workshop: Workshop) -> None:
    workshop.write({"first.yml": "title: T\nextras: [media]\ncontent:\n- deck.md\n"})
    workshop.write({"deck.md": "# One\n\n![A film](v.mp4)\n\n![A recording](r.cast)\n"})
    told = [f for f in workshop.build("first.yml").findings if f.rule.code == "SG414"]
    assert [f.message for f in told] == ["the file v.mp4 does not exist", "the file r.cast does not exist"]
    assert [(f.span, f.message) for f in workshop.lint("SG414")] == [(f.span, f.message) for f in told]
