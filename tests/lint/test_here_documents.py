"""Manifests in here-documents, which are judged as those in files, at their place."""

import pytest
from lint.workbench import findings_in

from slidegen.lint.document import Document
from slidegen.lint.yaml_block import yaml_blocks_in

DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
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
INGRESS = "apiVersion: networking.k8s.io/v1\nkind: Ingress\nspec:\n  backend:\n    serviceName: a\n"


def here(body: str, operator: str = "<<EOF") -> str:
    return f"cat {operator} | kubectl apply -f -\n{body}EOF\n"


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("a.md", f"```bash\n{here(DEPLOYMENT)}```\n", 4),
        ("a.sh", f"#!/bin/sh\n{here(DEPLOYMENT)}", 4),
        ("a.md", f"```bash\n{here(INGRESS + '---' + chr(10) + DEPLOYMENT)}```\n", 10),
        ("a.md", f"```bash\nls\n{here(DEPLOYMENT, chr(60) * 2 + chr(39) + 'EOF' + chr(39))}```\n", 5),
    ],
)
def test_the_rules_of_manifests_apply(path: str, text: str, line: int) -> None:
    (finding,) = findings_in({path: text}, "SG206")
    assert finding.start.line == line
    assert text[finding.span.start : finding.span.end] == "Deployment"


def test_each_object_is_told_once() -> None:
    old = "apiVersion: extensions/v1beta1\nkind: Deployment\n"
    text = f"```bash\n{here(old)}echo '\n{old}'\n```\n"
    assert [f.start.line for f in findings_in({"a.md": text}, "SG201")] == [3, 7]


def test_a_word_that_is_moved_right_is_one_too() -> None:
    moved = "".join(f"  {line}\n" for line in INGRESS.splitlines())
    (finding,) = findings_in({"a.md": f"```bash\n$ echo '\n{moved}' | kubectl apply -f -\n```\n"}, "SG204")
    assert finding.start.line == 7


def test_in_a_list_it_stands_where_it_stands() -> None:
    text = (
        "- Look\n\n  ```bash\n" + "".join(f"  {line}\n" for line in here(DEPLOYMENT).splitlines()) + "  ```\n"
    )
    (block,) = yaml_blocks_in(Document.from_text("a.md", text))
    span = block.place(0, len("apiVersion"))
    assert text[span.start : span.end] == "apiVersion"


@pytest.mark.parametrize(
    "text", [f"```bash\ncat <<EOF\n{DEPLOYMENT}```\n", "```bash\ncat <<EOF\nkind: x\nEOF\n```\n"]
)
def test_what_never_ends_or_is_no_manifest_is_no_block(text: str) -> None:
    assert not yaml_blocks_in(Document.from_text("a.md", text))


@pytest.mark.parametrize(
    "text",
    [
        f"cat <<\\EOF | kubectl apply -f -\n{INGRESS}EOF\n",
        f"cat <<'END OF IT' | kubectl apply -f -\n{INGRESS}END OF IT\n",
        f"cat <<E-O-F | kubectl apply -f -\n{INGRESS}E-O-F\n",
        f"for n in a b; do kubectl -n $n apply -f -; done <<EOF\n{INGRESS}EOF\n",
        f"# such as <<NOTHING\n{here(INGRESS)}",
        f"echo $((1<<2))\n{here(INGRESS)}",
    ],
)
def test_where_one_begins_and_ends_is_the_shells_to_say(text: str) -> None:
    (block,) = yaml_blocks_in(Document.from_text("a.md", f"```bash\n{text}```\n"))
    assert block.text.strip() == INGRESS.strip()


HELD = """\
kind: Cluster
patches:
- |
  apiVersion: batch/v1beta1
  kind: CronJob

  ---
  kind: Deployment
  apiVersion: apps/v1beta1
nodes:
- note: |
    apiVersion: batch/v1beta1 has a kind CronJob
  patch: |-
    ---
    kind: Job
    apiVersion: batch/v2alpha1
  none: |
    kind: regards
"""


@pytest.mark.parametrize("before", ["", "# A\n\n```yaml\n"])
def test_what_yaml_holds_as_a_text_is_a_manifest_where_it_begins_as_one(before: str) -> None:
    path = "a.md" if before else "a.yaml"
    text = f"{before}{HELD}{before and '```'}"
    found = findings_in({path: text}, "SG201")
    assert [text[each.span.start : each.span.end] for each in found] == ["batch/v1beta1", "apps/v1beta1"]
    blocks = Document.from_text(path, text).view(yaml_blocks_in)
    assert [block.text.split() for block in blocks[1:]] == [
        HELD[HELD.index("apiVersion") : HELD.index("nodes:")].split(),
        HELD[HELD.index("apiVersion: batch/v1beta1 has") : HELD.index("patch: ")].split(),
        HELD[HELD.index("---\n    kind") : HELD.index("none:")].split(),
        ["kind:", "regards"],
    ]
    for block in blocks[1:]:
        assert all(text[block.offset(at)] == letter for at, letter in enumerate(block.text) if letter != "\n")
