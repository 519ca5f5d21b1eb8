"""The name to install: one constant, and nothing anywhere that sends people to another project."""

import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest
from conftest import ROOT, Slidegen

from slidegen import __version__, distribution
from slidegen.script.plan import PLANS

Tree = Callable[[Mapping[str, str | bytes]], Path]

#: An installer's line that takes `slidegen` for the name of a distribution, and addresses that never existed.
STRANGERS = re.compile(
    r"""(?:pipx?|uvx?|uv\s+(?:pip|tool)|poetry|pipx\s+run) \s+ (?:-*[\w-]+\s+)*?  # the installer and its verb
        ["']? slidegen (?![-_\w/.])
      | (?<![\w./-]) slidegen \[ [a-z]
      | (?:github|gitlab)\.com/slidegen
      | pypi\.org/(?:project|p)/slidegen(?!-workshop)
    """,
    re.VERBOSE,
)
TEXTS = {".md", ".py", ".toml", ".yml", ".yaml", ".html", ".txt", ".cfg", ".json", ".js", ".sh", ""}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    if find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed (make installs it)")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


def _strangers(texts: Iterator[tuple[str, str]]) -> list[str]:
    return [f"{name}: {found[0]}" for name, text in texts for found in STRANGERS.finditer(text)]


@pytest.mark.parametrize(
    "text",
    [
        "pip install slidegen",
        "pip install 'slidegen[run]'",
        "pip install -U slidegen",
        "pip install --upgrade 'slidegen==0.1.0'",
        "pipx install slidegen",
        "uvx slidegen build",
        "uv tool install slidegen",
        "- run: pip install slidegen\n",
        "add slidegen[fonts] to your requirements",
        "https://github.com/slidegen/slidegen",
        "https://pypi.org/project/slidegen/",
    ],
)
def test_the_pattern_knows_a_stranger(text: str) -> None:
    assert STRANGERS.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "pip install 'slidegen-workshop[run]==0.1.0'",
        "pip install ./slidegen",
        "pip install slidegen_workshop-0.1.0-py3-none-any.whl",
        "slidegen build",
        "https://pypi.org/project/slidegen-workshop/",
    ],
)
def test_the_pattern_knows_us(text: str) -> None:
    assert not STRANGERS.search(text)


def test_pyproject_and_the_constant_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["name"] == distribution.NAME
    assert set(project["optional-dependencies"]) == set(distribution.EXTRAS)


def test_the_wheel_is_ours_and_names_no_stranger(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()
    assert f"{distribution.NAME.replace('-', '_')}-{__version__}.dist-info/METADATA" in names
    readable = (name for name in names if Path(name).suffix in TEXTS)
    assert not _strangers((name, wheel.read(name).decode("utf-8")) for name in readable)


def test_nothing_that_is_committed_names_a_stranger() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    own = Path(__file__).relative_to(ROOT).as_posix()
    paths = [ROOT / name for name in listed.stdout.split("\0") if name and name != own]
    texts = ((str(path), path.read_text(encoding="utf-8")) for path in paths if path.suffix in TEXTS - {""})
    assert not _strangers(texts)


@pytest.mark.parametrize("engine", PLANS)
def test_plans_name_no_stranger(slidegen: Slidegen, tree: Tree, engine: str) -> None:
    root = tree({"d.yml": "content: [a.md]\n", "a.md": ".lab[\n```bash\ntrue\n```\n]\n"})
    shown = slidegen("run", "d.yml", "--plan", engine, cwd=root).stdout
    assert f"{distribution.NAME}[run]=={__version__}" in shown
    assert not _strangers(iter([(engine, shown)]))


def test_a_plan_installs_what_the_setting_says(slidegen: Slidegen, tree: Tree) -> None:
    settings = "[run]\ninstall = './vendor/slidegen_workshop-1-py3-none-any.whl'\n"
    root = tree({"slidegen.toml": settings, "d.yml": "content: [a.md]\n", "a.md": "# A\n"})
    shown = slidegen("run", "d.yml", "--plan", "github", cwd=root).stdout
    assert shown.count("pip install ./vendor/slidegen_workshop-1-py3-none-any.whl") == 2


@pytest.mark.parametrize(("module", "extra"), [("playwright.sync_api", "browser"), ("yaml", None)])
def test_who_brings_a_module(module: str, extra: str | None) -> None:
    assert distribution.extra_of(module) == extra


@pytest.mark.parametrize("module", [name for names in distribution.EXTRAS.values() for name in names])
def test_a_module_of_the_table_exists_where_everything_is_installed(module: str) -> None:
    if not find_spec(module):
        pytest.skip(f"{module} is not installed (make installs it)")
    assert distribution.extra_of(f"{module}.anything") in distribution.EXTRAS


@pytest.mark.parametrize(
    ("mark", "command"),
    [
        ("", "pip install 'slidegen-workshop[run]'"),
        ("pipx_metadata.json", "pipx runpip slidegen-workshop install 'slidegen-workshop[run]'"),
        ("uv-receipt.toml", "uv pip install --python '{}/bin/python' 'slidegen-workshop[run]'"),
    ],
)
def test_an_extra_is_added_by_what_installed_slidegen(tmp_path: Path, mark: str, command: str) -> None:
    """pipx and `uv tool` have an environment a program, which the `pip` of a shell does not reach."""
    if mark:
        (tmp_path / mark).touch()
    assert distribution.install("run", prefix=str(tmp_path)) == command.format(tmp_path)
