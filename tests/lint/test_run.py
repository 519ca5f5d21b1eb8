"""SG101 and SG102 on small projects: who makes what, what follows from it, and what becomes of it."""

from collections.abc import Mapping
from textwrap import dedent

import pytest
from lint.workbench import project_of

from slidegen.finding import Applicability, Finding
from slidegen.lint.engine import identities, lint
from slidegen.lint.fix import Mended, mend
from slidegen.lint.project import Project
from slidegen.lint.selection import make_selection
from slidegen.source.file import SourceFile
from slidegen.source.settings import LintSettings, Settings

SELECTION = make_selection(identities(), select=("SG101", "SG102"))
ALL = frozenset(Applicability)
SAFE = frozenset({Applicability.SAFE})


def seen(files: Mapping[str, str], version: str, settings: Settings | None = None) -> list[str]:
    """`path:line CODE` of each finding; ` info` for those that are only notes."""
    per_file = settings.lint.per_file_ignores if settings else ()
    selection = make_selection(identities(), select=("SG101", "SG102"), per_file_ignores=per_file)
    findings = lint(project_of(files, version=version, settings=settings), selection).findings
    return [
        f"{finding.path}:{finding.start.line} {finding.rule.code}"
        + (" info" if finding.rule.severity.value == "info" else "")
        for finding in findings
    ]


def mended(files: Mapping[str, str], version: str, allowed: frozenset[Applicability] = ALL) -> Mended:
    def look(changed: Mapping[str, SourceFile]) -> tuple[Project, tuple[Finding, ...]]:
        texts = {path: changed[path].text if path in changed else text for path, text in files.items()}
        project = project_of(texts, version=version)
        return project, lint(project, SELECTION).findings

    return mend(look, allowed)


def after(files: Mapping[str, str], version: str, allowed: frozenset[Applicability] = ALL) -> dict[str, str]:
    result = mended(files, version, allowed)
    return {path: result.after[path].text if path in result.after else text for path, text in files.items()}


def bash(*lines: str) -> str:
    return "```bash\n" + "".join(f"{line}\n" for line in lines) + "```\n"


def swap(text: str) -> str:
    return text.replace("kubectl run", "kubectl create deployment").replace("run=", "app=")


# ---- where commands and labels hide
@pytest.mark.parametrize(
    "line",
    [
        "kubectl run web --image=nginx",
        "kubectl   run   web   --image nginx",
        "kubectl --context=prod -n x run web --image=nginx",
        "sudo kubectl run web --image=nginx",
        "time kubectl run web --image=nginx",
        "./bin/kubectl run web --image=nginx",
        "k run web --image=nginx",
        "true && kubectl run web --image=nginx || false",
        "if true; then kubectl run web --image=nginx; fi",
        "(cd x; kubectl run web --image=nginx)",
        "kubectl run web \\\n  --image=nginx",
        "kubectl \\\n  run web --image=nginx",
        "echo $(kubectl run web --image=nginx)",
        "ssh node1 kubectl run web --image=nginx",
        "ssh node1 'kubectl run web --image=nginx'",
        "bash -c 'kubectl run web --image=nginx'",
        "kubectl exec shell -- kubectl run web --image=nginx",
        "docker exec -it shell kubectl run web --image=nginx",
        "watch 'kubectl run web --image=nginx'",
        "$ kubectl run web --image=nginx\ndeployment.apps/web created",
        "user@host:~$ kubectl run web --image=nginx",
        "kubectl run `web` --image=nginx",
        "minikube kubectl -- run web --image=nginx",
        "minikube ssh kubectl run web --image=nginx",
        "multipass exec node1 -- kubectl run web --image=nginx",
        "su - docker -c 'kubectl run web --image=nginx'",
        "kubecolor run web --image=nginx",
        "sudo -E k run web --image=nginx",
        "watch -n1 kubectl run web --image=nginx",
        "kubectl run 'web' --image=nginx --dry-run -o yaml",
        "seq 3 | xargs -n1 -I% kubectl run web% --image=nginx",
    ],
)
def test_a_command_is_found(line: str) -> None:
    text = bash(*line.split("\n"))
    assert [each.split()[1] for each in seen({"a.md": text}, "1.12")] == ["SG101"]


