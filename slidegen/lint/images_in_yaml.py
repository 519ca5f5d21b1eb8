"""The images that YAML names in parts: the values of a chart, a kustomization, a compose file's arguments.

    image: {registry: docker.io, repository: bitnami/redis, tag: 7.2}     a chart's values
    images: [{name: redis, newName: bitnami/redis, newTag: 7.2}]          a kustomization
    build: {args: {BASE_IMAGE: openjdk:8}}                                a compose file

Knows these keys. Must not know what names an image in one word (`slidegen.lint.images` does).
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.lint.document import Document
from slidegen.lint.image_use import ImageUse, image_use
from slidegen.lint.yaml_block import scalar, yaml_blocks_in
from slidegen.source.nodes import Mapping, Node, Scalar, Sequence

#: What names an image in a mapping, beside its tag.
_NAMES = ("newName", "repository", "name", "image")
_TAGS = ("newTag", "tag", "imageTag", "version")
#: Keys beside `repository` that only an image has.
_ONLY_IMAGES = ("tag", "registry", "digest", "pullPolicy", "imagePullPolicy")
_SPEAKS_OF_IMAGES = re.compile(r"image", re.IGNORECASE)
ARGUMENT = re.compile(r"(?>(?:[^\W_]*_)*?(?:IMAGE|BASE|FROM)(?![^\W_]))(?:_\w*)?", re.IGNORECASE)
# It begins with what is rare, by which the search is ten times as fast as one for each word at each place.
_MAY_HOLD = re.compile(
    r"[:wW](?:(?<=(?i:repository:))|(?<=(?i:args:))|(?<=(?i:tag:))|(?<=(?i:image:))\s*[\n{]"
    r"|(?<=(?i:new))(?i:name|tag))"
)
_ARGUMENTS = ("args:", "ARGS:", "Args:")


def images_in_parts(document: Document) -> Iterator[ImageUse]:
    if not _may_hold(document.text):
        return
    for block in document.view(yaml_blocks_in):
        for root in block.documents:
            yield from _below(document.text, root)


def _may_hold(text: str) -> bool:
    """Whether it may name an image in parts. The `args:` of a container are no build's."""
    found = (match.end() for match in _MAY_HOLD.finditer(text))
    return any("build" in text or not text.endswith(_ARGUMENTS, 0, end) for end in found)


def _below(text: str, root: Node) -> Iterator[ImageUse]:
    waiting: list[tuple[str, Node]] = [("", root)]
    while waiting:
        key, node = waiting.pop()
        if isinstance(node, Sequence):
            waiting.extend((key, item) for item in node.items)
        elif isinstance(node, Mapping):
            waiting.extend((each.value, value) for each, value in node)
            named = _in_parts(text, key, node)
            if named is not None:
                yield named
            if key == "build":
                yield from _arguments(text, node.get("args"))


def _in_parts(text: str, key: str, node: Mapping) -> ImageUse | None:
    """The image whose parts a mapping's values are."""
    named = _name(key, node)
    if named is None:
        return None
    registry = scalar(node.get("registry")).rstrip("/")
    whole = f"{registry}/{named.value}" if registry else named.value
    tag = next((value for value in (scalar(node.get(each)) for each in _TAGS) if value), "")
    start, end = _inside(text, named)
    return image_use(whole, start, end=end, tag=tag, digest=scalar(node.get("digest")))


def _name(key: str, node: Mapping) -> Scalar | None:
    """What names the image, where the mapping is about one."""
    found = {each: value for each in _NAMES if isinstance(value := node.get(each), Scalar) and value.value}
    if "newName" in found or node.get("newTag") is not None:
        return found.get("newName") or found.get("name")
    if "repository" in found and (_is_image(key) or any(node.get(each) for each in _ONLY_IMAGES)):
        return found["repository"]
    if key == "image" and "name" in found:
        return found["name"]
    return found.get("image") if node.get("tag") or node.get("imageTag") else None


def _is_image(key: str) -> bool:
    return _SPEAKS_OF_IMAGES.search(key) is not None


def _arguments(text: str, node: Node | None) -> Iterator[ImageUse]:
    """The images that a build is given: `BASE_IMAGE: node:16`, or `- BASE_IMAGE=node:16`."""
    if isinstance(node, Mapping):
        for key, value in node:
            if isinstance(value, Scalar) and ARGUMENT.fullmatch(key.value):
                start, end = _inside(text, value)
                if use := image_use(value.value, start, end=end):
                    yield use
    for item in node.items if isinstance(node, Sequence) else ():
        name, equals, image = scalar(item).partition("=")
        if equals and ARGUMENT.fullmatch(name):
            _, end = _inside(text, item)
            if use := image_use(image, end - len(image), end=end):
                yield use


def _inside(text: str, node: Node) -> tuple[int, int]:
    """Where a scalar's text stands, without its quotes."""
    start, end = node.span.start, node.span.end
    quoted = end - start > 1 and text[start] in "\"'" and text[end - 1] == text[start]
    return (start + 1, end - 1) if quoted else (start, end)
