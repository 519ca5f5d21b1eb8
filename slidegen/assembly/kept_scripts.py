"""A deck's scripts as files to write; an earlier build knows what they are, if nothing in them changed.

Knows what their digest is. Must not know steps.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING

from slidegen.assembly.output import Foreseen, OutputFile, digest_of
from slidegen.deck.model import Deck
from slidegen.json_values import pack, unpacking
from slidegen.kept_answers import KeptAnswers
from slidegen.lazy_module import lazy_module
from slidegen.script.made_of import made_of
from slidegen.script.script_paths import is_of_scripts
from slidegen.source.manifest import Manifest
from slidegen.text.marks import Marks

if TYPE_CHECKING:
    from slidegen.script import emit, steps
    from slidegen.script.archive import ScriptFile
else:
    emit, steps = lazy_module("slidegen.script.emit"), lazy_module("slidegen.script.steps")

Named = tuple[tuple[str, str, bool], ...]  #: path, digest and whether it is a program, of each file

_SCRIPTS = KeptAnswers[Named]("scripts", pack, lambda data: unpacking(Named)(data), others=100)


def are_asked_for(manifest: Manifest, files: Iterable[str]) -> bool:
    """Whether the settings or the manifest ask for scripts, or they are among the files that slides name."""
    return bool(manifest.scripts) or any(is_of_scripts(manifest.name, file) for file in files)


def kept_scripts(deck: Deck, values: Mapping[str, str], marks: Marks | None) -> tuple[OutputFile, ...]:
    """The exercises as shell scripts, and their zip: made where a file does not hold them already."""

    @cache
    def made() -> "tuple[ScriptFile, ...]":
        return emit.outputs(steps.script_of_deck(deck, values, marks))

    named = _SCRIPTS.get(made_of(deck, values, marks), lambda: tuple(_named(made())))
    return tuple(
        OutputFile(path, Foreseen(digest, partial(_data, made, at)), executable)
        for at, (path, digest, executable) in enumerate(named)
    )


def _named(files: "tuple[ScriptFile, ...]") -> Iterator[tuple[str, str, bool]]:
    return ((each.path, digest_of(each.data), each.executable) for each in files)


def _data(made: "Callable[[], tuple[ScriptFile, ...]]", at: int) -> bytes:
    return made()[at].data
