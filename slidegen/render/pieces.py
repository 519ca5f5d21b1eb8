"""A page in pieces: what is around its slides, and these some at a time, each by the digest of what it says.

A page that was made earlier has most of them already, and what has the same digest needs no template.

Knows what the template of slides asks for. Must not know where earlier pages are.
"""

import hashlib
import marshal
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from functools import cache
from itertools import islice
from operator import attrgetter

from jinja2 import Environment
from markupsafe import Markup

from slidegen.json_values import PLAINLY
from slidegen.render.environment import is_of_a_project, rendering
from slidegen.render.html_bytes import ascii_html, better_as_ascii
from slidegen.render.page import PLACE_OF_SLIDES, Page, SlideView, size_of

SLIDES = 32  #: in a piece
TEMPLATE = "slide.html"
UNASKED = frozenset(
    {"references", "holes", "exercises"}
)  #: fields of slides that the template does not ask for
_TEXTS = ("body", "notes")  #: of these there is much


def page_pieces(
    page: Page, environment: Environment, known: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """The page's pieces in order, each with its digest, `` for what has none; `known` ones are not made.

    A project's templates may ask for anything, and what stands alone has styles and scripts in it, which are
    no HTML: their pieces are what the template gives.
    """
    alone = bool(page.assets.inline_style)
    in_ascii = not alone and better_as_ascii(_lengths(page))
    as_bytes = ascii_html if in_ascii else str.encode
    if alone or not page.slides or is_of_a_project(environment):
        with rendering(environment, size_of(page)):
            for piece in environment.get_template("deck.html").generate(page=page):
                yield "", as_bytes(piece)
        return
    module = environment.get_template(TEMPLATE).make_module()
    sections: Callable[[Page, list[SlideView], str], Markup] = module.slide_sections  # type: ignore[attr-defined]  # its macro
    head, tail = _around(page, environment, sections)
    yield "", as_bytes(head)
    total, slides = page.total, iter(page.slides)
    about = _about(page, environment, total, in_ascii)
    while some := list(islice(slides, SLIDES)):
        key = _key(about, some)
        made = known.get(key)
        yield key, as_bytes(str(sections(page, some, total))) if made is None else made
    yield "", as_bytes(tail)


def _around(
    page: Page, environment: Environment, sections: Callable[[Page, list[SlideView], str], Markup]
) -> tuple[str, str]:
    """What stands before the slides, and behind them."""
    alone = replace(page, slides=(PLACE_OF_SLIDES,))
    html = environment.get_template("deck.html").render(page=alone)
    head, _, tail = html.partition(str(sections(alone, [PLACE_OF_SLIDES], alone.total)))
    return head, tail


def _about(page: Page, environment: Environment, total: str, in_ascii: bool) -> bytes:
    """What all slides of the page have in common."""
    assert environment.loader is not None
    template = environment.loader.get_source(environment, TEMPLATE)[0]
    return repr((template, in_ascii, total, page.number_format, sorted(page.words.items()))).encode()


def _lengths(page: Page) -> Iterator[tuple[int, int]]:
    return ((slide.sizes[0], slide.wide[0]) for slide in page.slides)


def _key(about: bytes, slides: list[SlideView]) -> str:
    """By what tells the texts from others where somebody said it, since they may lie unread."""
    named = [slide.known_by for slide in slides]
    read = [slide for slide, name in zip(slides, named, strict=True) if not name]
    texts = [text.encode() for slide in read for text in (slide.body, slide.notes)]
    said = (list(map(_facts(), slides)), named, list(map(len, texts)))
    facts = marshal.dumps(said, PLAINLY)  # sooner than by `repr`
    digest = hashlib.blake2b(about, digest_size=16)
    for text in (*texts, facts):
        digest.update(text)
    return digest.hexdigest()


@cache
def _facts() -> Callable[[SlideView], tuple[object, ...]]:
    names = (field.name for field in fields(SlideView))
    return attrgetter(*(name for name in names if name not in UNASKED and name not in _TEXTS))
