"""A deck as a page: tokens to HTML, slides to views.

Knows Markdown's tokens and the views of `slidegen.render.page`. Must not know templates, files or settings.
The one door by which an author's HTML enters a page: `SlideRenderer.slide` returns what Markdown made of it
as `Markup`.
"""

import re
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, lru_cache
from html import unescape
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape

from slidegen.deck import markdown
from slidegen.deck.model import Deck, Exercise, Section, Slide
from slidegen.render.highlight import BACKTICKS, Marks, highlight, take_marks
from slidegen.render.page import Page, PartView, SectionView, SlideView
from slidegen.render.raw_html import balanced
from slidegen.source.manifest import RemarkOptions

_MARKS = "slidegen.marks"
_LANGUAGE = "slidegen.language"
_RAW = "slidegen.raw"  #: in the env: whether there may be raw HTML at all
_BACKGROUND = re.compile(r"background(?:-(?:image|color|size|position|repeat|attachment|blend-mode))?\Z")
# Begins with one of six letters, by which the search is three times as fast as with `(?i:src|href|poster)`.
_NAMES_A_FILE = re.compile(r"""[shpSHP](?i:(?<=s)rc|(?<=h)ref|(?<=p)oster)\s*=\s*["']([^"'<>]+)["']""")
_PICTURE = re.compile(r"""<img\b[^<>]*?\ssrc\s*=\s*["']([^"'<>]+)["']""", re.IGNORECASE)
_CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
_ELSEWHERE = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|//|#|/|\?|&)")
_WORD = re.compile(r"\w+")
_COMMENT = re.compile(r"<!--.*?-->", re.S)

#: How many slides are remembered, which decks share: a few of the largest workshops.
MEMORY = 16384

WORDS_A_MINUTE = 110  #: a trainer speaks about this many, with pauses and questions
MINUTES_A_SNIPPET = 1.5  #: to read it, type it and look at what came of it


@dataclass(frozen=True, slots=True)
class SlideHtml:
    """What Markdown made of a slide."""

    body: Markup
    notes: Markup


@dataclass(slots=True)
class SlideRenderer:
    """Renders slides, each distinct one once: equal keys and options mean equal HTML.

    `known` may come from an earlier run and go to a later one; `used` is what this run asked for.
    """

    known: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    used: dict[str, SlideHtml] = field(default_factory=dict)

    def slide(self, slide: Slide, options: RemarkOptions) -> SlideHtml:
        key = slide.key + _options_key(options)
        html = self.used.get(key)
        if html is None:
            body, notes = self.known.get(key) or _render(slide, options)
            html = self.used[key] = SlideHtml(Markup(body), Markup(notes))
        return html


@cache
def _options_key(options: RemarkOptions) -> str:
    return ":" + repr((options.highlight_spans, options.highlight_lines, options.highlight_language))


def _render(slide: Slide, options: RemarkOptions) -> tuple[str, str]:
    definitions = {label: (href, title) for label, href, title in slide.definitions}
    env = {
        _MARKS: marks_of(options),
        _LANGUAGE: options.highlight_language or "",
        _RAW: "<" in slide.text or "<" in slide.notes,
    }
    body = _html(markdown.parse(slide.text, definitions, slide.step_lines), env)
    notes = _html(markdown.parse(slide.notes, definitions), env) if slide.notes.strip() else ""
    return body, notes


def marks_of(options: RemarkOptions) -> Marks:
    """Which marks in code are highlights; manifests of the reference workshop mean `highlightSpans: true`."""
    spans = options.highlight_spans
    if isinstance(spans, tuple):
        return Marks(bool(options.highlight_lines), _user_pattern(*spans))
    return Marks(bool(options.highlight_lines), BACKTICKS if spans else None)


def _user_pattern(regexp: str, flags: str) -> re.Pattern[str] | None:
    """The author's regular expression, None when Python does not take it or it has no group."""
    try:
        pattern = re.compile(regexp, re.IGNORECASE if "i" in flags else 0)
    except re.error:
        return None
    return pattern if pattern.groups else None


