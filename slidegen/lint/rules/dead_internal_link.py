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

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.decks import address_form, decks_with
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.references import references_in
from slidegen.text.references import PlacedReference

RULE = Rule("SG413", "dead-internal-link", Severity.WARNING, "A link to a slide that is not there")

#: Addresses that slidegen makes: numbers, parts, the tables of contents.
MADE = re.compile(r"#(?:\d+|p\d+|part-?\d+|toc.*)?", re.I)

#: An address within the deck, however it is written.
LIKELY = re.compile(r"[(<=\"':]\s*#[^\s\])]")


def check(document: Document, project: Project) -> Iterator[Finding]:
    if not LIKELY.search(document.text):
        return
    links = [link for link in links_in(document) if not MADE.fullmatch(link.reference.address)]
    if not links:
        return
    decks = decks_with(document, project)
    for link in links:
        address = link.reference.address
        if any(address_form(decoded(address)) in deck.addresses for deck in decks):
            continue
        yield document.source.finding(
            RULE,
            link.start,
            link.end,
            f"no slide of the deck is called `{decoded(address)[1:]}`",
            help="link to the `name:` of a slide, or give it one",
        )


def decoded(target: str) -> str:
    if "%" not in target:
        return target
    from urllib.parse import unquote  # it brings much along, and few links need it

    return unquote(target)


def links_in(document: Document) -> Iterator[PlacedReference]:
    """The links to slides of the deck."""
    for placed in document.view(references_in):
        address = placed.reference.address
        if placed.reference.use == "link" and address.startswith("#") and "@@" not in address:
            yield placed
