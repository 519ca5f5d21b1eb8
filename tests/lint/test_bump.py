"""What a newer version changes, by lecture: what it says that the older one did not."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import Slidegen
from lint.workbench import project_of

from slidegen.finding import Finding
from slidegen.lint.bump import Bump, bump_of
from slidegen.lint.engine import identities, lint
from slidegen.lint.project import Project
from slidegen.lint.selection import make_selection
from slidegen.lint.version import Version

FILES = {
    "day1.yml": "content: [intro.md, apps.md]\n",
    "day2.yml": "content: [apps.md]\n",
    "intro.md": "# Welcome\n\n![](x.png)\n",
    "apps.md": "# Our *first* app\n\n```sh\nkubectl exec x ls\nkubectl run x --image=x --replicas=2\n```\n",
    "cron.yaml": "apiVersion: batch/v1beta1\nkind: CronJob\nmetadata:\n  name: x\n",
}


def bump(older: str, newer: str, files: dict[str, str] = FILES) -> Bump:
    def look(version: str) -> tuple[Project, tuple[Finding, ...]]:
        project = project_of(files, version=version)
        return project, lint(project, make_selection(identities(), select=("ALL",))).findings

    _, before = look(older)
    project, after = look(newer)
    return bump_of(project, Version.parse(older), Version.parse(newer), before, after)


def test_by_deck_and_lecture() -> None:
    found = bump("1.24", "1.25")
    assert [(deck.name, [lecture.title for lecture in deck.lectures]) for deck in found.decks] == [
        ("", ["cron.yaml"])
    ]
    assert (found.breaks, found.betters) == (1, 0)


def test_a_lecture_of_two_decks_is_told_in_both_and_counted_once() -> None:
    found = bump("1.17", "1.18")
    assert [deck.name for deck in found.decks] == ["day1", "day2"]
    assert {lecture.title for deck in found.decks for lecture in deck.lectures} == {"Our first app"}
    lectures = [lecture for deck in found.decks for lecture in deck.lectures]
    assert found.breaks == len(lectures[0].breaks) == len(lectures[1].breaks) > 0


def test_what_is_deprecated_or_ignored_still_works() -> None:
    commands = "kubectl get pods --record\nkube-scheduler --port=0\nkubelet --network-plugin=cni\n"
    files = {
        "a.md": f"# A\n\n```sh\n{commands}```\n",
        "docker-compose.yml": "version: '3'\nservices: {a: {image: b}}\n",
    }
    found = bump("1.17", "1.23", files)
    assert {f.rule.code for deck in found.decks for each in deck.lectures for f in each.breaks} <= {"SG301"}
    assert found.betters == 2  # the scheduler's port was deprecated before
    assert bump("1.23", "1.24", files).breaks == 2


def test_slides_have_no_version() -> None:
    assert all(
        finding.rule.code < "SG4"
        for deck in bump("1.9", "1.37").decks
        for lecture in deck.lectures
        for finding in (*lecture.breaks, *lecture.betters)
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--from 1.25 --to 1.20", "1.25 is not older than 1.20"),
        ("--from 1.25 --to 1.25", "1.25 is not older than 1.25"),
        ("--from 1.37", "1.37 is not older than 1.37"),
        ("--to 1.30", "--to needs --from"),
        ("--from abc", "'abc' is no Kubernetes version"),
        ("--from 1.20 --to 2.0", "there is no Kubernetes 2.0"),
        ("--from 1.20 --to 1.99", "there is no Kubernetes 1.99"),
        ("--from 1.20 --to 1.40", "nothing is known of what Kubernetes changed after 1.37"),
        ("--from 1.20 --fix", "takes no --fix"),
        ("--from 1.20 --statistics", "takes no --statistics"),
        ("--from 1.20 --kubernetes-version 1.30", "takes no --kubernetes-version"),
        ("--from 1.20 --min-severity error", "takes no --min-severity"),
    ],
)
def test_what_cannot_be_compared_is_said(
    options: str, said: str, slidegen: Slidegen, tree: Callable[[Mapping[str, str | bytes]], Path]
) -> None:
    files: dict[str, str | bytes] = {**FILES}
    result = slidegen("lint", *options.split(), ".", cwd=tree(files))
    assert said in result.stderr


def test_two_old_versions_are_compared_as_they_were() -> None:
    found = bump("1.20", "1.25")
    told = {finding.rule.code for deck in found.decks for each in deck.lectures for finding in each.breaks}
    assert told == {"SG101", "SG201"}, "`exec` without dashes is refused later"
