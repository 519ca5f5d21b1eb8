"""Code for a shell in markup that no deck is written in: where it begins, so that it can be told.

Knows the lines that name a block's language. Must not know where a block ends, nor what is typed in it.
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.text.typed import language_of

_ASCIIDOC = ("AsciiDoc", re.compile(r"^\[(?:source)?,[ \t]*(?:language=)?[\"']?([\w+#-]+)", re.MULTILINE))
_RST = (
    "reStructuredText",
    re.compile(r"^[ \t]*\.\. (?:code-block|code|sourcecode|prompt)::[ \t]+([\w+#-]+)", re.MULTILINE),
)
_ORG = ("Org", re.compile(r"^[ \t]*#\+begin_src[ \t]+([\w+#-]+)", re.MULTILINE | re.IGNORECASE))
#: By suffix: what it is called, and what stands above a block.
UNREAD = {".adoc": _ASCIIDOC, ".asciidoc": _ASCIIDOC, ".rst": _RST, ".org": _ORG}


def markup_named(name: str) -> str:
    """What a file is written in that no deck is; `` for all others."""
    _, dot, suffix = name.rpartition(".")
    return UNREAD.get(dot + suffix.lower(), ("", None))[0]


def unread_snippets(name: str, text: str) -> Iterator[int]:
    """The lines of a file of another markup at which code of a shell begins."""
    _, dot, suffix = name.rpartition(".")
    pattern = UNREAD[dot + suffix.lower()][1]
    for found in pattern.finditer(text):
        if language_of(found[1]).dialect == "sh":
            yield text.count("\n", 0, found.start()) + 1
