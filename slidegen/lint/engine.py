"""Running rules over a project: what they find, in the one order, without what is not to be mentioned.

A rule that judges the whole project reads all of it, yet only what lies in files asked for is reported.
Knows how rules are called. Must not know any rule but those about suppressions, nor touch the disk.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from slidegen.finding import Finding, Rule
from slidegen.lazy_dataclass import dataclass
from slidegen.lazy_module import lazy_module
from slidegen.lint.as_written import as_written
from slidegen.lint.browser_rules import LOOKS
from slidegen.lint.chart_choices import is_left_out
from slidegen.lint.decks import is_slides
from slidegen.lint.document import Document
from slidegen.lint.highlights import as_decks_show_it
from slidegen.lint.inline import code_spans_in
from slidegen.lint.meant_old import with_care
from slidegen.lint.project import Project
from slidegen.lint.reading import RULES as READING
from slidegen.lint.reading import reading_findings
from slidegen.lint.rehearsed import rehearsed_findings
from slidegen.lint.rule_form import ListedRule, that_may_find
from slidegen.lint.rules import RULES
from slidegen.lint.scope import is_meant
from slidegen.lint.selection import Named, Selection
from slidegen.lint.suppression_rules import MARK, UNKNOWN, UNUSED
from slidegen.lint.target import targets_of

if TYPE_CHECKING:
    from slidegen.lint import suppress
else:  # few texts hold such a comment
    suppress = lazy_module("slidegen.lint.suppress")

Found: TypeAlias = set[Finding]
Piece: TypeAlias = Callable[[], Found]
#: Who does the pieces of the work, and gives what they found in their order.
Share: TypeAlias = Callable[[Sequence[Piece]], list[Found]]

#: So many documents are worth a second process; in so many parts, which four processes can have.
MANY, PIECES = 100, 2
#: The families that hardly look at commands. With them apart from the others, and dealt out in turns, no two
#: processes of two read the same commands, and both take as long.
NOT_OF_COMMANDS = ("SG2", "SG4", "SG6")


def in_turn(pieces: Sequence[Piece]) -> list[Found]:
    return [piece() for piece in pieces]


@dataclass(frozen=True, slots=True)
class Linted:
    """What there is to say, sorted, and how much was not to be mentioned."""

    findings: tuple[Finding, ...]
    suppressed: int = 0


def identities() -> tuple[Named, ...]:
    """The rules' names and codes: those of what reading yields, ours, and those of `slidegen check`."""
    return (*READING, *RULES, *LOOKS)


def all_rules() -> tuple[Rule, ...]:
    """The same rules with all that is known of them, for which each is loaded."""
    return (*READING, *(listed.rule for listed in (*RULES, *LOOKS)))


def lint(
    project: Project,
    selection: Selection,
    read: Iterable[Finding] = (),
    share: Share = in_turn,
) -> Linted:
    """All that the selected rules find in the documents asked for; `read` is what reading them has found.

    `share` does the work of many documents; by default it is done here.
    """
    project = as_decks_show_it(project)
    active = tuple(rule for rule in RULES if rule.code in selection.codes)
    parts = tuple(by_target(project))
    slides = tuple(rule for rule in active if rule.code.startswith(NOT_OF_COMMANDS))
    others = tuple(rule for rule in active if rule not in slides)
    pieces = [partial(_of_rehearsal, project, selection), partial(_of_projects, parts, active)]
    for number in range(PIECES):
        pieces += [partial(_of_documents, parts, rules, number) for rules in (slides, others)]
    pieces.append(partial(_of_reading, project, tuple(read), selection))
    is_shared = len(project.asked) >= MANY
    if is_shared and slides and others:
        _read_for_all(parts)
    rehearsed, *own = (share if is_shared else in_turn)(pieces)
    found = set[Finding]().union(*own)
    found |= _untold(found, rehearsed)
    selected = [f for f in found if not selection.ignored_in(f.rule.code, f.path)]
    kept, used = sift(project, selected)
    kept = with_care(kept, project)
    about = [f for f in about_suppressions(project, selection, used) if selection.applies(f.rule, f.path)]
    # What a build says stands where it is written already.
    built = {f for f in kept if f in rehearsed}
    at_place = {*built, *as_written({*kept, *about} - built, project.document)}
    shown = sorted(at_place, key=lambda finding: finding.sort_key)
    return Linted(tuple(shown), len(selected) - len(kept))


def _untold(found: set[Finding], rehearsed: Iterable[Finding]) -> set[Finding]:
    """What only a build says: where a rule of ours speaks of the same, it knows more of it, such as a fix."""
    told = {(f.rule.code, f.path, f.span.start) for f in found}
    return {f for f in rehearsed if (f.rule.code, f.path, f.span.start) not in told}


