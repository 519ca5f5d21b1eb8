"""What the tests of the deck room share: texts as decks and pages without a disk, and texts to try."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from hypothesis import strategies as st

from slidegen.deck.deck_texts import DeckTexts
from slidegen.deck.draft import Draft
from slidegen.deck.drafting import DeckReader, ListedText
from slidegen.deck.macro import Macros
from slidegen.deck.model import Deck, Slide
from slidegen.deck.parser import compose_deck
from slidegen.finding import Finding
from slidegen.location import Span
from slidegen.render.html import SlideHtml, SlideRenderer
from slidegen.source.composed import ComposedText
from slidegen.source.file import SourceFile
from slidegen.source.manifest import FragmentEntry, InlineEntry, Manifest
from slidegen.source.manifest_reader import manifest_for_markdown, read_manifest
from slidegen.source.settings import EXERCISE_CLASSES
from slidegen.text.fragment import read_fragment
from slidegen.text.model import Fragment

MARGIN = "content: [deck.md]\n"


# ---- decks without a disk
def source(text: str, path: str = "deck.md") -> SourceFile:
    return SourceFile.from_text(path, text)


def fragment(text: str) -> Fragment:
    return read_fragment(source(text))


def manifest(yaml: str) -> Manifest:
    read = read_manifest(SourceFile.from_text("deck.yml", yaml), {})
    assert read.manifest is not None, read.findings
    return read.manifest


def compose_files(
    described: Manifest,
    files: Mapping[str, str],
    *,
    pictures: tuple[str, ...] = (),
    macros: Macros | None = None,
) -> Deck:
    """The deck of a manifest whose fragments are `files`; inline slides are taken as they are."""
    listed: dict[FragmentEntry | InlineEntry, ListedText] = {}
    for entry in described.entries:
        if isinstance(entry, FragmentEntry):
            if entry.path in files:
                read = source(files[entry.path], entry.path)
                listed[entry] = ListedText(read, ComposedText.whole(entry.path, read.text))
        else:
            start = described.source.text.find(entry.text.split("\n", 1)[0], entry.span.start)
            text = ComposedText.whole(described.path, entry.text, max(0, start))
            listed[entry] = ListedText(described.source, text)
    return compose_deck(described, DeckTexts(listed, pictures, macros or {}), DeckReader())


def compose(text: str, yaml: str = "sections: false", macros: Macros | None = None) -> Deck:
    """The deck that one Markdown text is, with the other keys of its manifest."""
    return compose_files(manifest(f"{yaml}\n{MARGIN}"), {"deck.md": text}, macros=macros)


def compose_markdown(text: str) -> Deck:
    """A Markdown file as a deck of its own."""
    read = source(text)
    described = manifest_for_markdown(read)
    return compose_files(described, {"deck.md": text})


def drafts(text: str) -> tuple[Draft, ...]:
    """The slides of a text, before layouts."""
    read = source(text)
    listed = ListedText(read, ComposedText.whole(read.path, read.text))
    return DeckReader().drafts(listed, {}, EXERCISE_CLASSES).drafts


def render(text: str, yaml: str = "sections: false") -> list[SlideHtml]:
    """The HTML of the slides of a text."""
    described = manifest(f"{yaml}\n{MARGIN}")
    return [rendered(slide, described) for slide in compose(text, yaml).slides]


def rendered(slide: Slide, described: Manifest) -> SlideHtml:
    return SlideRenderer().slide(slide, described.remark)


def body(text: str, yaml: str = "sections: false") -> str:
    """The HTML of a text that is one slide."""
    (slide,) = render(text, yaml)
    return str(slide.body)


# ---- looking at trees
def nodes(value: object) -> Iterator[object]:
    """Every value of a tree of tuples and frozen values, the tree itself first."""
    yield value
    if isinstance(value, tuple):
        for item in value:
            yield from nodes(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from nodes(getattr(value, field.name))


def spans(value: object) -> Iterator[Span]:
    return (node for node in nodes(value) if isinstance(node, Span))


def told(findings: tuple[Finding, ...]) -> str:
    """Findings as fixtures write them: a line each, and what to do next under it."""
    return "".join(f"{finding}\n  {finding.help}\n" for finding in findings)


# ---- texts to try
#: what the dialect gives a meaning to, and what stands close to it
PIECES = (
    "---", "--", "???", "----", "--- ", "<!-- break -->", "class: a, b", "name: here", "template: here",
    "layout: true", "layout: false", "count: false", "exclude: true", "{{content}}", "{{ name }}",
    "{{x}}", "```", "````", "~~~", "```bash", "  ```yaml file=x", "> ```", "1. ```js", "```wait X```",
    "`", "``", "\\`", "<!--", "-->", "<!-- class: c -->", "<!-- ```hide x``` -->", "# One", "## Two ##",
    "#", "* a", "- ", "  - b", "   - c", "1. d", "10) e", "    code", "\tcode", "> q", "| a | b |",
    "|---|---|", ".lab[", ".lab[x]", ".exercise.b[", ".a[.b[", "]", "]]", "[", "\\[", "\\]", "\\.a[x]",
    ".small[`x`]", "[a]: http://x.y 'T'", "[a]", "[a][b]", "![i](i.png)", "![:image 50%](a.png)",
    "![:m]", "@@TITLE@@", "@@TOC@@", "@@X@@", "\\@@X@@", "@@LINK[a/b]", "<div>", "</div>", "<b>", "</p>",
    "<br/>", "<pre>", "<script>", "<style>", "<svg/>", "<textarea>", "<li>", "</li>", "<ul>",
    "<a href=x>", "</a>", "<td>", "<table>", "<tr>", "</table>", "<button>", "<dd>", "<h2>", "</script>",
    "<plaintext>", "</body>", "<select>", "<title>", "</svg>", "<svg>", "<form>", "<noscript>",
    "<template>", "<p>", "</b>", "<p title='a", "&amp;", "&nbsp;", "&#0;", "http://a.b/c",
    "[w x](#y)", "[a](http://b.c/d?e)", "](z)", "[e](javascript:a)",
    "https://n:3xxx/.", "*e*", "**s**", "~~d~~", "*", "_", "é", "😀", "\u2028", "\ufeff", "\u0000",
    "\u000b", "\f", " ", "  ", "\t", "word", "Word: text", "$", "***",
)  # fmt: skip

markdown_lines = st.lists(
    st.lists(st.sampled_from(PIECES), min_size=0, max_size=3).map(lambda parts: "".join(parts)), max_size=25
)
markdown_texts = st.one_of(
    markdown_lines.map("\n".join),
    markdown_lines.map(lambda lines: "".join(f"{line}\n" for line in lines)),
    st.text(max_size=60),
    st.text(alphabet="`[]-.#ab<>!? \n", max_size=80),
)
