"""Laws of the linter over any text: it ends, soon, says where, and what it mends stays mended."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lint.workbench import findings_in, listing

from slidegen.finding import Applicability, Finding
from slidegen.lint.document import Document
from slidegen.lint.engine import identities, lint
from slidegen.lint.fix import mend
from slidegen.lint.project import Project
from slidegen.lint.rule_form import ListedRule
from slidegen.lint.rule_page import read_page
from slidegen.lint.rules import RULES
from slidegen.lint.selection import make_selection
from slidegen.lint.version import NEWEST, Version
from slidegen.source.file import SourceFile
from slidegen.source.settings import Settings
from slidegen.source.texts import Texts

#: What the rules look for, to be shuffled.
PIECES = (
    "# A\n", "### B\n", "---\n", "--\n", "--- \n", "???\n", "name: x\n", "clas: y\n", "Note: z\n",
    ".lab[\n", "]\n", "```bash\n", "```yaml\n", "```\n", "````\n", "<!--", "-->", "`", "\\\n", "\\ \n",
    "<!-- slidegen: ignore SG4 -->", "<!-- slidegen: ignore-next-line SG101, x-y -->",
    "# slidegen: ignore[SG201]",
    "kubectl run web --image=nginx\n", "kubectl create deployment web --image=nginx\n",
    "kubectl get pods -l run=web\n",
    "kubectl delete deploy web\n", "for i in a b; do kubectl run $i --image=x; done\n", "$ ", "$(", ")",
    '"', "'",
    "<<EOF\n", "EOF\n", "apiVersion: batch/v1beta1\n", "kind: CronJob\n", "kind: Ingress\n", "spec:\n",
    "  - ", "  a: &x b\n",
    "*x\n", "![](a.png)", "[l](#x)", '<img src="b">', "<script src=//c>", "@@X@@", "@@INCLUDE[a.md]",
    "{{ x }}",
    "content:\n- a.md\n", "```wait x```", "```wiat x```", "<ip>", "~/r/k8s/x", "  ", "\t", "\r\n", "\0",
    "[source,bash]\n----\n", "----\n", "<pre>", "</pre>", "&lt;", "    ", "# a comment \\\n",
    "helm install --name a b/c\n",
    "<<EOF | kubectl apply -f -\n", "kubectl get ingresses.extensions\n", "run: |\n", "é🎉", "\u2028",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=40).map("".join)
NAMES = st.sampled_from(
    ["a.md", "a.yaml", "a.sh", "Dockerfile", "a.adoc", "a.html", "a.mdx", "a.ipynb", "Makefile"]
)

ANY = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check_places(text: str, path: str, found: tuple[Finding, ...]) -> None:
    source = SourceFile.from_text(path, text)
    for finding in found:
        assert 0 <= finding.span.start <= finding.span.end <= len(source.text)
        assert source.position(finding.span.start) == finding.start
        for edit in finding.fix.edits if finding.fix else ():
            assert edit.span.end <= len(source.text)


NOWHERE = Texts.at(Path("/nowhere"))


@ANY
@given(TEXTS, NAMES)
def test_any_text_is_judged(text: str, path: str) -> None:
    check_places(text, path, findings_in({path: text}))


@pytest.mark.parametrize("listed", RULES, ids=lambda listed: listed.code)
def test_an_example_is_judged_while_it_is_typed(listed: ListedRule) -> None:
    """In a deck, where more rules speak: `helm` alone is a command, too."""
    for example in read_page(listed.page).examples:
        path, text = example.files[0]
        for line in text.splitlines():
            words = line.split(" ")
            for typed in range(1, len(words)):
                cut = text.replace(line, " ".join(words[:typed]), 1)
                found = findings_in({path: cut} | listing(path), asked=[path])
                check_places(cut, path, found)


@ANY
@given(st.binary(max_size=400), NAMES)
def test_any_bytes_are_judged(raw: bytes, path: str) -> None:
    document = Document(SourceFile.from_bytes(path, raw), Document.from_text(path, "").kind)
    project = Project(NOWHERE, (document,), Settings(), NEWEST, lambda: (document,))
    lint(project, make_selection(identities()))


@ANY
@given(TEXTS, NAMES, st.sampled_from(["1.12", "1.24", "1.37"]))
def test_mending_ends_and_a_second_run_changes_nothing(text: str, path: str, version: str) -> None:
    selection = make_selection(identities())
    allowed = frozenset(Applicability)

    def run(source: SourceFile) -> SourceFile:
        def look(changed: dict[str, SourceFile]) -> tuple[Project, tuple[Finding, ...]]:
            document = Document(changed.get(path, source), Document.from_text(path, "").kind)
            project = Project(
                Texts.at(Path("/nowhere")),
                (document,),
                Settings(),
                Version.parse(version),
                lambda: (document,),
            )
            return project, lint(project, selection).findings

        return mend(look, allowed).after.get(path, source)  # type: ignore[arg-type]

    once = run(SourceFile.from_text(path, text))
    assert run(once).raw == once.raw


GROWING = {
    "brackets": ".a[", "opening images": "![", "links": "[a](", "comments": "<!--", "fences": "```\n",
    "tags": "<a ", "quotes": "' ", "substitutions": "$(", "runs": "kubectl run ", "labels": "run=a,",
    "kinds": "kind: X\n", "versions": "apiVersion: v1\n", "properties": "a:\n", "headings": "#",
    "blanks": " ",
    "suppressions": "<!-- slidegen: ignore SG101 -->", "exercises": ".lab[```bash a```]\n",
    "commands": "`kubectl get a`\n",
    "made": "```bash\nkubectl create ns a\n```\n", "includes": "@@INCLUDE[a.md]", "backslashes": "\\\n",
    "separators": "--- \n",
    "images": "![](a.png)\n", "backticks": "` `` ", "here-documents": "cat <<A\n", "yaml lists": "- - ",
    "braces": "{a: ",
}  # fmt: skip


@pytest.mark.parametrize("path", ["a.md", "a.yaml", "a.sh"])
@pytest.mark.parametrize("piece", GROWING.values(), ids=GROWING.keys())
def test_time_is_linear_in_size(piece: str, path: str) -> None:
    """Eight times the text takes at most about eight times as long; quadratic would be sixty-four."""
    small, large = (_seconds(piece * (size // len(piece)), path) for size in (8_000, 64_000))
    assert large < max(small, 0.02) * 24 + 0.2, (small, large)


def _seconds(text: str, path: str) -> float:
    best = 60.0
    for _ in range(2):
        start = time.process_time()
        findings_in({path: text})
        best = min(best, time.process_time() - start)
    return best
