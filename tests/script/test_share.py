"""Shards, plans, and the joining of what shards have found."""

import json
import shlex
import subprocess
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from conftest import Slidegen
from hypothesis import given
from hypothesis import strategies as st

from slidegen import __version__
from slidegen.errors import UsageError
from slidegen.script.merge import merge
from slidegen.script.model import Kind, ScriptSection, Step
from slidegen.script.plan import PLANS, Work
from slidegen.script.provisions import FETCHED, provisions
from slidegen.script.report.catalogue import REPORTS
from slidegen.script.report.jsonl import begin_line, begun, read_results, read_run, render
from slidegen.script.result import Cause, Run, RunInfo, StepResult, Verdict
from slidegen.script.shard import Shard, cost, share

WORK = Work("deck", "deck.yml", 4, 60)


def section(number: int, seconds: float) -> tuple[ScriptSection, dict[str, float]]:
    step = Step(f"s{number}/a/1", f"s{number}", "a", "A", "a.md", 1, 2, "bash", "x", Kind.PLAIN)
    return ScriptSection(f"s{number}", f"S{number}", number, (step,)), {step.id: seconds}


@given(st.lists(st.floats(0, 100), max_size=12), st.integers(1, 5))
def test_every_section_is_in_one_shard_and_no_shard_has_too_much(seconds: list[float], count: int) -> None:
    sections: list[ScriptSection] = []
    measured: dict[str, float] = {}
    for number, each in enumerate(seconds):
        found, times = section(number, each)
        sections.append(found)
        measured |= times
    shards = [share(sections, Shard(number, count), measured) for number in range(1, count + 1)]
    assert sorted(s.number for shard in shards for s in shard) == list(range(len(sections)))
    assert all(list(shard) == sorted(shard, key=lambda s: s.number) for shard in shards)
    costs = [cost(s, measured) for s in sections]
    assert max(sum(cost(s, measured) for s in shard) for shard in shards) <= (
        sum(costs) / count + max(costs, default=0) + 1e-6
    )


@pytest.mark.parametrize("text", ["0/2", "3/2", "1", "a/b", "1/0"])
def test_no_shard(text: str) -> None:
    with pytest.raises(UsageError):
        Shard.parse(text)


@pytest.mark.parametrize("engine", PLANS)
def test_plans_are_yaml_that_runs_the_shards(engine: str) -> None:
    text = PLANS[engine](WORK)
    assert yaml.safe_load(text)
    assert "slidegen run deck.yml --yes --shard" in text


def test_plans_name_every_shard() -> None:
    github = yaml.safe_load(PLANS["github"](WORK))
    assert github["jobs"]["run"]["strategy"]["matrix"]["shard"] == [1, 2, 3, 4]
    assert yaml.safe_load(PLANS["gitlab"](WORK))["exercises-deck"]["parallel"] == 4
    job = yaml.safe_load(PLANS["kubernetes"](WORK))["spec"]
    assert (job["completions"], job["completionMode"]) == (4, "Indexed")
    (container,) = job["template"]["spec"]["containers"]
    assert '"$((JOB_COMPLETION_INDEX + 1))/4"' in container["args"][0]


def test_a_pod_without_a_number_runs_nothing() -> None:
    """It would be the first of all shards, in a cluster whose Jobs are older than that."""
    job = yaml.safe_load(PLANS["kubernetes"](WORK))["spec"]
    (container,) = job["template"]["spec"]["containers"]
    done = subprocess.run(
        ["/bin/bash", "-c", *container["args"]], capture_output=True, text=True, check=False, env={"PATH": ""}
    )
    assert done.returncode not in (0, 127)
    assert "numbers no pods" in done.stderr
    assert "not found" not in done.stderr


def test_plans_work_as_printed() -> None:
    """A schedule, a button, a cluster a shard, versions that somebody chose."""
    github = yaml.safe_load(PLANS["github"](WORK))
    assert set(github[True]) == {"push", "workflow_dispatch", "schedule"}  # YAML 1.1 reads `on` as true
    made = "\n".join(step.get("run", "") for step in github["jobs"]["run"]["steps"])
    assert "kind create cluster --image kindest/node:v1." in made
    assert made.index("create cluster") < made.index("slidegen run")
    assert "latest" not in PLANS["github"](WORK)
    gitlab = yaml.safe_load(PLANS["gitlab"](WORK))["exercises-deck"]
    assert gitlab["services"][0]["alias"] == "docker"
    assert any("kind create cluster" in line for line in gitlab["script"])
    pod = yaml.safe_load(PLANS["kubernetes"](replace(WORK, repository="github.com/a/b")))["spec"]["template"][
        "spec"
    ]
    (container,) = pod["containers"]
    assert pod["serviceAccountName"] == "exercises"
    assert "IMAGE" not in container["image"]
    for line in ('create namespace "$space"', "git clone --depth 1 https://github.com/a/b", "--context here"):
        assert line in container["args"][0]


