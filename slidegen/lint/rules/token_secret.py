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
    kubectl -n web describe secret $(kubectl -n web get secret | grep admin | awk '{print $1}')
    ```

Bad:

    ```bash
    NAME="kubernetes\.io/service-account\.name"
    kubectl get secrets -o jsonpath="{.items[?(@.metadata.annotations['$NAME']=='default')].data.token}"
    kubectl get secrets \
      -o jsonpath="{.items[?(@.metadata.annotations['kubernetes\.io/service-account\.name']=='app')]}"
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
from slidegen.lint.commands import Command, commands_in
from slidegen.lint.document import Document
from slidegen.lint.kubectl import read_kubectl
from slidegen.lint.project import Project
from slidegen.lint.stale import is_mention
from slidegen.lint.version import Version
from slidegen.shell import Word
from slidegen.text.typed.program_names import PROGRAMS

RULE = Rule("SG114", "token-secret", Severity.WARNING, "A Secret that service accounts no longer get")
NOTE = replace(RULE, severity=Severity.INFO)
#: https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets
GONE = Version(1, 24)
#: In JSONPath, jq and the columns of kubectl; in a template of Go; and the name of the Secret itself.
PLACE = re.compile(
    r"(?<![\w-])\.?secrets(?: *\| *\.)?\[(?:[0*])?\]|(?:index|range) +\.secrets\b"
    r"|default-token\b(?<!\wdefault-token)"
)


#: Only those Secrets say whose they are.
OWNER = re.compile(r"""service-account\\?\.name['"]?\]?\s*==?""")
#: What may stand in the name of a Secret that somebody made.
MADE_FOR = ("helm", "tls", "docker")

#: What any of them holds: looked for in all texts, and ten times as fast.
HELD = ("secrets[", ".secrets", "default-token", "get secret", "service-account")
#: In awk and in sed, what shows all but that Secret; and grep's flag.
LEFT_OUT = re.compile(r"!\s*/[^/]*default-token|default-token[^/]*/d")
INVERTED = re.compile(r"-[A-Za-uw-z]*v[A-Za-z]*")

#: Who makes such a Secret may call it as they were called; and then lists hold one that asks for its account.
MADE = re.compile(r"""type["']?:[ ]*["']?kubernetes\.io/service-account-token""")
NAMED = re.compile(r"name:(?<!\wname:)[ ]*default-token[ ]*$", re.MULTILINE)


def check(document: Document, project: Project) -> Iterator[Finding]:
    if project.target < GONE or not any(held in document.text for held in HELD):
        return
    is_named, is_made = NAMED.search(document.text), MADE.search(document.text)
    for command in document.view(commands_in):
        for word in command.arguments:
            match = PLACE.search(word.raw) or (None if is_made else OWNER.search(word.raw))
            if match and match[0] == "default-token" and (is_named or not _wants(command, word)):
                continue
            if span := match.span() if match else None if is_made else _looked_for(command, word):
                yield document.source.finding(
                    NOTE if is_mention(command) else RULE,
                    word.start + span[0],
                    word.start + span[1],
                    f"since Kubernetes {GONE} no Secret is made for a service account",
                    help="use `kubectl create token NAME`, or make a Secret of that type yourself",
                )


def _wants(command: Command, word: Word) -> bool:
    """Whether a command that names the Secret wants it: no output does, and none that leaves it out."""
    known = command.program in PROGRAMS or command.program.endswith("grep")
    if not known or LEFT_OUT.search(word.raw):
        return False
    flags = (value for value in command.values if value.startswith("-"))
    return not (
        command.program.endswith("grep")
        and any(flag == "--invert-match" or INVERTED.fullmatch(flag) for flag in flags)
    )


def _looked_for(command: Command, word: Word) -> tuple[int, int] | None:
    """Where a command that shows a Secret looks for its name: `$(kubectl get secret | grep admin | awk …)`.

    Only the Secrets of accounts had names that nobody knew before.
    """
    if command.program != "kubectl" or command.view(read_kubectl).verb not in ("describe", "get"):
        return None
    start = word.raw.find("$(")
    listing, _, rest = word.raw[start + 2 :].partition("|")
    words = listing.split()
    lists = words[:1] == ["kubectl"] and "get" in words and not {"secret", "secrets"}.isdisjoint(words)
    if start < 0 or not lists or not rest.lstrip().startswith(("grep", "egrep")):
        return None
    return None if any(name in rest for name in MADE_FOR) else (start, start + 2 + len(listing))
