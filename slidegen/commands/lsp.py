"""`slidegen lsp`: the linter in an editor, over standard input and output.

Knows how the server is started. Must not know the protocol.
"""

import gc
import os
import sys

import click

from slidegen.commands.foretold import foretold

#: What a look at a text makes stays till the next one. At each 700 new objects, as Python does, everything is
#: searched for cycles that are not there: a sixth of the time until a large text's findings are told.
NEW_OBJECTS = 20_000


@click.command()
def command() -> None:
    """Speak the language server protocol with an editor, over standard input and output.

    It tells findings as you type, explains their rules on hover, offers their fixes as code actions, and goes
    from a manifest to its fragments.
    """
    from slidegen.lint.language_server import make_server  # its package is an extra, and help needs none

    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as words:  # which an editor's `exit` closes
        make_server(foretold).start_io(stdout=words)
