r"""What is fetched without saying which version.

What: in a command the address of a branch (`/master/`, `/main/`, `/HEAD/` of a file on GitHub or GitLab) or
of `/releases/latest/`, and an image with the tag `latest`.

Why: the room gets what somebody pushed this morning. Whoever teaches the same workshop again in a year wants
the version that it was written for, and to raise it on purpose.

Bad:

    ```bash
    kubectl apply -f https://raw.githubusercontent.com/example/app/master/deploy.yaml
    ```

Bad (k8s/pod.yaml):

    apiVersion: v1
    kind: Pod
    metadata:
      name: web
    spec:
      containers:
      - name: web
        image: example/web:latest

Good:

    ```bash
    kubectl apply -f https://raw.githubusercontent.com/example/app/v1.2.0/deploy.yaml
    docker run example/web:1.2
    ```

Good:

    ```bash
    docker build -t hello .
    docker run hello:latest
    ```

Good (k8s/pod.yaml):

    apiVersion: v1
    kind: Pod
    metadata:
      name: web
    spec:
      containers:
      - name: web
        image: example/web:latest@sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03

Good (values.yaml):

    image:
      repository: example/web
      tag: latest
      digest: sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03

Fix: none. Write the version that you have tried.

Since: 0.2
"""

from collections.abc import Iterator
from itertools import pairwise

from slidegen import lazy_re as re
from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.commands import commands_in
from slidegen.lint.document import Document
from slidegen.lint.image_use import image_use
from slidegen.lint.images import images_in
from slidegen.lint.project import Project

RULE = Rule("SG311", "unpinned-version", Severity.INFO, "A download or an image without a version")
#: How forges address a file of a branch, and a release's newest.
BRANCH = re.compile(
    r"https?://(?:raw\.githubusercontent\.com/[^/\s]+/[^/\s]+/(?:refs/heads/)?"
    r"|git(?:hub|lab)\.com/[^\s]{1,200}?/(?:-/)?raw/(?:refs/heads/)?)(?:master|main|HEAD)/"
)
LATEST = re.compile(r"https?://[^\s]{1,300}?/releases/latest/")

BUILDERS = frozenset(("docker", "podman", "nerdctl", "buildah", "minikube"))


def check(document: Document, _project: Project) -> Iterator[Finding]:
    yield from _downloads(document)
    if "latest" in document.text:
        for use in document.view(images_in):
            if use.tag == "latest" and not use.is_exact and use.name not in document.view(_made_here):
                message = "`latest` is whatever was pushed last"
                yield document.source.finding(
                    RULE, use.start, use.end, message, help="name the version that you have tried"
                )


def _made_here(document: Document) -> frozenset[str]:
    """The names of images that the text itself builds: their newest is the reader's own."""
    found: set[str] = set()
    for command in document.view(commands_in):
        if command.program not in BUILDERS:
            continue
        values = command.values
        if "build" in values[:3]:
            found.update(after for flag, after in pairwise(values) if flag in ("-t", "--tag"))
            found.update(value[6:] for value in values if value.startswith("--tag="))
        elif {"commit", "tag"} & set(values[1:3]):
            found.add(values[-1])
    return frozenset(use.name for name in found if (use := image_use(name, 0)))


def _downloads(document: Document) -> Iterator[Finding]:
    if not (BRANCH.search(document.text) or LATEST.search(document.text)):
        return
    for command in document.view(commands_in):
        if command.context == "inline":
            continue
        for word in command.arguments:
            if match := BRANCH.search(word.raw) or LATEST.search(word.raw):
                yield document.source.finding(
                    RULE,
                    word.start + match.start(),
                    word.start + match.end(),
                    "this is whatever is newest when somebody fetches it",
                    help="name a tag, a release or a commit that you have tried",
                )
