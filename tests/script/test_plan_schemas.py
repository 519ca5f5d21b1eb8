"""What plans print is what the engines read, by the schemas that they or their users publish."""

import subprocess
import sys
from pathlib import Path

import kubernetes_validate  # type: ignore[import-untyped]
import pytest
import yaml

from slidegen.script import night_plan
from slidegen.script.night import read_night
from slidegen.script.plan import PLANS, Work, github

#: Of each engine, how check-jsonschema calls the schema that it carries.
SCHEMAS = {
    "github": ("--builtin-schema", "vendor.github-workflows"),
    "gitlab": ("--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"),
}
WORKS = {
    "as it is": Work("deck", "deck.yml", 4, 60),
    "one shard": Work("deck", "deck.yml", 1, 5, cluster=False),
    "odd names": Work("a", "days/it's: day #1.yml", 3, 90, " --set 'A=b: c' --allow rm"),
    "of its own": Work("a", "a.yml", 12, 600, install="git+https://example.com/a/slidegen.git@main#egg=x"),
    "cloned": Work("a", "a.yml", 2, 30, repository="example.com/a/workshop"),
}
NIGHTS = """\
decks = ["a.yml", "days/it's: day #1.yml"]
[[bed]]
name = "kind"
versions = ["1.33", "1.34"]
context = "kind-{version}"
options = ["--driver", "bash"]
[[bed]]
name = "laptop"
"""


def problems(engine: str, text: str, folder: Path) -> str:
    """What the schema of the engine says against a text."""
    pytest.importorskip("check_jsonschema")
    path = folder / "plan.yml"
    path.write_text(text, encoding="utf-8")
    words = [sys.executable, "-m", "check_jsonschema", *SCHEMAS[engine], str(path)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.parametrize("engine", SCHEMAS)
@pytest.mark.parametrize("work", WORKS)
def test_plans_are_what_the_schema_of_the_engine_allows(engine: str, work: str, tmp_path: Path) -> None:
    assert problems(engine, PLANS[engine](WORKS[work]), tmp_path) == ""


def test_the_workflow_of_a_night_is_one(tmp_path: Path) -> None:
    (tmp_path / "nights.toml").write_text(NIGHTS)
    cells = tuple(read_night(tmp_path / "nights.toml").cells())
    assert problems("github", night_plan.github(cells, ""), tmp_path) == ""


@pytest.mark.parametrize(("right", "wrong"), [("runs-on:", "runs_on:"), ("timeout-minutes: 60", "needs: 7")])
def test_a_workflow_that_is_none_is_told(right: str, wrong: str, tmp_path: Path) -> None:
    text = github(WORKS["as it is"])
    assert right in text
    assert problems("github", text.replace(right, wrong), tmp_path)


@pytest.mark.parametrize("work", WORKS)
@pytest.mark.parametrize("version", ["1.27", "1.31", "1.33"])
def test_jobs_are_what_each_release_of_kubernetes_allows(work: str, version: str) -> None:
    job = yaml.safe_load(PLANS["kubernetes"](WORKS[work]))
    kubernetes_validate.validate(job, version, strict=True)
    wrong = {**job, "spec": {**job["spec"], "paralellism": 2}}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, version, strict=True)
