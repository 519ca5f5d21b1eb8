"""`run` labels that kubectl and its like are given: selectors, columns, `kubectl label`.

Knows which flags take a label and how selectors are written. Must not know whose label it is.
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.lint.commands import Command, commands_in
from slidegen.lint.document import Document
from slidegen.lint.kubectl import Flag, Kubectl, read_kubectl
from slidegen.lint.migration.label_use import KEY, LabelUse
from slidegen.shell import Word

REQUIREMENT = re.compile(
    r"!?(?P<key>[\w./-]+)(?:(?P<relation>==?|!=)(?P<name>[^,]*)|\s+(?:not)?in\s*\((?P<names>[^)]*)\))?"
)
#: The label in what `kubectl patch -p` says, as JSON or YAML.
IN_PATCH = re.compile(rf"\b{KEY}[\"']?:\s*[\"']?([\w.-]+)")
SELECTOR_FLAGS = frozenset(("--selector", "--pod-selector"))
SELECTING_PROGRAMS = frozenset(("kubectl", "stern", "kail", "kubetail", "k9s", "oc"))


def uses_in_command(document: Document, command: Command) -> Iterator[LabelUse]:
    if command.program not in SELECTING_PROGRAMS:
        return
    kubectl = command.view(read_kubectl)
    for flag in kubectl.flags:
        yield from _in_flag(document, command, flag)
    if kubectl.verb == "label":
        objects = tuple(name for _, name, word in kubectl.objects if not _is_label(word))
        selector = (use for flag in kubectl.flags for use in _in_flag(document, command, flag))
        yield from _in_label_command(
            document, command, objects or tuple(name for use in selector for name in use.names)
        )


def _in_flag(document: Document, command: Command, flag: Flag) -> Iterator[LabelUse]:
    if flag.name in SELECTOR_FLAGS and flag.value:
        yield from _in_selector(document, command, flag)
    elif flag.name == "--label-columns" and flag.value and KEY in flag.value.split(","):
        at = flag.value_start + (f",{flag.value},").index(f",{KEY},")
        yield LabelUse(document, "selector", flag.start, flag.end, at, (), True)


def _is_label(word: Word) -> bool:
    return "=" in word.value or word.value.endswith("-")


def _in_selector(document: Document, command: Command, flag: Flag) -> Iterator[LabelUse]:
    """Each requirement of a selector whose key is `run`."""
    value, offset = flag.value or "", flag.value_start
    fixable = command.sound
    if not document.text.startswith(value, offset):  # it is quoted, or highlighted
        offset = document.text.find(value, flag.start, flag.end + 1)
    for match in REQUIREMENT.finditer(value):
        if match["key"] != KEY:
            continue
        names = [match["name"]] if match["name"] is not None else (match["names"] or "").split(",")
        expanded = tuple(one for name in names if name.strip() for one in command.expand(name.strip()))
        if offset >= 0:
            key, start, end = offset + match.start("key"), offset + match.start(), offset + match.end()
        else:  # a part of it is: the key is what stands there as it is
            key = start = document.text.find(KEY, flag.words[-1].start, flag.end)
            end = flag.end
        if key >= 0:
            yield LabelUse(
                document, "selector", start if expanded else flag.start, end, key, expanded, fixable
            )


def labels_set_in(document: Document) -> tuple[str, ...]:
    """The values of the `run` labels that `kubectl label` and `patch` set: they are the author's own."""
    if "label" not in document.text:
        return ()
    commands = (c.view(read_kubectl) for c in document.view(commands_in) if c.program == "kubectl")
    return tuple(value for kubectl in commands for value in _labels_set_by(kubectl))


def _labels_set_by(kubectl: Kubectl) -> Iterator[str]:
    if kubectl.verb == "label":
        for key, _, value in (word.value.partition("=") for word in kubectl.positionals):
            if key == KEY and value:
                yield value
    if kubectl.verb == "patch" and (patch := kubectl.flag("--patch")) and patch.value:
        yield from IN_PATCH.findall(patch.value)


def _in_label_command(document: Document, command: Command, objects: tuple[str, ...]) -> Iterator[LabelUse]:
    """`kubectl label pod web run-`, `kubectl label pod web run=other`."""
    for word in command.arguments:
        if word.value == f"{KEY}-" and not word.quoted:
            names = tuple(one for name in objects for one in command.expand(name))
            yield LabelUse(document, "selector", word.start, word.end, word.start, names, command.sound)
