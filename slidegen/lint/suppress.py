"""What an author has asked us not to say: suppression comments, and what they cover.

In Markdown, where the audience cannot see them:

    <!-- slidegen: ignore-next-line SG101 because it is the very first example -->
    <!-- slidegen: ignore-line SG102 -->     (at the end of the line it is about)
    <!-- slidegen: ignore SG101, SG102 because … -->  …  <!-- slidegen: end -->
    <!-- slidegen: ignore-file kubectl-run-generator because … -->

In YAML, shell and Dockerfiles: `# slidegen: ignore[SG102]` at the end of a line, or alone above it, and
`# slidegen: ignore-file[SG102]`. In AsciiDoc (`//`) and MDX (`{/* … */}`) the words are those of Markdown.
A rule goes by its code or its name; what follows is the reason.
The next line is the next that is not blank; when it opens a fence, the whole fence is meant, since no
comment can stand in there.

Knows the comments. Must not know what any rule finds.
"""

from collections.abc import Iterator
from functools import cache

from slidegen import lazy_re as re
from slidegen.finding import Applicability, Edit, Finding, Fix, Rule
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.document import Document
from slidegen.lint.slides import fragment_of
from slidegen.lint.suppression_rules import MARK, UNKNOWN, UNREADABLE, UNUSED
from slidegen.location import Span
from slidegen.source.file import SourceFile
from slidegen.source.suggest import did_you_mean

