"""An installed Chromium, found and driven by playwright (the extra `browser`).

Knows where browsers are and how they must be started: without a profile, updates, or talk of their own to
a network. Must not know decks. playwright is imported when a browser is opened, and brings none itself.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from slidegen.distribution import install
from slidegen.errors import MachineError, MissingError, UsageError
from slidegen.source.program_path import program_path

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Playwright

#: Where people and CI images say which browser to use; the first that is set wins.
VARIABLES = ("SLIDEGEN_CHROMIUM", "CHROMIUM", "CHROME", "CHROME_BIN", "PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH")

#: What browsers that print as Chromium does are called on a PATH.
PROGRAMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "brave-browser",
)

#: Where they are when they are on no PATH, by `sys.platform`.
PLACES: Mapping[str, tuple[str, ...]] = {
    "darwin": (
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "~/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
    "win32": (
        r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
        r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
        r"%LocalAppData%\Google\Chrome\Application\chrome.exe",
        r"%LocalAppData%\Chromium\Application\chrome.exe",
        r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
    ),
    "linux": ("/snap/bin/chromium", "/opt/google/chrome/chrome", "/usr/lib/chromium/chromium"),
}

#: A deck is looked at alone: nothing is fetched, updated or synchronised meanwhile, and every machine draws
#: the same pixels, with or without a graphics card.
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--force-color-profile=srgb",
)

MISSING_BROWSER = (
    "Install one (`apt install chromium`, `brew install --cask chromium`, or Google Chrome), "
    f"or say where it is: {VARIABLES[0]}=/path/to/chrome"
)


def find_chromium(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """The browser to use. Raises UsageError when a variable names none, MissingError when there is none."""
    for variable in VARIABLES:
        if wanted := environ.get(variable):
            return _named(variable, wanted, environ)
    for program in PROGRAMS:
        if found := program_path(program, environ):
            return Path(found)
    for place in PLACES.get(platform, ()):
        path = Path(_expanded(place, environ))
        if path.is_file():
            return path
    raise MissingError("No Chromium or Chrome is installed here", hint=MISSING_BROWSER)


def _named(variable: str, wanted: str, environ: Mapping[str, str]) -> Path:
    found = program_path(wanted, environ)
    if not found:
        raise UsageError(
            f"{variable} says {wanted}, which is no program", hint="correct the variable, or unset it"
        )
    return Path(found)


def _expanded(place: str, environ: Mapping[str, str]) -> str:
    for name, value in environ.items():
        place = place.replace(f"%{name}%", value)
    return str(Path(place).expanduser())


def require_playwright() -> None:
    """Raises MissingError, with what to do, when the `browser` extra is not installed."""
    if find_spec("playwright") is None:
        raise MissingError(
            "This needs the Python package playwright, which is not installed",
            hint=f"Install it with: {install('browser')} (it uses your Chromium; it need not download one)",
        )


@contextmanager
def open_browser(environ: Mapping[str, str] = os.environ) -> Iterator["Browser"]:
    """A Chromium of our own, gone when the block ends. One thread may use it: the one that opened it."""
    require_playwright()
    path = find_chromium(environ)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = _launched(playwright, path, environ)
        try:
            yield browser
        finally:
            browser.close()


def _launched(playwright: "Playwright", path: Path, environ: Mapping[str, str]) -> "Browser":
    from playwright.sync_api import Error

    try:
        return playwright.chromium.launch(
            executable_path=path, args=list(FLAGS), chromium_sandbox=uses_sandbox(environ)
        )
    except Error as error:
        raise MachineError(f"{path} does not start: {_first_line(error)}", hint=_launch_hint(error)) from None


def uses_sandbox(environ: Mapping[str, str]) -> bool:
    """Chromium refuses its sandbox to root, as which CI often runs; elsewhere it stays on."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return not is_root and not environ.get("SLIDEGEN_NO_SANDBOX")


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__


def _launch_hint(error: Exception) -> str:
    if "sandbox" in str(error).lower():
        return "In a container without user namespaces, set SLIDEGEN_NO_SANDBOX=1"
    return f"Try it by hand with --headless, or name another browser: {VARIABLES[0]}=/path/to/chrome"


def open_context(
    browser: "Browser",
    width: int,
    height: int,
    *,
    scale: float = 1,
    scheme: str = "light",
    online: bool = False,
) -> "BrowserContext":
    """A window of its own, cut off from every network unless `online`; `file:` addresses work."""
    assert scheme in ("light", "dark")
    return browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=scale,
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        offline=not online,
    )
