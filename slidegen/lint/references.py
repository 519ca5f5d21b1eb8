"""What a Markdown document's slides refer to, and where each address is written in the file.

The list is the page's (`slidegen.deck.references`). Most texts have links and pictures of one form only,
which are found without the Markdown parser; the parser is asked about all others.

Knows which texts are plain in this way. Must not know what is missing or remote.
"""

from collections.abc import Callable, Iterator, Mapping

from slidegen import lazy_re as re
from slidegen.lint.document import Document
from slidegen.lint.slides import fragment_of
from slidegen.location import Span
from slidegen.text.blanked import blanked
from slidegen.text.link_definitions import read_definitions
from slidegen.text.references import NAMING, PlacedReference, Reference, place_of, references_in_css
from slidegen.text.verbatim import code_spans, read_verbatim

Definitions = Mapping[str, tuple[str, str]]

#: A link or picture whose words and address need no second look.
_PLAIN = re.compile(
    r"(?<![\w.\\\]-])(?P<bang>!?)\[(?P<words>[^\[\]\n\\`<>*_]*)\]\((?P<address>[\w./:?=&%#+~,@;-]*)\)",
    re.ASCII,
)
_INDENTED = re.compile(r"^(?:    | {0,3}\t)[^\n]*\]\(", re.MULTILINE)
_DEFINED = re.compile(r"\]\[|\]:")
#: What any address stands in.
_CANDIDATE = re.compile(r"\]\(|\]\[|\]:|<[A-Za-z]")
_TAG = re.compile(r"<[A-Za-z]")
#: What the address of a link within the text stands in, however it is written: without it there is none.
LEADS_WITHIN = re.compile(r"[(<=\"':]\s*#[^\s\])]")
#: Where the address of a file beside the page may stand: no scheme or host, no place in the text or the site.
#: It begins with a set, by which the search takes a quarter of the time.
_BESIDE = re.compile(
    r"[(:=<](?:(?:(?<=\]\()|(?<=\]:)|(?<=(?i:href)=))[ \t\n]*[\"'<]?(?=[^\s#/?\"'<>)])"
    r"(?!(?i:https?|mailto|tel|data):)|(?<=<)(?i:iframe)\b)"
)
LONGEST_WORDS = 1_000  #: of a picture that is known by a look
_LOADING = sorted({tag for (tag, _), use in NAMING.items() if use != "link"})
#: What anything that is loaded stands in: a picture, one of these tags, a style.
#: It begins with what is rare, by which the search is much faster than one for each at each place.
_LOADS = re.compile(
    rf"[!<(@](?:(?<=!)\[|(?<=<)(?i:{'|'.join(_LOADING)}|svg)\b|(?<=\b(?i:url)\()|(?<=@)(?i:import)\b)"
)


def references_in(document: Document) -> tuple[PlacedReference, ...]:
    """What the slides name, in their order."""
    if document.kind != "markdown":
        return ()
    return tuple(_references(document, document.view(definitions_in), _CANDIDATE.search))


def loaded_references_in(document: Document) -> tuple[PlacedReference, ...]:
    """Those that a browser loads with the page, and what was meant as a picture: links are left out.

    Most rules ask for no more, and few steps of a text hold any: the others need no parser.
    """
    if document.kind != "markdown" or not _LOADS.search(document.text):
        return ()
    found = _references(document, document.view(definitions_in), _LOADS.search)
    return tuple(placed for placed in found if placed.reference.use != "link")


def leading_beside(document: Document) -> tuple[PlacedReference, ...]:
    """The links to what stands beside the page, and the frames of it: few steps of a text hold any."""
    if document.kind != "markdown" or not _leads_beside(document.text):
        return ()
    definitions = document.view(definitions_in)
    is_defined = any(Reference("link", href).is_local for href, _ in definitions.values())
    found = _references(document, definitions, _CANDIDATE.search if is_defined else _leads_beside)
    return tuple(each for each in found if each.reference.use in ("link", "page") and each.reference.is_local)


