r"""A sentence about the label `run`, beside commands that select by `app`.

What: text that says that something has a label `run`, on a slide whose commands select by `app`, or will once
SG102 is mended there.

Why: who changes the commands leaves the sentence that explains them, and the slide contradicts itself. No fix
can say it anew, and the next run of the linter would be silent.

Bad:

    # Logs

    - Everything that we created has a label `run`

    ```bash
    stern -l app
    ```

Good:

    # Logs

    - Everything that we created has a label `app`

    ```bash
    stern -l app
    ```

Good:

    # Logs

    - A pod has a label `run`

    ```bash
    kubectl logs -l run=web
    ```

Fix: none. Say it of the label that the commands use.

Since: 0.2
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.commands import commands_in
from slidegen.lint.document import Document
from slidegen.lint.kubectl import read_kubectl
from slidegen.lint.migration.labels import label_uses
from slidegen.lint.migration.labels_in_commands import SELECTING_PROGRAMS, SELECTOR_FLAGS
from slidegen.lint.migration.migration import migration_of
from slidegen.lint.project import Project
from slidegen.lint.slides import fragment_of

RULE = Rule("SG117", "run-label-in-prose", Severity.INFO, "A sentence that its slide's commands contradict")
#: Looked for first: few lines hold it, and a sentence of which it is no part takes long to be told.
MENTION = re.compile("`run`", re.I)
#: English and French.
SENTENCE = re.compile(
    r"[^\n]*\b(?:labels?|étiquettes?)\b[^\n]{0,40}(?P<key>`run`)|[^\n]*(?P<other>`run`) label", re.I
)
APP = re.compile(r"!?app(?:[=!,\s]|$)")

Range = tuple[int, int]


def check(document: Document, project: Project) -> Iterator[Finding]:
    for found in _sentences(document.text):
        start, end = found.span("key" if found["key"] else "other")
        slide = next(
            (s.span for s in document.view(fragment_of).slides if s.span.start <= start < s.span.end), None
        )
        if slide is None:
            continue
        place = (slide.start, slide.end)
        said = _select_by_app(document, place) or _will_select_by_app(document, project, place)
        if said:
            message = f"this speaks of the label `run`, and the commands beside it {said} by `app`"
            yield document.source.finding(
                RULE, start, end, message, help="say it of the label that the commands use"
            )


def _sentences(text: str) -> Iterator[re.Match[str]]:
    """What lines say of the label, the first time that each does."""
    line = 0
    while mention := MENTION.search(text, line):
        if said := SENTENCE.match(text, max(line, text.rfind("\n", line, mention.start()) + 1)):
            yield said
        line = text.find("\n", mention.end()) + 1 or len(text)


def _select_by_app(document: Document, place: Range) -> str:
    if any(place[0] <= use.start < place[1] for use in label_uses(document)):
        return ""
    for command in document.view(commands_in):
        if place[0] <= command.span.start < place[1] and command.program in SELECTING_PROGRAMS:
            flags = command.view(read_kubectl).flags
            if any(flag.name in SELECTOR_FLAGS and APP.match(flag.value or "") for flag in flags):
                return "select"
    return ""


def _will_select_by_app(document: Document, project: Project, place: Range) -> str:
    groups = project.view(migration_of).groups
    uses = (use for group in groups if group.fix for use in group.uses if use.document is document)
    return "are to select" if any(place[0] <= use.start < place[1] for use in uses) else ""
