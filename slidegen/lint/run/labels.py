"""Every place that names a `run` label: selectors of commands, manifests, keystrokes, inline code.

Knows how each of them writes a label. Must not know whose label it is, or whether it is stale.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from slidegen.lint.commands import Command, shell_regions
from slidegen.lint.document import Document
from slidegen.lint.kubectl import Flag
from slidegen.lint.run.likely import may_label
from slidegen.lint.yaml_block import YamlBlock
from slidegen.shell import Word
from slidegen.source.nodes import Mapping, Node, Scalar, Sequence

#: `selector` in a command · `yaml` a manifest · `text` other shell text (a patch, a here-document) ·
#: `code` inline code · `keys` what a one-line snippet types or waits for
Where: TypeAlias = Literal["selector", "yaml", "text", "code", "keys"]

KEY = "run"
MENTION = re.compile(
    r"""(?<![\w.$-])(?P<key>run)(?P<relation>["']?:[ ]?|==?|!=)["']?
        (?P<name>(?:[a-z0-9]|\$\{?\w+\}?)(?:[-a-z0-9]|\$\{?\w+\}?){0,62})(?![\w/.]*[/(])""",
    re.VERBOSE,
)
#: `.metadata.labels.run` of jsonpath, jq and templates, perhaps compared with a name.
PATH = re.compile(
    r"""\.labels(?:\.|\[\\?["'])(?P<key>run)\b(?![-/])(?:\\?["']\])?
        (?:\s*[=!]=\s*\\?["'](?P<name>[a-z0-9][-a-z0-9]{0,62}))?""",
    re.VERBOSE,
)
YAML_LINE = re.compile(
    r"^(?P<indent>[ ]*)(?:- )?[\"']?(?P<key>run)[\"']?:[ ]+[\"']?(?P<name>[a-z0-9][-a-z0-9]*)", re.M
)
REQUIREMENT = re.compile(
    r"!?(?P<key>[\w./-]+)(?:(?P<relation>==?|!=)(?P<name>[^,]*)|\s+(?:not)?in\s*\((?P<names>[^)]*)\))?"
)
LABEL_PARENTS = frozenset(("labels", "matchLabels", "selector", "podSelector", "commonLabels", "pairs"))
SELECTOR_FLAGS = frozenset(("--selector", "--pod-selector"))
SELECTING_PROGRAMS = frozenset(("kubectl", "stern", "kail", "kubetail", "k9s", "oc"))
#: What may look for a label in the output of those.
SEARCHING_PROGRAMS = frozenset(("grep", "egrep", "jq", "yq", "awk", "sed"))
DEEPEST = 60
MOST_NESTED = 20  #: commands that begin before a place, and may hold it


@dataclass(frozen=True)
class LabelUse:
    """A `run` label, `[start, end)` in its document; its key is `[key_start, key_start + 3)`."""

    document: Document
    where: Where
    start: int
    end: int
    key_start: int
    names: tuple[str, ...]  #: whose it is; none for the key alone (`-l run`)
    fixable: bool  #: False where the text around it does not parse, or has an `app` label of its own


def label_uses(document: Document) -> tuple[LabelUse, ...]:
    """The `run` labels of `document`, in order."""
    if not document.may_label_run:
        return ()
    found = {use.key_start: use for use in _in_text(document)}
    found |= {use.key_start: use for use in _in_paths(document)}
    found |= {use.key_start: use for block in document.yaml_blocks for use in _in_yaml(document, block)}
    found |= {use.key_start: use for command in document.commands for use in _in_command(document, command)}
    return tuple(found[at] for at in sorted(found))


# ---- commands
def _in_command(document: Document, command: Command) -> Iterator[LabelUse]:
    if command.program not in SELECTING_PROGRAMS:
        return
    kubectl = command.kubectl
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


def _in_label_command(document: Document, command: Command, objects: tuple[str, ...]) -> Iterator[LabelUse]:
    """`kubectl label pod web run-`, `kubectl label pod web run=other`."""
    for word in command.arguments:
        if word.value == f"{KEY}-" and not word.quoted:
            names = tuple(one for name in objects for one in command.expand(name))
            yield LabelUse(document, "selector", word.start, word.end, word.start, names, command.sound)


# ---- manifests
def _in_yaml(document: Document, block: YamlBlock) -> Iterator[LabelUse]:
    if not may_label(block.text):
        return
    if not block.parses:
        yield from _in_lines(document, block)
    for root in block.documents:
        yield from _in_node(document, root, "", 0)


def _in_node(document: Document, node: Node, parent: str, depth: int) -> Iterator[LabelUse]:
    if depth > DEEPEST:
        return
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _in_node(document, item, "", depth + 1)
    elif isinstance(node, Mapping):
        for key, value in node:
            if key.value == KEY and parent in LABEL_PARENTS and isinstance(value, Scalar):
                yield _of_entry(document, node, key, value)
            yield from _in_node(document, value, key.value, depth + 1)
        yield from _in_expression(document, node)


def _in_expression(document: Document, node: Mapping) -> Iterator[LabelUse]:
    """`{key: run, operator: In, values: [web]}`."""
    key, values = node.get("key"), node.get("values")
    if not isinstance(key, Scalar) or key.value != KEY or node.get("operator") is None:
        return
    items = values.items if isinstance(values, Sequence) else ()
    names = tuple(item.value for item in items if isinstance(item, Scalar))
    at = key.span.start + (key.style != "plain")
    yield LabelUse(document, "yaml", at, at + len(KEY), at, names, True)


def _of_entry(document: Document, labels: Mapping, key: Scalar, value: Scalar) -> LabelUse:
    at = key.span.start + (key.style != "plain")
    end = max(key.span.end, value.span.end)
    return LabelUse(document, "yaml", key.span.start, end, at, (value.value,), labels.get("app") is None)


def _in_lines(document: Document, block: YamlBlock) -> Iterator[LabelUse]:
    """Where YAML does not parse: a line `run: NAME` whose parent line, by indentation, is about labels."""
    lines = block.text.split("\n")
    start = 0
    for number, line in enumerate(lines):
        match = YAML_LINE.match(line)
        if match and _parent(lines, number, len(match["indent"])) in LABEL_PARENTS:
            at = block.place(start + match.start("key"), start + match.end())
            yield LabelUse(document, "yaml", at.start, at.end, at.start, (match["name"],), False)
        start += len(line) + 1


def _parent(lines: list[str], number: int, indent: int) -> str:
    for line in reversed(lines[max(0, number - 40) : number]):
        if line.strip() and len(line) - len(line.lstrip()) < indent:
            return line.strip().removeprefix("- ").rstrip(":")
    return ""


# ---- text
def _in_text(document: Document) -> Iterator[LabelUse]:
    """`run=NAME` and `run: NAME` in shell text, inline code and one-line snippets."""
    if document.kind not in ("markdown", "shell"):
        return
    regions = _regions(document)
    starts = [start for start, _, _ in regions]
    commands = sorted(document.commands, key=lambda command: command.span.start)
    for match in MENTION.finditer(document.text):
        index = bisect_right(starts, match.start()) - 1
        if index < 0 or match.end() > regions[index][1]:
            continue
        start, end, where = match.start("key"), match.end("name"), regions[index][2]
        if where != "keys" and document.text[start - 1] == "/":
            continue  # a path; what is typed may search for a label in an editor
        around = list(_around(commands, start)) if where == "text" else []
        if around and match["relation"].endswith("=") and not _is_about_labels(around[0], start):
            continue  # `make run=web`
        names = _expanded(around, match["name"])
        yield LabelUse(document, where, start, end, start, names, all(c.sound for c in around))


def _in_paths(document: Document) -> Iterator[LabelUse]:
    """`.metadata.labels.run` in a jsonpath, a template or a filter, and the name it is compared with."""
    for command in document.commands:
        objects = [name for _, name, _ in command.kubectl.objects] if command.program == "kubectl" else []
        for match in PATH.finditer(document.text, command.span.start, command.span.end):
            names = [match["name"]] if match["name"] else objects
            expanded = tuple(one for name in names for one in command.expand(name))
            yield LabelUse(
                document, "text", match.start("key"), match.end(), match.start("key"), expanded, command.sound
            )


def _is_about_labels(command: Command, offset: int) -> bool:
    """Whether `run=web` at `offset` is a label to `command`: selected, searched for, or set by a patch.

    A label that `kubectl run --labels` gives is that pod's own, whatever else is called so.
    """
    if command.program not in SELECTING_PROGRAMS:
        return command.program in SEARCHING_PROGRAMS and command.shell.before == "|"
    given = command.kubectl.flag("--labels")
    return given is None or not given.start <= offset < given.end


def _around(commands: list[Command], offset: int) -> Iterator[Command]:
    """Those of `commands`, by start, that hold `offset`; from the inside out."""
    last = bisect_right(commands, offset, key=lambda command: command.span.start)
    for index in range(last - 1, max(last - MOST_NESTED, 0) - 1, -1):
        if offset < commands[index].span.end:
            yield commands[index]


def _regions(document: Document) -> list[tuple[int, int, Where]]:
    """The stretches of text in which a label may be named, in order; nested ones joined."""
    found: list[tuple[int, int, Where]] = [(start, end, "text") for start, end in shell_regions(document)]
    if document.fragment is not None:
        for code in document.code_spans:
            found.append((code.start, code.end, "keys" if code.verb else "code"))
    found.sort(key=lambda region: (region[0], -region[1]))
    joined: list[tuple[int, int, Where]] = []
    for region in found:
        if not joined or region[1] > joined[-1][1]:
            joined.append(region)
    return joined


def _expanded(around: list[Command], name: str) -> tuple[str, ...]:
    if "$" not in name:
        return (name,)
    names = [each for command in around for each in command.expand(name)]
    return tuple(dict.fromkeys(names)) or (name,)
