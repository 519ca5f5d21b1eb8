"""Every container image that a document names: in manifests, Dockerfiles and commands.

Knows where images are named, and what a reference is made of. Must not know which of them are gone.
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.lint.commands import Command, commands_in
from slidegen.lint.document import Document
from slidegen.lint.here_documents import here_dockerfiles
from slidegen.lint.image_use import ImageUse, image_use
from slidegen.lint.images_in_dockerfiles import images_in_dockerfile, looks_like_dockerfile
from slidegen.lint.images_in_yaml import ARGUMENT, images_in_parts
from slidegen.lint.kubectl import read_kubectl
from slidegen.lint.slides import fragment_of
from slidegen.shell import Word
from slidegen.text.typed.languages import info_word
from slidegen.text.typed.shown import shown_word

#: A line of YAML, also where templates make the rest of it no YAML. A commented one names nothing.
_IMAGE_LINE = re.compile(r"^[ \t]*(?:-[ \t]+)?[\"']?image[\"']?:[ \t]+[\"']?(?P<image>[^\s\"'#{}]+)", re.M)
#: Info strings of fences that say nothing of what they show.
_NO_LANGUAGE = frozenset(("", "text", "txt", "plain", "plaintext", "none", "console", "output"))
#: `image.repository=bitnami/redis` of `helm --set`, and what names its other parts.
_SET = re.compile(
    r"(?:^|(?<=,))(?P<of>(?:[\w-]+\.)*\w*[iI]mage)(?:\.(?P<part>repository|name|registry|tag))?=(?P<value>[^,]*)"
)

#: Programs that take images as docker does, and their verbs that take one as their first argument.
_ENGINES = frozenset(("docker", "podman", "nerdctl", "finch"))
_VERBS = frozenset(
    ("run", "create", "pull", "container run", "container create", "image pull", "history", "service create")
)
#: Flags of these verbs that take no value; all others do, in the next word or behind `=`.
_SWITCHES = frozenset(
    (
        *("--detach", "--interactive", "--tty", "--rm", "--init", "--privileged", "--publish-all", "--quiet"),
        *("--read-only", "--sig-proxy", "--no-healthcheck", "--oom-kill-disable", "--all-tags", "--help"),
        *("--disable-content-trust", "--replace", "--no-trunc", "--human", "--all"),
    )
)
_SHORT_SWITCHES = "ditPqaH"


def images_in(document: Document) -> tuple[ImageUse, ...]:
    """The images of `document`, in order."""
    found = {use.start: use for use in (*_in_text(document), *_in_commands(document))}
    found |= {use.start: use for use in images_in_parts(document)}  # these know a tag that stands beside it
    return tuple(found[start] for start in sorted(found))


def _in_text(document: Document) -> Iterator[ImageUse]:
    text = document.text
    if document.kind == "dockerfile":
        yield from images_in_dockerfile(text, 0, len(text))
    elif document.kind != "markdown":
        yield from _by_lines(text, 0, len(text))
    for each in document.view(here_dockerfiles):
        yield from images_in_dockerfile(text, each.start, each.end)
    for fence in document.view(fragment_of).fences:
        start, end = fence.text_span.start, fence.text_span.end
        if shown_word(fence) == "dockerfile":
            yield from images_in_dockerfile(text, start, end)
            continue
        if info_word(fence.info) in _NO_LANGUAGE and looks_like_dockerfile(fence.text):
            yield from images_in_dockerfile(text, start, end)
        yield from _by_lines(text, start, end)


def _by_lines(text: str, start: int, end: int) -> Iterator[ImageUse]:
    if text.find("image", start, end) == -1:
        return
    for match in _IMAGE_LINE.finditer(text, start, end):
        if use := image_use(match["image"], match.start("image")):
            yield use


# ---- commands
def _in_commands(document: Document) -> Iterator[ImageUse]:
    for command in document.view(commands_in):
        for reference, start in _named_by(command):
            if use := image_use(reference, start, command):
                yield use
        if command.program == "helm":
            yield from _of_helm(command)


def _named_by(command: Command) -> Iterator[tuple[str, int]]:
    """What names images in a command, and where it begins."""
    match command.program:
        case "kubectl":
            yield from _of_kubectl(command)
        case "kustomize" if command.values[1:4] == ("edit", "set", "image"):
            yield from _assigned(command.words[4:])
        case "crictl" if command.values[1:2] == ("pull",):
            yield from ((word.value, word.start) for word in command.words[2:3])
        case program if program in _ENGINES:
            yield from _of_engine(command)


def _of_kubectl(command: Command) -> Iterator[tuple[str, int]]:
    kubectl = command.view(read_kubectl)
    flag = kubectl.flag("--image")
    if flag and flag.value:
        yield flag.value, flag.value_start
    if kubectl.verb == "set image":
        yield from _assigned(kubectl.positionals)


def _assigned(words: tuple[Word, ...]) -> Iterator[tuple[str, int]]:
    """`web=nginx:1.7.9`, for each container or name."""
    for word in words:
        _, equals, image = word.value.partition("=")
        if equals and not word.quoted:
            yield image, word.start + len(word.value) - len(image)


def _of_helm(command: Command) -> Iterator[ImageUse]:
    """The image that the flags `--set` of one command give, part by part."""
    images: dict[str, dict[str, tuple[str, int]]] = {}
    for flag in command.view(read_kubectl).flags:
        if flag.name in ("--set", "--set-string"):
            value, start = _set_value(command, flag.value, flag.value_start, flag.end)
            for each in _SET.finditer(value):
                parts = images.setdefault(each["of"], {})
                parts[each["part"] or "name"] = (each["value"], start + each.start("value"))
    for parts in images.values():
        yield from _of_parts(parts, command)


def _of_parts(parts: dict[str, tuple[str, int]], command: Command) -> Iterator[ImageUse]:
    """The image; one of which only the tag is given has no name."""
    named = parts.get("repository") or parts.get("name")
    registry, (tag, at) = parts.get("registry", ("", 0))[0], parts.get("tag", ("", 0))
    if named is None:
        if tag:
            yield ImageUse("", tag, at, at + len(tag), command)
        return
    whole = f"{registry}/{named[0]}" if registry else named[0]
    if use := image_use(whole, named[1], command, end=named[1] + len(named[0]), tag=tag):
        yield use


def _set_value(command: Command, value: str | None, start: int, end: int) -> tuple[str, int]:
    """What `--set` gives: kubectl, whose flags these are read as, has no such flag."""
    if value is not None:
        return value, start
    word = next((word for word in command.words if word.start >= end), None)
    return (word.value, word.start + word.quoted) if word else ("", end)


def _of_engine(command: Command) -> Iterator[tuple[str, int]]:
    if found := _image_word(command):
        yield found
    flag = "--build-arg"
    for before, word in zip(command.words, command.words[1:], strict=False):
        value = word.value if before.value == flag else word.value.removeprefix(f"{flag}=")
        name, equals, image = value.partition("=")
        is_given = before.value == flag or word.value.startswith(f"{flag}=")
        if is_given and equals and ARGUMENT.fullmatch(name) and not word.quoted:
            yield image, word.end - len(image)


def _image_word(command: Command) -> tuple[str, int] | None:
    """What names the image of `docker run` and its like, and where it begins."""
    if command.program not in _ENGINES or len(command.words) < 3:
        return None
    verb_words = 2 if command.words[1].value in ("container", "image", "service") else 1
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
