r"""Images that are gone, or that nobody mends any more.

What: an image in a manifest, a Dockerfile or a command, of a repository that was emptied or given up, or with
a tag of a release that ended (`slidegen/lint/data/tools.toml`, with the day and the source).

Why: the pull fails, or `apt-get update` in it does, in front of the room; or students learn to use what has
had no security fix for years.

Bad (Dockerfile):

    FROM openjdk:8

Bad (k8s/redis.yaml):

    apiVersion: v1
    kind: Pod
    metadata:
      name: redis
    spec:
      containers:
      - name: redis
        image: docker.io/bitnami/redis:7.2

Bad:

    ```bash
    docker run -it debian:jessie bash
    ```

Bad (values.yaml):

    image:
      registry: docker.io
      repository: bitnami/redis
      tag: "7.2"

Bad (Dockerfile):

    ARG BASE=openjdk:8
    FROM ${BASE}

Good (Dockerfile):

    FROM eclipse-temurin:21

Good (Dockerfile):

    FROM openjdk:28-ea-jdk

Good (1.12, Dockerfile):

    FROM openjdk:8

Fix: none. The advice names what takes its place, where something does.

Since: 0.2
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.image_use import ImageUse
from slidegen.lint.images import images_in
from slidegen.lint.project import Project
from slidegen.lint.stale import Held, StaleRow, stale_rows
from slidegen.lint.version import Version

RULE = Rule("SG308", "retired-image", Severity.WARNING, "An image that is gone or given up")
NOTE = replace(RULE, severity=Severity.INFO)


def check(document: Document, project: Project) -> Iterator[Finding]:
    rows = stale_rows("image", project.target, project.as_of)
    if not document.view(Held)[_signs(project.target, project.as_of)]:
        return
    for use in document.view(images_in):
        row = next((row for rows_of in rows.values() for row in rows_of if names(row, use)), None)
        if row is not None:
            inline = use.command is not None and use.command.context == "inline"
            shown = use.shown(document.text)
            message = f"the image `{shown}` is gone or given up"
            yield document.source.finding(
                NOTE if inline else RULE, use.start, use.end, message, help=row.advice
            )


@cache
def _signs(target: Version, as_of: date | None) -> tuple[str, ...]:
    """What their names hold, the shortest first: such a one stands in most texts in which any does."""
    return tuple(sorted((name.strip("*") for name in stale_rows("image", target, as_of)), key=len))


def names(row: StaleRow, use: ImageUse) -> bool:
    """Whether `row` is about the image."""
    below = row.name.endswith("/") and use.name.startswith(row.name)
    official = row.name.startswith("*") and use.name and "/" not in use.name
    return bool(below or official or use.name == row.name) and row.has_tag(use.tag)
