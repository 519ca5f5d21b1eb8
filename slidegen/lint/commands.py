"""Every command of a document, wherever it hides: fences, one-line snippets, transcripts, inline code,
shell files, Dockerfiles; and inside those in substitutions, loops, pipes, and as words of other commands.

Knows which text is shell text. Must not know what any command means.
"""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.dockerfile_shell import scripts_of_dockerfile
from slidegen.lint.document import Document
from slidegen.lint.embedded_shell import embedded_scripts
from slidegen.lint.here_documents import here_dockerfiles
from slidegen.lint.inline import CodeSpan, code_spans_in
from slidegen.lint.own_names import own_names, spelled_out
from slidegen.lint.typed_code import readable, typed_fences
from slidegen.lint.unwrap import ALIASES, DEFINERS, SHELLS, unwrap
from slidegen.lint.viewed import Viewed
from slidegen.location import Span
from slidegen.shell import Backticks, ShellCommand, ShellScript, Word, expand, moved, placed, read_shell
from slidegen.text.marks import BACKTICKS, Marks, take_marks
from slidegen.text.model import Fence
from slidegen.text.typed import TypedCommand, TypedFence, kept_places, read_typed
from slidegen.text.typed.shown import shown_word
from slidegen.text.typed.verbs import VerbKind, verb_kind

#: `fence` a code block · `snippet` a one-liner such as ```` ```hide ls``` ```` · `inline` code in prose ·
#: `script` a shell file, or shell in YAML or a Makefile · `dockerfile` what RUN, CMD and their like are given
Context: TypeAlias = Literal["fence", "snippet", "inline", "script", "dockerfile"]

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
        *("minikube", "kind", "k3d", "k3s", "microk8s", "podman", "eksctl", "gcloud", "aws", "az", "etcdctl"),
        *("docker", "docker-compose", "docker-machine"),
        *("apt-key", "apt-get", "apt", "curl", "wget", "sudo", "watch", "ssh"),
        *("alias", "abbr", "doskey"),
    )
)

#: What stands before a command that may be known.
PASSED_OVER = frozenset((*SHELLS, *DEFINERS, "eval", "time", "env", "nohup", "timeout", "xargs"))
#: A word that goes on in the first column of the next line.
JOINED = re.compile(r"\S\\\n(?=\S)")


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
    sound: bool  #: its text is what a shell reads, and parses: no quote or here-document is left open

    @property
    def arguments(self) -> tuple[Word, ...]:
        return self.words[1:]

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(word.value for word in self.words)

    @property
    def called(self) -> str:
        """What messages call its program: OpenShift's `oc`, which is judged as kubectl, keeps its name."""
        return "oc" if self.words[0].value.rpartition("/")[2] == "oc" else self.program

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

    @property
    def is_html(self) -> bool:
        """Whether what is written there is not what a shell reads, but stands for it."""
        return self.fence is not None and self.fence.is_html


