"""Every container image that a document names: in manifests, Dockerfiles and commands.

Knows where images are named, and what a reference is made of. Must not know which of them are gone.
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.commands import Command, commands_in
from slidegen.lint.document import Document
from slidegen.lint.kubectl import read_kubectl
from slidegen.lint.slides import fragment_of
from slidegen.shell import Word
from slidegen.text.typed.shown import shown_word

#: `[host[:port]/]path[:tag][@digest]` (https://github.com/distribution/reference).
REFERENCE = re.compile(
    r"(?P<name>(?:[\w.-]+(?::\d+)?/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*)(?::(?P<tag>[\w][\w.-]*))?(?:@sha256:\w+)?"
)
#: A line of YAML, also where templates make the rest of it no YAML. A commented one names nothing.
_IMAGE_LINE = re.compile(r"^[ \t]*(?:-[ \t]+)?[\"']?image[\"']?:[ \t]+[\"']?(?P<image>[^\s\"'#{}]+)", re.M)
_FROM_LINE = re.compile(r"^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*(?P<image>[^\s$]+)", re.M | re.I)
_DEFAULTS = re.compile(r"^(?:docker\.io/|index\.docker\.io/)?(?:library/)?")

#: Programs that take images as docker does, and their verbs that take one as their first argument.
_ENGINES = frozenset(("docker", "podman", "nerdctl", "finch"))
_VERBS = frozenset(("run", "create", "pull", "container run", "container create", "image pull", "history"))
#: Flags of these verbs that take no value; all others do, in the next word or behind `=`.
_SWITCHES = frozenset(
    (
        *("--detach", "--interactive", "--tty", "--rm", "--init", "--privileged", "--publish-all", "--quiet"),
        *("--read-only", "--sig-proxy", "--no-healthcheck", "--oom-kill-disable", "--all-tags", "--help"),
        *("--disable-content-trust", "--replace", "--no-trunc", "--human", "--all"),
    )
)
_SHORT_SWITCHES = "ditPqaH"


@dataclass(frozen=True, slots=True)
class ImageUse:
    """One image, named; `[start, end)` is the reference in the document."""

    name: str  #: `nginx` of `docker.io/library/nginx:1.27`
    tag: str  #: `1.27`; `` when none is written
    start: int
    end: int
    command: Command | None  #: None in manifests and Dockerfiles


def images_in(document: Document) -> tuple[ImageUse, ...]:
    """The images of `document`, in order."""
    found = [*_in_text(document), *_in_commands(document)]
    return tuple(sorted(found, key=lambda use: use.start))


def _in_text(document: Document) -> Iterator[ImageUse]:
    if document.kind != "markdown":
        pattern = _FROM_LINE if document.kind == "dockerfile" else _IMAGE_LINE
        yield from _by_lines(pattern, document.text, 0, len(document.text))
    for fence in document.view(fragment_of).fences:
        pattern = _FROM_LINE if shown_word(fence) == "dockerfile" else _IMAGE_LINE
        yield from _by_lines(pattern, document.text, fence.text_span.start, fence.text_span.end)


def _by_lines(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[ImageUse]:
    for match in pattern.finditer(text, start, end):
        if use := _use(match["image"], match.start("image"), None):
            yield use


def _use(reference: str, start: int, command: Command | None) -> ImageUse | None:
    match = REFERENCE.fullmatch(reference)
    if match is None:
        return None
    name = _DEFAULTS.sub("", match["name"])
    return ImageUse(name, match["tag"] or "", start, start + len(reference), command)


# ---- commands
def _in_commands(document: Document) -> Iterator[ImageUse]:
    for command in document.view(commands_in):
        found = _of_kubectl(command) if command.program == "kubectl" else _image_word(command)
        if found and (use := _use(*found, command)):
            yield use


def _of_kubectl(command: Command) -> tuple[str, int] | None:
    flag = command.view(read_kubectl).flag("--image")
    return (flag.value, flag.value_start) if flag and flag.value else None


def _image_word(command: Command) -> tuple[str, int] | None:
    """What names the image of `docker run` and its like, and where it begins."""
    if command.program not in _ENGINES or len(command.words) < 3:
        return None
    verb_words = 2 if command.words[1].value in ("container", "image") else 1
    verb = " ".join(word.value for word in command.words[1 : 1 + verb_words])
    word = _first_argument(command.words[1 + verb_words :]) if verb in _VERBS else None
    return (word.value, word.start) if word and not word.quoted else None


def _first_argument(words: tuple[Word, ...]) -> Word | None:
    """The first word that is no flag and no flag's value."""
    at = 0
    while at < len(words):
        value = words[at].value
        if not value.startswith("-") or value == "-":
            return words[at]
        at += 1 + _takes_next(value)
    return None


def _takes_next(flag: str) -> bool:
    if flag.startswith("--"):
        return "=" not in flag and flag not in _SWITCHES
    return flag[-1] not in _SHORT_SWITCHES and all(letter in _SHORT_SWITCHES for letter in flag[1:-1])
