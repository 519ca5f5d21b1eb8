r"""Links to slides that are not there.

What: `[text](#name)` where no slide of any of its decks has that name, title or id; `[text](#99)` where none
of them can have so many.

Why: the link does nothing, or leads to the last slide.

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

Bad:

    # Nodes

    ---

    # Pods

    They run on [nodes](#17).

Good:

    # Nodes

    ---

    # Pods

    They run on [nodes](#2).

Good:

    <!-- .slide: id="nodes" class="wide" -->

    # What they run on

    ---

    # Pods

    They run on [nodes](#nodes).

Good:

    # Nodes

    ---

    [](#wide,.dark)

    # Pods

Fix: none. Link to a slide's `name:`, or give it one.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.decks import DeckView, decks_with
from slidegen.lint.document import Document
from slidegen.lint.headings import address_form, headings_in
from slidegen.lint.project import Project
from slidegen.lint.references import LEADS_WITHIN, has_words, references_in
from slidegen.lint.slides import fragment_of
from slidegen.text.references import PlacedReference

RULE = Rule("SG413", "dead-internal-link", Severity.WARNING, "A link to a slide that is not there")

#: Addresses that slidegen makes (numbers, parts, the tables of contents), and those that other programs read:
#: `#/intro` is reveal.js's, which `slidegen import` takes.
MADE = re.compile(r"#(?:p\d+|part-?\d+|toc.*|/.*)?", re.I)

NUMBER = re.compile(r"#\d{1,9}")
#: What brings slides that do not stand in the text itself.
MORE = re.compile(r"@@(?!TOC)|\{\{|\{%")


def check(document: Document, project: Project) -> Iterator[Finding]:
    if not LEADS_WITHIN.search(document.text):
        return
    for link in links_in(document):
        address = link.reference.address
        if NUMBER.fullmatch(address):
            if not any(_may_have(deck, int(address[1:])) for deck in decks_with(document, project)):
                yield _finding(document, link, f"no deck with this text has {address[1:]} slides")
        elif MADE.fullmatch(address):
            continue
        elif not any(address_form(decoded(address)) in d.addresses for d in decks_with(document, project)):
            yield _finding(document, link, f"no slide of the deck is called `{decoded(address)[1:]}`")


def _finding(document: Document, link: PlacedReference, message: str) -> Finding:
    advice = "link to the `name:` of a slide, or give it one"
    return document.source.finding(RULE, link.start, link.end, message, help=advice)


def _may_have(deck: DeckView, number: int) -> bool:
    """Whether the deck may come to that many, with all that is made: a picture and a title for each title of
    level 1, and contents. Nobody knows here what is included, made by macros, or written in the manifest.
    """
    entries = tuple(deck.manifest.entries) if deck.manifest else (None,)
    if len(deck.documents) < len(entries) or any(MORE.search(each.text) for each in deck.documents):
        return True
    slides = [slide for each in deck.documents for slide in each.view(fragment_of).slides]
    titles = sum(heading.level == 1 for each in deck.documents for heading in each.view(headings_in))
    return number <= sum(len(slide.steps) for slide in slides) + 2 * titles + len(entries)


def decoded(target: str) -> str:
    if "%" not in target:
        return target
    from urllib.parse import unquote  # it brings much along, and few links need it

    return unquote(target)


def links_in(document: Document) -> Iterator[PlacedReference]:
    """The links to slides of the deck."""
    for placed in document.view(references_in):
        address = placed.reference.address
        is_within = placed.reference.use == "link" and address.startswith("#") and "@@" not in address
        if is_within and has_words(document, placed):
            yield placed