def commands_in(document: Document) -> tuple[Command, ...]:
    """The commands of `document`, in order."""
    found, text = list[Command](), document.text
    own = own_names(text)
    for place in document.view(places_in):
        for command in place.script.commands:
            for inner in unwrap(text, command):
                program, *verbs = own.get(inner.program, (inner.program,))
                if place.known_only and program not in KNOWN:
                    if inner.program in PASSED_OVER:
                        continue  # what it is given may be known
                    break
                first, last = inner.words[0], inner.words[-1]
                found.append(
                    Command(
                        program,
                        (first, *spelled_out(first, tuple(verbs)), *inner.words[1:]),
                        document.source.span(first.start, last.end),
                        place.context,
                        inner.wrappers,
                        inner.elsewhere,
                        inner.whole,
                        place.fence,
                        place.code,
                        len(found),
                        not (place.script.unclosed or place.is_html or verbs),
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
            for script in scripts_of_dockerfile(text, 0, len(text), "substitution"):
                yield Place(script, "dockerfile")
        case "markdown":
            yield from _typed(document)
        case "yaml" | "makefile":
            pass
    for each in document.view(here_dockerfiles):
        for script in scripts_of_dockerfile(text, each.start, each.end, "substitution"):
            yield Place(script, "dockerfile")
    if document.embedded_shell and any(name in text for name in KNOWN):
        for script in embedded_scripts(document):
            yield Place(script, "script", known_only=True)


def _typed(document: Document) -> Iterator[Place]:
    """What readers type from a page."""
    shown = document.view(readable)
    for found in document.view(typed_fences):
        yield from _fence(shown, found)
    for code in document.view(code_spans_in):
        yield from _code(document.text, code, document.marks)


def _fence(text: str, found: TypedFence) -> Iterator[Place]:
    fence, typed = found.fence, found.typed
    start, end = fence.text_span.start, fence.text_span.end
    backticks = _meant(found.marks)
    if typed.is_transcript and typed.language.is_linted:
        yield from _transcript(text, found, backticks)
    elif shown_word(fence) == "dockerfile":
        for script in scripts_of_dockerfile(text, start, end, "highlight"):
            yield Place(script, "dockerfile", fence)
    elif typed.language.is_linted:
        for command in typed.commands:  # one, or none where all is comments
            yield Place(_script(text, found, command, (start, end), backticks), "fence", fence)


def _meant(marks: Marks | None) -> Backticks:
    """What a pair of backticks is to who types the code."""
    return "highlight" if marks is None or marks.spans is BACKTICKS else "substitution"


def _unmarked(text: str, marks: Marks, at: int) -> ShellScript:
    """Code that begins at `at` of the file, read without marks that a shell would take for its own."""
    code = take_marks(text, marks).code
    places = (*kept_places(text, code), len(text))
    return placed(read_shell(code, backticks="substitution"), lambda offset: at + places[offset])


def _transcript(text: str, found: TypedFence, backticks: Backticks) -> Iterator[Place]:
    """Each command by itself: one that breaks off does not reach into the next."""
    for command, pieces in zip(found.typed.commands, found.pieces(), strict=True):
        if command.dialect not in ("program", "python", "nu"):
            script = _script(text, found, command, (pieces[0][0], pieces[-1][1]), backticks)
            yield Place(script, "fence", found.fence)


def _script(
    text: str, found: TypedFence, command: TypedCommand, place: tuple[int, int], backticks: Backticks
) -> ShellScript:
    """A command read at its place; a word that goes over a line end has no margin of the fence in it."""
    if found.fence.is_html or found.marks.is_own or (found.fence.column and JOINED.search(command.text)):
        return placed(read_shell(command.text, backticks=backticks), found.place_in(command))
    return read_shell(text, *place, backticks=backticks)


def _code(text: str, code: CodeSpan, marks: Marks | None) -> Iterator[Place]:
    kind = verb_kind(code.verb) if code.verb else None
    if kind in ("command", "capture"):
        yield from _snippet(text, code, kind, marks)
    elif kind in ("keys", "pane"):
        script = read_shell(text, code.arguments_start, code.end)
        yield Place(script, "snippet", code=code, known_only=True)
    elif not code.verb and code.text.startswith("$ "):  # most is none, and a reading of it costs
        yield from _behind_a_prompt(code)
    elif not code.verb and _begins_known(code.text):
        yield Place(_inline(text, code), "inline", code=code, known_only=True)


def _behind_a_prompt(code: CodeSpan) -> Iterator[Place]:
    """Code that goes over a line end has a blank there (CommonMark 6.1)."""
    words = code.text.replace("\n", " ")
    for command in read_typed(words, "console").commands:
        for first, last in command.pieces:
            script = moved(read_shell(words, first, last), code.start)
            yield Place(script, "inline", code=code, known_only=True)


def _inline(text: str, code: CodeSpan) -> ShellScript:
    """Of code that goes over a line end, that is a blank (CommonMark 6.1)."""
    if "\n" not in code.text:
        return read_shell(text, code.start, code.end)
    return moved(read_shell(code.text.replace("\n", " ")), code.start)


def _snippet(text: str, code: CodeSpan, kind: VerbKind, marks: Marks | None) -> Iterator[Place]:
    """A one-line snippet that is run; a `capture` names what its output is for first."""
    start = code.arguments_start
    if kind == "capture":
        start = min(text.find(" ", start, code.end) % (code.end + 1) + 1, code.end)
    written = text[start : code.end]
    if marks and marks.is_own:
        yield Place(_unmarked(written, marks, start), "snippet", code=code)
        return
    for command in read_typed(written, code.verb).commands:
        for first, last in command.pieces:
            script = read_shell(text, start + first, start + last, backticks=_meant(marks))
            yield Place(script, "snippet", code=code)


def _begins_known(text: str) -> bool:
    """Whether inline code may be a command with arguments; cheaper than reading it."""
    first, *rest = text.split(maxsplit=1) or ("",)
    name = first.rpartition("/")[2]
    return bool(rest) and (name in KNOWN or name in PASSED_OVER or name in ALIASES or "=" in name)
