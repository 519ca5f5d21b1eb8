"""Pages in pieces, so that one of them can be put in the place of another.

Knows templates and what stands around slides. Must not know decks, files or browsers.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from weakref import WeakKeyDictionary

from jinja2 import Environment
from markupsafe import Markup

from slidegen.lazy_dataclass import dataclass
from slidegen.render.page import Page, SlideView, render_frame, render_slides
from slidegen.serve.reload import SlideMarkup, Snapshot

MOST_MARKUP = 50_000  #: slides of one theme that are kept as markup

#: Stands in a page where the generation goes when the page is sent.
GENERATION = "slidegen:generation"

_CLIENT = Markup(
    '<link rel="stylesheet" href="_slidegen/live.css">\n'
    '<script src="_slidegen/live.js" data-token="{token}" data-role="{role}" data-follow="{follow}" defer>'
    "</script>\n"
)


class PageCutter:
    """Makes a page's pieces; slides whose view is the same are not rendered again."""

    def __init__(self, head: Markup) -> None:
        self._head = head
        #: by environment, which goes with its theme's templates; an address would be another's later
        self._known: WeakKeyDictionary[Environment, dict[tuple[SlideView, str], str]] = WeakKeyDictionary()

    def snapshot(self, page: Page, environment: Environment) -> Snapshot:
        page = replace(page, generation=GENERATION, extra_head=self._head)
        frame = render_frame(page, environment)
        return Snapshot(
            frame.head,
            tuple(self.markup(page, page.slides, environment)),
            frame.tail,
            title=page.title,
            contents=frame.contents,
            data=frame.data,
            styles=page.assets.styles,
            scripts=page.assets.scripts,
        )

    def markup(
        self, page: Page, slides: Iterable[SlideView], environment: Environment
    ) -> Iterator[SlideMarkup]:
        slides, total = list(slides), page.total
        known = self._known.get(environment, {})
        if len(known) > MOST_MARKUP:
            known = {}
        fresh = [view for view in slides if (view, total) not in known]
        made = (html.strip() + "\n" for html in render_slides(page, fresh, environment))
        known |= {(view, total): html for view, html in zip(fresh, made, strict=True)}
        self._known[environment] = known
        return (SlideMarkup(view.id, known[view, total], view.source) for view in slides)


@dataclass(frozen=True, slots=True)
class Cutters:
    """One cutter for each thread and each who looks: an audience's page bears no token."""

    whole: PageCutter
    glance: PageCutter
    audience: PageCutter
    audience_glance: PageCutter

    @classmethod
    def of(cls, *, token: str, shared: bool, follow: bool) -> "Cutters":
        role = "presenter" if shared else "author"
        own = _CLIENT.format(token=token, role=role, follow=str(follow).lower())
        no_rights = _CLIENT.format(token="", role="audience", follow="false")
        return cls(PageCutter(own), PageCutter(own), PageCutter(no_rights), PageCutter(no_rights))
