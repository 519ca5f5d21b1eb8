"""Code for a shell in markup that no deck is written in: where it begins, so that it can be told.

Knows the lines that name a block's language in reStructuredText and Org. Must not know where a block ends,
nor what is typed in it.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from slidegen import lazy_re as re
from slidegen.lazy_module import lazy_module
from slidegen.text.typed import language_of

if TYPE_CHECKING:
    from slidegen.text.markup import asciidoc
else:
    asciidoc = lazy_module("slidegen.text.markup.asciidoc")  # few projects have such files

#: Where blocks begin in a text, and their languages.
Blocks = Callable[[str], Iterable[tuple[int, str]]]


def _blocks(pattern: re.Pattern[str]) -> Blocks:
    return lambda text: ((found.start(), found[1]) for found in pattern.finditer(text))


_ASCIIDOC = ("AsciiDoc", lambda text: asciidoc.listings(text))  # loaded when called
_RST = (
    "reStructuredText",
    _blocks(re.compile(r"^[ \t]*\.\. (?:code-block|code|sourcecode|prompt)::[ \t]+([\w+#-]+)", re.MULTILINE)),
)
_ORG = ("Org", _blocks(re.compile(r"^[ \t]*#\+begin_src[ \t]+([\w+#-]+)", re.MULTILINE | re.IGNORECASE)))
#: By suffix: what it is called, and what finds its blocks.
UNREAD: dict[str, tuple[str, Blocks]] = {
    ".adoc": _ASCIIDOC,
    ".asciidoc": _ASCIIDOC,
    ".rst": _RST,
    ".org": _ORG,
}


def markup_named(name: str) -> str:
    """What a file is written in that no deck is; `` for all others."""
    row = UNREAD.get(_suffix(name))
    return row[0] if row else ""


def unread_snippets(name: str, text: str) -> Iterator[int]:
    """The lines of a file of another markup at which code of a shell begins."""
    for start, language in UNREAD[_suffix(name)][1](text):
        if language_of(language).dialect == "sh":
            yield text.count("\n", 0, start) + 1


def _suffix(name: str) -> str:
    _, dot, suffix = name.rpartition(".")
    return dot + suffix.lower()
