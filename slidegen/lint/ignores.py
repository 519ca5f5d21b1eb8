"""Writing suppressions: one for each finding that is to be let be, where the audience does not see it.

In Markdown: above a fence or heading that the finding is in, else at the end of its line; where a comment
would change the slide (in properties, at separators) the whole file is meant. In YAML and shell: at the end
of the line; where that is no place for a comment, at the end of the file, for all of it, as in other markup.

Knows the forms that `suppress` reads. Must not touch the disk.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from slidegen.finding import Edit, Finding, Severity
from slidegen.lint.document import Document
from slidegen.lint.fix import Look, with_edits
from slidegen.lint.headings import heading_lines_in
from slidegen.lint.migration.identity import GENERATOR
from slidegen.lint.project import Project
from slidegen.lint.prose import prose_of
from slidegen.lint.rules.stale_label import scalars_in
from slidegen.lint.slides import fragment_of
from slidegen.lint.suppression_rules import UNKNOWN, UNREADABLE, UNUSED
from slidegen.lint.yaml_block import YamlBlock, yaml_blocks_in
from slidegen.source.file import SourceFile

REASON = "because it was here before the linter"

#: What no comment can silence.
JSON = (".json", ".ipynb")
ABOUT_COMMENTS = frozenset(rule.code for rule in (UNUSED, UNKNOWN, UNREADABLE))


def suppressed(look: Look) -> dict[str, SourceFile]:
    """The files that change so that `look` has nothing to say any more."""
    changed: dict[str, SourceFile] = {}
    project, findings = look(changed)
    first = [finding for finding in findings if _decides(finding)]
    if first and len(first) < len(findings):
        changed |= {source.path: source for source in with_ignores(project, first)}
        project, findings = look(changed)
    return changed | {source.path: source for source in with_ignores(project, findings)}


def _decides(finding: Finding) -> bool:
    """Whether others may follow from it: a command that is to stay keeps its labels and its mentions."""
    return finding.rule.code == GENERATOR.code and finding.rule.severity is not Severity.INFO


def with_ignores(project: Project, findings: Iterable[Finding]) -> tuple[SourceFile, ...]:
    """The files as they are with a suppression for each of `findings`."""
    documents = {document.path: document for document in project.asked}
    changed = []
    wanted = [finding for finding in findings if finding.rule.code not in ABOUT_COMMENTS]
    for path, group in groupby(sorted(wanted, key=lambda finding: finding.path), lambda f: f.path):
        document = documents.get(path)
        if document is not None and document.written.is_utf8:
            edits = tuple(edits_for(document, tuple(group)))
            changed += [with_edits(document.written, edits)] if edits else []
    return tuple(changed)


def edits_for(document: Document, findings: tuple[Finding, ...]) -> Iterator[Edit]:
    """One insertion a place, for all codes that are found there; none in JSON, which has no comments."""
    if document.path.endswith(JSON):
        return
    places: dict[tuple[int, str], set[str]] = {}
    for finding in findings:
        places.setdefault(place_of(document, finding), set()).add(finding.rule.code)
    for (offset, form), codes in sorted(places.items()):
        yield Edit(document.source.span(offset, offset), form.format(codes=", ".join(sorted(codes))))


def place_of(document: Document, finding: Finding) -> tuple[int, str]:
    """Where to insert what."""
    if document.markup is not None:
        opening, closing = (mark.replace("{", "{{").replace("}", "}}") for mark in document.markup.comment)
        comment = f"{opening} slidegen: ignore-file {{codes}} {REASON} {closing}".rstrip()
        return _at_the_end(document.written, f"\n{comment}")
    if document.kind == "markdown":
        return _in_markdown(document, finding)
    source, line = document.source, finding.start.line
    if not _takes_a_comment(document, finding):
        return _at_the_end(source, "# slidegen: ignore-file[{codes}]")
    return source.line_starts[line - 1] + len(source.line(line).rstrip()), "  # slidegen: ignore[{codes}]"


def _at_the_end(source: SourceFile, comment: str) -> tuple[int, str]:
    """The end is the place where a line changes nothing: the first may be `#!`, or a parser's directive."""
    newline = "" if source.text.endswith("\n") or not source.text else "\n"
    return len(source.text), f"{newline}{comment}\n"


def _takes_a_comment(document: Document, finding: Finding) -> bool:
    """Whether what follows `#` at the end of the finding's line is surely a comment."""
    line = document.source.line(finding.start.line).rstrip()
    if not line or document.kind == "dockerfile":
        return False
    if document.kind == "shell":
        return not any(mark in line for mark in "\"'`\\#") and "<<" not in document.text
    return not any(covers for block in document.view(yaml_blocks_in) for covers in _text_over(block, finding))


def _text_over(block: YamlBlock, finding: Finding) -> Iterator[bool]:
    """Whether a text of several lines stands where the comment would; so it may, when nothing parses."""
    if not block.parses:
        yield True
    end = block.source.line_starts[finding.start.line - 1] + len(block.source.line(finding.start.line))
    for root in block.documents:
        for scalar in scalars_in(root):
            text = block.source.slice(scalar.span)
            yield scalar.span.start <= end <= scalar.span.end and "\n" in text


def _in_markdown(document: Document, finding: Finding) -> tuple[int, str]:
    fragment, source, at = document.view(fragment_of), document.source, finding.span.start
    for fence in fragment.fences:
        if not fence.in_comment and fence.span.start <= at < fence.span.end:
            if fence.span == fence.text_span:
                break  # no mark of a fence, above which a comment may stand
            return _line_above(source, fence.line)
    if finding.start.line in document.view(heading_lines_in):
        return _line_above(source, finding.start.line)
    if _is_plain(document, finding):
        line = finding.start.line
        end = source.line_starts[line - 1] + len(source.line(line).rstrip())
        return end, f" <!-- slidegen: ignore-line {{codes}} {REASON} -->"
    return _at_the_end(source, f"\n<!-- slidegen: ignore-file {{codes}} {REASON} -->")


def _line_above(source: SourceFile, number: int) -> tuple[int, str]:
    line = source.line(number)
    indent = line[: len(line) - len(line.lstrip())]
    comment = f"{indent}<!-- slidegen: ignore-next-line {{codes}} {REASON} -->\n"
    return source.line_starts[number - 1], comment


def _is_plain(document: Document, finding: Finding) -> bool:
    """Whether a comment at the end of the finding's line is nothing but a comment."""
    fragment, source = document.view(fragment_of), document.source
    start = source.line_starts[finding.start.line - 1]
    end = start + len(source.line(finding.start.line).rstrip())
    if end == start or document.view(prose_of)[end - 1] == " " != source.text[end - 1]:
        return False  # blank, or its end is code or a comment
    for slide in fragment.slides:
        if any(p.span.start <= end and start <= p.span.end for p in slide.properties):
            return False
    return source.text[start:end].strip() not in ("---", "--", "???")
