"""The page of `slidegen lint --from A --to B -o FILE.html`, from its template.

Knows the template. Must not know how the difference is found.
"""

from collections.abc import Callable

from jinja2 import Environment, PackageLoader, StrictUndefined

from slidegen.lint.bump import Bump


def render(bump: Bump, headline: str, name: Callable[[str], str]) -> str:
    environment = Environment(
        loader=PackageLoader("slidegen.commands", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("bump.html").render(bump=bump, headline=headline, name=name)
