"""The name that slidegen is installed by, its extras, how they are installed, its folders, its addresses.

The command and the package are called `slidegen`; the package index has another project of that name, so
whatever tells people what to install asks here. Knows names. Must not know what needs them.
"""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from slidegen import __version__

if TYPE_CHECKING:
    from pathlib import Path

NAME = "slidegen-workshop"
PIP = "pip install {what}"
#: How something is added to what another installer made, by the file that it leaves there: the `pip` of a
#: shell is not the one of such an environment, and to install again would drop the extras that are there.
_INSTALLERS = {
    "pipx_metadata.json": f"pipx runpip {NAME} install {{what}}",
    "uv-receipt.toml": "uv pip install --python '{python}' {what}",
}

#: extra -> the modules that it brings
EXTRAS: Mapping[str, tuple[str, ...]] = {
    "browser": ("playwright",),
    "fonts": ("fontTools", "uharfbuzz", "brotli", "fontpkg"),
    "run": ("pyte",),
    "lsp": ("pygls", "lsprotocol"),
    "share": ("segno",),
    "pptx": ("pptx",),
    "diagrams": ("mermaidx",),
    "math": ("latex2mathml",),
    "import": ("tinycss2",),
    "schemas": ("kubernetes_validate",),
}


def shipped_folder(in_wheel: str, in_checkout: str) -> "Path":
    """A folder that hatchling copies into the package when it builds a wheel; a checkout has it beside."""
    from pathlib import Path  # it brings much along, and `--help` needs none of it

    package = Path(__file__).resolve().parent
    shipped = package / in_wheel
    return shipped if shipped.is_dir() else package.parent / in_checkout


def requirement(*extras: str) -> str:
    """What installers take: `slidegen-workshop[run]`."""
    return f"{NAME}[{','.join(extras)}]" if extras else NAME


def this_version(*extras: str) -> str:
    """The same, and no other version than the one that runs: `slidegen-workshop[run]==0.1.0`."""
    return f"{requirement(*extras)}=={__version__}"


def install(*extras: str, prefix: str = sys.prefix) -> str:
    """The command for a shell that adds extras to the environment `prefix`, where slidegen is installed."""
    from pathlib import Path

    command = next((line for mark, line in _INSTALLERS.items() if Path(prefix, mark).exists()), PIP)
    what = f"'{requirement(*extras)}'" if extras else NAME
    return command.format(python=f"{prefix}/bin/python", what=what)


def extra_of(module: str) -> str | None:
    """The extra that brings `module`, which may be a dotted name."""
    package = module.partition(".")[0]
    return next((extra for extra, modules in EXTRAS.items() if package in modules), None)


def project_address(label: str) -> str:
    """One of the addresses that the installed package was built with: `Rules`; `` when it was given none."""
    from importlib.metadata import PackageNotFoundError, metadata  # slow to load, and rarely asked

    try:
        said = metadata(NAME).get_all("Project-URL") or ()
    except PackageNotFoundError:
        return ""
    found = (line.partition(",") for line in said)
    return next((address.strip() for name, _, address in found if name.strip() == label), "")
