"""Workshops on a real Kubernetes API server: what is right is green, what is wrong is found."""

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from conftest import ROOT, Slidegen
from kubectl_clients import clients

from slidegen.script.history import NightOutcome, read_history
from slidegen.script.report.jsonl import read_run
from slidegen.script.result import GOOD, Cause, Run, Verdict

pytestmark = [pytest.mark.cluster, pytest.mark.slow, pytest.mark.shared]

#: What this API server's own chapters leave behind is taken away, so that each begins on an empty cluster.
LEFT = "deployments,services,pods,configmaps,ingresses,daemonsets,statefulsets,jobs"


@pytest.fixture
def cluster(kubeconfig: Path) -> Path:
    """The API server, empty."""

    def kubectl(*words: str) -> str:
        done = subprocess.run(
            ["kubectl", "--kubeconfig", str(kubeconfig), *words], capture_output=True, text=True, check=False
        )
        return done.stdout

    for space in kubectl("get", "namespaces", "-o", "name").split():
        name = space.removeprefix("namespace/")
        if name.startswith("kube-"):
            continue
        if name == "default":
            names = kubectl("get", LEFT, "-o", "name").split()
            kubectl(
                "delete",
                "--wait=false",
                *[n for n in names if n not in {"service/kubernetes", "configmap/kube-root-ca.crt"}],
            )
        else:
            kubectl("delete", "--wait=false", space)
    return kubeconfig


def run(slidegen: Slidegen, cluster: Path, folder: Path, deck: str, *options: str) -> Run:
    done = slidegen("run", deck, "--yes", *options, cwd=folder, env={"KUBECONFIG": str(cluster)}, timeout=400)
    assert done.returncode in {0, 1, 5, 6}, done.stderr
    found = read_run(folder / ".slidegen" / "run" / Path(deck).stem / "results.jsonl")
    assert found.complete
    assert (done.returncode == 1) == any(result.is_unexpected for result in found.results)
    return found


def test_a_run_leaves_nothing_in_the_callers_home(slidegen: Slidegen, cluster: Path, tmp_path: Path) -> None:
    """kubectl keeps what it discovers in `~/.kube/cache`: what we ask it keeps nothing."""
    home, folder = tmp_path / "home", tmp_path / "deck"
    home.mkdir()
    folder.mkdir()
    (folder / "deck.md").write_text(".lab[\n```bash\nkubectl get nodes\n```\n]\n")
    done = slidegen(
        "run",
        "deck.md",
        "--yes",
        cwd=folder,
        env={"KUBECONFIG": str(cluster), "HOME": str(home)},
        timeout=400,
    )
    assert done.returncode == 0, done.stderr
    assert "Kubernetes context: none" not in done.stderr
    assert not (home / ".kube").exists()


