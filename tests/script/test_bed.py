"""Exercises on a real engine and a real node: pods that run, places that are entered."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import clean_environment, need

from slidegen.script.masking import MASKED
from slidegen.script.report.jsonl import read_run
from slidegen.script.result import Cause, Run, Verdict

pytestmark = [pytest.mark.cluster, pytest.mark.slow, pytest.mark.shared]

DECK = """\
# Places

.lab[
```bash
kubectl run web --image=nginx
kubectl wait pod web --for condition=ready --timeout=120s
```
```bash
kubectl exec -it web -- sh
```
```bash
hostname; touch /in-the-pod; ls /in-the-pod
```
```bash
ls /nosuch
```
```bash
exit
```
```bash
docker run -it alpine
```
```console
/ # touch /in-the-container
/ # ls -d /in*
```
```bash
exit
```
```bash
ls -d /in*
```
```bash
kubectl wait pod nosuch --for condition=ready --timeout=1s
```
]
"""


@pytest.fixture(scope="session")
def bed(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """How a command is run on the bed; it is always taken down."""
    program = shared / "cluster" / "bed"
    if not program.exists() or os.geteuid() != 0:
        pytest.skip("no bed beside the checkout (../shared/cluster), or nobody who may start it")
    for name in (
        "dockerd",
        "docker-registry",
        "busybox",
        "iptables",
        "ip",
        "conntrack",
        "jq",
        "etcd",
        "kubectl",
    ):
        need(name)
    folder = tmp_path_factory.mktemp("bed")
    try:
        subprocess.run([program, "up", folder], check=True, capture_output=True, timeout=240)
        images = Path(__file__).parents[1] / "bed" / "images"
        subprocess.run(
            [program, "exec", folder, images, folder], check=True, capture_output=True, timeout=120
        )
        yield [str(program), "exec", str(folder)]
    finally:
        subprocess.run([program, "down", folder], check=False, capture_output=True, timeout=60)


def on_bed(bed: list[str], folder: Path, deck: str, *options: str, timeout: float = 400) -> Run:
    """A run on the bed, and what it found."""
    done = subprocess.run(
        [*bed, sys.executable, "-m", "slidegen", "run", deck, "--yes", "--clean-up", *options],
        cwd=folder, env=clean_environment(), capture_output=True, text=True, check=False, timeout=timeout,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    journal = folder / ".slidegen" / "run" / Path(deck).stem / "results.jsonl"
    assert journal.exists(), done.stderr
    return read_run(journal)


ENGINE_DECK = """\
# Containers

```bash
$ docker run -d jpetazzo/clock
068cc994ffd0190bbe025ba74e4c0771a5d8f14734af772ddee8dc1aaf20567d
```
```bash
$ docker logs --tail 1 --follow 068
Fri Feb 20 00:57:12 UTC 2015
^C
```
```console
$ docker run -d --name ticking jpetazzo/clock
a17c0e5d9b3f190bbe025ba74e4c0771a5d8f14734af772ddee8dc1aaf205672
$ docker inspect -f '{{ .State.Running }}' a17c
true
```
```bash
$ docker run -d -P nginx
e40ffb406c9e190bbe025ba74e4c0771a5d8f14734af772ddee8dc1aaf205671
```
```bash
$ docker ps
CONTAINER ID  IMAGE  ...  PORTS
e40ffb406c9e  nginx  ...  0.0.0.0:`12345`->80/tcp
```
```bash
$ curl localhost:12345
```
```bash
$ docker stop -t 0 <yourContainerID>
```

---
# Building

Here is the program, `hello.sh`:

```bash
#!/bin/sh
echo hello from the image
```

```bash
$ mkdir hello
$ cd hello
$ vim Dockerfile
```

---
## Type this

```dockerfile
FROM busybox
COPY hello.sh /
CMD ["sh", "/hello.sh"]
```

---
## Build it

