"""`words[^1]` and, anywhere on the slide, `[^1]: what is to be said of them`: a note at the slide's foot.

Knows how mdit-py-plugins reads them. Must not know how a note looks. A mark without a note stays text.
"""

from markdown_it import MarkdownIt


def footnote(md: MarkdownIt) -> None:
    """Let `md` read footnotes."""
    from mdit_py_plugins.footnote import footnote_plugin  # few decks ask for them

    footnote_plugin(md, inline=False)
    # A note is no definition of a link, for which the dialect looks first.
    rules = md.block.ruler
    made = next(rule for rule in rules.__rules__ if rule.name == "footnote_def")
    rules.__rules__.remove(made)
    rules.before("definition", made.name, made.fn, {"alt": made.alt})
