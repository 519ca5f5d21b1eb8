r"""The key `version` in a Compose file.

What: `version:` at the top of YAML that has `services:`, from the time of Kubernetes 1.30 on.

Why: Compose v2 ignores it, and warns: ``the attribute `version` is obsolete``.

Bad (compose.yaml):

    version: "3"
    services:
      web:
        image: nginx

Bad (compose.yaml):

    {"version": "3", "services": {"web": {"image": "nginx"}}}

Bad (compose.yaml):

    version: "3"
    services:
      web:
        image: nginx
        deploy:
          mode: global

Good (compose.yaml):

    {"services": {"web": {"image": "nginx"}}}

Good (compose.yaml):

    services:
      web:
        image: nginx

Good (compose.yaml):

    services:
      web:
        image: nginx
        deploy:
          mode: global

Good (1.12, compose.yaml):

    version: "3"
    services:
      web:
        image: nginx

Fix: safe. The line is removed, with the blank one below it; in braces the key and the comma behind it. Unsafe
where a swarm is spoken of: `docker stack deploy` of Docker 20.10 refuses a file without the key.

Since: 0.1
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from slidegen import lazy_re as re
from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.version import Version
from slidegen.lint.yaml_block import yaml_blocks_in
from slidegen.source.nodes import Mapping, Scalar
from slidegen.text.typed.shown import SERVICES

RULE = Rule("SG302", "compose-version-key", Severity.WARNING, "The key `version` in a Compose file")
#: Compose v2.25 (March 2024) began to warn: https://docs.docker.com/reference/compose-file/version-and-name/
SINCE = Version(1, 30)
MESSAGE = "Compose ignores the key `version`"
TITLE = "Remove the key `version`"
HELP, OF_A_STACK = "remove it", "remove it, unless `docker stack deploy` of Docker 20.10 reads the file"
#: What `deploy` has for `docker stack` alone: https://docs.docker.com/reference/compose-file/deploy/
_FOR_A_SWARM = ("mode", "placement", "update_config", "rollback_config", "endpoint_mode")
#: For slides whose YAML does not parse, because of a `...` in it: found, and never fixed.
_SERVICES_KEY = re.compile(r"services[\"']?\s*:")
_VERSION_KEY = re.compile(r"version[\"']?\s*:")
LINE = re.compile(r"^version: *[\"']?\d[\d.]*[\"']?", re.MULTILINE)


def check(document: Document, project: Project) -> Iterator[Finding]:
    if project.target < SINCE or "version" not in document.text:
        return
    for block in document.view(yaml_blocks_in):
        if not (_SERVICES_KEY.search(block.text) and _VERSION_KEY.search(block.text)):
            continue  # in manifests these are words like others, and to compose one takes most of the time
        for root in block.documents:
            if isinstance(root, Mapping) and isinstance(root.get("services"), Mapping):
                yield from _of_file(document, root)
        if not block.parses and (line := LINE.search(block.text)) and SERVICES.search(block.text):
            span = block.place(line.start(), line.end())
            yield document.source.finding(RULE, span.start, span.end, MESSAGE, help="remove the line")


def _of_file(document: Document, root: Mapping) -> Iterator[Finding]:
    for (key, value), (behind, _) in zip_longest(root, (*root,)[1:], fillvalue=(None, None)):
        if isinstance(key, Scalar) and key.value == "version" and isinstance(value, Scalar):
            start, end = key.span.start, value.span.end
            fix = _fix(document, root, key, value) or _fix_in_braces(document, start, end, behind)
            is_stack = _is_stack(document, root)
            if fix and is_stack:  # 20.10 takes it for version 1.0: https://github.com/docker/cli/pull/3257
                fix = replace(fix, applicability=Applicability.UNSAFE)
            yield document.source.finding(
                RULE, start, end, MESSAGE, help=OF_A_STACK if is_stack else HELP, fix=fix
            )


def _is_stack(document: Document, root: Mapping) -> bool:
    """Whether the file or the page says that `docker stack` reads this."""
    services = root.get("services")
    return "docker stack" in document.text or any(
        isinstance(service, Mapping) and service.at("deploy", name) is not None
        for _, service in (services if isinstance(services, Mapping) else ())
        for name in _FOR_A_SWARM
    )


def _fix_in_braces(document: Document, start: int, end: int, behind: Scalar | None) -> Fix | None:
    """Where a comma and nothing else is between the key and the next."""
    if behind is None or document.text[end : behind.span.start].strip() != ",":
        return None
    return Fix(TITLE, (Edit(document.source.span(start, behind.span.start), ""),), Applicability.SAFE)


def _fix(document: Document, root: Mapping, key: Scalar, value: Scalar) -> Fix | None:
    """Only where the line holds nothing else, and other lines are left."""
    text = document.text
    start = text.rfind("\n", 0, key.span.start) + 1
    end = text.find("\n", value.span.end) + 1
    if len(root.entries) < 2 or end == 0 or text[start : key.span.start].strip():
        return None
    if text[value.span.end : end].partition("#")[0].strip():
        return None
    blank_end = text.find("\n", end) + 1
    if blank_end and not text[end:blank_end].strip():
        end = blank_end
    return Fix(TITLE, (Edit(document.source.span(start, end), ""),), Applicability.SAFE)
