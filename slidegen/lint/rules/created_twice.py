r"""Objects that one deck creates twice.

What: `kubectl create KIND NAME` or `kubectl run NAME` in two exercises of one deck, in deck order, with
nothing between that deletes it or changes to another namespace.

Why: the second one stops at `AlreadyExists`.

Bad:

    # Blue

    .lab[

    ```bash
    kubectl create deployment blue --image=nginx
    ```

    ]

    ---

    # Blue again

    .lab[

    ```bash
    kubectl create deployment blue --image=nginx
    ```

    ]

Good:

    # Blue

    .lab[

    ```bash
    kubectl create deployment blue --image=nginx
    ```

    ]

    ---

    # Blue again

    .lab[

    ```bash
    kubectl delete deployment blue
    kubectl create deployment blue --image=nginx
    ```

    ]

Fix: none. Delete it in between, give it another name, or use the one that is there.

Since: 0.1
"""

from collections.abc import Iterator
from functools import cache

from slidegen import lazy_re as re
from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.commands import Command, commands_in
from slidegen.lint.decks import DeckView, decks_with
from slidegen.lint.document import Document
from slidegen.lint.kubectl import KINDS, read_kubectl
from slidegen.lint.project import Project
from slidegen.lint.slides import fragment_of
from slidegen.text.typed.verbs import verb_kind

RULE = Rule("SG504", "created-twice", Severity.WARNING, "An object that one deck creates twice")

#: After one of these, who knows in which namespace or cluster a command runs.
SWITCHES = frozenset(
    ("kubens", "kns", "kubectx", "kctx", "kind", "minikube", "k3d", "eksctl", "kubeadm", "vcluster")
)
#: What stands before a command on its line.
BEFORE_COMMAND = ("$", "sudo", ";", "&", "|", "(", "`")
CHANGES = re.compile(r"kubectl(?:(?!kubectl)[^\n])*?\s(?:create|run|delete)\b[^\n]*")
#: Deletes what it does not name.
DELETES_ALL = re.compile(
    r"\bdelete\b(?:(?!\bdelete\b)[^\n])*?[\s,](?:all\b|--all\b|--selector\b|-l|ns\b|namespaces?\b)"
)
#: `create token` and the like make no object that stays.
PASSING = frozenset(("token", "tokenrequest", "--raw"))

#: A document without this makes nothing by itself.
MAKES = re.compile(r"kubectl(?:(?!kubectl)[^\n])*?\s(?:create|run)\b[^\n]*")
#: With one of these nothing is made, or somewhere else, or for a moment.
ELSEWHERE = ("--dry-run", "--output", "--rm", "--help", "--context", "--kubeconfig")

Key = tuple[str, str, str]  #: namespace, kind, name
Place = tuple[Document, Command]


def check_project(project: Project) -> Iterator[Finding]:
    """Each deck once, in its order; of a deck that nobody asked about, nothing is read."""
    asked = frozenset(project.asked)
    reported: set[tuple[str, int]] = set()
    for deck in decks_asked_for(project):
        for (document, command), key, (first, before) in twice_in(deck, asked):
            if (document.path, command.span.start) not in reported:
                reported.add((document.path, command.span.start))
                where = f"{first.path}:{first.source.line_at(before.span.start)}"
                yield document.source.finding(
                    RULE,
                    command.words[0].start,
                    command.words[-1].end,
                    f"{key[1]} {key[2]} was created at {where} already",
                    help="delete it in between, or give it another name",
                )


def decks_asked_for(project: Project) -> Iterator[DeckView]:
    makers = [d for d in project.asked if MAKES.search(d.text) and makes_something(d)]
    decks = {deck.name: deck for document in makers for deck in decks_with(document, project)}
    yield from decks.values()


def makes_something(document: Document) -> bool:
    return any(True for command in document.view(exercised) for _ in created_by(command))


def twice_in(deck: DeckView, asked: frozenset[Document]) -> Iterator[tuple[Place, Key, Place]]:
    """The second creations in documents asked for, each with the first."""
    there: dict[Key, Place] = {}
    for document in worth_reading(deck, asked):
        for command in document.view(exercised):
            if switches(command):
                there.clear()
            for key in created_by(command):
                if key in there and document in asked:
                    yield (document, command), key, there[key]
                there.setdefault(key, (document, command))
            for gone in deleted_by(command, there):
                there.pop(gone, None)