@pytest.mark.parametrize(
    "text",
    [
        bash("# kubectl run web --image=nginx"),
        bash("echo 'kubectl run web --image=nginx'"),
        bash("cat <<EOF", "kubectl run web --image=nginx", "EOF"),
        bash("$ kubectl get pods", "kubectl run web --image=nginx is what it says"),
        bash("docker run --image=nginx web"),
        bash("kubectl exec web -- program run --image=nginx"),
        bash("kubectl create -f run.yaml --image=x"),
        "We use kubectl run web --image=nginx here.\n",
        "`kubectl run` makes it.\n",
        "```\nkubectl run --generator=deployment/apps.v1 is DEPRECATED\n```\n",
        "```yaml\nrun: kubectl run web --image=nginx\n```\n",
        "```go\nkubectl run web --image=nginx\n```\n",
    ],
)
def test_a_mention_is_not(text: str) -> None:
    assert seen({"a.md": text}, "1.12") == []


@pytest.mark.parametrize(
    "use",
    [
        bash("kubectl get pods -l run=web"),
        bash("kubectl get pods -lrun=web"),
        bash("kubectl get pods -l 'run=web,tier!=x'"),
        bash('kubectl get pods -l "run==web"'),
        bash("kubectl get pods -l tier=x,run=web"),
        bash("kubectl get pods -l 'run in (web)'"),
        bash("kubectl get pods -l run=`web`"),
        bash("kubectl get pods `-l run=web`"),
        bash("kubectl get pods -l `run=web,tier=x`"),
        bash("kubectl get pods --selector run=web"),
        bash("kubectl expose pod x --selector=run=web"),
        bash("stern --selector=run=web"),
        bash("watch kubectl get pods -l run=web"),
        bash("IP=$(kubectl get pods -l run=web -o name)"),
        bash("kubectl label pod web run-"),
        bash("kubectl get pods -l '!run'"),
        bash("kubectl get pods -L app,run"),
        bash("kubectl get deploy web -o jsonpath='{.metadata.labels.run}'"),
        bash("kubectl get pods -o jsonpath='{.items[?(@.metadata.labels.run==\"web\")].status.podIP}'"),
        bash("kubectl get pods -o go-template='{{range .items}}{{.metadata.labels.run}}{{end}}'"),
        bash("kubectl get pods -o custom-columns=NAME:.metadata.name,APP:.metadata.labels.run"),
        bash("kubectl get pods -o json | jq '.items[] | select(.metadata.labels.run==\"web\")'"),
        bash("kubectl get pods --show-labels | grep run=web"),
        bash('kubectl patch svc x -p \'{"spec": {"selector": {"run": "web"}}}\''),
        bash("kubectl apply -f - <<EOF", "spec:", "  selector:", "    run: web", "EOF"),
        "The label is `run=web`.\n",
        "The label is `run: web`.\n",
        "<!-- ```keys /run: web``` -->\n",
        "<!-- ```hide kubectl wait pods -l run=web --for condition=ready``` -->\n",
        "```yaml\nspec:\n  selector:\n    matchLabels:\n      run: web\n```\n",
        "```yaml\nspec:\n  selector: {run: web}\n```\n",
        '```yaml\nspec:\n  selector:\n    "run": "web"\n```\n',
        "```yaml\nmatchExpressions:\n- key: run\n  operator: In\n  values: [web]\n```\n",
    ],
)
def test_a_label_is_found_and_mended(use: str) -> None:
    files = {"a.md": bash("kubectl run web --image=nginx"), "b.md": use}
    found = seen(files, "1.12")
    assert found[0] == "a.md:2 SG101"
    assert [each.split()[1] for each in found[1:]] == ["SG102"]
    fixed = after(files, "1.12")
    assert fixed["a.md"] == bash("kubectl create deployment web --image=nginx")
    assert "run" not in fixed["b.md"]
    assert fixed["b.md"] != use
    assert len(fixed["b.md"]) == len(use)
    assert seen(fixed, "1.12") == []


