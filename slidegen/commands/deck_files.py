"""Whether a file is a deck, and words for one that is none. Must not know verbs, nor what a person meant."""

from pathlib import Path

from slidegen.finding import Finding
from slidegen.source.likely import is_json, is_markdown, plainly_lists_slides
from slidegen.source.manifest import ManifestReading
from slidegen.source.manifest_reader import manifest_for_markdown, read_manifest
from slidegen.source.rules import UNKNOWN_KEY
from slidegen.source.settings import LoadedSettings
from slidegen.source.workspace import Workspace, read_source


def is_deck(loaded: LoadedSettings, path: Path) -> bool:
    """Whether a file is a deck, though perhaps a broken one: what is wrong with it is a finding."""
    may_be_anothers = is_markdown(path.name) or is_json(path.name)
    if not may_be_anothers and plainly_lists_slides(_text_of(path)):
        return True
    reading = reading_of(loaded, path)
    return reading.manifest is not None or any(f.rule.code != UNKNOWN_KEY.code for f in reading.findings)


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def reading_of(loaded: LoadedSettings, path: Path) -> ManifestReading:
    workspace = Workspace.at(loaded.root)
    reading = read_source(workspace, workspace.called(path))
    if reading.source is None:
        return ManifestReading(None, reading.findings)
    if is_markdown(path.name):
        return ManifestReading(manifest_for_markdown(reading.source), ())
    return read_manifest(reading.source)


def told(findings: tuple[Finding, ...]) -> str:
    return "; ".join(f"{finding} ({finding.help})" for finding in findings)


def call(verb: str, path: Path, *more: str) -> str:
    """The call, as it can be copied into a shell: names have blanks."""
    from shlex import join  # few calls are wrong

    return f"`{join(('slidegen', verb, str(path), *more))}`"


def call_of_import(folder: Path) -> str:
    """The call that brings slides of other programs home, into a folder beside theirs."""
    place = folder.resolve()
    return call("import", folder, "--out", str(place.parent / f"{place.name}-slidegen"))
