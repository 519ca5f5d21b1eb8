"""Exercises on a real engine and a real node: pods that run, places that are entered."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import clean_environment, need

from slidegen.script.report.jsonl import read_run

pytestmark = [pytest.mark.cluster, pytest.mark.slow, pytest.mark.shared]

DECK = """\
# Places

.lab[
```bash
kubectl run web --image=nginx
kubectl wait pod web --for condition=ready --timeout=60s
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
        yield [str(program), "exec", str(folder)]
    finally:
        subprocess.run([program, "down", folder], check=False, capture_output=True, timeout=60)


def test_places_are_entered_and_left(bed: list[str], tmp_path: Path) -> None:
    pytest.importorskip("pyte")
    (tmp_path / "deck.md").write_text(DECK)
    verdicts = []
    for _ in range(2):  # the second run finds the bed as the first
        done = subprocess.run(
            [*bed, sys.executable, "-m", "slidegen", "run", "deck.md", "--yes", "--keep-going", "--clean-up"],
            cwd=tmp_path, env=clean_environment(), capture_output=True, text=True, check=False, timeout=200,
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
