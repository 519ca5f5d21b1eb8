"""The headings of a slide: those that its page shows, and no others.

The page, its contents and addresses, the linter and the scripts all ask here. Most slides have headings of
one form, which are found without the Markdown parser; where a text may have others (underlined, in lists and
quotes), or some that are none (in raw HTML), the parser is asked, so that the answer is the page's own.

Knows which texts are plain in this way. Must not know what a heading is for.
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.memory import remembered
from slidegen.text.blanked import blanked
from slidegen.text.heading import Heading, headings, plain_text
from slidegen.text.verbatim import NOTHING, is_plain, read_verbatim

# Patterns that begin with a literal are found in a tenth of the time that others take.
#: What the last mark of an underlined title stands before; few lines end so.
_LAST_EQUALS = re.compile(r"=[ \t\]]*$", re.MULTILINE)
_LAST_DASH = re.compile(r"-[ \t\]]*$", re.MULTILINE)
_UNDERLINE = re.compile(r"^[ \t>]*(?:=+|-+)[ \t\]]*$", re.MULTILINE)
#: A heading behind the marks of lists and quotes, or indented as what belongs to a list is.
_IN_CONTAINER = re.compile(
    r"^(?:[ \t]*(?:[-*+>]|\d{1,9}[.)])[-*+>\d.) \t]*| {0,3}\t[ \t]*| {4,})#{1,6}"
    r"|^[ \t]*(?:\.[\w.-]+\[)+[ \t]*#{1,6}[ \t]|^[ \t]*#{1,6}[ \t]+\.[\w.-]+\[[^\]\n]*$",
    re.MULTILINE,
)
#: One of these stands in each of those: a mark behind other than marks and line ends, or a class.
_NOT_FIRST = re.compile(r"#(?:(?<=[^\n#]#)|[ \t]+\.)")
_LINE = re.compile(r"^[ \t]*#[^\n]*\][^\n]*$", re.MULTILINE)
_TAG = re.compile(r"^[ \t>]*<[A-Za-z/?!](?!--)", re.MULTILINE)
#: The only mark of its heading, or what looks like one.
_LONE_MARK = re.compile(r"#(?<!##)(?!#)")
#: A first line that says by itself whether it is a heading: nothing in it can go on in the next.
_FIRST_LINE = re.compile(r"\n*+(#[^\n\r\[\]<`]*)(?:\n|\Z)")


@remembered
def headings_of(text: str) -> tuple[Heading, ...]:
    """The headings of a slide's text, in order."""
    if is_ordinary(text) or is_ordinary(_without_code(text)):
        return _marked(text)
    return tuple(_parsed(text))


def _marked(text: str) -> tuple[Heading, ...]:
    """Those that begin with `#`: code and comments that begin behind the last of these marks hide none."""
    last = text.rfind("#")
    if last == -1:
        return ()
    verbatim = NOTHING if is_plain(text, 0, last) else read_verbatim(text)
    return tuple(headings(text, verbatim))


def _without_code(text: str) -> str:
    """`text` with fences and comments blanked: what looks like a title there is none."""
    verbatim = read_verbatim(text)
    return blanked(text, zip(verbatim.starts, verbatim.ends, strict=True))


def is_ordinary(text: str) -> bool:
    """Whether all headings of `text` are lines that begin with `#`, and all such lines outside code are."""
    if may_underline(text):
        return False
    if "#" not in text:
        return True
    if "]" in text and any(line.count("]") > line.count("[") for line in _LINE.findall(text)):
        return False  # the last line of a class
    tag = _TAG.search(text) if "<" in text else None
    if tag and "#" in text[tag.start() :]:
        return False  # it may stand in raw HTML; what comes before that does not
    return not (_NOT_FIRST.search(text) and _IN_CONTAINER.search(text))


def may_underline(text: str) -> bool:
    """Whether a line of `text` may make a heading of what stands above it."""
    ends = ("-" in text and _LAST_DASH.search(text)) or ("=" in text and _LAST_EQUALS.search(text))
    return bool(ends and _UNDERLINE.search(text))


def level_1_titles(text: str) -> tuple[str, ...]:
    """The level-1 headings of `text`, as Markdown."""
    if not _LONE_MARK.search(text) and not ("=" in text and _LAST_EQUALS.search(text)):
        return ()  # most slides
    return tuple(each.markdown for each in headings_of(text) if each.level == 1 and each.markdown)


def title_of(text: str) -> tuple[str, int]:
    """The words and level of the first heading of `text`; ("", 0) when there is none."""
    opening = _FIRST_LINE.match(text)  # most slides begin with their title, and the rest need not be read
    found = (opening and headings_of(opening[1])) or headings_of(text)
    first = found[0] if found else None
    return (plain_text(first.markdown), first.level) if first else ("", 0)


def _parsed(text: str) -> Iterator[Heading]:
    from slidegen.deck.markdown import parse  # it loads the Markdown parser, and few texts need it for this

    tokens, lines = parse(text), _line_starts(text)
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.map:
            start, end = lines[token.map[0]], lines[min(token.map[1], len(lines) - 1)]
            if token.markup.startswith("#"):
                start = text.index("#", start)
                in_class = text[start - 1 : start] == "["  # `.center[# Title]`
                end = text.find("]" if in_class else "\n", start)
            end = len(text) if end == -1 else end
            yield Heading(
                start, start + len(text[start:end].rstrip()), int(token.tag[1:]), tokens[at + 1].content
            )


def _line_starts(text: str) -> list[int]:
    return [0, *(at + 1 for at, char in enumerate(text) if char == "\n"), len(text)]
