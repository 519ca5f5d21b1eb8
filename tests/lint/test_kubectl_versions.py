"""The version tables against real kubectl clients. `tests/kubectl_clients.py` says how to get them."""

import json
import re
import shlex
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from kubectl_clients import VARIABLE, clients
from lint.workbench import findings_in, project_of

from slidegen.lint.commands import commands_in
from slidegen.lint.fix import with_edits
from slidegen.lint.kubectl import read_kubectl
from slidegen.lint.migration.judgement import judge
from slidegen.lint.migration.releases import MORE_FLAGS
from slidegen.lint.migration.rewrite import rewrite
from slidegen.lint.stale import StaleRow, rows
from slidegen.lint.version import Version

CLIENTS = clients()
NEED = f"no kubectl clients: `python tests/kubectl_clients.py DIR`, then set {VARIABLE}=DIR"
pytestmark = pytest.mark.skipif(not CLIENTS, reason=NEED)
EACH = pytest.mark.parametrize(
    "minor", sorted(CLIENTS) or [pytest.param(0, marks=pytest.mark.skip(reason=NEED))]
)

REFUSAL = re.compile(
    r"unknown (?:shorthand )?flag|unknown command|not supported anymore|No alpha commands", re.I
)
WARNING = re.compile(r"deprecated|has no effect", re.I)
PROVABLE = [row for table in ("run_flag", "flag", "verb") for row in rows(table) if row.proof]


