"""A `kubectl run` as the `kubectl create …` that makes the same, by the smallest edits; or no rewrite.

Knows which flags `kubectl create` takes at which version. Must not know labels or other documents.
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.finding import Edit
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.document import Document
from slidegen.lint.kubectl import Flag, Kubectl
from slidegen.lint.migration.judgement import Made, RunJudgement
from slidegen.lint.migration.releases import DRY_RUN_VALUES, MORE_FLAGS
from slidegen.lint.version import Version
from slidegen.location import Span

NAME = re.compile(r"[a-z0-9](?:[-a-z0-9]*[a-z0-9])?|[\w.-]*\$(?:\w++|\{\w+\})[\w.-]*")

#: What `kubectl create` takes as `kubectl run` does, in every version.
KEPT = frozenset(
    (
        *(
            "--image",
            "--namespace",
            "--context",
            "--kubeconfig",
            "--cluster",
            "--user",
            "--server",
            "--token",
        ),
        *("--as", "--as-group", "--request-timeout", "--certificate-authority", "--insecure-skip-tls-verify"),
        *("--output", "--template", "--save-config", "--validate", "--show-managed-fields", "--v"),
    )
)
GLOBAL = frozenset(("--namespace", "--context", "--kubeconfig", "--cluster", "--user", "--server"))
VERBS: dict[Made, str] = {
    "deployment": "create deployment",
    "job": "create job",
    "cronjob": "create cronjob",
    "pod": "run",
}
#: What says which kind to make is in the verb now.
DROPPED: dict[Made, frozenset[str]] = {
    "deployment": frozenset(("--generator", "--restart", "--command")),
    "job": frozenset(("--generator", "--restart", "--command")),
    "cronjob": frozenset(("--generator", "--restart", "--command")),
    "pod": frozenset(("--generator", "--replicas")),
}


@dataclass(frozen=True, slots=True)
class Rewrite:
    """The edits of one command."""

    edits: tuple[Edit, ...]
    safe: bool
    alters_command: bool = False  #: what were arguments to the image's own command is the command now


def rewrite(document: Document, judgement: RunJudgement, target: Version) -> Rewrite | None:
    """`judgement`'s command as it should be; None when no edit of this command alone says the same."""
    kubectl, wanted = judgement.kubectl, judgement.wanted
    if wanted is None or not is_editable(kubectl):
        return None
    if wanted == "pod":
        return Rewrite(tuple(removals(document, kubectl, DROPPED["pod"])), safe=True)
    writer = _Writer(document, kubectl, wanted, target)
    return writer.write()


def is_editable(kubectl: Kubectl) -> bool:
    """Text that parses, run here, with one plain NAME."""
    command = kubectl.command
    if command.elsewhere or not command.sound or not kubectl.positionals:
        return False
    name = kubectl.positionals[0]
    return NAME.fullmatch(name.value) is not None


def removals(document: Document, kubectl: Kubectl, names: frozenset[str]) -> Iterator[Edit]:
    for flag in kubectl.flags:
        if flag.name in names:
            yield removal(document, kubectl, flag)


def removal(document: Document, kubectl: Kubectl, flag: Flag) -> Edit:
    """Cut `flag` with the blanks (and the continued line end) before it."""
    before = [word.end for word in kubectl.command.words if word.end <= flag.start]
    return Edit(document.source.span(before[-1], flag.end), "")


class _Writer:
    """One rewrite in the making; `refused` as soon as a word has no counterpart."""

    def __init__(self, document: Document, kubectl: Kubectl, wanted: Made, target: Version) -> None:
        self.document = document
        self.kubectl = kubectl
        self.wanted = wanted
        self.target = target
        self.edits: list[Edit] = []
        self.safe = wanted == "deployment"
        self.refused = False
        self.alters_command = False

    def write(self) -> Rewrite | None:
        verb = self.kubectl.verb_words[0]
        self.edits.append(Edit(self.span(verb.start, verb.end), VERBS[self.wanted]))
        for flag in self.kubectl.flags:
            self.write_flag(flag)
        self.write_arguments()
        return None if self.refused else Rewrite(tuple(self.edits), self.safe, self.alters_command)

    def span(self, start: int, end: int) -> Span:
        return self.document.source.span(start, end)

    # ---- flags
    def write_flag(self, flag: Flag) -> None:
        if flag.name == "--output":
            self.write_output(flag)
        elif flag.name == "--dry-run":
            # Its values came with 1.18; what is bare there is for another rule.
            self.refused |= flag.value not in (None, "true", "false") and self.target < DRY_RUN_VALUES
        elif flag.name in KEPT:
            return
        elif flag.name == "--replicas":
            self.write_replicas(flag)
        elif flag.name == "--port" and self.wanted == "deployment":
            self.refused |= self.target < MORE_FLAGS
        elif flag.name == "--schedule" and self.wanted == "cronjob":
            return
        elif flag.name in DROPPED[self.wanted] and self.says_its_kind(flag):
            self.edits.append(removal(self.document, self.kubectl, flag))
        else:
            self.refused = True

    def says_its_kind(self, flag: Flag) -> bool:
        """`--restart` only with the value that the wanted kind stands for."""
        return flag.name != "--restart" or flag.value in (
            "Always" if self.wanted == "deployment" else "OnFailure",
        )

    def write_output(self, flag: Flag) -> None:
        """`-o name` prints another kind: a pipe may not mind, a variable does."""
        if flag.value == "name":
            self.refused |= self.kubectl.command.shell.within in ("$(", "`")
            self.safe &= self.kubectl.command.shell.after != "|"

    def write_replicas(self, flag: Flag) -> None:
        if self.wanted != "deployment":
            self.refused = True
        elif self.target < MORE_FLAGS:
            self.edits.append(removal(self.document, self.kubectl, flag))
            if flag.value != "1":
                self.add_scale(flag)

    def add_scale(self, flag: Flag) -> None:
        """`kubectl scale` on the next line: only where a line of its own can stand."""
        command, text = self.kubectl.command, self.document.text
        shell = command.shell
        line_start = text.rfind("\n", 0, shell.start) + 1
        line_end = text.find("\n", shell.end)
        line_end = len(text) if line_end == -1 else line_end
        indent = text[line_start : shell.start]
        alone = shell.within == "" and shell.after in ("", "\n") and shell.before in ("", "\n")
        if not alone or indent.strip() or command.wrappers or command.context not in ("fence", "script"):
            self.refused = True
            return
        words = [command.words[0].raw]
        words += [word.raw for each in self.kubectl.flags if each.name in GLOBAL for word in each.words]
        words += ["scale deployment", self.kubectl.positionals[0].raw, f"--replicas={flag.value}"]
        self.edits.append(Edit(self.span(line_end, line_end), f"\n{indent}{' '.join(words)}"))
        self.safe = False

    # ---- arguments
    def write_arguments(self) -> None:
        """`ping 1.1.1.1` needs `--` in front, and becomes the command instead of its arguments."""
        plain, trailing = self.kubectl.positionals[1:], self.kubectl.trailing
        if not plain and not trailing:
            return
        if self.wanted == "deployment" and self.target < MORE_FLAGS:
            self.refused = True
        if plain:
            last_flag = max((flag.end for flag in self.kubectl.flags), default=0)
            self.refused |= trailing is not None or plain[0].start < last_flag
            self.edits.append(Edit(self.span(plain[0].start, plain[0].start), "-- "))
        self.alters_command = not self.kubectl.has("--command")
        self.safe &= not self.alters_command
