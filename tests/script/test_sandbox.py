"""Decks that harm: in a sandbox nothing outside of the run's own folder is changed."""

import hashlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Slidegen, need
from script.conftest import RunDeck

from slidegen.errors import UsageError
from slidegen.script.ground import check_context
from slidegen.script.laid_file import lay_file
from slidegen.script.processes import Keeper
from slidegen.script.sandbox.process_limit import MOST, group_of_run, leave, limited
from slidegen.script.workplace import Cluster

#: What passes every list of dangers, since a list cannot win.
HARM = """\
find {victim} -delete
X=rm; $X -rf {victim}/*
echo "rm -rf {victim}" | sh
bash -c "mv {victim}/kept {victim}/gone"
python3 -c "import shutil; shutil.rmtree('{victim}')"
echo evil >>{victim}/kept
echo evil >>/etc/hosts
chmod -R 777 {victim}
: >/proc/sys/kernel/core_pattern_x; echo 1 >/proc/sys/vm/drop_caches
mount -o remount,rw,bind / && touch /etc/evil
kill -9 {pid}
kill -9 -1
mkdir -p ~/own && echo fine >~/own/file && cat ~/own/file
cat {secret}
ln -s {victim} ~/link; echo evil >~/link/kept
touch {project}/evil
: >/tmp/seen && ls /tmp/seen"""