@pytest.mark.parametrize(
    "text",
    [
        "```yaml\njobs:\n  steps:\n  - run: web\n```\n",
        bash("make run=web", "# kubectl get pods -l run=web"),
        "```\nNAME  LABELS\nweb   run=web\n```\n",
        "Say run=web to them.\n",
        bash("kubectl get pods -l rerun=web", "kubectl get pods -l run=webbing"),
        bash("kubectl get pods -l run=other"),
        bash("kubectl run test --rm -it --image=alpine --labels=run=web2,tier=web"),
        bash("grep run=web Makefile"),
        bash("kubectl get pods -o jsonpath='{.items[?(@.metadata.labels.run==\"other\")].status.podIP}'"),
    ],
)
def test_what_is_no_label_of_web(text: str) -> None:
    assert seen({"a.md": bash("kubectl run web --image=nginx"), "b.md": text}, "1.12") == ["a.md:2 SG101"]


# ---- who makes it
LABEL = {"b.md": bash("kubectl get pods -l run=web")}


@pytest.mark.parametrize(
    ("line", "version", "wanted"),
    [
        ("kubectl run web --image=nginx", "1.17", ["a.md:2 SG101", "b.md:2 SG102"]),
        ("kubectl run web --image=nginx", "1.18", []),
        ("kubectl run web --image=nginx --restart=Never", "1.12", []),
        ("kubectl run web --image=nginx --rm -it", "1.12", []),
        ("kubectl create deployment web --image=nginx", "1.12", ["b.md:2 SG102"]),
        ("kubectl create deployment web --image=nginx", "1.32", ["b.md:2 SG102"]),
        ("kubectl create deploy web --image=nginx", "1.32", ["b.md:2 SG102"]),
        ("kubectl run web --image=nginx ping localhost", "1.12", ["a.md:2 SG101"]),
        ("kubectl run web --image=nginx --env=A=b", "1.12", ["a.md:2 SG101"]),
        ("kubectl run web --image=nginx --replicas=2", "1.32", ["a.md:2 SG101", "b.md:2 SG102"]),
        ("kubectl get pods", "1.12", []),
        ("kubectl run test --rm -it --image=alpine --labels=tier=x,run=web", "1.12", []),
        ("kubectl run test --image=alpine -l run=web", "1.12", ["a.md:2 SG101"]),
    ],
)
def test_a_label_goes_by_its_maker(line: str, version: str, wanted: list[str]) -> None:
    assert seen({"a.md": bash(line), **LABEL}, version) == wanted


def test_both_make_it() -> None:
    lines = ("kubectl run web --image=nginx --rm -it", "kubectl create deployment web --image=nginx")
    assert seen({"a.md": bash(*lines), **LABEL}, "1.12") == []


def test_a_pod_that_is_labelled_by_hand_keeps_its_label() -> None:
    lines = (
        "kubectl create deployment web --image=nginx",
        "kubectl run test --image=alpine --labels=run=web",
    )
    assert seen({"a.md": bash(*lines), **LABEL}, "1.32") == []


def test_a_label_that_is_removed_is_whose_was_selected() -> None:
    files = {
        "a.md": bash("kubectl create deployment web --image=nginx"),
        "b.md": bash("kubectl label pods -l run=web run-"),
    }
    assert seen(files, "1.32") == ["b.md:2 SG102", "b.md:2 SG102"]
    assert after(files, "1.32")["b.md"] == bash("kubectl label pods -l app=web app-")


def test_a_loop_makes_several() -> None:
    loop = bash("for S in web api; do", "  kubectl run $S --image=$R/$S:$T", "done")
    files = {"a.md": loop, "b.md": bash("kubectl get pods -l run=web", "kubectl get pods -l run=api")}
    assert seen(files, "1.12") == ["a.md:3 SG101", "b.md:2 SG102", "b.md:3 SG102"]
    result = mended(files, "1.12")
    assert len(result.fixes) == 1
    assert result.after["b.md"].text == swap(files["b.md"])


