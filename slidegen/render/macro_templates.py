"""Macros as templates: slidegen's own few, and those that a project writes.

Knows Jinja2 and what a macro is given. Must not know slides. A template's result is Markdown, so nothing is
escaped here; what HTML it holds passes through Markdown's door like the author's own.
"""

from collections.abc import Iterable, Mapping

from jinja2 import Environment, StrictUndefined, TemplateError

from slidegen.deck.macro import Expand, Macros

#: name -> template; `args` is the tuple of arguments, `text` what stands in the parentheses
BUILT_IN: Mapping[str, str] = {
    "image": (
        '<img src="{{ text | e }}" alt="{{ (args[1:] | join(", ")) | e }}"'
        '{% if args %} style="width: {{ args[0] | e }}"{% endif %}>'
    ),
    "hello": "hello!",  # the one macro that remark itself has
    "spacer": '<div class="spacer" style="height: {{ (args[0] if args else "1em") | e }}"></div>',
}

_ENVIRONMENT = Environment(undefined=StrictUndefined, autoescape=False)


def make_macros(templates: Iterable[tuple[str, str]]) -> Macros:
    """The built-in macros and those of `templates` (name, text of the template)."""
    return {name: _expander(name, text) for name, text in {**BUILT_IN, **dict(templates)}.items()}


def _expander(name: str, text: str) -> Expand:
    def expand(arguments: tuple[str, ...], content: str) -> str:
        try:
            return _ENVIRONMENT.from_string(text).render(args=arguments, text=content)
        except TemplateError as error:
            return f"**The macro `{name}` failed:** {error}"

    return expand
