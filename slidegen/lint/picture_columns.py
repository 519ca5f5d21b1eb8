"""Columns that hold a picture each, below titles or nothing: words beside them have the slide for themselves.

Knows blocks and the classes of columns. Must not know how high anything is.
"""

from collections.abc import Sequence

from slidegen.lint.block_kinds import Block, Closing, Heightless, Opening, TitleLine

#: content class -> its share of the slide's width
BESIDE = {
    "pull-left": 0.48,
    "pull-right": 0.48,
    "column-half": 0.48,
    "left-column": 0.24,
    "right-column": 0.73,
}


def titles_above_pictures(blocks: Sequence[Block]) -> list[Block] | None:
    """What stands above the columns; None unless each picture is all of its column, below titles only."""
    depth, titles = 0, list[Block]()
    for at, block in enumerate(blocks):
        depth += isinstance(block, Opening) - isinstance(block, Closing)
        if isinstance(block, Heightless):
            before, behind = blocks[at - 1], blocks[at + 1] if at + 1 < len(blocks) else None
            if not (block.is_picture and _is_column(before) and isinstance(behind, Closing)):
                return None
        elif isinstance(block, TitleLine) and not depth:
            titles.append(block)
        elif not (depth or isinstance(block, Closing)):
            return None
    return titles


def _is_column(block: Block) -> bool:
    return isinstance(block, Opening) and not BESIDE.keys().isdisjoint(block.names)
