"""Whether what is stale is meant to be: an exercise to mend it, or a command that is shown to fail.

    ### Deprecated APIs                               the heading
    This manifest no longer works; convert it:        the paragraph in front of the code, or the one behind it
    error: unable to recognize "old.yaml"             what is printed, or a comment
    k8s/ingress-v1beta1.yaml                          a file's name
    pkg/testdata/v1.19/default.yaml                   what a program is tested with, by Go's name for it
    kubectl convert -f web.yaml                       a command to make a file new: it is old till then

A manifest that is wrong on purpose is a note: "Fix the following". So is all that a program is tested with.

Such a fix is not made unasked: it would do the exercise, or take away what a page is about. All of this is a
guess from words, so nothing is left unsaid for it. Knows words. Must not know rules.
"""

import posixpath
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from slidegen import lazy_re as re
from slidegen.finding import Applicability, Finding, Severity
from slidegen.lint.commands import commands_by_program
from slidegen.lint.document import Document
from slidegen.lint.kubectl import read_kubectl
from slidegen.lint.project import Project
from slidegen.lint.slides import fragment_of

#: The families of rules that speak of what went stale.
OF_ROT = ("SG1", "SG2", "SG3")
#: What a text says beside a command or a manifest that is to fail.
FAILURE = re.compile(
    r"(?i)\b(?:(?:removed|deprecat\w+|no longer|unavailable|obsolete|outdated|could(?: not|n't) find"
    r"|kubectl[ -]convert|(?:old|earlier|previous)[ ](?:api|version|syntax|manifest)s?"
    r"|unable to recognize|no matches for kind|unknown (?:flag|command)"
    r"|(?:will|should) (?:fail|be refused)|(?:won't|doesn't|does not) work|helm[ -]?v?2)\b"
    r"|error:|doesn't have)"
)
#: What a text says beside a manifest that readers are to mend.
FAULT = re.compile(
    r"(?i)\b(?:fix (?:the|this|it|them)|wrong|mistakes?|broken|faulty|troubleshooting|invalid|does not match"
    r"|d[ée]pann\w+)\b"
)
#: What a page shows that the API server says to it.
REFUSAL = re.compile(r"spec\.selector: Required value|`selector` does not match template|already set in map")
#: A file whose name says that it is of another time; `1-10-pods.md` is a tenth chapter.
_OLD_NAME = re.compile(
    r"(?i)(?:^|[/_. -])(?:old|legacy|deprecated|obsolete|outdated|broken"
    r"|(?:v|k8s-?|kubernetes-?)1[.-]\d{1,2}|v\d(?:alpha|beta)\d)(?=[/_. -])"
)
#: https://pkg.go.dev/cmd/go has the name.
_TEST_DATA = re.compile(r"(?:^|/)testdata/")
_COMMENT = re.compile(r"(?:#|<!--)[^\n]*")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
CONVERTERS = ("kubectl", "kubectl-convert")
#: What begins no paragraph below a code, but a heading, another code or the next slide.
_NO_PARAGRAPH = ("#", "```", "~~~", "--")
#: How far the words may stand from what they are about.
BEFORE, BEHIND = 300, 200
LONGEST = 1_000  #: how much of a paragraph is read, in front of a place and behind it

ADVICE = "what stands around it says that it may be meant: if it is, `slidegen: ignore-next-line {code}`"


def with_care(findings: Iterable[Finding], project: Project) -> list[Finding]:
    """The same findings; the fix of what may be meant is none that is made unasked."""
    cared = (_with_care(each, project) if _is_fixed_unasked(each) else each for each in findings)
    return [_of_a_test(each) if _TEST_DATA.search(each.span.path) else each for each in cared]


def _of_a_test(finding: Finding) -> Finding:
    if not finding.rule.code.startswith(OF_ROT):
        return finding
    return replace(finding, rule=replace(finding.rule, severity=Severity.INFO))


def _is_fixed_unasked(finding: Finding) -> bool:
    fix = finding.fix
    return (
        fix is not None and fix.applicability is Applicability.SAFE and finding.rule.code.startswith(OF_ROT)
    )


def _with_care(finding: Finding, project: Project) -> Finding:
    assert finding.fix is not None
    places = {(edit.span.path, edit.span.start) for edit in finding.fix.edits}
    documents = ((project.document(path), start) for path, start in places)
    old = (
        document and (is_meant_old(document, at) or _is_converted(document, project))
        for document, at in documents
    )
    if not any(old):
        return finding
    advice = ADVICE.format(code=finding.rule.code)
    return replace(
        finding,
        fix=replace(finding.fix, applicability=Applicability.UNSAFE),
        help=f"{finding.help}; {advice}" if finding.help else advice,
    )


