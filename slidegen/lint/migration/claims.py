"""What prose says about `kubectl run` that a version has made untrue.

Knows a few sentences and when they stopped being true. Must not know commands. Its findings are notes:
whether a sentence tells history is for its author to say.
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.document import Document
from slidegen.lint.headings import is_heading_line
from slidegen.lint.migration.releases import NO_GENERATORS, PODS_ONLY
from slidegen.lint.slides import fragment_of
from slidegen.lint.version import Version
from slidegen.text.verbatim import without_comments


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence on one line, with the verb that it is about as group 1."""

    pattern: re.Pattern[str]
    until: Version
    message: str


CLAIMS = (
    Claim(
        re.compile(
            r"`(kubectl run)`[^.\n`]{0,12} (?:crée|créera|fait|lance|génère|produit) "
            r"(?:aussi |également )?un [*_`]*d(?:eployment|éploiement)",
            re.I,
        ),
        PODS_ONLY,
        "`kubectl run` makes a Pod from 1.18",
    ),
    Claim(
        re.compile(r"`(kubectl run)` (?:creates?|created|makes?|made|starts) an? [*_]*deployment", re.I),
        PODS_ONLY,
        "`kubectl run` makes a Pod from 1.18",
    ),
    Claim(
        re.compile(r"`(kubectl run)[^`]*` (?:also )?(?:has|have|takes|accepts|supports|offers) .{0,20}"
                   r"`--(?:serviceaccount|limits|requests|hostport)`"),
        Version(1, 24),
        "`kubectl run` has no such flag from 1.24",
    ),
    Claim(
        re.compile(r"`(kubectl run) (?:[^`]* )?--(?:schedule|replicas|generator)\b"),
        NO_GENERATORS,
        "`kubectl run` refuses this flag from 1.21",
    ),
)  # fmt: skip
#: A line with one of these tells history.
HISTORY = re.compile(
    r"\b(?:1\.\d+|older|before|earlier|used to|deprecated|removed|no longer|until|previously|formerly|was"
    r"|avant|autrefois|jadis|anciennement|ancien(?:ne)?s?|jusqu|déprécié|obsolètes?|supprimé|créait"
    r"|n'est plus)\b",
    re.I,
)


def untrue_claims(document: Document, target: Version) -> Iterator[tuple[int, int, str]]:
    """`(start, end, message)` for each claim that is untrue at `target`."""
    if document.kind != "markdown" or target < PODS_ONLY:
        return
    source = document.source
    fences = [(fence.span.start, fence.span.end) for fence in document.view(fragment_of).fences]
    for claim in CLAIMS:
        for match in claim.pattern.finditer(source.text) if target >= claim.until else ():
            number = source.line_at(match.start())
            line = without_comments(source.line(number))
            if HISTORY.search(line) or "--image" in match[0]:
                continue
            if any(start <= match.start() < end for start, end in fences):
                continue
            if not is_heading_line(document, number):
                yield match.start(1), match.end(1), claim.message