def _leads_beside(text: str) -> bool:
    return any(not _is_of_a_picture(text, match.start() + 1) for match in _BESIDE.finditer(text))


def _is_of_a_picture(text: str, at: int) -> bool:
    """Whether `](` before `at` ends the words of a picture that is in no link."""
    if not text.startswith("](", at - 2) or text.startswith(")", at - 3):
        return False
    opening = text.rfind("[", max(0, at - LONGEST_WORDS), at)
    return opening > 0 and text.startswith("!", opening - 1)


def has_words(document: Document, link: PlacedReference) -> bool:
    """Whether anybody sees the link: one without words says something to another program."""
    return not document.text.endswith(("[](", "[ ](", "[](<"), 0, link.start)


def definitions_in(document: Document) -> Definitions:
    return {label: (href, title) for label, href, title in read_definitions(document.text)}


def _references(
    document: Document, definitions: Definitions, wanted: Callable[[str], object]
) -> Iterator[PlacedReference]:
    """What stands in the steps that are `wanted`."""
    for slide in document.view(fragment_of).slides:
        for each in slide.properties:
            if each.name.startswith("background") and "url(" in each.value:
                yield from _in_property(document, each.value, each.span)
        for step in slide.steps:
            for span in (step.body, step.notes) if step.notes else (step.body,):
                text = document.source.slice(span)
                if wanted(text):
                    found = _in_text(text, span.start, definitions)
                    yield from (each if each.end > each.start else _defined(document, each) for each in found)


def _defined(document: Document, placed: PlacedReference) -> PlacedReference:
    """A reference whose address stands in a definition of another slide: there it can be put right."""
    start, end = place_of(placed.reference, document.text, 0, len(document.text))
    return PlacedReference(placed.reference, start, end) if end > start else placed


def _in_property(document: Document, value: str, span: Span) -> Iterator[PlacedReference]:
    for placed in references_in_css(value):
        start, end = place_of(placed.reference, document.text, span.start, span.end)
        yield PlacedReference(placed.reference, start, end)


def _in_text(text: str, offset: int, definitions: Definitions) -> Iterator[PlacedReference]:
    markup = without_code(text)
    if is_plain(markup):
        yield from _plainly(markup, offset)
    elif _CANDIDATE.search(markup):
        yield from _parsed(text, offset, definitions)


def _plainly(markup: str, offset: int) -> Iterator[PlacedReference]:
    for match in _PLAIN.finditer(markup):
        start, end = match.span("address")
        alt = match["words"].strip() or None
        is_picture = bool(match["bang"])
        reference = Reference(
            "picture" if is_picture else "link", match["address"], alt if is_picture else None
        )
        yield PlacedReference(reference, start + offset, end + offset)


def _parsed(text: str, offset: int, definitions: Definitions) -> Iterator[PlacedReference]:
    # It loads the Markdown parser, and most texts need it not.
    from slidegen.deck.references import references_in_markdown

    at = 0
    for reference in references_in_markdown(text, definitions):
        start, end = place_of(reference, text, at, len(text))
        if start == end:
            start, end = place_of(reference, text, 0, len(text))
        at = max(at, end)
        yield PlacedReference(reference, start + offset, end + offset)


def without_code(text: str) -> str:
    """`text` with fences, comments and the code spans of single lines blanked."""
    if "`" not in text and "<!--" not in text and "~~~" not in text:
        return text
    verbatim = read_verbatim(text)
    text = blanked(text, zip(verbatim.starts, verbatim.ends, strict=True))
    return blanked(text, ((a, b) for a, b in code_spans(text) if text.find("\n", a, b) == -1))


def is_plain(markup: str) -> bool:
    """Whether all that `markup` names is written `[words](address)`."""
    if "`" in markup or _TAG.search(markup) or _DEFINED.search(markup) or _INDENTED.search(markup):
        return False
    return markup.count("](") == sum(1 for _ in _PLAIN.finditer(markup))