# ---- tokens to HTML
class _Renderer(RendererHTML):
    """markdown-it's renderer with the project's code blocks; it calls every rule with the same arguments."""

    # ruff: noqa: ARG002

    def fence(self, tokens: Sequence[Token], index: int, options: Any, env: MutableMapping[str, Any]) -> str:
        token = tokens[index]
        words = token.info.split(maxsplit=1)
        return self._code(token, words[0] if words else env[_LANGUAGE], env)

    def code_block(
        self, tokens: Sequence[Token], index: int, options: Any, env: MutableMapping[str, Any]
    ) -> str:
        return self._code(tokens[index], env[_LANGUAGE], env)

    def _code(self, token: Token, language: str, env: MutableMapping[str, Any]) -> str:
        code = take_marks(token.content.rstrip(), env[_MARKS])
        name = f' class="language-{escape(language)}"' if language else ""
        return f"<pre{self.renderAttrs(token)}><code{name}>{highlight(code, language)}</code></pre>\n"

    def image(self, tokens: Sequence[Token], index: int, options: Any, env: MutableMapping[str, Any]) -> str:
        """A picture loads when its slide is shown, or printed: a deck has hundreds, an audience sees one."""
        tokens[index].attrSet("loading", "lazy")
        return super().image(tokens, index, options, env)

    @staticmethod
    def renderAttrs(token: Token) -> str:  # noqa: N802 - as markdown-it calls it
        return RendererHTML.renderAttrs(token) if token.attrs else ""  # few have any

    def s_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return "<del>"  # what remark makes of `~~`, and what it means

    def s_close(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return "</del>"


_RENDERER = _Renderer()


def _html(tokens: list[Token], env: dict[str, Any]) -> str:
    html = _RENDERER.render(tokens, markdown.parser().options, env)
    return balanced(html) if env[_RAW] and _has_raw_html(tokens) else html


def _has_raw_html(tokens: Sequence[Token]) -> bool:
    return any(
        token.type in ("html_block", "html_inline") or _has_raw_html(token.children or ()) for token in tokens
    )


# ---- slides to views
@dataclass(frozen=True, slots=True)
class Address:
    """How a source line is addressed on the forge: `https://…/{path}#L{line}`; `` when there is none."""

    pattern: str = ""

    def of(self, path: str, line: int) -> str:
        return self.pattern.format(path=path, line=line) if self.pattern else ""


NO_FORGE = Address()


def slide_view(
    slide: Slide,
    section: Section,
    html: SlideHtml,
    address: Address = NO_FORGE,
    minutes: float | None = None,
) -> SlideView:
    """The slide as templates see it; `minutes` overrules the estimate."""
    properties = dict(slide.properties)
    words = count_words(slide.text)
    return SlideView(
        id=slide.id,
        number=slide.number,
        title=slide.title,
        body=html.body,
        classes=slide.classes,
        steps=slide.steps,
        notes=html.notes,
        source=f"{slide.span.path}:{slide.line}",
        source_url="" if slide.generated else address.of(slide.span.path, slide.line),
        style=tuple((name, value) for name, value in slide.properties if _BACKGROUND.match(name)),
        counted=slide.counted,
        section=section.number,
        part=section.part,
        minutes=estimated_minutes(slide) if minutes is None else minutes,
        words=words,
        exercises=len(slide.exercises),
        lang=properties.get("lang", ""),
    )


@lru_cache(maxsize=MEMORY)
def count_words(text: str) -> int:
    """The words of Markdown; nobody says its comments."""
    return len(_WORD.findall(_COMMENT.sub("", text) if "<!--" in text else text))


def estimated_minutes(slide: Slide) -> float:
    """How long the slide takes: as its `minutes:` says, else by its words and what there is to type."""
    declared = dict(slide.properties).get("minutes") if slide.properties else None
    if declared is not None:
        with suppress(ValueError):
            return float(declared)
    words = count_words(slide.text) + count_words(slide.notes)
    snippets = _typed_snippets(slide.exercises) if slide.exercises else 0
    return round(words / WORDS_A_MINUTE + snippets * MINUTES_A_SNIPPET, 2)


def _typed_snippets(exercises: Iterable[Exercise]) -> int:
    return sum(not snippet.in_comment for exercise in exercises for snippet in exercise.snippets)


def deck_views(
    deck: Deck,
    renderer: SlideRenderer,
    options: RemarkOptions,
    address: Address = NO_FORGE,
    planned: Mapping[str, float] | None = None,
) -> tuple[tuple[SlideView, ...], tuple[PartView, ...]]:
    """The slides and the table of contents of a deck.

    `planned` says how long sections (by title or fragment file) or the whole (``) are to take; that is spread
    over their slides as the estimates say.
    """
    minutes = plan(deck, planned or {})
    slides = tuple(
        slide_view(slide, section, renderer.slide(slide, options), address, minutes[slide.id])
        for section in deck.sections
        for slide in section.slides
    )
    return slides, tuple(_part_views(deck, slides, planned or {}))


def plan(deck: Deck, planned: Mapping[str, float]) -> dict[str, float]:
    """The minutes of each slide, by its id."""
    minutes = {slide.id: estimated_minutes(slide) for slide in deck.slides}
    for section in deck.sections:
        wanted = _planned(section, planned)
        if wanted is not None:
            _scale(minutes, section.slides, wanted)
    if "" in planned:
        _scale(minutes, tuple(deck.slides), planned[""])
    return minutes


def _planned(section: Section, planned: Mapping[str, float]) -> float | None:
    return planned.get(section.title) if section.title in planned else planned.get(section.path)


def _scale(minutes: dict[str, float], slides: Sequence[Slide], wanted: float) -> None:
    """Let the slides take `wanted` minutes together, in the proportion that they have."""
    total = sum(minutes[slide.id] for slide in slides) or 1.0
    for slide in slides:
        minutes[slide.id] = round(minutes[slide.id] * wanted / total, 2)


def _part_views(deck: Deck, slides: Sequence[SlideView], planned: Mapping[str, float]) -> list[PartView]:
    minutes: dict[int, float] = {}
    for view in slides:
        minutes[view.section] = minutes.get(view.section, 0.0) + view.minutes
    views: Mapping[int, SectionView] = {
        section.number: SectionView(
            section.number,
            section.title,
            section.id,
            next((slide.number for slide in section.slides if slide.id == section.id), ""),
            round(minutes.get(section.number, 0.0), 2),
            _planned(section, planned) is not None,
        )
        for section in deck.sections
        if section.title
    }
    return [
        PartView(part.number, part.title, tuple(views[n] for n in part.sections if n in views))
        for part in deck.parts
    ]


# ---- what a page refers to
def local_references(page: Page) -> list[str]:
    """The files beside the page that its slides refer to, in order of appearance, each once."""
    found: dict[str, None] = {}
    for slide in page.slides:
        found.update(dict.fromkeys((*_references(slide.body), *_references(slide.notes))))
        urls = (url for _, value in slide.style for url in _CSS_URL.findall(value))
        found.update(dict.fromkeys(url for url in urls if _is_local(url)))
    return list(found)


@lru_cache(maxsize=MEMORY)
def _references(html: str) -> tuple[str, ...]:
    names = _NAMES_A_FILE.finditer(html)
    texts = [name[1] for name in names if not re.match(r"[\w-]", html[name.start() - 1 : name.start()])]
    return tuple(unescape(text) for text in texts if _is_local(text))


def picture_references(slide: SlideView) -> list[str]:
    """The local pictures that a slide shows."""
    texts = [*_pictures(slide.body), *_pictures(slide.notes)]
    texts += [url for _, value in slide.style for url in _CSS_URL.findall(value)]
    return [unescape(text) for text in dict.fromkeys(texts) if _is_local(text)]


@lru_cache(maxsize=MEMORY)
def _pictures(html: str) -> tuple[str, ...]:
    return tuple(_PICTURE.findall(html)) if "<img" in html else ()


def _is_local(address: str) -> bool:
    return not _ELSEWHERE.match(address)
