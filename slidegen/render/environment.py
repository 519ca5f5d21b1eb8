"""The Jinja2 environment of a theme: strict, escaping, and blind to everything but its folders.

Knows Jinja2's settings. Must not know what a page holds.
"""

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined

from slidegen.render.theme import Theme


def make_environment(theme: Theme) -> Environment:
    """Templates of the theme: `deck.html` is the nearest one, `base/deck.html` that of one theme.

    The second form lets a project's template extend the one that it replaces:
    `{% extends "base/deck.html" %}`.
    """
    folders = [str(layer.folder) for layer in theme.layers]
    named = {
        layer.name: FileSystemLoader(str(layer.folder))
        for layer in reversed(theme.layers)
        if not layer.project
    }
    return Environment(
        loader=ChoiceLoader([FileSystemLoader(folders), PrefixLoader(named)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=True,  # a project's template may change while `slidegen serve` runs
    )
