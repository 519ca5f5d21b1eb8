"""What the schema of a Kubernetes release says against a value.

The schemas are those that the package kubernetes-validate brings (the extra `schemas`): for each release the
objects of its API, with nothing allowed that they do not name.
Knows where the schemas are and how to ask them. Must not know where a value comes from.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from slidegen.distribution import install
from slidegen.errors import MissingError
from slidegen.lazy_dataclass import dataclass
from slidegen.source.nodes import Json

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator

PACKAGE = "kubernetes_validate"

#: Of what the library says itself no more than this is shown: it repeats whole values.
MOST = 200

What: TypeAlias = Literal["unknown", "missing", "wrong"]


@dataclass(frozen=True, slots=True)
class SchemaViolation:
    """One thing that a schema says against a value."""

    path: tuple[str | int, ...]  #: to the field; for one that is unknown or missing, with its name at the end
    what: What
    message: str


def require_schemas() -> None:
    """Raises MissingError, with what to do, where the extra `schemas` is not installed."""
    if find_spec(PACKAGE) is None:
        raise MissingError("Schemas need the package kubernetes-validate", hint=install("schemas"))


def has_schemas(release: tuple[int, int]) -> bool:
    """Whether the schemas of `release` are among those that the package brings."""
    return _folder(release) is not None


def violations(
    release: tuple[int, int], api_version: str, kind: str, value: Json
) -> tuple[SchemaViolation, ...]:
    """What `release` says against `value`; nothing of kinds that it does not know."""
    validator = _validator(release, api_version, kind)
    if validator is None:
        return ()
    errors = sorted(validator.iter_errors(value), key=lambda error: [str(step) for step in error.path])
    return tuple(violation for error in errors for violation in _said(error))


def _said(error: "ValidationError") -> Iterator[SchemaViolation]:
    path = tuple(error.absolute_path)
    wanted, value, schema = error.validator_value, error.instance, error.schema
    match error.validator:
        case "additionalProperties" if isinstance(value, dict):
            known = schema.get("properties", {}) if isinstance(schema, Mapping) else {}
            for name in (name for name in value if name not in known):
                yield SchemaViolation((*path, name), "unknown", f"there is no field `{name}` here")
        case "required" if isinstance(wanted, list) and isinstance(value, dict):
            for name in (name for name in wanted if name not in value):
                yield SchemaViolation((*path, name), "missing", f"the field `{name}` is required")
        case "type" if isinstance(wanted, str | list):
            yield SchemaViolation(path, "wrong", f"this is to be {_types(wanted)}")
        case "enum" if isinstance(wanted, list):
            yield SchemaViolation(
                path, "wrong", f"this is to be one of {', '.join(f'`{each}`' for each in wanted)}"
            )
        case "oneOf" | "anyOf":
            yield SchemaViolation(path, "wrong", "this is to be a number or a text")
        case _:
            yield SchemaViolation(path, "wrong", error.message[:MOST])


#: JSON's types as people call them.
TYPES = {
    "object": "a mapping",
    "array": "a list",
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}


def _types(wanted: str | list[str]) -> str:
    names = [wanted] if isinstance(wanted, str) else [name for name in wanted if name != "null"]
    return " or ".join(TYPES.get(name, name) for name in names)


# ---- where they are
@cache
def _validator(release: tuple[int, int], api_version: str, kind: str) -> "Validator | None":
    from jsonschema import Draft202012Validator
    from referencing import Registry, Resource

    folder = _folder(release)
    schema = folder and folder / f"{kind.lower()}-{_group_and_version(api_version)}.json"
    if folder is None or schema is None or not schema.is_file():
        return None
    root = Resource.from_contents(_read(schema))
    definitions = Resource.from_contents(_read(folder / "_definitions.json"))
    registry = definitions @ (root @ Registry())
    return Draft202012Validator(root.contents, registry=registry)


def _group_and_version(api_version: str) -> str:
    """`rbac-v1` of `rbac.authorization.k8s.io/v1`: how the package names its files."""
    group, slash, version = api_version.partition("/")
    return f"{group.partition('.')[0]}-{version}" if slash else api_version


@cache
def _folder(release: tuple[int, int]) -> Path | None:
    spec = find_spec(PACKAGE)
    places = list(spec.submodule_search_locations or ()) if spec else []
    found = (
        Path(place) / "kubernetes-json-schema" / f"v{release[0]}.{release[1]}.0-local-strict"
        for place in places
    )
    return next((folder for folder in found if folder.is_dir()), None)


@cache
def _read(path: Path) -> dict[str, object]:
    content = json.loads(path.read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content
