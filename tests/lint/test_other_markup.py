"""Workshops in other markup than Markdown: the rot rules, at their place, and no rule about slides."""

import pytest
from lint.workbench import findings_in, project_of

from slidegen.finding import Applicability
from slidegen.lint.engine import identities, lint
from slidegen.lint.fix import mend
from slidegen.lint.selection import make_selection

ADOC = "= A\n\n[source,bash]\n----\nkubectl exec web ls\n----\n"
HTML = "<h1>A</h1>\n<pre><code>kubectl exec web ls &amp;&amp; pwd\n</code></pre>\n"
DECK = '<textarea id="source">\nclass: x, y\n\n# A\n---\n```bash\nkubectl exec web ls\n```\n</textarea>\n'
MDX = "import A from 'a'\n\n<Tabs>\n\n```bash\nkubectl exec web ls\n```\n\n</Tabs>\n"
RMD = "# A\n---\nclass: middle\n\n```{bash, eval=FALSE}\nkubectl exec web ls\n```\n???\nNotes\n---\n# A\n"
NOTE = '{"cells": [\n %s\n], "metadata": {"kernelspec": {"name": "%s"}}, "nbformat": 4}\n'
CELL = '{"cell_type": "code", "outputs": [{"text": ["kubectl exec a ls"]}], "source": [%s]}'
ASKED = NOTE % (CELL % '"import os\\n",\n  "x = !kubectl exec web ls\\n",\n  "y != 3"', "python3")
MAGIC = NOTE % (CELL % '"%%bash\\n",\n  "kubectl exec web ls -l \\"a\\""', "python3")
SHELL = NOTE % (CELL % '"kubectl exec web ls"', "bash")
WORDS = NOTE % (
    '{"cell_type": "markdown", "source": "\\ud83d\\ude00\\n```sh\\nkubectl exec web ls\\n```"}',
    "a",
)
EACH = [
    *(("a.adoc", ADOC), ("a.html", HTML), ("a.html", DECK), ("a.mdx", MDX), ("a.Rmd", RMD), ("a.qmd", RMD)),
    *(("a.ipynb", ASKED), ("a.ipynb", MAGIC), ("a.ipynb", SHELL), ("a.ipynb", WORDS)),
]


@pytest.mark.parametrize(("path", "text"), EACH)
def test_found_at_its_place(path: str, text: str) -> None:
    (finding,) = findings_in({path: text}, "SG")
    assert finding.rule.code == "SG104"
    before, after = text[: finding.span.start], text[finding.span.start :]
    assert before.endswith("kubectl exec web ")
    assert after.startswith("ls")
    assert finding.start.line == before.count("\n") + 1


@pytest.mark.parametrize(("path", "text"), EACH)
def test_mended_in_its_own_words(path: str, text: str) -> None:
    """All else stays as it is written: entities, attributes, delimiters."""

    def look(overlays):  # type: ignore[no-untyped-def]
        project = project_of({path: overlays[path].text if path in overlays else text})
        return project, lint(project, make_selection(identities(), select=("SG1",))).findings

    result = mend(look, frozenset({Applicability.SAFE}), lambda _: True)
    assert result.after[path].text == text.replace("web ls", "web -- ls")


#: A page before and after all fixes: entities, tags and attributes stay as they are written.
PAGES = [
    ("<pre>kubectl exec web ls 2&gt;/dev/null</pre>", "<pre>kubectl exec web -- ls 2&gt;/dev/null</pre>"),
    ("<pre>$ <b>kubectl exec web ls</b> &#62; a</pre>", "<pre>$ <b>kubectl exec web -- ls</b> &#62; a</pre>"),
    (
        "<pre>kubectl exec a ls<br>kubectl exec b ls</pre>",
        "<pre>kubectl exec a -- ls<br>kubectl exec b -- ls</pre>",
    ),
    ("<p><code>kubectl exec &lt;pod&gt; ls</code>", "<p><code>kubectl exec &lt;pod&gt; -- ls</code>"),
    (
        "<pre>kubectl get pod -l &quot;a=b&quot; --export</pre>",
        "<pre>kubectl get pod -l &quot;a=b&quot;</pre>",
    ),
    ("<pre>kubectl create &ndash;f a.yaml</pre>", "<pre>kubectl create -f a.yaml</pre>"),
    ("<pre>kubectl get pod <b>--ex</b>port</pre>", None),
    (
        "<pre>cat &lt;&lt;EOF | kubectl apply -f -\napiVersion: &quot;policy/v1beta1&quot;\n"
        "kind: PodDisruptionBudget\nEOF\n</pre>",
        "<pre>cat &lt;&lt;EOF | kubectl apply -f -\napiVersion: &quot;policy/v1&quot;\n"
        "kind: PodDisruptionBudget\nEOF\n</pre>",
    ),
    (
        "<script type=text/template>\n```\nls && kubectl exec a ls\n```\n</script>",
        "ls && kubectl exec a -- ls",
    ),
]


@pytest.mark.parametrize(("before", "after"), PAGES)
def test_all_else_stays(before: str, after: str | None) -> None:
    """Where a fix would take a tag away, there is the finding alone."""
    assert findings_in({"a.html": before}, "SG")

    def look(overlays):  # type: ignore[no-untyped-def]
        project = project_of({"a.html": overlays["a.html"].text if overlays else before})
        return project, lint(project, make_selection(identities(), select=("SG",))).findings

    result = mend(look, frozenset(Applicability), lambda _: True)
    now = result.after["a.html"].text if result.after else before
    assert now == before if after is None else after in now


