"""The JavaScript of remark's pages: options and macros."""

from collections.abc import Mapping

import pytest

from slidegen.migrate.javascript import Pattern, Value, create_calls, lists_of_files, macros_in
from slidegen.migrate.jinja_macros import jinja_of


def options(script: str) -> tuple[Mapping[str, Value], tuple[str, ...]]:
    (call,) = create_calls(script)
    return call.options, call.unread


@pytest.mark.parametrize(
    ("script", "found", "unread"),
    [
        ("remark.create();", {}, ()),
        ("var o = {ratio: '4:3'}; o = {ratio: '16:9'}; remark.create(o)", {"ratio": "16:9"}, ()),
        ("remark.create(settings)", {}, ("",)),
        ("// after remark.create()\n/* remark.create() */ a = 'https://x' + remark.create() // {", {}, ()),
        (
            "var s = remark.create({ratio: '16:9', highlightLines: true})",
            {"ratio": "16:9", "highlightLines": True},
            (),
        ),
        (
            'remark.create({"navigation": {scroll: false, click: false,},})',
            {"navigation": {"scroll": False, "click": False}},
            (),
        ),
        ("remark . create({ // a comment, {\n sourceUrl: `a.md`, /* } */ })", {"sourceUrl": "a.md"}, ()),
        ("remark.create({excludedClasses: ['a', \"b\"]})", {"excludedClasses": ["a", "b"]}, ()),
        ("remark.create({highlightSpans: /«([^»]*)»/g})", {"highlightSpans": Pattern("«([^»]*)»", "g")}, ()),
        ("remark.create({source: text + '', ratio: '4:3'})", {"ratio": "4:3"}, ("source",)),
        (
            "remark.create({slideNumberFormat: function (c, t) { return c + ', {' + t; }, ratio: '4:3'})",
            {"ratio": "4:3"},
            ("slideNumberFormat",),
        ),
        (
            "remark.create({source, controller() { return 1 }, ratio: '4:3'})",
            {"ratio": "4:3"},
            ("source", "controller"),
        ),
        ("remark.create({ratio: '16:9'", {"ratio": "16:9"}, ()),
    ],
)
def test_options(script: str, found: dict[str, Value], unread: tuple[str, ...]) -> None:
    assert options(script) == (found, unread)


def test_sources_in_a_loop() -> None:
    script = "sourceUrls = [\n 'a.md', // one\n 'b.md?x'\n]\nfor (;;) {}\nlet other = ['x.js', 1]"
    assert list(lists_of_files(script)) == [["a.md", "b.md?x"]]


@pytest.mark.parametrize(
    ("code", "template"),
    [
        (
            """function (w) { var u = this; return '<img src="' + u + '" style="width: ' + w + '" />'; }""",
            """<img src="{{ text }}" alt="" style="width: {{ args[0] | default('') }}" />""",
        ),
        ("function () { return '<b>' + this + '</b>' }", "<b>{{ text }}</b>"),
        ("function (w) { return compute(w); }", None),
        ("function (w) { if (w) return 'a'; return 'b'; }", None),
    ],
)
def test_macros(code: str, template: str | None) -> None:
    ((name, found),) = macros_in(f"remark.macros['scale'] = {code};\nremark.create()")
    assert (name, jinja_of(found)) == ("scale", template)


@pytest.mark.parametrize(
    "deep", ["[" * 20_000 + "]" * 20_000, "{a:" * 20_000 + "1" + "}" * 20_000, "[" * 20_000]
)
def test_what_nests_without_an_end_is_no_option(deep: str) -> None:
    found, unread = options(f"remark.create({{ratio: '4:3', a: {deep}}})")
    assert found["ratio"] == "4:3"
    assert unread
