"""What an audience sees of a deck: the one place that says so.

Notes, source lines and links to them are the presenter's. They are taken from the values that templates see,
so that no template can show them, however a project writes it. Nobody looks for them in HTML.
"""

from dataclasses import replace

from slidegen.render.laid_html import NOTHING
from slidegen.render.page import Page, SlideView


def slide_for_audience(slide: SlideView) -> SlideView:
    return replace(slide, notes=NOTHING, source="", source_url="")


def page_for_audience(page: Page) -> Page:
    return replace(page, slides=tuple(map(slide_for_audience, page.slides)))