def test_a_loop_over_labels() -> None:
    files = {
        "a.md": bash("kubectl run web1 --image=nginx", "kubectl run web2 --image=nginx"),
        "b.md": bash("for N in 1 2; do kubectl get pods -l run=web$N; done"),
    }
    assert after(files, "1.12") == {path: swap(text) for path, text in files.items()}
    assert len(mended(files, "1.12").fixes) == 1


def test_from_1_18_on_it_is_stale_when_used_as_a_deployment() -> None:
    run, expose = "kubectl run web --image=nginx", "kubectl expose deployment web --port=80"
    assert seen({"a.md": bash(run, expose)}, "1.18") == ["a.md:2 SG101"]
    assert seen({"a.md": bash(run, "kubectl scale deploy/web --replicas=2")}, "1.32") == ["a.md:2 SG101"]
    assert seen({"a.md": bash(expose, run)}, "1.32") == []
    made = bash("kubectl create deployment web --image=nginx")
    assert seen({"a.md": bash(run, expose), "b.md": made}, "1.32") == []
    manifest = "kind: Deployment\napiVersion: apps/v1\nmetadata:\n  name: web\n"
    assert seen({"a.md": bash(run, expose), "b.yaml": manifest}, "1.32") == []


def test_a_manifest_that_run_once_printed() -> None:
    manifest = dedent(
        """\
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          labels:
            run: web
        spec:
          selector:
            matchLabels:
              run: web
          template:
            metadata:
              labels:
                run: web
        ---
        kind: Service
        apiVersion: v1
        metadata:
          name: web
        spec:
          selector:
            run: web
        """
    )
    lines = (6, 10, 14, 22)
    assert seen({"web.yaml": manifest}, "1.12") == [f"web.yaml:{line} SG102" for line in lines]
    assert seen({"web.yaml": manifest}, "1.32") == [f"web.yaml:{line} SG102 info" for line in lines]
    assert after({"web.yaml": manifest}, "1.12") == {"web.yaml": manifest.replace("run:", "app:")}
    taken = manifest.replace("    run: web\nspec", "    run: web\n    app: mine\nspec")
    assert after({"web.yaml": taken}, "1.12") == {"web.yaml": taken}, "a label `app` is there: all or nothing"


# ---- what its author wants
def test_a_suppressed_command_keeps_its_labels() -> None:
    ignore = "<!-- slidegen: ignore-next-line SG101 because it is the first example -->\n"
    files = {"a.md": ignore + bash("kubectl run web --image=nginx"), **LABEL}
    assert seen(files, "1.12") == []
    assert not mended(files, "1.12").after


def test_a_file_that_is_left_out_keeps_its_labels() -> None:
    settings = Settings(lint=LintSettings(per_file_ignores=(("old/*", ("SG101",)),)))
    assert seen({"old/a.md": bash("kubectl run web --image=nginx"), **LABEL}, "1.12", settings) == []


def test_a_suppressed_label_keeps_the_group() -> None:
    use = bash("kubectl get pods -l run=web")
    ignore = "<!-- slidegen: ignore-next-line SG102 because … -->\n"
    files = {"a.md": bash("kubectl run web --image=nginx"), "b.md": ignore + use, "c.md": use}
    assert seen(files, "1.12") == ["a.md:2 SG101", "c.md:2 SG102"]
    assert not mended(files, "1.12").after


# ---- whole or not at all
def test_yaml_that_does_not_parse_blocks_the_whole() -> None:
    broken = "```yaml\nspec:\n  selector:\n    run: web\n  ports: {{ .Values.ports }\n  ...: [\n```\n"
    files = {"a.md": bash("kubectl run web --image=nginx"), "b.md": broken}
    assert seen(files, "1.12") == ["a.md:2 SG101", "b.md:4 SG102"]
    assert not mended(files, "1.12").after


