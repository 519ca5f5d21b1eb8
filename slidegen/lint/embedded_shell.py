"""Shell that stands in YAML and Makefiles: steps of a pipeline, commands of containers, recipes.

    - run: |                       GitHub; `script:` of GitLab, `cmds:` of Taskfile, `shell:` of Ansible
        kubectl get nodes
    command: [kubectl, get, pods]  the words of one command, with those of `args`
    go.sh: "#!/bin/sh …"           a script in a ConfigMap

Each word stands where it stands in the file. Knows the keys. Must not know what any command means.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate

from slidegen import lazy_re as re
from slidegen.lint.document import Document
from slidegen.lint.yaml_block import yaml_blocks_in
from slidegen.shell import ShellScript, moved, placed, read_shell
from slidegen.source.nodes import Mapping, Node, Scalar, Sequence, mappings_in
from slidegen.text.blanked import blank
from slidegen.text.indents import line_starts

#: Their text is a script, and each item of their list one more.
SCRIPTS = frozenset(
    (
        *("run", "script", "before_script", "after_script", "cmd", "cmds", "commands", "shell", "bash"),
        *("pwsh", "powershell"),
        *("sh", "inlineScript", "runcmd", "bootcmd", "postCreateCommand", "postStartCommand"),
        *("ansible.builtin.shell", "ansible.builtin.command"),
    )
)
#: Their list is one command, word by word, with that of `args` beside them; their text is a command, too.
WORDS = frozenset(("command", "entrypoint", "argv"))
MORE_WORDS = "args"
#: An image that is the program whose arguments `args` are, where nobody names another (Cloud Build's `name`).
_PROGRAM_OF_IMAGE = re.compile(
    r"[\w.$/{}-]*/(?P<program>kubectl|helm|docker|docker-compose|minikube)(?=[:@]|\Z)"
)
#: Behind one of these in a list of words stands a script.
_ASKS_A_SHELL = re.compile(r"-[a-z]*c|CMD-SHELL")
#: A key below which a text is a script: a file of a ConfigMap.
_FILE_NAME = re.compile(r"[\w.-]+\.(?:ba|z|k)?sh")
#: How a text begins that is a script wherever it stands.
_SHEBANG = re.compile(r"#!\s*/\S*(?:sh|env\s+\S*sh)\b")
_PLAIN = re.compile(r"[\w@%+=:,./-]+")
_RECIPE = re.compile(
    r"^\t[@+-]*(?P<recipe>(?:[^\n\\]|\\.)*(?:\\\n(?:[^\n\\]|\\.)*)*)"
    r"|\$\(shell[ \t](?P<asked>[^()\n]*+)\)",
    re.MULTILINE,
)
_MAKE_VARIABLE = re.compile(r"\$[({](\w+)[)}]")


def embedded_scripts(document: Document) -> Iterator[ShellScript]:
    """The scripts, by offsets of the document."""
    if document.kind == "makefile":
        yield read_shell(_recipes(document.text), backticks="substitution")
        return
    for block in document.view(yaml_blocks_in):
        if block.fence is None or not block.fence.quotes:
            for root in block.documents:
                yield from _Finder(document.text).scripts(root)


class _Finder:
    """Scripts below a node of `text`."""

    def __init__(self, text: str) -> None:
        self.text = text

    def scripts(self, root: Node) -> Iterator[ShellScript]:
        for node in mappings_in(root):
            yield from self._entries(node)

    def _entries(self, node: Mapping) -> Iterator[ShellScript]:
        yield from self._of_image(node)
        for key, value in node:
            if key.value == "tasks" and isinstance(value, Mapping) and node.get("version") is not None:
                for _, task in value:  # Taskfile: a task may be its commands alone
                    yield from self._each(task)
            elif key.value in SCRIPTS:
                yield from self._each(value)
            elif key.value in WORDS:
                yield from self._command(value, node.get(MORE_WORDS))
            elif key.value in (MORE_WORDS, "test"):
                lone = not any(isinstance(node.get(word), Sequence) for word in WORDS)
                yield from self._long_items(value, quoted=lone)
            elif isinstance(value, Scalar) and self._is_a_script(node, key.value, value):
                yield from self._script(value)

    def _is_a_script(self, node: Mapping, key: str, value: Scalar) -> bool:
        """Whether a text is one by how it begins, by the file that it becomes, or beside an image (Argo)."""
        if not value.is_block:
            return False
        beside_an_image = key == "source" and node.get("image") is not None
        return bool(beside_an_image or _FILE_NAME.fullmatch(key) or _SHEBANG.match(value.value))

    def _each(self, node: Node) -> Iterator[ShellScript]:
        """A script, or several; a list in a list is a command by its words."""
        if isinstance(node, Scalar):
            yield from self._script(node)
        for item in node.items if isinstance(node, Sequence) else ():
            if isinstance(item, Scalar):
                yield from self._script(item)
            else:
                yield from self._command(item, None)

    def _command(self, node: Node, more: Node | None) -> Iterator[ShellScript]:
        if isinstance(node, Scalar):
            yield from self._script(node)
        if not isinstance(node, Sequence):
            return
        yield from self._long_items(node)
        items = (*node.items, *(more.items if isinstance(more, Sequence) else ()))
        words = [item for item in items if isinstance(item, Scalar) and self._is_word(item)]
        places = [word.span.start for word in words]
        if words and len(words) == len(items) and places == sorted(places):
            yield self._joined(words)

    def _of_image(self, node: Mapping) -> Iterator[ShellScript]:
        """The arguments of a step, or a container, whose image is a program."""
        args = node.get(MORE_WORDS)
        if not isinstance(args, Sequence) or any(node.get(word) is not None for word in WORDS):
            return
        for image in (node.get("name"), node.get("image")):
            found = _PROGRAM_OF_IMAGE.match(image.value) if isinstance(image, Scalar) else None
            words = [item for item in args.items if isinstance(item, Scalar) and self._is_word(item)]
            if found and isinstance(image, Scalar) and words and len(words) == len(args.items):
                start, end = (self._inside(image)[0] + at for at in found.span("program"))
                if end < words[0].span.start:
                    yield self._joined(words, (start, end))

    def _long_items(self, node: Node, *, quoted: bool = False) -> Iterator[ShellScript]:
        """What `sh -c` is given: a text of several lines, or of one that no quotes make a word."""
        asked = False
        for item in node.items if isinstance(node, Sequence) else ():
            if isinstance(item, Scalar):
                if item.is_block or (asked and (quoted or item.style == "plain")):
                    yield from self._script(item)
                asked = _ASKS_A_SHELL.fullmatch(item.value) is not None

    def _is_word(self, item: Scalar) -> bool:
        written = self.text[item.span.start : item.span.end]
        return not item.is_block and "\n" not in written and "\\" not in written

    def _joined(self, words: list[Scalar], program: tuple[int, int] | None = None) -> ShellScript:
        """A command of words that stand apart; a shell would need quotes around those that keep them."""
        start, end = program[0] if program else words[0].span.start, words[-1].span.end
        kept = [" "] * (end - start)
        if program:
            kept[: program[1] - start] = self.text[start : program[1]]
        for word in words:
            first, last = self._inside(word) if _PLAIN.fullmatch(word.value) else _whole(word)
            kept[first - start : last - start] = self.text[first:last]
        return moved(read_shell("".join(kept), backticks="substitution"), start)

    def _script(self, node: Scalar) -> Iterator[ShellScript]:
        start, end = self._inside(node)
        written = self.text[start:end]
        if node.style == "literal":
            value = node.value.rstrip("\n")
            first = self.text.find("\n", start, end) + 1
            if value and first:
                starts = line_starts(self.text, first, end, value)
                yield placed(read_shell(value, backticks="substitution"), _by_lines(value, starts))
        elif node.style == "folded":
            at = max(written.find("\n"), 0)
            yield moved(read_shell(written[at:].replace("\n", " "), backticks="substitution"), start + at)
        elif "\\" not in written and "''" not in written:
            yield moved(read_shell(written.replace("\n", " "), backticks="substitution"), start)

    def _inside(self, node: Scalar) -> tuple[int, int]:
        """Where a scalar stands, without its quotes."""
        quoted = node.style in ("single", "double")
        return node.span.start + quoted, node.span.end - quoted


def _whole(node: Scalar) -> tuple[int, int]:
    return node.span.start, node.span.end


def _by_lines(text: str, starts: tuple[int, ...]) -> Callable[[int], int]:
    """Where each character of a text stands whose lines begin at `starts`."""
    ends = tuple(accumulate(len(line) + 1 for line in text.split("\n")))

    def place(at: int) -> int:
        line = min(bisect_right(ends, at), len(starts) - 1)
        return starts[line] + at - (ends[line - 1] if line else 0)

    return place


# ---- Makefiles
def _recipes(text: str) -> str:
    """A Makefile with blanks for all but its recipes, in which variables of make look like a shell's."""
    parts, at = list[str](), 0
    for found in _RECIPE.finditer(text):
        start, end = found.span("asked" if found["recipe"] is None else "recipe")
        recipe = _MAKE_VARIABLE.sub(r"${\1}", text[start:end]).replace("$$", " $")
        parts += (blank(text[at:start]), recipe)
        at = end
    return "".join((*parts, blank(text[at:])))
