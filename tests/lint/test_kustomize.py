"""A patch is no object: what a kustomization lays over a manifest need not be whole."""

import pytest
from lint.workbench import findings_in

PATCH = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    metadata:
      labels:
        tier: front
    spec:
      containers:
      - name: web
        image: nginx:1.27
"""


@pytest.mark.parametrize(
    "listed",
    [
        "patches:\n- path: patch.yaml\n",
        "patches:\n- target: {kind: Deployment}\n  path: ./patch.yaml\n",
        "patchesStrategicMerge:\n- patch.yaml\n",
    ],
)
def test_a_listed_patch_needs_no_selector(listed: str) -> None:
    kustomization = f"resources:\n- ../base\n{listed}"
    files = {"over/kustomization.yaml": kustomization, "over/patch.yaml": PATCH}
    assert not findings_in(files, "SG206")
    assert findings_in(files | {"base/web.yaml": PATCH}, "SG206")


def test_a_patch_that_is_written_out_names_no_file() -> None:
    files = {"kustomization.yaml": "patches:\n- |\n  kind: Deployment\n", "patch.yaml": PATCH}
    assert findings_in(files, "SG206")
