"""`run --update`: the shown outputs of sources, written anew. No verb itself.

Knows files and how a change is shown. Must not know how outputs are compared.
"""

import difflib
from pathlib import Path

import click

from slidegen.commands.plain_line import say_line
from slidegen.script.model import ShownOutput
from slidegen.script.result import Run
from slidegen.script.shown_output import Stale, renewed
from slidegen.source.printable import printable_lines


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
        new, lost = renewed(text, stale)
        for each in lost:
            say_line(f"{name}:{each.shown.line}: is not where it was read: renew it by hand", err=True)
        if new != text:
            path.write_bytes(_as_ended(data, new.encode("utf-8", "surrogateescape")))
            names = (f"a/{name}", f"b/{name}")
            changes = difflib.unified_diff(text.split("\n"), new.split("\n"), *names, lineterm="")
            click.echo(printable_lines("\n".join(changes)))


def _as_ended(before: bytes, now: bytes) -> bytes:
    """`now` with the line ends that the file has; lines that are as they were keep their own."""
    old, new = before.split(b"\n"), now.split(b"\n")
    end = b"\r" if b"\r\n" in before else b""
    same = difflib.SequenceMatcher(None, [line.removesuffix(b"\r") for line in old], new, autojunk=False)
    lines = [line + end for line in new[:-1]] + new[-1:]
    for one, other, size in same.get_matching_blocks():
        lines[other : other + size] = old[one : one + size]
    return b"\n".join(lines)
