"""`@@INCLUDE[path]`: one file's text inside another's.

Knows the directive. Must not know Markdown: an include in a fence is an include, as in the reference
workshop, which shows its YAML that way.
"""

import posixpath
import re
from dataclasses import dataclass, field

from slidegen.finding import Finding, Rule
from slidegen.location import Span
from slidegen.source import rules
from slidegen.source.composed import ComposedText
from slidegen.source.file import SourceFile
from slidegen.source.workspace import Workspace, read_source

MAX_COMPOSED_CHARACTERS = 64 * 1024 * 1024

_INCLUDE = re.compile(r"(?P<escape>\\)?@@INCLUDE\[(?P<path>[^\]\n]*)\]")


@dataclass(slots=True)
class Composition:
    """A text with its includes in place, and what was met on the way."""

    text: ComposedText
    findings: tuple[Finding, ...]
    files: tuple[str, ...]  #: every file that was read or looked for, the first one itself


@dataclass(slots=True)
class _Including:
    """What one composition carries through its includes."""

    workspace: Workspace
    base: str  #: the manifest's folder
    findings: list[Finding] = field(default_factory=list)
    files: dict[str, None] = field(default_factory=dict)
    size: int = 0


def compose(workspace: Workspace, source: SourceFile, base: str = "") -> Composition:
    """`source` with each `@@INCLUDE[path]` replaced by the file's text.

    `path` is looked for from the including file's folder, from the manifest's (`base`), and from the one
    above it, as the reference workshop does. `\\@@INCLUDE[path]` stays as it is, without the backslash.
    """
    state = _Including(workspace, base)
    text = _with_includes(state, source, ())
    return Composition(text, tuple(state.findings), tuple(state.files))


def _with_includes(state: _Including, source: SourceFile, above: tuple[str, ...]) -> ComposedText:
    state.files[source.path] = None
    if "@@INCLUDE[" not in source.text:
        return ComposedText.whole(source.path, source.text)
    pieces, at = [], 0
    for match in _INCLUDE.finditer(source.text):
        start, end = match.span()
        pieces.append(ComposedText.whole(source.path, source.text[at:start], at))
        if match["escape"]:
            pieces.append(ComposedText.whole(source.path, source.text[start + 1 : end], start + 1))
        else:
            pieces.append(_included(state, source, match, (*above, source.path)))
        at = end
    pieces.append(ComposedText.whole(source.path, source.text[at:], at))
    return ComposedText.join(piece for piece in pieces if piece.text)


def _included(
    state: _Including, source: SourceFile, match: re.Match[str], above: tuple[str, ...]
) -> ComposedText:
    """The included text, or the directive itself when there is none."""
    span = source.span(*match.span())
    unchanged = ComposedText.whole(source.path, match[0], match.start())
    if state.size > MAX_COMPOSED_CHARACTERS:
        return unchanged  # it was reported, and what doubles twenty times is not to be walked
    path = _find_include(state, source, match["path"].strip(), span)
    if path is None:
        return unchanged
    if path in above:
        chain = " → ".join((*above[above.index(path) :], path))
        _report(
            state, source, rules.INCLUDE_CYCLE, span, f"The file includes itself: {chain}", "Break the circle"
        )
        return unchanged
    reading = read_source(state.workspace, path)
    state.findings.extend(reading.findings)
    if reading.source is None:
        return unchanged
    inner = _with_includes(state, reading.source, above)
    state.size += len(inner.text)
    if state.size > MAX_COMPOSED_CHARACTERS:
        message = f"With its includes the text is larger than {MAX_COMPOSED_CHARACTERS >> 20} MiB"
        _report(state, source, rules.HUGE_FILE, span, message, "Include less")
        return unchanged
    return _fitted(inner, source, match)


def _find_include(state: _Including, source: SourceFile, written: str, span: Span) -> str | None:
    folders = (posixpath.dirname(source.path), state.base, posixpath.join(state.base, ".."))
    places = (state.workspace.root / posixpath.join(folder, written) for folder in folders)
    candidates = tuple(dict.fromkeys(state.workspace.name(place) for place in places))
    for path in candidates:
        if state.workspace.exists(path):
            return path
    state.files.update(dict.fromkeys(candidates))  # one of them may come to be: the dev server watches
    if all(state.workspace.locate(path) is None for path in candidates[:1]):
        message = f"The include {written} lies outside of the repository"
        _report(state, source, rules.INCLUDE_OUTSIDE, span, message, "Move the file into the repository")
    else:
        advice = "Paths are looked for beside this file, beside the manifest, and one folder above it"
        _report(state, source, rules.MISSING_INCLUDE, span, f"The include {written} does not exist", advice)
    return None


def _fitted(inner: ComposedText, source: SourceFile, match: re.Match[str]) -> ComposedText:
    """The included text in its place: alone on a line, it takes on that line's indentation."""
    line_start = source.text.rfind("\n", 0, match.start()) + 1
    indentation = source.text[line_start : match.start()]
    alone = not indentation.strip() and source.text[match.end() : match.end() + 1] in ("\n", "")
    if not alone:
        return inner
    end = len(inner.text) - inner.text.endswith("\n")  # the directive's line has a newline of its own
    if not indentation:
        return inner.part(0, end)
    indent = ComposedText.whole(source.path, indentation, line_start)
    pieces, at = [], 0
    while at < end:
        line_end = inner.text.find("\n", at, end) + 1 or end
        if at and inner.text[at:line_end].strip():
            pieces.append(indent)
        pieces.append(inner.part(at, line_end))
        at = line_end
    return ComposedText.join(pieces)


def _report(state: _Including, source: SourceFile, rule: Rule, span: Span, message: str, advice: str) -> None:
    state.findings.append(source.finding(rule, span.start, span.end, message, help=advice))
