"""What `slidegen check` finds by looking at a deck in a browser: the one visible list of its rules, by code.

The looking is done in `slidegen.render.check`, far above; identities and pages stand here, where
suppressions, settings and `slidegen rule` know all rules alike. A new one is one new file here, and one line.
"""

from slidegen.lint.rule_form import ListedRule


def _listed(code: str, name: str, module: str) -> ListedRule:
    return ListedRule(code, name, f"{__name__}.{module}")


LOOKS: tuple[ListedRule, ...] = (
    _listed("SG601", "slide-overflow", "overflow"),
    _listed("SG602", "scrolling-block", "scrolling_block"),
    _listed("SG603", "wrapped-title", "wrapped_title"),
    _listed("SG604", "failed-image", "failed_image"),
    _listed("SG605", "remote-request", "remote_request"),
    _listed("SG606", "script-error", "script_error"),
    _listed("SG607", "accessibility", "accessibility"),
    _listed("SG608", "crowded-margin", "crowded_margin"),
    _listed("SG609", "missing-glyph", "missing_glyph"),
)
