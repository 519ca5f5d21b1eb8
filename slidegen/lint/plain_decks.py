"""Whether a Markdown text is plainly a deck, by what stands in it alone.

Knows what only slides have, and what documentation has that looks like them. Must not know manifests.
"""

from bisect import bisect_left
from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.lint.document import Document
from slidegen.lint.headings import address_form, addresses_in, headings_in, title_of_slide
from slidegen.lint.prose import prose_of
from slidegen.lint.references import LEADS_WITHIN, references_in
from slidegen.lint.slide_properties import KNOWN, meant, takes
from slidegen.lint.slides import fragment_of
from slidegen.source.single_deck import says_only_of_a_deck
from slidegen.source.suggest import is_a_slip
from slidegen.text.front_matter import is_plainly_yaml, read_front_matter, toml_head_end
from slidegen.text.heading import plain_text
from slidegen.text.model import SlideSource

#: A step, which stands alone between blank lines where a title is not meant; a content class, which is no
#: path to a field (`.items[*]`, `.status.conditions[x].reason`).
_ONLY_IN_SLIDES = re.compile(
    r"\n\n--\n|^[ \t]*(?:[-*][ ]+)?\.[a-z][\w-]*(?:\.[a-z][\w-]*)*\[(?!(?:\d*|\*)\]|\w\]\.|\?\()", re.M
)
#: So many links at least are a list of contents.
FEW_LINKS = 3
#: Half of a deck's slides are no longer, in lines; chapters of documentation between rulers are.
SLIDE_LINES = 40


def is_plainly_a_deck(document: Document) -> bool:
    """Whether something stands in the text that only slides have: a property, a step, notes, a class, or the
    titles of more than one slide. A ruler alone says nothing: documentation draws them too.
    """
    slides = document.view(fragment_of).slides
    if toml_head_end(document.text):  # a page of Hugo's, which has slides of its own
        return False
    if any(map(_names_layout, slides)) or any(_heads(document.text, slides)):
        return False
    if any(slide.exercises for slide in slides):
        return True
    if _ONLY_IN_SLIDES.search(document.view(prose_of)):
        return not _has_contents(document)
    if len(slides) < 2:
        return False
    if any(_has_property(slide) for slide in slides):
        return True
    if _has_contents(document):
        return False
    if any(step.notes for slide in slides for step in slide.steps):
        return True
    return _has_titles(document, slides)


def _has_contents(document: Document) -> bool:
    """Whether it lists its chapters: links lead to headings that are no slide's title, as a forge makes
    addresses of all of them and a deck of none.
    """
    if len(LEADS_WITHIN.findall(document.text)) < FEW_LINKS:
        return False  # most texts, and to read what they name may need the Markdown parser
    addresses = (each.reference.address for each in document.view(references_in))
    links = {address_form(address) for address in addresses if address.startswith("#")}
    if len(links) < FEW_LINKS:
        return False
    titles = set(map(address_form, addresses_in(document)))
    chapters = {address_form(plain_text(each.markdown)) for each in document.view(headings_in)}
    return len(links & (chapters - titles)) >= FEW_LINKS


def _has_titles(document: Document, slides: tuple[SlideSource, ...]) -> bool:
    """Whether it has the titles of slides. Behind front matter that says what other programs want to know, as
    that of most sites' pages does, above chapters that fill screens, and beside what is to be unfolded, they
    say nothing.
    """
    front = read_front_matter(document.source)
    is_of_others = front is not None and (front.root is None or not says_only_of_a_deck(front.root))
    if is_of_others or "<details" in document.text:
        return False
    lines = sorted(document.text.count("\n", slide.span.start, slide.span.end) for slide in slides)
    if lines[len(lines) // 2] > SLIDE_LINES:
        return False
    starts = [each.start for each in document.view(headings_in) if each.level == 1]
    if any(_are_several(starts, slide) for slide in slides):
        return False  # chapters, and a ruler here and there
    titles = (title_of_slide(document, slide) for slide in slides)
    return sum(level == 1 and any(map(str.isalnum, title)) for title, level in titles) > 1


def _are_several(starts: list[int], slide: SlideSource) -> bool:
    """Whether more than one of the places, which are in order, is in the slide."""
    return bisect_left(starts, slide.span.end) - bisect_left(starts, slide.span.start) > 1


def _heads(text: str, slides: tuple[SlideSource, ...]) -> Iterator[bool]:
    """Of each slide but the last whether it is a head: the second, too, in front of which nothing stands."""
    for number, slide in enumerate(slides[:-1]):
        before = slides[0].span
        yield _is_head(text, slide, number == 1 and not text[before.start : before.end].strip())


def _is_head(text: str, slide: SlideSource, opens: bool) -> bool:
    """Whether it is what other programs read above a page or a slide: YAML from one `---` to the next, which
    says something that is no property of ours. Hugo takes it behind blank lines, and with
    blank lines in it, Slidev above each slide.
    """
    keys = {named.name for named in slide.properties}
    if keys <= KNOWN or any(map(meant, keys)) or not all(key[0].islower() for key in keys):
        return False
    lines = text[slide.span.start : slide.span.end].removesuffix("\n").split("\n")
    return (opens or all(lines)) and is_plainly_yaml(lines)


def _names_layout(slide: SlideSource) -> bool:
    """Whether it says which layout it has, as Slidev's do, and no misspelt `true`: ours are one or none."""
    layout = slide.value("layout") or ""
    return bool(layout and takes("layout", layout)) and not is_a_slip(layout.lower(), "true")


def _has_property(slide: SlideSource) -> bool:
    """Whether it says something that only slides say, and is no manifest in the middle of other code."""
    names = {named.name for named in slide.properties}
    return "apiVersion" not in names and not names.isdisjoint(KNOWN)
