r"""`--cascade=true` and `--cascade=false`.

What: a truth value where kubectl 1.20 and later want `background`, `orphan` or `foreground`. Inline code
that holds only the flag is a note.

Why: kubectl warns that the truth values will be removed.

Bad (1.32):

    ```bash
    kubectl delete replicaset web --cascade=false
    ```

Good (1.32):

    ```bash
    kubectl delete replicaset web --cascade=orphan
    ```

Good (1.19):

    ```bash
    kubectl delete replicaset web --cascade=false
    ```

Fix: safe in commands, unsafe in prose. `false` is `orphan`, `true` is `background`.

Since: 0.1
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.inline import code_spans_in
from slidegen.lint.kubectl import read_kubectl
from slidegen.lint.project import Project
from slidegen.lint.stale import commands_of, is_mention
from slidegen.lint.version import Version

RULE = Rule("SG107", "cascade-boolean", Severity.WARNING, "`--cascade` with a truth value")
NOTE = replace(RULE, severity=Severity.INFO)
WITH_WORDS = Version(1, 20)
MEANT = {"true": "background", "false": "orphan"}
FLAGS = frozenset(f"--cascade={value}" for value in MEANT)


def check(document: Document, project: Project) -> Iterator[Finding]:
    if project.target < WITH_WORDS:
        return
    for command in commands_of(document, "kubectl"):
        flag = command.view(read_kubectl).flag("--cascade")
        if flag is not None and flag.value in MEANT:
            yield _finding(document, flag.start, flag.end, flag.value, command.sound, is_mention(command))
    for code in document.view(code_spans_in):
        if code.text in FLAGS:
            yield _finding(document, code.start, code.end, code.text.partition("=")[2], True, True)


def _finding(document: Document, start: int, end: int, value: str, sound: bool, mention: bool) -> Finding:
    meant = f"--cascade={MEANT[value]}"
    edit = Edit(document.source.span(start, end), meant)
    safety = Applicability.UNSAFE if mention else Applicability.SAFE
    return document.source.finding(
        NOTE if mention else RULE,
        start,
        end,
        f"`--cascade={value}` is deprecated since kubectl {WITH_WORDS}",
        help=f"write `{meant}`",
        fix=Fix(f"Write `{meant}`", (edit,), safety) if sound else None,
    )
