r"""Manifests that the schema of the target's API refuses.

What: in a manifest of Kubernetes' own kinds a field that the target does not know, a value of a wrong type,
and, in files of their own, a field that is missing. With `lint.schemas = true` or `--schemas`, and the extra
`schemas` installed; the rule is silent without. A template (`{{ … }}`) is not read, and a note says so.

Why: `kubectl apply` refuses it, or drops the field and says so where nobody looks. A field under the wrong
parent is the commonest slip in a manifest, and the hardest to see on a slide.

Bad (k8s/web.yaml):

    apiVersion: v1
    kind: Service
    metadata:
      name: web
    spec:
      selector:
        app: web
      ports:
      - port: "80"
        targetport: 8080

Good (k8s/web.yaml):

    apiVersion: v1
    kind: Service
    metadata:
      name: web
    spec:
      selector:
        app: web
      ports:
      - port: 80
        targetPort: 8080

Fix: none. The advice names the field's page.

Since: 0.2
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen import lazy_re as re
from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.kustomize import patches_of
from slidegen.lint.objects import KubernetesObject, objects_in
from slidegen.lint.project import Project
from slidegen.location import Span
from slidegen.source.nodes import Mapping, Node, Scalar, as_value
from slidegen.source.schemas import SchemaViolation

RULE = Rule("SG210", "schema-violation", Severity.ERROR, "A manifest that the target's schema refuses")
#: On a slide, where examples are shortened and hold placeholders.
ON_SLIDES = replace(RULE, severity=Severity.WARNING)
NOTE = replace(RULE, severity=Severity.INFO)
TEMPLATE = "{{"
#: What stands for a value that somebody will put there.
PLACEHOLDER = re.compile(r"[<>${}]|\.\.\.|\u2026|^[A-Z][A-Z0-9_]+$|^x+$")


def check(document: Document, project: Project) -> Iterator[Finding]:
    if project.violations is None or document.path in project.view(patches_of):
        return
    for found in document.view(objects_in):
        if found.node is not None and not found.is_reference and not _is_template(found):
            yield from _judged(document, project, found, found.node)
    if document.kind == "yaml" and TEMPLATE in document.text and document.view(objects_in):
        at = document.text.index(TEMPLATE)
        message = "a template is not held against the schemas"
        advice = "`helm template` writes the manifests that it stands for"
        yield document.source.finding(NOTE, at, at + len(TEMPLATE), message, help=advice)


def _is_template(found: KubernetesObject) -> bool:
    return found.block is not None and TEMPLATE in found.block.text


def _judged(
    document: Document, project: Project, found: KubernetesObject, node: Mapping
) -> Iterator[Finding]:
    ask = project.violations
    assert ask is not None
    on_slides = document.kind == "markdown"
    for violation in ask(project.target, found.api_version, found.kind, as_value(node)):
        if on_slides and violation.what == "missing":
            continue
        span = _span(found, node, violation)
        if violation.what == "wrong" and _is_to_be_filled(document, span):
            continue
        yield document.source.finding(
            ON_SLIDES if on_slides else RULE,
            span.start,
            span.end,
            f"{found.api_version} {found.kind}: {violation.message}",
            help=f"`kubectl explain {_explained(found, violation)}` says what may stand here",
        )


def _is_to_be_filled(document: Document, span: Span) -> bool:
    """Whether a value stands for another: a placeholder, or one that ytt writes (`replicas: #@ values.n`)."""
    line = document.source.line(document.source.line_at(span.start))
    return bool(PLACEHOLDER.search(document.source.slice(span))) or "#@" in line


def _span(found: KubernetesObject, root: Mapping, violation: SchemaViolation) -> Span:
    """The key of a field that is unknown, the value that is wrong, the kind of what lacks a field."""
    *parents, last = violation.path or ("",)
    parent = root.at(*parents) if parents else root
    if violation.what == "unknown" and isinstance(parent, Mapping):
        return next((key.span for key, _ in parent if key.value == last), found.kind_span)
    if violation.what == "missing":
        return _start_of(parent, found)
    value = root.at(*violation.path)
    return value.span if isinstance(value, Scalar) else _start_of(value, found)


def _start_of(node: Node | None, found: KubernetesObject) -> Span:
    """The first key of a mapping, since the whole of it is too long to point at."""
    if isinstance(node, Mapping):
        return next((key.span for key, _ in node), found.kind_span)
    return found.kind_span


def _explained(found: KubernetesObject, violation: SchemaViolation) -> str:
    fields = [step for step in violation.path[:-1] if isinstance(step, str)]
    return ".".join([found.kind.lower(), *fields])
