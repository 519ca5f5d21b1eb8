"""Fenced code, ended where `slidegen.text.fence_end` says that it ends.

CommonMark 4.5 with three differences, each seen in real workshops: a fence in a list may hold code at column
0; a fence that four backticks open and three close is closed; code in a list, and elsewhere what would be
typed otherwise, is moved left by its common indentation, since authors indent it two further than its fence.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from slidegen.text.fence_end import action_of, find_fence_end
from slidegen.text.indents import dedent
from slidegen.text.typed import read_typed
from slidegen.text.verbatim import FENCE_OPEN


def fence(md: MarkdownIt) -> None:
    """Make `md` read fences as the rest of slidegen does."""
    md.block.ruler.at("fence", read_fence, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def read_fence(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A line that opens a fence, up to the line that closes it."""
    position = state.bMarks[start_line] + state.tShift[start_line]
    if state.src[position : position + 3] not in ("```", "~~~") or state.is_code_block(start_line):
        return False
    opening = FENCE_OPEN.match(state.src[position : state.eMarks[start_line]])
    if opening is None:
        return False
    if silent:
        return True
    marker = opening["ticks"] or opening["tildes"]
    text_end = _text_end(state, start_line, end_line, marker)
    closed = text_end is not None
    stop = _end_of_container(state, start_line, end_line) if text_end is None else start_line + 1
    while text_end is not None and state.eMarks[stop] < text_end:
        stop += 1
    token = state.push("fence", "code", 0)
    token.info = (opening["info"] if opening["ticks"] else opening["tilde_info"]).strip()
    if closed:
        token.info += action_of(state.src[state.bMarks[stop] : state.eMarks[stop]])
    token.markup = marker
    token.content = _content(state, start_line, stop, text_end, token.info)
    token.map = [start_line, stop + closed]
    state.line = stop + closed
    return True


def _text_end(state: StateBlock, start_line: int, end_line: int, marker: str) -> int | None:
    """Where the code ends, on the line that closes the fence; None when there is none in this block."""
    if start_line + 1 >= end_line:
        return None
    start = _line_start(state, start_line + 1)
    end = state.eMarks[end_line - 1]
    text_end, _, closing = find_fence_end(state.src, start, marker, max(start, end))
    return None if closing == "unclosed" else text_end


def _end_of_container(state: StateBlock, start_line: int, end_line: int) -> int:
    """Where an unclosed fence stops: at the end of its list item or quote (CommonMark, example 128)."""
    line = start_line + 1
    while line < end_line:
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            break
        line += 1
    return line


def _content(state: StateBlock, start_line: int, stop: int, text_end: int | None, info: str) -> str:
    if state.parentType == "blockquote" or state.bMarks[start_line] != _line_start(state, start_line):
        raw = state.getLines(start_line + 1, stop, state.sCount[start_line], False)
        lines, lead = raw.split("\n"), ""
    else:
        lines = [state.src[state.bMarks[line] : state.eMarks[line]] for line in range(start_line + 1, stop)]
        lead = state.src[state.bMarks[start_line] : state.bMarks[start_line] + state.tShift[start_line]]
    if text_end is not None and state.src[state.bMarks[stop] : text_end].strip():
        lines.append(state.src[state.bMarks[stop] : text_end])  # the marks stand behind the last line
    column, text = dedent(lines, lead)
    if column and not lead and not _is_typed_otherwise("\n".join(lines), "\n".join(text), info):
        text = [line if line.strip() else "" for line in lines]
    return "\n".join(text).rstrip() + "\n" if text else ""


def _is_typed_otherwise(written: str, moved: str, info: str) -> bool:
    """Whether code that is moved left reads otherwise: by a here-document's end, or what its comments are."""
    typed = read_typed(moved, info)
    if not typed.commands or "<<" in typed.text:
        return bool(typed.commands)
    return typed.text.split() != read_typed(written, info).text.split()


def _line_start(state: StateBlock, line: int) -> int:
    """Where the line starts in the text, before any marker of a container was taken off."""
    return state.src.rfind("\n", 0, state.bMarks[line] + state.tShift[line]) + 1
