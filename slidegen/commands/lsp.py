"""`slidegen lsp`: the linter in an editor, over standard input and output.

Knows how the server is started. Must not know the protocol.
"""

import os
import sys

import click

from slidegen.commands.foretold import foretold


@click.command()
def command() -> None:
    """Speak the language server protocol with an editor, over standard input and output.

    It tells findings as you type, explains their rules on hover, offers their fixes as code actions, and goes
    from a manifest to its fragments.
    """
    from slidegen.lint.language_server import make_server  # its package is an extra, and help needs none

    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as words:  # which an editor's `exit` closes
        make_server(foretold).start_io(stdout=words)
