"""Each row of each dated table is found, in the form in which people write what it is about."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import find
from hypothesis import strategies as st
from lint.workbench import findings_in

from slidegen.lint.kubernetes import apis, labels
from slidegen.lint.stale import StaleRow, rows

Written = Callable[[StaleRow], str]


def image_of(row: StaleRow) -> str:
    name = "someone" if row.name.startswith("*") else f"{row.name}app" if row.name.endswith("/") else row.name
    tag = find(st.from_regex(row.tags, fullmatch=True), lambda tag: tag[:1].isalnum()) if row.tags else "1"
    return f"{name.replace('someone', 'nginx')}:{tag}"


def with_verb(program: str, row: StaleRow) -> str:
    value = "" if row.name in ("--short", "--show-all", "--include-uninitialized") else "=x"
    return f"{program} {row.verbs[0] if row.verbs else 'get'} -f a {row.name}{value}"


#: How what a table's rows name is written in a command; the rule that speaks of it.
TABLES: dict[str, tuple[str, Written]] = {
    "run_flag": ("SG103", lambda row: f"kubectl run a --image=b {row.name}=x"),
    "flag": ("SG108", lambda row: with_verb("kubectl", row)),
    "verb": ("SG109", lambda row: f"kubectl {row.name} a"),
    "kind": ("SG11", lambda row: f"kubectl get {row.name}"),
    "registry": ("SG303", lambda row: f"docker pull {row.name}a:1"),
    "source": ("SG304", lambda row: f"curl -L {row.name if '//' in row.name else f'https://{row.name}'}a"),
    "helm_verb": ("SG305", lambda row: f"helm {row.name}"),
    "helm_flag": ("SG305", lambda row: f"helm {row.verbs[0] if row.verbs else 'list'} a b {row.name}"),
    "program": ("SG306", lambda row: f"{row.name} add a"),
    "image": ("SG308", lambda row: f"docker run {image_of(row)}"),
    "chart": ("SG309", lambda row: f"helm install a {row.name}{'b' if row.name.endswith('/') else ''}"),
    "docker": ("SG310", lambda row: f"docker {row.name} a b"),
    "component": ("SG312", lambda row: f"{row.programs[-1]} --v=2 {row.name}=x"),
    "asked": ("SG312", lambda row: f"sudo {row.programs[-1]} {row.name} a"),
    "admission": (
        "SG312",
        lambda row: f"kube-apiserver --enable-admission-plugins=NodeRestriction,{row.name}",
    ),
    "socket": ("SG312", lambda row: f"crictl -r unix:///var/run/{row.name} ps"),
}


def every_row() -> Iterator[object]:
    for table in TABLES:
        for number, row in enumerate(rows(table)):
            yield pytest.param(table, row, id=f"{table}-{number}-{row.name}")


@pytest.mark.parametrize(("table", "row"), list(every_row()))
def test_row(table: str, row: StaleRow) -> None:
    code, written = TABLES[table]
    line = written(row)
    assert findings_in({"a.md": f"```bash\n{line}\n```\n"}, code), line


@pytest.mark.parametrize(("version", "kind"), sorted(apis()))
def test_api(version: str, kind: str) -> None:
    text = f"apiVersion: {version}\nkind: {kind}\nmetadata:\n  name: a\n"
    assert findings_in({"a.yaml": text}, "SG2"), text


@pytest.mark.parametrize("name", sorted(labels()))
def test_label(name: str) -> None:
    kind = next(iter(labels()[name].kinds), "Pod")
    name = f"{name}a" if name.endswith("/") else name
    places = ("labels", "annotations")
    texts = [
        f'apiVersion: v1\nkind: {kind}\nmetadata:\n  name: a\n  {place}:\n    {name}: "a"\n'
        for place in places
    ]
    texts.append(
        f"apiVersion: v1\nkind: Pod\nspec:\n  nodeSelector:\n    {name}: a\n  tolerations:\n  - key: {name}\n"
    )
    assert any(findings_in({"a.yaml": text}, "SG207") for text in texts)


def test_an_api_version_is_no_label() -> None:
    text = "apiVersion: certmanager.k8s.io/v1alpha1\nkind: Issuer\nspec: {group: certmanager.k8s.io}\n"
    (finding,) = findings_in({"a.yaml": text}, "SG207")
    assert text[finding.span.start :].startswith("certmanager.k8s.io}")
