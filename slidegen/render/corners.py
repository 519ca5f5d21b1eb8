"""What a layout puts into the corners of its slides: logos and footers, by the classes of authors.

Knows those classes. Must not know where a theme puts them.
"""

from collections.abc import Sequence

from markdown_it.token import Token

_CORNERS = frozenset(("footer", "my-footer", "bottom-bar", "logo"))


def first_words_of(tokens: Sequence[Token]) -> Token | None:
    """The paragraph that a slide begins with, whatever stands in its corners; None for anything else."""
    for at, token in enumerate(tokens):
        if token.level == 0 and token.type == "paragraph_open" and not _is_corner(tokens[at + 1]):
            return token
        if token.level == 0 and token.type == "content_class_open" and not _names_corner(token):
            return None
        if token.level == 0 and token.type not in _PASSED:
            return None
    return None


_PASSED = ("paragraph_open", "paragraph_close", "content_class_open", "content_class_close")


def _is_corner(inline: Token) -> bool:
    """Whether a paragraph holds such classes and nothing else."""
    outer = [each for each in inline.children or () if each.level == 0]
    return any(map(_names_corner, outer)) and all(map(_adds_nothing, outer))


def _adds_nothing(token: Token) -> bool:
    is_blank = token.type == "text" and not token.content.strip()
    return is_blank or _names_corner(token) or token.type in ("content_class_close", "softbreak")


def _names_corner(token: Token) -> bool:
    names = str(token.attrs.get("class", "")).split()
    return token.type == "content_class_open" and not _CORNERS.isdisjoint(names)
