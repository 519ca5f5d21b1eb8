r"""Ingress backends written as they were before `networking.k8s.io/v1`.

What: `serviceName:` and `servicePort:` in an Ingress of `networking.k8s.io/v1`, or of any version when the
target is 1.22 or later. A StatefulSet's `serviceName:` is something else, and fine.

Why: the API server refuses the object: `unknown field "spec.rules[0].http.paths[0].backend.serviceName"`.

Bad (1.32, k8s/ingress.yaml):

    apiVersion: networking.k8s.io/v1beta1
    kind: Ingress
    metadata:
      name: web
    spec:
      rules:
      - host: web.example.com
        http:
          paths:
          - path: /
            backend:
              serviceName: web
              servicePort: 80

Good (1.32, k8s/ingress.yaml):

    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata:
      name: web
    spec:
      rules:
      - host: web.example.com
        http:
          paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  number: 80

Good (1.32, k8s/db.yaml):

    apiVersion: apps/v1
    kind: StatefulSet
    metadata:
      name: db
    spec:
      serviceName: db
      selector:
        matchLabels:
          app: db
      template:
        metadata:
          labels:
            app: db

Good (1.32, k8s/ingress.yaml):

    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata:
      name: web
    spec:
      rules:
      - host: web.example.com
        http:
          paths:
          - path: /
            pathType: ImplementationSpecific
            backend:
              service:
                name: web
                port:
                  number: 80

Fix: unsafe. Backends, missing path types and the API version change together; `ImplementationSpecific` is
what a missing path type meant.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.objects import KubernetesObject, objects_in
from slidegen.lint.project import Project
from slidegen.lint.version import Version
from slidegen.source.nodes import Mapping, Node, Scalar, Sequence

RULE = Rule("SG204", "ingress-backend", Severity.ERROR, "An Ingress backend written as before v1")
API = "networking.k8s.io/v1"
REMOVED = Version(1, 22)
AVAILABLE = Version(1, 19)


def check(document: Document, project: Project) -> Iterator[Finding]:
    for found in document.view(objects_in):
        if found.kind != "Ingress" or found.node is None:
            continue
        if found.api_version != API and project.target < REMOVED:
            continue
        backends = [backend for backend in backends_in(found.node) if backend.get("serviceName")]
        fix = whole_fix(document, found, backends) if backends and project.target >= AVAILABLE else None
        for backend in backends:
            start = backend.span.start
            name = backend.get("serviceName")
            assert name is not None, "it was chosen for that"
            yield document.source.finding(
                RULE,
                start,
                name.span.end,
                f"`serviceName` is no field of a backend in {API}",
                help="write service.name and service.port.number (or .name), and a pathType",
                fix=fix,
            )


def paths_in(ingress: Mapping) -> Iterator[Mapping]:
    rules = ingress.at("spec", "rules")
    for rule in rules.items if isinstance(rules, Sequence) else ():
        paths = rule.at("http", "paths") if isinstance(rule, Mapping) else None
        for path in paths.items if isinstance(paths, Sequence) else ():
            if isinstance(path, Mapping):
                yield path


def backends_in(ingress: Mapping) -> Iterator[Mapping]:
    found: list[Node | None] = [ingress.at("spec", "backend")]
    found += [path.get("backend") for path in paths_in(ingress)]
    yield from (backend for backend in found if isinstance(backend, Mapping))


# ---- the fix: all of the Ingress, or nothing
def whole_fix(document: Document, found: KubernetesObject, backends: list[Mapping]) -> Fix | None:
    assert found.node is not None, "only what parses is mended"
    if found.node.at("spec", "backend") is not None:
        return None
    edits = [_backend_edit(document, backend) for backend in backends]
    edits += [_path_type_edit(document, path) for path in paths_in(found.node) if not path.get("pathType")]
    if found.api_version != API:
        edits.append(Edit(found.api_span, API))
    whole = [edit for edit in edits if edit is not None]
    if len(whole) < len(edits):
        return None
    return Fix(f"Write the Ingress for {API}", tuple(whole), Applicability.UNSAFE)


def _backend_edit(document: Document, backend: Mapping) -> Edit | None:
    """The two lines as five; only when they are two lines, and all there is."""
    entries = list(backend)
    if [key.value for key, _ in entries] not in (
        ["serviceName", "servicePort"],
        ["servicePort", "serviceName"],
    ):
        return None
    values = {key.value: value for key, value in entries}
    name, port = values["serviceName"], values["servicePort"]
    text = document.text[backend.span.start : backend.span.end]
    if not isinstance(name, Scalar) or not isinstance(port, Scalar) or text.count("\n") != 1 or "#" in text:
        return None
    indent = _indent(document, backend.span.start)
    if indent is None:
        return None
    key = "number" if port.style == "plain" and port.value.isdigit() else "name"
    lines = ("service:", f"  name: {document.source.slice(name.span)}", "  port:")
    written = f"\n{indent}".join((*lines, f"    {key}: {document.source.slice(port.span)}"))
    return Edit(backend.span, written)


def _path_type_edit(document: Document, path: Mapping) -> Edit | None:
    """A path type before the backend."""
    key = next((key for key, _ in path if key.value == "backend"), None)
    if key is None:
        return None
    indent = _indent(document, key.span.start)
    if indent is None:
        return None
    place = document.source.span(key.span.start, key.span.start)
    return Edit(place, f"pathType: ImplementationSpecific\n{indent}")


def _indent(document: Document, offset: int) -> str | None:
    """The blanks that make a new line start in the column of `offset`; None in a flow mapping."""
    line = document.text[document.text.rfind("\n", 0, offset) + 1 : offset]
    return " " * len(line) if not line.strip(" -") else None
