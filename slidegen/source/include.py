"""`@@INCLUDE[path]`: one file's text inside another's.

Knows the directive. Must not know Markdown: an include in a fence is an include, as in the reference
workshop, which shows its YAML that way.
"""

import posixpath
from dataclasses import field

from slidegen import lazy_re as re
from slidegen.budget import INCLUDE_DEPTH, Budget
from slidegen.finding import Finding, Rule
from slidegen.lazy_dataclass import dataclass
from slidegen.location import Span
from slidegen.source import rules
from slidegen.source.composed import ComposedText
from slidegen.source.file import SourceFile
from slidegen.source.texts import Texts
from slidegen.source.workspace import FileReading

# It begins with a set, by which the search is fast.
_INCLUDE = re.compile(r"[@\\](?:(?P<escape>(?<=\\)@@)|(?<=@)@)INCLUDE\[(?P<path>[^\]\n]{0,1000})\]")


def may_include(text: str) -> bool:
    """Whether an include may stand in a text; in most none does."""
    return "@@INCLUDE[" in text


@dataclass(frozen=True, slots=True)
class Composition:
    """A text with its includes in place, and what was met on the way."""

    text: ComposedText
    findings: tuple[Finding, ...]
    files: tuple[str, ...]  #: every file that was read or looked for, the first one itself


@dataclass(slots=True)
class _Including:
    """What one composition carries through its includes, and gathers on the way: hence not frozen."""

    all_texts: Texts
    base: str  #: the manifest's folder
    budget: Budget
    findings: list[Finding] = field(default_factory=list)
    files: dict[str, FileReading | None] = field(default_factory=dict)  #: those that were read, or looked for
    places: dict[tuple[str, str], str | None] = field(default_factory=dict)  #: (folder, written) -> the file
    texts: dict[str, ComposedText] = field(default_factory=dict)  #: of files that were included whole


def compose(texts: Texts, source: SourceFile, base: str = "") -> Composition:
    """`source` with each `@@INCLUDE[path]` replaced by the file's text.

    `path` is looked for from the including file's folder, from the manifest's (`base`), and from the one
    above it, as the reference workshop does. `\\@@INCLUDE[path]` stays as it is, without the backslash.
    """
    state = _Including(texts, base, Budget.of(len(source.text)))
    text = _with_includes(state, source, ())
    return Composition(text, tuple(state.findings), tuple(state.files))


def _with_includes(state: _Including, source: SourceFile, above: tuple[str, ...]) -> ComposedText:
    state.files.setdefault(source.path, None)
    if not may_include(source.text):
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
    if state.budget.is_spent():
        return unchanged  # it was reported, and what doubles twenty times is not to be walked
    path = _known_include(state, source, match["path"].strip(), span)
    if path is None or _leads_round(state, source, span, path, above):
        return unchanged
    included = _read(state, path)
    if included is None or _is_too_deep(state, source, span, path, above):
        return unchanged
    inner = _inside(state, included, above)
    if inner is not None:
        if state.budget.is_spent():
            return unchanged
        if state.budget.pay(len(_indentation(source, match)) * inner.text.count("\n"), pieces=0):
            return _fitted(inner, source, match)
    message = f"With this include the text grows to more than it may: {' → '.join((*above, path))}"
    _report(state, source, rules.OVER_BUDGET, span, message, f"Include {path} less often")
    return unchanged


def _leads_round(
    state: _Including, source: SourceFile, span: Span, path: str, above: tuple[str, ...]
) -> bool:
    """Whether the file is one of those that include it, which is reported."""
    if path not in above:
        return False
    chain = " → ".join((*above[above.index(path) :], path))
    message = f"The file includes itself: {chain}"
    _report(state, source, rules.INCLUDE_CYCLE, span, message, "Break the circle")
    return True


def _is_too_deep(
    state: _Including, source: SourceFile, span: Span, path: str, above: tuple[str, ...]
) -> bool:
    """Whether too many files include one another above it, which is reported."""
    if len(above) <= INCLUDE_DEPTH:
        return False
    chain = " → ".join((*above, path))
    message = f"Files include one another more than {INCLUDE_DEPTH} deep: {chain}"
    _report(state, source, rules.OVER_BUDGET, span, message, "Include the file itself, further up")
    return True


def _inside(state: _Including, included: SourceFile, above: tuple[str, ...]) -> ComposedText | None:
    """The file's text with its own includes, composed once; None when the budget does not hold out for it."""
    known = state.texts.get(included.path)
    if known is not None:
        return known if state.budget.pay(len(known.text), len(known.segments)) else None
    if not state.budget.pay(len(included.text)):
        return None
    found = len(state.findings)
    text = _with_includes(state, included, above)
    if len(state.findings) == found:  # else it may be another text elsewhere, such as at the end of a circle
        state.texts[included.path] = text
    return text


def _known_include(state: _Including, source: SourceFile, written: str, span: Span) -> str | None:
    """The file that is meant; one that is not there is looked for, and told, each time."""
    key = (posixpath.dirname(source.path), written)
    path = state.places.get(key) or _find_include(state, source, written, span)
    state.places[key] = path
    return path


def _read(state: _Including, path: str) -> SourceFile | None:
    """The file, read once however often it is included; what it holds is no growth."""
    reading = state.files.get(path)
    if reading is None:
        reading = state.files[path] = state.all_texts.read(path)
        state.findings.extend(reading.findings)
        state.budget.earn(len(reading.source.text) if reading.source else 0)
    return reading.source


def _find_include(state: _Including, source: SourceFile, written: str, span: Span) -> str | None:
    folders = (posixpath.dirname(source.path), state.base, posixpath.join(state.base, ".."))
    places = (state.all_texts.workspace.root / posixpath.join(folder, written) for folder in folders)
    candidates = tuple(dict.fromkeys(state.all_texts.workspace.name(place) for place in places))
    for path in candidates:
        if state.all_texts.workspace.exists(path):
            return path
    for path in candidates:
        state.files.setdefault(path, None)  # one of them may come to be: the dev server watches
    if all(state.all_texts.workspace.locate(path) is None for path in candidates[:1]):
        message = f"The include {written} lies outside of the repository"
        _report(state, source, rules.INCLUDE_OUTSIDE, span, message, "Move the file into the repository")
    else:
        advice = "Paths are looked for beside this file, beside the manifest, and one folder above it"
        _report(state, source, rules.MISSING_INCLUDE, span, f"The include {written} does not exist", advice)
    return None


def _indentation(source: SourceFile, match: re.Match[str]) -> str:
    """What stands before the directive on its line."""
    return source.text[source.text.rfind("\n", 0, match.start()) + 1 : match.start()]


def _fitted(inner: ComposedText, source: SourceFile, match: re.Match[str]) -> ComposedText:
    """The included text in its place: alone on a line, it takes on that line's indentation."""
    line_start = source.text.rfind("\n", 0, match.start()) + 1
    indentation = _indentation(source, match)
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
