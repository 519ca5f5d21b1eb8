"""What is typed in a file, as data: the one reading that the page, the scripts and the linter share.

Knows the shape that `typed.schema.json` describes, which only grows within a version. Must not know how what
is typed is found.
"""

from collections.abc import Callable, Iterator
from typing import Any

from slidegen.shell.complete import command_spans
from slidegen.source.file import SourceFile
from slidegen.text.marks import take_marks
from slidegen.text.model import Fence, Fragment, Snippet
from slidegen.text.typed.model import Range, TypedCode, TypedCommand
from slidegen.text.typed.read_typed import read_typed
from slidegen.text.typed.typed_fence import TypedFence, marks_in, typed_in
from slidegen.text.typed.verbs import verb_kind

VERSION = 1
Data = dict[str, Any]


def describe_typed(fragment: Fragment, source: SourceFile) -> Data:
    """The code and one-line snippets of a file, and what is typed in each."""
    blocks = [*_fences(fragment, source), *_one_liners(fragment, source)]
    return {
        "kind": "typed",
        "version": VERSION,
        "path": fragment.path,
        "blocks": sorted(blocks, key=lambda block: block["span"]["start"]),
        "findings": [],
    }


def _fences(fragment: Fragment, source: SourceFile) -> Iterator[Data]:
    unmarked = (fence for slide in fragment.slides for fence in slide.unmarked)
    for fence in (*fragment.fences, *unmarked):
        found = typed_in(source.text, fence)
        yield _block(found.typed, source, fence, fence.info) | {
            "commands": [row for c in found.typed.commands for row in _commands(found, c, source)],
            "output": [_output(found, place, source) for place in found.typed.output],
        }


def _output(found: TypedFence, place: Range, source: SourceFile) -> Data:
    """Whole lines of the fence, as they stand in the file."""
    start = found.place((place[0], place[0]))[0]
    end = found.place((place[1], place[1]))[0]
    return {"text": source.text[start:end]} | _span(source, (start, end))


def _commands(found: TypedFence, command: TypedCommand, source: SourceFile) -> Iterator[Data]:
    """The command by its lines; a script without prompts as the whole commands that it is made of."""
    place = found.place_in(command)
    is_script = command.dialect == "sh" and not found.typed.is_transcript
    spans = command_spans(command.text) if is_script else iter([(0, len(command.text))])
    for start, end in spans:
        lines = [_placed(line, place) for line in _lines(command.text, start, end)]
        yield _command(command, command.text[start:end]) | {"lines": [_span(source, line) for line in lines]}


def _placed(line: Range, place: Callable[[int], int]) -> Range:
    start, end = line
    return place(start), place(end - 1) + 1 if end > start else place(start)


def _lines(text: str, start: int, end: int) -> Iterator[Range]:
    for line in text[start:end].split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _one_liners(fragment: Fragment, source: SourceFile) -> Iterator[Data]:
    executed = (snippet for slide in fragment.slides for snippet in slide.executed)
    places = {s.span: s for s in (*fragment.snippets, *executed) if s.kind == "oneline"}
    yield from (_one_liner(snippet, source) for snippet in places.values())


def _one_liner(snippet: Snippet, source: SourceFile) -> Data:
    kind, data = verb_kind(snippet.verb or ""), snippet.data
    if kind == "capture":
        data = data.partition(" ")[2]
    code = take_marks(data, marks_in(data)).code if kind in ("command", "capture") else ""
    typed = read_typed(code, snippet.verb or "")
    line = _span(source, (snippet.text_span.end - len(data), snippet.text_span.end))
    commands = [_command(command, command.text) | {"lines": [line]} for command in typed.commands]
    return _block(typed, source, snippet, snippet.verb or "") | {"commands": commands, "output": []}


def _block(typed: TypedCode, source: SourceFile, node: Fence | Snippet, info: str) -> Data:
    language = typed.language
    is_ours = all(command.dialect == "sh" for command in typed.commands) and not typed.is_guessed
    return {
        "info": info,
        "language": language.name,
        "is_linted": language.is_linted and bool(typed.commands),
        "is_run": language.is_run and bool(typed.commands) and typed.is_here and is_ours,
        "is_transcript": typed.is_transcript,
        "in_comment": node.in_comment,
        "in_notes": node.in_notes,
        "text": typed.text,
        "line": node.line,
        "span": _span(source, (node.span.start, node.span.end)),
    }


def _command(command: TypedCommand, text: str) -> Data:
    return {"text": text, "prompt": command.prompt, "at": command.at, "dialect": command.dialect}


def _span(source: SourceFile, place: Range) -> Data:
    start, end = place
    position = source.position(start)
    return {"start": start, "end": end, "line": position.line, "column": position.column}
