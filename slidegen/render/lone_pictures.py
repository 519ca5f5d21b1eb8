"""Which pictures stand by themselves: all that a paragraph, or a column, holds.

Knows Markdown's tokens and the classes of columns. Must not know how large a theme shows them.
"""

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from slidegen.lint.picture_columns import BESIDE

#: Content classes in which a picture is as large as beside them; of any other its author says how large.
_ROOMS = frozenset(("center", "column", "columns", *BESIDE))
_PICTURES = frozenset(("image", "softbreak", "hardbreak", "link_open", "link_close"))


def mark_lone_pictures(tokens: Sequence[Token]) -> None:
    """Say `data-pictures` on what holds nothing else."""
    around: list[Token] = []
    for at, token in enumerate(tokens):
        if token.type == "inline" and all(map(_is_room, around)):
            _mark_inline(tokens[at - 1], token.children or [])
        elif token.nesting == 1 and token.type != "paragraph_open":
            around.append(token)
        elif token.nesting == -1 and token.type != "paragraph_close" and around:
            around.pop()


def _is_room(token: Token) -> bool:
    return token.type == "content_class_open" and _ROOMS.issuperset(str(token.attrGet("class")).split())


def _mark_inline(holder: Token, children: Sequence[Token]) -> None:
    """The paragraph, or the classes in its line."""
    if holder.type == "paragraph_open" and _are_pictures(children):
        holder.attrSet("data-pictures", "")
        return
    for room, inside in _rooms_in(children):
        if _are_pictures(inside):
            room.attrSet("data-pictures", "")


def _rooms_in(children: Sequence[Token]) -> Iterator[tuple[Token, Sequence[Token]]]:
    """Each class that stands in the line, and what is in it."""
    start = 0
    for at, token in enumerate(children):
        if token.level:
            continue
        if token.nesting == 1:
            start = at
        elif token.nesting == -1 and _is_room(children[start]):
            yield children[start], children[start + 1 : at]


def _are_pictures(children: Sequence[Token]) -> bool:
    kinds = {each.type for each in children if each.type != "text" or each.content.strip()}
    return "image" in kinds and kinds <= _PICTURES
