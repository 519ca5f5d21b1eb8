"""Exercises and their snippets: the one place that recognises them, for pages, scripts and lint alike.

Knows fences, and the one-line ```` ```verb arguments``` ```` that authors hide in comments. Must not know
what a verb does, nor run anything.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.source.file import SourceFile
from slidegen.text.brackets import CLASS_OPEN, ClassRegion, match_brackets
from slidegen.text.indents import dedent, unquoted
from slidegen.text.model import Exercise, Fence, Snippet, exercise_of
from slidegen.text.verbatim import CommentRegion, FenceRegion, Verbatim, code_spans, read_verbatim

ONE_LINER = re.compile(r"```(?P<verb>[^\s`]+)(?:[ \t]++(?P<data>[^\n]*?))?```")
#: What stands behind inline code that Katacoda runs at a click: `` `ls`{{execute}} ``.
_EXECUTE = re.compile(r"\{\{[ \t]*exec(?:ute)?\b[^{}\n]*\}\}")
_INNER = re.compile(r"`+ ?(?P<code>.*?) ?`+", re.DOTALL)
#: The first word of an info string, with all of a `{{execute HOST1}}` in it.
_VERB = re.compile(r"(?>(?:\{\{[^}]*\}\}|[^ ])*)")


@dataclass(frozen=True, slots=True)
class ExerciseRange:
    """An exercise by offsets; `open` is where its content begins."""

    start: int
    open: int
    end: int
    name: str
    comment: CommentRegion | None  #: the comment that holds all of it


def exercise_ranges(
    text: str, verbatim: Verbatim, classes: list[ClassRegion], names: tuple[str, ...], end: int
) -> list[ExerciseRange]:
    """The exercises in the regions of one slide; one that is not closed runs to the slide's `end`."""
    found = [
        ExerciseRange(region.start, region.open + 1, region.end if region.end <= end else end, name, None)
        for region in classes
        for name in region.names
        if name in names
    ]
    for comment in verbatim.comments:
        found.extend(_exercises_in_comment(text, comment, names))
    return _outermost(found)


def _exercises_in_comment(
    text: str, comment: CommentRegion, names: tuple[str, ...]
) -> Iterator[ExerciseRange]:
    inner_end = comment.end - 3 if comment.closed else comment.end
    pairs: dict[int, int] | None = None
    for opening in CLASS_OPEN.finditer(text, comment.start + 4, inner_end):
        name = next((name for name in opening[2].split(".")[1:] if name in names), None)
        if name is None or opening[1]:
            continue
        if pairs is None:
            pairs = match_brackets(
                text, read_verbatim(text, comment.start + 4, inner_end), comment.start + 4, inner_end
            )
        close = pairs.get(opening.end() - 1)
        end = inner_end if close is None else close + 1
        yield ExerciseRange(opening.start(2), opening.end(), end, name, comment)


