"""What is meant to be stale is told, and mended only when somebody asks for it."""

import pytest
from lint.workbench import findings_in

from slidegen.finding import Applicability, Severity

OLD = "```yaml\napiVersion: batch/v1beta1\nkind: CronJob\nmetadata:\n  name: x\n```\n"
EXEC = "```console\n$ kubectl exec web ls\n{}```\n"


def is_mended_unasked(text: str, path: str = "a.md") -> bool:
    (finding,) = findings_in({path: text}, "SG104", "SG201")
    assert finding.fix
    unsafe = finding.fix.applicability is Applicability.UNSAFE
    assert ("slidegen: ignore-next-line" in finding.help) is unsafe
    return not unsafe


@pytest.mark.parametrize(
    "text",
    [
        f"# Deprecated APIs\n\nLook at this.\n\nAnd try.\n\n{OLD}",
        f"# Tasks\n\nThis manifest no longer works.\n\n{OLD}",
        f"# Tasks\n\nThis manifest\nwill fail:\n{OLD}",
        f"# Tasks\n\n{OLD}\nNow mend it with `kubectl-convert -f x.yaml`.\n",
        "# Tasks\n\n" + OLD.replace("kind", "# the old API\nkind"),
        EXEC.format("error: exec [POD] [COMMAND] is not supported anymore\n"),
        "Run `kubectl exec web ls`, which is deprecated.\n",
        "With Helm 2:\n\n" + EXEC.format(""),
    ],
)
def test_who_says_that_it_is_old_means_it(text: str) -> None:
    assert not is_mended_unasked(text)


@pytest.mark.parametrize(
    "text",
    [
        f"# Jobs\n\nWrite this down:\n\n{OLD}",
        f"# Jobs\n\nSwarm is obsolete.\n\nWrite this down:\n\n{OLD}",
        f"# Jobs\n\n{OLD}\n# What was removed\n\nNothing.\n",
        f"# Jobs\n\n{OLD}\n---\n\n# What was removed\n",
        f"# Removed\n\n---\n\n# Jobs\n\n{OLD}",
        EXEC.format("error.log\n"),
        "With Helm 3:\n\n" + EXEC.format(""),
    ],
)
def test_words_about_something_else_are_none_about_it(text: str) -> None:
    assert is_mended_unasked(text)


@pytest.mark.parametrize(
    ("path", "unasked"),
    [
        ("k8s/cron.yaml", True),
        ("k8s/cron-v1beta1.yaml", False),
        ("old/cron.yaml", False),
        ("k8s/gold.yaml", True),
        ("app.v1.18.yaml", False),
        ("legacy/cron.yaml", False),
        ("1-10-cron.yaml", True),
        ("before.yaml", True),
    ],
)
def test_a_files_name_may_say_so(path: str, unasked: bool) -> None:
    assert is_mended_unasked(OLD.split("\n", 1)[1].removesuffix("```\n"), path) is unasked


def test_so_does_a_comment_of_a_manifest() -> None:
    text = OLD.split("\n", 1)[1].removesuffix("```\n")
    assert not is_mended_unasked(f"# deprecated: see task 4\n{text}", "cron.yaml")
    assert is_mended_unasked(f"# the nightly job\n{text}", "cron.yaml")


def test_a_fix_over_several_files_is_careful_for_all_of_them() -> None:
    texts = {
        "a.md": "```bash\nkubectl run web --image=nginx\nkubectl get pods -l run=web\n```\n",
        "b.md": "# Deprecated\n\n```bash\nkubectl get pods -l run=web\n```\n",
    }
    found = findings_in(texts, "SG101", version="1.12")
    shared = [f.fix for f in found if f.fix and {edit.span.path for edit in f.fix.edits} == set(texts)]
    assert all(fix.applicability is Applicability.UNSAFE for fix in shared)


