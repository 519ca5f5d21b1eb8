"""One container image, named somewhere: what its reference is made of.

Knows references. Must not know where images are named, nor which of them are gone.
"""

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.commands import Command

#: `[host[:port]/]path[:tag][@digest]` (https://github.com/distribution/reference).
REFERENCE = re.compile(
    r"(?P<name>(?:[\w.-]+(?::\d+)?/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*)(?::(?P<tag>[\w][\w.-]*))?(?P<digest>@sha256:\w+)?"
)
_DEFAULTS = re.compile(r"^(?:docker\.io/|index\.docker\.io/)?(?:library/)?")


@dataclass(frozen=True, slots=True)
class ImageUse:
    """One image, named; `[start, end)` is the reference in the document, or the part of it that names it."""

    name: str  #: `nginx` of `docker.io/library/nginx:1.27`; `` where only a tag is given
    tag: str  #: `1.27`; `` when none is written
    start: int
    end: int
    command: Command | None  #: None in manifests and Dockerfiles
    is_exact: bool = False  #: a digest says which it is, whatever its tag

    def shown(self, text: str) -> str:
        """The reference as it is written, with a tag that stands elsewhere, and what variables hold."""
        written = text[self.start : self.end]
        if "$" in written:
            return f"{self.name}:{self.tag}" if self.tag else self.name
        return f"{written}:{self.tag}" if self.tag and self.tag not in written else written


def image_use(
    reference: str,
    start: int,
    command: Command | None = None,
    *,
    end: int | None = None,
    tag: str = "",
    digest: str = "",
) -> ImageUse | None:
    """The image of a reference that is written at `start`; None for what names none."""
    match = REFERENCE.fullmatch(reference)
    if match is None:
        return None
    name = _DEFAULTS.sub("", match["name"])
    is_exact = bool(match["digest"] or digest)
    return ImageUse(name, match["tag"] or tag, start, end or start + len(reference), command, is_exact)
