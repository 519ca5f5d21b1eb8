"""Every command of a document, wherever it hides: fences, one-line snippets, transcripts, inline code,
shell files, Dockerfiles; and inside those in substitutions, loops, pipes, and as words of other commands.

Knows which text is shell text. Must not know what any command means.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from slidegen.lint.document import Document
from slidegen.lint.inline import CodeSpan, code_spans_in
from slidegen.lint.slides import fragment_of
from slidegen.lint.unwrap import ALIASES, unwrap
from slidegen.lint.viewed import Viewed
from slidegen.lint.yaml_block import info_word
from slidegen.location import Span
from slidegen.shell import ShellCommand, ShellScript, Word, expand, moved, read_shell
from slidegen.text.model import Fence

#: `fence` a code block · `snippet` a one-liner such as ```` ```hide ls``` ```` · `inline` code in prose ·
#: `script` a shell file · `dockerfile` a RUN instruction
Context: TypeAlias = Literal["fence", "snippet", "inline", "script", "dockerfile"]

SHELL_INFO = frozenset(("bash", "sh", "shell", "zsh", "console", "shell-session", "terminal", "hide"))
#: Verbs of one-line snippets whose arguments are typed at a prompt.
TYPED = frozenset(("bash", "hide", "key", "keys", "copypaste", "copy", "paste"))
#: In a fence that does not say what it is, and in prose, only these are taken for commands.
KNOWN = frozenset(
    (
        *(
            "kubectl",
            "stern",
            "helm",
            "tiller",
            "kustomize",
            "kubeadm",
            "kubelet",
            "crictl",
            "ctr",
            "nerdctl",
        ),
        *("minikube", "kind", "k3d", "k3s", "microk8s", "podman", "eksctl", "gcloud", "aws", "az"),
        *("docker", "docker-compose", "docker-machine"),
        *("apt-key", "apt-get", "apt", "curl", "wget", "sudo", "watch", "ssh"),
    )
)

#: `$ `, `% `, `[root@host /]# `, `user@host:~$ `, `/ # ` are prompts; a lone `# ` is a comment.
PROMPT = re.compile(
    r"""^[ \t]*(?:
        \[[^\]\n]{1,60}\][$#]
      | [\w.+-]{1,40}@[^\s$#]{1,80}(?:[ ]?[~/][^\s$#]{0,60})?[$#]
      | [~/][^\s$#]{0,60}[ ]?[$#]
      | [$%❯➜]
    )[ \t]+(?=\S)""",
    re.MULTILINE | re.VERBOSE,
)
SECONDARY_PROMPT = re.compile(r"^[ \t]*> ?", re.MULTILINE)
HIGHLIGHTED_LINE = re.compile(r"^([ \t]*)\*(?=[\w./$])", re.MULTILINE)
INSTRUCTION = re.compile(r"^[ \t]*(?:ONBUILD[ \t]+)?RUN[ \t]+(?:--\S+[ \t]+)*", re.MULTILINE | re.IGNORECASE)
INSTRUCTION_END = re.compile(r"(?<!\\)\n(?![ \t]*#)|\Z")


@dataclass(frozen=True)
class Command(Viewed):
    """A command, with each word's place in the document."""

    program: str  #: without a path: `kubectl` of `./kubectl`
    words: tuple[Word, ...]  #: from the program on; `start` and `end` are offsets into the source's text
    span: Span
    context: Context
    wrappers: tuple[str, ...]  #: what it is an argument of, from the outside in
    elsewhere: bool  #: it runs on another machine or in a container
    shell: ShellCommand  #: the simple command that it is, or is a part of: operators, redirections, scope
    fence: Fence | None  #: for `fence` and `dockerfile`
    code: CodeSpan | None  #: for `snippet` and `inline`
    order: int  #: its place in the document
    sound: bool  #: the text around it parses: no quote or here-document is left open

    @property
    def arguments(self) -> tuple[Word, ...]:
        return self.words[1:]

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(word.value for word in self.words)

    def expand(self, value: str) -> tuple[str, ...]:
        """`value` once for each value that a loop around it gives its variables."""
        return expand(value, self.shell.scope) if "$" in value else (value,)


@dataclass(frozen=True, slots=True)
class Place:
    """Shell text, and what it stands in."""

    script: ShellScript
    context: Context
    fence: Fence | None = None
    code: CodeSpan | None = None
    known_only: bool = False


def commands_in(document: Document) -> tuple[Command, ...]:
    """The commands of `document`, in order."""
    found, text = list[Command](), document.text
    for place in document.view(places_in):
        for command in place.script.commands:
            for inner in unwrap(text, command):
                if place.known_only and inner.program not in KNOWN:
                    break
                first, last = inner.words[0], inner.words[-1]
                found.append(
                    Command(
                        inner.program,
                        inner.words,
                        document.source.span(first.start, last.end),
                        place.context,
                        inner.wrappers,
                        inner.elsewhere,
                        inner.whole,
                        place.fence,
                        place.code,
                        len(found),
                        not place.script.unclosed,
                    )
                )
    return tuple(found)


def commands_by_program(document: Document) -> dict[str, tuple[Command, ...]]:
    found: dict[str, list[Command]] = {}
    for command in document.view(commands_in):
        found.setdefault(command.program, []).append(command)
    return {program: tuple(commands) for program, commands in found.items()}


def shell_regions(document: Document) -> Iterator[tuple[int, int]]:
    """Where text stands that a shell reads: commands, assignments, here-documents; not their output."""
    kept = {(command.shell.start, command.shell.end) for command in document.view(commands_in)}
    for place in document.view(places_in):
        for command in place.script.commands:
            if not command.words or (command.start, command.end) in kept:
                yield command.start, command.end
                yield from (each.body for each in command.redirections if each.body is not None)


def places_in(document: Document) -> tuple[Place, ...]:
    """The text of `document` that a shell reads."""
    return tuple(_places(document))


def _places(document: Document) -> Iterator[Place]:
    text = document.text
    match document.kind:
        case "shell":
            yield Place(read_shell(text, backticks="substitution"), "script")
        case "dockerfile":
            for start, end in instructions(text, 0, len(text)):
                yield Place(read_shell(text, start, end, backticks="substitution"), "dockerfile")
        case "markdown":
            readable = without_highlighted_lines(document)
            for fence in document.view(fragment_of).fences:
                yield from _fence(readable, fence)
            for code in document.view(code_spans_in):
                yield from _code(text, code)
        case "yaml":
            return


def without_highlighted_lines(document: Document) -> str:
    """The text with remark's line highlights (a `*` in front of a line of code) blanked."""
    text, parts, at = document.text, list[str](), 0
    for fence in document.view(fragment_of).fences:
        if "\n*" in fence.text or fence.text.startswith("*"):
            start, end = fence.text_span.start, fence.text_span.end
            parts += (text[at:start], HIGHLIGHTED_LINE.sub(r"\1 ", text[start:end]))
            at = end
    return "".join((*parts, text[at:])) if parts else text


def _fence(text: str, fence: Fence) -> Iterator[Place]:
    language = info_word(fence.info)
    start, end = fence.text_span.start, fence.text_span.end
    if language == "dockerfile":
        for first, last in instructions(text, start, end):
            yield Place(read_shell(text, first, last), "dockerfile", fence)
    elif language == "" or language in SHELL_INFO:
        if PROMPT.search(text, start, end):
            yield from _transcript(text, fence)
        elif language or any(name in fence.text for name in KNOWN):
            yield Place(read_shell(text, start, end), "fence", fence, known_only=not language)


def _transcript(text: str, fence: Fence) -> Iterator[Place]:
    """In what was copied from a terminal only prompt lines, and what continues them, are commands."""
    prompts = list(PROMPT.finditer(text, fence.text_span.start, fence.text_span.end))
    ends = [prompt.start() for prompt in prompts[1:]] + [fence.text_span.end]
    for prompt, end in zip(prompts, ends, strict=True):
        start = prompt.end()
        script = read_shell(text, start, end, first_only=True)
        if SECONDARY_PROMPT.search(text, start, end):
            blanked = SECONDARY_PROMPT.sub(lambda match: " " * len(match[0]), text[start:end])
            script = moved(read_shell(blanked, first_only=True), start)
        yield Place(script, "fence", fence)


def _code(text: str, code: CodeSpan) -> Iterator[Place]:
    if code.verb:
        if code.verb in TYPED:
            start = code.arguments_start
            yield Place(
                read_shell(text, start, code.end), "snippet", code=code, known_only=code.verb != "hide"
            )
    elif code.ticks < 3 and _begins_known(code.text):
        yield Place(read_shell(text, code.start, code.end), "inline", code=code, known_only=True)


def _begins_known(text: str) -> bool:
    """Whether inline code may be a command with arguments; cheaper than reading it."""
    first, _, rest = text.strip().partition(" ")
    name = first.rpartition("/")[2]
    return bool(rest) and (name in KNOWN or name in ALIASES or "=" in name)


def instructions(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the shell text of each `RUN` stands: its line, and those that continue it."""
    for match in INSTRUCTION.finditer(text, start, end):
        closing = INSTRUCTION_END.search(text, match.end(), end)
        if not text.startswith("[", match.end()):
            yield match.end(), closing.start() if closing else end
