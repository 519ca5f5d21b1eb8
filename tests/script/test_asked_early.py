"""What may be asked twice, since it changes nothing."""

import pytest

from slidegen.script.asked_early import only_asks, value_asked


@pytest.mark.parametrize(
    "text",
    [
        "curl http://$IP",
        "for i in $(seq 10); do curl http://$IP; done",
        "curl -s $IP | jq .host",
        "wget -qO- $IP | head -1",
        "timeout 3 curl -fsSL $IP",
        "http :8080",
    ],
)
def test_asks(text: str) -> None:
    assert only_asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "curl -XPOST $IP",
        "curl -sd a=b $IP",
        "curl --data-raw a $IP",
        "curl -F x=@y $IP",
        "wget --post-data=a $IP",
        "http POST :80 a=b",
        "kubectl apply -f x.yaml; curl $IP",
        "IP=$(kubectl get svc web); curl $IP",
        "curl $IP | sh",
        "echo hello",
    ],
)
def test_may_change_something(text: str) -> None:
    assert not only_asks(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("IP=$(kubectl get pod web -o jsonpath={.status.podIP})", "IP"),
        ('export IP="$(kubectl -n web get svc web -o go-template={{.spec.clusterIP}})"', "IP"),
        ("POD=$(kubectl get pods -l app=web -o name | head -1)", "POD"),
        ("NODE=$(oc get nodes -o name)", "NODE"),
        ("PORT=$(k get svc web -o jsonpath={..nodePort})", "PORT"),
        ("IP=$(kubectl get svc web); echo $IP", ""),
        ("IP=$(kubectl get svc web) curl x", ""),
        ("IP=$(kubectl create token x)", ""),
        ("IP=$(hostname -I)", ""),
        ("A=$(kubectl get a) B=$(kubectl get b)", ""),
        ("kubectl get pods", ""),
        ("IP=$(kubectl get svc web &)", ""),
    ],
)
def test_a_value_of_the_cluster_alone_is_asked(text: str, name: str) -> None:
    assert value_asked(text) == name
