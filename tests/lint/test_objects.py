"""Objects are found wherever they stand: in lists, in references, in resources that carry them along."""

from lint.workbench import findings_in

from slidegen.lint.document import Document
from slidegen.lint.objects import objects_in

AUTOSCALER = """\
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: extensions/v1beta1
    kind: Deployment
    name: web
"""


def test_in_order_and_at_any_depth() -> None:
    text = f"apiVersion: v1\nkind: List\nitems:\n- {AUTOSCALER.strip().replace(chr(10), chr(10) + '  ')}\n"
    found = objects_in(Document.from_text("a.yaml", text))
    assert [each.kind for each in found] == ["List", "HorizontalPodAutoscaler", "Deployment"]
    assert [each.is_reference for each in found] == [True, False, True]


def test_a_reference_is_mended_though_it_has_no_selector() -> None:
    (finding,) = findings_in({"a.yaml": AUTOSCALER}, "SG201")
    assert finding.fix is not None
    assert finding.fix.edits[0].replacement == "apps/v1"
