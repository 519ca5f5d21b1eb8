r"""Dashes, curly quotes and odd blanks in commands and manifests.

What: a dash or minus sign where a flag begins or `--` is meant, curly quotes around a value, no-break and
zero-width blanks between words: what word processors, chats and web pages make of typed text. In a Kubernetes
object, no-break blanks before a key, and curly quotes around a word.

Why: they look right on a slide and work for nobody who copies them. `–image` is no flag but one more
argument; “a b” are two words; `kubectl` with a no-break blank behind it is a program that nobody has. YAML
takes a no-break blank for a part of the key.

Bad:

    ```bash
    kubectl run node-hello –image=nginx
    ```

Bad:

    ```bash
    kubectl exec web — ls
    kubectl annotate pod web note=“two words”
    ```

Bad:

    ```yaml
    apiVersion: v1
    kind: Namespace
    metadata:
      name: “web”
      annotations:
        note: “two words”
    ```

Good:

    ```yaml
    apiVersion: v1
    kind: Namespace
    metadata:
      name: "web"
      annotations:
        note: “two words”
    ```

Good:

    ```bash
    kubectl exec web -- ls
    echo "It’s done — at last"
    ```

Good:

    ```bash
    kubectl run node-hello --image=nginx
    ```

Good:

    ```bash
    kubectl exec web -- ls
    kubectl annotate pod web note="two words"
    ```

Fix: safe where it can only have meant one thing: one letter behind the dash, a program whose flags are known,
a blank, a pair of quotes. Unsafe elsewhere.

Since: 0.2
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.commands import KNOWN, places_in
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.typography import ANY, NAMES, Slip, is_drawn, margins_in, program_in, quoted_in, slips_in
from slidegen.lint.yaml_block import yaml_blocks_in

RULE = Rule(
    "SG113",
    "typographic-character",
    Severity.ERROR,
    "A dash, quote or blank in a command that no shell reads",
)
QUOTE = "\"'"


def check(document: Document, _project: Project) -> Iterator[Finding]:
    if "<pre" not in document.text and (document.text.isascii() or not ANY.search(document.text)):
        return
    yield from _in_manifests(document)
    for place in document.view(places_in):
        for command in place.script.commands:
            program = program_in(command.words[0]) if command.words else ""
            if (place.known_only and program not in KNOWN) or is_drawn(document.text, command.start):
                continue
            slips = list(slips_in(document.text, command.words, program))
            for finding in _findings(document, slips):
                yield replace(finding, fix=None) if place.is_html else finding


def _in_manifests(document: Document) -> Iterator[Finding]:
    """The margins of an object go together: where half of them are mended, nothing parses."""
    for block in document.view(yaml_blocks_in):
        if "apiVersion" not in block.text or not ANY.search(block.text):
            continue
        margins = tuple(margins_in(block.text, anywhere=not block.parses))
        for found in (margins, *quoted_in(block.text)):
            placed = tuple(
                replace(slip, start=block.offset(slip.start), end=block.offset(slip.end)) for slip in found
            )
            if placed:
                yield _finding(document, placed[0], placed)


def _findings(document: Document, slips: list[Slip]) -> Iterator[Finding]:
    """A finding a slip; the quotes of one command go together, since half a pair quotes to the end."""
    quotes = [slip for slip in slips if slip.meant in QUOTE and slip.meant]
    for slip in slips:
        if slip not in quotes:
            yield _finding(document, slip, (slip,))
    if quotes:
        yield _finding(document, quotes[0], tuple(quotes) if _pair_up(quotes) else ())


def _pair_up(quotes: list[Slip]) -> bool:
    """Whether each quote is closed by one of its own kind."""
    return all(sum(slip.meant == mark for slip in quotes) % 2 == 0 for mark in QUOTE)


def _finding(document: Document, slip: Slip, mended: tuple[Slip, ...]) -> Finding:
    edits = tuple(Edit(document.source.span(each.start, each.end), each.meant) for each in mended)
    applicability = Applicability.SAFE if all(each.sure for each in mended) else Applicability.UNSAFE
    codes = " ".join(f"U+{ord(char):04X}" for char in slip.found if char != "-")
    return document.source.finding(
        RULE,
        slip.start,
        slip.end,
        f"{NAMES[next(char for char in slip.found if char in NAMES)]} ({codes})",
        help=f"write `{slip.meant}`" if slip.meant.strip() else _in_words(slip),
        fix=Fix("Write what a shell reads", edits, applicability) if edits else None,
    )


def _in_words(slip: Slip) -> str:
    return "write a plain blank" if slip.meant else "remove it"
