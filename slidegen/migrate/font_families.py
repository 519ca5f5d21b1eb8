"""Lists of typefaces that end in one that every machine has.

Knows of which kind a face is by its name. Must not know selectors. What a page had from elsewhere is not
loaded here, and a browser that has none of the faces of a list takes its own, for code as for text.
"""

import tinycss2
from tinycss2.ast import Declaration, Node

from slidegen import lazy_re as re

#: Words that name a kind of faces, which no machine lacks, or a value from elsewhere.
_SETTLED = re.compile(
    r"(?:ui-)?(?:serif|sans-serif|monospace|rounded)|system-ui|cursive|fantasy|math|emoji|fangsong"
    r"|inherit|initial|unset|revert|revert-layer",
    re.IGNORECASE,
)
#: The theme's faces, and what tells that one of them stands in, in this order.
_KINDS = (
    ("var(--mono)", re.compile(r"mono|code|courier|consolas|menlo|inconsolata|typewriter", re.IGNORECASE)),
    ("var(--sans)", re.compile(r"sans", re.IGNORECASE)),
    (
        "var(--serif)",
        re.compile(
            r"serif|slab|times|georgia|garamond|palatino|baskerville|lora|merriweather|playfair|crimson",
            re.IGNORECASE,
        ),
    ),
)
_OTHERS = "var(--sans)"


def with_own_faces(content: list[Node]) -> list[Node]:
    """The declarations, each list of faces ending in one of the theme's; itself where all do in some kind."""
    said = tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True)
    open_lists = [each for each in said if each.type == "declaration" and _is_open(each)]
    if not open_lists:
        return content
    for each in open_lists:
        names = tinycss2.serialize(each.value).rstrip()
        each.value = tinycss2.parse_component_value_list(f"{names}, {_face_like(names)}")
    read = (each for each in said if each.type != "error")  # as a browser does: the others say nothing
    return list(tinycss2.parse_component_value_list(" ".join(each.serialize() + ";" for each in read)))


def _is_open(said: Declaration) -> bool:
    """Whether it names faces, and nothing that is on every machine."""
    if said.lower_name == "font":
        names_faces = any(each.type in ("dimension", "percentage") for each in said.value)
    else:
        names_faces = said.lower_name == "font-family"
    return names_faces and not any(map(_is_settled, said.value))


def _is_settled(token: Node) -> bool:
    return token.type == "function" or (token.type == "ident" and _SETTLED.fullmatch(token.value) is not None)


def _face_like(names: str) -> str:
    return next((face for face, kind in _KINDS if kind.search(names)), _OTHERS)
