r"""Where remark's Markdown and everybody else's part ways.

What: a title that touches its marks (`#Title`), marks of bold that do not touch their words (`** bold **`), a
table whose row of dashes has not as many cells as its header.

Why: slidegen reads the first and the last as remark does; forges, editors and other programs show them as
text. The second is bold in remark alone.

Bad:

    # Nodes

    Look at them.

    ---

    ##More of them

    ???

    Say so.

Good:

    # Nodes

    Look at them.

    ---

    ## More of them

    ???

    Say so.

Good:

    # Savings

    **First:** half of the rows. All together: **"much"**.

Fix: safe for a title: a blank behind its marks changes nothing here. Unsafe for bold, whose blanks go. None
for a table.

Since: 0.2
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.prose import prose_of
from slidegen.text.heading import TIGHT_HEADING
from slidegen.text.table_row import heads_of_tables

RULE = Rule("SG431", "dialect", Severity.INFO, "Markdown that remark and CommonMark read differently")

#: It begins with the end of the line above, which is looked for ten times as fast as a line's beginning.
_MARKS = re.compile(r"\n {0,3}(?=#)")
#: Marks that touch their words are passed over in pairs: what stands between two of those is not bold.
_SPACED_BOLD = re.compile(
    r"\*\*(?:[^\s*](?:[^*\n]|\n(?![ \t]*\n))*\*\*"
    r"|(?<![*\\\w]\*\*)[ \t]+(?P<words>\w(?:[^*\n]*[^*\n \t])?)[ \t]+\*\*(?![*\w]))"
)


def check(document: Document, _project: Project) -> Iterator[Finding]:
    if document.kind == "markdown":
        prose = document.view(prose_of)
        yield from _tight_titles(document, prose)
        yield from _spaced_bold(document, prose)
        yield from _tables(document, prose)


def _tight_titles(document: Document, prose: str) -> Iterator[Finding]:
    for place in _MARKS.finditer(f"\n{prose}"):
        title = TIGHT_HEADING.match(document.text, place.end() - 1)
        if title is None:
            continue
        edit = Edit(document.source.span(title.end(1), title.end(1)), " ")
        yield document.source.finding(
            RULE,
            title.start(1),
            title.end(1),
            "this is a title here and in remark, and text to everybody else",
            help="write a blank behind the marks",
            fix=Fix("Write a blank behind the marks", (edit,), Applicability.SAFE),
        )


def _spaced_bold(document: Document, prose: str) -> Iterator[Finding]:
    for bold in _SPACED_BOLD.finditer(prose):
        if bold["words"] is None:
            continue
        edit = Edit(document.source.span(bold.start(), bold.end()), f"**{bold['words']}**")
        yield document.source.finding(
            RULE,
            bold.start(),
            bold.end(),
            "marks that do not touch their words are bold in remark alone",
            help="let them touch",
            fix=Fix("Let the marks touch their words", (edit,), Applicability.UNSAFE),
        )


def _tables(document: Document, prose: str) -> Iterator[Finding]:
    for header, start, end in heads_of_tables(prose):
        wanted, found = _cells(header), _cells(prose[start:end])
        if wanted != found:
            yield document.source.finding(
                RULE,
                start,
                end,
                f"the row of dashes has {found} cells, its header {wanted}: few programs see a table",
                help="give it as many",
            )


def _cells(row: str) -> int:
    return len(re.split(r"(?<!\\)\|", row.strip().removeprefix("|").removesuffix("|")))
