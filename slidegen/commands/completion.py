"""`slidegen completion`: what a shell reads to complete verbs, options and values.

Knows click's scripts. Must not know verbs.
"""

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_SLIDEGEN_COMPLETE"
#: shell -> where a wheel puts the script, below the environment's prefix
PLACES = {
    "bash": "share/bash-completion/completions/slidegen",
    "zsh": "share/zsh/site-functions/_slidegen",
    "fish": "share/fish/vendor_completions.d/slidegen.fish",
}


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print the script by which SHELL completes slidegen.

    bash looks in ~/.local/share/bash-completion/completions for `slidegen`, zsh in the folders of `fpath` for
    `_slidegen`, fish in ~/.config/fish/completions for `slidegen.fish`.
    """
    click.echo(script(shell, context.find_root().command))


def script(shell: str, root: click.Command) -> str:
    """click's own, for the command `slidegen`."""
    found = get_completion_class(shell)
    assert found is not None, shell
    return found(root, {}, "slidegen", VARIABLE).source().strip()