def _outermost(ranges: list[ExerciseRange]) -> list[ExerciseRange]:
    """In order, without those inside another: nested exercises are one."""
    kept: list[ExerciseRange] = []
    for each in sorted(ranges, key=lambda r: (r.start, -r.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def read_exercise(
    source: SourceFile,
    verbatim: Verbatim,
    found: ExerciseRange,
    ordinal: int,
    notes_start: int | None,
    fences: tuple[Fence, ...] = (),
) -> Exercise:
    """The exercise that stands at `found`; `fences` are those of its slide that are read already."""
    snippets = tuple(_snippets(source, verbatim, found, fences))
    if notes_start is not None:
        snippets = tuple(replace(s, in_notes=s.span.start >= notes_start) for s in snippets)
    span = source.span(found.start, found.end)
    return exercise_of(span, found.name, source.line_at(found.start), ordinal, snippets)


def _snippets(
    source: SourceFile, verbatim: Verbatim, found: ExerciseRange, fences: tuple[Fence, ...]
) -> Iterator[Snippet]:
    if found.comment is not None:
        yield from _snippets_in_comment(source, found.open, found.end)
        return
    regions: list[FenceRegion | CommentRegion] = [*verbatim.fences, *verbatim.comments]
    inside = (r for r in regions if found.open <= r.start < found.end)
    known = {fence.text_span.start: fence for fence in fences if not fence.in_comment}
    snippets = [snippet for region in inside for snippet in _snippets_in(source, region, known)]
    snippets += executed_in(source, verbatim, found.open, found.end)
    yield from sorted(snippets, key=lambda snippet: snippet.span.start)


def _snippets_in(
    source: SourceFile, region: FenceRegion | CommentRegion, known: Mapping[int, Fence]
) -> Iterator[Snippet]:
    if isinstance(region, FenceRegion):
        fence = known.get(region.text_start) or read_fence_node(source, region)
        yield fence_snippet(replace(fence, in_notes=False) if fence.in_notes else fence, in_comment=False)
    else:
        end = region.end - 3 if region.closed else region.end
        yield from _snippets_in_comment(source, region.start + 4, end)


def executed_in(source: SourceFile, verbatim: Verbatim, start: int, end: int) -> Iterator[Snippet]:
    """The inline code of `[start, end)` that is to be run; what `<pre>` shows is how to write that."""
    text = source.text
    if text.find("`{{", start, end) == -1:
        return
    shows = text.find("<pre", start, end) != -1
    for gap_start, gap_end in verbatim.gaps(start, end):
        for span in code_spans(text, gap_start, gap_end):
            action = _EXECUTE.match(text, span[1], gap_end)
            if action and not (shows and _is_preformatted(text, start, span[0])):
                yield _executed(source, span, action)


def _is_preformatted(text: str, start: int, at: int) -> bool:
    opening = text.rfind("<pre", start, at)
    return opening != -1 and text.find("</pre", opening, at) == -1


def _executed(source: SourceFile, span: tuple[int, int], action: re.Match[str]) -> Snippet:
    code = _INNER.fullmatch(source.text, *span)
    assert code is not None  # a code span begins and ends with backticks
    found = _one_line(source, (span[0], action.end()), code.span("code"), "execute")
    return replace(found, arguments=action[0], data=" ".join(code["code"].split("\n")))


def _snippets_in_comment(source: SourceFile, start: int, end: int) -> Iterator[Snippet]:
    inner = read_verbatim(source.text, start, end)
    fences = [(f.start, fence_snippet(read_fence_node(source, f), in_comment=True)) for f in inner.fences]
    one_liners = [
        (line.start(), _one_liner(source, line))
        for gap_start, gap_end in inner.gaps(start, end)
        for line in ONE_LINER.finditer(source.text, gap_start, gap_end)
    ]
    for _, snippet in sorted([*fences, *one_liners], key=lambda pair: pair[0]):
        yield snippet


def _one_liner(source: SourceFile, line: re.Match[str]) -> Snippet:
    data_at = line.span("data") if line["data"] is not None else (line.end("verb"), line.end("verb"))
    return replace(_one_line(source, line.span(), data_at, line["verb"]), in_comment=True)


def _one_line(source: SourceFile, span: tuple[int, int], data_at: tuple[int, int], verb: str) -> Snippet:
    start, end = span
    return Snippet(
        span=source.span(start, end),
        text_span=source.span(*data_at),
        verb=verb,
        arguments="",
        data=source.text[slice(*data_at)],
        line=source.line_at(start),
        end_line=source.line_at(end),
        kind="oneline",
        in_comment=False,
        in_notes=False,
        column=0,
    )


def fence_snippet(fence: Fence, *, in_comment: bool) -> Snippet:
    """The snippet that a fence is."""
    found = _VERB.match(fence.info)
    verb = found[0] if found else ""
    return Snippet(
        span=fence.span,
        text_span=fence.text_span,
        verb=verb or None,
        arguments=fence.info[len(verb) :].strip(),
        data=fence.text.strip("\n"),
        line=fence.line,
        end_line=fence.end_line,
        kind="fence",
        in_comment=in_comment,
        in_notes=fence.in_notes,
        column=fence.column,
    )


def read_fence_node(
    source: SourceFile, region: FenceRegion, *, in_comment: bool = False, in_notes: bool = False
) -> Fence:
    """The fence at `region`, its text moved left by the fence's indentation and then by the common one."""
    raw = source.text[region.text_start : region.text_end]
    lines = raw.removesuffix("\n").split("\n") if raw else []
    quotes, lead = region.lead.count(">"), region.lead
    for _ in range(quotes):
        lead, behind = unquoted(lead) or "", map(unquoted, lines)
        lines = [line if rest is None else rest for line, rest in zip(lines, behind, strict=True)]
    column, text = dedent(lines, lead)
    indentation = len(region.lead) - len(region.lead.lstrip(" \t"))
    return Fence(
        span=source.span(region.start + indentation, region.end),
        info=region.info,
        text_span=source.span(region.text_start, max(region.text_start, region.text_end)),
        text="\n".join(text),
        line=source.line_at(region.start),
        end_line=source.line_at(region.end),
        column=len(region.lead) - len(lead) + column,
        closed=region.closing != "unclosed",
        in_comment=in_comment,
        in_notes=in_notes,
        quotes=quotes,
    )
