"""What a CI's job is given so that a deck's commands are there, and what it still lacks.

Adding a program: a word in `debian_packages.txt`, or a row in `FETCHED`.

Knows names of programs, packages and images. Must not know the files of any CI.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from slidegen.lazy_dataclass import dataclass
from slidegen.script.classify import programs_of
from slidegen.script.installed import known_programs
from slidegen.script.model import Step
from slidegen.script.preflight import RUNNABLE

#: Programs that no package of Debian brings, by the command that fetches them into `~/bin`; pinned.
FETCHED: Mapping[str, str] = {
    "helm": "curl -fsSL --retry 3 https://get.helm.sh/helm-v3.19.0-linux-amd64.tar.gz"
    " | tar -xz -C ~/bin --strip-components 1 linux-amd64/helm",
}

#: What a Debian or Ubuntu of any size has, beside what bash itself knows.
_EVERYWHERE = frozenset(
    "base64 sha256sum md5sum gzip gunzip zcat tar mount umount dpkg apt apt-get unshare nsenter".split()  # noqa: SIM905
)
#: `python:3.12` stands on `buildpack-deps`.
_PYTHON_IMAGE = frozenset(
    """python python3 pip pip3 curl wget git ssh scp sftp ssh-keygen svn hg gpg ps top watch free pgrep pkill
    uptime vmstat sysctl file gcc cc g++ make patch perl openssl unzip xz convert identify""".split()  # noqa: SIM905
)
#: GitHub's `ubuntu-24.04`, by its own list of what is installed.
_GITHUB = frozenset(
    """python python3 pip pip3 pipx curl wget git git-lfs gh ssh scp sftp ssh-keygen ssh-copy-id svn hg gpg ps
    top watch free pgrep pkill uptime vmstat sysctl file gcc cc g++ clang make cmake patch perl openssl unzip
    zip xz zstd 7z jq yq tree dig nslookup host ip ss ping ifconfig netstat nc netcat telnet rsync parallel
    less man vi vim nano tmux screen killall pstree fuser lsof sudo systemctl journalctl docker buildx podman
    buildah skopeo kubectl kind helm kustomize minikube node npm npx yarn java javac mvn gradle go gofmt
    cargo rustc rustup ruby gem php composer dotnet psql pg_dump createdb mysql mysqldump sqlite3 ansible
    ansible-playbook ansible-galaxy packer pulumi aws az gcloud gsutil bazel yamllint shellcheck nginx
    envsubst bc iptables""".split()  # noqa: SIM905
)


_NO_ENGINE = "no container engine runs in a pod"


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a job of a CI runs, and what it has before anything is installed."""

    has: frozenset[str]
    useless: Mapping[str, str]  #: programs that find nobody to speak to there, and why


GROUNDS: Mapping[str, Ground] = {
    "github": Ground(_GITHUB | _EVERYWHERE, {}),
    "gitlab": Ground(_PYTHON_IMAGE | _EVERYWHERE, {}),
    "kubernetes": Ground(
        _PYTHON_IMAGE | _EVERYWHERE,
        dict.fromkeys(
            ("docker", "docker-compose", "podman", "nerdctl", "buildah", "kind", "k3d"), _NO_ENGINE
        ),
    ),
}
#: What a plan brings where the deck speaks to Kubernetes.
_WITH_CLUSTER = frozenset({"kubectl", "kind"})


@dataclass(frozen=True, slots=True)
class Lacking:
    """A program that a job will not have, and the steps that call it."""

    program: str
    why: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Provisions:
    """What a deck asks for on some ground."""

    packages: tuple[str, ...] = ()  #: of Debian
    fetched: tuple[str, ...] = ()  #: commands, each fetching a program into `~/bin`
    lacking: tuple[Lacking, ...] = ()


def provisions(steps: Iterable[Step], needed: Iterable[str], ground: Ground, *, cluster: bool) -> Provisions:
    """For the first words of `steps`, and for what the manifest says it needs."""
    needed = tuple(needed)
    calls: dict[str, list[Step]] = {name: [] for name in needed}
    for step in steps:
        if step.kind in RUNNABLE and not step.inside:
            for name in programs_of(step.text):
                calls.setdefault(name, []).append(step)
    has = (ground.has | (_WITH_CLUSTER if cluster else frozenset())) - ground.useless.keys()
    packages: list[str] = []
    fetched: list[str] = []
    lacking: list[Lacking] = []
    for name in sorted(calls.keys() - has):
        if name in ground.useless:
            lacking.append(Lacking(name, ground.useless[name], tuple(calls[name])))
        elif name in FETCHED:
            fetched.append(FETCHED[name])
        elif name in _packages():
            packages.append(_packages()[name])
        elif name in needed or name in known_programs():  # else it is a word of bash, or the deck's own
            lacking.append(Lacking(name, NO_PACKAGE, tuple(calls[name])))
    return Provisions(tuple(dict.fromkeys(packages)), tuple(fetched), tuple(lacking))


NO_PACKAGE = "no package of Debian brings it"


@cache
def _packages() -> Mapping[str, str]:
    """Packages by the programs that they bring."""
    text = files("slidegen.script").joinpath("debian_packages.txt").read_text(encoding="utf-8")
    rows = [line.split() for line in text.split("\n") if line and not line.startswith("#")]
    return {program: package for package, *programs in rows for program in programs}
