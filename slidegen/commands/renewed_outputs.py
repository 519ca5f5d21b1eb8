"""`run --update`: the shown outputs of sources, written anew. No verb itself.

What is written is read again: where anything but an output would change, it is left, and told.

Knows files and how a change is shown. Must not know how outputs are compared.
"""

import difflib
from collections.abc import Iterable
from pathlib import Path

import click

from slidegen.commands.overwriting import overwrite
from slidegen.commands.plain_line import say_line
from slidegen.script.model import ShownOutput
from slidegen.script.result import Run
from slidegen.script.shown_output import Stale, renewed
from slidegen.source.file import SourceFile
from slidegen.source.printable import printable_lines
from slidegen.text.fragment import read_fragment
from slidegen.text.typed.typed_fence import typed_in

MOST = 200  #: lines that an output may have more than before: nobody would review them, nor show them


def renew(done: Run, root: Path | None) -> None:
    """Write the shown outputs of sources below `root` anew, if asked, and show the change, for review."""
    if root is None:
        return
    by_file: dict[str, list[Stale]] = {}
    for result in done.results:
        for line, shown, now in result.renewals:
            by_file.setdefault(result.path, []).append(Stale(ShownOutput(shown, -1, line), now, ""))
    for name, stale in sorted(by_file.items()):
        path = root / name
        data = path.read_bytes()
        text = data.decode("utf-8", "surrogateescape").replace("\r\n", "\n")
        new = _renewed(text, name, stale)
        if new != text:
            overwrite(path, _as_ended(data, new.encode("utf-8", "surrogateescape")))
            names = (f"a/{name}", f"b/{name}")
            changes = difflib.unified_diff(text.split("\n"), new.split("\n"), *names, lineterm="")
            click.echo(printable_lines("\n".join(changes)))


def _renewed(text: str, name: str, stale: Iterable[Stale]) -> str:
    """All of them anew, from the last to the first; what cannot be is told."""
    read = reading(text)
    for each in sorted(stale, key=lambda each: -each.shown.line):
        more = each.now.strip("\n").count("\n") - each.shown.text.count("\n")
        new = renewed(text, each)
        if new is None:
            why = "is not where it was read"
        elif more > MOST:
            why = f"has {more} lines more than before"
        elif reading(new) != read:
            why = "would be read as something else than an output"
        else:
            text = new
            continue
        say_line(f"{name}:{each.shown.line}: {why}: renew it by hand", err=True)
    return text


def reading(text: str) -> object:
    """What a source says beside its outputs: slides, exercises, and what is typed in its fences."""
    source = SourceFile("", text)
    found = read_fragment(source)
    fences = (*found.fences, *(fence for slide in found.slides for fence in slide.unmarked))
    typed = [(f.info, [c.text for c in typed_in(text, f).typed.commands]) for f in fences]
    return len(found.slides), typed, [snippet.verb for snippet in found.snippets], len(found.findings)


def _as_ended(before: bytes, now: bytes) -> bytes:
    """`now` with the line ends that the file has; lines that are as they were keep their own."""
    old, new = before.split(b"\n"), now.split(b"\n")
    end = b"\r" if b"\r\n" in before else b""
    same = difflib.SequenceMatcher(None, [line.removesuffix(b"\r") for line in old], new, autojunk=False)
    lines = [line + end for line in new[:-1]] + new[-1:]
    for one, other, size in same.get_matching_blocks():
        lines[other : other + size] = old[one : one + size]
    return b"\n".join(lines)
