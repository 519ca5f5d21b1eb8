"""What `slidegen check` finds by looking at a deck in a browser: the one visible list of its rules, by code.

The looking is done in `slidegen.render.check`, far above; identities and pages stand here, where
suppressions, settings and `slidegen rule` know all rules alike. A new one is one new file here, and one line.
"""

from typing import Protocol

from slidegen.finding import Rule
from slidegen.lint.browser_rules import (
    accessibility,
    crowded_margin,
    failed_image,
    missing_glyph,
    overflow,
    remote_request,
    script_error,
    scrolling_block,
    wrapped_title,
)


class RulePage(Protocol):
    """A module that names a rule, and whose docstring is the rule's page."""

    RULE: Rule


LOOKS: tuple[RulePage, ...] = (
    overflow,
    scrolling_block,
    wrapped_title,
    failed_image,
    remote_request,
    script_error,
    accessibility,
    crowded_margin,
    missing_glyph,
)

RULES: tuple[Rule, ...] = tuple(module.RULE for module in LOOKS)