@pytest.mark.parametrize(
    ("path", "comment", "text"),
    [
        ("a.adoc", "// slidegen: ignore-next-line SG104 because it is old\n", ADOC.partition("\n\n")[2]),
        ("a.html", "<!-- slidegen: ignore-next-line SG104 -->\n", HTML.partition("\n")[2]),
        ("a.mdx", "{/* slidegen: ignore-next-line SG104 */}\n", MDX.partition("<Tabs>\n\n")[2]),
        ("a.adoc", "// slidegen: ignore-file SG104\n", ADOC),
    ],
)
def test_let_be(path: str, comment: str, text: str) -> None:
    assert not findings_in({path: comment + text}, "SG104", "SG05")
    assert [f.rule.code for f in findings_in({path: comment + "\n"}, "SG104", "SG05")] == ["SG051"]


def test_an_asciidoc_manifest() -> None:
    text = "[source,yaml]\n----\napiVersion: extensions/v1beta1\nkind: Deployment\n----\n"
    (finding,) = findings_in({"a.adoc": text}, "SG201")
    assert finding.start.line == 3


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("<pre>kubectl run a &#x2014;image=b</pre>", "&"),
        ("<pre>kubectl run a &ndash;&ndash;image=b</pre>", "&"),
        ("<pre><b>kubectl</b> get pods &lt;a&gt; --export</pre>", "--export"),
        ("<pre>\n$ kubectl exec &lt;pod&gt; ls\n</pre>", "ls"),
        ("<pre>kubectl exec <i>pod</i> bash &gt; a</pre>", "bash"),
    ],
)
def test_preformatted_html_in_markdown_is_judged_where_it_stands_and_left_as_it_is(
    text: str, at: str
) -> None:
    (finding,) = findings_in({"a.md": text}, "SG1")
    assert text.startswith(at, finding.span.start)
    assert finding.fix is None


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ('"!kubectl run web \\\\\\n", "  --replicas=2 --image=nginx\\n", "kubectl exec web ls"', ["SG101"]),
        (
            '"%%writefile k8s/web.yaml\\n", "apiVersion: policy/v1beta1\\n", "kind: PodDisruptionBudget"',
            ["SG201"],
        ),
        ('"%%writefile web.py\\n", "!kubectl exec web ls"', []),
        ('"%%script bash\\n", "kubectl exec web ls"', ["SG104"]),
        ('"%%timeit\\n", "!kubectl exec web ls"', []),
        ('"kubectl exec web ls"', []),
        ('"a = b !=  kubectl exec web ls"', []),
    ],
)
def test_of_a_programs_cells_only_what_a_shell_reads(cell: str, found: list[str]) -> None:
    findings = findings_in({"a.ipynb": NOTE % (CELL % cell, "python3")}, "SG")
    assert [finding.rule.code for finding in findings] == found


@pytest.mark.parametrize("end", range(0, len(MAGIC) - 2, 7))
def test_half_a_notebook_is_told_where_it_ends(end: int) -> None:
    (finding,) = findings_in({"a.ipynb": MAGIC[:end]}, "SG")
    assert finding.rule.code == "SG005"
    assert "it is no JSON" in finding.message
    assert finding.span.start == finding.span.end <= end


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"cells": []}', ""),
        ('{"cells": [{"cell_type": "code", "source": "import os"}]}', ""),
        ("{}", "it has no cells"),
        ("[" * 100_000, "it is nested too deeply"),
        ('{"cells": [\n<<<<<<< HEAD\n]}', "it is no JSON: Expecting value"),
    ],
)
def test_what_is_no_notebook_is_told(text: str, message: str) -> None:
    found = findings_in({"a.ipynb": text}, "SG")
    assert [message in each.message for each in found] == ([True] if message else [])
    assert all(text[each.span.start :].startswith(("<<<", "{}", "[")) for each in found)


def test_a_notebook_of_the_old_format_has_worksheets() -> None:
    words = '{"cell_type": "markdown", "source": ["```sh\\n", "kubectl exec web ls\\n", "```"]}'
    code = '{"cell_type": "code", "input": ["!kubectl exec db ls"], "language": "python"}'
    text = f'{{"nbformat": 3, "worksheets": [{{"cells": [{words}, {code}]}}]}}'
    found = findings_in({"a.ipynb": text}, "SG")
    assert [text[each.span.start - 4 : each.span.end] for each in found] == ["web ls", " db ls"]


def test_what_a_page_of_html_names_elsewhere_is_judged() -> None:
    """Each address as it is written, in any quotes; none that HTML or Markdown writes another way."""
    page = """<script src='https://coreos.com/a.js'></script>
<p><a class=x
  href="https://coreos.com/b">b</a><a href=https://coreos.com/c>c</a>
<!-- <a href="https://coreos.com/d">d</a> -->
<a href="https://coreos.com/e?f&amp;g">e</a> <p title="https://coreos.com/h">
"""
    found = findings_in({"a.html": page}, "SG304")
    assert [page[each.span.start : each.span.end] for each in found] == ["https://coreos.com/"] * 3
    assert [(each.start.line, each.start.column) for each in found] == [(1, 14), (3, 9), (3, 44)]


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Run <code>{}</code> now.", True),
        ("<p>Run <KBD>{}</KBD></p>", True),
        ("`a` <code>{}</code> `b`", True),
        ("`<code>{}</code>`", False),
        ("```html\n<code>{}</code>\n```", False),
        ("<code>&lt;a&gt; {}</code>", False),
        ("<code>{}</kbd>", False),
    ],
)
def test_code_in_tags_is_inline_code(text: str, is_told: bool) -> None:
    found = findings_in({"a.md": f"# A\n\n{text.format('kubectl exec web ls')}\n"}, "SG104")
    assert [each.rule.severity.name for each in found] == ["INFO"] * is_told