@pytest.mark.parametrize(
    ("command", "path", "mended"),
    [
        ("kubectl convert -f web.yaml --output-version batch/v1", "k8s/web.yaml", False),
        ("kubectl-convert -f ./k8s/web.yaml", "k8s/web.yaml", False),
        ("kubectl convert -f ../labs/web.yaml", "a/labs/web.yaml", False),
        ("kubectl convert -f db.yaml", "k8s/web.yaml", True),
        ("kubectl convert -f eb.yaml", "k8s/web.yaml", True),
        ("kubectl apply -f web.yaml # convert", "k8s/web.yaml", True),
    ],
)
def test_a_file_that_readers_convert_is_old_till_then(command: str, path: str, mended: bool) -> None:
    manifest = "apiVersion: batch/v1beta1\nkind: CronJob\nmetadata:\n  name: x\n"
    (finding,) = findings_in({"labs/a.md": f"```bash\n{command}\n```\n", path: manifest}, "SG201")
    assert finding.fix
    assert (finding.fix.applicability is Applicability.SAFE) is mended


POD = "    spec:\n      containers:\n      - name: a\n        image: nginx\n"
TEMPLATE = f"  template:\n    metadata:\n      labels:\n        app: b\n{POD}"
SELECTOR = f"spec:\n  selector:\n    matchLabels:\n      app: a\n{TEMPLATE}"
WEB = f"apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n{SELECTOR}"
TWICE = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  name: b\n"


@pytest.mark.parametrize("manifest", [WEB, TWICE])
@pytest.mark.parametrize(
    ("before", "severity"),
    [
        ("Fix the following manifest:\n\n", Severity.INFO),
        ("What is wrong here?\n\n", Severity.INFO),
        ("# Troubleshooting\n\nLook at this.\n\n", Severity.INFO),
        ("Write this down:\n\n", Severity.ERROR),
        ("Fix a date.\n\nWrite this down:\n\n", Severity.ERROR),
    ],
)
def test_what_readers_are_to_mend_is_a_note(manifest: str, before: str, severity: Severity) -> None:
    (found,) = findings_in({"a.md": f"{before}```yaml\n{manifest}```\n"}, "SG206", "SG208")
    assert found.rule.severity is severity
    assert ("ignore-next-line" in found.help) is (severity is Severity.INFO)


def test_so_is_what_the_page_shows_to_be_refused() -> None:
    page = (
        f"Write this down:\n\n```yaml\n{WEB}```\n\nAnd apply it:\n\n```\n* spec.selector: {{}} value\n```\n"
    )
    (refused,) = findings_in({"a.md": page.format("Required")}, "SG206")
    (served,) = findings_in({"a.md": page.format("Any")}, "SG206")
    assert (refused.rule.severity, served.rule.severity) == (Severity.INFO, Severity.ERROR)


def test_so_is_a_file_whose_name_says_so() -> None:
    (found,) = findings_in({"k8s/broken/web.yaml": WEB}, "SG206")
    assert found.rule.severity is Severity.INFO


@pytest.mark.parametrize(
    ("path", "severity"),
    [
        ("pkg/testdata/cron.yaml", Severity.INFO),
        ("testdata/v1.19/cron.yaml", Severity.INFO),
        ("test/data/cron.yaml", Severity.ERROR),
        ("k8s/my-testdata/cron.yaml", Severity.ERROR),
    ],
)
def test_so_is_what_a_program_is_tested_with(path: str, severity: Severity) -> None:
    (found,) = findings_in({path: OLD.split("\n", 1)[1].removesuffix("```\n")}, "SG201")
    assert found.rule.severity is severity
    assert found.fix
    assert (found.fix.applicability is Applicability.UNSAFE) is (severity is Severity.INFO)


POLICY = "```yaml\napiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata:\n  name: a\n```\n"
LABEL = "```yaml\nmetadata:\n  labels:\n    pod-security.kubernetes.io/enforce: baseline\n```\n"


@pytest.mark.parametrize(
    ("files", "severity"),
    [
        ({"a.md": POLICY}, Severity.ERROR),
        ({"a.md": f"Before:\n\n{POLICY}\nAfter:\n\n{LABEL}"}, Severity.INFO),
        ({"a.md": POLICY, "b.md": LABEL}, Severity.ERROR),
    ],
)
def test_so_is_a_policy_beside_what_took_its_place(files: dict[str, str], severity: Severity) -> None:
    (found,) = findings_in(files, "SG203")
    assert found.rule.severity is severity


def test_so_is_the_right_to_use_what_is_gone() -> None:
    rule = "rules:\n- apiGroups: [policy]\n  resources: [podsecuritypolicies]\n  verbs: [use]\n"
    role = f"apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: a\n{rule}"
    (found,) = findings_in({"role.yaml": role}, "SG203")
    assert found.rule.severity is Severity.INFO