def worth_reading(deck: DeckView, asked: frozenset[Document]) -> list[Document]:
    """From the first to the last document that may make the same object; none, when there is but one.

    Only what comes before a document that was asked for can have made its objects already.
    """
    mine = [number for number, document in enumerate(deck.documents) if document in asked]
    if len(mine) == len(deck.documents):
        return list(deck.documents)
    before = deck.documents[: mine[-1] + 1]
    made = [key for at in mine for c in deck.documents[at].view(exercised) for key in created_by(c)]
    names = {name for _, _, name in made}
    makers = [at for at, document in enumerate(before) if document in asked or may_make(document, names)]
    if len(makers) == 1 and len(set(made)) == len(made):
        return []
    return [d for d in before[makers[0] :] if d in asked or matters(d, names)]


def may_make(document: Document, names: set[str]) -> bool:
    return may_name(document, names, MAKES)


def may_name(document: Document, names: set[str], lines: re.Pattern[str]) -> bool:
    """Whether one of `lines` in the document may be about one of `names`; a variable may be any of them."""
    if not any(name in document.text for name in names):
        return False
    word = any_of(frozenset(names))
    return any("$" in line[0] or word.search(line[0]) for line in lines.finditer(document.text))


@cache
def any_of(names: frozenset[str]) -> re.Pattern[str]:
    """One of `names` as a word of its own."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(names)))})(?![\w-])")


def matters(document: Document, names: set[str]) -> bool:
    """Whether another document can make, delete or hide one of these objects: only then is it read."""
    if may_name(document, names, CHANGES):
        return True
    return DELETES_ALL.search(document.text) is not None or may_switch(document.text)


def may_switch(text: str) -> bool:
    """Whether a line may change the namespace or the cluster; `kind` in a sentence does not."""
    if any(words in text for words in ("set-context", "use-context", "kubectl ns", "kubectl ctx")):
        return True
    for program in SWITCHES:
        at = text.find(f"{program} ")
        while at != -1:
            before = text[text.rfind("\n", 0, at) + 1 : at].strip()
            if not before or before.endswith(BEFORE_COMMAND):
                return True
            at = text.find(f"{program} ", at + 1)
    return False


def exercised(document: Document) -> tuple[Command, ...]:
    """The commands of the document's exercises, in order."""
    return tuple(_exercised(document))


def _exercised(document: Document) -> Iterator[Command]:
    if document.kind != "markdown" or "kubectl" not in document.text:
        return
    snippets = document.view(fragment_of).snippets
    spans = [
        (s.span.start, s.span.end)
        for s in snippets
        if verb_kind(s.verb or "", s.arguments) in ("command", "capture")
    ]
    if not spans:
        return
    position = 0
    for command in sorted(document.view(commands_in), key=lambda command: command.span.start):
        while position < len(spans) and spans[position][1] <= command.span.start:
            position += 1
        if position < len(spans) and spans[position][0] <= command.span.start:
            yield command


def created_by(command: Command) -> Iterator[Key]:
    if command.program != "kubectl" or command.elsewhere or command.shell.before == "||":
        return
    kubectl = command.view(read_kubectl)
    if (
        kubectl.has("--dry-run", "--output", "--rm", "--help", "--context", "--kubeconfig")
        or not kubectl.positionals
    ):
        return
    if kubectl.verb == "run":
        kind = "pod"
    elif kubectl.verb.startswith("create "):
        kind = kubectl.verb.partition(" ")[2]
        kind = KINDS.get(kind, kind)
    else:
        return
    namespace = kubectl.flag("--namespace")
    place = (namespace.value or "") if namespace else ""
    if kind in PASSING or kind.startswith("-"):
        return
    for name in command.expand(kubectl.positionals[0].value):
        if name.replace("-", "").replace(".", "").isalnum():
            yield place, kind, name


def deleted_by(command: Command, there: dict[Key, Place]) -> list[Key]:
    """What is gone then. `delete -f` says nothing of what commands made."""
    if command.program != "kubectl" or command.view(read_kubectl).verb != "delete":
        return []
    kubectl = command.view(read_kubectl)
    kinds = set(kubectl.positionals[0].value.split(",")) if kubectl.positionals else set()
    kinds = {KINDS.get(kind, kind) for kind in kinds}
    if kinds & {"all", "namespace"}:
        return list(there)
    if kubectl.has("--all", "--selector"):
        return [key for key in there if key[1] in kinds]
    names = {name for _, name, _ in kubectl.objects} | {word.value for word in kubectl.positionals}
    expanded = {each for name in names for each in command.expand(name)}
    return [key for key in there if key[2] in expanded]


def switches(command: Command) -> bool:
    """Whether another namespace or cluster is meant from here on."""
    if command.program != "kubectl":
        return command.program in SWITCHES and command.values[1:2] not in (("upgrade",), ("get",), ("token",))
    if command.view(read_kubectl).verb in ("ns", "ctx", "config use-context"):
        return True
    return "set-context" in command.values and command.view(read_kubectl).has("--namespace")
