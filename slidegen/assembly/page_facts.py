"""Small answers about a page: how its slides are numbered, where it is published, which characters it shows.

Must not know how a page is made.
"""

from html import unescape

from slidegen.render.page import Page
from slidegen.source.manifest import Manifest


def number_format(manifest: Manifest) -> str:
    """How slides are numbered: remark's option, or the reference workshop's prefix before its own format."""
    if manifest.remark.slide_number_format is not None:
        return manifest.remark.slide_number_format
    prefix = unescape(manifest.slidenumberprefix)
    return f"{prefix}%current%/%total%" if prefix else "%current% / %total%"


def canonical_url(manifest: Manifest) -> str:
    if not manifest.slides.startswith(("http://", "https://")):
        return ""
    return f"{manifest.slides.rstrip('/')}/{manifest.name}.html"


def characters_of(page: Page) -> str:
    """The characters that the page may show, each once; fonts always have those of ASCII in its slides."""
    letters = set[str]().union(page.title, page.description, page.author, *page.words.values())
    for slide in page.slides:
        for text in (slide.body, slide.notes, slide.title) if any(slide.wide) else (slide.title,):
            if not text.isascii():
                letters.update(text)
    return "".join(sorted(letters))