```bash
docker build -t hello .
Step 1/3 : FROM busybox
```
```bash
$ docker run hello
hello from the image
```
```bash
$ docker network create dev
4c1ff84d6d3f1733d3e233ee039cac276f425a9d5228a4355d54878293a889ba
```
```bash
$ docker run -d --name es --net dev elasticsearch:2
```
```bash
$ docker run -ti --net dev alpine sh
/ #
```
```bash
$ docker network inspect --format '{{ .Name }}' dev
dev
```
```bash
/ # wget -qO- es:9200
```
```bash
$ docker logs thumbnail-worker
```
"""


def test_what_slides_show_of_an_engine_runs_on_one_and_twice(bed: list[str], tmp_path: Path) -> None:
    pytest.importorskip("pyte")
    (tmp_path / "engine.md").write_text(ENGINE_DECK)
    for _ in range(2):
        found = on_bed(bed, tmp_path, "engine.md", "--all-fences")
        verdicts = [str(result.verdict) for result in found.results]
        assert verdicts == [
            "pass", "ran", "pass", "pass", "pass", "pass", "pass",
            "pass", "pass", "pass", "pass", "pass", "pass", "pass", "pass", "pass", "pass", "suspect",
        ], [(r.text, str(r.verdict), r.why, r.output[-200:]) for r in found.results]  # fmt: skip
        assert "068cc994" not in found.results[1].text
        assert "Welcome to nginx" in found.results[5].output
        assert "hello from the image" in found.results[11].output


DETACHED = """\
# Detached

```bash
$ docker run -ti --detach-keys ctrl-x,x --name detached jpetazzo/clock
```

Check that it is still running:

