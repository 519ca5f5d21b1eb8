r"""What a script or a code hands on as a file of its own, where it stands and what it is:

    cat > Dockerfile <<EOF                 here-documents, by the name that stands beside them
    echo "apiVersion: …                    words over several lines that begin as a manifest does
    printf 'apiVersion: v1\nkind: Pod\n'   the same, with line ends as `\n`
    kubeadmConfigPatches:                  a manifest as a text in another
    - |
      apiVersion: …

Knows how such texts are handed on; where a here-document ends, `shell` says. Must not know YAML's syntax, nor
what a manifest or a Dockerfile says.
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.document import Document
from slidegen.lint.slides import fragment_of
from slidegen.shell import Backticks, read_shell
from slidegen.text.model import Fence
from slidegen.text.typed.shown import YAML, shown_word
from slidegen.text.unmarked_code import bare_fence

#: What a fence is called of which nothing is known.
_SAYS_NOTHING = frozenset(("", "text", "txt", "plain", "plaintext", "code", "none"))
_BEGINS = re.compile(
    r"(?:[ \t]*(?:#[^\n]*|---[ \t]*)?\n)*"
    r"(?:(?:apiVersion|kind):[ \t]+[\w\"']|\{\s*\"(?:apiVersion|kind)\"\s*:)"
)
#: JSON is YAML, too, but for what is shortened, which begins elsewhere.
_JSON_WORDS = frozenset(("json", "jsonc", "json5"))
_JSON_BEGINS = re.compile(r"\s*[\[{]")
#: A word in quotes that begins as a manifest does, and has more than one line.
_QUOTED = re.compile(
    r"(?P<mark>[\"'](?<=[ \t(][\"']))"
    r"(?=(?:[ \t]*\n)?[ \t]*+(?:---[ \t]*\n[ \t]*+)?apiVersion:[ \t]+[^\s\"']+[ \t]*\n)"
)
#: The same as JSON, which is YAML; what else commands are given as JSON is judged as a part of an object.
_JSON = re.compile(
    r"(?:echo(?<!\wecho)(?:[ \t]+-\w+)?|printf(?<!\wprintf))[ \t]*(?P<mark>')"
    r"(?=\{[ \t\n]*\"(?:apiVersion|kind)\"[ \t]*:)"
)
#: One whose line ends `echo -e`, `printf` or the shell (`$'…'`) makes. What else stands behind a backslash
#: would shift what comes after it: such a word is left alone.
_ESCAPED = re.compile(
    r"[ \t(]\$?(?P<mark>[\"'])"
    r"(?P<text>(?:---\\n)?(?:apiVersion|kind):[ ]++[^\\\"'\n]++\\n(?>(?:[^\\\"'\n]|\\n)*))(?P=mark)"
)
_ESCAPED_END = re.compile(r"\\n")
_MANIFEST = re.compile(r"^[ \t]*apiVersion:[ \t]", re.MULTILINE)
#: A block of a YAML file that begins as a manifest does.
_HELD = re.compile(
    r"[:-][ ]+\|[-+]?[ ]*\n(?P<lines>(?P<margin>[ ]+)(?:---[ ]*\n[ ]+)?(?:apiVersion|kind):[ ]+\w)"
)
#: The file that a here-document becomes, as the line says that opens it.
_DOCKERFILE = re.compile(r"(?<![\w.-])(?:Dockerfile|Containerfile)(?:\.[\w-]+)?(?![\w./-])")
_YAML_FILE = re.compile(r"[\w}]\.ya?ml(?![\w./-])")


@dataclass(frozen=True, slots=True)
class HandedText:
    """A here-document's lines, and the line that opens it."""

    opening: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EscapedText:
    r"""A text whose line ends are written as `\n`, and where each of its lines begins in the file."""

    fence: Fence
    starts: tuple[int, ...]


def is_yaml(fence: Fence) -> bool:
    """Whether a fence shows YAML: it says so, or says nothing, or `text`, and begins like a manifest; or is
    JSON. Of HTML the lines say what they can.
    """
    word = "" if fence.is_html else shown_word(fence)
    if word in _JSON_WORDS:
        return _JSON_BEGINS.match(fence.text) is not None
    return word in YAML or (word in _SAYS_NOTHING and _BEGINS.match(fence.text) is not None)


