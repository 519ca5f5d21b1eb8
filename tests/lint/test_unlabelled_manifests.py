"""A manifest is read as one, whatever its fence is called that says nothing of it."""

import json

import pytest
import yaml
from lint.workbench import findings_in

INGRESS = """\
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  rules:
  - http:
      paths:
      - backend:
          serviceName: web
          servicePort: 80
"""
DEPLOYMENT = """\
kind: Deployment
apiVersion: apps/v1
metadata:
  name: web
spec:
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx:1.27
"""


@pytest.mark.parametrize("word", ["", "text", "plaintext", "yaml", "txt"])
@pytest.mark.parametrize("front", ["", "# web.yaml\n", "---\n", "\n"])
@pytest.mark.parametrize(("manifest", "code"), [(INGRESS, "SG204"), (DEPLOYMENT, "SG206")])
def test_it_is_judged(word: str, front: str, manifest: str, code: str) -> None:
    found = findings_in({"a.md": f"# A\n\n```{word}\n{front}{manifest}```\n"}, code)
    assert len(found) == 1


@pytest.mark.parametrize(
    "fence",
    [
        f"```go\n{DEPLOYMENT}```\n",
        "```\nkind: of blue\n```\n",
        f"```\nNAME  READY\n{DEPLOYMENT}```\n",
        "```\napiVersion: apps/v1\nkind: Deployment\n...\n```\n",
    ],
)
def test_what_is_none(fence: str) -> None:
    assert not findings_in({"a.md": f"# A\n\n{fence}"}, "SG204", "SG206", "SG210")


@pytest.mark.parametrize("word", ["json", "jsonc", "", "text"])
@pytest.mark.parametrize("margin", ["  ", "\t", ""])
@pytest.mark.parametrize(("manifest", "code"), [(INGRESS, "SG204"), (DEPLOYMENT, "SG206")])
def test_json_is_a_manifest_too(word: str, margin: str, manifest: str, code: str) -> None:
    written = json.dumps(yaml.safe_load(manifest), indent=margin)
    text = f"# A\n\n```{word}\n{written}\n```\n"
    (found,) = findings_in({"a.md": text}, code)
    assert text[found.span.start : found.span.end].strip() in written


def test_json_that_is_shortened_is_none() -> None:
    piece = '{"agent": {"nodeSelector": {"beta.kubernetes.io/os": "linux"}}}'
    assert not findings_in({"a.md": f"```json\n... {piece}\n```\n"}, "SG207", "SG208")
