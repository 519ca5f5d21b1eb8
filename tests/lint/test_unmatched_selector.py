"""A selector that nothing in the deck can match is found, and one that something may match is not."""

import pytest
from lint.workbench import findings_in, listing

MADE = "kubectl create deployment hello --image=nginx\n"


def found(commands: str, *others: str) -> list[str]:
    text = f"# A\n\n```bash\n{commands}```\n"
    files = {"a.md": text} | {f"b{at}.yaml": other for at, other in enumerate(others)}
    return [
        edit.replacement
        for finding in findings_in(files | listing("a.md"), "SG118", asked=["a.md"])
        for edit in (finding.fix.edits if finding.fix else ())
    ]


@pytest.mark.parametrize(
    ("selecting", "meant"),
    [
        ("kubectl get pods -l name=hello", "app=hello"),
        ("kubectl logs --selector=service=hello -f", "app=hello"),
        ("kubectl delete pods -l k8s-app==hello", "app=hello"),
        ("kubectl get pods -l app=helo", "app=hello"),
        ("kubectl wait --for=condition=ready pod -l app=hlelo", "app=hello"),
        ("kubectl run pingpong --image=alpine\nkubectl logs -l run=pingpnog", "run=pingpong"),
        ("kubectl create job once --image=busybox\nkubectl logs -l name=once", "job-name=once"),
    ],
)
def test_found(selecting: str, meant: str) -> None:
    assert found(f"{MADE}{selecting}\n") == [meant]


@pytest.mark.parametrize(
    "selecting",
    [
        "kubectl get pods -l app=hello",
        "kubectl get pods -l tier=hello",
        "kubectl label pods --all name=hello\nkubectl get pods -l name=hello",
        "kubectl create deployment helo --image=nginx\nkubectl get pods -l app=helo",
        "kubectl apply -f helo.yaml\nkubectl get pods -l app=helo",
        "kubectl create deployment web1 --image=nginx\nkubectl get pods -l app=web2",
        "kubectl get endpointslices -l kubernetes.io/service-name=hello",
        "kubectl get pods -l app=hell,tier=x",
    ],
)
def test_what_something_may_match(selecting: str) -> None:
    assert found(f"{MADE}{selecting}\n") == []


def test_a_manifest_beside_the_deck_sets_it() -> None:
    assert (
        found(f"{MADE}kubectl get pods -l name=hello\n", "kind: Pod\nmetadata: {labels: {name: hello}}\n")
        == []
    )
