r"""The same version of the same thing in three places of a deck.

What: three or more downloads from GitHub of one project at one release, or as many `helm` commands that name
one chart's version, on the slides of one deck.

Why: who moves the workshop to a newer release finds two of them.

Bad:

    # Install

    ```bash
    kubectl apply -f https://github.com/example/app/releases/download/v1.2.0/crds.yaml
    kubectl apply -f https://github.com/example/app/releases/download/v1.2.0/app.yaml
    ```

    ---

    # Remove

    ```bash
    kubectl delete -f https://github.com/example/app/releases/download/v1.2.0/app.yaml
    ```

Good:

    # Install

    ```bash
    kubectl apply -f https://github.com/example/app/releases/download/v1.2.0/crds.yaml
    kubectl apply -f https://github.com/example/app/releases/download/v1.2.0/app.yaml
    ```

    ---

    # Remove

    ```bash
    kubectl delete -f https://github.com/example/app/releases/download/v1.3.0/app.yaml
    ```

Bad:

    # Certificates

    ```bash
    helm install certificates jetstack/cert-manager --version v1.18.2
    helm get values certificates
    helm upgrade certificates jetstack/cert-manager --version v1.18.2 --set crds.enabled=true
    helm template jetstack/cert-manager --version=v1.18.2
    ```

Fix: none. A variable of the deck says it once: `variables: {app-version: v1.2.0}` in the manifest, and
`@@app-version@@` on the slides.

Since: 0.2
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.commands import commands_by_program
from slidegen.lint.decks import DeckView, decks_with
from slidegen.lint.document import Document
from slidegen.lint.project import Project

RULE = Rule("SG421", "repeated-version", Severity.INFO, "The same version in three places of a deck")
PLACES = 3
#: A release in an address: `v1.2.0`, `1.2`, `controller-v1.2.0`.
_RELEASE = r"(?P<version>(?:[a-z][a-z-]*-)?v?\d+(?:\.\d+)+[\w.-]*)"
#: What is fetched; who links to a line of code means that release.
ADDRESS = re.compile(
    r"github(?:\.com/(?P<project>[\w.-]+/[\w.-]+)/(?:releases/download|archive|raw)"
    rf"|(?<=raw\.github)usercontent\.com/(?P<raw>[\w.-]+/[\w.-]+)(?:/refs/tags)?)/{_RELEASE}"
)
CHART = re.compile(r"(?<!\S)[a-z][\w-]*/[\w-]+(?!\S)")

OF_DECK = " of the deck: `variables:` in the manifest, `@@name@@` on the slides"

Pin = tuple[str, str]  #: what is pinned, and to which version


def check(document: Document, project: Project) -> Iterator[Finding]:
    mine: dict[Pin, tuple[int, int]] = {}
    for pin, place in pins_in(document):
        mine.setdefault(pin, place)
    if not mine or document.kind == "yaml":  # what lists addresses has no variables
        return
    told: set[Pin] = set()
    for deck in decks_with(document, project):
        for pin, place in mine.items():
            if pin not in told and (count := _count(deck, pin, document)) >= PLACES:
                told.add(pin)
                yield _finding(document, pin, place, count)


def pins_in(document: Document) -> Iterator[tuple[Pin, tuple[int, int]]]:
    """What is pinned to which version, and where that stands."""
    if "github" in document.text:
        for found in ADDRESS.finditer(document.text):
            yield (found["project"] or found["raw"], found["version"]), found.span("version")
    if "--version" in document.text:
        yield from _charts_in(document)


def _charts_in(document: Document) -> Iterator[tuple[Pin, tuple[int, int]]]:
    for command in document.view(commands_by_program).get("helm", ()):
        chart = next((word.value for word in command.arguments if CHART.fullmatch(word.value)), "")
        for index, word in enumerate(command.arguments if chart else ()):
            name, equals, value = word.value.partition("=")
            if name == "--version" and equals:
                yield (chart, value), (word.start, word.end)
            elif name == "--version" and index + 1 < len(command.arguments):
                following = command.arguments[index + 1]
                yield (chart, following.value), (following.start, following.end)


def _count(deck: DeckView, pin: Pin, document: Document) -> int:
    """How often a deck pins it; nothing where an earlier document does, which tells of it."""
    count = 0
    for other in deck.documents:
        found = 0
        if all(part in other.text for part in pin):
            found = sum(each == pin for each, _ in other.view(_pins_of))
        if found and not count and other is not document:
            return 0
        count += found
    return count


def _pins_of(document: Document) -> tuple[tuple[Pin, tuple[int, int]], ...]:
    return tuple(pins_in(document))


def _finding(document: Document, pin: Pin, place: tuple[int, int], count: int) -> Finding:
    what, version = pin
    is_deck = document.kind == "markdown"
    return document.source.finding(
        RULE,
        *place,
        f"`{version}` of {what} stands in {count} places of this {'deck' if is_deck else 'file'}",
        help=f"say it once, as a variable{OF_DECK if is_deck else ''}",
    )
