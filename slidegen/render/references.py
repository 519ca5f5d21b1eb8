"""The files beside a page that its slides refer to.

Knows the addresses in a slide's HTML and style. Must not know whether there are such files.
"""

import re
from collections.abc import Iterator
from html import unescape

from slidegen.memory import remembered
from slidegen.render.page import Page, SlideView

# Begins with a literal, by which the search is fast. Blanks before it are lawful, and few.
_VALUE = re.compile(r"""=(?i:(?<=src=)|(?<=href=)|(?<=poster=)|(?<=\s=))\s*["']([^"'<>]+)["']""")
_NAME = re.compile(r"(?<![\w-])(?:src|href|poster)\s*\Z", re.IGNORECASE)
_REACH = 30  #: how far before its `=` a name may begin, so that each takes the same time
_PICTURE = re.compile(r"""<img\b[^<>]*?\ssrc\s*=\s*["']([^"'<>]+)["']""", re.IGNORECASE)
_CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
_ELSEWHERE = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|//|#|/|\?|&)")


def local_references(page: Page) -> list[str]:
    """The files beside the page that its slides refer to, in order of appearance, each once."""
    found: dict[str, None] = {}
    for slide in page.slides:
        for text in (slide.body, slide.notes) if slide.notes else (slide.body,):
            for reference in _references(text):
                found[reference] = None
        if slide.style:
            found.update(dict.fromkeys(url for url in _style_urls(slide) if _is_local(url)))
    return list(found)


def _style_urls(slide: SlideView) -> Iterator[str]:
    return (url for _, value in slide.style for url in _CSS_URL.findall(value))


@remembered
def _references(html: str) -> tuple[str, ...]:
    values = (value for value in _VALUE.finditer(html) if _is_local(value[1]))
    return tuple(unescape(value[1]) for value in values if _names_a_file(html, value.start()))


def _names_a_file(html: str, equals: int) -> bool:
    """Whether the attribute whose `=` stands there is one that does."""
    return _NAME.search(html, max(0, equals - _REACH), equals) is not None


def picture_references(slide: SlideView) -> list[str]:
    """The local pictures that a slide shows."""
    texts = _pictures(slide.body)
    if slide.notes or slide.style:
        texts = (*texts, *_pictures(slide.notes), *_style_urls(slide))
    return [unescape(text) for text in dict.fromkeys(texts) if _is_local(text)]


@remembered
def _pictures(html: str) -> tuple[str, ...]:
    return tuple(_PICTURE.findall(html)) if "<img" in html else ()


def _is_local(address: str) -> bool:
    return not _ELSEWHERE.match(address)
