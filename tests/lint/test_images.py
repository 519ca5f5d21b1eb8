"""The images that documents name, wherever they name them, and which of them are gone on which day."""

from datetime import date
from pathlib import Path

import pytest
from fixture_files import Case, parametrize
from lint.workbench import findings_in, project_of

from slidegen.lint.document import Document
from slidegen.lint.engine import identities, lint
from slidegen.lint.images import images_in
from slidegen.lint.selection import make_selection


@parametrize(Path(__file__).parent / "images.md")
def test_named(case: Case) -> None:
    path, _, text = case.input.partition("\n")
    found = [f"{use.name} {use.tag}".strip() for use in images_in(Document.from_text(path, text))]
    assert found == case.expected.splitlines()


@pytest.mark.parametrize(
    ("image", "gone"),
    [
        ("bitnami/redis:7.2", True),
        ("docker.io/bitnami/redis", True),
        ("registry.example.com/bitnami/redis", False),
        ("openjdk:17-jdk-slim", True),
        ("node:16-alpine", True),
        ("node:1", False),
        ("node:22", False),
        ("node", False),
        ("python:2.7", True),
        ("python:3.8-slim", True),
        ("python:3.12-slim", False),
        ("python:3.12-buster", True),
        ("someone/app:1-buster", False),
        ("debian:12", False),
        ("debian:10.3-slim", True),
        ("library/centos:7", True),
        ("centos", True),
        ("java:8", True),
        ("ubuntu:18.04", True),
        ("ubuntu:focal-20240101", True),
        ("ubuntu:22.04", False),
        ("ubuntu:24.04", False),
        ("ubuntu", False),
        ("alpine:3.5", True),
        ("alpine:3.19.1", True),
        ("alpine:3.22", False),
        ("alpine:3", False),
        ("node:carbon", True),
        ("nginx:1.14-stretch", True),
        ("registry.k8s.io/ingress-nginx/controller:v1.9", True),
        ("quay.io/kubernetes-ingress-controller/nginx-ingress-controller:0.33", True),
        ("gcr.io/kubernetes-e2e-test-images/dnsutils:1.3", True),
    ],
)
def test_gone(image: str, gone: bool) -> None:
    project = project_of({"Dockerfile": f"FROM {image}\n"})
    assert bool(lint(project, make_selection(identities(), select=("SG308",))).findings) is gone


@pytest.mark.parametrize(("day", "gone"), [("2025-08-27", False), ("2025-08-28", True)])
def test_on_a_day(day: str, gone: bool) -> None:
    """A day is asked for its own sake: even a deck for 1.12 is told what is gone today."""
    project = project_of(
        {"Dockerfile": "FROM bitnami/redis:7\n"}, version="1.12", as_of=date.fromisoformat(day)
    )
    assert bool(lint(project, make_selection(identities(), select=("SG308",))).findings) is gone


def test_an_image_is_called_by_what_its_variables_hold() -> None:
    text = "ARG NODE=12\nARG FROM=docker.io/library\nFROM node:${NODE}-alpine\nFROM $FROM/node:12\n"
    told = [found.message.split("`")[1] for found in findings_in({"Dockerfile": text}, "SG308")]
    assert told == ["node:12-alpine", "node:12"]
