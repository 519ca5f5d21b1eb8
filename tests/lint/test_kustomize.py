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


@pytest.mark.parametrize(
    "labels",
    [
        "commonLabels:\n  app: web\n",
        "labels:\n- includeSelectors: true\n  pairs:\n    app: web\n",
        "labels:\n- pairs: {a: b}\n- pairs: {app: web}\n  includeSelectors: true\n",
    ],
)
@pytest.mark.parametrize("field", ["resources", "bases", "components"])
def test_what_gets_its_selector_from_a_kustomization_needs_none(labels: str, field: str) -> None:
    files = {
        "base/web.yaml": PATCH,
        "base/kustomization.yml": "resources:\n- ./web.yaml\n",
        "over/kustomization.yaml": f"{field}:\n- ../base\n{labels}",
        "other/web.yaml": PATCH,
    }
    assert [finding.path for finding in findings_in(files, "SG206")] == ["other/web.yaml"]


@pytest.mark.parametrize("labels", ["", "labels:\n- pairs: {app: web}\n", "namespace: commonLabels\n"])
def test_labels_alone_are_no_selector(labels: str) -> None:
    files = {"web.yaml": PATCH, "kustomization.yaml": f"resources:\n- web.yaml\n{labels}"}
    assert findings_in(files, "SG206")


def test_kustomizations_that_build_on_each_other_are_read_once() -> None:
    both = "resources:\n- ../{}\n- web.yaml\ncommonLabels: {{app: web}}\n"
    files = {"a/kustomization.yaml": both.format("b"), "b/kustomization.yaml": both.format("a")}
    assert not findings_in(files | {"a/web.yaml": PATCH, "b/web.yaml": PATCH}, "SG206")


def test_a_text_about_kustomize_shows_parts_of_objects() -> None:
    fence = f"```yaml\n{PATCH}```\n"
    assert not findings_in({"a.md": f"# A\n\nSee kustomization.yaml:\n\n{fence}"}, "SG206")
    assert findings_in({"a.md": f"# A\n\n{fence}"}, "SG206")
