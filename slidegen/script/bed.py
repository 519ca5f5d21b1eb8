"""A bed as its file describes it: hooks, variables, files in HOME, what it must have, what it lacks.

`real`, `docker` and `kind` are files of ours; any other is somebody's own.

Knows the file's form. Must not know how hooks run, nor what a fact means.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import field
from importlib.resources import files
from pathlib import Path
from typing import Any

from slidegen.errors import UsageError
from slidegen.lazy_dataclass import dataclass
from slidegen.script.facts import Fact
from slidegen.script.lacks import Lack, lacks_of
from slidegen.source.file import normalise
from slidegen.source.toml import TomlProblem, read_toml
from slidegen.source.toml_table import as_table, as_texts

NAMED = ("real", "docker", "kind")
#: Moments at which a hook may run; `section` for each, with `SLIDEGEN_SECTION` saying which.
MOMENTS = ("run", "section")
_KEYS = {"needs", "variables", "files", "before", "after", "lack"}
_HINT = "a bed has `needs`, `[variables]`, `[files]`, `[before]`, `[after]` (`run`, `section`) and `[[lack]]`"


@dataclass(frozen=True, slots=True)
class Bed:
    """What a file says of the place where exercises run."""

    name: str = "real"
    folder: Path = Path()  #: of the file: `[files]` are named from there
    needs: tuple[str, ...] = ()  #: facts that the probe must confirm
    variables: tuple[tuple[str, str], ...] = ()  #: `{folder}` in a value is the run's own
    files: tuple[tuple[str, str], ...] = ()  #: where in HOME, and what is copied there
    before: Mapping[str, str] = field(default_factory=dict)  #: commands by moment
    after: Mapping[str, str] = field(default_factory=dict)
    lacks: tuple[Lack, ...] = ()

    def environment(self, folder: Path, deck: str) -> dict[str, str]:
        """Its variables, and what hooks are told."""
        found = {name: value.replace("{folder}", str(folder)) for name, value in self.variables}
        return {**found, "SLIDEGEN_FOLDER": str(folder), "SLIDEGEN_DECK": deck}

    def lines(self) -> tuple[str, ...]:
        """What it does beside the exercises, in words: for the question, and for the report."""
        hooks = [
            f"{when} {'the run' if moment == 'run' else 'each section'}: {commands[moment]}"
            for when, commands in (("before", self.before), ("after", self.after))
            for moment in MOMENTS
            if moment in commands
        ]
        names = [f"{name} in HOME" for name, _ in self.files]
        return (f"bed: {self.name}", *hooks, *names)


def read_bed(given: str) -> Bed:
    """The bed of that name, or of that file. Raises UsageError for what is none."""
    if given in NAMED:
        text = files("slidegen.script").joinpath("beds", f"{given}.toml").read_text(encoding="utf-8")
        return _bed(given, Path(), tomllib.loads(text))
    path = Path(given)
    try:
        told = read_toml(normalise(path.read_text(encoding="utf-8-sig")))
        if isinstance(told, TomlProblem):
            raise ValueError(told.message)
        return _bed(given, path.resolve().parent, told)
    except FileNotFoundError:
        raise UsageError(
            f"{path} does not exist", hint=f"`--bed` takes {', '.join(NAMED)} or a TOML file"
        ) from None
    except OSError as error:
        raise UsageError(
            f"{path}: {error.strerror}", hint=f"`--bed` takes {', '.join(NAMED)} or a TOML file"
        ) from error
    except (ValueError, RecursionError, TypeError, AttributeError, re.error) as error:
        raise UsageError(f"{path}: {error}", hint=_HINT) from error


def _bed(name: str, folder: Path, table: dict[str, Any]) -> Bed:
    if unknown := table.keys() - _KEYS:
        raise ValueError(f"there is no `{min(unknown)}`")
    needs = as_texts(table.get("needs", []))
    if needs is None:
        raise ValueError('`needs` is a list of texts: `needs = ["…"]`')
    for each in needs:
        Fact(each)  # raises ValueError
    return Bed(
        name,
        folder,
        needs,
        tuple(_texts_in(table, "variables").items()),
        tuple((_in_home(key), value) for key, value in _texts_in(table, "files").items()),
        _hooks(_texts_in(table, "before")),
        _hooks(_texts_in(table, "after")),
        lacks_of(_tables_in(table, "lack")),
    )


def _texts_in(table: Mapping[str, object], key: str) -> dict[str, str]:
    """What the table `key` says. Raises ValueError for what is none of texts."""
    inside = table.get(key, {})
    pairs = as_table(inside)
    if pairs is None or not isinstance(inside, dict):
        raise ValueError(f"`[{key}]` is a table of texts")
    if odd := [name for name, value in inside.items() if isinstance(value, bool)]:
        raise ValueError(f"`{odd[0]}` in `[{key}]` is a text: put quotes around it")
    return dict(pairs)


def _tables_in(table: Mapping[str, object], key: str) -> list[dict[str, object]]:
    inside = table.get(key, [])
    if not isinstance(inside, list) or not all(isinstance(each, dict) for each in inside):
        raise ValueError(f"`{key}` is a table that may come more than once: write it `[[{key}]]`")
    return inside


def _in_home(name: str) -> str:
    inside = name.removeprefix("~/")
    if Path(inside).is_absolute() or ".." in Path(inside).parts:
        raise ValueError(f"`{name}` is not in HOME")
    return inside


def _hooks(table: dict[str, str]) -> dict[str, str]:
    if unknown := table.keys() - set(MOMENTS):
        raise ValueError(f"there is no moment `{min(unknown)}`: {', '.join(MOMENTS)}")
    return table