def by_target(project: Project) -> Iterator[Project]:
    """The project once for each Kubernetes version that its decks are for, with the documents of those."""
    targets = targets_of(project)
    if not targets:
        yield project
        return
    for version in sorted({project.target, *targets.values()}):
        asked = tuple(d for d in project.asked if targets.get(d.path, project.target) == version)
        if asked:
            yield replace(
                project,
                asked=asked,
                target=version,
                read_all=lambda: project.documents,
                read_one=project.document,
                read_yaml=lambda: project.yaml_documents,
                read_holding=lambda word: tuple(project.markdown_holding(word)),
            )


# ---- the pieces of the work
def _read_for_all(parts: Sequence[Project]) -> None:
    """What all pieces ask for, before processes are copied: each of them would read it."""
    for project in parts:
        for document in project.asked:
            if document.kind == "markdown":
                document.view(code_spans_in)
                is_slides(document, project)


def _of_projects(parts: Sequence[Project], rules: Sequence[ListedRule]) -> Found:
    return {
        finding
        for project in parts
        for rule in rules
        if rule.judges == "projects" and any(map(rule.may_find_in, project.asked))
        for finding in _findings_of(project, rule)
    }


def _findings_of(project: Project, rule: ListedRule) -> Iterator[Finding]:
    asked = {document.path: document for document in project.asked}
    for finding in rule.check_project(project):
        if finding.path in asked and is_meant(finding.rule.code, asked[finding.path], project):
            yield finding


def _of_rehearsal(project: Project, selection: Selection) -> Found:
    found = rehearsed_findings(project) if _reads(selection) else ()
    return {f for f in found if f.rule.code in selection.codes}


def _of_reading(project: Project, read: Iterable[Finding], selection: Selection) -> Found:
    found = (*read, *reading_findings(project)) if _reads(selection) else ()
    return {f for f in found if f.rule.code in selection.codes}


def _reads(selection: Selection) -> bool:
    """Whether what reading yields, or a build says, was asked for."""
    return any(rule.code in selection.codes for rule in READING)


def _of_documents(parts: Sequence[Project], rules: Sequence[ListedRule], number: int) -> Found:
    """What the rules about documents find in each so manieth."""
    judging = tuple(rule for rule in rules if rule.judges in ("texts", "markdown"))
    return {
        finding
        for project in parts
        for document in project.asked[number::PIECES]
        for rule in that_may_find(judging, document)
        for finding in _findings_in(document, project, rule)
        if not is_left_out(document, finding.span.start, project.target)
    }


def _findings_in(document: Document, project: Project, rule: ListedRule) -> Iterable[Finding]:
    """What one rule finds in one document.

    At a glance the question where it applies waits for a finding, since the answer may need all manifests.
    """
    if project.is_glance:
        return (f for f in rule.check(document, project) if is_meant(rule.code, document, project))
    return rule.check(document, project) if is_meant(rule.code, document, project) else ()


def sift(
    project: Project, findings: list[Finding]
) -> "tuple[list[Finding], frozenset[suppress.Suppression]]":
    """The findings that nobody suppressed, and the suppressions that had something to do."""
    documents = {d.path: d for d in project.asked if MARK in d.source.text}
    kept: list[Finding] = []
    used: set[suppress.Suppression] = set()
    for finding in findings:
        document = documents.get(finding.path)
        covers = suppress.covering(document, finding) if document else ()
        used.update(covers)
        if not covers:
            kept.append(finding)
    return kept, frozenset(used)


def about_suppressions(
    project: Project, selection: Selection, used: "frozenset[suppress.Suppression]"
) -> Iterator[Finding]:
    """What is wrong with the suppressions themselves: no comment can silence it but `ignore` can."""
    asked = (document for document in project.asked if MARK in document.source.text)
    readings = [(document, document.view(suppress.suppressions_in)) for document in asked]
    readings = [(document, suppressions) for document, suppressions in readings if suppressions.entries]
    if not readings:
        return
    known = frozenset(name for rule in identities() for name in (rule.code, rule.name))
    for document, suppressions in readings:
        if UNKNOWN.code in selection.codes:
            yield from suppress.unknown_in(document.source, suppressions, known)
        if UNUSED.code in selection.codes:
            yield from suppress.unused_in(
                document.source, suppressions, used, active_names(selection, document)
            )


def active_names(selection: Selection, document: Document) -> frozenset[str]:
    """Codes and names of the rules that apply to `document`: only their suppressions can be unused."""
    known: tuple[Named, ...] = (*READING, *RULES)
    rules = (r for r in known if selection.applies(r, document.path))
    return frozenset(name for rule in rules for name in (rule.code, rule.name))
