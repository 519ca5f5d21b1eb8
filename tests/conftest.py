"""Fixtures that all tests share: the evidence beside the checkout, the browser, and slidegen as a process.

With SLIDEGEN_NO_SKIPS set, as in CI, a test that wants to skip fails instead: there, everything that a
test can need is installed, and a skip would hide that it is not.
"""

import gc
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent

#: What Chromium needs in a container, as root, without a network.
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


# A law that fails once in a hundred runs is mended by who can run the failing example again; one that a busy
# machine takes its time for is no failure.
settings.register_profile("slidegen", parent=settings(), print_blob=True, deadline=None)
settings.load_profile("slidegen")


# ---- skips
@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("SLIDEGEN_NO_SKIPS"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} wants to skip, and SLIDEGEN_NO_SKIPS is set: {reason}"
    return report


def need(program: str) -> str:
    """The path of a program, or a skip that says how to get it."""
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"{program} is not installed (.ci/run installs it)")
    return path


# ---- the evidence
@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with remark's own output, real workshops and labelled findings."""
    path = Path(os.environ.get("SLIDEGEN_SHARED") or ROOT.parent / "shared").resolve()
    if not (path / "corpus").is_dir():
        pytest.skip("the evidence is not beside the checkout (../shared, or SLIDEGEN_SHARED)")
    return path


@pytest.fixture(scope="session")
def corpus(shared: Path) -> Path:
    """The slides of the 2026 workshop."""
    return shared / "corpus" / "container.training-2026" / "slides"


@pytest.fixture(scope="session")
def corpus_2018(shared: Path) -> Path:
    """The slides of the 2018 workshop."""
    return shared / "corpus" / "container.training-2018-before" / "slides"


# ---- programs
@pytest.fixture(scope="session")
def chromium() -> str:
    return need("chromium")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator["Browser"]:
    """One Chromium for the whole run; tests open contexts of their own."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The text of axe-core, which comes in the wheel of axe-playwright-python.

    SLIDEGEN_AXE names another one, and where the peers are installed, theirs is newer and knows more.
    """
    if "SLIDEGEN_AXE" in os.environ:
        return Path(os.environ["SLIDEGEN_AXE"]).read_text(encoding="utf-8")
    newest = Path(os.environ.get("SLIDEGEN_PEERS", ""), "node_modules/axe-core/axe.min.js")
    if newest.is_file():
        return newest.read_text(encoding="utf-8")
    package = find_spec("axe_playwright_python")
    if package is None or package.origin is None:
        pytest.skip("axe-core is not installed (pip install axe-playwright-python)")
    return next(Path(package.origin).parent.rglob("axe.min.js")).read_text(encoding="utf-8")


Slidegen = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def slidegen(tmp_path_factory: pytest.TempPathFactory) -> Slidegen:
    """Runs `slidegen ARGUMENTS…` as a process, with a cache of its own."""
    cache = tmp_path_factory.mktemp("cache")

    def run(
        *arguments: str | Path, cwd: Path, env: Mapping[str, str] | None = None, timeout: float = 120
    ) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "slidegen", *map(str, arguments)],
            cwd=cwd,
            env=clean_environment() | {"SLIDEGEN_CACHE_DIR": str(cache)} | dict(env or {}),
            capture_output=True,
            text=True,
            timeout=timeout,
            stdin=subprocess.DEVNULL,
        )

    return run


@pytest.fixture(scope="session")
def few_fonts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which a browser finds DejaVu and no other font of this machine."""
    fonts = Path(pytest.importorskip("mermaidx").__file__).parent / "assets/fonts"
    folder = tmp_path_factory.mktemp("fonts")
    (folder / "fonts.conf").write_text(
        f"<fontconfig><dir>{fonts}</dir><cachedir>{folder}</cachedir></fontconfig>", encoding="utf-8"
    )
    return {"FONTCONFIG_FILE": str(folder / "fonts.conf")}


def clean_environment() -> dict[str, str]:
    """The environment without what would change slidegen's mind, and with the checkout importable."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SLIDEGEN_", "OVERRIDE_"))}
    return kept | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "100"}


@pytest.fixture
def tree(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Path]:
    """Writes files into a fresh folder: `tree({"deck.yml": "content: [a.md]", "a.md": "# A"})`."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write


@pytest.fixture
def no_collector() -> Iterator[None]:
    """Without Python's collector, which takes a second among the objects of thousands of tests: for times."""
    gc.disable()
    yield
    gc.enable()


#: The module, the text and the flags of a pattern; no text where a function makes it.
CompiledPattern = tuple[str, str | None, int]


@pytest.fixture(scope="session")
def compiled_patterns() -> list[CompiledPattern]:
    """All patterns of ours."""
    program = [sys.executable, str(Path(__file__).parent / "compiled_patterns.py")]
    done = subprocess.run(program, env=clean_environment(), capture_output=True, text=True, check=True)
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]
