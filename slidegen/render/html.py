"""A slide's Markdown as HTML.

Knows Markdown's tokens and which slides were rendered already. Must not know pages, templates or files.
The one door by which an author's HTML enters a page: `SlideRenderer.slide` returns what Markdown made of it
as `Markup`.
"""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape

from slidegen.deck import markdown
from slidegen.deck.model import Slide
from slidegen.deck.references import references_of
from slidegen.lazy_dataclass import dataclass
from slidegen.lazy_module import lazy_module
from slidegen.read_later import read_apart
from slidegen.render import extra_tokens
from slidegen.render.corners import first_words_of
from slidegen.render.holes import HtmlHole, placed_holes, with_edges
from slidegen.render.laid_html import HoldsHtml
from slidegen.render.line_steps import line_steps
from slidegen.render.lone_pictures import mark_lone_pictures
from slidegen.render.names import opens_by_itself
from slidegen.render.raw_html import OPENS_NOTHING, at_step, balanced
from slidegen.set_aside import ROOM, Aside
from slidegen.source.manifest import RemarkOptions
from slidegen.source.markdown_extras import DIAGRAMS
from slidegen.source.phrases import ENGLISH
from slidegen.text.html_diagrams import html_diagrams
from slidegen.text.marks import Marks, marks_of, take_marks
from slidegen.text.references import Reference

if TYPE_CHECKING:
    from slidegen.deck import formula
    from slidegen.render import highlight
else:  # the slides that a build has to render anew may have neither formulas nor code
    formula = lazy_module("slidegen.deck.formula")
    highlight = lazy_module("slidegen.render.highlight")

_SILENT = (True, None, None)  #: what slidegen asks of remark by itself (`Manifest.settled_remark`)
_MARKS = "slidegen.marks"
_DRAWN = "mermaid"  #: a language in which stars and backticks are its own, and highlight nothing
_LANGUAGE = "slidegen.language"
_SLIDE = "slidegen.slide"  #: what tells its anchors from those of other slides
_WORDS = "slidegen.words"
_RAW = "slidegen.raw"  #: in the env: whether there may be raw HTML at all
_HOLES = "slidegen.holes"  #: what a build may show otherwise, as far as it is rendered
_COMMANDS = "slidegen.commands"  #: those of formulas
_DIAGRAMS = "slidegen.diagrams"  #: whether an author's `<pre class="mermaid">` is one


@dataclass(frozen=True, slots=True)
class SlideHtml(HoldsHtml):
    """What Markdown made of a slide."""

    body: Markup
    notes: Markup
    references: tuple[Reference, ...] = ()  #: what both name
    holes: tuple[HtmlHole, ...] = ()  #: of the body


@dataclass(slots=True)
class SlideRenderer:
    """Renders slides, each distinct one once: equal keys and options mean equal HTML.

    `known` may come from an earlier run and go to a later one; `used` is what this run asked for,
    and what is asked for comes by and by: hence not frozen.
    """

    known: Mapping[str, SlideHtml] = field(default_factory=dict)
    used: dict[str, SlideHtml] = field(default_factory=dict)
    _room: int = ROOM  #: characters that may yet be held in memory
    _aside: Aside = field(default_factory=lambda: Aside(0))

    def slides(self, slides: Iterable[Slide], options: RemarkOptions) -> Iterator[SlideHtml]:
        """The HTML of each of the slides."""
        suffix = _options_key(options)
        for slide in slides:
            key = _key(slide, suffix)
            html = self.used.get(key)
            if html is None:
                html = self.known[key] if key in self.known else self._rendered(slide, options)
                self.take(key, html)
            yield html

    def take(self, key: str, html: SlideHtml) -> None:
        """What a slide is by its key, wherever it was rendered."""
        html.know_by(key)
        self.used[key] = html

    def _rendered(self, slide: Slide, options: RemarkOptions) -> SlideHtml:
        html = rendered(slide, options)
        self._room -= len(html.body) + len(html.notes)
        if self._room < 0:
            html.lay_aside(self._aside)
        return html

    def unknown(self, slides: Iterable[Slide], options: RemarkOptions) -> Iterator[tuple[str, Slide]]:
        """Those of the slides that are yet to be rendered, by the keys of `used`."""
        suffix = _options_key(options)
        keyed = ((_key(slide, suffix), slide) for slide in slides)
        return ((key, slide) for key, slide in keyed if key not in self.used and key not in self.known)

    def slide(self, slide: Slide, options: RemarkOptions) -> SlideHtml:
        return next(self.slides((slide,), options))


