r"""`--record`, which is going away.

What: `--record` on any kubectl command, from 1.22. Inline code that holds only the flag is a note.

Why: kubectl warns that it will be removed. What it wrote, the annotation `kubernetes.io/change-cause`, can
be set by hand, and says more then.

Bad (1.32):

    ```bash
    kubectl set image deployment web nginx=nginx:1.27 --record
    ```

Good (1.32):

    ```bash
    kubectl set image deployment web nginx=nginx:1.27
    kubectl annotate deployment web kubernetes.io/change-cause="nginx 1.27"
    ```

Good (1.21):

    ```bash
    kubectl set image deployment web nginx=nginx:1.27 --record
    ```

Good (1.32):

    ```bash
    kubectl set image deployment web nginx=nginx:1.27
    ```

Fix: unsafe. The flag is left out; `kubectl rollout history` shows no cause then.

Since: 0.1
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.inline import code_spans_in
from slidegen.lint.kubectl import read_kubectl
from slidegen.lint.project import Project
from slidegen.lint.stale import commands_of, cut_of, is_mention
from slidegen.lint.version import Version

RULE = Rule("SG106", "record-flag", Severity.WARNING, "The flag `--record`, which kubectl will remove")
NOTE = replace(RULE, severity=Severity.INFO)
DEPRECATED = Version(1, 22)


def check(document: Document, project: Project) -> Iterator[Finding]:
    if project.target < DEPRECATED:
        return
    for command in commands_of(document, "kubectl"):
        for flag in command.view(read_kubectl).flags:
            if flag.name == "--record" and flag.value != "false":
                mention = is_mention(command)
                cut = cut_of(command, document, flag.start, flag.end)
                fix = None
                if command.sound and not mention:
                    fix = Fix("Leave out `--record`", (Edit(cut, ""),), Applicability.UNSAFE)
                yield _finding(document, NOTE if mention else RULE, flag.start, flag.end, fix)
    for code in document.view(code_spans_in):
        if code.text == "--record":
            yield _finding(document, NOTE, code.start, code.end, None)


def _finding(document: Document, rule: Rule, start: int, end: int, fix: Fix | None) -> Finding:
    return document.source.finding(
        rule,
        start,
        end,
        f"`--record` is deprecated since kubectl {DEPRECATED}",
        help="annotate the object with `kubernetes.io/change-cause` instead",
        fix=fix,
    )
