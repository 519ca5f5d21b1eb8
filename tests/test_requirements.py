"""The lock: it holds what pyproject.toml asks for, on every Python, and a digest of every file."""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from conftest import ROOT
from kubectl_clients import MINORS, locked, package
from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FOLDER = ROOT / "requirements"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PYTHONS = ("3.11", "3.12", "3.13", "3.14", "3.15")
LOCKS = sorted(path.name for path in FOLDER.glob("*.txt"))


@dataclass(frozen=True, slots=True)
class Pin:
    name: str
    version: str
    marker: Marker | None
    digests: tuple[str, ...]

    def holds(self, python: str) -> bool:
        return holds(self.marker, python)


def holds(marker: Marker | None, python: str) -> bool:
    environment: dict[str, Any] = {
        **default_environment(),
        "python_version": python,
        "python_full_version": f"{python}.9",
    }
    return marker is None or marker.evaluate(environment)


def _pins(lock: str) -> Iterator[Pin]:
    text = (FOLDER / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            stated, *digests = re.split(r"\s+--hash=", line.strip())
            wanted = Requirement(stated)
            (exact,) = wanted.specifier
            yield Pin(canonicalize_name(wanted.name), exact.version, wanted.marker, tuple(digests))


def _asked() -> list[str]:
    groups = [*PROJECT["project"]["optional-dependencies"].values(), *PROJECT["dependency-groups"].values()]
    return [*PROJECT["project"]["dependencies"], *(text for group in groups for text in group)]


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("text", _asked())
def test_what_pyproject_asks_for_is_in_the_lock(text: str, python: str) -> None:
    wanted = Requirement(text)
    name = canonicalize_name(wanted.name)
    if name == PROJECT["project"]["name"]:
        return
    found = [pin.version for pin in _pins("dev.txt") if pin.name == name and pin.holds(python)]
    assert len(found) == holds(wanted.marker, python), (
        f"`make lock` renews the lock: {text} has the pins {found}"
    )
    assert all(map(wanted.specifier.contains, found)), "`make lock` renews the lock"


@pytest.mark.parametrize("lock", ["wheel.txt", "all.txt"])
@pytest.mark.parametrize("text", PROJECT["project"]["dependencies"])
def test_what_slidegen_cannot_do_without_is_in_every_lock(text: str, lock: str) -> None:
    wanted = Requirement(text)
    found = {pin.name: pin.version for pin in _pins(lock)}
    assert wanted.specifier.contains(found.get(canonicalize_name(wanted.name), "")), "`make lock LOCK=`"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_file_has_a_digest(lock: str) -> None:
    pins = list(_pins(lock))
    assert pins
    assert all(pin.digests for pin in pins)
    assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for pin in pins for digest in pin.digests)


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_is_true_on_other_machines(lock: str) -> None:
    text = (FOLDER / lock).read_text(encoding="utf-8")
    assert "file:" not in text
    assert "://" not in text
    assert "--index-url" not in text


@pytest.mark.parametrize("lock", ["wheel.txt", "all.txt", "build.txt"])
def test_what_people_get_is_what_the_tests_are_run_with(lock: str) -> None:
    tested = {(pin.name, pin.version) for pin in _pins("dev.txt")}
    assert {(pin.name, pin.version) for pin in _pins(lock)} <= tested


def test_every_kubectl_client_has_a_digest() -> None:
    asked = re.search(
        r"kubectl_clients\.py .* ([\d ]+) >", (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    )
    assert asked
    for minor in {*MINORS, 32, *map(int, asked[1].split())}:
        assert locked(minor).startswith(f"{package(minor)}==")
        assert "--hash=sha256:" in locked(minor)


def test_continuous_integration_installs_by_digest_only() -> None:
    """Each call of pip in what CI and make run names the lock, or forbids the index."""
    for path in (ROOT / ".ci" / "run", ROOT / "Makefile"):
        lines = [
            line
            for line in path.read_text(encoding="utf-8").splitlines()
            if re.search(r"(?i)\bpip\W.*install", line)
        ]
        assert lines
        for line in lines:
            assert "--require-hashes" in line or "--no-deps" in line or "printf" in line, line


def test_make_lock_names_every_group() -> None:
    asked = subprocess.run(
        ["make", "-n", "lock"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert {f"--group {group}" for group in PROJECT["dependency-groups"]} <= set(
        re.findall(r"--group \w+", asked)
    )


@pytest.mark.parametrize("target", ["docs", "share", "lock", "check", "test"])
def test_a_target_is_made_though_a_folder_has_its_name(target: str) -> None:
    command = ["make", "-n", target]
    asked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "is up to date" not in asked
    assert "/bin/" in asked
