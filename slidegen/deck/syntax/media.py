"""`![what it shows](demo.mp4 "poster.png demo.vtt")` is a film or a sound, when its file is one.

The words between the brackets are its caption; a picture in the title is its poster, and a `.vtt` in it its
subtitles. A recorded terminal (`.cast`) is its poster, and leads to the recording,
which `assembly/casts.py` plays in its place.

Knows pictures of Markdown. Must not know players.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from slidegen import lazy_re as re
from slidegen.deck.syntax.callout import EXTRAS
from slidegen.source.markdown_extras import MEDIA
from slidegen.text.moving import PICTURE, kind_of

_POSTER = re.compile(rf"\S+\.(?:{PICTURE})", re.I)
_SUBTITLES = re.compile(r"\S+\.vtt", re.I)


def media(md: MarkdownIt) -> None:
    """Let `md` make films of pictures that are some, where `env` says so."""
    md.core.ruler.push("media", films)


def films(state: StateCore) -> None:
    if MEDIA not in state.env.get(EXTRAS, ()):
        return
    for inline in state.tokens:
        for child in inline.children or ():
            if child.type == "image":
                _play(child)


def _play(image: Token) -> None:
    source = str(image.attrGet("src") or "")
    kind = kind_of(source)
    if not kind:
        return
    title = str(image.attrs.pop("title", ""))
    poster, subtitles = _POSTER.search(title), _SUBTITLES.search(title)
    image.type = "media"
    image.meta = {
        "kind": kind,
        "poster": poster[0] if poster else "",
        "subtitles": subtitles[0] if subtitles else "",
    }
