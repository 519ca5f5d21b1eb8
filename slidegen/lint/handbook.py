"""The pages of rules as Markdown: one for `slidegen rule CODE` and the editor, all for RULES.md.

Knows how a page is laid out. Must not know where it is shown.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from slidegen import lazy_re as re
from slidegen.finding import Rule
from slidegen.lint.browser_rules import LOOKS
from slidegen.lint.reading import RULES as READING
from slidegen.lint.rule_form import ListedRule
from slidegen.lint.rule_page import Example, read_page
from slidegen.lint.rules import RULES

LANGUAGES = {".md": "markdown", ".yaml": "yaml", ".yml": "yaml", ".sh": "bash", "": "dockerfile"}

FAMILIES = {
    "SG0": "Files, manifests, suppressions",
    "SG1": "kubectl commands",
    "SG2": "Kubernetes manifests",
    "SG3": "docker, compose, helm, registries, programs of a cluster",
    "SG4": "Slides",
    "SG5": "Exercises",
    "SG6": "Slides in a browser (`slidegen check`)",
}

#: Every rule that has a page, by code.
PAGED: tuple[ListedRule, ...] = (*RULES, *LOOKS)

INTRODUCTION = """\
# The rules of `slidegen lint`

This file is made from the rules themselves, by `slidegen rule --all > RULES.md`; a test keeps it current.
`slidegen rule CODE` shows one page. Every example below is run as a test.

SG1, SG2 and SG3 speak of what rots, in every file. SG4, SG5 and SG620 speak of slides: of what a manifest
lists, and of what is plainly a deck (a property, a step, notes, a class, more than one slide with a title).
A README is none.
"""


def page_of(listed: ListedRule) -> str:
    """The whole page of one rule."""
    return "\n".join(_page(listed))


def brief(rule: Rule) -> str:
    """The page of a rule that needs none."""
    return f"## {rule.code} {rule.name}\n\n{rule.summary}. Severity: {rule.severity.value}.\n"


def page_about(rule: Rule) -> str:
    """The page of `rule`, brief where it has none of its own."""
    listed = next((listed for listed in PAGED if listed.code == rule.code), None)
    return page_of(listed) if listed else brief(rule)


def handbook() -> str:
    """RULES.md."""
    return "\n".join([INTRODUCTION, *_contents(), *map(page_of, PAGED)]).rstrip() + "\n"


def _contents() -> Iterator[str]:
    paged = {listed.code for listed in PAGED}
    rules = sorted((*READING, *(listed.rule for listed in PAGED)), key=lambda rule: rule.code)
    for family, title in FAMILIES.items():
        mine = [rule for rule in rules if rule.code.startswith(family)]
        if not mine:
            continue
        yield f"**{title}**\n\n| code | name | severity | finds |\n| --- | --- | --- | --- |"
        for rule in mine:
            code = f"[{rule.code}](#{rule.code.lower()}-{rule.name})" if rule.code in paged else rule.code
            yield f"| {code} | {rule.name} | {rule.severity.value} | {rule.summary.replace('|', '&#124;')} |"
        yield ""


def _page(listed: ListedRule) -> Iterator[str]:
    rule, page = listed.rule, read_page(listed.page)
    yield f"## {rule.code} {rule.name}\n"
    yield f"{page.title} Severity: {rule.severity.value}; since {page.since}.\n"
    yield f"{page.what[:1].upper()}{page.what[1:]}\n"
    yield f"**Why:** {page.why}\n"
    for example in page.examples:
        yield from _example(example)
    yield f"**Fix:** {page.fix}\n"


def _example(example: Example) -> Iterator[str]:
    target = f", for Kubernetes {example.version}" if example.version else ""
    yield f"**{'Bad' if example.bad else 'Good'}{target}:**\n"
    for number, (path, text) in enumerate(example.files):
        if len(example.files) > 1:
            yield f"`{path}`{'' if number == 0 else ', beside it'}:\n"
        marks = "`" * max(3, *(len(run) + 1 for run in re.findall(r"^ *(`+)", text, re.M) or [""]))
        yield f"{marks}{LANGUAGES.get(PurePosixPath(path).suffix, '')}\n{text}{marks}\n"
