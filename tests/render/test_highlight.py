"""Code with its colours, and what in it is a highlight."""

import html
import re

import html5lib
import pytest
from deck.workbench import body
from hypothesis import given, settings
from hypothesis import strategies as st

from slidegen.render.highlight import highlight
from slidegen.render.transcript import lexer_for
from slidegen.text.marks import BACKTICKS, MarkedCode, Marks, take_marks

LINES, SPANS = (
    "sections: false\nremark: {highlightLines: true}",
    "sections: false\nremark: {highlightSpans: true}",
)
OWN = "sections: false\nremark: {highlightSpans: {regexp: '«([^»]+)»'}}"


def code(text: str, yaml: str) -> str:
    return body(f"```\n{text}\n```\n", yaml).strip().removeprefix("<pre><code>").removesuffix("</code></pre>")


@pytest.mark.parametrize(
    ("yaml", "text", "shown"),
    [
        ("sections: false", "* a `b`", "* a `b`"),
        (
            LINES,
            "a\n* b\n*c",
            'a\n<span class="line-highlighted">  b\n</span><span class="line-highlighted">c</span>',
        ),
        (LINES, "a **b**\n *c", "a **b**\n *c"),
        (SPANS, "curl `IP`:80", "curl <mark>IP</mark>:80"),
        (SPANS, r"echo \`date\` `x`", "echo `date` <mark>x</mark>"),
        (SPANS, "a ` b", "a ` b"),
        (SPANS, "``x``", "``x``"),
        (OWN, "a «b» `c`", "a <mark>b</mark> `c`"),
    ],
)
def test_marks(yaml: str, text: str, shown: str) -> None:
    assert code(text, yaml) == shown


@pytest.mark.parametrize(
    ("fence", "is_told"),
    [
        ("```console\n$ kubectl get nodes\nNAME    STATUS   AGE\nnode1   Ready    7d\n```\n", True),
        ("```console\n$ cut -c1  a\n$ cut -c1  b\nx\n```\n", False),  # what is typed may be folded
        ("```\nNAME    STATUS   AGE\nnode1   Ready    7d\n```\n", True),
        ("```text\nNAME    STATUS   AGE\nnode1   Ready    7d\n```\n", True),
        ("```bash\nexport A=1    # one\nexport B=2    # two\n```\n", False),
        ("```go\nName    string    // one\nAge     int       // two\n```\n", False),
    ],
)
def test_code_of_which_folded_lines_would_say_nothing_says_so(fence: str, is_told: bool) -> None:
    assert ("<pre data-columns" in body(fence, "sections: false")) is is_told


def test_a_language_for_code_that_names_none() -> None:
    shown = body("```\nx\n```\n", "sections: false\nremark: {highlightLanguage: python}")
    assert '<code class="language-python">' in shown


@pytest.mark.parametrize(
    ("theirs", "ours"), [("remark", "markdown"), ("hpp", "cpp"), ("patch", "diff"), ("mk", "make"),
                         ("h", "c"), ("plist", "xml"), ("hbs", "handlebars"), ("xsl", "xslt")]
)  # fmt: skip
def test_a_name_of_highlight_js_is_known(theirs: str, ours: str) -> None:
    lexer, meant = lexer_for(theirs), lexer_for(ours)
    assert lexer is not None
    assert type(lexer) is type(meant)


def test_code_in_a_line_has_it_too() -> None:
    shown = body("`x`\n", "sections: false\nremark: {highlightLanguage: python}")
    assert '<code class="python">x</code>' in shown


def test_a_mark_goes_over_words_of_several_colours() -> None:
    shown = highlight(take_marks("x = `f(1)`", Marks(spans=BACKTICKS)), "python")
    assert shown.count("<mark>") == 1
    assert text_of(shown) == "x = f(1)"


@pytest.mark.parametrize("language", ["", "bash", "yaml", "console", "nosuchthing", "Dockerfile", "python"])
@settings(deadline=None)
@given(
    text=st.text(alphabet="ab `*\n\t$<&\"'=:#-[]{}\\é\u2028", max_size=60),
    lines=st.booleans(),
    spans=st.booleans(),
)
def test_colours_change_no_character(language: str, text: str, lines: bool, spans: bool) -> None:
    marked = take_marks(text, Marks(lines, BACKTICKS if spans else None))
    assert text_of(highlight(marked, language)) == marked.code


@settings(deadline=None)
@given(text=st.text(alphabet="ab `*\n<&", max_size=60))
def test_marks_lie_in_the_code(text: str) -> None:
    marked = take_marks(text, Marks(True, BACKTICKS))
    assert isinstance(marked, MarkedCode)
    assert all(0 <= start < end <= len(marked.code) for start, end in marked.spans)
    assert marked.code.count("\n") == text.count("\n")


def text_of(markup: str) -> str:
    return html.unescape(re.sub(r"<[^<>]*>", "", markup))


SESSION = "$ kubectl `get` \\\n> pods\nNAME\n* web\n$ ls"


def test_a_transcript_says_what_is_typed() -> None:
    shown = highlight(take_marks(SESSION, Marks(True, BACKTICKS)), "console", "console")
    assert text_of(shown) == SESSION.replace("`", "").replace("*", " ")
    assert re.findall(r'<span class="prompt">(.*?)</span>', shown) == ["$ ", "&gt; ", "$ "]
    assert [text_of(line) for line in typed_lines(shown)] == ["kubectl get \\", "pods", "ls"]
    assert '<span class="line-highlighted"><span class="output">  web</span>' in shown
    assert "<mark>get</mark>" in shown


def test_a_script_is_typed_whole_and_says_nothing() -> None:
    shown = highlight(take_marks("ls # $ all\ncat x > y", Marks()), "bash", "bash")
    assert "typed" not in shown


def typed_lines(markup: str) -> list[str]:
    page = html5lib.parseFragment(markup, treebuilder="etree", namespaceHTMLElements=False)
    return ["".join(each.itertext()) for each in page.iter("span") if each.get("class") == "typed"]
