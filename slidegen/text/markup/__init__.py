"""Other markup than Markdown, read as if it were Markdown, character for character.

Each reader is a function from text to text of the same length, in which code stands in fences: what is found
at an offset of the one stands at that offset of the other, so spans are the file's own and fixes land in it.
Of the rest nothing is promised but that it begins no code.

Adding a markup is a file here and a line of the table. Knows which file is written in what. Must not know
slides: none of these files is a deck, whatever stands in it.
"""

from collections.abc import Mapping
from importlib import import_module

from slidegen.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Markup:
    """How a kind of file is written."""

    module: str | None = None  #: its `as_markdown` reads such files; None where Markdown is near enough
    comment: tuple[str, str] = ("<!--", "-->")  #: what stands around a comment
    is_indented_literal: bool = False  #: whether one blank before a paragraph makes it code


_ASCIIDOC = Markup("slidegen.text.markup.asciidoc", ("//", ""), is_indented_literal=True)
_HTML = Markup("slidegen.text.markup.html_code")
#: By suffix.
OTHER_MARKUP: Mapping[str, Markup] = {
    ".mdx": Markup(comment=("{/*", "*/}")),
    ".rmd": Markup(),
    ".qmd": Markup(),
    ".adoc": _ASCIIDOC,
    ".asciidoc": _ASCIIDOC,
    ".html": _HTML,
    ".htm": _HTML,
}


def markup_of(path: str) -> Markup | None:
    """How a file in another markup is written; None for all other files."""
    _, dot, suffix = path.rpartition(".")
    return OTHER_MARKUP.get(dot + suffix.lower())


def as_markdown(path: str, text: str) -> str:
    """`text` as Markdown has it: as long, its code at the same place."""
    markup = markup_of(path)
    if markup is None or markup.module is None:
        return text
    shown: str = import_module(markup.module).as_markdown(text)  # few projects have such files
    assert len(shown) == len(text), path
    return shown
