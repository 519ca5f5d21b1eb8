r"""A Helm command in the form of Helm 2.

What: `helm init`, `reset`, `serve`, `home`; `helm install` without a name or with `--name`; `helm search`
without `repo` or `hub`; `helm get RELEASE`; `helm delete --purge`; flags about Tiller. From the time of
Kubernetes 1.20 on.

Why: Helm 2 ended in November 2020. Helm 3 answers `unknown command`, `unknown flag`, or
`must either provide a name or specify --generate-name`.

Bad:

    ```bash
    helm install --name db stable/postgresql
    helm template ./chart --name db
    ```

Bad:

    ```bash
    helm init
    ```

Good:

    ```bash
    helm install db bitnami/postgresql
    helm search hub postgresql
    helm get all db
    ```

Good:

    It is installed by `helm install ...`.

Good:

    With Helm 2, `helm install --name db ./chart` was what people wrote.

Good:

    The command `helm serve` was removed.

Good:

    ```bash
    helm install -f values.yaml {NAME|--generate-name} ./chart
    helm install $RELEASE_AND_CHART
    ```

Good (1.12):

    ```bash
    helm install --name db stable/postgresql
    ```

Good:

    ```bash
    helm install db stable/postgresql
    helm template db ./chart
    ```

Fix: safe for `--name` (the name moves in front of the chart), `search`, `get`, `--purge` and the flags about
Tiller. Unsafe for an installation without a name, which gets `--generate-name`. None for verbs that are gone.

Since: 0.1
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen import lazy_re as re
from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.kubectl import Kubectl, may_be_flags, read_kubectl
from slidegen.lint.meant_old import is_said_of
from slidegen.lint.project import Project
from slidegen.lint.stale import commands_of, cut_of, is_mention, replaced, rows
from slidegen.lint.version import Version
from slidegen.text.placeholder import LEFT_OUT

RULE = Rule("SG305", "helm-2", Severity.WARNING, "A Helm command in the form of Helm 2")
NOTE = replace(RULE, severity=Severity.INFO)
SINCE = Version(1, 20)
SEARCHES = frozenset(("repo", "hub"))
PARTS = frozenset(("all", "hooks", "manifest", "metadata", "notes", "values"))

#: What a sentence says that speaks of the old Helm, in whatever language, or of what became of it.
_OF_HELM_2 = re.compile(r"(?i)\bhelm[ _-]?v?2(?!\d)|\bremov(?:ed|al)\b")

#: message, what to do, and the edits of a fix with its safety
Found = tuple[str, str, tuple[tuple[int, int, str], ...], Applicability]


def check(document: Document, project: Project) -> Iterator[Finding]:
    if project.target < SINCE:
        return
    for command in commands_of(document, "helm"):
        if is_mention(command) and is_said_of(_OF_HELM_2, document, command.span.start):
            continue
        helm = command.view(read_kubectl)
        yield from _by_table(document, project, helm)
        for message, advice, edits, safety in _by_form(document, helm):
            fix = None
            if command.sound and edits and not is_mention(command):
                made = tuple(Edit(document.source.span(start, end), text) for start, end, text in edits)
                fix = Fix(advice, made, safety)
            start, end = command.span.start, (helm.verb_words or command.words)[-1].end
            rule = NOTE if is_mention(command) else RULE
            order = advice[0].lower() + advice[1:]
            yield document.source.finding(rule, start, end, message, help=order, fix=fix)


def _by_table(document: Document, project: Project, helm: Kubectl) -> Iterator[Finding]:
    rule = NOTE if is_mention(helm.command) else RULE
    for row in rows("helm_verb"):
        if helm.verb == row.name:
            end = helm.verb_words[-1].end
            message = f"Helm 3 has no `helm {row.name}`"
            yield document.source.finding(rule, helm.command.span.start, end, message, help=row.help)
    for row in rows("helm_flag"):
        for flag in helm.flags:
            if flag.name == row.name and (not row.verbs or helm.verb in row.verbs):
                span = cut_of(helm.command, document, flag.start, flag.end)
                fix = replaced(helm.command, document, span, "", row, project.target)
                message = f"Helm 3 has no `{row.name}`"
                yield document.source.finding(rule, flag.start, flag.end, message, help=row.help, fix=fix)


def _by_form(document: Document, helm: Kubectl) -> Iterator[Found]:
    match helm.verb:
        case "install":
            yield from _install(document, helm)
        case "template":
            yield from _in_front(document, helm)
        case "search" if _searches_charts(helm):
            end = helm.verb_words[0].end
            yield "Helm 3 searches `repo` or `hub`", "Say `helm search repo`", ((end, end, " repo"),), SAFE
        case "get" if len(helm.positionals) == 1 and helm.positionals[0].value not in PARTS:
            end = helm.verb_words[0].end
            yield "Helm 3 gets a part of a release", "Say `helm get all`", ((end, end, " all"),), SAFE


def _searches_charts(helm: Kubectl) -> bool:
    """Whether it is not said where; `helm search` in a sentence is only the verb's name."""
    if not helm.positionals:
        return not is_mention(helm.command)
    return helm.positionals[0].value not in SEARCHES


_ANYTHING = (*LEFT_OUT, "flags", "options", "args")
SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE


def _install(document: Document, helm: Kubectl) -> Iterator[Found]:
    if in_front := tuple(_in_front(document, helm)):
        yield from in_front
    elif _names_only_a_chart(helm) and not helm.has("--generate-name", "-g", "--help", "-h"):
        end = helm.verb_words[0].end
        advice = "Give the release a name, or say `--generate-name`"
        yield "Helm 3 wants a name for the release", advice, ((end, end, " --generate-name"),), UNSAFE


def _in_front(document: Document, helm: Kubectl) -> Iterator[Found]:
    name = helm.flag("--name")
    if name is not None and name.value:
        said, advice = "Helm 3 takes the name in front of the chart", "Put the name first"
        yield said, advice, _named(document, helm), SAFE


def _names_only_a_chart(helm: Kubectl) -> bool:
    """Whether one word stands behind the verb. Dots stand for any number of them, as a variable may, and
    `{NAME|--generate-name} CHART` has both, though a shell reads a pipe there.
    """
    if len(helm.positionals) != 1 or may_be_flags(helm.positionals[0]):
        return False
    value = helm.positionals[0].value
    return value.strip("[]<>") not in _ANYTHING and not value.startswith(("{", "[", "("))


def _named(document: Document, helm: Kubectl) -> tuple[tuple[int, int, str], ...]:
    """`install --name db chart` as `install db chart`."""
    name, verb = helm.flag("--name"), helm.verb_words[0]
    if name is None or len(helm.positionals) != 1:
        return ()
    cut = cut_of(helm.command, document, name.start, name.end)
    written = document.text[name.value_start : name.end]
    if cut.start == verb.end:
        return ((cut.start, cut.end, f" {written}"),)
    return ((verb.end, verb.end, f" {written}"), (cut.start, cut.end, ""))
