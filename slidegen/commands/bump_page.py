"""The page of `slidegen lint --from A --to B -o FILE.html`, from its template.

Knows the template. Must not know how the difference is found.
"""

from collections.abc import Callable

from slidegen.lint.bump import Bump
from slidegen.script.report.page_template import page_from


def render(bump: Bump, headline: str, name: Callable[[str], str]) -> str:
    return page_from("slidegen.commands", "bump.html", bump=bump, headline=headline, name=name)
