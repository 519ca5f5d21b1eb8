r"""Links to slides that are not there.

What: `[text](#name)` where no slide of any of its decks has that name, title or id.

Why: the link does nothing.

Bad:

    name: nodes

    # Nodes

    ---

    # Pods

    They run on [nodes](#node).

Good:

    name: nodes

    # Nodes

    ---

    # Pods

    They run on [nodes](#nodes).

Fix: none. Link to a slide's `name:`, or give it one.

Since: 0.1
"""

import re
from collections.abc import Iterator

from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.decks import address_form, decks_with
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.prose import Link, links_in, tags_in

RULE = Rule("SG413", "dead-internal-link", Severity.WARNING, "A link to a slide that is not there")

#: Addresses that slidegen makes: numbers, parts, the tables of contents.
MADE = re.compile(r"#(?:\d+|p\d+|part-?\d+|toc.*)?", re.I)


def check(document: Document, project: Project) -> Iterator[Finding]:
    if "(#" not in document.text and 'href="#' not in document.text:
        return
    links = [link for link in addresses_in(document) if not MADE.fullmatch(link.target)]
    if not links:
        return
    decks = decks_with(document, project)
    for link in links:
        if any(address_form(decoded(link.target)) in deck.addresses for deck in decks):
            continue
        yield document.source.finding(
            RULE,
            link.target_start,
            link.target_end,
            f"no slide of the deck is called `{link.target[1:]}`",
            help="link to the `name:` of a slide, or give it one",
        )


def decoded(target: str) -> str:
    if "%" not in target:
        return target
    from urllib.parse import unquote  # it brings much along, and few links need it

    return unquote(target)


def addresses_in(document: Document) -> Iterator[Link]:
    for link in document.view(links_in):
        if link.kind != "image" and link.target.startswith("#") and "@@" not in link.target:
            yield link
    for tag in document.view(tags_in):
        found = tag.get("href")
        if found and found[0].startswith("#"):
            value, at = found
            yield Link("link", tag.start, tag.end, value, at, at + len(value), "")
