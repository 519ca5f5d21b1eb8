"""Other markup than Markdown, read as if it were Markdown, piece by piece.

Each reader is a function from text to pieces of a text in which code stands in fences. Each piece knows where
it is written, so what is found is told at its place and fixes land in the file.
Of the rest nothing is promised but that it begins no code.

Adding a markup is a file here and a line of the table. Knows which file is written in what. Must not know
slides: none of these files is a deck, whatever stands in it.
"""

from collections.abc import Mapping
from importlib import import_module

from slidegen.lazy_dataclass import dataclass
from slidegen.text.markup import admonitions
from slidegen.text.markup.shown_text import ShownText


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
    ".ipynb": Markup("slidegen.text.markup.notebook"),
}


def markup_of(path: str) -> Markup | None:
    """How a file in another markup is written; None for all other files."""
    _, dot, suffix = path.rpartition(".")
    return OTHER_MARKUP.get(dot + suffix.lower())


def as_markdown(path: str, text: str) -> ShownText | None:
    """`text` as Markdown has it; None where that is as it is written."""
    markup = markup_of(path)
    if markup is None:
        return admonitions.as_markdown(text) or _with_other_fences(text)
    return _read(markup.module, text) if markup.module else None


#: One stands in each Markdown text that has fences of another kind.
_OTHER_FENCES = (":::{", "{{< highlight", "{{<highlight", "{{% highlight")


def _with_other_fences(text: str) -> ShownText | None:
    has_some = any(sign in text for sign in _OTHER_FENCES)
    return _read("slidegen.text.markup.other_fences", text) if has_some else None


def _read(module: str, text: str) -> ShownText | None:
    """`text` by a reader that few projects need."""
    shown: ShownText | None = import_module(module).as_markdown(text)
    return shown
