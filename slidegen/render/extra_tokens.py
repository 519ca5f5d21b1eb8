"""What Markdown beyond CommonMark looks like in HTML: footnotes, tabs, films.

Knows tokens of `slidegen.deck.syntax` and the classes that themes style. Must not know what a deck asks for.
"""

from collections.abc import Mapping

from markdown_it.token import Token
from markupsafe import Markup, escape

Words = Mapping[str, str]


# ---- footnotes: a mark, and what it means at the slide's foot
def footnote_mark(token: Token, slide: str) -> str:
    note, again = token.meta["id"] + 1, token.meta.get("subId", 0)
    link = Markup('<a href="#note-{slide}-{note}" id="mark-{slide}-{note}{again}">{note}</a>')
    mark = link.format(slide=slide, note=note, again=f"-{again}" if again else "")
    return f'<sup class="footnote-mark">{mark}</sup>'


def footnotes_open(words: Words) -> str:
    return Markup('<aside class="footnotes" aria-label="{}">\n<ol>\n').format(words["footnotes"])


def footnote_open(token: Token, slide: str) -> str:
    return Markup('<li id="note-{}-{}">').format(slide, token.meta["id"] + 1)


def footnote_back(token: Token, slide: str, words: Words) -> str:
    again = token.meta.get("subId", 0)
    return Markup(' <a href="#mark-{}-{}{}" aria-label="{}">↩\ufe0e</a>').format(
        slide, token.meta["id"] + 1, f"-{again}" if again else "", words["back-to-text"]
    )


# ---- tabs: radio buttons before their code; one that is chosen shows it
def tabs_open(attributes: str, words: Words) -> str:
    return Markup('<div{} role="radiogroup" aria-label="{}">\n').format(Markup(attributes), words["variants"])


def tab(token: Token, slide: str) -> str:
    label, group = token.meta["label"], f"{slide}-{token.meta['group']}"
    return Markup('<label class="tab"><input type="radio" name="tabs-{}" value="{}"{}>{}</label>\n').format(
        group, label, Markup(" checked") if token.meta["first"] else "", label
    )


# ---- films, sounds, recordings
def media(token: Token) -> str:
    kind, source = token.meta["kind"], str(token.attrGet("src") or "")
    caption = Markup('<span class="media-caption">{}</span>').format(token.content) if token.content else ""
    # Paper plays nothing; there the theme shows where the film is.
    address = "" if kind == "cast" else Markup('<a class="media-address" href="{0}">{0}</a>').format(source)
    return (
        f'<span class="media media-{escape(kind)}">{_PLAYERS[kind](token, source)}{caption}{address}</span>'
    )


def _video(token: Token, source: str) -> str:
    poster, subtitles = token.meta["poster"], token.meta["subtitles"]
    track = Markup('<track kind="captions" src="{}" default>').format(subtitles) if subtitles else ""
    return Markup('<video controls preload="{}" src="{}"{} aria-label="{}">{}{}</video>').format(
        "none" if poster else "metadata",
        source,
        Markup(' poster="{}"').format(poster) if poster else "",
        token.content or source,
        track,
        _link(source, source),
    )


def _audio(token: Token, source: str) -> str:
    return Markup('<audio controls preload="none" src="{}" aria-label="{}">{}</audio>').format(
        source, token.content or source, _link(source, source)
    )


def _cast(token: Token, source: str) -> str:
    poster = token.meta["poster"]
    if not poster:
        return _link(source, token.content or source)
    return Markup('<a href="{}"><img src="{}" alt="{}" loading="lazy"></a>').format(
        source, poster, token.content or source
    )


def _link(source: str, words: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(source, words)


_PLAYERS = {"video": _video, "audio": _audio, "cast": _cast}
