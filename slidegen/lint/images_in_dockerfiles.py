"""The images that Dockerfiles name: by `FROM`, in the default of an `ARG` that it uses, by `COPY --from=`.

Knows these instructions (https://docs.docker.com/reference/dockerfile/). Must not know which images are gone.
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.lint.image_use import ImageUse, image_use

_INSTRUCTION = re.compile(
    r"^[ \t]*(?:FROM[ \t]+(?:--\S+[ \t]+)*(?P<image>\S+)(?:[ \t]+AS[ \t]+(?P<stage>\S+))?"
    r"|ARG[ \t]+(?P<name>\w+)=[\"']?(?P<default>[^\s\"']+)"
    r"|COPY[ \t]+(?:--\S+[ \t]+)*?--from=(?P<copied>\S+))",
    re.M | re.I,
)
_VARIABLE = re.compile(r"\$(?:\{(?P<braced>\w+)(?::-(?P<else>[^}]*))?\}|(?P<name>\w+))")
#: Instructions that make a text with `FROM` a Dockerfile; SQL has none of them.
_OTHERS = re.compile(r"^[ \t]*(?:RUN|COPY|ADD|CMD|ENTRYPOINT|WORKDIR|EXPOSE|ENV|LABEL|USER)[ \t]+\S", re.M)
_FROM = re.compile(r"^[ \t]*FROM[ \t]+\S", re.M)


def looks_like_dockerfile(text: str) -> bool:
    """Whether a code that says nothing of itself holds one, perhaps behind the command that shows it."""
    return "FROM" in text and _FROM.search(text) is not None and _OTHERS.search(text) is not None


def images_in_dockerfile(text: str, start: int, end: int) -> Iterator[ImageUse]:
    defaults: dict[str, tuple[str, int]] = {}
    stages: set[str] = set()
    for found in _INSTRUCTION.finditer(text, start, end):
        if found["name"]:
            defaults[found["name"]] = (found["default"], found.start("default"))
            continue
        group = "image" if found["image"] else "copied"
        if found[group].lower() not in stages and not (group == "copied" and found["copied"].isdigit()):
            use = _used(found[group], found.start(group), defaults)
            if use is not None:
                yield use
        if found["stage"]:
            stages.add(found["stage"].lower())


def _used(reference: str, start: int, defaults: dict[str, tuple[str, int]]) -> ImageUse | None:
    """The image, at the default that is all of it, or else where it is used."""
    whole = _VARIABLE.fullmatch(reference)
    name = (whole["braced"] or whole["name"]) if whole else ""
    if whole and whole["else"]:
        return image_use(whole["else"], start + whole.start("else"))
    if name in defaults:
        return image_use(*defaults[name])
    meant = _VARIABLE.sub(lambda each: _value(each, defaults), reference)
    return image_use(meant, start, end=start + len(reference))


def _value(variable: re.Match[str], defaults: dict[str, tuple[str, int]]) -> str:
    default = defaults.get(variable["braced"] or variable["name"])
    return default[0] if default else variable["else"] or variable[0]
