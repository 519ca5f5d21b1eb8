"""What is here and what is missing: the lines of `slidegen doctor`.

Adding a look: a function that yields `Line`s, and its name in `LOOKS`.

Knows what verbs need of a machine. Must not know how they use it, nor how lines are shown.
"""

import os
import platform
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from slidegen import __version__
from slidegen.cache import cache_folder
from slidegen.distribution import EXTRAS, install
from slidegen.errors import SlidegenError
from slidegen.lazy_dataclass import dataclass
from slidegen.render.browser import find_chromium, open_browser
from slidegen.source.program_path import program_path
from slidegen.source.settings import LoadedSettings

#: extra -> what is not there without it
WITHOUT: Mapping[str, str] = {
    "browser": "`export` and `check`",
    "fonts": "the themes' own fonts in pages: the system's stand in",
    "run": "exercises that need a terminal (editors, `key`) in `run`",
    "import": "style sheets of imported decks, which then stay behind",
    "lsp": "`lsp`: findings inside of editors",
    "share": "the QR codes of `serve --share` and `export pdf --qr`",
    "pptx": "`export pptx`",
    "diagrams": "diagrams in pages: a fence `mermaid` stays code",
    "math": "formulas in pages: they stay TeX",
    "schemas": "the check of manifests in exercises against Kubernetes' schemas",
}
#: Linux gives each user so many; a folder that is watched takes one.
WATCHES = Path("/proc/sys/fs/inotify/max_user_watches")
SECONDS = 10  #: that a program may take to tell its version


class State(Enum):
    """How it stands with one thing."""

    GOOD = "ok"
    ABSENT = "absent"  #: what some verbs could use
    WRONG = "wrong"  #: what a verb will stumble over


@dataclass(frozen=True, slots=True)
class Line:
    """One thing: how it stands, what verbs will miss, and what mends it."""

    name: str
    state: State
    found: str
    misses: str = ""
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Patient:
    """What the doctor looks at: a project, and the machine that it is on."""

    loaded: LoadedSettings
    environ: Mapping[str, str]

    def program(self, name: str) -> str:
        return program_path(name, self.environ)


def _python(_: Patient) -> Iterator[Line]:
    found = f"{platform.python_version()} ({sys.executable})"
    yield Line("python", State.GOOD, found)
    yield Line("slidegen", State.GOOD, f"{__version__} ({Path(__file__).parent.parent})")


def _extras(_: Patient) -> Iterator[Line]:
    return extra_lines(EXTRAS)


def extra_lines(extras: Mapping[str, tuple[str, ...]]) -> Iterator[Line]:
    """A line for each extra, by the modules that it brings."""
    for extra, modules in extras.items():
        missing = [module for module in modules if find_spec(module) is None]
        if missing:
            found = f"not installed ({', '.join(missing)})"
            yield Line(f"extra {extra}", State.ABSENT, found, WITHOUT[extra], install(extra))
        else:
            yield Line(f"extra {extra}", State.GOOD, ", ".join(map(_release, modules)))


def _release(module: str) -> str:
    try:
        return f"{module} {version(module)}"
    except PackageNotFoundError:  # a module that is not called as its package is
        return module


def _chromium(place: Patient) -> Iterator[Line]:
    misses = "`export` and `check`"
    try:
        path = find_chromium(place.environ)
        if find_spec("playwright") is None:
            yield Line("chromium", State.GOOD, f"{path} (not tried: that takes the extra browser)")
            return
        with open_browser(place.environ) as browser:
            yield Line("chromium", State.GOOD, f"{browser.version} ({path})")
    except SlidegenError as error:
        named = find_spec("playwright") and "says" in error.message
        state = State.WRONG if named or "start" in error.message else State.ABSENT
        yield Line("chromium", state, error.message, misses, error.hint)


#: program, the words that make it tell its version, what verbs miss without it, what installs it
_PROGRAMS = (
    ("bash", ("--version",), "`run`, and the rule that lets bash read exercises", "install bash"),
    ("git", ("--version",), "links to the source of slides, dates of the last change", "install git"),
    (
        "kubectl",
        ("version", "--client"),
        "exercises that talk to a cluster",
        "https://kubernetes.io/docs/tasks/tools/",
    ),
)


def _programs(place: Patient) -> Iterator[Line]:
    for name, words, misses, mend in _PROGRAMS:
        path = place.program(name)
        if not path:
            yield Line(name, State.ABSENT, "not on the PATH", misses, mend)
            continue
        said, error = _told((path, *words))
        state = State.WRONG if error else State.GOOD
        yield Line(name, state, f"{said} ({path})", misses if error else "", mend if error else "")


