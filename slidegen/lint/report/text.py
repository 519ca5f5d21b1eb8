"""The report for people: where and what, the line with a caret, what to do next.

slides/kube.md:12:9 SG101 warning: `kubectl run` makes a Deployment here, and a Pod from 1.18
   |
12 | kubectl run web --image=nginx
   |         ^^^
   = help: use `kubectl create deployment`
   = fix:  Use `kubectl create deployment`, and the label that follows (--fix --unsafe-fixes)
"""

from collections.abc import Iterator

from slidegen.finding import Finding, Severity, few_of_each_kind
from slidegen.lint.report.contents import Result
from slidegen.lint.report.summary import FLAGS, NOUNS
from slidegen.source.printable import printable

COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
#: Of these a file mostly has many or none: the first is shown, and where the others are.
GROUPED = frozenset(("SG415",))
WIDEST = 160  #: a longer line is shown around its caret


def render(result: Result) -> str:
    findings = few_of_each_kind(result.findings)
    others: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.rule.code in GROUPED:
            others.setdefault((finding.path, finding.rule.code), []).append(finding)
    shown = ((finding, others.get((finding.path, finding.rule.code), [finding])) for finding in findings)
    return "\n\n".join(
        "\n".join((*_lines(result, finding), *_also(finding, group[1:])))
        for finding, group in shown
        if finding is group[0] or finding.rule.code not in GROUPED
    )


def _also(first: Finding, others: list[Finding]) -> Iterator[str]:
    if others:
        places = ", ".join(str(finding.start) for finding in others)
        yield f"{' ' * len(str(first.start.line))} = also: {places}"


def _lines(result: Result, finding: Finding) -> Iterator[str]:
    colour = COLOURS[finding.rule.severity]
    place = _paint(result, "1", printable(f"{result.name(finding.path)}:{finding.start}"))
    head = _paint(result, f"1;{colour}", f"{finding.rule.code} {NOUNS[finding.rule.severity]}")
    yield f"{place} {head}: {printable(finding.message)}"
    gutter = " " * len(str(finding.start.line))
    if line := result.line(finding):
        excerpt, caret = _excerpt(line, finding)
        bar = _paint(result, "34", "|")
        yield f"{gutter} {bar}"
        yield f"{_paint(result, '34', str(finding.start.line))} {bar} {excerpt}"
        yield f"{gutter} {bar} {_paint(result, colour, caret)}"
    if finding.help and not _is_the_fix(finding):
        yield f"{gutter} = help: {printable(finding.help)}"
    if finding.fix:
        yield f"{gutter} = fix:  {printable(finding.fix.title)} ({FLAGS[finding.fix.applicability]})"
        if result.show_fixes:
            yield from _edits(result, finding, gutter)


def _is_the_fix(finding: Finding) -> bool:
    """Whether the advice is what the fix's title says anyway."""
    return finding.fix is not None and finding.help.lower() == finding.fix.title.lower()


def _excerpt(line: str, finding: Finding) -> tuple[str, str]:
    """The line and the marks below it; tabs stand in both, so that they line up in any terminal."""
    start = min(finding.start.column - 1, len(line))
    end = finding.end.column - 1 if finding.end.line == finding.start.line else len(line)
    length = max(1, min(end, len(line)) - start)
    cut = max(0, start - WIDEST // 2) if len(line) > WIDEST else 0
    shown = line[cut : cut + WIDEST]
    before = "".join("\t" if character == "\t" else " " for character in shown[: start - cut])
    return printable(shown), before + "^" * min(length, max(1, len(shown) - (start - cut)))


def _edits(result: Result, finding: Finding, gutter: str) -> Iterator[str]:
    for edit, name, start, _ in result.edits(finding):
        source = result.sources.get(edit.span.path)
        old = source.slice(edit.span) if source else ""
        change = printable(f"{old!r} -> {edit.replacement!r}")
        yield f"{gutter}     {printable(name)}:{start}: {change}"


def _paint(result: Result, code: str, text: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if result.colour else text