def as_meant(document: Document, finding: Finding) -> Finding:
    """The same finding; a note where something around it says that it is wrong, since it may be a task."""
    text, at = document.text, finding.span.start
    is_refused = document.kind == "markdown" and REFUSAL.search(text, at, at + LONGEST)
    is_task = FAULT.search(document.path) or any(FAULT.search(text, *each) for each in _around(document, at))
    if not (is_task or is_refused):
        return finding
    advice = ADVICE.format(code=finding.rule.code)
    note = replace(finding.rule, severity=Severity.INFO)
    return replace(finding, rule=note, help=f"{finding.help}; {advice}")


def is_meant_old(document: Document, at: int) -> bool:
    """Whether something around this place of `document` says that it is to be stale."""
    if _OLD_NAME.search(document.path) or _TEST_DATA.search(document.path):
        return True
    return any(FAILURE.search(document.text, start, end) for start, end in _around(document, at))


def is_said_of(words: re.Pattern[str], document: Document, at: int) -> bool:
    """Whether one of `words` stands in the paragraph of a page around this place, in the heading above it, or
    in the page's name.
    """
    text = document.text
    first = max(0, at - LONGEST)
    start = max(first, text.rfind("\n\n", first, at))
    end = text.find("\n\n", at, at + LONGEST)
    places = ((start, end if end != -1 else at + LONGEST), _heading_above(document, at))
    return any(words.search(text, *place) for place in places) or bool(words.search(document.path))


def _is_converted(document: Document, project: Project) -> bool:
    """Whether a page has its readers convert the file; they may stand in another folder than it says."""
    path = f"/{document.path}"
    return document.kind == "yaml" and any(path.endswith(f"/{name}") for name in project.view(_converted))


def _converted(project: Project) -> frozenset[str]:
    return frozenset(
        name for page in project.markdown_holding("convert") for name in page.view(_converted_in)
    )


def _converted_in(page: Document) -> tuple[str, ...]:
    """The files that commands of a page convert, by their names from where those are typed."""
    flags = [
        flag
        for program, commands in page.view(commands_by_program).items()
        for command in (commands if program in CONVERTERS else ())
        for flag in command.view(read_kubectl).flags
        if flag.name == "--filename"
        and (program != "kubectl" or command.view(read_kubectl).verb == "convert")
    ]
    names = (posixpath.normpath(flag.value).lstrip("./") for flag in flags if flag.value)
    return tuple(name for name in names if name.endswith((".yaml", ".yml")))


def _around(document: Document, at: int) -> Iterator[tuple[int, int]]:
    """Where such words may stand: on a page beside the code, elsewhere in the comments close by."""
    text = document.text
    if document.kind != "markdown":
        yield from (
            (line.start(), line.end()) for line in _COMMENT.finditer(text, max(0, at - BEFORE), at + BEHIND)
        )
        return
    start, end = _code_at(document, at)
    above = list(_PARAGRAPH.finditer(text, max(0, start - BEFORE), start))
    if above and not text[above[-1].end() : start].strip():
        above.pop()  # the blank line between the paragraph and its code
    yield above[-1].end() if above else max(0, start - BEFORE), start
    yield from ((line.start(), line.end()) for line in _COMMENT.finditer(text, start, at))
    yield at, min(end, at + BEHIND)
    below = text[end : end + BEHIND].lstrip()
    if not below.startswith(_NO_PARAGRAPH):
        last = min(end + BEHIND, len(text))
        first = last - len(below)
        yield first, text.find("\n\n", first, last) % (last + 1)
    yield _heading_above(document, start)


def _code_at(document: Document, at: int) -> tuple[int, int]:
    """The fence that this place is in, else its line."""
    if fence := _fence_at(document, at):
        return fence
    text = document.text
    return text.rfind("\n", 0, at) + 1, (text.find("\n", at) + 1 or len(text)) - 1


def _fence_at(document: Document, at: int) -> tuple[int, int] | None:
    spans = document.view(_fences)
    start, end = spans[bisect_right(spans, (at, len(document.text))) - 1] if spans else (0, 0)
    return (start, end) if start <= at < end else None


def _fences(document: Document) -> tuple[tuple[int, int], ...]:
    return tuple(sorted((fence.span.start, fence.span.end) for fence in document.view(fragment_of).fences))


def _heading_above(document: Document, at: int) -> tuple[int, int]:
    """The line of the last heading in front of it, which may stand some paragraphs above."""
    text, start = document.text, at
    while (start := text.rfind("\n#", 0, start)) != -1 and (fence := _fence_at(document, start + 1)):
        start = fence[0]
    return start + 1, text.find("\n", start + 1)
