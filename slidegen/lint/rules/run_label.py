r"""A `run` label of an object that `kubectl create deployment` makes, or should.

What: `run=NAME` in a selector, `run: NAME` in a manifest, in inline code or in what a snippet types, and
`.labels.run` in a jsonpath, a template or a filter, when NAME is made by `kubectl create deployment` (which
says `app=NAME`), or will be once `kubectl-run-generator` is mended. Also the key alone (`-l run`) below 1.18.
All texts of one run are read to know who makes NAME, loops included: in a workshop all of them, in a
repository without manifests of decks one text, or the numbered ones of a folder, with the files beside it.
What `kubectl run` goes on making, or labels with `--labels=run=NAME`, keeps its label. Manifests whose own
pods carry a `run` label were once printed by `kubectl run`: a warning below 1.18, a note from there on.

Why: `kubectl run` sets the label `run`, `kubectl create deployment` sets `app`. A selector that was
forgotten selects nothing, and says nothing.

Bad (1.12):

    ```bash
    kubectl create deployment web --image=nginx
    kubectl get pods -l run=web
    ```

Good (1.12):

    ```bash
    kubectl create deployment web --image=nginx
    kubectl get pods -l app=web
    ```

Good (1.32):

    ```bash
    kubectl run web --image=nginx
    kubectl get pods --selector=run=web
    ```

Fix: unsafe. Every `run` label of the name becomes `app`, in all files, together with the command that
makes it, or none does. There is none when one of the places does not parse, when labels there already have
an `app`, or when something else of that name stays with `kubectl run`.

Since: 0.1
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from slidegen.finding import Finding, Rule, Severity
from slidegen.lazy_module import lazy_module
from slidegen.lint.document import Document
from slidegen.lint.migration.identity import LABEL
from slidegen.lint.migration.releases import PODS_ONLY
from slidegen.lint.migration.worth_reading import may_label_run
from slidegen.lint.project import Project

if TYPE_CHECKING:
    from slidegen.lint.migration import migration
    from slidegen.lint.migration.groups import Group
else:  # few texts have to do with `kubectl run`
    migration = lazy_module("slidegen.lint.migration.migration")

RULE = LABEL
NOTE = replace(RULE, severity=Severity.INFO)


def check(document: Document, project: Project) -> Iterator[Finding]:
    if not document.view(may_label_run):
        return
    for group in project.view(migration.migration_of).groups:
        rule, message, advice = _words(group, project)
        for use in group.uses:
            if use.document is document:
                yield document.source.finding(rule, use.start, use.end, message, help=advice, fix=group.fix)


def _words(group: "Group", project: Project) -> tuple[Rule, str, str]:
    if not group.names:
        message = "the key `run` selects only what `kubectl run` makes"
        return RULE, message, "select by `app`, the label that `kubectl create deployment` sets"
    if group.of_manifests:
        rule = RULE if project.target < PODS_ONLY else NOTE
        return (
            rule,
            "the label `run` is a left-over of `kubectl run`",
            "use `app`, in all manifests that share it",
        )
    maker = (
        "`kubectl create deployment` makes" if not group.runs else "`kubectl create deployment` is to make"
    )
    return RULE, f"{maker} this, with the label `app`", "use `app`, wherever its label is named"
