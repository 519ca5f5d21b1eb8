"""Where the scripts of a deck lie beside its page.

Knows names. Must not know what is in the files, nor who asks for them.
"""


def folder_of(deck: str) -> str:
    """The folder of a deck's scripts; the zip beside it has its name."""
    return f"{deck}-scripts"


def is_of_scripts(deck: str, path: str) -> bool:
    """Whether a path beside the deck's page, in order, is that of one of its scripts, or of their zip."""
    folder = folder_of(deck)
    return path == f"{folder}.zip" or path.startswith(f"{folder}/")
