"""Lines of commands, and the rules that speak of them at 1.12 and 1.32; `*` when there is a fix."""

import pytest
from lint.workbench import findings_in

from slidegen.finding import Applicability

LINES = """
kubectl get pods                                          | - | -
kubectl get pods -a                                       | SG108* | SG108*
kubectl get pods -aw                                      | SG108 | SG108
kubectl get pods --export -o yaml                         | - | SG108*
kubectl expose deploy web --port=80 --generator=service/v1 | - | SG108*
kubectl create deployment web --image=x --generator=deployment-basic/apps.v1 | - | SG108*
kubectl drain n --ignore-daemonsets --delete-local-data   | - | SG108*
kubectl rolling-update web                                | SG109 | SG109
kubectl alpha debug web                                   | - | SG109*
kubectl get psp                                           | - | SG110
kubectl exec -it web bash                                 | - | SG104*
kubectl exec -it web -- bash                              | - | -
k exec -it web bash                                       | - | SG104*
sudo kubecolor get psp                                    | - | SG110
kubectl apply -f x.yaml --dry-run                         | - | SG105*
kubectl apply -f x.yaml --dry-run=server                  | - | -
kubectl set image deploy/web web=x --record               | - | SG106*
kubectl delete rs web --cascade=false                     | - | SG107*
kubectl delete rs web --cascade=orphan                    | - | -
kubectl create deployment --image=nginx                   | SG111 | SG111
kubectl create secret generic --from-literal=a=b          | SG111 | SG111
kubectl create secret generic pw --from-literal=a=b       | - | -
kubectl create service clusterip --tcp=80                 | SG111 | SG111
kubectl create -f web.yaml                                | - | -
kubectl taint nodes --all node-role.kubernetes.io/master- | - | SG112*
kubectl run t --rm -it --image=alpine --serviceaccount=x  | - | SG103*
kubectl run w --image=nginx --limits=cpu=1                | SG101 | SG103
docker-compose up -d                                      | - | SG301*
docker-compose scale worker=2                             | - | SG301
docker compose up -d                                      | - | -
docker pull k8s.gcr.io/pause:3.1                          | - | SG303*
docker pull registry.k8s.io/pause:3.1                     | - | -
helm install --name db stable/redis                       | - | SG305* SG309
kubectl cert-manager x install --dry-run                  | - | -
kubectl argo rollouts set image x y=z --record            | - | -
kubectl ns --dry-run                                      | - | -
kubectl delete pod x --cascade=true                       | - | SG107*
helm install db stable/redis                              | - | SG309
docker-machine create x                                   | - | SG306
"""


def told(line: str, version: str) -> str:
    text = f"# Title\n\n```bash\n{line}\n```\n"
    findings = findings_in({"slides/a.md": text}, "SG1", "SG2", "SG3", version=version)
    return " ".join(f"{finding.rule.code}{'*' if finding.fix else ''}" for finding in findings) or "-"


@pytest.mark.parametrize("row", LINES.strip().splitlines())
def test_line(row: str) -> None:
    line, *wanted = (part.strip() for part in row.split("|"))
    assert [told(line, "1.12"), told(line, "1.32")] == wanted


TO_FAIL = {
    "`%s`": True,
    "```bash\n%s 2>/dev/null || echo none\n```": True,
    "```bash\n%s\n```\n\nThis version was removed in 1.16.": True,
    "```console\n$ %s\nerror: the server doesn't have a resource type\n```": True,
    "```bash\n%s\n```\n\nThey are listed.": False,
}


@pytest.mark.parametrize("form", TO_FAIL)
def test_a_version_that_is_to_be_missing_is_a_note(form: str) -> None:
    found = findings_in({"a.md": form % "kubectl get deployments.extensions"}, "SG116")
    assert [each.rule.severity.value == "info" for each in found] == [TO_FAIL[form]]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Now, run docker-compose up -d in that folder.", 1),
        ("The command docker-compose down removes the network.", 1),
        ("Say docker-compose run --rm web.", 1),
        ("With docker-compose run the web server in a file of docker-compose, docker-compose.yml", 0),
        ("See https://example.com/docker-compose up there.", 0),
    ],
)
def test_a_command_in_a_sentence_is_a_note(sentence: str, told: int) -> None:
    found = findings_in({"a.md": f"{sentence}\n"}, "SG301")
    assert [(each.rule.severity.name, each.fix is not None) for each in found] == [("INFO", True)] * told


@pytest.mark.parametrize(
    "line", ["exec web ls", "rolling-update web", "run --image=nginx -- sh", "create deployment --image=x"]
)
@pytest.mark.parametrize("program", ["kubectl", "oc"])
def test_a_message_calls_a_program_as_the_line_does(line: str, program: str) -> None:
    (finding,) = findings_in({"a.sh": f"#!/bin/sh\n{program} {line}\n"}, "SG104", "SG109", "SG111")
    assert finding.message.startswith(f"`{program} ")


FIRST = ("{} exec web ls\n", "if true; then\n\t{} exec web ls\nfi\n", "logs=$({} exec web ls)\n")


@pytest.mark.parametrize("text", FIRST)
@pytest.mark.parametrize("program", ["kubectl", "oc", "k"])
def test_a_program_is_found_where_a_text_a_line_or_a_substitution_begins(text: str, program: str) -> None:
    assert len(findings_in({"a.sh": text.format(program)}, "SG104")) == 1


COMPOSE = 'version: "3"\nservices:\n  web:\n    image: nginx\n'


@pytest.mark.parametrize(
    ("path", "text", "is_safe"),
    [
        ("compose.yaml", f"{COMPOSE}    deploy:\n      replicas: 2\n", True),
        ("compose.yaml", f"{COMPOSE}    deploy:\n      mode: global\n", False),
        ("a.md", f"```yaml\n{COMPOSE}```\n\nRun `docker stack deploy`.\n", False),
    ],
)
def test_the_version_of_a_stack_is_not_safely_removed(path: str, text: str, is_safe: bool) -> None:
    (finding,) = findings_in({path: text}, "SG302")
    assert finding.fix
    assert (finding.fix.applicability is Applicability.SAFE) == is_safe
