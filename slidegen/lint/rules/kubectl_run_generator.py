r"""`kubectl run` where a Deployment, Job or CronJob is meant.

What: a `kubectl run` that relies on a generator. Up to Kubernetes 1.17 that is every one that makes more
than a pod; from 1.18 those with `--replicas`, `--schedule` or `--generator`, and those whose object later
commands take for a Deployment that nobody else makes. One-shot pods (`--rm`, `-i`, `--attach`,
`--restart=Never`) are fine in every version, but for `--replicas`. In prose, what has become untrue about
`kubectl run`.

Why: kubectl 1.12 deprecated the generators. Kubectl 1.18 makes a Pod of the same command, whatever it made
before; kubectl 1.21 refuses the flags of the generators. Slides that go on to scale or to expose
`deployment/web` then stop with `deployments.apps "web" not found`.

Bad (1.12):

    ```bash
    kubectl run web --image=nginx
    ```

Bad (1.32):

    ```bash
    kubectl run web --image=nginx --replicas=3
    ```

Bad (1.32):

    ```bash
    kubectl run test --image=alpine --restart=Never --replicas=1
    ```

Bad (1.32):

    ```bash
    kubectl run web --image=nginx
    kubectl expose deployment web --port=80
    ```

Good (1.12):

    ```bash
    kubectl create deployment web --image=nginx
    kubectl run test --rm -it --image=alpine
    ```

Good (1.32):

    ```bash
    kubectl run web --image=nginx
    ```

Good (1.12):

    ```bash
    kubectl create deployment web --image=nginx
    ```

Good (1.32):

    ```bash
    kubectl run test --image=alpine --restart=Never
    ```

Good (1.32):

    ```bash
    kubectl create deployment web --image=nginx --replicas=3
    ```

Good (1.32):

    ```bash
    kubectl create deployment web --image=nginx
    kubectl expose deployment web --port=80
    ```

Fix: the verb becomes `create deployment` (`create job` for `--restart=OnFailure`, `create cronjob` for
`--schedule`), together with every label, manifest, keystroke and mention that follows from it, or not at
all. Safe when the command is all that changes and each of its flags is known to `create deployment` at the
target version. Unsafe with labels, with arguments (they become the command), with `--replicas` below 1.19
(a `kubectl scale` is added), and when other commands count on the name of the container or of the pod.
There is none for `--env`, `--labels`, `--expose`, `--port` and arguments below 1.19, placeholders, commands
that run elsewhere (`ssh`), and text that does not parse.

Since: 0.1
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from slidegen.finding import Applicability, Finding, Fix, Severity
from slidegen.lazy_module import lazy_module
from slidegen.lint.document import Document
from slidegen.lint.migration.identity import GENERATOR
from slidegen.lint.migration.worth_reading import may_run
from slidegen.lint.project import Project

if TYPE_CHECKING:
    from slidegen.lint.migration import claims, rewrite
    from slidegen.lint.migration import migration as migrations
    from slidegen.lint.migration.runs import KubectlRun
else:  # few texts have to do with `kubectl run`
    claims = lazy_module("slidegen.lint.migration.claims")
    migrations = lazy_module("slidegen.lint.migration.migration")
    rewrite = lazy_module("slidegen.lint.migration.rewrite")

RULE = GENERATOR
NOTE = replace(RULE, severity=Severity.INFO)


def check(document: Document, project: Project) -> Iterator[Finding]:
    if not document.view(may_run):
        return
    migration = project.view(migrations.migration_of)
    for run in migration.runs:
        if run.document is document and run.judgement is not None:
            yield _of_run(migration, run)
    for group in migration.groups:
        for mention in group.mentions:
            if mention.document is document:
                yield document.source.finding(
                    NOTE,
                    mention.start,
                    mention.end,
                    "`kubectl run` does not make this any more, once its command is mended",
                    help="say `kubectl create deployment` here too",
                    fix=group.fix,
                )
    for start, end, message in claims.untrue_claims(document, project.target):
        yield document.source.finding(NOTE, start, end, message, help="say since when this is no longer so")


def _of_run(migration: "migrations.Migration", run: "KubectlRun") -> Finding:
    judgement = run.judgement
    assert judgement is not None
    kubectl = judgement.kubectl
    fix = migration.fix_of(run) or _fix_alone(run)
    is_note = judgement.only_a_note or kubectl.command.context == "inline"
    return run.document.source.finding(
        NOTE if is_note else RULE,
        kubectl.command.span.start,
        kubectl.verb_words[0].end,
        judgement.reason,
        help=_help(judgement.wanted),
        fix=fix,
    )


def _fix_alone(run: "KubectlRun") -> Fix | None:
    """Dropping `--generator=run-pod/v1`, or `--replicas` of one pod, changes nothing else."""
    if run.judgement is None or run.rewrite is None or run.moves or run.is_kept or run.is_mention:
        return None
    names = [flag.name for flag in run.judgement.kubectl.flags if flag.name in rewrite.DROPPED["pod"]]
    return Fix(f"Drop `{'`, `'.join(names)}`", run.rewrite.edits, Applicability.SAFE)


def _help(wanted: str | None) -> str:
    if wanted == "pod":
        return "leave it out: from 1.18 a pod is all that `kubectl run` makes"
    if wanted is None:
        return "use `kubectl create deployment`, `job` or `cronjob` for what is meant"
    return f"use `kubectl create {wanted}`"
