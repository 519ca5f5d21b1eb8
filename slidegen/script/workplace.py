"""Where a run happens: a HOME of its own, a copy of the kubeconfig, the workshop's repository to clone.

Nothing of the caller's home is touched. A fresh run starts from an empty home; a resumed one finds its own.

Knows disks and environments. Must not know steps.
"""

import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Collection, Mapping
from dataclasses import field
from itertools import chain
from pathlib import Path

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.script.lacks import Skew
from slidegen.script.laid_file import lay_file
from slidegen.script.own_kubectl import own_kubectl
from slidegen.source.asked_git import ask_git
from slidegen.source.program_path import program_path

#: What of the caller's environment the shells get; all else stays outside, and so do its secrets.
KEPT = re.compile(
    r"^(?:PATH|LANG|LANGUAGE|LC_\w+|TZ|USER|LOGNAME|HOSTNAME|COLORTERM|NO_COLOR|TMPDIR|MANPATH|INFOPATH"
    r"|DOCKER_(?:HOST|CONTEXT|CERT_PATH|TLS_VERIFY|API_VERSION)|CONTAINER_HOST"
    r"|(?:https?|no|all|ftp)_proxy|(?:HTTPS?|NO|ALL|FTP)_PROXY|SSL_CERT_(?:FILE|DIR)|CURL_CA_BUNDLE|REQUESTS_CA_BUNDLE"
    r"|NODE_EXTRA_CA_CERTS|PIP_(?:INDEX_URL|CERT)|GOPROXY|GOFLAGS|JAVA_HOME|GOROOT)$"
)


HOME = "home"  #: the folder of the run in which its exercises are at home


@dataclass(frozen=True, slots=True)
class Workplace:
    """A folder of this run's own."""

    folder: Path

    @property
    def home(self) -> Path:
        return self.folder / HOME

    @property
    def state(self) -> Path:
        return self.folder / "state"

    @property
    def shells(self) -> Path:
        return self.folder / "shells"

    @property
    def kubeconfig(self) -> Path:
        return self.home / ".kube" / "config"

    @property
    def pristine(self) -> Path:
        """The kubeconfig as it was when the run began."""
        return self.folder / "kubeconfig"

    @property
    def journal(self) -> Path:
        return self.folder / "results.jsonl"

    def make(self, *, fresh: bool, environ: Mapping[str, str] = os.environ) -> None:
        """Be there; `fresh` clears away what an earlier run left."""
        if fresh:
            for path in (self.home, self.state, self.shells, self.folder / "repository.git"):
                clear_away(path)
            for path in (self.journal, self.pristine, self.folder / "session.cast"):
                path.unlink(missing_ok=True)
        for path in (self.home, self.state, self.shells):
            path.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        if not self.pristine.exists():
            self.pristine.write_bytes(caller_kubeconfig(environ))
            self.pristine.chmod(0o600)

    def forget_shells(self) -> None:
        """No shell's state is kept any more."""
        shutil.rmtree(self.state, ignore_errors=True)
        self.state.mkdir(exist_ok=True)

    def reopen(self) -> None:
        """A home that can be entered, whatever a section has made of its mode."""
        if not self.home.is_symlink():
            self.home.chmod(0o700)

    def restore_kubeconfig(self) -> None:
        """Context and namespace as they were: a broken context would sink every later section."""
        content = self.pristine.read_bytes()
        if not content:
            return
        lay_file(self.home, str(self.kubeconfig.relative_to(self.home)), content)

    def environment(self, caller: Mapping[str, str], given: Collection[str] = ()) -> dict[str, str]:
        """What the shells start with: what any shell needs, and what the caller names (`--env NAME`).

        Pagers would wait for a key that nobody presses.
        """
        kept = {name: value for name, value in caller.items() if KEPT.match(name)}
        named = {name: caller[name] for name in given if name in caller}
        own = {
            "HOME": str(self.home),
            "KUBECONFIG": str(self.kubeconfig),
            "PAGER": "cat",
            "GIT_PAGER": "cat",
            "SYSTEMD_PAGER": "cat",
            "GIT_TERMINAL_PROMPT": "0",
            "TERM": "xterm-256color",
            "LANG": caller.get("LANG", "C.UTF-8"),
            "PATH": f"{self.home}/bin:{self.home}/.local/bin:{caller.get('PATH', os.defpath)}",
        }
        return {**kept, **own, **named}

    def offer_repository(self, url: str, repository: Path) -> None:
        """Let `git clone` of the workshop's own repository give the copy that is being tested."""
        source = repository if _has_commits(repository) else self._snapshot(repository)
        if source is None:
            return
        address = re.sub(r"^(?:\w+://|git@)|\.git$|/+$", "", url).replace(":", "/")
        lines = [
            "[user]",
            "\tname = slidegen",
            "\temail = slidegen@localhost",
            "[init]",
            "\tdefaultBranch = main",
        ]
        lines += ["[safe]", "\tdirectory = *", f'[url "file://{source}"]']
        spellings = (
            f"https://{address}",
            f"http://{address}",
            f"git://{address}",
            f"git@{address.replace('/', ':', 1)}",
        )
        lines += [f"\tinsteadOf = {spelling}{tail}" for spelling in spellings for tail in (".git", "")]
        lay_file(self.home, ".gitconfig", ("\n".join(lines) + "\n").encode())

    def _snapshot(self, tree: Path) -> Path | None:
        """`tree`, which is in no git repository, as one commit; the tree itself stays as it is."""
        target = self.folder / "repository.git"
        if target.exists():
            return target
        git = [f"--git-dir={target}", f"--work-tree={tree}", "-c", "user.name=slidegen"]
        git += ["-c", "user.email=slidegen@localhost", "-c", "core.fsync=none"]
        for words in (["init", "-q"], ["add", "-A", "."], ["commit", "-q", "-m", "As it stands"]):
            if not _git_does(tree, *git, *words):
                shutil.rmtree(target, ignore_errors=True)
                return None
        _git_does(tree, *git, "config", "core.bare", "true")
        return target