def test_commands_that_do_not_parse_block_the_whole() -> None:
    files = {"a.md": bash("kubectl run web --image=nginx")}
    for use in ("kubectl get pods -l run=web; echo $(date", "kubectl patch x -p 'run: web' \"$(date"):
        assert len(seen({**files, "b.md": bash(use)}, "1.12")) == 2
        assert not mended({**files, "b.md": bash(use)}, "1.12").after


def test_labels_make_a_fix_unsafe() -> None:
    alone = {"a.md": bash("kubectl run web --image=nginx")}
    assert after(alone, "1.12", SAFE) == {"a.md": swap(alone["a.md"])}
    assert not mended(alone | LABEL, "1.12", SAFE).after
    assert after(alone | LABEL, "1.12") == {path: swap(text) for path, text in (alone | LABEL).items()}


@pytest.mark.parametrize(
    "line",
    [
        "kubectl set image deployment web web=nginx:2",
        "kubectl logs deploy/web -c web",
        "kubectl exec web -- ls",
        "kubectl delete pod web",
    ],
)
def test_names_of_containers_and_pods_make_a_fix_unsafe(line: str) -> None:
    files = {"a.md": bash("kubectl run web --image=nginx", line)}
    assert not mended(files, "1.12", SAFE).after
    assert mended(files, "1.12").after


@pytest.mark.parametrize(
    ("line", "version", "wanted"),
    [
        ("kubectl run x --image=y --restart=Always", "1.12", "kubectl create deployment x --image=y"),
        ("kubectl run x --image=y --replicas=1", "1.12", "kubectl create deployment x --image=y"),
        (
            "kubectl run web --image=nginx --replicas=2",
            "1.20",
            "kubectl create deployment web --image=nginx --replicas=2",
        ),
        (
            "kubectl -n x run web --replicas 2 --image=nginx",
            "1.12",
            "kubectl -n x create deployment web --image=nginx\n"
            "kubectl -n x scale deployment web --replicas=2",
        ),
        (
            "kubectl run web --replicas=2 --image=nginx --command -- sleep 9",
            "1.32",
            "kubectl create deployment web --replicas=2 --image=nginx -- sleep 9",
        ),
        (
            "kubectl run web --replicas=2 --image=nginx sleep 9",
            "1.32",
            "kubectl create deployment web --replicas=2 --image=nginx -- sleep 9",
        ),
        (
            "kubectl run web \\\n    --generator=deployment/apps.v1 \\\n    --image=nginx",
            "1.12",
            "kubectl create deployment web \\\n    --image=nginx",
        ),
        ("kubectl run x --image=y --generator=run-pod/v1 -i", "1.21", "kubectl run x --image=y -i"),
    ],
)
def test_the_command_it_becomes(line: str, version: str, wanted: str) -> None:
    assert after({"a.md": bash(line)}, version) == {"a.md": bash(wanted)}


@pytest.mark.parametrize(
    ("line", "version"),
    [
        ("kubectl run <name> --image=nginx", "1.12"),
        ("kubectl run NAME --image=nginx", "1.12"),
        ("kubectl run web --image=nginx --port=80", "1.12"),
        ("kubectl run web --image=nginx -- ping localhost", "1.12"),
        ("kubectl run web --image=nginx --expose --replicas=2", "1.32"),
        ("kubectl run web --image=nginx --labels=a=b", "1.12"),
        ("kubectl run web --image=nginx --no-such-flag", "1.12"),
        ("kubectl run web --image=nginx --dry-run=client -o yaml", "1.12"),
        ("kubectl run web --image=nginx --replicas=2 sleep --port=80", "1.32"),
        ("kubectl run web --image=nginx; echo $(date", "1.12"),
        ("true && kubectl run web --image=nginx --replicas=2", "1.12"),
        ("ssh node1 kubectl run web --image=nginx", "1.12"),
    ],
)
def test_no_fix_can_say_it(line: str, version: str) -> None:
    files = {"a.md": bash(line)}
    assert seen(files, version) == ["a.md:2 SG101"]
    assert not mended(files, version).after


