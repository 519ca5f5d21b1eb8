"""What prose says of `kubectl run`, in English and in French, and when it is history."""

import pytest
from lint.workbench import findings_in


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("`kubectl run` creates a Deployment.", 1),
        ("`kubectl run` crée un Deployment.", 1),
        ("La commande `kubectl run` génère un déploiement.", 1),
        ("Avant 1.18, `kubectl run` créait un Deployment.", 0),
        ("Autrefois, `kubectl run` fait un Deployment.", 0),
        ("`kubectl run` crée un Pod.", 0),
    ],
)
def test_claims(text: str, count: int) -> None:
    assert len(findings_in({"a.md": f"# A\n\n{text}\n"}, "SG101", version="1.30")) == count