def test_an_old_kubectl_takes_no_minutes_for_the_inventory(
    slidegen: Slidegen, cluster: Path, tmp_path: Path
) -> None:
    """1.20 asks for all that the server has once a kind where it can keep nothing: 200 s."""
    client = clients().get(20)
    if client is None:
        pytest.skip("no client 1.20 in SLIDEGEN_KUBECTL_DIR (tests/kubectl_clients.py)")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "kubectl").symlink_to(client)
    (tmp_path / "deck.md").write_text(".lab[\n```bash\nkubectl create namespace counted\n```\n]\n")
    env = {"KUBECONFIG": str(cluster), "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}
    done = slidegen("run", "deck.md", "--yes", "--clean-up", cwd=tmp_path, env=env, timeout=60)
    assert done.returncode == 0, done.stderr


def to_mend(found: Run) -> set[str]:
    """Where the author is blamed, by file and command."""
    return {f"{Path(r.path).name}: {r.command or r.text}" for r in found.results if r.is_unexpected}


@pytest.fixture
def copied(corpus: Path, tmp_path: Path) -> Path:
    """The 2026 workshop where it can be written beside; the slides' folder."""
    shutil.copytree(corpus.parent, tmp_path / "container.training")
    return tmp_path / "container.training" / "slides"


def test_our_own_workshop_is_green(slidegen: Slidegen, cluster: Path, tmp_path: Path) -> None:
    """The longest of its decks, which holds all that the others do."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    found = run(slidegen, cluster, tmp_path, "content/services-selfpaced.yml")
    assert to_mend(found) == set()
    others = [r for r in found.results if r.verdict not in GOOD]
    assert all(r.why for r in others)
    assert len(others) <= len(found.results) // 20


def test_exposing_containers_of_2026(slidegen: Slidegen, cluster: Path, copied: Path) -> None:
    found = run(slidegen, cluster, copied, "k8s/kubectlexpose.md")
    assert to_mend(found) == set()
    assert found.count(*GOOD) >= 8
    assert all(r.why for r in found.results if r.verdict is not Verdict.PASS)


def test_exposing_containers_of_2018_says_what_its_clean_up_was_for(
    slidegen: Slidegen, cluster: Path, corpus_2018: Path, tmp_path: Path
) -> None:
    slides = tmp_path / "slides"
    shutil.copytree(corpus_2018, slides)
    found = run(slidegen, cluster, slides, "k8s/kubectlexpose.md")
    assert to_mend(found) == {"kubectlexpose.md: kubectl run httpenv --image=jpetazzo/httpenv --replicas=10"}
    assert "unknown flag: --replicas" in found.results[0].why
    assert all(r.by == found.results[0].id for r in found.results[1:])


def test_exposing_containers_of_2018_runs_to_its_end_once_cleaned_up(
    slidegen: Slidegen, cluster: Path, corpus_2018: Path, tmp_path: Path
) -> None:
    slides = tmp_path / "slides"
    shutil.copytree(corpus_2018, slides)
    chapter = slides / "k8s" / "kubectlexpose.md"
    text = chapter.read_text()
    old = "kubectl run httpenv --image=jpetazzo/httpenv --replicas=10"
    new = "kubectl create deployment httpenv --image=jpetazzo/httpenv --replicas=10"
    chapter.write_text(text.replace(old, new))
    found = run(slidegen, cluster, slides, "k8s/kubectlexpose.md")
    assert [str(r.verdict) for r in found.results] == ["pass"] * 9
    assert "KUBERNETES_SERVICE_PORT" in next(
        r.output for r in found.results if r.text == "curl http://$IP:8888/"
    )


def test_a_full_day_of_2026(slidegen: Slidegen, cluster: Path, copied: Path) -> None:
    """All that is laid at the author's door is the author's; what the test bed lacks is not."""
    found = run(slidegen, cluster, copied, "kube-fullday.yml", "--timeout-scale", "0.5")
    # The corpus has Compose's file empty, which Compose tells where it is installed.
    assert to_mend(found) - {"sampleapp.md: docker-compose up"} == {
        "dashboard.md: kubectl get svc dashboard",
        "ingress.md: kubectl apply -f ~/container.training/k8s/traefik.yml",
        "configuration.md: kubectl create configmap haproxy --from-file=~/container.training/k8s/haproxy.cfg",
        "openebs.md: kuectl get storageclasses",
    }
    known = [f"{Path(r.path).name}:{r.line} {note}" for r in found.results for note in r.known]
    assert any("ingress.md:305 creates deployment `blue`" in note for note in known)
    assert any("ingress.md:256 `k8s/traefik.yml` is not in" in note for note in known)
    assert any("configuration.md:433 bash does not expand" in note for note in known)
    lacking = {r.why for r in found.results if r.cause is Cause.MACHINE}
    assert {"`helm` is not installed here", "the pods of this cluster do not really run"} <= lacking
    assert found.count(Verdict.PASS) > 100
    empty = next(
        r for r in found.results if r.path.endswith("openebs.md") and "get pods --namespace" in r.text
    )
    assert (empty.verdict, "shows nothing" in empty.why) == (
        Verdict.BLOCKED,
        True,
    )  # its chart was not installed
    loop = next(r for r in found.results if r.text.startswith("while sleep 0.3; do curl"))
    assert loop.verdict is Verdict.SKIPPED  # each curl of it failed, since no pod runs
    asked = next(r for r in found.results if r.text == "curl blue")
    assert (asked.verdict, "stands in the place" in asked.why) == (Verdict.BLOCKED, True)


def objects(cluster: Path) -> set[str]:
    words = ["kubectl", "--kubeconfig", str(cluster), "get", "deploy,svc,pods,ns,cm", "-A", "-o", "name"]
    return set(subprocess.run(words, capture_output=True, text=True, check=True).stdout.split())


def test_a_second_run_finds_the_cluster_as_the_first(slidegen: Slidegen, cluster: Path, copied: Path) -> None:
    before = objects(cluster)
    first = run(slidegen, cluster, copied, "k8s/kubectlexpose.md")
    for _ in range(60):  # what is deleted goes when its owner has gone
        if objects(cluster) == before:
            break
        time.sleep(0.5)
    assert objects(cluster) == before
    second = run(slidegen, cluster, copied, "k8s/kubectlexpose.md")
    assert [r.verdict for r in second.results] == [r.verdict for r in first.results]
    assert to_mend(second) == set()


def test_what_was_there_before_is_not_the_decks(slidegen: Slidegen, cluster: Path, tmp_path: Path) -> None:
    kubectl = ["kubectl", "--kubeconfig", str(cluster)]
    subprocess.run(
        [*kubectl, "create", "deployment", "blue", "--image=nginx"], check=True, capture_output=True
    )
    make = "```bash\nkubectl create deployment {}\n```\n"
    steps = make.format("blue --image=nginx") + make.format("red --image=nginx") * 2
    (tmp_path / "deck.md").write_text(f"# A\n\n.lab[\n{steps}]\n")
    found = run(slidegen, cluster, tmp_path, "deck.md", "--keep-going", "--no-clean-up")
    assert [str(r.verdict) for r in found.results] == ["skipped", "pass", "fail"]
    assert "`blue` was there before this run" in found.results[0].why
    left = run(slidegen, cluster, tmp_path, "deck.md", "--keep-going")
    assert [str(r.verdict) for r in left.results] == ["skipped", "skipped", "fail"]
    fresh = run(slidegen, cluster, tmp_path, "deck.md", "--keep-going", "--fresh")
    assert [str(r.verdict) for r in fresh.results] == ["skipped", "pass", "fail"]
    assert "deployment.apps/blue" in objects(cluster)  # it is not ours
    assert "deployment.apps/red" not in objects(cluster)


def test_a_night_is_run_where_a_context_has_that_version(
    slidegen: Slidegen, cluster: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own-kubeconfig"
    own.write_bytes(cluster.read_bytes())

    def kubectl(*words: str) -> str:
        command = ["kubectl", "--kubeconfig", str(own), *words]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    server = json.loads(kubectl("version", "-o", "json"))["serverVersion"]["gitVersion"]
    version = ".".join(server.removeprefix("v").split(".")[:2])
    kubectl("config", "rename-context", kubectl("config", "current-context"), f"night-{version}")
    (tmp_path / "deck.md").write_text("# A\n\n.lab[\n```bash\nkubectl get namespaces\n```\n]\n", "utf-8")
    (tmp_path / "nights.toml").write_text(
        'decks = ["deck.md"]\n[[bed]]\nname = "api"\ncontext = "night-{version}"\n'
        f'versions = ["{version}", "1.2"]\n',
        encoding="utf-8",
    )
    env = {"KUBECONFIG": str(own)}
    done = slidegen("nightly", "nights.toml", "--yes", cwd=tmp_path, env=env, timeout=200)
    assert done.returncode == 0, done.stderr
    (row,) = read_history(tmp_path / "nights.jsonl")
    assert (row.version, row.server, row.outcome) == (version, server, NightOutcome.GREEN)
    assert "not here: deck.md on api 1.2: there is no context night-1.2 here" in done.stderr