# ---- prose
def test_prose_near_a_label_follows() -> None:
    text = dedent(
        """\
        - All pods have a label `run=web`:

          - that is what `kubectl run` does

        - What `kubectl run` does elsewhere is not our business
        """
    )
    files = {"a.md": bash("kubectl run web --image=nginx"), "b.md": text}
    assert seen(files, "1.12") == ["a.md:2 SG101", "b.md:1 SG102", "b.md:3 SG101 info"]
    fixed = after(files, "1.12")["b.md"]
    wanted = text.replace("run=web", "app=web")
    assert fixed == wanted.replace("what `kubectl run`", "what `kubectl create deployment`", 1)


def test_the_key_alone_follows_with_its_caption() -> None:
    text = (
        "- See all that `kubectl run` made:\n  " + bash("stern -l run").replace("\n", "\n  ").rstrip() + "\n"
    )
    files = {"a.md": bash("kubectl run web --image=nginx"), "b.md": text}
    assert seen(files, "1.12") == ["a.md:2 SG101", "b.md:1 SG101 info", "b.md:3 SG102"]
    wanted = text.replace("-l run", "-l app").replace("run` made", "create deployment` made")
    assert after(files, "1.12")["b.md"] == wanted
    assert seen(files, "1.32") == []


def test_inline_code_with_an_image_is_an_instruction() -> None:
    text = "Type `kubectl run web --image=nginx`.\n"
    assert seen({"a.md": text}, "1.12") == ["a.md:1 SG101 info"]
    assert seen({"a.md": text}, "1.32") == []


def test_inline_code_follows_the_command_that_it_repeats() -> None:
    files = {
        "a.md": bash("kubectl run web --image=nginx"),
        "b.md": "Did `kubectl run web --image=nginx` work?\n",
    }
    files |= {"c.md": bash("kubectl get pods -l run=web"), "d.md": "We did `kubectl run web ...` before.\n"}
    wanted = ["a.md:2 SG101", "b.md:1 SG101 info", "c.md:2 SG102", "d.md:1 SG101 info"]
    assert seen(files, "1.12") == wanted
    assert after(files, "1.12") == {path: swap(text) for path, text in files.items()}
    assert len(mended(files, "1.12").fixes) == 1


@pytest.mark.parametrize(
    ("line", "until", "since"),
    [
        ("- `kubectl run` created a *deployment*", "1.17", "1.18"),
        ("- With `kubectl run --schedule=...`, we make *cronjobs*", "1.20", "1.21"),
        ("- `kubectl run` also has a `--serviceaccount` flag", "1.23", "1.24"),
    ],
)
def test_claims_that_became_untrue(line: str, until: str, since: str) -> None:
    assert seen({"a.md": line + "\n"}, until) == []
    assert seen({"a.md": line + "\n"}, since) == ["a.md:1 SG101 info"]
    assert seen({"a.md": "- In Kubernetes 1.17 and older, " + line[2:] + "\n"}, since) == []


# ---- other kinds of files
def test_shell_files() -> None:
    script = "#!/bin/sh\nNAME=web\nkubectl run $NAME --image=nginx\nkubectl get pods -l run=$NAME\n"
    assert seen({"a.sh": script}, "1.12") == ["a.sh:3 SG101", "a.sh:4 SG102"]
    assert after({"a.sh": script}, "1.12") == {"a.sh": swap(script)}


def test_only_what_was_asked_for_is_reported() -> None:
    files = {"a.md": bash("kubectl run web --image=nginx"), **LABEL}
    findings = lint(project_of(files, version="1.12", asked=["b.md"]), SELECTION).findings
    assert [finding.path for finding in findings] == ["b.md"]
    fixes = [finding.fix for finding in findings if finding.fix]
    assert {edit.span.path for fix in fixes for edit in fix.edits} == {"a.md", "b.md"}


