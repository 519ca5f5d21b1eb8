"""`run` labels in shell text, inline code, one-line snippets, and paths such as `.metadata.labels.run`.

Knows which text may name a label. Must not know whose label it is.
"""

from bisect import bisect_right
from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.lint.commands import Command, commands_in, shell_regions
from slidegen.lint.document import Document
from slidegen.lint.inline import code_spans_in
from slidegen.lint.kubectl import read_kubectl
from slidegen.lint.migration.label_use import LabelUse, Where
from slidegen.lint.migration.labels_in_commands import SELECTING_PROGRAMS

#: It begins with its letters, by which the search is several times as fast.
MENTION = re.compile(
    r"""(?P<key>run)(?<![\w.$-]run)(?P<relation>["']?:[ ]?|==?|!=)["']?
        (?P<name>(?:[a-z0-9]|\$\{?\w+\}?)(?:[-a-z0-9]|\$\{?\w+\}?){0,62})(?![\w/.]*[/(])""",
    re.VERBOSE,
)
#: `.metadata.labels.run` of jsonpath, jq and templates, perhaps compared with a name.
PATH = re.compile(
    r"""\.labels(?:\.|\[\\?["'])(?P<key>run)\b(?![-/])(?:\\?["']\])?
        (?:\s*[=!]=\s*\\?["'](?P<name>[a-z0-9][-a-z0-9]{0,62}))?""",
    re.VERBOSE,
)
#: What may look for a label in the output of those.
SEARCHING_PROGRAMS = frozenset(("grep", "egrep", "jq", "yq", "awk", "sed"))
MOST_NESTED = 20  #: commands that begin before a place, and may hold it


def uses_in_text(document: Document) -> Iterator[LabelUse]:
    """`run=NAME` and `run: NAME` in shell text, inline code and one-line snippets."""
    if document.kind not in ("markdown", "shell"):
        return
    regions = _regions(document)
    starts = [start for start, _, _ in regions]
    commands = sorted(document.view(commands_in), key=lambda command: command.span.start)
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


def uses_in_paths(document: Document) -> Iterator[LabelUse]:
    """`.metadata.labels.run` in a jsonpath, a template or a filter, and the name it is compared with."""
    for command in document.view(commands_in):
        objects = (
            [name for _, name, _ in command.view(read_kubectl).objects]
            if command.program == "kubectl"
            else []
        )
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
    given = command.view(read_kubectl).flag("--labels")
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
    if document.kind == "markdown":
        for code in document.view(code_spans_in):
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