def _engine(place: Patient) -> Iterator[Line]:
    """docker or podman: whether one is there, and whether it answers."""
    misses = "exercises that start containers"
    for name in ("docker", "podman"):
        if path := place.program(name):
            said, error = _told(
                (path, "info", "--format", "{{.ServerVersion}}" if name == "docker" else "{{.Version}}")
            )
            if error:
                yield Line(
                    "container engine",
                    State.ABSENT,
                    f"{name} does not answer: {said}",
                    misses,
                    f"start {name}",
                )
            else:
                yield Line("container engine", State.GOOD, f"{name} {said} ({path})")
            return
    yield Line(
        "container engine", State.ABSENT, "neither docker nor podman", misses, "install docker or podman"
    )


def _told(command: tuple[str, ...]) -> tuple[str, bool]:
    """The first line that a program prints with figures in it, and whether it failed."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error), True
    lines = [line.strip() for line in (done.stdout or done.stderr).splitlines() if line.strip()]
    telling = next((line for line in lines if any(map(str.isdigit, line))), lines[0] if lines else "")
    if done.returncode:
        lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
        telling = lines[-1] if lines else f"exit {done.returncode}"
    return telling[:100], done.returncode != 0


def _repository(place: Patient) -> Iterator[Line]:
    root = place.loaded.root
    inside = any((folder / ".git").exists() for folder in (root, *root.parents))
    if inside:
        yield Line("repository", State.GOOD, f"{root} is in one")
    else:
        misses = "links to the source of slides, dates of the last change"
        yield Line("repository", State.ABSENT, f"{root} is in no git repository", misses, "git init")


def _settings(place: Patient) -> Iterator[Line]:
    path, findings = place.loaded.path, place.loaded.findings
    if findings:
        yield Line(
            "settings", State.WRONG, str(findings[0]), "every verb", findings[0].help or "mend the file"
        )
    else:
        yield Line("settings", State.GOOD, str(path) if path else "no slidegen.toml; the defaults hold")


def _watches(place: Patient) -> Iterator[Line]:
    """Whether `serve` can be told of saved files in every folder."""
    if not WATCHES.is_file():
        return
    limit = int(WATCHES.read_text(encoding="ascii"))
    folders = sum(1 for _ in _folders(place.loaded.root, limit))
    if folders >= limit:
        mend = f"sudo sysctl fs.inotify.max_user_watches={4 * limit}"
        yield Line(
            "inotify",
            State.WRONG,
            f"{limit} folders at most, and here are more",
            "saved files in `serve`",
            mend,
        )
    else:
        yield Line("inotify", State.GOOD, f"{folders} folders here, {limit} can be watched")


def _folders(root: Path, limit: int) -> Iterator[str]:
    for number, (folder, _, _) in enumerate(os.walk(root)):
        if number > limit:
            return
        yield folder


def _port(place: Patient) -> Iterator[Line]:
    settings = place.loaded.settings.serve
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((settings.host, settings.port))
        except OSError as error:
            found = f"{settings.host}:{settings.port}: {error.strerror}"
            misses = "that port: `serve` takes the next free one"
            yield Line("port", State.ABSENT, found, misses, "slidegen serve --port 0")
            return
    yield Line("port", State.GOOD, f"{settings.host}:{settings.port} is free")


def _writing(place: Patient) -> Iterator[Line]:
    root = place.loaded.root
    wanted = (
        ("output folder", root / place.loaded.settings.out, "`build`, `scripts`"),
        ("cache", cache_folder(root), "a fast second build"),
    )
    for name, folder, misses in wanted:
        existing = next(each for each in (folder, *folder.parents) if each.exists())
        reason = _refusal(existing)
        if reason:
            mend = f"chown or chmod {existing}, or name another folder"
            yield Line(name, State.WRONG, f"{folder} cannot be written: {reason}", misses, mend)
        else:
            yield Line(name, State.GOOD, f"{folder} can be written")


def _refusal(folder: Path) -> str:
    """Why no file can be made in `folder`; tried, since permissions alone do not tell."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return error.strerror or str(error)


LOOKS: tuple[Callable[[Patient], Iterator[Line]], ...] = (
    _python,
    _extras,
    _chromium,
    _programs,
    _engine,
    _settings,
    _repository,
    _writing,
    _watches,
    _port,
)


def examine(place: Patient) -> Iterator[Line]:
    """All lines, as they are found out."""
    for look in LOOKS:
        yield from look(place)
