"""What a slide's Markdown refers to, from the parsed slide: the one list of pictures, files and links.

The build copies by it, `--standalone` embeds by it, the linter looks for what is missing, remote or without
a text. Knows tokens. Must not know files, nor how HTML is written (`slidegen.text.references` does).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from markdown_it.token import Token

from slidegen import lazy_re as re
from slidegen.deck.markdown import parse
from slidegen.text.moving import PICTURE
from slidegen.text.references import Reference, references_in_css, references_in_html

#: `![a picture](more bananas.png)`: to Markdown, text.
_BLANK_IN_ADDRESS = re.compile(
    r"!\[(?P<alt>[^\[\]\n]*)\]\((?P<address>(?=[^()<>\"'\s]*[^\S\n])"
    rf"[^()<>\"'\n]*\.(?:{PICTURE}|pdf))\)",
    re.I,
)


def references_in_markdown(text: str, definitions: Mapping[str, tuple[str, str]]) -> Iterator[Reference]:
    """What a slide's text names: what `references_of` finds once it is parsed."""
    return references_of(parse(text, definitions))


def references_of(tokens: Sequence[Token]) -> Iterator[Reference]:
    """All that the tokens of a slide name, in order of appearance."""
    for token in tokens:
        if token.type == "image":
            alt = token.content.strip() or None
            yield Reference("picture", str(token.attrGet("src") or ""), alt)
        elif token.type == "media":
            yield from _of_media(token)
        elif token.type == "link_open" and token.info != "auto":
            yield Reference("link", str(token.attrGet("href") or ""))
        elif token.type in ("html_block", "html_inline"):
            yield from (placed.reference for placed in references_in_html(token.content))
        elif token.type == "inline":
            children = token.children or ()
            if len(children) != 1 or children[0].type != "text":  # most are one text
                yield from references_of(children)
            if "](" in token.content:
                yield from _meant(children)


def _of_media(token: Token) -> Iterator[Reference]:
    """A film, with its poster and subtitles."""
    yield Reference("media", str(token.attrGet("src") or ""))
    if token.meta["poster"]:
        yield Reference("picture", token.meta["poster"], token.content.strip())
    if token.meta["subtitles"]:
        yield Reference("media", token.meta["subtitles"])


def references_of_properties(properties: Iterable[tuple[str, str]]) -> Iterator[Reference]:
    """What the properties of a slide that go into its style name."""
    for name, value in properties:
        if name.startswith("background"):
            yield from (placed.reference for placed in references_in_css(value))


def _meant(tokens: Sequence[Token]) -> Iterator[Reference]:
    """What an author meant as a picture, and is text."""
    text = "".join(token.content if token.type == "text" else "\0" for token in tokens)
    for match in _BLANK_IN_ADDRESS.finditer(text):
        yield Reference("text", match["address"].strip(), match["alt"])
