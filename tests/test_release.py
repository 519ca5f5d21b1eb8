"""The release checklist (RELEASING.md), walked: what wheel and sdist hold, and that their bytes repeat."""

import email
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest
from conftest import ROOT

from slidegen import __version__
from slidegen.commands.completion import PLACES
from slidegen.commands.man_page import PLACE
from slidegen.distribution import EXTRAS, NAME

pytestmark = pytest.mark.skipif(find_spec("hatchling") is None, reason="hatchling is not installed")
STEM = f"{NAME.replace('-', '_')}-{__version__}"
URL = "https://git.example.com/slidegen"


def _built(source: Path, out: Path, kind: str, url: str = "") -> Path:
    environment = os.environ | {"SLIDEGEN_PROJECT_URL": url}
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(out)]
    subprocess.run(command, cwd=source, env=environment, check=True, capture_output=True)
    (path,) = out.glob(f"*{'.whl' if kind == 'wheel' else '.tar.gz'}")
    return path


def _copy(target: Path) -> Path:
    """What is committed or about to be, and nothing else: as a clone has it."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes((ROOT / name).read_bytes())
    return target


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _copy(tmp_path_factory.mktemp("clone") / "one")


@pytest.fixture(scope="module")
def wheel(clone: Path, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    return zipfile.ZipFile(_built(clone, tmp_path_factory.mktemp("wheel"), "wheel"))


@pytest.fixture(scope="module")
def sdist(clone: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(clone, tmp_path_factory.mktemp("sdist"), "sdist")


# ---- what is in them
def test_the_wheel_holds_all_that_slidegen_needs(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    for folder, below in (("themes", "slidegen/themes"), ("slidegen", "slidegen")):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert f"{below}/{path.relative_to(ROOT / folder).as_posix()}" in names
    assert f"{STEM}.dist-info/licenses/LICENSE" in names
    assert {f"{STEM}.data/data/{place}" for place in (*PLACES.values(), PLACE)} <= names


def test_the_wheel_holds_the_manual(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    for kind in ("tutorial", "how-to", "reference", "explanation"):
        for path in (ROOT / "docs" / kind).glob("*.md"):
            assert f"slidegen/manual/{kind}/{path.name}" in names
    assert "slidegen/manual/reference.md" in names


def test_the_wheel_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    tops = {name.partition("/")[0] for name in wheel.namelist()}
    assert tops == {"slidegen", f"{STEM}.dist-info", f"{STEM}.data"}
    odd = [name for name in wheel.namelist() if re.search(r"\.pyc$|__pycache__|/tests?/|\.orig$|~$", name)]
    assert not odd


def test_the_sdist_builds_the_same_wheel(sdist: Path, wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    subprocess.run(["tar", "-xf", str(sdist), "-C", str(tmp_path)], check=True)
    again = zipfile.ZipFile(_built(tmp_path / STEM, tmp_path / "out", "wheel"))
    assert {i.filename: i.CRC for i in again.infolist()} == {i.filename: i.CRC for i in wheel.infolist()}


# ---- the same bytes
@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_another_clone_gives_the_same_bytes(clone: Path, tmp_path: Path, kind: str) -> None:
    other = _copy(tmp_path / "elsewhere")
    os.utime(other / "README.md", (0, 0))
    first, second = _built(clone, tmp_path / "a", kind), _built(other, tmp_path / "b", kind)
    assert first.name == second.name
    assert first.read_bytes() == second.read_bytes()


# ---- what it says of itself
def _metadata(wheel: zipfile.ZipFile) -> "Mapping[str, str]":
    return email.message_from_bytes(wheel.read(f"{STEM}.dist-info/METADATA"))  # type: ignore[return-value]


def test_one_place_says_the_version(wheel: zipfile.ZipFile) -> None:
    assert _metadata(wheel)["Version"] == __version__
    assert re.search(
        rf"^## {re.escape(__version__)}\b", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )


def test_extras_and_pythons(wheel: zipfile.ZipFile) -> None:
    text = wheel.read(f"{STEM}.dist-info/METADATA").decode()
    assert {
        line.partition(": ")[2] for line in text.splitlines() if line.startswith("Provides-Extra")
    } == set(EXTRAS)
    for python in ("3.11", "3.12", "3.13", "3.14", "3.15"):
        assert f"Classifier: Programming Language :: Python :: {python}\n" in text


def test_without_an_address_nothing_leads_nowhere(wheel: zipfile.ZipFile) -> None:
    text = wheel.read(f"{STEM}.dist-info/METADATA").decode()
    assert not re.findall(r"\]\((?!https?://)[^)]*\)", text)
    assert "Project-URL" not in text
    assert "not on the package\nindex yet" in text


def test_with_an_address_links_and_pictures_lead_there(clone: Path, tmp_path: Path) -> None:
    built = zipfile.ZipFile(_built(clone, tmp_path, "wheel", f"{URL}/"))
    text = built.read(f"{STEM}.dist-info/METADATA").decode()
    assert not re.findall(r"\]\((?!https?://)[^)]*\)", text)
    assert f"({URL}/raw/v{__version__}/docs/images/tour.gif)" in text
    assert f"Project-URL: Source, {URL}\n" in text
    assert f"Project-URL: Rules, {URL}/blob/" in text
    paths = re.findall(rf"{re.escape(URL)}/(?:raw|blob)/v{re.escape(__version__)}/([^)\s]+)", text)
    assert len(paths) > 10
    assert not [path for path in paths if not (ROOT / path).exists()]


def test_the_checklist_names_what_is_walked_here() -> None:
    text = (ROOT / "RELEASING.md").read_text(encoding="utf-8")
    assert "tests/test_release.py" in text
    assert "make changelog" in text
