"""`slidegen rule`: what a rule finds, why, and what to do about it.

Knows options. Must not know any rule.
"""

import click

from slidegen.commands.terminal import show_markdown
from slidegen.errors import UsageError
from slidegen.lint.engine import all_rules
from slidegen.lint.handbook import handbook, page_about
from slidegen.lint.selection import codes_of


@click.command()
@click.argument("rules", nargs=-1, metavar="[CODE_OR_NAME]...")
@click.option("--all", "everything", is_flag=True, help="Print all pages: RULES.md.")
def command(rules: tuple[str, ...], everything: bool) -> None:
    """Explain lint rules, by code, name or prefix such as SG4; without any, list them all."""
    if everything:
        if rules:
            raise UsageError("--all shows every rule already", hint="leave out the codes")
        click.echo(handbook(), nl=False)
    elif rules:
        show_markdown("\n".join(pages(rules)))
    else:
        click.echo(listing())


def listing() -> str:
    known = sorted(all_rules(), key=lambda rule: rule.code)
    width = max(len(rule.name) for rule in known)
    return "\n".join(
        f"{rule.code}  {rule.name:{width}}  {rule.severity.value:7}  {rule.summary}" for rule in known
    )


def pages(selectors: tuple[str, ...]) -> list[str]:
    """Raises UsageError for a selector that no rule answers to."""
    codes = codes_of(all_rules(), selectors, "rule")
    known = {rule.code: rule for rule in all_rules()}
    return [page_about(known[code]) for code in sorted(codes)]
