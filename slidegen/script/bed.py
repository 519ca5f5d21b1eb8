"""A bed as its file describes it: hooks, variables, files in HOME, what it must have, what it lacks.

`real`, `docker` and `kind` are files of ours; any other is somebody's own.

Knows the file's form. Must not know how hooks run, nor what a fact means.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from importlib.resources import files
from pathlib import Path

from slidegen.lazy_dataclass import dataclass
from slidegen.script.facts import Fact
from slidegen.script.lacks import Lack
from slidegen.source.key_table import with_values
from slidegen.source.named_toml import NamedToml, TomlKey, path_bytes, read_named_toml, table_of

NAMED = ("real", "docker", "kind")
#: Moments at which a hook may run; `section` for each, with `SLIDEGEN_SECTION` saying which.
MOMENTS = ("run", "section")
_WORDS, _PATTERN = 'texts by name, such as `NAME = "…"`', "a regular expression in quotes"
KEYS = table_of(
    "A bed",
    TomlKey("needs", "texts", 'a list of facts, such as `["cluster"]`'),
    TomlKey("variables", "words", _WORDS),
    TomlKey("files", "words", _WORDS),
    TomlKey("before", "words", "commands by moment (`run`, `section`)"),
    TomlKey("after", "words", "commands by moment (`run`, `section`)"),
    TomlKey("lack", "tables", "tables that may come more than once, each `[[lack]]`"),
)
HOOKS = table_of("A hook", *(TomlKey(moment, "text", "a command in quotes") for moment in MOMENTS))
LACK_KEYS = table_of(
    "A lack",
    TomlKey("why", "text", "a text in quotes"),
    TomlKey("output", "text", _PATTERN),
    TomlKey("command", "text", _PATTERN),
    TomlKey("fatal", "boolean", "true or false"),
    TomlKey("may_go", "boolean", "true or false"),
    TomlKey("lacks", "texts", 'a list of facts, such as `["internet"]`'),
)


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
        raw = files("slidegen.script").joinpath("beds", f"{given}.toml").read_bytes()
        return _bed(given, Path(), read_named_toml(given, raw))
    path = Path(given)
    raw = path_bytes(path, f"`--bed` takes {', '.join(NAMED)} or a TOML file")
    return _bed(given, path.resolve().parent, read_named_toml(str(path), raw))


def _bed(name: str, folder: Path, file: NamedToml) -> Bed:
    said = file.values(KEYS, file.content)
    said.pop("lack", None)
    bed = with_values(Bed(name, folder), said)
    for each in bed.needs:
        if each not in list(Fact):
            raise file.wrong("needs", f"there is no fact {each!r}", f"the facts are {', '.join(Fact)}")
    return replace(
        bed,
        files=tuple((_in_home(file, path), source) for path, source in bed.files),
        before=_hooks(file, "before"),
        after=_hooks(file, "after"),
        lacks=tuple(_lacks(file)),
    )


def _in_home(file: NamedToml, name: str) -> str:
    inside = name.removeprefix("~/")
    if Path(inside).is_absolute() or ".." in Path(inside).parts:
        raise file.wrong("files", f"`{name}` is not in HOME", "name it from there, such as `~/.vimrc`")
    return inside


def _hooks(file: NamedToml, when: str) -> dict[str, str]:
    table = file.content.get(when, {})
    told = file.values(HOOKS, table if isinstance(table, dict) else {}, f"{when}.")
    return {moment: str(command) for moment, command in told.items()}


def _lacks(file: NamedToml) -> Iterator[Lack]:
    for number, table in enumerate(file.tables("lack")):
        prefix = f"lack[{number}]."
        lack = with_values(Lack("", is_of_a_file=True), file.values(LACK_KEYS, table, prefix))
        if not lack.why:
            raise file.wrong(prefix[:-1], "a lack does not say why", '`why = "no GPU"`')
        for key, pattern in (("output", lack.output), ("command", lack.command)):
            if problem := _problem_of(pattern):
                raise file.wrong(prefix + key, f"`{key}` is no pattern: {problem}", "mend the expression")
        yield lack


def _problem_of(pattern: str) -> str:
    """What Python says against a regular expression."""
    try:
        re.compile(pattern)
    except (re.error, RecursionError) as error:
        return str(error)
    return ""
