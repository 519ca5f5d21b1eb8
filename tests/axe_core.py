"""axe-core over a page: which of its rules hold, and what it finds."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: Rules of WCAG 2.2 AA and below, and good practice; a deck's author decides about headings' order,
#: and `landmark-unique` takes each named `section` for a landmark, also one with `role="group"`.
RULES: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {
        "heading-order": {"enabled": False},
        "page-has-heading-one": {"enabled": False},
        "landmark-unique": {"enabled": False},
    },
}

#: What a slide puts off to the frame after it is shown.
SETTLED = "new Promise((done) => requestAnimationFrame(() => setTimeout(() => setTimeout(done))))"


def violations(page: "Page", axe: str, rules: dict[str, Any] = RULES) -> list[str]:
    if page.evaluate("typeof window.axe") == "undefined":
        page.evaluate(axe)
    page.evaluate(SETTLED)
    result = page.evaluate("(rules) => axe.run(document, {...rules, resultTypes: ['violations']})", rules)
    return [
        f"{found['id']}: {node['html'][:120]} {node['failureSummary']}"
        for found in result["violations"]
        for node in found["nodes"]
    ]
