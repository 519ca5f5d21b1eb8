"""What may be asked twice, since it changes nothing."""

import pytest

from slidegen.script.asked_early import only_asks


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
