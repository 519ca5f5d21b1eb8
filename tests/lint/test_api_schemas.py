"""The table of API versions says what the schemas of the releases say, from 1.25 to the newest.

The schemas are those that kubernetes-validate brings: what each release's API server could serve, with every
version switched on.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from lint.workbench import findings_in

from slidegen.finding import Severity
from slidegen.lint.kubernetes import Api, apis
from slidegen.lint.version import NEWEST, Version

kubernetes_validate = pytest.importorskip(
    "kubernetes_validate", reason="the extra `schemas` is not installed"
)

FIRST = Version.parse("1.25")
#: Another rule speaks of it, or nobody writes one.
NOT_IN_THE_TABLE = {("policy/v1beta1", "PodSecurityPolicy")}
#: What every group has: messages of the API, not objects that somebody writes.
MESSAGES = {"DeleteOptions", "Status", "WatchEvent"}


@cache
def releases() -> dict[tuple[str, str], tuple[Version, ...]]:
    """In which releases each `(apiVersion, kind)` is."""
    found: dict[tuple[str, str], set[Version]] = defaultdict(set)
    for folder in files("kubernetes_validate").joinpath("kubernetes-json-schema").iterdir():
        if not folder.name.endswith("-local"):
            continue
        version = Version.parse(".".join(folder.name[1:].split(".")[:2]))
        for kind in kinds_in(json.loads(folder.joinpath("_definitions.json").read_text("utf-8"))["$defs"]):
            found[kind].add(version)
    return {kind: tuple(sorted(versions)) for kind, versions in found.items()}


def kinds_in(definitions: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for schema in definitions.values():
        if {"apiVersion", "kind"} <= set(schema.get("properties", {})):
            for each in schema.get("x-kubernetes-group-version-kind", ()):
                if not each["kind"].endswith("List") and each["kind"] not in MESSAGES:
                    yield f"{each['group']}/{each['version']}".lstrip("/"), each["kind"]


def gone() -> list[tuple[str, str]]:
    return sorted(kind for kind, versions in releases().items() if versions[-1] < NEWEST)


def test_the_newest_release_is_the_schemas_newest() -> None:
    assert max(versions[-1] for versions in releases().values()) == NEWEST


def test_what_is_gone_has_a_row() -> None:
    assert set(gone()) - set(apis()) <= NOT_IN_THE_TABLE


@pytest.mark.parametrize("name", gone(), ids="/".join)
def test_it_went_when_the_table_says(name: tuple[str, str]) -> None:
    if name in NOT_IN_THE_TABLE:
        return
    last = releases()[name][-1]
    assert apis()[name].removed == Version(last.major, last.minor + 1)


def of_kubernetes() -> list[Api]:
    groups = {name.partition("/")[0] for name, _ in releases()}
    return [api for api in apis().values() if not api.by and api.version.partition("/")[0] in groups]


@pytest.mark.parametrize("api", of_kubernetes(), ids=lambda api: f"{api.version}/{api.kind}")
def test_its_replacement_is_there(api: Api) -> None:
    there = releases().get((api.version, api.kind), ())
    assert all(version < api.removed for version in there)
    if api.replacement and api.since is not None:
        served = releases()[api.replacement, api.kind]
        assert max(api.since, FIRST) in served
        assert NEWEST in served


def test_a_template_is_not_judged_and_that_is_said() -> None:
    chart = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}\nspec:\n  containerz: []\n"
    (note,) = findings_in({"chart/templates/pod.yaml": chart}, "SG210")
    assert (note.rule.severity, note.start.line) == (Severity.INFO, 4)
    assert note.message == "a template is not held against the schemas"
    assert not findings_in({"a.md": f"```yaml\n{chart}```\n"}, "SG210")