# ---- how far a name reaches
def test_a_pod_of_a_manifest_keeps_the_label_that_pods_have() -> None:
    """`kubectl run --dry-run=client -o yaml` prints it; a deployment of the same name is another exercise."""
    pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels:\n    run: web\n"
    files = {"a.md": f"```yaml\n{pod}```\n\n{bash('kubectl create deployment web --image=nginx')}"}
    assert not seen(files, "1.32")
    assert seen({"a.md": files["a.md"].replace("kind: Pod", "kind: Service")}, "1.32")


def test_a_name_of_one_exercise_says_nothing_of_another() -> None:
    setup = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n  labels:\n    run: myapp\n"
    files = {
        "29/README.md": bash("kubectl create deployment myapp --image=nginx"),
        "30/README.md": bash("kubectl create -f setup/broken.yaml"),
        "30/setup/broken.yaml": setup,
    }
    assert not seen(files, "1.32")
    files["30/README.md"] += bash(
        "kubectl create deployment myapp --image=nginx", "kubectl get po -l run=myapp"
    )
    assert seen(files, "1.32") == ["30/README.md:6 SG102", "30/setup/broken.yaml:6 SG102"]


@pytest.mark.parametrize(
    ("first", "second", "is_one_run"),
    [
        ("cheatsheet.md", "deployments.md", False),
        ("01-start.md", "02-labels.md", True),
        ("lab1.md", "lab2-labels.md", True),
        ("README.md", "02-labels.md", True),
        ("README.md", "labels.md", False),
        ("k8s-start.md", "k8s-labels.md", False),
        ("2019-11-03-start.md", "2019-11-04-labels.md", False),
        ("start.md", "labels/README.md", False),
        ("start.md", "labels.sh", True),  # the only text that it can belong to
    ],
)
def test_files_of_a_folder_are_one_run_when_they_are_numbered(
    first: str, second: str, is_one_run: bool
) -> None:
    label = "kubectl get pods -l run=web\n"
    files = {
        first: bash("kubectl create deployment web --image=nginx"),
        second: label if second.endswith(".sh") else bash(label),
    }
    assert bool(seen(files, "1.32")) == is_one_run


def test_a_file_beside_several_texts_belongs_to_the_one_that_names_it() -> None:
    service = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    run: web\n"
    files = {
        "pods.md": bash("kubectl create deployment web --image=nginx"),
        "services.md": bash("kubectl apply -f web.yaml"),
        "web.yaml": service,
    }
    assert not seen(files, "1.32")
    files["pods.md"] += bash("kubectl apply -f web.yaml")
    assert not seen(files, "1.32")  # of two, nobody can say
    files["services.md"] = "Services come later.\n"
    assert seen(files, "1.32") == ["web.yaml:7 SG102"]


def test_a_workload_that_selects_by_the_label_has_it_though_its_pods_lost_theirs() -> None:
    shown = (
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: x\nspec:\n  selector:\n    matchLabels:\n"
        "      run: web\n  template:\n    metadata:\n    labels:\n      run: web\n"
    )
    files = {"a.md": f"```yaml\n{shown}```\n\n{bash('kubectl create deployment web --image=nginx')}"}
    assert not seen(files, "1.32")


def test_a_label_that_the_deck_sets_itself_is_its_own() -> None:
    lines = ["kubectl create deployment web --image=nginx", "kubectl label pods -l app=web run=web"]
    files = {"a.md": bash(*lines, "kubectl get pods -l run=web")}
    assert not seen(files, "1.32")
    files["a.md"] = bash(*lines[:1], "kubectl label pods -l app=web tier=web", "kubectl get pods -l run=web")
    assert seen(files, "1.32") == ["a.md:4 SG102"]


def test_in_a_workshop_a_name_reaches_everywhere() -> None:
    files = {
        "deck.yml": "content: [one/a.md, two/b.md]\n",
        "one/a.md": bash("kubectl create deployment web --image=nginx"),
        "two/b.md": bash("kubectl get pods -l run=web"),
    }
    assert seen(files, "1.32") == ["two/b.md:2 SG102"]
