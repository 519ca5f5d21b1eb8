"""Which files of a folder an import reads, and their text.

Knows names and bytes. Must not know what a deck is.
"""

import posixpath
from collections.abc import Iterable
from pathlib import Path

from slidegen import lazy_re as re

_SKIPPED = ("node_modules", "bower_components", "vendor", "dist", "build", "_site")
#: A file above the folder, as attributes, style sheets, JavaScript and Markdown name it.
_UPWARDS = re.compile(r"[\"'(=]\s*((?:\.\./){1,4}[^\s\"'()<>?#]+)")
_MODULE = re.compile(r"\bimport\b[^\"';]{0,500}[\"'](\.{1,2}/[^\"']+\.m?js)[\"']")
_LOOK = re.compile(r"\.remark-slide-content( h[1-3])? ?\{([^{}]{0,400})\}")
_SAID = re.compile(r"(?<![\w-])(font-size|padding): ?([\w.]+(?: [\w.]+)*)")
_TODAY = "20px"
_MOST_SCRIPTS = 50
_OF_A_SITE = ("_layouts", "_config.yml")  #: what stands in the folder of one
REMARK_ITSELF = re.compile(r"remark[^/]*\.js(?:\?|\Z)", re.IGNORECASE)


def root_of(file: Path) -> Path:
    """The folder that holds all that `file` names: for `../../img/a.png` the second above it."""
    absolute = file.absolute()
    depth = 0
    for up in set(_UPWARDS.findall(read(file))):
        levels = up.count("../")
        if depth < levels < len(absolute.parents) and (absolute.parent / up).exists():
            depth = levels
    return absolute.parents[depth] if depth else file.parent


def site_of(root: Path, where: str) -> str:
    """The folder of the site of Jekyll that the file is in: `docs`, or nothing for the root."""
    folder = posixpath.dirname(where)
    while folder and not any((root / folder / each).exists() for each in _OF_A_SITE):
        folder = posixpath.dirname(folder)
    return folder


def is_skipped(root: Path, path: Path) -> bool:
    parts = path.relative_to(root).parts
    return any(part.startswith(".") or part in _SKIPPED for part in parts)


def natural(path: Path) -> tuple[tuple[str | int, ...], ...]:
    """`2.md` before `10.md`."""
    parts = (re.split(r"(\d+)", part) for part in path.parts)
    return tuple(tuple(f"{int(piece):09}" if piece.isdigit() else piece for piece in part) for part in parts)


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")


def local(root: Path, path: str) -> str | None:
    """The text of a file in the folder of the import."""
    file = (root / path).resolve()
    return read(file) if file.is_relative_to(root.resolve()) and file.is_file() else None


def with_modules(folder: Path, names: list[str]) -> dict[str, str]:
    """The scripts of these names in the folder, and the modules beside them that they import."""
    codes: dict[str, str] = {}
    waiting = list(names)
    while waiting and len(codes) < _MOST_SCRIPTS:
        name = waiting.pop(0)
        if name in codes or not (folder / name).is_file():
            continue
        codes[name] = read(folder / name)
        beside = (posixpath.join(posixpath.dirname(name), each) for each in _MODULE.findall(codes[name]))
        waiting += [posixpath.normpath(each) for each in beside if not REMARK_ITSELF.search(each)]
    return codes


def looks_of_older_remark(folder: Path, names: Iterable[str]) -> str:
    """What the remark that the folder holds among these says of slides and headings, where it is not today's.

    Until 2014 text was of 35 pixels.
    """
    said = [_LOOK.findall(read(folder / name)) for name in names if REMARK_ITSELF.search(name)]
    rules = [(heading, _SAID.findall(body)) for found in said for heading, body in found]
    sizes = {value for heading, body in rules for name, value in body if not heading and name == "font-size"}
    if not sizes - {_TODAY}:
        return ""
    return "\n".join(
        f".remark-slide-content{heading} {{ {' '.join(f'{name}: {value};' for name, value in body)} }}"
        for heading, body in rules
        if body
    )
