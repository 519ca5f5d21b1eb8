"""What the schemas of a release say: what is unknown, missing or of a wrong type, and where."""

import pytest

from slidegen.location import Span
from slidegen.source.nodes import Json, as_value
from slidegen.source.schemas import SchemaViolation, has_schemas, violations
from slidegen.source.yaml import compose_documents

pytest.importorskip("kubernetes_validate", reason="the extra `schemas` is not installed")

POD: Json = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "x"},
    "spec": {"containers": [{"name": "x"}]},
}


def test_what_is_fine() -> None:
    assert violations((1, 32), "v1", "Pod", POD) == ()


@pytest.mark.parametrize(
    ("spec", "path", "what"),
    [
        ({"containers": [{"name": "x", "imag": "y"}]}, ("spec", "containers", 0, "imag"), "unknown"),
        ({"containers": [{"image": "y"}]}, ("spec", "containers", 0, "name"), "missing"),
        ({"containers": []}, None, ""),
        ({"containers": "x"}, ("spec", "containers"), "wrong"),
        (
            {"containers": [{"name": "x", "ports": [{"containerPort": "80"}]}]},
            ("spec", "containers", 0, "ports", 0, "containerPort"),
            "wrong",
        ),
        ({}, ("spec", "containers"), "missing"),
    ],
)
def test_what_is_not(spec: dict[str, Json], path: tuple[str | int, ...] | None, what: str) -> None:
    found = violations((1, 32), "v1", "Pod", {"apiVersion": "v1", "kind": "Pod", "spec": spec})
    assert [(each.path, each.what) for each in found] == ([(path, what)] if path else [])


def test_a_release_knows_its_own_fields() -> None:
    """`resizePolicy` came with 1.27."""
    value: Json = {"spec": {"containers": [{"name": "x", "resizePolicy": []}]}}
    assert [each.what for each in violations((1, 26), "v1", "Pod", value)] == ["unknown"]
    assert violations((1, 27), "v1", "Pod", value) == ()


@pytest.mark.parametrize(("release", "kind"), [((1, 32), "Certificate"), ((1, 12), "Pod")])
def test_nothing_is_said_of_what_is_not_known(release: tuple[int, int], kind: str) -> None:
    assert violations(release, "v1", kind, {"nonsense": 1}) == ()
    assert has_schemas(release) is (release == (1, 32))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("80", 80),
        ("'80'", "80"),
        ("yes", True),
        ("off", False),
        ("~", None),
        ("1.5", 1.5),
        ("0644", 420),
        ("1e3", "1e3"),
        ("v1", "v1"),
        ("12:30", "12:30"),
        ("0", 0),
        ("-1", -1),
        ("[a, {b: 1}]", ["a", {"b": 1}]),
        ("|\n  1\n", "1\n"),
        ("99999999999999999999999", "99999999999999999999999"),
    ],
)
def test_a_plain_scalar_is_what_kubernetes_takes_it_for(text: str, value: Json) -> None:
    (root,) = compose_documents(f"a: {text}\n", lambda start, end: Span("x", start, end)).documents
    assert as_value(root) == {"a": value}


def test_many_are_all_told() -> None:
    value: Json = {"spec": {"a": 1, "b": 2, "containers": []}}
    assert violations((1, 32), "v1", "Pod", value) == (
        SchemaViolation(("spec", "a"), "unknown", "there is no field `a` here"),
        SchemaViolation(("spec", "b"), "unknown", "there is no field `b` here"),
    )