def _key(slide: Slide, suffix: str) -> str:
    """What the HTML depends on: an equal text is another thing on a title slide."""
    return f"{slide.key}{suffix}:title" if opens_by_itself(slide) else slide.key + suffix


def _options_key(options: RemarkOptions) -> str:
    """Nothing where a manifest is silent: then a deck's slides and their HTML have one key, not two."""
    said = (options.highlight_spans, options.highlight_lines, options.highlight_language)
    return "" if said == _SILENT else f":{said}"


def rendered(slide: Slide, options: RemarkOptions) -> SlideHtml:
    """What Markdown makes of the slide."""
    slide = read_apart(slide)
    definitions = {label: (href, title) for label, href, title in slide.definitions}
    env = {
        _MARKS: marks_of(options),
        _LANGUAGE: options.highlight_language or "",
        _RAW: "<" in slide.text or "<" in slide.notes,
        _SLIDE: slide.key[:8],
        _WORDS: {**ENGLISH, **dict(slide.words)} if slide.words else ENGLISH,
        _DIAGRAMS: DIAGRAMS in slide.extras,
        _COMMANDS: slide.commands,
    }
    tokens = markdown.parse(
        slide.text, definitions, slide.turns, slide.has_formulas, slide.extras, slide.words
    )
    if opens_by_itself(slide) and (opening := first_words_of(tokens)):
        opening.attrs |= {"role": "heading", "aria-level": 1}  # remark's `<p>`, heard as what it is
    if "![" in slide.text:
        mark_lone_pictures(tokens)
    body, holes = _html(tokens, env)
    if not slide.notes:  # most have none
        return SlideHtml(Markup(body), Markup(), tuple(references_of(tokens)), holes)
    notes = markdown.parse(
        slide.notes, definitions, formulas=slide.has_formulas, extras=slide.extras, words=slide.words
    )
    references = tuple(references_of((*tokens, *notes)))
    said, _ = _html(notes, env)
    return SlideHtml(Markup(body), Markup(said), references, holes)