def clear_away(folder: Path) -> None:
    """It and all below are gone: also what a program made read-only, as Go its modules."""
    inside = (Path(place, name) for place, names, _ in os.walk(folder) for name in names)
    for path in chain((folder,), inside):
        if not path.is_symlink():
            with contextlib.suppress(OSError):
                path.chmod(0o700)
    shutil.rmtree(folder, ignore_errors=True)


def _has_commits(folder: Path) -> bool:
    """Whether a clone of it would hold something."""
    asked = ("-c", "safe.directory=*", "rev-parse", "--verify", "--quiet", "HEAD")
    return (folder / ".git").exists() and _git_does(folder, *asked)


def _git_does(folder: Path, *arguments: str) -> bool:
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        return ask_git(folder, *arguments, seconds=600).returncode == 0
    return False


def caller_kubeconfig(environ: Mapping[str, str]) -> bytes:
    """The caller's kubeconfig, certificates included; empty when there is none."""
    if kubectl := program_path("kubectl"):
        words = [kubectl, *own_kubectl()[1:], "config", "view", "--raw", "--flatten"]
        done = subprocess.run(words, env=dict(environ), capture_output=True, check=False)
        if done.returncode == 0 and b"server:" in done.stdout:
            return done.stdout
    for name in environ.get("KUBECONFIG", str(Path.home() / ".kube/config")).split(os.pathsep):
        with contextlib.suppress(OSError):
            return Path(name).read_bytes()
    return b""


@dataclass(frozen=True, slots=True)
class Cluster:
    """The Kubernetes cluster that exercises would change."""

    context: str = ""
    server: str = ""
    skew: Skew = field(default_factory=Skew)
    address: str = ""  #: of its API server
    simulated: bool = False  #: its nodes run no containers: a cluster for tests


#: Contexts of clusters that are made to be thrown away, by how their makers call them.
_THROW_AWAY = re.compile(
    r"^(?:kind-|k3d-|minikube|docker-desktop|rancher-desktop|colima|orbstack|microk8s|vcluster_)"
)
_LOOPBACK = re.compile(r"^https?://(?:127\.|localhost[:/]|\[::1\])")


def is_throw_away(cluster: Cluster) -> bool:
    """Whether nobody misses what a deck does to the cluster: it is on this machine, or made for tries."""
    return bool(_THROW_AWAY.match(cluster.context) or _LOOPBACK.match(cluster.address))


#: What real kubelets call their container runtime.
RUNTIMES = ("containerd://", "docker://", "cri-o://", "cri-dockerd://", "rkt://", "frakti://")


def look_at_cluster(environ: Mapping[str, str]) -> Cluster:
    """What the caller's kubectl would talk to; nothing when there is none, or it does not answer."""
    kubectl = program_path("kubectl")
    if not kubectl:
        return Cluster()

    def ask(*words: str) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            done = subprocess.run(
                [kubectl, *own_kubectl()[1:], *words], env=dict(environ), capture_output=True,
                text=True, check=False, timeout=8,
            )  # fmt: skip
            return done.stdout.strip()
        return ""

    context = ask("config", "current-context")
    if not context:
        return Cluster()
    try:
        versions = json.loads(ask("version", "--request-timeout=5s", "-o", "json") or "{}")
    except ValueError:
        versions = {}
    server = versions.get("serverVersion", {})
    path = "jsonpath={.items[*].status.nodeInfo.containerRuntimeVersion}"
    runtimes = ask("get", "nodes", "--request-timeout=5s", "-o", path).split() if server else []
    simulated = bool(runtimes) and not any(name.startswith(RUNTIMES) for name in runtimes)
    return Cluster(
        context,
        server.get("gitVersion", ""),
        Skew(_minor(versions.get("clientVersion")), _minor(server)),
        ask("config", "view", "--minify", "-o", "jsonpath={.clusters[0].cluster.server}"),
        simulated,
    )


def _minor(version: Mapping[str, str] | None) -> int:
    digits = re.match(r"\d+", (version or {}).get("minor", ""))
    return int(digits[0]) if digits else 0