def test_a_pod_for_which_nothing_is_cloned_says_where_the_workshop_must_be() -> None:
    assert "the image must hold the workshop" in PLANS["kubernetes"](WORK)
    assert "must hold" not in PLANS["kubernetes"](replace(WORK, repository="example.com/a/b"))


def test_a_deck_without_kubernetes_asks_for_no_cluster() -> None:
    for engine in ("github", "gitlab"):
        assert "kind create" not in PLANS[engine](replace(WORK, cluster=False))


@pytest.mark.parametrize("text", [PLANS["kubernetes"](WORK), PLANS["gitlab"](WORK), PLANS["github"](WORK)])
def test_what_a_plan_runs_is_bash(text: str) -> None:
    plan = yaml.safe_load(text)
    scripts = [value for value in _texts(plan) if "slidegen" in value or "kind" in value]
    for script in scripts:
        checked = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True, check=False)
        assert (checked.returncode, checked.stderr) == (0, ""), script


def _texts(node: object) -> list[str]:
    match node:
        case str():
            return [node] if " " in node else []
        case dict():
            return [text for value in node.values() for text in _texts(value)]
        case list():
            return [text for value in node for text in _texts(value)]
    return []


def calling(text: str, path: str = "a.md", **more: object) -> Step:
    return replace(Step("s/a/1", "s", "a", "A", path, 1, 2, "bash", text, Kind.PLAIN), **more)  # type: ignore[arg-type]


CALLS = (
    calling("curl -s x | jq ."),
    calling("helm list; dig example.org"),
    calling("docker run hello", id="s/b/1"),
    calling("stern web", "odd\nname: ${{ x }}.md", id="s/c/1"),
    calling("stern api"),
    calling("./mine; my_function; cd /tmp"),
    calling("psql -l", inside="s/b/1"),
    calling("sudo lsof", kind=Kind.DANGEROUS),
)


def test_a_plan_installs_what_the_deck_calls_and_tells_what_nobody_brings() -> None:
    work = replace(WORK, steps=CALLS, needs=("tree", "frobnicate"))
    packages = {
        "github": "sudo apt-get install -y -qq --no-install-recommends -",
        "gitlab": "apt-get install -y -qq --no-install-recommends bind9-dnsutils docker.io jq tree >",
        "kubernetes": "apt-get install -y -qq --no-install-recommends bind9-dnsutils jq tree >",
    }
    for engine, line in packages.items():
        text = PLANS[engine](work)
        assert yaml.safe_load(text)
        assert (line in text) == (engine != "github")  # whose runners have them all
        assert ("get.helm.sh/helm-v3" in text) == (engine != "github")
        told = [row for row in text.split("\n") if row.startswith("#   ") and ": " in row]
        assert "frobnicate: no package of Debian brings it, and the manifest needs it" in "\n".join(told)
        assert any("stern" in row and "2 steps will be skipped, from s/c/1 (odd" in row for row in told)
        assert any("docker: no container engine" in row for row in told) == (engine == "kubernetes")
        assert not any(word in text for word in ("mine", "my_function", "psql", "postgresql", "lsof"))


def test_a_plan_for_a_deck_that_lacks_nothing_tells_nothing() -> None:
    for engine in PLANS:
        text = PLANS[engine](replace(WORK, steps=(calling("kubectl get nodes; ls; git --version"),)))
        assert "lack" not in text
        assert "no-install-recommends" not in text or engine == "gitlab"  # kind's engine


def test_each_program_is_brought_by_one_package() -> None:
    rows = Path(provisions.__code__.co_filename).with_name("debian_packages.txt").read_text().split("\n")
    named = [word for row in rows if row and not row.startswith("#") for word in row.split()[1:]]
    assert sorted(named) == sorted(set(named))
    assert not set(named) & set(FETCHED)


@pytest.mark.parametrize("engine", PLANS)
def test_plans_install_this_version_or_what_the_setting_says(engine: str) -> None:
    assert f"slidegen-workshop[run]=={__version__}" in PLANS[engine](WORK)
    address = "slidegen-workshop[run] @ git+https://example.org/a b.git#egg: c"
    text = PLANS[engine](replace(WORK, install=address, path="a: b/#1 it's.yml"))
    assert yaml.safe_load(text)
    assert address in text
    assert "slidegen-workshop[run]==" not in text


def _commands(node: object) -> list[str]:
    """All texts in a tree of YAML that begin with `pip` or `slidegen`."""
    match node:
        case str():
            return [node] if node.startswith(("pip ", "slidegen ")) else []
        case dict():
            return [text for value in node.values() for text in _commands(value)]
        case list():
            return [text for value in node for text in _commands(value)]
    return []