FORMS = "write `<!-- slidegen: ignore-next-line CODE because … -->`, or `ignore CODE` and later `end`"
FORM_OF_HASHES = "write `# slidegen: ignore[CODE]` at the end of the line or above it, or `ignore-file[CODE]`"
ABOVE = "write `<!-- slidegen: ignore-next-line CODE because … -->` above the fence"
WORDS = ("ignore-next-line", "ignore-line", "ignore", "ignore-file", "end")
_WORD = r"\s*slidegen:[ \t]*(?P<word>-?\w++(?>(?:-\w++)*))"
HTML = re.compile(rf"<!--{_WORD}(?P<codes>.*?)-->", re.S)
#: A `#` comment that may be meant for us, whatever its form.
MEANT = re.compile(r"(?<!\S)#[ \t]*slidegen:[ \t]*(?P<word>[\w-]+)[^\n]*")
HASH = re.compile(
    r"(?<!\S)#[ \t]*slidegen:[ \t]*(?P<word>ignore(?:-file)?)\[(?P<codes>[^]\n]*)\](?P<rest>[^\n]*)"
)
#: What is nearly a comment of ours: another case, no colon.
NEARLY = re.compile(
    r"(?:<!--|(?<!\S)#)[ \t]*(?!slidegen:)[Ss](?i:lidegen)[ \t]*(?:[-:][ \t]*)?"
    r"(?P<word>(?i:ignore|disable|noqa)[\w-]*)"
)
#: How other linters call it.
OTHER_WORDS = ("ignore", "disable", "enable", "noqa", "nolint", "skip", "off", "suppress")
CODE = re.compile(r"[A-Z]{2,}\d+")
CODE_OR_NAME = re.compile(r"[A-Z]{2,}\d+|[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
GAP = re.compile(r"[\s,]*")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One rule, not to be mentioned where a finding starts in `[start, end)`."""

    code: str  #: as written: a rule's code or its name
    code_span: Span
    comment: Span  #: the comment as a whole
    alone: bool  #: it is the comment's only code
    start: int
    end: int

    def covers(self, finding: Finding) -> bool:
        if self.code not in (finding.rule.code, finding.rule.name):
            return False
        return self.start <= finding.span.start < self.end


@dataclass(frozen=True, slots=True)
class Suppressions:
    """All of one document, and what is wrong with how they are written."""

    entries: tuple[Suppression, ...] = ()
    findings: tuple[Finding, ...] = ()

    def covering(self, finding: Finding) -> tuple[Suppression, ...]:
        return tuple(entry for entry in self.entries if entry.covers(finding))

    def cover(self, rule: Rule, offset: int) -> bool:
        """Whether `rule` is not to be mentioned at `offset`: what a rule asks about a neighbour."""
        return any(
            entry.code in (rule.code, rule.name) and entry.start <= offset < entry.end
            for entry in self.entries
        )


@dataclass(frozen=True, slots=True)
class Directive:
    """A comment of ours, read: its word, its codes, where it stands."""

    word: str
    span: Span
    codes: tuple[tuple[str, Span], ...]


def suppressions_in(document: Document) -> Suppressions:
    """What the author has asked us not to say here."""
    return _suppressions(document) if MARK in document.source.text else Suppressions()


def covering(document: Document, finding: Finding) -> tuple[Suppression, ...]:
    """The suppressions for which `finding` is not to be mentioned."""
    return document.view(suppressions_in).covering(finding)


def _suppressions(document: Document) -> Suppressions:
    source, entries, findings = document.source, [], list(misplaced(document))
    open_block: Directive | None = None
    for directive in directives_in(document):
        if directive.word not in WORDS:
            findings += misspelt(source, directive)
        elif directive.word == "end":
            if open_block is None:
                findings.append(_unreadable(source, directive, "this ends no `ignore` block"))
            else:
                entries += _entries(open_block, open_block.span.end, directive.span.start)
            open_block = None
        elif not directive.codes:
            findings.append(_unreadable(source, directive, "this names no rule"))
        elif directive.word == "ignore" and document.kind == "markdown":
            if open_block is not None:
                findings.append(_unclosed(source, open_block))
            open_block = directive
        else:
            entries += _entries(directive, *reach(document, directive))
    if open_block is not None:
        findings.append(_unclosed(source, open_block))
        entries += _entries(open_block, open_block.span.end, len(source.text) + 1)
    return Suppressions(tuple(entries), tuple(findings))


def directives_in(document: Document) -> Iterator[Directive]:
    source = document.source
    for match in _comments_of_ours(document):
        codes = _codes(source, match.start("codes"), match.end("codes"))
        yield Directive(match["word"], source.span(*match.span()), codes)


def _comments_of_ours(document: Document) -> Iterator[re.Match[str]]:
    text = document.source.text
    if document.kind != "markdown":
        return HASH.finditer(text)
    if document.markup is not None:
        return _form(document.markup.comment).finditer(text)
    comments = (comment.span for slide in document.view(fragment_of).slides for comment in slide.comments)
    matches = (HTML.match(text, span.start, span.end) for span in comments)
    return (match for match in matches if match)


@cache
def _form(comment: tuple[str, str]) -> re.Pattern[str]:
    """Our comments in another markup; one that nothing ends, ends with its line."""
    opening, closing = map(re.escape, comment)
    return re.compile(rf"{opening}{_WORD}(?P<codes>[^\n]*?){closing or '$'}", re.M)


def _codes(source: SourceFile, start: int, end: int) -> tuple[tuple[str, Span], ...]:
    """The codes at the front of `text[start:end]`; the first word that is none begins the reason.

    A name is read only at the front or after a comma: reasons are full of words such as `re-run`.
    """
    codes: list[tuple[str, Span]] = []
    form = CODE_OR_NAME
    while match := form.match(source.text, _skip(source.text, start), end):
        codes.append((match.group(), source.span(*match.span())))
        start = match.end()
        form = CODE_OR_NAME if "," in source.text[start : _skip(source.text, start)] else CODE
    return tuple(codes)


def _skip(text: str, at: int) -> int:
    gap = GAP.match(text, at)
    assert gap is not None
    return gap.end()


def _entries(directive: Directive, start: int, end: int) -> list[Suppression]:
    alone = len(directive.codes) == 1
    return [Suppression(code, at, directive.span, alone, start, end) for code, at in directive.codes]


def reach(document: Document, directive: Directive) -> tuple[int, int]:
    """Where the findings start that a directive without a block is about."""
    source, span = document.source, directive.span
    line = source.line_at(span.start)
    if directive.word == "ignore-file":
        return 0, len(source.text) + 1
    if directive.word == "ignore-line":
        return _lines(source, line, line)
    if document.kind != "markdown":
        above = not source.line(line).strip().startswith("#")
        return _lines(source, line, line) if above else _next_line(document, line)
    return _next_line(document, source.line_at(span.end))


def _next_line(document: Document, line: int) -> tuple[int, int]:
    source, following = document.source, line + 1
    count = len(source.line_starts)
    while following < count and not source.line(following).strip():
        following += 1
    fences = document.view(fragment_of).fences
    fence = next((fence for fence in fences if fence.line == following), None)
    return _lines(source, following, fence.end_line if fence else following)


def _lines(source: SourceFile, first: int, last: int) -> tuple[int, int]:
    starts = source.line_starts
    start = starts[first - 1] if first <= len(starts) else len(source.text)
    return start, starts[last] if last < len(starts) else len(source.text) + 1


# ---- what is wrong with how they are written
def misplaced(document: Document) -> Iterator[Finding]:
    """`#` comments that are plainly meant for us and suppress nothing, by their form or by their place."""
    for match in MEANT.finditer(document.text):
        if not _is_meant(match["word"]):
            continue
        if document.kind == "markdown":
            if _is_in_code(document, match.start()):
                message = "a comment in code suppresses nothing, and all who look see it"
                yield _unheeded(document, match, message, ABOVE)
        elif not HASH.match(document.text, match.start()):
            yield _unheeded(document, match, "this is no form of a suppression", FORM_OF_HASHES)


def _is_in_code(document: Document, offset: int) -> bool:
    spans = (fence.text_span for fence in document.view(fragment_of).fences)
    return any(span.start <= offset < span.end for span in spans)


def _unheeded(document: Document, match: re.Match[str], message: str, advice: str) -> Finding:
    return document.source.finding(UNREADABLE, match.start(), match.end(), message, help=advice)


def misspelt(source: SourceFile, directive: Directive) -> list[Finding]:
    """Other words after `slidegen:` belong to others, unless one of ours is clearly meant."""
    if not _is_meant(directive.word):
        return []
    near = did_you_mean(directive.word, WORDS, 0.75)
    message = f"`{directive.word}` is no suppression{f'; did you mean `{near}`?' if near else ''}"
    return [_unreadable(source, directive, message)]


def _is_meant(word: str) -> bool:
    return word.startswith(OTHER_WORDS) or did_you_mean(word, WORDS, 0.75) is not None


def nearly_ours(document: Document) -> Iterator[Finding]:
    """Comments that would be for us, were our name written as we read it."""
    for match in NEARLY.finditer(document.text):
        if document.kind == "markdown" and (match[0][0] == "#" or _is_in_code(document, match.start())):
            continue
        advice = FORMS if document.kind == "markdown" else FORM_OF_HASHES
        yield _unheeded(document, match, "our comments begin with `slidegen:`", advice)


def _unclosed(source: SourceFile, directive: Directive) -> Finding:
    return _unreadable(source, directive, "this `ignore` block is never ended")


def _unreadable(source: SourceFile, directive: Directive, message: str) -> Finding:
    start, end = directive.span.start, directive.span.end
    return source.finding(UNREADABLE, start, end, message, help=FORMS)


def unknown_in(source: SourceFile, suppressions: Suppressions, known: frozenset[str]) -> Iterator[Finding]:
    """Codes and names that no rule has."""
    for entry in suppressions.entries:
        if entry.code not in known:
            message = f"there is no rule `{entry.code}`"
            yield _needless(UNKNOWN, source, entry, message, "`slidegen rule` lists them")


def unused_in(
    source: SourceFile, suppressions: Suppressions, used: frozenset[Suppression], active: frozenset[str]
) -> Iterator[Finding]:
    """Suppressions that had nothing to do, of rules that were asked for."""
    for entry in suppressions.entries:
        if entry.code in active and entry not in used:
            advice = "remove it, so that it cannot hide something else one day"
            yield _needless(UNUSED, source, entry, f"`{entry.code}` finds nothing here", advice)


def _needless(rule: Rule, source: SourceFile, entry: Suppression, message: str, advice: str) -> Finding:
    start, end = entry.code_span.start, entry.code_span.end
    return source.finding(rule, start, end, message, help=advice, fix=without(source, entry))


def without(source: SourceFile, entry: Suppression) -> Fix:
    """The fix that removes the code, or the comment when that was its only one."""
    if not entry.alone:
        end = _skip(source.text, entry.code_span.end)
        edit = Edit(source.span(entry.code_span.start, end), "")
    else:
        edit = Edit(source.span(*_with_its_line(source, entry.comment)), "")
    return Fix("Remove the suppression", (edit,), Applicability.SAFE)


def _with_its_line(source: SourceFile, span: Span) -> tuple[int, int]:
    """The comment, with the whole line when nothing else stands there, else with the blanks before it."""
    text, start, end = source.text, span.start, span.end
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    if (start == 0 or text[start - 1] == "\n") and text[end : end + 1] == "\n":
        return start, end + 1
    return start, end
