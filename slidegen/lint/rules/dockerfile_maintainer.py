r"""`MAINTAINER` in a Dockerfile.

What: the instruction `MAINTAINER`, in Dockerfiles and in fences that say `dockerfile`.

Why: deprecated since Docker 1.13 (2017); BuildKit warns about it. A label says the same, and tools show it.

Bad (Dockerfile):

    FROM alpine
    MAINTAINER Ann Example

Good (Dockerfile):

    FROM alpine
    LABEL org.opencontainers.image.authors="Ann Example"

Bad (Dockerfile):

    FROM alpine
    MAINTAINER Example "ann@example.com"

Good (Dockerfile):

    FROM alpine
    LABEL org.opencontainers.image.authors="Example \"ann@example.com\""

Fix: safe. It becomes the label `org.opencontainers.image.authors`.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.here_documents import here_dockerfiles
from slidegen.lint.project import Project
from slidegen.lint.slides import fragment_of
from slidegen.text.typed.shown import shown_word

RULE = Rule("SG307", "dockerfile-maintainer", Severity.WARNING, "`MAINTAINER` in a Dockerfile")
MAINTAINER = re.compile(
    r"^[ \t]*(?P<old>MAINTAINER[ \t]+(?P<who>(?:[^\n]*[^\n \t])?))[ \t]*$", re.MULTILINE | re.IGNORECASE
)


def check(document: Document, project: Project) -> Iterator[Finding]:  # noqa: ARG001
    for start, end in _dockerfiles(document):
        for match in MAINTAINER.finditer(document.text, start, end):
            who = _value(match["who"])
            label = f'LABEL org.opencontainers.image.authors="{who}"'
            edit = Edit(document.source.span(match.start("old"), match.end("old")), label)
            fix = None if "\\" in match["who"] else Fix("Use a label", (edit,), Applicability.SAFE)
            yield document.source.finding(
                RULE,
                match.start("old"),
                match.end("old"),
                "`MAINTAINER` is deprecated",
                help=f"write `{label}`",
                fix=fix,
            )


def _value(who: str) -> str:
    """What the instruction takes for a name, as it stands within double quotes."""
    if len(who) > 1 and who[0] == who[-1] and who[0] in "\"'" and who[0] not in who[1:-1]:
        who = who[1:-1]
    return who.replace('"', '\\"')


def _dockerfiles(document: Document) -> Iterator[tuple[int, int]]:
    if document.kind == "dockerfile":
        yield 0, len(document.text)
        return
    yield from ((each.start, each.end) for each in document.view(here_dockerfiles))
    if document.kind == "markdown":
        for fence in document.view(fragment_of).fences:
            if shown_word(fence) == "dockerfile":
                yield fence.text_span.start, fence.text_span.end
