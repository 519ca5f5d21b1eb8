"""Slidev's `<v-click>`, `<v-clicks>` and `<v-after>` as the `--` that remark has for what comes a step later.

Knows which lines hold such a tag and which blocks stand between two; asks a parser of plain CommonMark, as
Slidev does, where a block begins. Must not know slides' properties. Tags in a sentence stay, and are told.
"""

from collections.abc import Iterator

from markdown_it import MarkdownIt

from slidegen import lazy_re as re
from slidegen.migrate.deck import Left

_TAG = re.compile(r"<(?P<close>/?)v-(?P<name>clicks?|after)\b[^<>]*>")
_WHAT = "text that comes click by click"
_ADVICE = "it stands in a column: put `--` above what shall come later"


def with_steps(slide: str, left: Left, in_columns: bool = False) -> str:
    """The slide without tags that stand alone in a line, and with a `--` above each block that they hold.

    A step would cut a column in two: there they are told.
    """
    if "<v-" not in slide:
        return slide
    lines, steps, tags = slide.split("\n"), set[int](), set[int]()
    inside = ""  # the name of the tag around the block
    for token in MarkdownIt("commonmark").enable("table").parse(slide):
        if token.map is None:
            continue
        start, end = token.map
        found = [_TAG.fullmatch(line.strip()) for line in lines[start:end] if line.strip()]
        if token.type == "html_block" and found and all(found):
            tags.update(range(start, end))
            for tag in filter(None, found):
                inside = "" if tag["close"] else tag["name"]
                steps |= {start} if inside == "click" else set()
        elif inside == "clicks" and _comes_alone(token.type, token.level):
            steps.add(start)
    if steps and in_columns:
        left.append((_WHAT, _ADVICE))
    return "\n".join(_told(lines, tags, set() if in_columns else steps))


def _comes_alone(kind: str, level: int) -> bool:
    """Whether a block comes by itself: an item of a list does, a list as a whole does not."""
    if kind == "list_item_open":
        return level == 1
    return level == 0 and kind not in ("bullet_list_open", "ordered_list_open")


def _told(lines: list[str], tags: set[int], steps: set[int]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if number in steps:
            yield "--"
        if number not in tags:
            yield line