def state(folder: Path) -> dict[str, tuple[int, str]]:
    """All files below `folder`, with their modes and digests."""
    return {
        str(path.relative_to(folder)): (path.stat().st_mode, hashlib.sha256(path.read_bytes()).hexdigest())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def bystander() -> Iterator[int]:
    """A process that has nothing to do with the run."""
    with subprocess.Popen(["sleep", "300"]) as process:
        yield process.pid
        assert process.poll() is None, "a deck ended it"
        process.kill()


@pytest.fixture(params=["bwrap", "unshare"])
def sandbox(request: pytest.FixtureRequest) -> str:
    return need(str(request.param)).rpartition("/")[2]


@pytest.mark.parametrize("place", ["tmp", "elsewhere"])
def test_nothing_outside_is_changed(
    run_deck: RunDeck, sandbox: str, driver: str, place: str, tmp_path: Path, bystander: int
) -> None:
    victim = tmp_path / "victim" if place == "tmp" else Path("/var/tmp") / f"slidegen-victim-{os.getpid()}"
    victim.mkdir()
    (victim / "kept").write_text("as it was")
    home = tmp_path / "caller"
    (home / ".ssh").mkdir(parents=True)
    (home / ".ssh" / "id_rsa").write_text("the caller's key")
    values = {"victim": victim, "pid": bystander, "secret": home / ".ssh" / "id_rsa", "project": tmp_path}
    steps = "\n".join(f"```bash\n{line}\n```" for line in HARM.format(**values).split("\n"))
    hosts, before = Path("/etc/hosts").read_bytes(), state(victim)
    options = ("--in", sandbox, "--driver", driver, "--keep-going", "--network", "--allow", "rm")
    try:
        ran = run_deck(f"# Harm\n\n.lab[\n{steps}\n]\n", *options, env={"HOME": str(home)})
        assert state(victim) == before
    finally:
        for path in (victim / "kept", victim):
            path.unlink() if path.is_file() else path.rmdir()
    assert Path("/etc/hosts").read_bytes() == hosts
    assert not (tmp_path / "evil").exists()
    assert not Path("/etc/evil").exists()
    assert ran.result("~/own/file").output == "fine"
    assert (ran.reports / "home" / "own" / "file").read_text() == "fine\n"
    assert ran.result("/tmp/seen").verdict == "pass"
    assert not Path("/tmp/seen").exists()
    assert "the caller's key" not in "".join(result.output for result in ran.run.results)
    assert any(line.startswith(f"sandbox: {sandbox}") for line in ran.run.info.bed)


#: As many processes as there may be, and how many they were.
CROWD = (
    "import os, signal\n"
    "found = []\n"
    "try:\n"
    "    while len(found) < 5000:\n"
    "        found.append(os.fork() or signal.pause())\n"
    "except BlockingIOError:\n"
    "    pass\n"
    "print('processes', len(found))\n"
    "for pid in found:\n"
    "    os.kill(pid, signal.SIGKILL)\n"
)


def test_what_multiplies_stays_in_its_run(run_deck: RunDeck, sandbox: str) -> None:
    """Root is bound by a control group, others by the limit of their user."""
    group = group_of_run("tried")
    if group:
        leave(group)
    elif os.geteuid() == 0:
        pytest.skip("nobody may make a control group here, and nothing else binds root")
    step = f"cat >crowd.py <<'EOF'\n{CROWD}EOF\npython3 crowd.py"
    options = ("--in", sandbox, "--driver", "bash", "--timeout-scale", "1")
    ran = run_deck(f"# A\n\n.lab[\n```bash\n{step}\n```\n]\n", *options)
    crowd = ran.result("crowd")
    assert crowd.output.startswith("processes "), crowd
    assert MOST - 100 < int(crowd.output.split()[1]) <= MOST


#: The same, but they stay when their parent is asked for no more.
STAYING_CROWD = CROWD.partition("for pid")[0] + "print(end='', flush=True)\nsignal.pause()\n"


def test_where_all_processes_of_a_run_are_in_use_its_keeper_makes_room(tmp_path: Path) -> None:
    """It counts among them, and what multiplied goes: the run's next shell comes all the same."""
    if not (group := group_of_run("tried")):
        pytest.skip("nobody may make a control group here")
    leave(group)
    reader, writer = os.pipe()
    with (
        Path(os.devnull).open() as nothing,
        os.fdopen(reader, "rb", 0) as told,
        os.fdopen(writer, "wb") as says,
    ):
        descriptors = [nothing.fileno(), says.fileno(), says.fileno()]
        with Keeper(f"tried-{os.getpid()}") as keeper:
            keeper.spawn([sys.executable, "-c", STAYING_CROWD], os.environ, tmp_path, descriptors)
            assert told.readline().startswith(b"processes ")
            keeper.spawn(["echo", "still here"], os.environ, tmp_path, descriptors)
            assert told.readline() == b"still here\n"


def test_a_user_is_bound_in_a_namespace_of_his_own() -> None:
    become = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    words = [*become, need("unshare"), "--user", "--fork", "--", *limited(["python3", "-c", CROWD])]
    done = subprocess.run(words, capture_output=True, text=True, check=True, cwd="/")
    assert MOST - 100 < int(done.stdout.split()[-1]) <= MOST


#: Where the run itself writes, from outside: by links there a deck would have it write to what it chose.
LINKS = """\
head -n 1 ~/.kube/config
for n in 1 2 3 4 5 6 7 8 9; do ln -sf {victim} ../shells/0/$n; ln -sf {victim} ../shells/0/$n.sh; done
for name in results.jsonl lock session.cast report.txt kubeconfig; do ln -sf {victim} ../$name; done
mv ../shells ../old; rm -rf ../home; rm -rf ../state; rm -rf ../tmp; true
rm -f ../state/pane0; mkdir ../state/pane1; ln -sf {victim} ../state/pane0; ln -s {victim} ../state/pane2
rm -rf ~/.kube; ln -s {folder} ~/.kube; ln -sf {victim} ~/.gitconfig
echo still here"""


def test_no_link_leads_what_the_run_writes_elsewhere(
    run_deck: RunDeck, sandbox: str, driver: str, tmp_path: Path
) -> None:
    folder = tmp_path / "victims"
    folder.mkdir()
    (folder / "kept").write_text("as it was")
    (folder / "config").write_text("as it was")
    (tmp_path / "kubeconfig").write_text(
        "apiVersion: v1\nkind: Config\nclusters: [{name: a, cluster: {server: x}}]\n"
    )
    lines = LINKS.format(victim=folder / "kept", folder=folder).split("\n")
    section = ".lab[\n" + "\n".join(f"```bash\n{line}\n```" for line in lines) + "\n]\n"
    text = f"# A\n\n{section}\n---\n\n# B\n\n{section}"
    before = state(folder)
    options = ("--in", sandbox, "--driver", driver, "--keep-going", "--allow", "rm")
    for _ in range(2):  # what the first run left lies in the way of the second
        ran = run_deck(text, *options, env={"KUBECONFIG": str(tmp_path / "kubeconfig")})
        assert state(folder) == before
        assert [result.output for result in ran.run.results][len(lines) - 1 :: len(lines)] == [
            "still here"
        ] * 2
        assert len(ran.run.results) == 2 * len(lines)
        assert [result.output for result in ran.run.results][:: len(lines)] == ["apiVersion: v1"] * 2


def test_a_file_is_laid_where_it_is_meant(tmp_path: Path) -> None:
    victim, home = tmp_path / "victim", tmp_path / "home"
    victim.mkdir()
    (victim / "file").write_text("as it was")
    home.mkdir()
    for stands in (None, victim, victim / "file", victim / "nowhere", "folder"):
        for name in ("a/b/file", "a/b", "a"):
            if stands is not None:
                place = home / name
                shutil.rmtree(home / "a", ignore_errors=True) if not (home / "a").is_symlink() else (
                    home / "a"
                ).unlink()
                place.parent.mkdir(parents=True, exist_ok=True)
                (place / "x").mkdir(parents=True) if stands == "folder" else place.symlink_to(stands)
            lay_file(home, "a/b/file", b"laid", 0o640)
            assert (home / "a" / "b" / "file").read_bytes() == b"laid"
            assert (home / "a" / "b" / "file").stat().st_mode & 0o777 == 0o640
            assert [path.name for path in victim.iterdir()] == ["file"]
            assert (victim / "file").read_text() == "as it was"


def test_a_sandbox_has_no_network_unless_somebody_needs_one(run_deck: RunDeck) -> None:
    ask = "# A\n\n.lab[\n```bash\ntrue\n```\n```bash\n(exec 3<>/dev/tcp/127.0.0.1/{})\n```\n]\n"
    with socket.create_server(("127.0.0.1", 0)) as server:
        text = ask.format(server.getsockname()[1])
        assert run_deck(text, "--in", "unshare").verdicts == ["pass", "fail"]
        assert run_deck(text, "--in", "unshare", "--network").verdicts == ["pass", "pass"]


_ASK = "# A\n\n.lab[\n```bash\nteach\n```\n]\n"


def _program(path: Path, says: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho {says}\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("sandbox", ["bwrap", "unshare"])
def test_a_link_of_the_path_leads_to_the_same_program_inside(
    run_deck: RunDeck, tmp_path: Path, sandbox: str
) -> None:
    """`/tmp` is the run's own: what `kubectl -> ../clients/1.30/kubectl` leads to must be there, too."""
    _program(tmp_path / "clients" / "new" / "teach", "mine")
    (tmp_path / "clients" / "now").symlink_to("new")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "teach").symlink_to("../clients/now/teach")
    other = _program(tmp_path / "other" / "teach", "another")
    path = os.pathsep.join(map(str, (tmp_path / "bin", other.parent, os.environ["PATH"])))
    ran = run_deck(_ASK, "--in", sandbox, env={"PATH": path})
    assert (ran.result("teach").output.strip(), ran.verdicts) == ("mine", ["pass"])
    assert "hidden by the sandbox" not in ran.stdout + ran.stderr


@pytest.mark.parametrize("sandbox", ["bwrap", "unshare"])
def test_a_program_that_a_sandbox_hides_is_told(run_deck: RunDeck, tmp_path: Path, sandbox: str) -> None:
    with tempfile.TemporaryDirectory(
        dir="/var/tmp"
    ) as home:  # not in `/tmp`, which is let through by folders
        secret = _program(Path(home, ".config", "bin", "teach"), "mine")
        other = _program(tmp_path / "other" / "teach", "another")
        path = os.pathsep.join(map(str, (secret.parent, other.parent, os.environ["PATH"])))
        ran = run_deck(_ASK, "--in", sandbox, env={"PATH": path, "HOME": home})
        told = f"hidden by the sandbox: {secret} ({other} is run instead)"
        assert (ran.result("teach").output.strip(), told in ran.stderr + ran.stdout) == ("another", True)


def test_a_folder_of_the_path_that_is_somebody_elses_stops_no_run(tmp_path: Path) -> None:
    """As behind `su`: asking for what is below such a folder raises."""
    (tmp_path / "theirs").mkdir(mode=0o700)
    (tmp_path / "theirs" / "bin").mkdir()
    asks = (
        "import os, sys; from pathlib import Path; from slidegen.script.ground import walls_of\n"
        "from slidegen.script.workplace import Workplace; os.setgid(65534); os.setuid(65534)\n"
        "walls = walls_of(Workplace(Path('/nowhere')), False, (), (), (), {'PATH': sys.argv[1]})\n"
        "print(walls.readable)"
    )
    if os.geteuid() != 0:
        pytest.skip("only root becomes somebody else")
    path = f"{tmp_path / 'theirs' / 'bin'}{os.pathsep}/usr/bin"
    done = subprocess.run([sys.executable, "-c", asks, path], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "(PosixPath('/usr/bin'),)", done.stderr


def test_on_the_host_nothing_is_held_back(run_deck: RunDeck, tmp_path: Path) -> None:
    ran = run_deck(f"# A\n\n.lab[\n```bash\ntouch {tmp_path}/made\n```\n]\n", "--on-host")
    assert ran.verdicts == ["pass"]
    assert (tmp_path / "made").exists()


def test_root_without_a_sandbox_must_say_so(slidegen: Slidegen, tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root is asked")
    (tmp_path / "deck.md").write_text("# A\n\n.lab[\n```bash\ntouch ~/ran\n```\n]\n")
    bare = tmp_path / "bin"
    bare.mkdir()
    for name in ("bash", "cat", "git"):
        (bare / name).symlink_to(need(name))
    done = slidegen("run", "deck.md", "--yes", cwd=tmp_path, env={"PATH": str(bare)})
    assert done.returncode == 2, done.stderr
    assert "--on-host" in done.stderr
    assert not list(tmp_path.rglob("ran"))


def test_a_sandbox_that_is_not_there_is_told(slidegen: Slidegen, tmp_path: Path) -> None:
    (tmp_path / "deck.md").write_text("# A\n\n.lab[\n```bash\nls\n```\n]\n")
    done = slidegen("run", "deck.md", "--yes", "--in", "podman", cwd=tmp_path, env={"PATH": "/nonexistent"})
    assert (done.returncode, "podman is not installed" in done.stderr) == (2, True)


# ---- clusters
@pytest.mark.parametrize(
    ("context", "address", "named", "refused"),
    [
        ("prod", "https://api.example.org:6443", "", True),
        ("prod", "https://10.0.0.1:6443", "", True),
        ("prod", "https://api.example.org:6443", "prod", False),
        ("prod", "https://api.example.org:6443", "other", True),
        ("kind-a", "https://172.18.0.2:6443", "", False),
        ("mine", "https://127.0.0.1:26443", "", False),
        ("mine", "https://localhost:6443", "", False),
        ("mine", "https://localhost.example.org:6443", "", True),
    ],
)
def test_a_cluster_that_others_use_must_be_named(
    context: str, address: str, named: str, refused: bool
) -> None:
    cluster = Cluster(context, "v1.33.0", address=address)
    if not refused:
        check_context(cluster, named, ["kubectl"])
        return
    with pytest.raises(UsageError, match=r"context"):
        check_context(cluster, named, ["kubectl"])


def test_a_deck_that_speaks_to_no_cluster_needs_no_name() -> None:
    check_context(Cluster("prod", "v1.33.0", address="https://10.0.0.1"), "", ["docker"])


def test_an_engine_that_does_not_answer_is_told_in_its_words(slidegen: Slidegen, tmp_path: Path) -> None:
    """Not by the hint to its help, which comes last."""
    need("docker")
    (tmp_path / "deck.md").write_text("# A\n\n.lab[\n```bash\necho a\n```\n]\n")
    nobody = {"DOCKER_HOST": f"unix://{tmp_path}/nobody.sock"}
    done = slidegen("run", "deck.md", "--yes", "--in", "docker", cwd=tmp_path, env=nobody)
    assert done.returncode == 2
    assert "--in docker` does not work here" in done.stderr
    assert "--help" not in done.stderr
    assert "nobody.sock" in done.stderr