```bash
$ docker ps --filter name=detached
```
```bash
$ docker attach $(docker ps -lq --filter name=detached)
```
```bash
$ docker run --mount type=bind,source=/path/on/host,target=/there alpine
```
"""


def test_what_goes_on_in_front_with_a_terminal_is_no_place_and_goes_on(
    bed: list[str], tmp_path: Path
) -> None:
    pytest.importorskip("pyte")
    (tmp_path / "deck.md").write_text(DETACHED)
    found = on_bed(bed, tmp_path, "deck.md", "--all-fences", "--timeout-scale", "0.1")
    ran, listed, attached, example = found.results
    assert (ran.verdict, listed.verdict) == (Verdict.RAN, Verdict.PASS), (ran.why, listed.why)
    assert attached.verdict is Verdict.RAN, attached.why
    assert "_sg" not in ran.output
    assert " detached" in listed.output
    assert (example.verdict, example.cause) == (Verdict.SUSPECT, Cause.DOUBT), example.why


def test_exposing_containers_of_2026_on_real_pods_and_twice(
    bed: list[str], corpus: Path, tmp_path: Path
) -> None:
    pytest.importorskip("pyte")
    shutil.copytree(corpus.parent, tmp_path / "container.training")
    slides = tmp_path / "container.training" / "slides"
    for _ in range(2):
        found = on_bed(bed, slides, "k8s/kubectlexpose.md", "--timeout-scale", "0.5")
        assert found.count(Verdict.PASS) == 11
        assert found.count(Verdict.RAN) == 2
        assert {r.cause for r in found.results if r.verdict is Verdict.SKIPPED} == {Cause.CHOICE}


def test_a_container_is_a_sandbox(bed: list[str], tmp_path: Path) -> None:
    """With its own programs; nothing of this machine is changed but the run's folder."""
    deck = (
        "# A\n\n.lab[\n```bash\ncat /etc/passwd\n```\n```bash\nrm -f /etc/passwd; touch ~/x; ls ~\n```\n]\n"
    )
    (tmp_path / "deck.md").write_text(deck)
    found = on_bed(bed, tmp_path, "deck.md", "--in", "docker", "--image", "bash-box", "--driver", "bash")
    assert [str(r.verdict) for r in found.results] == ["pass", "pass"]
    assert found.results[0].output == "root:x:0:0:root:/root:/bin/bash"
    assert found.results[1].output.endswith("\nx")
    assert "sandbox: docker" in "\n".join(found.info.bed)
    left = subprocess.run(
        [*bed, "docker", "ps", "--all", "--quiet", "--filter", "label=slidegen.run"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert left.stdout == ""


HARM = r"""
X=rm; $X -rf {victim}/*
echo evil >>{victim}/kept
echo evil >>/etc/hosts
ls /var/run/docker.sock /root/.ssh
kill -9 -1
printf '\e]0;owned\a\e[31m%s\e[0m\n' "$MY_TOKEN"
for ((i=${{#MY_TOKEN}}-1;i>=0;i--)); do printf %s "${{MY_TOKEN:i:1}}"; done; echo
for ((i=0;i<${{#MY_TOKEN}};i++)); do printf '%02x ' "'${{MY_TOKEN:i:1}}"; done; echo
for ((i=0;i<${{#MY_TOKEN}};i+=3)); do printf '\e[3%dm%s\e[0m' $((i%7)) "${{MY_TOKEN:i:3}}"; done; echo
"""


@pytest.mark.parametrize("driver", ["bash", "pty"])
def test_in_a_container_nothing_is_harmed_and_no_secret_gets_out(
    bed: list[str], tmp_path: Path, driver: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyte")
    victim, secret = tmp_path / "victim", "hunter2-hunter2-beef"
    victim.mkdir()
    (victim / "kept").write_text("as it was")
    hosts = Path("/etc/hosts").read_bytes()
    lines = HARM.format(victim=victim).strip().split("\n")
    steps = "".join(f"```bash\n{line}\n```\n" for line in lines)
    (tmp_path / "deck.md").write_text(f"# Harm\n\n.lab[\n{steps}]\n")
    monkeypatch.setenv("MY_TOKEN", secret)
    options = ("--in", "docker", "--image", "bash-box", "--env", "MY_TOKEN", "--driver", driver)
    found = on_bed(bed, tmp_path, "deck.md", *options, "--keep-going", "--report", str(tmp_path / "out"))
    assert (victim / "kept").read_text() == "as it was"
    assert Path("/etc/hosts").read_bytes() == hosts
    assert "No such file" in found.results[1].output  # what went wrong is told, though it came another way
    assert all(MASKED in result.output for result in found.results[5:]), [r.output for r in found.results]
    reports = sorted((tmp_path / "out").iterdir())
    assert len(reports) == 6
    for path in reports:
        told = path.read_text()
        assert not [form for form in (secret, secret[::-1], "68 75 6e 74") if form in told], path
        assert "\x1b]0;owned" not in told or path.suffix == ".cast"


def test_places_are_entered_and_left(bed: list[str], tmp_path: Path) -> None:
    pytest.importorskip("pyte")
    (tmp_path / "deck.md").write_text(DECK)
    verdicts = []
    for _ in range(2):  # the second run finds the bed as the first
        done = subprocess.run(
            [*bed, sys.executable, "-m", "slidegen", "run", "deck.md", "--yes", "--keep-going", "--clean-up"],
            cwd=tmp_path, env=clean_environment(), capture_output=True, text=True, check=False, timeout=400,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert done.returncode == 1, done.stderr
        found = read_run(tmp_path / ".slidegen" / "run" / "deck" / "results.jsonl").results
        verdicts.append([str(result.verdict) for result in found])
    assert verdicts[0] == ["pass", "pass", "pass", "fail", "pass", "pass", "pass", "pass", "fail", "fail"], (
        done.stdout
    )
    assert verdicts[1] == verdicts[0]
    assert found[2].output == "web\n/in-the-pod"
    assert found[6].output == "/in-the-container"
    assert not list(Path("/").glob("in-the-*"))
    assert "engine: yes" in "\n".join(
        read_run(tmp_path / ".slidegen" / "run" / "deck" / "results.jsonl").info.bed
    )


WAITING_DECK = """\
# Who waits for what

.lab[
```bash
kubectl run gone --image=registry.example.com/nothing/here:1
until kubectl get pod gone | grep Pull; do sleep 1; done
```
```bash
kubectl exec gone -- ls /
```
```bash
kubectl exec -it gone -- sh
```
```bash
psql -l
```
]

---

## Later

.lab[
```bash
psql -l
```
```bash
kubectl create deployment crash --image=busybox -- nosuchthing
until kubectl get pods --selector=app=crash | grep Error; do sleep 1; done
```
```bash
kubectl rollout status deploy crash --timeout=3s
```
```bash
kubectl wait pod gone --for condition=ready --timeout=3s
```
```bash
kubectl exec deploy/crash -- ls /
```
```bash
kubectl run soon --image=registry.example.com/nothing/here:2
```
```bash
kubectl exec soon -- ls /
```
```bash
printf '%s\\n' 'kind: PersistentVolumeClaim' 'apiVersion: v1' 'metadata: {name: data}' \\
  'spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}' | kubectl apply -f -
printf '%s\\n' 'kind: Pod' 'apiVersion: v1' 'metadata: {name: db-0}' \\
  'spec: {containers: [{name: a, image: nginx, volumeMounts: [{name: data, mountPath: /data}]}],' \\
  '  volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]}' | kubectl apply -f -
until kubectl get pod db-0 --output=yaml | grep Unschedulable; do sleep 1; done
```
```bash
kubectl wait pod db-0 --for condition=ready --timeout=3s
```
]
"""


def test_a_pod_without_its_image_excuses_who_wants_it_and_nobody_else(bed: list[str], tmp_path: Path) -> None:
    pytest.importorskip("pyte")
    (tmp_path / "deck.md").write_text(WAITING_DECK)
    found = on_bed(bed, tmp_path, "deck.md", "--keep-going")
    assert [str(result.verdict) for result in found.results] == [
        "pass", "skipped", "skipped", "blocked", "blocked", "pass", "fail", "skipped", "fail",
        "pass", "skipped", "pass", "skipped",
    ], [(r.text, str(r.verdict), r.why, r.output[-200:]) for r in found.results]  # fmt: skip
    assert "nosuchthing" in found.results[6].output


EARLY_DECK = """\
# A reader types slower

.lab[
```bash
kubectl create deployment early --image=nginx --replicas=0
```
```bash
kubectl expose deployment early --port=80 --type=NodePort
```
```bash
IP=$(kubectl get service early -o jsonpath={.spec.clusterIP})
PORT=$(kubectl get service early -o jsonpath={..nodePort})
kubectl scale deployment early --replicas=1
```
```bash
for i in 1 2 3; do curl -m2 http://$IP; done
```
```bash
kubectl rollout restart deployment early; kubectl scale deployment early --replicas=0
kubectl scale deployment early --replicas=1
```
```bash
curl -m2 localhost:$PORT
```
```bash
kubectl create deployment never --image=busybox -- nosuchthing
kubectl expose deployment never --port=80 --name never
NEVER=$(kubectl get service never -o jsonpath={.spec.clusterIP})
```
```bash
curl -m2 http://$NEVER
```
```bash
kubectl run late --image=nginx
```
```bash
kubectl exec late -- cat /etc/hostname
```
```bash
kubectl delete pod late --grace-period=1; kubectl run late --image=nginx
```
```bash
kubectl port-forward pod/late 18099:80 &
```
]
"""


def test_who_asks_a_service_before_its_pods_are_ready_asks_again(bed: list[str], tmp_path: Path) -> None:
    """But not for one whose pods never get ready."""
    pytest.importorskip("pyte")
    (tmp_path / "deck.md").write_text(EARLY_DECK)
    found = on_bed(bed, tmp_path, "deck.md", "--keep-going").results
    assert [str(result.verdict) for result in found] == [
        "pass", "pass", "pass", "pass", "pass", "pass", "pass", "fail", "pass", "pass", "pass", "pass",
    ], [(r.text, str(r.verdict), r.why, r.output[-200:]) for r in found]  # fmt: skip
    assert any("came before the pod late ran" in note for at in (9, 11) for note in found[at].notes)
    assert any("asked before the service early could answer" in note for note in found[3].notes)
    assert "Welcome to nginx" in found[5].output


SLOW_DECK = """\
# What takes its time

.lab[
```bash
kubectl create deployment slow --image=nginx --replicas=6
kubectl patch deployment slow -p 'spec: {minReadySeconds: 4}'
kubectl patch deployment slow -p 'spec: {strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}}'
```
```bash
kubectl set env deployment slow A=B
kubectl rollout status deployment slow
```
```bash
kubectl create deployment stuck --image=busybox -- nosuchthing
kubectl rollout status deployment stuck
```
```bash
kubectl run quick --image=nginx
IP=$(kubectl get pod quick -o jsonpath={.status.podIP})
```
```bash
ADDRESS=$IP; echo "at ${ADDRESS:?none}"
```
```bash
kubectl run other --image=nginx
OTHER=$(kubectl get pod other -o json | jq -r .status.podIP)
```
```bash
[ "$OTHER" != null ]
```
]
"""


def test_a_rollout_that_gets_on_has_time_and_an_address_comes_with_its_pod(
    bed: list[str], tmp_path: Path
) -> None:
    """But one that is stuck has not. Two pods are six seconds apart, and after ten it counts as stuck."""
    pytest.importorskip("pyte")
    (tmp_path / "deck.md").write_text(SLOW_DECK)
    found = on_bed(bed, tmp_path, "deck.md", "--keep-going", "--timeout-scale", "0.5").results
    assert [str(result.verdict) for result in found] == ["pass", "pass", "timeout", *["pass"] * 4], [
        (r.text, str(r.verdict), r.why, r.output[-200:]) for r in found
    ]
    assert found[1].seconds > 30  # the time that a step has
    for taking in (found[3], found[5]):
        assert any("had no value yet" in note for note in taking.notes)


GOING_DECK = """\
# Pods that take their time to end

.lab[
```bash
kubectl create deployment ping --image=alpine -- ping 127.0.0.1
```
```bash
kubectl wait pod --selector=app=ping --for condition=ready --timeout=120s
```
```bash
printf '%s\\n' 'kind: Pod' 'apiVersion: v1' 'metadata: {name: never, labels: {app: ping}}' \\
  'spec:' '  containers:' '  - {name: a, image: alpine, command: [ping, 127.0.0.1],' \\
  '     readinessProbe: {exec: {command: ["false"]}}}' \\
  '  terminationGracePeriodSeconds: 15' | kubectl apply -f -
```
```bash
kubectl wait pod --selector=app=ping --for condition=ready --timeout=2s
```
```bash
kubectl delete pod never --wait=false
```
```bash
kubectl wait pod --selector=app=ping --for condition=ready --timeout=10s
```
```bash
(sleep 3; kubectl create deployment later --image=nginx) >later.log 2>&1 &
```
```bash
kubectl wait pod --selector=app=later --for condition=ready --timeout=120s
```
```bash
kubectl wait pod nobody --for condition=ready --timeout=1s
```
]
"""


def test_pods_on_their_way_out_are_waited_for_by_nobody(bed: list[str], tmp_path: Path) -> None:
    """Neither those of the deck itself, nor what the run before has left, which is taken away whole.

    The pod that goes has longer for it than a wait takes, so that one always meets it, and then stands alone.
    """
    pytest.importorskip("pyte")
    (tmp_path / "deck.md").write_text(GOING_DECK)
    for _ in range(2):
        found = on_bed(bed, tmp_path, "deck.md", "--keep-going").results
        assert [str(result.verdict) for result in found] == [
            "pass",
            "pass",
            "pass",
            "fail",
            "pass",
            "pass",
            "pass",
            "pass",
            "fail",
        ], [(r.text, str(r.verdict), r.why, r.output[-200:]) for r in found]
        assert not found[1].notes
        assert not any("taken away" in note for note in found[3].notes)
        assert any("the pod never, which was being taken away" in note for note in found[5].notes)
        assert not found[8].notes


COMPOSE_DECK = """\
# A project

```bash
mkdir project
cd project
printf 'services:\\n  web:\\n    image: nginx\\n    ports: ["8080:80"]\\n' >compose.yml
```
```bash
docker compose up -d
```
```bash
docker compose ps
```
```bash
curl -s --retry 20 --retry-delay 1 --retry-all-errors localhost:8080
```
```bash
docker compose down
```
"""


def test_compose_runs_as_the_plugin_that_the_bed_lays_into_home(bed: list[str], tmp_path: Path) -> None:
    need("docker-compose")
    (tmp_path / "deck.md").write_text(COMPOSE_DECK)
    options = ("--bed", str(Path(__file__).parents[1] / "bed" / "bed.toml"))
    for _ in range(2):
        found = on_bed(bed, tmp_path, "deck.md", "--all-fences", *options)
        assert {str(result.verdict) for result in found.results} == {"pass"}, [
            (r.text, str(r.verdict), r.why, r.output[-300:]) for r in found.results
        ]
        assert "Welcome to nginx" in found.results[3].output
        assert "compose: yes" in "\n".join(found.info.bed)