def said(minor: int, arguments: str, tmp_path: Path) -> tuple[int, str]:
    """What a client answers, without a cluster: flags are read before anybody is asked."""
    (tmp_path / "config").touch()
    call = [str(CLIENTS[minor]), *shlex.split(arguments), "--request-timeout=1s"]
    environment = {"HOME": str(tmp_path), "KUBECONFIG": str(tmp_path / "config"), "PATH": "/usr/bin:/bin"}
    if call[1] not in ("rolling-update", "convert", "log"):  # what is no verb is taken for a plugin's name
        call.append("--server=http://127.0.0.1:1")
    else:
        call = call[:-1]
    done = subprocess.run(call, env=environment, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout + done.stderr


def test_the_tables_have_proofs() -> None:
    assert len(PROVABLE) > 15


@EACH
@pytest.mark.parametrize("row", PROVABLE, ids=lambda row: row.proof.partition(" --dry-run")[0])
def test_row(row: StaleRow, minor: int, tmp_path: Path) -> None:
    target = Version(1, minor)
    _, answer = said(minor, row.proof, tmp_path)
    assert bool(REFUSAL.search(answer)) == row.is_removed(target), answer
    if not row.is_removed(target):
        assert bool(WARNING.search(answer)) == row.is_stale(target), answer


@EACH
@pytest.mark.parametrize("flag", ["--replicas=2", "--schedule='* * * * *'", "--generator=run-pod/v1"])
def test_generator_flags(flag: str, minor: int, tmp_path: Path) -> None:
    """SG101: ignored from 1.18, refused from 1.21."""
    _, answer = said(minor, f"run web --image=nginx {flag} --dry-run=client -o name", tmp_path)
    assert bool(REFUSAL.search(answer)) == (minor >= 21), answer
    document = "```bash\nkubectl run web --image=nginx " + flag + "\n```\n"
    (finding,) = findings_in({"a.md": document}, "SG101", version=f"1.{minor}")
    assert ("refuses" in finding.message) == (minor >= 21)


@EACH
def test_exec(minor: int, tmp_path: Path) -> None:
    """SG104."""
    _, answer = said(minor, "exec web ls", tmp_path)
    assert bool(REFUSAL.search(answer)) == (minor >= 31), answer
    assert "is DEPRECATED" in answer or minor >= 31
    _, mended = said(minor, "exec web -- ls", tmp_path)
    assert not REFUSAL.search(mended)
    assert "DEPRECATED" not in mended


@EACH
@pytest.mark.parametrize(
    ("written", "meant"), [("--dry-run", "client"), ("--dry-run=true", "client"), ("--dry-run=false", "none")]
)
def test_dry_run(written: str, meant: str, minor: int, tmp_path: Path) -> None:
    """SG105."""
    code, answer = said(minor, f"create deployment web --image=nginx {written} -o name", tmp_path)
    if minor == 23:
        assert "must be" in answer.lower()
    else:
        assert f"can be replaced with --dry-run={meant}" in answer or (meant == "none" and code)
    code, mended = said(minor, f"create deployment web --image=nginx --dry-run={meant} -o name", tmp_path)
    assert "replaced with" not in mended
    assert mended.strip().endswith("deployment.apps/web") or meant == "none"


@EACH
@pytest.mark.parametrize(("written", "meant"), [("true", "background"), ("false", "orphan")])
def test_cascade(written: str, meant: str, minor: int, tmp_path: Path) -> None:
    """SG107."""
    assert f"--cascade={meant}" in said(minor, f"delete deployment web --cascade={written}", tmp_path)[1]
    assert "deprecated" not in said(minor, f"delete deployment web --cascade={meant}", tmp_path)[1]


@EACH
def test_record(minor: int, tmp_path: Path) -> None:
    """SG106."""
    _, answer = said(minor, "scale deployment web --replicas=2 --record", tmp_path)
    assert ("--record has been deprecated" in answer) == (minor >= 22)


@EACH
def test_name_is_required(minor: int, tmp_path: Path) -> None:
    """SG111."""
    code, answer = said(minor, "create deployment --image=nginx --dry-run=client -o name", tmp_path)
    assert code
    assert "exactly one NAME is required" in answer


RUNS = [
    ("kubectl run web --image=nginx --replicas=3", "deployment.apps/web"),
    ("kubectl run --image=nginx web --replicas=3 --port=80", "deployment.apps/web"),
    ("kubectl run web --image=nginx --replicas 3 -n prod", "deployment.apps/web"),
    ("kubectl run web --image=nginx --replicas=3 sleep 60", "deployment.apps/web"),
    ("kubectl run web --image=nginx --replicas=3 --command -- sleep 60", "deployment.apps/web"),
    ("kubectl run web --image=nginx --generator=deployment/apps.v1 --restart=Always", "deployment.apps/web"),
    ("kubectl run c --image=perl --restart=OnFailure --schedule='*/3 * * * *' -- date", "cronjob.batch/c"),
    ("kubectl run j --image=perl --generator=job/v1 --restart=OnFailure -- date", "job.batch/j"),
]


@EACH
@pytest.mark.parametrize(("written", "made"), RUNS, ids=[written for written, _ in RUNS])
def test_rewritten_runs_are_taken(written: str, made: str, minor: int, tmp_path: Path) -> None:
    """What SG101 makes of a command is one that the client of the target takes, and of the right kind."""
    target = Version(1, minor)
    assert target >= MORE_FLAGS
    project = project_of({"a.md": f"```bash\n{written}\n```\n"}, version=f"1.{minor}")
    (document,) = project.documents
    command = document.view(commands_in)[0]
    judgement = judge(command.view(read_kubectl), target, is_used_as_deployment=False)
    assert judgement is not None
    rewritten = rewrite(document, judgement, target)
    assert rewritten is not None
    line = with_edits(document.source, rewritten.edits).text.splitlines()[1].removeprefix("kubectl ")
    front, dashes, command_words = line.partition(" -- ")
    code, answer = said_locally(minor, f"{front} --dry-run=client -o name{dashes}{command_words}", tmp_path)
    if "failed to discover supported resources" in answer:
        return  # kubectl 1.21 asks the server about cronjobs, once it has taken all flags
    assert code == 0, answer
    assert answer.strip() == made


def said_locally(minor: int, arguments: str, tmp_path: Path) -> tuple[int, str]:
    """As `said`, for commands that need no server: nothing may be put behind their `--`."""
    environment = {"HOME": str(tmp_path), "KUBECONFIG": "/dev/null", "PATH": "/usr/bin:/bin"}
    call = [str(CLIENTS[minor]), *shlex.split(arguments)]
    done = subprocess.run(call, env=environment, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout + done.stderr


@EACH
def test_run_wants_a_name(minor: int, server: str, tmp_path: Path) -> None:
    """SG111, too: the first word behind `--` becomes the name, and is run no more."""
    front = f"run --image=nginx --dry-run=client -o json --server={server}"
    code, answer = said_locally(minor, front, tmp_path)
    assert code
    assert "NAME is required for run" in answer
    _, answer = said_locally(minor, f"{front} -- sh -c date", tmp_path)
    made = json.loads(answer)
    assert made["metadata"]["name"] == "sh"
    assert made["spec"]["containers"][0]["args"] == ["-c", "date"]


#: What makes an object `web`, and by which key people would look for it.
LABELLED = {
    "run web --image=nginx": "run",
    "create deployment web --image=nginx": "app",
    "create service clusterip web --tcp=80": "app",
    "create service externalname web --external-name=example.com": "app",
    "create job web --image=nginx": "",
    "create configmap web": "",
    "create secret generic web": "",
    "create namespace web": "",
}
#: All that a client asks for before it prints a pod.
DISCOVERY = {
    "/api": {"kind": "APIVersions", "versions": ["v1"]},
    "/apis": {"kind": "APIGroupList", "apiVersion": "v1", "groups": []},
    "/api/v1": {
        "kind": "APIResourceList",
        "groupVersion": "v1",
        "resources": [
            {"name": "pods", "singularName": "pod", "namespaced": True, "kind": "Pod", "verbs": ["create"]}
        ],
    },
}


class Discovery(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        answer = DISCOVERY.get(self.path.partition("?")[0])
        self.send_response(200 if answer else 404)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(answer or {"kind": "Status", "code": 404}).encode())

    def log_message(self, *_: object) -> None:
        """A test is silent."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Discovery) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@EACH
@pytest.mark.parametrize(("made", "key"), LABELLED.items(), ids=LABELLED)
def test_labels(made: str, key: str, minor: int, server: str, tmp_path: Path) -> None:
    """SG102 and SG118: which label an object gets by itself, and what its selector says."""
    _, answer = said_locally(minor, f"{made} --dry-run=client -o json --server={server}", tmp_path)
    written = json.loads(answer)
    labels = {key: "web"} if key else None
    assert written["metadata"].get("labels") == labels
    spec = written.get("spec", {})
    assert spec.get("selector") in (None, labels, {"matchLabels": labels})
    assert spec.get("template", {"metadata": {}})["metadata"].get("labels") in (None, labels)

    for asked in ("app", "run", "name"):
        document = f"```bash\nkubectl {made}\nkubectl get all -l {asked}=web\n```\n"
        found = findings_in({"a.md": document}, "SG102", "SG118", version=f"1.{minor}")
        if asked == key:
            assert not found
        elif key and not (asked == "run" and "service" in made):
            assert found
            assert all(f"`{key}`" in each.help or f"`{key}=web`" in each.help for each in found)