def here_documents(document: Document) -> tuple[HandedText, ...]:
    """The here-documents of scripts and of codes that are no YAML."""
    return tuple(_here_documents(document)) if "<<" in document.text else ()


def _here_documents(document: Document) -> Iterator[HandedText]:
    text = document.text
    backticks: Backticks = "substitution" if document.kind == "shell" else "highlight"
    for start, end in _shell_texts(document, "<<"):
        for at, first, behind in read_shell(text, start, end, backticks=backticks).here_documents:
            line = text[text.rfind("\n", start, at) + 1 : text.find("\n", at) + 1]
            yield HandedText(line, first, max(first, behind - 1))


def here_dockerfiles(document: Document) -> tuple[HandedText, ...]:
    return tuple(each for each in document.view(here_documents) if _DOCKERFILE.search(each.opening))


def here_manifests(document: Document) -> tuple[Fence, ...]:
    """The YAML that is handed on as it is written: `kubectl apply -f - <<EOF`, `echo "apiVersion: …"`."""
    source, text = document.source, document.text
    found = [
        bare_fence(source, each.start, each.end)
        for each in document.view(here_documents)
        if _MANIFEST.search(text, each.start, each.end) or _YAML_FILE.search(each.opening)
    ]
    if "apiVersion" in text:
        # A search of the whole text would cost more than to ask which codes hold the word.
        spans = tuple(_shell_texts(document, "apiVersion"))
        found += (
            each for opens in (_QUOTED, _JSON) for span in spans for each in _quoted(document, opens, *span)
        )
    return tuple(found)


def _quoted(document: Document, opens: re.Pattern[str], start: int, end: int) -> Iterator[Fence]:
    """What a command is given as a word: `echo '…' | kubectl apply -f -`."""
    source = document.source
    while opening := opens.search(source.text, start, end):
        start = source.text.find(opening["mark"], opening.end("mark"), end)
        if start == -1:
            return
        yield bare_fence(source, opening.end("mark"), start)


def escaped_manifests(document: Document) -> tuple[EscapedText, ...]:
    r"""The manifests in one line: `printf 'apiVersion: v1\nkind: Pod\n' | kubectl apply -f -`."""
    if "apiVersion" not in document.text or "\\n" not in document.text:
        return ()
    source = document.source
    found = [
        (each.start("text"), each.end("text"), each["text"])
        for start, end in _shell_texts(document, "apiVersion")
        for each in _ESCAPED.finditer(source.text, start, end)
    ]
    return tuple(
        EscapedText(
            replace(bare_fence(source, start, end), text=text.replace("\\n", "\n")),
            (start, *(start + each.end() for each in _ESCAPED_END.finditer(text))),
        )
        for start, end, text in found
        if "apiVersion:" in text
    )


def held_manifests(document: Document) -> tuple[Fence, ...]:
    """The manifests that YAML holds as texts: patches of kubeadm, what a ConfigMap gives to others."""
    source = document.source
    return tuple(
        bare_fence(
            source, found.start("lines"), _end_of_block(source.text, found.end(), found["margin"], end)
        )
        for start, end in _yaml_texts(document)
        for found in _HELD.finditer(source.text, start, end)
    )


def _end_of_block(text: str, at: int, margin: str, last: int) -> int:
    """Where a line stands further left than the block, behind the end of the line before."""
    while (end := text.find("\n", at, last)) != -1:
        at = end + 1
        if not text.startswith((margin, "\n"), at):
            return end
    return last


def _yaml_texts(document: Document) -> Iterator[tuple[int, int]]:
    if document.kind == "yaml":
        yield 0, len(document.text)
        return
    for fence in document.view(fragment_of).fences:
        if is_yaml(fence):
            yield fence.text_span.start, fence.text_span.end


def _shell_texts(document: Document, word: str) -> Iterator[tuple[int, int]]:
    """Where `document` has text that a shell may read, and this word in it."""
    text = document.text
    if document.kind in ("shell", "dockerfile"):
        yield 0, len(text)
        return
    for fence in document.view(fragment_of).fences:
        start, end = fence.text_span.start, fence.text_span.end
        if text.find(word, start, end) != -1 and not is_yaml(fence):
            yield start, end
