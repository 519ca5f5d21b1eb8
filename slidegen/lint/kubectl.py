"""A kubectl command taken apart: verb, what it is about, flags with their values.

Knows which flags take a value, over all versions. Must not know which of them are stale.
"""

from collections.abc import Iterator

from slidegen.lazy_dataclass import dataclass
from slidegen.lint.commands import Command
from slidegen.lint.typography import means_end_of_options
from slidegen.shell import Word
from slidegen.shell.expansion import VARIABLE

#: Flags whose value may be the next word. `--dry-run`, `--cascade`, `--record` take theirs only behind `=`.
VALUE_FLAGS = frozenset(
    (
        *("--namespace", "--context", "--kubeconfig", "--cluster", "--user", "--server", "--token", "--as"),
        *("--as-group", "--as-uid", "--request-timeout", "--cache-dir", "--certificate-authority", "--v"),
        *(
            "--client-certificate",
            "--client-key",
            "--tls-server-name",
            "--password",
            "--username",
            "--profile",
        ),
        *("--output", "--selector", "--filename", "--container", "--image", "--port", "--replicas", "--env"),
        *("--labels", "--restart", "--limits", "--requests", "--schedule", "--generator", "--serviceaccount"),
        *("--hostport", "--overrides", "--override-type", "--image-pull-policy", "--pod-running-timeout"),
        *("--for", "--timeout", "--tail", "--since", "--since-time", "--type", "--name", "--target-port"),
        *("--from-literal", "--from-file", "--from-env-file", "--patch", "--patch-file", "--label-columns"),
        *("--field-selector", "--sort-by", "--template", "--grace-period", "--resource", "--resource-name"),
        *("--verb", "--clusterrole", "--role", "--group", "--non-resource-url", "--from", "--kustomize"),
        *("--min", "--max", "--cpu-percent", "--cpu", "--to-revision", "--revision", "--field-manager"),
        *("--protocol", "--external-ip", "--session-affinity", "--load-balancer-ip", "--cluster-ip"),
        *("--docker-server", "--docker-username", "--docker-password", "--docker-email", "--cert", "--key"),
        *("--tcp", "--rule", "--class", "--annotation", "--default-backend", "--audience", "--duration"),
        *("--address", "--local", "--chunk-size", "--raw", "--target", "--subresource", "--api-group"),
        *("--max-log-requests", "--limit-bytes", "--prefix-pattern", "--copy-to", "--value", "--description"),
        *("--pod-selector", "--api-version", "--max-depth", "--as-user-extra", "--service-account"),
        *("--service-overrides", "--quota", "--hard", "--scopes", "--concurrency", "--current-replicas"),
        *("--resource-version", "--api-prefix", "--accept-hosts", "--accept-paths", "--www", "--www-prefix"),
    )
)
LONG_NAMES = {
    "-n": "--namespace",
    "-o": "--output",
    "-l": "--selector",
    "-f": "--filename",
    "-c": "--container",
    "-r": "--replicas",
    "-s": "--server",
    "-L": "--label-columns",
    "-v": "--v",
    "-k": "--kustomize",
    "-p": "--patch",
    "-i": "--stdin",
    "-t": "--tty",
    "-q": "--quiet",
    "-A": "--all-namespaces",
    "-w": "--watch",
    "-R": "--recursive",
}
#: Flags that kubectl refuses with one hyphen: nobody means the letters that it then takes them for.
MEANT_LONG = frozenset(LONG_NAMES.values()) - {"--v"} | {"--all"}
#: Flags in which one letter means another thing, by verb.
OTHER_LONG_NAMES = {
    ("run", "-l"): "--labels",
    ("expose", "-l"): "--labels",
    ("logs", "-f"): "--follow",
    ("logs", "-p"): "--previous",
    ("set", "-c"): "--containers",
    ("get", "-a"): "--show-all",
    ("apply", "-R"): "--recursive",
}
TWO_WORD_VERBS = frozenset(
    (
        "create",
        "rollout",
        "set",
        "config",
        "auth",
        "top",
        "certificate",
        "cluster-info",
        "apply",
        "alpha",
        "plugin",
    )
)
#: All that kubectl ever knew by itself, to 1.37. Another word calls a plugin, whose flags are its own.
VERBS = frozenset(
    (
        *("alpha", "annotate", "api-resources", "api-versions", "apply", "attach", "auth", "autoscale"),
        *(
            "certificate",
            "cluster-info",
            "completion",
            "config",
            "convert",
            "cordon",
            "cp",
            "create",
            "debug",
        ),
        *(
            "delete",
            "describe",
            "diff",
            "drain",
            "edit",
            "events",
            "exec",
            "explain",
            "expose",
            "get",
            "help",
        ),
        *(
            "kuberc",
            "kustomize",
            "label",
            "logs",
            "log",
            "namespace",
            "options",
            "patch",
            "plugin",
            "port-forward",
        ),
        *("proxy", "replace", "rolling-update", "rollout", "run", "run-container", "scale", "resize", "set"),
        *("stop", "taint", "top", "uncordon", "update", "version", "wait"),
    )
)
KINDS = {
    short: kind
    for kind, shorts in {
        "deployment": "deployment deployments deploy deployment.apps deployments.apps deployment.extensions",
        "pod": "pod pods po",
        "replicaset": "replicaset replicasets rs replicaset.apps",
        "daemonset": "daemonset daemonsets ds daemonset.apps",
        "statefulset": "statefulset statefulsets sts statefulset.apps",
        "service": "service services svc",
        "job": "job jobs job.batch",
        "cronjob": "cronjob cronjobs cj cronjob.batch",
    }.items()
    for short in shorts.split()
}


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag as it was given. `-ti` is two of them in one word."""

    name: str  #: in its long form: `--namespace` for `-n`
    value: str | None  #: None when it was given none
    words: tuple[Word, ...]  #: one, or two when the value is a word of its own
    value_start: int  #: the offset at which the value's text begins, when it is written plainly

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end


@dataclass(frozen=True, slots=True)
class Kubectl:
    """What a kubectl command says."""

    command: Command
    verb: str  #: `run`, `get`, `create deployment`, `` when there is none
    verb_words: tuple[Word, ...]
    flags: tuple[Flag, ...]
    positionals: tuple[Word, ...]  #: behind the verb, up to `--`
    trailing: tuple[Word, ...] | None  #: behind `--`; None when it is not there

    def flag(self, *names: str) -> Flag | None:
        return next((flag for flag in self.flags if flag.name in names), None)

    def has(self, *names: str) -> bool:
        return self.flag(*names) is not None

    @property
    def arguments(self) -> tuple[Word, ...]:
        """The positionals, without variables behind the first that may be flags: `k create deploy x $do`."""
        return tuple(word for n, word in enumerate(self.positionals) if not n or not may_be_flags(word))

    @property
    def is_run(self) -> bool:
        """Whether it runs an image; without one in its words it only mentions `kubectl run`."""
        return self.verb == "run" and self.has("--image")

    @property
    def objects(self) -> Iterator[tuple[str, str, Word]]:
        """`(kind, name, word)` for each object it names: `deploy/web`, `deploy web`, `pod a b`."""
        kind, words = "", self.positionals
        if words and "/" not in words[0].value:
            kind, words = KINDS.get(words[0].value.lower(), words[0].value.lower()), words[1:]
        for word in words:
            head, slash, name = word.value.partition("/")
            if slash:
                yield KINDS.get(head.lower(), head.lower()), name, word
            elif kind:
                yield kind, word.value, word


def may_be_flags(word: Word) -> bool:
    """Whether a shell makes words of it that nobody sees here: `export do='--dry-run=client -o yaml'`."""
    return not word.quoted and bool(VARIABLE.fullmatch(word.raw))


def read_kubectl(command: Command) -> Kubectl:
    """`command`, whose program is kubectl (or takes its flags), taken apart."""
    return _KubectlReader(command).read()


class _KubectlReader:
    def __init__(self, command: Command) -> None:
        self.command = command
        self.words = command.words[1:]
        self.at = 0
        self.verb: list[Word] = []
        self.flags: list[Flag] = []
        self.positionals: list[Word] = []

    def read(self) -> Kubectl:
        trailing: tuple[Word, ...] | None = None
        while self.at < len(self.words):
            word = self.words[self.at]
            self.at += 1
            if means_end_of_options(word.value):
                trailing = self.words[self.at :]
                break
            if word.value.startswith("--"):
                self.read_long(word, word.value)
            elif f"-{word.value.partition('=')[0]}" in MEANT_LONG:
                self.read_long(word, f"-{word.value}")
            elif word.value.startswith("-") and len(word.value) > 1:
                self.read_short(word)
            else:
                self.read_plain(word)
                if self.calls_a_plugin():
                    break
        verb = " ".join(word.value for word in self.verb)
        return Kubectl(
            self.command, verb, tuple(self.verb), tuple(self.flags), tuple(self.positionals), trailing
        )

    def calls_a_plugin(self) -> bool:
        """Whether the rest is no business of kubectl's."""
        return self.command.program == "kubectl" and bool(self.verb) and self.verb[0].value not in VERBS

    def read_plain(self, word: Word) -> None:
        if word.value == "adm" and not self.verb:
            return  # `oc adm drain` is what kubectl calls `drain`
        if not self.verb or (len(self.verb) == 1 and self.takes_second(word)):
            self.verb.append(word)
        else:
            self.positionals.append(word)

    def takes_second(self, word: Word) -> bool:
        return (
            self.verb[0].value in TWO_WORD_VERBS
            and not self.positionals
            and self.verb[0].end <= word.start
            and "/" not in word.value
        )

    def read_long(self, word: Word, written: str) -> None:
        name, equals, value = written.partition("=")
        if equals:
            start = word.start + word.raw.find("=") + 1
            self.flags.append(Flag(name, value, (word,), start))
        elif name in VALUE_FLAGS:
            self.read_value(name, word)
        else:
            self.flags.append(Flag(name, None, (word,), word.end))

    def read_value(self, name: str, word: Word) -> None:
        """The value of a flag that stands in the next word."""
        following = self.words[self.at] if self.at < len(self.words) else None
        if following is None or means_end_of_options(following.value):
            self.flags.append(Flag(name, None, (word,), word.end))
            return
        self.at += 1
        self.flags.append(Flag(name, following.value, (word, following), following.start))

    def read_short(self, word: Word) -> None:
        """`-n x`, `-nx`, `-n=x`, `-ti`, `-tin x`."""
        letters = word.value[1:]
        for index, letter in enumerate(letters):
            name = self.long_name("-" + letter)
            rest = letters[index + 1 :]
            if name not in VALUE_FLAGS:
                self.flags.append(Flag(name, None, (word,), word.end))
                continue
            if rest:
                offset = index + 2 + rest.startswith("=")
                self.flags.append(Flag(name, rest.removeprefix("="), (word,), word.start + offset))
            else:
                self.read_value(name, word)
            return

    def long_name(self, short: str) -> str:
        verb = self.verb[0].value if self.verb else ""
        return OTHER_LONG_NAMES.get((verb, short)) or LONG_NAMES.get(short, short)
