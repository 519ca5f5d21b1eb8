r"""Markdown of today that this deck does not ask for.

What: a footnote, a box before a task, a marked word, a definition, an emoji's name, a callout, a film or
`:::` in the text of a slide, where the deck's `extras:` do not ask for it; a footnote, an emoji or a callout
that there is not; front matter between `+++`.

Why: remark has none of it, so slidegen reads none of it unasked: the audience sees the marks.

Bad (slides/pods.md):

    # Pods

    They share an address.[^1]

    [^1]: Of the cluster's network.

    ==> slides/deck.yml <==
    title: Kubernetes
    content:
    - pods.md

Bad:

    +++
    title = "Pods"
    weight = 20
    +++

    # Pods

Bad:

    # Pods

    > [!NOTIZ]
    > They share an address.

Bad:

    # Rollout

    ![Pods come and go](https://films.example.com/rollout.mov?from=10)

Good:

    # Pods

    > [!NOTE] Notiz
    > They share an address.

Good:

    ---
    title: Pods
    weight: 20
    ---

    # Pods

Good (slides/pods.md):

    # Pods

    They share an address.[^1]

    [^1]: Of the cluster's network.

    ==> slides/deck.yml <==
    title: Kubernetes
    extras: [callouts, footnotes]
    content:
    - pods.md

Fix: none. Name the extra under `extras:` in the manifest, or write a backslash before marks that are meant as
text.

Since: 0.2
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from slidegen import lazy_re as re
from slidegen.finding import Finding, Rule, Severity
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.decks import decks_with
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.slides import fragment_of, tokens_of
from slidegen.source.manifest import Manifest
from slidegen.source.markdown_extras import (
    CALLOUTS,
    DEFAULT_EXTRAS,
    DEFINITION_LISTS,
    EMOJI,
    FOOTNOTES,
    MARKS,
    MEDIA,
    TASK_LISTS,
)
from slidegen.source.phrases import CALLOUTS as KINDS
from slidegen.source.single_deck import read_single_deck
from slidegen.text.emoji_names import EMOJI_NAME, picture_of
from slidegen.text.front_matter import read_front_matter, toml_head_end
from slidegen.text.moving import AUDIO, CAST, VIDEO, kind_of

if TYPE_CHECKING:
    from markdown_it.token import Token  # a type only: few documents need the parser

RULE = Rule("SG435", "unread-markdown", Severity.WARNING, "Markdown that this deck does not ask for")


@dataclass(frozen=True, slots=True)
class _Sign:
    """What is seen of Markdown that was not read."""

    what: str
    extra: str  #: that reads it; `` when none does
    pattern: re.Pattern[str]
    lacks: str = ""  #: what is wrong where the deck does ask for it
    mend: str = ""  #: and what to do then


_SIGNS = (
    _Sign(
        "a footnote",
        FOOTNOTES,
        re.compile(r"\[\^[^\]\s]+\]:?"),
        "no note of this slide has this name",
        "write the note on this slide",
    ),
    _Sign("a box before a task", TASK_LISTS, re.compile(r"\A\[[ xX]\] ")),
    _Sign("a marked word", MARKS, re.compile(r"(?<![=\\])==(?=[^\s=])[^=\n]*[^\s=]==(?!=)")),
    _Sign("a definition", DEFINITION_LISTS, re.compile(r"(?<=\n): \S[^\n]*")),
    _Sign("a container", "", re.compile(r"^:::+ ?\w*", re.MULTILINE)),
)
#: What no picture is, by its kind.
_MOVING = {"video": "a film", "audio": "a sound", "cast": "a recording"}
#: At the head of a quotation only: elsewhere it may be a pattern of a shell.
_CALLOUT = _Sign(
    "a callout",
    CALLOUTS,
    re.compile(r"\A\[![A-Za-z]+\][+-]?(?= |\n|\Z)"),
    "there is none of this kind",
    f"write `{'`, `'.join(KINDS[:-1]).upper()}` or `{KINDS[-1].upper()}`",
)
# It begins with what is rare, by which the search is much faster than one for each sign at each place.
_SUSPECT = re.compile(
    r"[\[=:.](?:(?<=\[)(?:\^|![A-Za-z]|[ xX]\] )|(?<==)=\w|(?<=^:)(?: |::)"
    rf"|(?<![\w:]:)(?<=:)[a-z][a-z0-9_+-]*:(?!\w)|(?<=\.)(?i:{VIDEO}|{AUDIO}|{CAST})[)\s?#])",
    re.MULTILINE,
)


def check(document: Document, project: Project) -> Iterator[Finding]:
    yield from _head_in_toml(document)
    if not _SUSPECT.search(document.text):
        return
    extras = _asked_for(document, project)
    told: set[int] = set()
    for slide in document.view(fragment_of).slides:
        text = document.text[slide.span.start : slide.span.end]
        for sign, message, advice in _unread(text, extras) if _SUSPECT.search(text) else ():
            start = document.text.find(sign, slide.span.start, slide.span.end)
            if start >= 0 and start not in told and document.text[start - 1 : start] != "\\":
                told.add(start)
                yield document.source.finding(RULE, start, start + len(sign), message, help=advice)


def _head_in_toml(document: Document) -> Iterator[Finding]:
    """What Hugo takes for front matter, and the audience sees."""
    end = toml_head_end(document.text)
    if end:
        message = "this front matter in TOML is shown on the first slide"
        yield document.source.finding(RULE, 0, end, message, help="write it in YAML, between `---`")


def _asked_for(document: Document, project: Project) -> tuple[str, ...]:
    """What all decks of the document ask for."""
    manifests = (deck.manifest or _own(document) for deck in decks_with(document, project))
    asked = [frozenset(DEFAULT_EXTRAS if one.extras is None else one.extras) for one in manifests]
    return tuple(sorted(frozenset.intersection(*asked))) if asked else DEFAULT_EXTRAS


def _own(document: Document) -> Manifest:
    """What a Markdown file that is a deck of its own says in its front matter."""
    front = read_front_matter(document.source)
    read = read_single_deck(document.source, front.root if front else None)
    assert read.manifest is not None
    return read.manifest


def _unread(text: str, extras: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """What an audience sees of it, what that is, and what to do."""
    tokens = tokens_of(text, extras)
    for at, token in enumerate(tokens):
        if token.type != "inline":
            continue
        is_head = at > 1 and tokens[at - 2].type == "blockquote_open"
        yield from _signs(_shown(token.children or ()), extras, (*_SIGNS, _CALLOUT) if is_head else _SIGNS)
        for child in token.children or ():
            address = str(child.attrGet("src") or "") if child.type == "image" else ""
            if what := _MOVING.get(kind_of(address)):
                yield address, f"{what} is no picture: `{address}` shows nothing", _advice(MEDIA)


def _signs(shown: str, extras: tuple[str, ...], signs: tuple[_Sign, ...]) -> Iterator[tuple[str, str, str]]:
    for sign in signs:
        for found in sign.pattern.finditer(shown):
            message = f"{sign.what} is shown as it is written: `{found[0].strip()[:40]}`"
            if sign.extra in extras and sign.lacks:
                yield found[0], f"{message}; {sign.lacks}", sign.mend
            elif sign.extra not in extras:
                yield found[0], message, _advice(sign.extra)
    for found in EMOJI_NAME.finditer(shown):
        if not found[1] and not found[2].isdigit():
            yield from _emoji(found[0], extras)


def _emoji(name: str, extras: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """A name that is an emoji's, where nobody asks for them; one that is none, where somebody does."""
    if EMOJI in extras:
        yield name, f"no emoji is called `{name}`", "correct the name, or write the emoji itself"
    elif picture_of(name.strip(":")) is not None:
        yield name, f"the name of an emoji is shown as it is written: `{name}`", _advice(EMOJI)


def _advice(extra: str) -> str:
    if not extra:
        return "write a content class (`.name[…]`), or code for several systems as `tabs`"
    names = ", ".join(dict.fromkeys((CALLOUTS, extra)))
    return f"ask for it in the manifest, `extras: [{names}]`, or write a backslash before it"


def _shown(children: "Iterable[Token]") -> str:
    """The plain words of a line; code and pictures are not words."""
    return "".join(
        "\n" if child.type in ("softbreak", "hardbreak") else child.content if child.type == "text" else "\0"
        for child in children
    )
