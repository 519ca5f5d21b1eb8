r"""Paths into the workshop's own repository that do not exist.

What: a word of a command such as `~/container.training/k8s/traefik.yml`, where `container.training` is the
repository that a manifest names under `gitrepo:`, and `k8s/` is there, but the file is not.

Why: the exercise stops at `No such file or directory`, in front of the class.

Bad (slides/ingress.md):

    .lab[

    ```bash
    kubectl apply -f ~/container.training/k8s/traefik.yml
    ```

    ]

    ==> slides/deck.yml <==
    gitrepo: github.com/jpetazzo/container.training
    content:
    - ingress.md

    ==> k8s/traefik.yaml <==
    apiVersion: v1
    kind: Namespace
    metadata:
      name: traefik

Good (slides/ingress.md):

    .lab[

    ```bash
    kubectl apply -f ~/container.training/k8s/traefik.yaml
    ```

    ]

    ==> slides/deck.yml <==
    gitrepo: github.com/jpetazzo/container.training
    content:
    - ingress.md

    ==> k8s/traefik.yaml <==
    apiVersion: v1
    kind: Namespace
    metadata:
      name: traefik

Fix: unsafe. When one file of that folder has a name that is near, it is meant.

Since: 0.1
"""

import posixpath
from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.commands import commands_in
from slidegen.lint.document import Document
from slidegen.lint.manifests import manifests_of
from slidegen.lint.project import Project
from slidegen.source.suggest import did_you_mean

RULE = Rule(
    "SG503", "missing-repository-path", Severity.ERROR, "A path into the repository that is not there"
)
HOME = re.compile(r"(?:~|\$HOME|\$\{HOME\})/(?P<repository>[\w.-]+)/(?P<path>[\w./+@=%~-]+)(?![*?\[{$<`])")
#: Commands that make what they name.
MAKERS = frozenset(("touch", "mkdir", "cp", "mv", "tee", "git", "ln", "wget", "curl", "vim", "vi", "nano"))


def check(document: Document, project: Project) -> Iterator[Finding]:
    for command in document.view(commands_in):
        if command.program in MAKERS or command.elsewhere:
            continue
        for word in command.words:
            for match in HOME.finditer(word.raw):
                yield from _judged(document, project, match, word.start)


def _judged(document: Document, project: Project, match: re.Match[str], at: int) -> Iterator[Finding]:
    repositories = repositories_of(project)
    start, end = at + match.start(), at + match.end()
    if document.text[start:end] != match[0]:
        return  # a word over several lines
    path = match["path"].rstrip("/.")
    if match["repository"] not in repositories:
        meant = misspelt(match["repository"], repositories)
        if meant and project.exists_in_repository(path):
            start, end = at + match.start("repository"), at + match.end("repository")
            yield _finding(document, start, end, match["repository"], meant)
        return
    if not path or project.exists_in_repository(path) or made_here(document, match[0]):
        return
    if "/" in path and not project.exists_in_repository(path.partition("/")[0]):
        return  # a folder that an exercise made
    near = near_files(project, path)
    guess = near[0] if len(near) == 1 else None
    name_end = at + match.start("path") + len(path)
    name_start = name_end - len(posixpath.basename(path))
    yield _finding(document, name_start, name_end, path, guess)


def repositories_of(project: Project) -> frozenset[str]:
    """What clones of the workshop's repository are called."""
    return frozenset(
        manifest.gitrepo.rstrip("/").rpartition("/")[2].removesuffix(".git")
        for manifest in project.view(manifests_of)
        if manifest.gitrepo
    )


def misspelt(name: str, known: frozenset[str]) -> str | None:
    guess = did_you_mean(name, known)
    return guess if guess and abs(len(guess) - len(name)) <= 1 else None


def made_here(document: Document, path: str) -> bool:
    """Whether another command of the document writes the file, or names it to a program that makes files."""
    for command in document.view(commands_in):
        targets = [r.target.raw for r in command.shell.redirections if r.target and ">" in r.operator]
        words = [word.raw for word in command.words] if command.program in MAKERS else []
        if path in (*targets, *words):
            return True
    return False


def near_files(project: Project, path: str) -> list[str]:
    """Files of the project with the same folder and stem, such as `.yaml` for `.yml`."""
    folder, stem = posixpath.dirname(path), posixpath.splitext(posixpath.basename(path))[0]
    return [
        posixpath.basename(known)
        for known in project.by_path
        if posixpath.splitext(posixpath.basename(known))[0] == stem
        and posixpath.dirname(known).endswith(folder)
    ]


def _finding(document: Document, start: int, end: int, path: str, guess: str | None) -> Finding:
    fix = None
    if guess:
        fix = Fix(f"Write {guess}", (Edit(document.source.span(start, end), guess),), Applicability.UNSAFE)
    advice = f"did you mean {guess}?" if guess else "correct the path, or add the file"
    return document.source.finding(RULE, start, end, f"{path} is not in the repository", help=advice, fix=fix)
