"""What may stand on a slide: titles, paragraphs, tables, pictures, and classes around them.

Knows what of each says how high it will be. Must not know how a text says it, nor measures of a theme.
"""

from typing import NamedTuple


# Tuples with names, not dataclasses: a workshop has some hundred thousand, made once and looked at once.
class Paragraph(NamedTuple):
    pieces: tuple[str, ...]  #: its text, cut where a break is forced
    depth: int  #: how many lists it is in
    loose: bool  #: whether blank lines stand between the items of its list


class TitleLine(NamedTuple):
    level: int
    text: str


class Code(NamedTuple):
    lines: int
    columns: int  #: of its longest line
    in_list: bool
    tabs: bool = False  #: a line of labels stands above it


class Table(NamedTuple):
    rows: tuple[tuple[str, ...], ...]  #: the cells of each, the head's first


class Formula(NamedTuple):
    """One that stands by itself."""

    lines: int


class RuleLine(NamedTuple):
    """A line across the slide."""


class Heightless(NamedTuple):
    """What has no height in the text: pictures, films, recordings, HTML, included files, diagrams."""

    is_picture: bool  #: it takes what words leave, if that is told
    caption: str = ""  #: below a film or a recording


class Boxed(NamedTuple):
    """Another page, or the player of a sound: as high as it says."""

    height: float  #: in pixels
    caption: str = ""


class NoteLine(NamedTuple):
    """A footnote: at the slide's end, in smaller letters."""

    text: str


class Opening(NamedTuple):
    """A content class begins."""

    names: tuple[str, ...]
    depth: int  #: how many lists it is in


class Closing(NamedTuple):
    """A content class ends."""


Block = (
    Paragraph
    | TitleLine
    | Code
    | Table
    | Formula
    | RuleLine
    | Heightless
    | Boxed
    | NoteLine
    | Opening
    | Closing
)
