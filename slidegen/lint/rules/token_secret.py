r"""Secrets of service accounts that nobody makes any more.

What: a command that reads `.secrets[0]` of a service account, or that looks for a Secret called
`default-token-…`.

Why: since 1.24 a service account gets no Secret of its own, so the list is empty, and the command after it
works with nothing.

Bad:

    ```bash
    SECRET=$(kubectl get sa demo -o jsonpath='{.secrets[0].name}')
    ```

Bad:

    ```bash
    kubectl get secrets | grep default-token
    ```

Bad:

    ```bash
    kubectl get sa demo -o go-template='{{ (index .secrets 0).name }}'
    ```

Bad:

    ```bash
    kubectl get sa demo -o json | jq -r '.secrets[].name'
    kubectl get sa demo -o custom-columns=SECRET:secrets[0].name
    ```

Good:

    ```bash
    kubectl create token demo
    ```

Good:

    ```bash
    kubectl apply -f - <<EOF
    apiVersion: v1
    kind: Secret
    metadata:
      name: default-token
      annotations:
        kubernetes.io/service-account.name: default
    type: kubernetes.io/service-account-token
    EOF
    kubectl get secret default-token -o yaml
    ```

Good (1.18):

    ```bash
    kubectl get sa demo -o jsonpath='{.secrets[0].name}'
    ```

Fix: none. `kubectl create token NAME` prints a token; a Secret of type kubernetes.io/service-account-token
keeps one.

Since: 0.2
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen import lazy_re as re
from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.commands import commands_in
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.stale import is_mention
from slidegen.lint.version import Version

RULE = Rule("SG114", "token-secret", Severity.WARNING, "A Secret that service accounts no longer get")
NOTE = replace(RULE, severity=Severity.INFO)
#: https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets
GONE = Version(1, 24)
#: In JSONPath, jq and the columns of kubectl; in a template of Go; and the name of the Secret itself.
PLACE = re.compile(
    r"(?<![\w-])\.?secrets\[(?:[0*])?\]|(?:index|range) +\.secrets\b|default-token\b(?<!\wdefault-token)"
)


#: What any of them holds: looked for in all texts, and ten times as fast.
HELD = ("secrets[", ".secrets", "default-token")


#: Who makes such a Secret may call it as they were called.
MADE, NAME = "kubernetes.io/service-account-token", "default-token"


def check(document: Document, project: Project) -> Iterator[Finding]:
    if project.target < GONE or not any(held in document.text for held in HELD):
        return
    made = MADE in document.text
    for command in document.view(commands_in):
        for word in command.arguments:
            match = PLACE.search(word.raw)
            if match and not (made and match[0] == NAME):
                yield document.source.finding(
                    NOTE if is_mention(command) else RULE,
                    word.start + match.start(),
                    word.start + match.end(),
                    f"since Kubernetes {GONE} no Secret is made for a service account",
                    help="use `kubectl create token NAME`, or make a Secret of that type yourself",
                )
