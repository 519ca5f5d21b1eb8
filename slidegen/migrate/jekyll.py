"""What Jekyll makes of a deck's text before remark sees it: Liquid, and pages that lay texts out.

    layout: slides          <- the remark.create of _layouts/slides.html holds for this text

Knows the tags and values that decks use. Must not know where files are. What only a site knows is listed.
"""

import posixpath
from collections.abc import Callable, Iterable, Mapping

from slidegen import lazy_re as re
from slidegen.migrate.deck import ImportedDeck

LAYOUTS = "_layouts"
PARTS = (LAYOUTS, "_includes", "_sass")  #: folders of what is no deck by itself
_ADVICE = "only Jekyll knows it: write what it stands for"
_BASE = r"\{\{\s*site\.(?:baseurl|url)\s*\}\}"
_ADDRESS = re.compile(
    rf"(?>(?:{_BASE})+)/?(?P<path>[^\s\"'()<>\]]*)"
    r"|\{\{\s*[\"'](?P<text>[^\"'{}]*)[\"']\s*\|\s*(?:relative_url|absolute_url|prepend:[^{}|]*+)\s*\}\}"
)
_PAGE = re.compile(r"\{\{\s*page\.(?P<name>[\w-]+)\s*\}\}")
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(?P<text>.*?)\{%-?\s*endraw\s*-?%\}", re.DOTALL)
_HIGHLIGHT = re.compile(
    r"\{%-?\s*highlight\s++(?P<language>[\w+#-]++)[^%]*+%\}(?P<code>.*?)\{%-?\s*endhighlight\s*-?%\}",
    re.DOTALL,
)
_INCLUDE = re.compile(r"\{%-?\s*include(?:_relative)?\s+(?P<name>[\w./-]+)\s*-?%\}")
_COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL)
_LIQUID = re.compile(r"\{%.*?%\}|\{\{\s*(?:site|page|include|layout)\.[^{}]*\}\}")

Read = Callable[[str], str | None]  #: the text of a file of the site


def is_layout(where: str) -> bool:
    """Whether a page is for whoever names it."""
    return LAYOUTS in where.split("/")[:-1]


def layouts_of(decks: Iterable[ImportedDeck]) -> dict[tuple[str, str], ImportedDeck]:
    """The pages that lay out texts, by their site and the name that front matter calls them by."""
    return {_site_and_name(deck.path): deck for deck in decks if is_layout(deck.path)}


def _site_and_name(where: str) -> tuple[str, str]:
    above, _, name = f"/{where}".partition(f"/{LAYOUTS}/")
    return above[1:], posixpath.splitext(name)[0]


def part_beside(layout: ImportedDeck) -> str | None:
    """The file beside each of its pages that the layout shows: `{% include_relative content.md %}`."""
    tags = (_INCLUDE.fullmatch(text.strip()) for _, text in layout.texts)
    return next((tag["name"] for tag in tags if tag and "include_relative" in tag.group()), None)


def take_layout(deck: ImportedDeck, layout: ImportedDeck) -> None:
    """What the page of the layout says of all its decks."""
    for name, value in layout.remark.items():
        deck.remark.setdefault(name, value)
    deck.macros = {**layout.macros, **deck.macros}
    deck.styles = [*layout.styles, *deck.styles]
    deck.lang = deck.lang or layout.lang
    deck.math, deck.diagrams = deck.math or layout.math, deck.diagrams or layout.diagrams
    deck.has_dark_code = layout.has_dark_code
    for left in layout.left:
        deck.leave(left.what, left.advice, left.where)


def without_liquid(
    deck: ImportedDeck, where: str, text: str, page: Mapping[str, str], read: Read, site: str = ""
) -> str:
    """The text of the file `where` as Jekyll hands it on; `page` is what its front matter says.

    `site` is the folder of the site: many a project has it in `docs/`.
    """
    kept: list[str] = []

    def keep(raw: re.Match[str]) -> str:
        kept.append(raw["text"])
        return f"\0{len(kept) - 1}\0"

    found = _INCLUDE.sub(lambda each: _included(each, where, read, site), _RAW.sub(keep, text))
    found = _HIGHLIGHT.sub(_as_fence, _COMMENT.sub("", found))
    found = _ADDRESS.sub(lambda each: _from(where, site, each["path"] or each["text"] or ""), found)
    found = _PAGE.sub(lambda each: page.get(each["name"], each.group()), found)
    for left in _LIQUID.findall(found):
        deck.leave(f"`{left}`", _ADVICE, where)
    return re.sub(r"\0(\d+)\0", lambda each: kept[int(each[1])], found)


def _as_fence(block: re.Match[str]) -> str:
    code = block["code"].removeprefix("\n").removesuffix("\n")
    return f"```{block['language']}\n{code}\n```"


def _included(tag: re.Match[str], where: str, read: Read, site: str) -> str:
    beside = posixpath.join(posixpath.dirname(where), tag["name"])
    text = read(
        beside if "include_relative" in tag.group() else posixpath.join(site, "_includes", tag["name"])
    )
    return tag.group() if text is None else text.removesuffix("\n")


def of_site(address: str) -> str:
    """An address of a page of the site, from the site's root: `/a.css` for `{{ site.baseurl }}/a.css`."""
    return _ADDRESS.sub(lambda each: "/" + (each["path"] or each["text"] or "").lstrip("/"), address)


def _from(where: str, site: str, path: str) -> str:
    """The path of a file of the site, from the file `where`."""
    return posixpath.relpath(posixpath.join(site, path.lstrip("/")) or ".", posixpath.dirname(where) or ".")
