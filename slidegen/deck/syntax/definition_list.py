"""A line, and below it `: what it means`: a term with its definition, as PHP Markdown and Pandoc have it.

Knows how mdit-py-plugins reads them. Must not know how they look.
"""

from markdown_it import MarkdownIt


def definition_list(md: MarkdownIt) -> None:
    """Let `md` read lists of definitions."""
    from mdit_py_plugins.deflist import deflist_plugin  # few decks ask for them

    deflist_plugin(md)
