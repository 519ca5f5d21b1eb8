"""Names that were taken before the run, and those that the deck took itself."""

from dataclasses import replace

import pytest
from script.test_verdict import RESULT

from slidegen.script.taken_names import was_there

DEPLOYMENT = 'error: failed to create deployment: deployments.apps "web" already exists'
SERVICE = 'Error from server (AlreadyExists): services "web" already exists'
POD = 'Error from server (AlreadyExists): pods "web" already exists'


@pytest.mark.parametrize(
    ("output", "earlier", "found"),
    [
        (DEPLOYMENT, [], "web"),
        (DEPLOYMENT, ["kubectl run web --image=nginx", "kubectl delete pod web"], "web"),
        (DEPLOYMENT, ["kubectl create deployment web --image=alpine"], ""),
        (SERVICE, ["kubectl run web --image=nginx"], "web"),
        (SERVICE, ["kubectl expose deployment web --port=80"], ""),
        (POD, ["kubectl run web --image=nginx --restart=Never"], ""),
        (POD, ["kubectl run other --image=nginx"], "web"),
        ('The container name "/web" is already in use by container "0a"', ["docker run --name web x"], ""),
        ('The container name "/web" is already in use by container "0a"', [], "web"),
        ("network with name web already exists", [], "web"),
        ('namespaces "other" already exists', [], ""),
    ],
)
def test_who_has_taken_a_name(output: str, earlier: list[str], found: str) -> None:
    before = [replace(RESULT, id=text, text=text) for text in earlier]
    assert was_there("kubectl create deployment web --image=nginx", output, before, {"web", "x"}) == found
