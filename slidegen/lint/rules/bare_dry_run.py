r"""`--dry-run` that does not say whose.

What: `--dry-run` without a value, `--dry-run=true` and `--dry-run=false`, and `--server-dry-run`; also in a
variable that keeps flags (`export do="--dry-run -o yaml"`).

Why: from kubectl 1.18 the value is `client`, `server` or `none`. Without one kubectl warns, and kubectl 1.23
refuses it; `--server-dry-run` is unknown from 1.20 on at the latest.

Bad (1.32):

    ```bash
    kubectl create deployment web --image=nginx --dry-run -o yaml
    ```

Bad (1.32):

    ```bash
    export do="--dry-run -o yaml"
    ```

Good (1.32):

    ```bash
    kubectl create deployment web --image=nginx --dry-run=client -o yaml
    ```

Good (1.32):

    ```bash
    export do="--dry-run=client -o yaml"
    ```

Good (1.17):

    ```bash
    kubectl create deployment web --image=nginx --dry-run -o yaml
    ```

Fix: safe. `--dry-run=client` does what `--dry-run` and `--dry-run=true` did, `none` what `false` did, and
`--dry-run=server` what `--server-dry-run` did.

Since: 0.1
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen import lazy_re as re
from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.commands import places_in
from slidegen.lint.document import Document
from slidegen.lint.kubectl import Flag, read_kubectl
from slidegen.lint.project import Project
from slidegen.lint.stale import commands_of, is_mention
from slidegen.lint.version import Version

RULE = Rule("SG105", "bare-dry-run", Severity.WARNING, "`--dry-run` without `client` or `server`")
NOTE = replace(RULE, severity=Severity.INFO)
WITH_VALUES = Version(1, 18)
REFUSED = Version(1, 23)  #: and only there: 1.24 went back to a warning

#: Flags that a variable keeps for kubectl.
KEPT = re.compile(r"\w+=[\"'](?=-)[^\"']*?(?<![\w-])(?P<flag>--dry-run)(?![\w=-])")

#: what is written, with its value -> what is meant
MEANT = {
    ("--dry-run", None): "--dry-run=client",
    ("--dry-run", "true"): "--dry-run=client",
    ("--dry-run", "false"): "--dry-run=none",
    ("--server-dry-run", None): "--dry-run=server",
    ("--server-dry-run", "true"): "--dry-run=server",
}


def check(document: Document, project: Project) -> Iterator[Finding]:
    if project.target < WITH_VALUES:
        return
    yield from _kept_in_variables(document, project.target)
    for command in commands_of(document, "kubectl"):
        for flag in command.view(read_kubectl).flags:
            if meant := MEANT.get((flag.name, flag.value)):
                yield document.source.finding(
                    NOTE if is_mention(command) else RULE,
                    flag.start,
                    flag.end,
                    _message(flag, project.target),
                    help=f"write `{meant}`",
                    fix=_fix(document, flag, meant) if command.sound else None,
                )


def _kept_in_variables(document: Document, target: Version) -> Iterator[Finding]:
    """`export do="--dry-run -o yaml"`, which stands behind a command later."""
    for place in document.view(places_in):
        for command in place.script.commands:
            for word in (*command.assignments, *command.words[1:]):
                found = KEPT.match(word.raw)
                if found and "-o" in word.value:
                    start, end = (word.start + at for at in found.span("flag"))
                    flag = Flag("--dry-run", None, (replace(word, start=start, end=end),), end)
                    fix = (
                        None
                        if place.script.unclosed or place.is_html
                        else _fix(document, flag, "--dry-run=client")
                    )
                    yield document.source.finding(
                        RULE, start, end, _message(flag, target), help="write `--dry-run=client`", fix=fix
                    )


def _message(flag: Flag, target: Version) -> str:
    if flag.name == "--server-dry-run":
        return "`--server-dry-run` is gone"
    written = flag.name if flag.value is None else f"{flag.name}={flag.value}"
    return f"`{written}` is {'refused by' if target == REFUSED else 'deprecated since'} kubectl " + str(
        REFUSED if target == REFUSED else WITH_VALUES
    )


def _fix(document: Document, flag: Flag, meant: str) -> Fix:
    return Fix(
        f"Write `{meant}`", (Edit(document.source.span(flag.start, flag.end), meant),), Applicability.SAFE
    )
