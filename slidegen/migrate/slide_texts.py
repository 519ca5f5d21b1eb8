"""The slides of a text of another program, one by one, and what is written above or below one of them.

Knows separators, properties and notes. Must not know which program's they were.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from slidegen import lazy_re as re
from slidegen.text.verbatim import read_verbatim

_END = "\n"
COLOUR = re.compile(r"#[0-9A-Fa-f]{3,8}$|[A-Za-z]+$|(?:rgb|hsl)a?\(")  #: a background that is no picture
_LINE = re.compile(r"^---[ \t]*$", re.MULTILINE)
#: What a text names: in Markdown, HTML, CSS and the YAML of a slide.
_NAMED = re.compile(
    r"(?P<before>\]\(|url\([\"']?|\b(?:src|poster|data|href)=[\"']|^(?:image|background):[ \t]*[\"']?)"
    r"(?P<path>(?![#?]|//|[A-Za-z][\w+.-]*:)[^)\"'\s?#]+)",
    re.MULTILINE,
)


def slides_of(text: str) -> Iterator[str]:
    """The text between the `---` lines outside code."""
    verbatim = read_verbatim(text)
    at = 0
    for line in _LINE.finditer(text):
        if not verbatim.covers(line.start()):
            yield text[at : line.start()].removeprefix("\n").removesuffix("\n")
            at = line.end()
    yield text[at:].removeprefix("\n")


def with_addresses(text: str, changed: Callable[[str], str]) -> str:
    """The text with each path that it names, outside of fences, as `changed` gives it."""
    verbatim = read_verbatim(text)

    def named(found: re.Match[str]) -> str:
        is_code = verbatim.in_fence(found.start())
        return found[0] if is_code else found["before"] + changed(found["path"])

    return _NAMED.sub(named, text)


def joined(slides: Iterable[str]) -> str:
    return "\n---\n".join(f"{slide.rstrip(_END)}\n" if slide.strip() else "" for slide in slides)


def with_properties(properties: Mapping[str, str], body: str) -> str:
    """A slide with its properties; without any a blank line comes first, since words may look like one."""
    lines = "".join(f"{name}: {value}\n" for name, value in properties.items())
    return f"{lines}\n{body.lstrip()}" if body.strip() else lines


def with_notes(slide: str, notes: str) -> str:
    return f"{slide.rstrip()}\n\n???\n\n{notes}\n" if notes else slide


def side_by_side(body: str, picture: str, side: str) -> str:
    """A slide beside a picture that stands at its `left` or `right`."""
    other = "right" if side == "left" else "left"
    return f".pull-{other}[\n{body.strip()}\n]\n\n.pull-{side}[\n![]({picture})\n]\n"
