"""Pages of ours that are no decks, from the templates that stand beside their modules.

Knows how a template is filled in: with autoescape, and nothing undefined. Must not know what a page says.
"""

from jinja2 import Environment, PackageLoader, StrictUndefined


def page_from(package: str, template: str, /, **values: object) -> str:
    """The `template` of `package` with these values."""
    environment = Environment(
        loader=PackageLoader(package, "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(template).render(**values)
