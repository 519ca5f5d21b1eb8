"""What rules promise: a fix mends what it says, once, and leads to what the rule's page calls good."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lint.workbench import listing, project_of

from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.engine import identities, lint
from slidegen.lint.fix import Look, Mended, mend
from slidegen.lint.project import Project
from slidegen.lint.rule_form import ListedRule
from slidegen.lint.rule_page import Example, read_page
from slidegen.lint.rules import RULES
from slidegen.lint.selection import make_selection
from slidegen.source.file import SourceFile

Texts = dict[str, str]

ALL = frozenset(Applicability)
BAD = [
    pytest.param(listed, example, id=f"{listed.code}-{number}")
    for listed in RULES
    for number, example in enumerate(read_page(listed.page).examples, 1)
    if example.bad
]


def look_at(files: Mapping[str, str], *select: str, version: str | None = None) -> Look:
    """The findings in `files` by the rules `select`, however they are changed."""
    selection = make_selection(identities(), select=select)

    def look(overlays: Mapping[str, SourceFile]) -> tuple[Project, tuple[Finding, ...]]:
        texts = {path: overlays[path].text if path in overlays else text for path, text in files.items()}
        project = project_of(texts, version=version)
        return project, lint(project, selection).findings

    return look


def mended(files: Mapping[str, str], *select: str, version: str | None = None) -> tuple[Texts, Mended]:
    result = mend(look_at(files, *select, version=version), ALL)
    return {**files, **{path: source.text for path, source in result.after.items()}}, result


# ---- examples
@pytest.mark.parametrize(("listed", "example"), BAD)
def test_a_bad_example_with_a_fix_becomes_a_good_one(listed: ListedRule, example: Example) -> None:
    """Most have one; what has none says so on its page, and there is nothing to try."""
    files = dict(example.files)
    if not any(name.endswith((".yml", ".yaml")) for name in files):
        files |= listing(*files)
    select = ("ALL",) if listed.code.startswith("SG05") else (listed.code,)  # they need the others
    _, findings = look_at(files, *select, version=example.version)({})
    if not any(finding.fix for finding in findings if finding.rule.code == listed.code):
        return
    after, result = mended(files, *select, version=example.version)
    assert not result.refusals
    goods = [dict(good.files) for good in read_page(listed.page).examples if not good.bad]
    assert {path: after[path] for path, _ in example.files} in goods, "show the result on the rule's page"
    again, _ = mended(after, *select, version=example.version)
    assert again == after


# ---- what the engine refuses
RULE = Rule("SG999", "test", Severity.WARNING, "test")


def always(replacement: Callable[[str], str]) -> Look:
    """A rule that finds the first line of `a.md` whatever it says, and would write something there."""

    def look(overlays: Mapping[str, SourceFile]) -> tuple[Project, tuple[Finding, ...]]:
        source = overlays.get("a.md") or SourceFile.from_text("a.md", "one\ntwo\n")
        project = project_of({"a.md": source.text})
        end = source.text.index("\n")
        edit = Edit(source.span(0, end), replacement(source.text[:end]))
        fix = Fix("do it", (edit,), Applicability.SAFE)
        return project, (source.finding(RULE, 0, end, "there", fix=fix),)

    return look


def test_a_fix_is_refused_whose_finding_is_still_there() -> None:
    result = mend(always(lambda line: line + "!"), ALL)
    assert (result.after, result.fixed) == ({}, 0)
    assert [refusal.reason for refusal in result.refusals] == ["what it is to mend would still be there"]


def test_a_fix_is_refused_that_leads_back() -> None:
    result = mend(always(lambda line: line), ALL)
    assert (result.after, result.fixed) == ({}, 0)
    assert [refusal.reason for refusal in result.refusals] == [
        "it leads back to a text that there was before"
    ]


def test_others_are_applied_all_the_same() -> None:
    text = "```bash\nkubectl get pods \\  \n  -n blue\n# a comment\n  --all-namespaces\n```\n"
    after, result = mended({"a.md": text, **listing("a.md")}, "SG502")
    assert after["a.md"] == text.replace("\\  ", "\\")
    assert result.fixed == 1


@pytest.mark.parametrize(
    "line", ["# a comment", "kubectl get pods # a comment", "kubectl get pods `#comment`"]
)
def test_nothing_is_continued_behind_a_comment(line: str) -> None:
    text = f"```bash\n{line}\n  --namespace blue\n```\n"
    after, result = mended({"a.md": text, **listing("a.md")}, "SG502")
    assert (after["a.md"], result.fixed) == (text, 0)


# ---- a second run changes nothing
LINES = (
    *("kubectl get pods", "kubectl run web --image=nginx --replicas=3", "kubectl run web --image=nginx \\"),
    *("  --replicas=3", "  --namespace blue", "# a comment", "  # indented", "kubectl get pods \\  ", "\\"),
    *("$ kubectl exec web ls", "kubectl exec -ti web ls # now", "kubectl create deployment web", "> more"),
    *("kubectl expose deployment web --port=80 --record", "kubectl drain node1 --delete-local-data", ""),
    *("docker-compose up \\", "helm install --name db stable/x", "kubectl delete pod web --cascade=false"),
    *("cat <<EOF", "EOF", "kubectl logs -l run=web", "kubectl label pod web run-", "echo 'it", "name: x"),
    *("kubectl —-version", "kubectl get pods –n blue", "```", "---", "--", "Reminder: bring it"),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=9), st.sampled_from(("bash", "console", "", "yaml")))
def test_a_second_run_changes_nothing(lines: list[str], language: str) -> None:
    text = "\n".join(("# Title", "", ".lab[", "", f"```{language}", *lines, "```", "", "]", ""))
    once, _ = mended({"a.md": text, **listing("a.md")})
    twice, again = mended(once)
    assert (twice, again.fixed) == (once, 0)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["kubectl-run.md", "kubectlexpose.md", "rollout.md", "kubectlget.md"])
def test_so_in_real_slides_with_comments_between_their_lines(corpus: Path, name: str) -> None:
    found = next(iter(sorted(corpus.rglob(name))), None)
    if found is None:
        pytest.skip(f"there is no {name}")
    lines = found.read_text(encoding="utf-8").splitlines()
    texts = (
        lines,
        [each for line in lines for each in (line, "  # between")],
        [line + "  " for line in lines],
    )
    for version in ("1.12", "1.32"):
        for text in texts:
            once, _ = mended({"a.md": "\n".join(text) + "\n", **listing("a.md")}, version=version)
            twice, again = mended(once, version=version)
            assert (twice == once, again.fixed) == (True, 0)


def test_a_fix_that_is_shared_counts_each_finding() -> None:
    text = "```bash\nkubectl run web --image=nginx\nkubectl get pods -l run=web\n```\n"
    after, result = mended({"a.md": text}, "SG101", "SG102", version="1.12")
    assert isinstance(result, Mended)
    assert result.fixed == 2
    wanted = text.replace("kubectl run", "kubectl create deployment").replace("run=", "app=")
    assert after["a.md"] == wanted