@pytest.mark.parametrize("engine", ["github", "gitlab"])
@pytest.mark.parametrize("install", ["./with blanks.whl", "a; rm -rf x", "name @ git+https://e.org/x#y: z"])
def test_what_is_installed_is_one_word_for_the_shell(engine: str, install: str) -> None:
    plan = yaml.safe_load(PLANS[engine](replace(WORK, install=install)))
    installs = [shlex.split(text) for text in _commands(plan) if text.startswith("pip ")]
    assert installs == [["pip", "install", install]] * 2


# ---- results
RESULT = StepResult(
    "s/a/1", "s", "S", "a", "A <&>", "a.md", 3, Verdict.FAIL, "why\x00", cause=Cause.DECK, status=1,
    command="false",
    text="false", output="\x1b out é", seconds=1.5, date="2026-11-22T10:00:00Z", notes=("n",), known=("k",),
)  # fmt: skip
INFO = RunInfo("deck", "Deck", "deck.yml", started="2026-11-22T10:00:00Z")


def test_results_are_read_as_they_were_written(tmp_path: Path) -> None:
    run = Run(
        INFO, (replace(RESULT, output="é"), replace(RESULT, id="s/a/2", verdict=Verdict.PASS)), seconds=3.0
    )
    path = tmp_path / "results.jsonl"
    path.write_text(render(run), encoding="utf-8")
    assert read_run(path) == run
    assert read_results(path) == run.results


def test_a_torn_line_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    whole = render(Run(INFO, (replace(RESULT, output=""),)))
    path.write_text(whole + begin_line("s/a/2", "now") + '{"type": "step", "id": "s/a/2", "verd')
    assert [result.id for result in read_results(path)] == ["s/a/1"]
    assert list(begun(path.read_text())) == ["s/a/2"]


@pytest.mark.parametrize("name", [name for name in REPORTS if name != "badge.svg"])  # it only counts
def test_every_report_holds_what_is_to_be_mended(name: str) -> None:
    odd = replace(RESULT, output="\x1b\x00 ]]> <b>", why="it <failed>")
    text = REPORTS[name](Run(INFO, (odd, replace(RESULT, id="s/a/2", verdict=Verdict.BLOCKED, by="s/a/1"))))
    assert "a.md" in text
    assert "failed" in text
    if name.endswith(".xml"):
        ElementTree.fromstring(text)
    assert "<b>" not in text or not name.endswith(("html", "xml"))


def test_shards_are_joined(tmp_path: Path, slidegen: Slidegen) -> None:
    passed = replace(RESULT, verdict=Verdict.PASS, output="", why="", cause=Cause.NONE)
    first = Run(replace(INFO, shard="1/2"), (passed,), seconds=2.0)
    second = Run(
        replace(INFO, shard="2/2"),
        (replace(passed, id="t/a/1", section="t", verdict=Verdict.FAIL),),
        seconds=3.0,
    )
    for number, run in enumerate((first, second), 1):
        (tmp_path / f"{number}.jsonl").write_text(render(run))
    done = slidegen("report", "merge", "2.jsonl", "1.jsonl", "--out", "out", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert "2 steps in 3 s: 1 pass, 1 fail" in done.stdout
    rows = [json.loads(line) for line in (tmp_path / "out" / "results.jsonl").read_text().splitlines()]
    assert [row.get("id") for row in rows] == [None, "s/a/1", "t/a/1", None]
    shown = slidegen("report", "show", "out", "--format", "junit.xml", cwd=tmp_path)
    assert ElementTree.fromstring(shown.stdout).get("tests") == "2"


def test_runs_of_two_decks_are_not_joined() -> None:
    with pytest.raises(UsageError, match="2 decks"):
        merge([Run(INFO, ()), Run(replace(INFO, path="other.yml"), ())])


def test_a_shard_without_results_is_missed(tmp_path: Path, slidegen: Slidegen) -> None:
    """Its job died before it wrote any; what the others found is not the whole."""
    passed = replace(RESULT, verdict=Verdict.PASS, output="", why="", cause=Cause.NONE)
    for number in (1, 3):
        (tmp_path / f"{number}.jsonl").write_text(render(Run(replace(INFO, shard=f"{number}/4"), (passed,))))
    done = slidegen("report", "merge", "1.jsonl", "3.jsonl", "--out", "out", cwd=tmp_path)
    assert done.returncode == 130, done.stdout
    told = "Shards without results, whose steps are told nowhere: 2/4, 4/4"
    for report in (done.stdout, (tmp_path / "out" / "index.html").read_text()):
        assert told in report
        assert "--resume" not in report


def test_a_shard_to_which_nothing_falls_is_not_missed(tmp_path: Path, slidegen: Slidegen) -> None:
    (tmp_path / "deck.md").write_text("# A\n\n.lab[\n```bash\necho 1\n```\n]\n")
    for number in (1, 2):
        words = ("run", "deck.md", "--yes", "--shard", f"{number}/2", "--report", f"report-{number}")
        done = slidegen(*words, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    files = [f"report-{number}/results.jsonl" for number in (2, 1)]
    done = slidegen("report", "merge", *files, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 step in" in done.stdout
