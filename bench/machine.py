"""What the numbers were measured on, and with: they are worth little without."""

import os
import platform
import shutil
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.measure import ROOT, peer

PACKAGES = ("markdown-it-py", "Pygments", "Jinja2", "click")
PROGRAMS = {"Chromium": "chromium", "node": "node", "valgrind": "valgrind"}


def facts() -> dict[str, str]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 20
    found = {
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "commit": _said(["git", "-C", str(ROOT), "describe", "--always", "--dirty"]),
        "processors": f"{os.cpu_count()} of {_model()}",
        "memory": f"{memory} MiB",
        "load when it began": f"{os.getloadavg()[0]:.1f}",
        "system": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
    }
    found |= {name: version(name) for name in PACKAGES}
    found |= {
        name: _said([path, "--version"]) for name, each in PROGRAMS.items() if (path := shutil.which(each))
    }
    for name in ("marp", "markdownlint-cli2"):
        if program := peer(name):
            found[name] = _said([program, "--version"])
    return found


def _model() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next(
        (line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine()
    )


def _said(command: list[str]) -> str:
    """The first line of what a program says of itself."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return (done.stdout or done.stderr).strip().partition("\n")[0]