# ---- tokens to HTML
class _Renderer(RendererHTML):
    """markdown-it's renderer with the project's code blocks; it calls every rule with the same arguments."""

    # ruff: noqa: ARG002

    def render(self, tokens: Sequence[Token], options: Any, env: MutableMapping[str, Any]) -> str:
        """As markdown-it's, which looks at each token from all sides; most are text or a tag that closes."""
        out: list[str] = []
        for index, token in enumerate(tokens):
            if token.type == "inline":
                out.append(self._inline(token.children or [], options, env))
            elif token.hidden:
                continue
            elif token.nesting == -1:
                out.append(
                    f"</{token.tag}>\n" if token.tag else self.rules[token.type](tokens, index, options, env)
                )
            elif token.type in self.rules:
                out.append(self.rules[token.type](tokens, index, options, env))
            else:
                out.append(self.renderToken(tokens, index, options, env))
        return "".join(out)

    def _inline(self, tokens: Sequence[Token], options: Any, env: MutableMapping[str, Any]) -> str:
        if len(tokens) == 1 and tokens[0].type == "text":
            return escapeHtml(tokens[0].content)
        return self.renderInline(tokens, options, env)

    def fence(self, tokens: Sequence[Token], index: int, options: Any, env: MutableMapping[str, Any]) -> str:
        token = tokens[index]
        words = token.info.split(maxsplit=1)
        language = _language_of(words[0]) if words else env[_LANGUAGE]
        return self._code(token, language or env[_LANGUAGE], env, token.info)

    def code_inline(
        self, tokens: Sequence[Token], index: int, options: Any, env: MutableMapping[str, Any]
    ) -> str:
        """remark gives the default language to code in a line, too; `highlightLanguage` names it."""
        if env[_LANGUAGE]:
            tokens[index].attrJoin("class", env[_LANGUAGE])
        return super().code_inline(tokens, index, options, env)

    def code_block(
        self, tokens: Sequence[Token], index: int, options: Any, env: MutableMapping[str, Any]
    ) -> str:
        return self._code(tokens[index], env[_LANGUAGE], env)

    def _code(self, token: Token, language: str, env: MutableMapping[str, Any], info: str = "") -> str:
        marks = Marks() if language == _DRAWN else env[_MARKS]
        code = take_marks(token.content.rstrip(), marks)
        pointed = line_steps(info)
        if pointed.lines:
            code = replace(code, lines=code.lines | pointed.lines)
        if len(pointed.groups) > 1:
            code = replace(code, rows=True)
            token.attrSet("data-lines", pointed.text)
        if language != _DRAWN and highlight.stands_in_columns(code.code, language, info):
            token.attrSet("data-columns", "")
        name = f' class="language-{escape(language)}"' if language else ""
        inside, attributes = highlight.highlight(code, language, info), self.renderAttrs(token)
        html = f"<pre{attributes}><code{name}>{inside}</code></pre>"
        if language == _DRAWN:
            html = _hole(html, HtmlHole("diagram", code.code.strip(), attributes), env)
        return f"{html}\n"

    def html_block(
        self, tokens: Sequence[Token], index: int, options: Any, env: MutableMapping[str, Any]
    ) -> str:
        step, html = tokens[index].attrGet("data-step"), tokens[index].content
        html = at_step(html, str(step)) if step else html
        return _with_html_diagrams(html, env) if env[_DIAGRAMS] else html

    def image(self, tokens: Sequence[Token], index: int, options: Any, env: MutableMapping[str, Any]) -> str:
        """A picture loads when its slide is shown, or printed: a deck has hundreds, an audience sees one."""
        tokens[index].attrSet("loading", "lazy")
        return super().image(tokens, index, options, env)

    @staticmethod
    def renderAttrs(token: Token) -> str:  # noqa: N802 - as markdown-it calls it
        return RendererHTML.renderAttrs(token) if token.attrs else ""  # few have any

    def math_inline(
        self, tokens: Sequence[Token], index: int, options: Any, env: MutableMapping[str, Any]
    ) -> str:
        token = tokens[index]
        try:
            return formula.mathml(token.content, token.block, env[_COMMANDS])
        except formula.UnreadableFormulaError:
            return f'<span class="formula-text">{escapeHtml(token.markup)}</span>'

    def math_block(
        self, tokens: Sequence[Token], index: int, options: Any, env: MutableMapping[str, Any]
    ) -> str:
        html = self.math_inline(tokens, index, options, env)
        if not html:  # it defines commands
            return ""
        return f'<div class="formula"{self.renderAttrs(tokens[index])}>{html}</div>\n'

    def s_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return "<del>"  # what remark makes of `~~`, and what it means

    def s_close(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return "</del>"

    def footnote_ref(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return extra_tokens.footnote_mark(tokens[index], env[_SLIDE])

    def footnote_block_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return extra_tokens.footnotes_open(env[_WORDS])

    def footnote_block_close(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return "</ol>\n</aside>\n"

    def footnote_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return extra_tokens.footnote_open(tokens[index], env[_SLIDE])

    def footnote_close(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return "</li>\n"

    def footnote_anchor(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return extra_tokens.footnote_back(tokens[index], env[_SLIDE], env[_WORDS])

    def tabs_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return extra_tokens.tabs_open(self.renderAttrs(tokens[index]), env[_WORDS])

    def tab(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return extra_tokens.tab(tokens[index], env[_SLIDE])

    def media(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        token = tokens[index]
        html = extra_tokens.media(token)
        if token.meta["kind"] != "cast":
            return html
        address, has_poster = str(token.attrGet("src") or ""), bool(token.meta["poster"])
        return _hole(html, HtmlHole("cast", address, caption=token.content, has_poster=has_poster), env)


def _hole(html: str, hole: HtmlHole, env: MutableMapping[str, Any]) -> str:
    env[_HOLES].append(hole)
    return with_edges(html, len(env[_HOLES]) - 1)


def _with_html_diagrams(html: str, env: MutableMapping[str, Any]) -> str:
    pieces, at = list[str](), 0
    for found in html_diagrams(html):
        step = f' data-step="{found.step}"' if found.step else ""
        hole = HtmlHole("diagram", found.text, step)
        pieces += (html[at : found.start], _hole(html[found.start : found.end], hole, env))
        at = found.end
    return "".join((*pieces, html[at:]))


def _language_of(word: str) -> str:
    """The language that an info string begins with; knitr's `{r}` is one of its own, as in remark."""
    return word if word.startswith("{") and word.endswith("}") else word.partition("{")[0]


_RENDERER = _Renderer()


def _html(tokens: list[Token], env: dict[str, Any]) -> tuple[str, tuple[HtmlHole, ...]]:
    holes = env[_HOLES] = list[HtmlHole]()
    html = _RENDERER.render(tokens, markdown.parser().options, env)
    html = balanced(html) if env[_RAW] and _may_be_unbalanced(tokens) else html
    return placed_holes(html, holes) if holes else (html, ())


def _may_be_unbalanced(tokens: Sequence[Token]) -> bool:
    """Whether there is raw HTML that opens or closes something; nearly all that slides have breaks lines."""
    return any(
        (token.type in ("html_block", "html_inline") and not OPENS_NOTHING.match(token.content))
        or _may_be_unbalanced(token.children or ())
        for token in tokens
    )
